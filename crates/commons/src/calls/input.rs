//! What forms and programs may say: one description for both.

use super::acts::New;
use crate::notices::Outcome;
use crate::texts::calls as t;
use kernel::Time;
use people::member::Way;
use web::{Field, Input, Reader};

/// What came of a call.
#[derive(Clone, Debug)]
pub struct CallInput(pub New);

impl Input for CallInput {
    const FIELDS: &'static [Field] = &[
        Field::new("outcome", t::field_outcome),
        Field::new("again", t::field_again).hint(t::field_again_hint),
        Field::new("note", t::field_note).hint(t::field_note_hint),
        Field::new("seen", t::field_outcome),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let outcome = read.choice::<Outcome>("outcome");
        let again = read.maybe_day("again");
        let note = read.maybe_text("note", 1..=500);
        let seen = read.maybe_integer("seen", 0..=i64::MAX);
        let (outcome, note) = (outcome?, note?.unwrap_or_default());
        Some(Self(New { outcome, again: again?, note, seen: seen? }))
    }
}

/// A round with letters, or to the notice board: everything that was there at that moment.
#[derive(Clone, Copy, Debug)]
pub struct RoundInput {
    /// By which way.
    pub way: Way,
    /// What was due at this moment.
    pub until: Time,
}

impl Input for RoundInput {
    const FIELDS: &'static [Field] =
        &[Field::new("way", t::field_outcome), Field::new("until", t::field_outcome)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let way = read.choice::<Way>("way");
        let until = read.integer("until", 0..=i64::MAX);
        Some(Self { way: way?, until: Time::from_micros(until?) })
    }
}
