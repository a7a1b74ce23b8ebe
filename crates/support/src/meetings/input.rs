//! What forms and programs may say.

use super::model::Field as What;
use crate::texts::meetings as t;
use web::{Field, Input, Reader};

/// The choice that is no place of ours.
pub const ELSEWHERE: &str = "elsewhere";

/// Where and when to meet.
#[derive(Clone, Debug)]
pub struct PlanInput {
    /// The key of a place, `desk`, or [`ELSEWHERE`].
    pub place: String,
    /// Where, if elsewhere.
    pub words: String,
    /// When, in words.
    pub hours: String,
}

impl Input for PlanInput {
    const FIELDS: &'static [Field] = &[
        Field::new("place", t::field_place),
        Field::new("words", t::field_words).hint(t::field_words_hint),
        Field::new("knowingly", t::field_knowingly),
        Field::new("hours", t::field_hours).hint(t::field_hours_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let place = read.line("place", 1..=32);
        let words = read.maybe_line("words", 2..=120);
        let knowingly = read.ticked("knowingly");
        let hours = read.line("hours", 2..=120);
        let (place, words, hours) = (place?, words?.unwrap_or_default(), hours?);
        if place == ELSEWHERE {
            if words.is_empty() {
                read.wrong("words", t::wrong_words);
            }
            if !knowingly {
                read.wrong("knowingly", t::wrong_knowingly);
            }
            if words.is_empty() || !knowingly {
                return None;
            }
        }
        Some(Self { place, words, hours })
    }
}

/// Yes to what the other proposed.
#[derive(Clone, Copy, Debug)]
pub struct AgreeInput(pub bool);

impl Input for AgreeInput {
    const FIELDS: &'static [Field] = &[Field::new("knowingly", t::field_knowingly)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.ticked("knowingly")))
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct AskInput(pub What);

impl Input for AskInput {
    const FIELDS: &'static [Field] = &[Field::new("field", t::field_what)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.choice("field")?))
    }
}

/// What is told.
#[derive(Clone, Debug)]
pub struct TellInput(pub What, pub String);

impl Input for TellInput {
    const FIELDS: &'static [Field] =
        &[Field::new("field", t::field_what), Field::new("told", t::field_told).hint(t::field_told_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let field = read.choice("field");
        let told = read.line("told", 2..=200);
        Some(Self(field?, told?))
    }
}
