//! What forms and programs may say of a place: one description for both.

use super::acts::{Told, Written};
use super::model::{Details, PlaceKind, PlaceStatus, Shape, WrongShape};
use super::store::Filter;
use crate::texts::places as t;
use commons::items::{Beside, Words};
use kernel::{ItemId, Key, Locale};
use web::{Choice, Field, Input, Reader};

impl Choice for PlaceKind {
    const ALL: &'static [Self] = PlaceKind::ALL;
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Historic => t::kind_historic(locale),
            Self::MadeTogether => t::kind_made_together(locale),
            Self::Nature => t::kind_nature(locale),
            Self::Activity => t::kind_activity(locale),
            Self::Service => t::kind_service(locale),
            Self::Business => t::kind_business(locale),
        }
    }
}

impl Choice for PlaceStatus {
    const ALL: &'static [Self] = PlaceStatus::ALL;
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Ordinary => t::status_ordinary(locale),
            Self::CaredFor => t::status_cared_for(locale),
            Self::AtRisk => t::status_at_risk(locale),
            Self::Lost => t::status_lost(locale),
            Self::Planned => t::status_planned(locale),
        }
    }
}

const TITLE: Field = Field::new("title", t::field_title);
const SUMMARY: Field = Field::new("summary", t::field_summary).hint(t::field_summary_hint);
const BODY: Field = Field::new("body", t::field_body).hint(t::field_body_hint);
const ACCESS: Field = Field::new("access", t::field_access).hint(t::field_access_hint);

/// A place as its form tells it.
#[derive(Clone, Debug)]
pub struct PlaceInput {
    /// What is told.
    pub told: Told,
    /// The version the form showed; 0 for a new place.
    pub version: i64,
}

impl Input for PlaceInput {
    const FIELDS: &'static [Field] = &[
        Field::new("lang", t::field_lang),
        TITLE,
        Field::new("kind", t::kind),
        Field::new("status", t::status),
        SUMMARY,
        BODY,
        Field::new("address", t::field_address).hint(t::field_address_hint),
        Field::new("shape", t::field_shape).hint(t::field_shape_hint),
        Field::new("area", t::field_area),
        ACCESS,
        Field::new("source", t::field_source).hint(t::field_source_hint),
        Field::new("version", t::field_title),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let lang = read.choice::<Locale>("lang");
        let written = written(read, lang);
        let details = details(read);
        let version = read.maybe_integer("version", 0..=i64::MAX);
        Some(Self { told: Told { details: details?, written: written? }, version: version?.unwrap_or(0) })
    }
}

fn details(read: &mut Reader<'_>) -> Option<Details> {
    let kind = read.choice::<PlaceKind>("kind");
    let status = read.maybe_choice::<PlaceStatus>("status");
    let address = read.maybe_line("address", 1..=200);
    let closed = read.ticked("area");
    let shape = Shape::parse(read.raw("shape").unwrap_or_default(), closed)
        .map_err(|wrong| read.wrong("shape", move |locale| wrong_shape(locale, wrong)));
    let source = read.maybe_text("source", 1..=500);
    Some(Details {
        kind: kind?,
        status: status?.unwrap_or(PlaceStatus::Ordinary),
        shape: shape.ok()?,
        precision_m: 0,
        next_door: false,
        address: address?.unwrap_or_default(),
        source: source?.unwrap_or_default(),
        checked: None,
    })
}

fn written(read: &mut Reader<'_>, lang: Option<Locale>) -> Option<Written> {
    let title = read.line("title", 2..=120);
    let summary = read.maybe_line("summary", 1..=300);
    let body = read.maybe_text("body", 1..=20_000);
    let access = read.maybe_text("access", 1..=1_000);
    Some(Written {
        lang: lang?,
        words: Words {
            title: title?,
            summary: summary?.unwrap_or_default(),
            body: body?.unwrap_or_default(),
        },
        access: access?.unwrap_or_default(),
    })
}

/// What is wrong with a shape, in words.
pub fn wrong_shape(locale: Locale, wrong: WrongShape) -> &'static str {
    match wrong {
        WrongShape::Numbers => t::wrong_shape_numbers(locale),
        WrongShape::TooFew => t::wrong_shape_few(locale),
        WrongShape::TooMany => t::wrong_shape_many(locale),
        WrongShape::Kind => t::wrong_shape_kind(locale),
    }
}

/// A place's words in another language.
#[derive(Clone, Debug)]
pub struct TranslationInput {
    /// The words.
    pub written: Written,
    /// What their writer had before them.
    pub beside: Option<Beside>,
}

impl Input for TranslationInput {
    const FIELDS: &'static [Field] =
        &[Field::new("lang", t::field_lang), TITLE, SUMMARY, BODY, ACCESS, Beside::FIELD];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let lang = read.choice::<Locale>("lang");
        let written = written(read, lang);
        Some(Self { written: written?, beside: Beside::read(read) })
    }
}

/// Which places a list shows, and from where on.
#[derive(Clone, Debug, Default)]
pub struct ListInput {
    /// Which.
    pub filter: Filter,
    /// After this place.
    pub after: Option<(Vec<u8>, ItemId)>,
}

impl Input for ListInput {
    const FIELDS: &'static [Field] =
        &[Field::new("kind", t::kind), Field::new("status", t::status), Field::new("after", t::more)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        // a choice that is none shows everything: lists are links that people keep
        let kind = read.raw("kind").and_then(PlaceKind::parse);
        let status = read.raw("status").and_then(PlaceStatus::parse);
        let after = read.raw("after").and_then(read_cursor);
        Some(Self { filter: Filter { kind, status }, after })
    }
}

/// An opaque "go on from here" for links.
pub fn cursor(list_key: &[u8], id: ItemId) -> String {
    let hex: String = list_key.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("1{id}{hex}")
}

fn read_cursor(text: &str) -> Option<(Vec<u8>, ItemId)> {
    let rest = text.strip_prefix('1')?;
    let (id, hex) = (rest.get(..32)?, rest.get(32..)?);
    let digits = hex.as_bytes().chunks_exact(2);
    let bytes = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    Some((bytes.collect::<Option<Vec<u8>>>()?, ItemId(id.parse::<Key>().ok()?)))
}

/// The hidden field that carries the version.
pub fn version_of(version: i64) -> (&'static str, String) {
    ("version", version.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_read_back_and_nonsense_starts_anew() {
        let id = ItemId(Key(0x0123));
        assert_eq!(read_cursor(&cursor(&[1, 255, 0], id)), Some((vec![1, 255, 0], id)));
        for nonsense in ["", "1", "2abc", "1zzz", "żżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżż"]
        {
            assert_eq!(read_cursor(nonsense), None);
        }
    }
}
