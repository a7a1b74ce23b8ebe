//! The frame of every page, its texts, and the display settings.

mod chrome;
mod display;
mod flash;
pub mod pages;

pub use chrome::{ANSWER_SECONDS, Chrome, IDLE_SECONDS, Idle, Language, Link, Preview, Way};
pub use display::{Contrast, Display, Motion, Spacing, TextSize};
pub use flash::Flash;
