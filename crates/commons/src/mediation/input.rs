//! What forms and programs may say.

use super::acts::Told;
use crate::texts::mediation as t;
use kernel::{Key, Locale, MemberId};
use web::{Field, Input, Reader};

/// Who offers to mediate.
#[derive(Clone, Debug)]
pub struct OfferInput(pub Told);

impl Input for OfferInput {
    const FIELDS: &'static [Field] = &[
        Field::new("about", t::field_about).hint(t::field_about_hint),
        Field::new("languages", t::field_languages),
        Field::new("hours", t::field_hours).hint(t::field_hours_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let about = read.text("about", 10..=400);
        let languages = read.line("languages", 2..=120);
        let hours = read.line("hours", 2..=120);
        Some(Self(Told { about: about?, languages: languages?, hours: hours? }))
    }
}

/// With whom, in a link that a page of ours made for this one reader.
#[derive(Clone, Debug)]
pub struct WithInput {
    /// Whom.
    pub with: MemberId,
    /// That a page of ours led here.
    pub sign: String,
}

impl Input for WithInput {
    const FIELDS: &'static [Field] = &[Field::new("with", t::field_with), Field::new("sign", t::field_with)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let with = read.parsed("with");
        let sign = read.line("sign", 1..=64);
        Some(Self { with: with?, sign: sign? })
    }
}

/// The code that somebody showed.
#[derive(Clone, Debug)]
pub struct CodeInput(pub String);

impl Input for CodeInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::field_code).hint(t::field_code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("code", 8..=20).map(Self)
    }
}

/// The beginning of a name, at the desk.
#[derive(Clone, Debug)]
pub struct FindInput(pub String);

impl Input for FindInput {
    const FIELDS: &'static [Field] = &[Field::new("name", t::field_name).hint(t::field_name_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("name", 2..=80).map(Self)
    }
}

/// What it is about, and with whose help.
#[derive(Clone, Debug)]
pub struct Asked {
    /// With whose help.
    pub mediator: MemberId,
    /// In the asker's words.
    pub words: String,
    /// Their language.
    pub lang: Locale,
}

const WORDS: Field = Field::new("words", t::field_ask).hint(t::field_ask_hint);
const MEDIATOR: Field = Field::new("mediator", t::field_mediator).hint(t::field_mediator_hint);
const LANGUAGE: Field = Field::new("language", t::field_language);

fn asked(read: &mut Reader<'_>) -> Option<Asked> {
    let words = read.text("words", 10..=1_000);
    let mediator = chosen(read);
    let lang = read.choice::<Locale>("language");
    Some(Asked { mediator: mediator?, words: words?, lang: lang? })
}

/// The same, with whom in a signed link.
#[derive(Clone, Debug)]
pub struct AskInput {
    /// Whom.
    pub with: WithInput,
    /// The rest.
    pub asked: Asked,
}

impl Input for AskInput {
    const FIELDS: &'static [Field] =
        &[Field::new("with", t::field_with), Field::new("sign", t::field_with), WORDS, MEDIATOR, LANGUAGE];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let with = WithInput::parse(read);
        let asked = asked(read);
        Some(Self { with: with?, asked: asked? })
    }
}

/// The same, for a program: with whom, by the code that they showed.
#[derive(Clone, Debug)]
pub struct AskByCodeInput {
    /// The code.
    pub code: String,
    /// The rest.
    pub asked: Asked,
}

impl Input for AskByCodeInput {
    const FIELDS: &'static [Field] =
        &[Field::new("code", t::field_code).hint(t::field_code_hint), WORDS, MEDIATOR, LANGUAGE];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let code = read.line("code", 8..=20);
        let asked = asked(read);
        Some(Self { code: code?, asked: asked? })
    }
}

fn chosen(read: &mut Reader<'_>) -> Option<MemberId> {
    let mediator = read.maybe_parsed::<MemberId>("mediator")?;
    if mediator.is_none() {
        read.wrong("mediator", t::wrong_choose);
    }
    mediator
}

/// Somebody else to mediate.
#[derive(Clone, Copy, Debug)]
pub struct NameInput(pub MemberId);

impl Input for NameInput {
    const FIELDS: &'static [Field] = &[MEDIATOR];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        chosen(read).map(Self)
    }
}

// the agreement stands on one page with the others: no two fields there have one name
macro_rules! words_input {
    ($($(#[$meta:meta])* $name:ident: $field:literal, $label:path, $hint:path, $language:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name(pub Locale, pub String);
        impl Input for $name {
            const FIELDS: &'static [Field] = &[Field::new($field, $label).hint($hint), Field::new($language, t::field_language)];
            fn parse(read: &mut Reader<'_>) -> Option<Self> {
                let words = read.text($field, 2..=4_000);
                let lang = read.choice::<Locale>($language);
                Some(Self(lang?, words?))
            }
        }
    )*};
}
words_input! {
    /// How one sees it.
    ViewInput: "view", t::field_view, t::field_view_hint, "language";
    /// What the mediator writes to both.
    MessageInput: "message", t::field_message, t::field_message_hint, "language";
    /// What is to be agreed on.
    AgreementInput: "agreement", t::field_agreement, t::field_agreement_hint, "agreement_language";
}

/// Yes to the words that were shown.
#[derive(Clone, Copy, Debug)]
pub struct AgreeInput(pub Key);

impl Input for AgreeInput {
    const FIELDS: &'static [Field] = &[Field::new("shown", t::field_agreement)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.parsed("shown").map(Self)
    }
}
