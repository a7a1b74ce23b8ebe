//! Roles: editor, animator, person at the desk, officer, administrator.
//!
//! For those who look after the neighbourhood. One administrator proposes, a second one confirms, one revokes;
//! everything is in the journal (GDPR art. 32(4); OWASP ASVS 5.0, 2.3.5).

pub mod acts;
pub(crate) mod store;

pub use acts::{confirm, decline, grant_as_operator, propose, revoke};
pub use store::{Held, Proposed, STATEMENTS, held, proposed};
