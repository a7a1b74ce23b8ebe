//! What is typed to come in.

use super::model::Joining;
use crate::texts::sign_in as t;
use crate::young;
use kernel::{Key, Locale};
use web::{Field, Input, Reader};

/// An address of mail, and where to go afterwards.
#[derive(Clone, Debug)]
pub struct AskInput {
    /// The address.
    pub email: String,
    /// A path of ours.
    pub next: String,
}

impl Input for AskInput {
    const FIELDS: &'static [Field] =
        &[Field::new("email", t::email).hint(t::email_hint), Field::new("next", t::next)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let next = read.raw("next").unwrap_or_default().to_owned();
        Some(Self { email: read.email("email")?, next })
    }
}

/// Where to go after signing in: read from the address.
#[derive(Clone, Debug)]
pub struct NextInput(pub String);

impl Input for NextInput {
    const FIELDS: &'static [Field] = &[Field::new("next", t::next)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("next").unwrap_or_default().to_owned()))
    }
}

/// Six digits for one letter.
#[derive(Clone, Debug)]
pub struct DigitsInput {
    /// Which letter.
    pub request: Key,
    /// As typed.
    pub digits: String,
}

impl Input for DigitsInput {
    const FIELDS: &'static [Field] =
        &[Field::new("request", t::request), Field::new("digits", t::digits).hint(t::digits_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let request = read.parsed("request");
        let digits = read.line("digits", 6..=20);
        Some(Self { request: request?, digits: digits? })
    }
}

/// The secret part of a link.
#[derive(Clone, Debug)]
pub struct LinkInput(pub String);

impl Input for LinkInput {
    const FIELDS: &'static [Field] = &[Field::new("key", t::key)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("key", 1..=100).map(Self)
    }
}

/// The code of a card or of a letter from the desk.
#[derive(Clone, Debug)]
pub struct CardInput {
    /// As typed.
    pub code: String,
    /// A path of ours.
    pub next: String,
}

impl Input for CardInput {
    const FIELDS: &'static [Field] =
        &[Field::new("code", t::code).hint(t::code_hint), Field::new("next", t::next)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let next = read.raw("next").unwrap_or_default().to_owned();
        Some(Self { code: read.line("code", 1..=60)?, next })
    }
}

/// Somebody joins.
#[derive(Clone, Debug)]
pub struct JoinInput {
    /// Name and language.
    pub joining: Joining,
    /// If they have one.
    pub email: Option<String>,
    /// A path of ours.
    pub next: String,
}

impl Input for JoinInput {
    const FIELDS: &'static [Field] = &[
        Field::new("name", crate::texts::member::name).hint(crate::texts::member::name_hint),
        Field::new("locale", crate::texts::member::locale),
        Field::new("email", t::email).hint(t::join_email_hint),
        Field::new("rules", t::rules),
        young::AGE,
        young::BORN,
        young::GUARDIAN,
        young::PHONE,
        young::AGREED,
        Field::new("next", t::next),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let name = read.line("name", 1..=80);
        let locale = read.choice::<Locale>("locale");
        let email = read.maybe_email("email");
        let rules = read.must_tick("rules");
        let younger = young::read_age(read);
        let next = read.raw("next").unwrap_or_default().to_owned();
        rules?;
        let joining = Joining { name: name?, locale: locale?.code().to_owned(), younger: younger? };
        Some(Self { joining, email: email?, next })
    }
}

/// One of one's own things, by key.
#[derive(Clone, Copy, Debug)]
pub struct WhichInput(pub Key);

impl Input for WhichInput {
    const FIELDS: &'static [Field] = &[Field::new("id", t::key)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.parsed("id").map(Self)
    }
}

/// What a program is called.
#[derive(Clone, Debug)]
pub struct ProgramInput(pub String);

impl Input for ProgramInput {
    const FIELDS: &'static [Field] = &[Field::new("label", t::label).hint(t::label_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("label", 1..=60).map(Self)
    }
}
