//! The neighbourhood itself: its address, its name in each language, who is responsible, when the desk is open.
//!
//! For everybody who comes by: the pages of privacy, house rules, contact and accessibility are filled from it
//! (GDPR art. 13; DSA art. 11, 12, 14; Act of 4 April 2019 on digital accessibility).

pub mod acts;
pub mod model;
mod store;

pub use acts::{NewCommunity, change, create};
pub use model::{Face, Worded};
pub use store::{Found, STATEMENTS, all, by_slug, here};
