//! What forms and programs may say: one description for both.

use super::model::Pair;
use crate::items::{Beside, Words};
use crate::texts::translating as t;
use kernel::{ItemId, Key, Locale, MemberId};
use web::{Field, Input, Reader};

/// Whom the asker allows: anybody who translates, or one by key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Who(pub Option<MemberId>);

impl Who {
    /// Reads the choice: `anybody`, or a member's key.
    pub fn read(read: &mut Reader<'_>, name: &'static str) -> Option<Self> {
        match read.line(name, 1..=40)?.as_str() {
            "anybody" => Some(Self(None)),
            key => match key.parse::<Key>() {
                Ok(key) => Some(Self(Some(MemberId(key)))),
                Err(_) => {
                    read.wrong(name, web::texts::layout::field_choose);
                    None
                }
            },
        }
    }
}

/// A published thing is asked for in a language.
#[derive(Clone, Copy, Debug)]
pub struct AskInput {
    /// Which.
    pub item: ItemId,
    /// In which language.
    pub to: Locale,
    /// By whom.
    pub who: Who,
}

impl Input for AskInput {
    const FIELDS: &'static [Field] = &[
        Field::new("item", t::field_item),
        Field::new("to", t::field_to),
        Field::new("who", t::field_who).hint(t::field_who_item_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let item = read.parsed("item");
        let to = read.choice::<Locale>("to");
        let who = Who::read(read, "who");
        Some(Self { item: item?, to: to?, who: who? })
    }
}

/// Which thing a link asks about.
#[derive(Clone, Copy, Debug)]
pub struct WantedInput {
    /// Which.
    pub item: ItemId,
    /// In which language; nothing: the reader's.
    pub to: Option<Locale>,
}

impl Input for WantedInput {
    const FIELDS: &'static [Field] = &[Field::new("item", t::field_item), Field::new("to", t::field_to)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let item = read.parsed("item");
        Some(Self { item: item?, to: read.raw("to").and_then(Locale::parse) })
    }
}

/// Between which languages somebody translates.
#[derive(Clone, Debug)]
pub struct PairsInput {
    /// All of them; none: no longer.
    pub pairs: Vec<Pair>,
    /// Their name may be shown.
    pub named: bool,
}

impl Input for PairsInput {
    const FIELDS: &'static [Field] =
        &[Field::new("pairs", t::field_pairs), Field::new("named", t::field_named).hint(t::field_named_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let pairs = read.many::<Pair>("pairs");
        let named = read.ticked("named");
        Some(Self { pairs: pairs?, named })
    }
}

/// The words of a published thing in another language.
#[derive(Clone, Debug)]
pub struct WordsInput {
    /// The words.
    pub words: Words,
    /// What their writer had before them.
    pub beside: Option<Beside>,
}

impl Input for WordsInput {
    const FIELDS: &'static [Field] = &[
        Field::new("title", t::field_title),
        Field::new("summary", t::field_summary),
        Field::new("body", t::field_body),
        Beside::FIELD,
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let title = read.line("title", 1..=200);
        let summary = read.maybe_text("summary", 1..=600);
        let body = read.maybe_text("body", 1..=40_000);
        let words =
            Words { title: title?, summary: summary?.unwrap_or_default(), body: body?.unwrap_or_default() };
        Some(Self { words, beside: Beside::read(read) })
    }
}

/// The words of a message in another language.
#[derive(Clone, Debug)]
pub struct MessageInput(pub String);

impl Input for MessageInput {
    const FIELDS: &'static [Field] = &[Field::new("words", t::field_words)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.text("words", 1..=4_000).map(Self)
    }
}
