//! What forms and programs may say: one description for both.

use super::acts::{Told, check};
use super::model::{Stance, sentences};
use super::store::Said;
use crate::texts::agreement as t;
use kernel::Locale;
use web::{Field, Input, Reader};

/// A proposal.
#[derive(Clone, Debug)]
pub struct ProposalInput(pub Told);

impl Input for ProposalInput {
    const FIELDS: &'static [Field] = &[
        Field::new("lang", t::field_lang),
        Field::new("base", t::field_base),
        Field::new("body", t::field_body).hint(t::field_body_hint),
        Field::new("title", t::field_title).hint(t::field_title_hint),
        Field::new("why", t::field_why).hint(t::field_why_hint),
        Field::new("named", t::field_named).hint(t::field_named_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let lang = read.choice::<Locale>("lang");
        let base = read.integer("base", 0..=100_000);
        let body = read.text("body", 10..=24_000);
        let title = read.line("title", 3..=120);
        let why = read.text("why", 10..=600);
        let named = read.ticked("named");
        let sentences = sentences(&body?);
        if let Err(refusal) = check(&sentences) {
            let words = refusal.clone();
            read.wrong("body", move |locale| words.words(locale).unwrap_or_default());
            return None;
        }
        Some(Self(Told { lang: lang?, base: base?, title: title?, why: why?, sentences, named }))
    }
}

/// A remark on a proposal. Its language is that of the page.
#[derive(Clone, Debug)]
pub struct RemarkInput {
    stance: Stance,
    words: String,
    named: bool,
}

impl RemarkInput {
    /// As it is kept.
    pub fn said(self, lang: Locale) -> Said {
        Said { stance: self.stance, lang, words: self.words, named: self.named }
    }
}

impl Input for RemarkInput {
    const FIELDS: &'static [Field] = &[
        Field::new("stance", t::field_stance),
        Field::new("words", t::field_words).hint(t::field_words_hint),
        Field::new("named", t::field_named),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let stance = read.choice::<Stance>("stance");
        let words = read.maybe_text("words", 2..=600);
        let named = read.ticked("named");
        let (stance, words) = (stance?, words?.unwrap_or_default());
        if stance == Stance::Otherwise && words.is_empty() {
            read.wrong("words", t::wrong_words);
            return None;
        }
        Some(Self { stance, words, named })
    }
}

/// Why something is refused or taken back.
#[derive(Clone, Debug)]
pub struct ReasonInput(pub String);

impl Input for ReasonInput {
    const FIELDS: &'static [Field] = &[Field::new("reason", t::field_reason).hint(t::field_reason_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.text("reason", 5..=600)?))
    }
}

/// With which text a new proposal begins, and in which language.
#[derive(Clone, Debug, Default)]
pub struct BeginInput {
    /// The address of a proposal that is taken up.
    pub from: Option<String>,
}

impl Input for BeginInput {
    const FIELDS: &'static [Field] = &[Field::new("from", t::field_base)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self { from: read.raw("from").map(str::to_owned) })
    }
}

/// Which two versions are compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct TwoInput {
    /// The older one; 0 for the sentences one begins with.
    pub from: Option<i64>,
    /// The newer one.
    pub to: Option<i64>,
}

impl Input for TwoInput {
    const FIELDS: &'static [Field] = &[Field::new("from", t::compare_from), Field::new("to", t::compare_to)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let number = |name: &str| read.raw(name).and_then(|number| number.parse().ok());
        Some(Self { from: number("from"), to: number("to") })
    }
}

/// On how large letters a version is printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct PrintInput {
    /// In large print.
    pub large: bool,
}

impl Input for PrintInput {
    const FIELDS: &'static [Field] = &[Field::new("large", t::paper_large)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self { large: read.ticked("large") })
    }
}
