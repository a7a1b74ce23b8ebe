//! Where two meet, and what they may ask of each other: pure.

use crate::texts::meetings as t;
use kernel::{ItemId, Locale, MemberId, Time};
use web::Choice;

/// What was told is forgotten so many days after it was told, once the matter is over.
pub const FORGET_DAYS: i64 = 14;
/// And at the latest after so many.
pub const LONGEST_DAYS: i64 = 60;

/// What one of the two may ask of the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// Where they live.
    Address,
    /// What stands on the door.
    Surname,
    /// How to ring them.
    Phone,
}

impl Field {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Surname => "surname",
            Self::Phone => "phone",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        <Self as Choice>::ALL.iter().copied().find(|field| field.word() == word)
    }
}

impl Choice for Field {
    const ALL: &'static [Self] = &[Self::Address, Self::Surname, Self::Phone];
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Address => t::field_address(locale),
            Self::Surname => t::field_surname(locale),
            Self::Phone => t::field_phone(locale),
        }
    }
}
::store::word_value!(Field);

/// Where and when, as one of the two proposes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The name of the place, or their own words.
    pub place: String,
    /// Which place of ours.
    pub item: Option<ItemId>,
    /// Not an Activity Place.
    pub elsewhere: bool,
    /// When, in words.
    pub hours: String,
}

/// A plan that was proposed.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// Where and when.
    pub plan: Plan,
    /// By whom.
    pub by: MemberId,
    /// When the other agreed.
    pub agreed_at: Option<Time>,
}

::store::record! {
    /// One thing that was asked for.
    #[derive(Clone, Debug)]
    pub struct Asked {
        /// By whom.
        pub asked_by: MemberId,
        /// What.
        pub field: Field,
        /// What the other told; empty before.
        pub words: String,
        /// When they did.
        pub told_at: Option<Time>,
    }
}
