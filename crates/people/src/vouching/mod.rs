//! Vouching: who may publish and answer. The desk, an invitation slip, or two neighbours.
//!
//! For newcomers and those who know them. Until then a person reads and saves drafts. House rule, not law: it
//! keeps strangers from writing to people who live alone.

pub mod acts;
pub mod model;
pub(crate) mod store;

pub use acts::{MOST_SLIPS, invite, use_invitation, vouch_as_desk, vouch_by_code, withdraw};
pub use model::{Way, suffices};
pub(crate) use store::enter;
pub use store::{STATEMENTS, Vouch, VouchedFor, vouched_by, vouches_for};
