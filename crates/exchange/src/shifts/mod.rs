//! Volunteers to shifts.
//!
//! Hard filters come first ([`why_not`]): they are never traded against anything, and the reason of every
//! exclusion can be asked for. What passes is a minimum-cost flow, solved exactly: places that must be filled
//! first, then the other places, then an even spread (each further shift of the same person costs more), then
//! preferences, then the lot.

mod filter;
mod plan;

pub use filter::{Exclusion, exclusions, why_not};
pub use plan::{Plan, PlanError, plan, replan};

use std::collections::BTreeSet;

/// A time span in minutes since any fixed moment (the same for all), `start` included, `end` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First minute.
    pub start: i64,
    /// First minute after.
    pub end: i64,
}

impl Span {
    /// The length in minutes.
    #[must_use]
    pub fn minutes(self) -> i64 {
        self.end.saturating_sub(self.start)
    }

    /// The day it begins on. Days run from 4 in the morning, so that a late evening is one day.
    #[must_use]
    pub fn day(self) -> i64 {
        (self.start - DAY_BEGINS).div_euclid(24 * 60)
    }

    /// The week it begins in (seven days, counted from the fixed moment's day).
    #[must_use]
    pub fn week(self) -> i64 {
        self.day().div_euclid(7)
    }

    fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

const DAY_BEGINS: i64 = 4 * 60;

/// Somebody who helps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Volunteer {
    /// A name that is the same everywhere and enters the draw.
    pub name: String,
    /// When the person can come.
    pub available: Vec<Span>,
    /// What the person can do.
    pub skills: BTreeSet<String>,
    /// What the person speaks.
    pub languages: BTreeSet<String>,
    /// What the person needs of a place (step-free, guide dog welcome …).
    pub access_needs: BTreeSet<String>,
    /// Checks passed, with the minute until which each is valid.
    pub checks: Vec<(String, i64)>,
    /// Whether the person is under age.
    pub minor: bool,
    /// At most so many shifts a week.
    pub most_shifts_per_week: u32,
    /// At most so many minutes a week; kept by allowing only as many shifts as fit if all were the longest.
    pub most_minutes_per_week: Option<i64>,
    /// People this person does not meet, by name; counts in both directions.
    pub blocks: BTreeSet<String>,
    /// Shifts done before: whoever has few is a newcomer.
    pub shifts_before: u32,
    /// Slots the person would rather have, with how much rather (0 to 9).
    pub prefers: Vec<(usize, u8)>,
}

/// A shift with its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What it is called.
    pub name: String,
    /// When it is. It must end before the day does (4 in the morning).
    pub span: Span,
    /// The role's demands.
    pub skills: BTreeSet<String>,
    /// At least one of these languages, if there are any.
    pub languages: BTreeSet<String>,
    /// What the place offers (step-free …).
    pub access: BTreeSet<String>,
    /// Checks that must be valid to the end of the shift.
    pub checks: BTreeSet<String>,
    /// Whether people under age may come, and until which minute at the latest.
    pub minors: Minors,
    /// People who are there anyway (the lead, the person visited), by name.
    pub present: BTreeSet<String>,
    /// Whom the people present do not meet, by name.
    pub blocks: BTreeSet<String>,
    /// So many are needed.
    pub least: u32,
    /// More than this there is no place for.
    pub most: u32,
    /// Places that only newcomers may take.
    pub for_newcomers: u32,
}

/// The rule about people under age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minors {
    /// Adults only.
    No,
    /// Welcome.
    Yes,
    /// Welcome if the shift ends by this minute.
    Until(i64),
}

impl Default for Slot {
    fn default() -> Self {
        Self {
            name: String::new(),
            span: Span { start: 0, end: 0 },
            skills: BTreeSet::new(),
            languages: BTreeSet::new(),
            access: BTreeSet::new(),
            checks: BTreeSet::new(),
            minors: Minors::Yes,
            present: BTreeSet::new(),
            blocks: BTreeSet::new(),
            least: 1,
            most: 1,
            for_newcomers: 0,
        }
    }
}

/// What holds for a whole plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Whoever has done fewer shifts than this is a newcomer.
    pub newcomer_below: u32,
    /// The published seed of the lot.
    pub seed: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { newcomer_below: 3, seed: 0 }
    }
}
