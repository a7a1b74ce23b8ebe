//! Communities, members, organisations, sign-in, sessions, roles, and the desk.
//!
//! [`Directory`] tells `web` who is where; [`standing_of`] tells `store` what a member may do. Every feature above
//! refers to people by [`kernel::MemberId`] alone.

text::texts!();

pub mod code;
pub mod community;
pub mod desk;
mod directory;
mod files;
mod house;
pub mod kiosk;
pub mod mail;
pub mod member;
pub mod organisation;
pub mod queue;
pub mod recovery;
pub mod returned;
pub mod roles;
mod shown;
pub mod sign_in;
pub mod sms;
pub mod vouching;
mod when;
pub mod young;

pub use directory::Directory;
pub use house::{Browser, People};
pub use member::standing_of;

use store::Step;
use web::Slice;

/// All slices of people.
pub const SLICES: &[&Slice] = &[
    &community::SLICE,
    &member::SLICE,
    &sign_in::SLICE,
    &vouching::SLICE,
    &roles::SLICE,
    &organisation::SLICE,
    &desk::SLICE,
    &queue::SLICE,
    &kiosk::SLICE,
    &recovery::SLICE,
    &mail::SLICE,
    &sms::SLICE,
    &young::SLICE,
];

/// The schema of the open database, also carried by the slices.
pub const STEPS: &[Step] = &[
    community::SCHEMA[0],
    member::SCHEMA[0],
    sign_in::SCHEMA[0],
    vouching::SCHEMA[0],
    roles::SCHEMA[0],
    organisation::SCHEMA[0],
    desk::SCHEMA[0],
    desk::SCHEMA[1],
    queue::SCHEMA[0],
    kiosk::SCHEMA[0],
    member::SCHEMA[1],
    community::SCHEMA[1],
    member::SCHEMA[2],
    young::SCHEMA[0],
];

/// The schema of the sealed database, also carried by the slices.
pub const SEALED_STEPS: &[Step] = &[recovery::SCHEMA[0]];
