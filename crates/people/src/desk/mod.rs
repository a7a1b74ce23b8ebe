//! The desk: acting for somebody who has no e-mail, no phone, or no patience for screens.
//!
//! For the person at the desk and whoever sits opposite. Never with their password, always in one's own name for
//! them, with a reason, for 30 minutes, and everything done can be seen by the one it was done for.

pub mod acts;
pub(crate) mod store;

pub use acts::{AskedForLetter, Received, ask_for_letter, end, issue_card, print_letter, receive, start};
pub(crate) use store::current;
pub use store::{Current, Past, STATEMENTS, Waiting, done_since, visits_of, waiting};
