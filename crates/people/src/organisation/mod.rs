//! Organisations: groups, associations, houses of culture; and who acts for them.
//!
//! An organisation is a member of its own. Whoever acts for it chooses in each form in whose name they write, and
//! the journal keeps who it was (Civil Code art. 95).

pub mod acts;
pub(crate) mod store;

pub use acts::{add, add_by_code, create, remove};
pub use store::{Representative, STATEMENTS, all, of, people_of};
