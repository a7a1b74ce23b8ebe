//! Communities, members, organisations, sign-in, sessions, roles, and the desk.
//!
//! [`Directory`] tells `web` who is where; [`standing_of`] tells `store` what a member may do. Every feature above
//! refers to people by [`kernel::MemberId`] alone.

text::texts!();

mod code;
pub mod community;
pub mod desk;
mod directory;
pub mod member;
pub mod organisation;
pub mod recovery;
pub mod roles;
pub mod sign_in;
pub mod vouching;
mod words;

pub use directory::Directory;
pub use member::standing_of;

use store::Step;

macro_rules! step {
    ($folder:literal, $name:literal) => {
        Step { name: $name, text: include_str!(concat!($folder, "/schema/", $name, ".sql")) }
    };
}

/// The schema of the open database.
pub const STEPS: &[Step] = &[
    step!("community", "20261123-1_community"),
    step!("member", "20261123-2_member"),
    step!("sign_in", "20261123-3_sign_in"),
    step!("vouching", "20261123-4_vouching"),
    step!("roles", "20261123-5_roles"),
    step!("organisation", "20261123-6_organisation"),
    step!("desk", "20261123-7_desk"),
];

/// The schema of the sealed database.
pub const SEALED_STEPS: &[Step] = &[step!("recovery", "20261123-1_recovery")];
