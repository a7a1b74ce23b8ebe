//! What may be asked for.

use super::model::Sort;
use crate::texts::papers as t;
use kernel::Locale;
use web::{Field, Input, Reader};

/// Copies of a form are numbered with two digits, in all three languages together.
const MOST_COPIES: i64 = 33;

/// What to print.
#[derive(Clone, Debug)]
pub struct KitInput {
    pub(super) sorts: Vec<Sort>,
    pub(super) languages: Vec<Locale>,
    pub(super) headline: String,
    pub(super) copies: usize,
    pub(super) large: bool,
}

impl Input for KitInput {
    const FIELDS: &'static [Field] = &[
        Field::new("sorts", t::field_sorts),
        Field::new("languages", t::field_languages).hint(t::field_languages_hint),
        Field::new("headline", t::field_headline).hint(t::field_headline_hint),
        Field::new("copies", t::field_copies).hint(t::field_copies_hint),
        Field::new("large", t::field_large),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let sorts = read.many::<Sort>("sorts");
        let languages = read.many::<Locale>("languages");
        let headline = read.maybe_line("headline", 1..=60);
        let copies = read.maybe_integer("copies", 1..=MOST_COPIES);
        let large = read.ticked("large");
        if sorts.as_ref().is_some_and(Vec::is_empty) {
            read.wrong("sorts", t::wrong_sorts);
        }
        let languages = languages.map(|chosen| if chosen.is_empty() { vec![Locale::Pl] } else { chosen });
        Some(Self {
            sorts: sorts.filter(|sorts| !sorts.is_empty())?,
            languages: languages?,
            headline: headline?.unwrap_or_default(),
            copies: usize::try_from(copies?.unwrap_or(1)).unwrap_or(1),
            large,
        })
    }
}

/// Codes that a page showed once, one a line, and what it says of them.
#[derive(Clone, Debug)]
pub struct CodesInput {
    pub(super) codes: Vec<String>,
    pub(super) about: String,
    pub(super) large: bool,
}

impl Input for CodesInput {
    const FIELDS: &'static [Field] = &[
        Field::new("codes", t::field_codes),
        Field::new("about", t::field_about),
        Field::new("large", t::field_large),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let codes = read.text("codes", 4..=1000);
        let about = read.maybe_line("about", 1..=300);
        let large = read.ticked("large");
        let codes: Vec<String> = codes?.lines().map(|line| line.trim().to_owned()).collect();
        if codes.len() > 40 || !codes.iter().all(|code| is_code(code)) {
            read.wrong("codes", t::wrong_codes);
            return None;
        }
        Some(Self { codes, about: about?.unwrap_or_default(), large })
    }
}

/// Whether it may be a code: letters and digits in groups.
fn is_code(code: &str) -> bool {
    (4..=40).contains(&code.len()) && code.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == ' ')
}

/// The slip of the visit that is going on, with the code that its page showed, if it did.
#[derive(Clone, Debug)]
pub struct SlipInput {
    pub(super) code: Option<String>,
    pub(super) large: bool,
}

impl Input for SlipInput {
    const FIELDS: &'static [Field] =
        &[Field::new("code", t::field_codes), Field::new("large", t::field_large)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let code = read.maybe_line("code", 4..=40);
        let large = read.ticked("large");
        let code = code?;
        if code.as_ref().is_some_and(|code| !is_code(code)) {
            read.wrong("code", t::wrong_codes);
            return None;
        }
        Some(Self { code, large })
    }
}

/// How one's papers are printed.
#[derive(Clone, Debug)]
pub struct SettingInput {
    pub(super) large: bool,
}

impl Input for SettingInput {
    const FIELDS: &'static [Field] = &[Field::new("large", t::setting_large).hint(t::setting_large_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self { large: read.ticked("large") })
    }
}
