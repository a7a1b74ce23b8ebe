//! Letters from the desk that let somebody back in: the first user of the sealed database.
//!
//! For people who lost card and mail. The open database never holds what would tell which code is whose; the
//! sealed one has no journal, no clock finer than a day, and another rule for copies.

pub mod acts;
mod store;

pub use acts::by_letter;
pub(crate) use acts::{forget, keep};
pub use store::STATEMENTS;
