//! The form of an issue.

use super::model::{Go, ordered};
use crate::texts::bulletin as t;
use kernel::{Day, ItemId, Key};
use web::{Field, Input, Reader};

/// The fields of one line of the form.
#[derive(Debug)]
pub struct Slot {
    /// Which item.
    pub item: &'static str,
    /// Whether it is in the issue.
    pub pick: &'static str,
    /// Its number in the order.
    pub order: &'static str,
    /// Its words, shortened.
    pub words: &'static str,
    /// What its button for moving up sends.
    pub up: &'static str,
    /// What its button for moving down sends.
    pub down: &'static str,
}

macro_rules! slots {
    ($($at:literal)*) => {
        /// As many lines as the form can hold.
        pub const SLOTS: &[Slot] = &[$(Slot {
            item: concat!("item", $at),
            pick: concat!("pick", $at),
            order: concat!("order", $at),
            words: concat!("words", $at),
            up: concat!("up-", $at),
            down: concat!("down-", $at),
        }),*];
        const ALL_FIELDS: &[Field] = &[
            Field::new("version", t::field_version),
            Field::new("hello", t::field_hello).hint(t::field_hello_hint),
            Field::new("next_on", t::field_next_on),
            Field::new("move", t::field_order),
            $(
                Field::new(concat!("item", $at), t::field_words),
                Field::new(concat!("pick", $at), t::field_pick),
                Field::new(concat!("order", $at), t::field_order),
                Field::new(concat!("words", $at), t::field_words),
            )*
        ];
    };
}
slots!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39);

/// So many lines an issue may hold.
pub const MOST_LINES: usize = 16;

/// A line as the form sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Which item.
    pub item: ItemId,
    /// The words as typed; empty for its own.
    pub words: String,
}

/// What an issue is to hold.
#[derive(Clone, Debug)]
pub struct ArrangeInput {
    /// The version the form showed.
    pub version: i64,
    /// A few words of one's own.
    pub hello: String,
    /// When the next one comes.
    pub next_on: Day,
    /// The lines, in order.
    pub lines: Vec<Sent>,
    /// A line was moved by a button: the form is shown again.
    pub moved: bool,
}

impl Input for ArrangeInput {
    const FIELDS: &'static [Field] = ALL_FIELDS;
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let version = read.integer("version", 1..=i64::MAX);
        let hello = read.maybe_text("hello", 1..=600);
        let next_on = read.day("next_on");
        let mut lines = Some(Vec::new());
        for (at, slot) in SLOTS.iter().enumerate() {
            let item = read.raw(slot.item).and_then(|key| key.parse::<Key>().ok());
            let Some(item) = item.filter(|_| read.ticked(slot.pick)) else { continue };
            let order = read.maybe_integer(slot.order, 1..=99);
            let words = read.maybe_text(slot.words, 1..=600);
            lines = match (lines, order, words) {
                (Some(mut lines), Some(order), Some(words)) => {
                    lines.push((order, at, Sent { item: ItemId(item), words: words.unwrap_or_default() }));
                    Some(lines)
                }
                _ => None,
            };
        }
        if lines.as_ref().is_some_and(|lines| lines.len() > MOST_LINES) {
            read.wrong("", |locale| t::wrong_many(locale, MOST_LINES));
            return None;
        }
        let moved = read.raw("move").and_then(moved);
        Some(Self {
            version: version?,
            hello: hello?.unwrap_or_default(),
            next_on: next_on?,
            lines: ordered(lines?, moved),
            moved: moved.is_some(),
        })
    }
}

/// `up-3`
fn moved(button: &str) -> Option<(Go, usize)> {
    let (go, at) = button.split_once('-')?;
    let go = match go {
        "up" => Go::Up,
        "down" => Go::Down,
        _ => return None,
    };
    Some((go, at.parse().ok()?))
}

/// An issue and the version that was seen.
#[derive(Clone, Copy, Debug)]
pub struct VersionInput(pub i64);

impl Input for VersionInput {
    const FIELDS: &'static [Field] = &[Field::new("version", t::field_version)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.integer("version", 1..=i64::MAX)?))
    }
}

/// Thanks whose two sides agreed.
#[derive(Clone, Copy, Debug)]
pub struct ThanksInput(pub ItemId);

impl Input for ThanksInput {
    const FIELDS: &'static [Field] =
        &[Field::new("item", t::field_words), Field::new("asked", t::field_asked)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let item = read.parsed::<Key>("item");
        read.must_tick("asked")?;
        Some(Self(ItemId(item?)))
    }
}
