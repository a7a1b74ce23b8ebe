//! Letters from the desk that let somebody back in: the first user of the sealed database.
//!
//! For people who lost card and mail. The open database never holds what would tell which code is whose; the
//! sealed one has no journal, no clock finer than a day, and another rule for copies.

pub mod acts;
mod store;

pub use acts::by_letter;
pub(crate) use acts::{forget, keep};
pub use store::STATEMENTS;

use self::acts::{ForgetLetters, KeepLetter, UseLetter};
use ::store::{Act as _, Step};
use web::{Erasure, Seal, Slice};

/// Its schema, in the sealed database.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261123-1_recovery")];

/// Letters of the desk. Its pages belong to `sign_in` and `desk`; only its rows are sealed.
pub static SLICE: Slice = Slice {
    seal: Seal::Sealed,
    acts: &[KeepLetter::ROW, UseLetter::ROW, ForgetLetters::ROW],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure { says: "letters nobody used are removed, by the leaving itself", erase: None },
    ..Slice::named("recovery", "one-time letters from the desk that let somebody back in")
};
