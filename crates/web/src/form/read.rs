//! Reading fields into typed values; everything wrong is said at once.

use super::describe::{Asked, Kind};
use super::{Errors, Fields};
use crate::texts::layout;
use kernel::{Day, Locale};
use std::ops::RangeInclusive;
use std::str::FromStr;

/// A field as the form, its errors and the API description show it.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in the form and in JSON.
    pub name: &'static str,
    /// What it is called.
    pub label: fn(Locale) -> &'static str,
    /// One line of help under the label.
    pub hint: Option<fn(Locale) -> &'static str>,
}

impl Field {
    /// A field without a hint.
    pub const fn new(name: &'static str, label: fn(Locale) -> &'static str) -> Self {
        Self { name, label, hint: None }
    }
    /// With one line of help.
    pub const fn hint(self, hint: fn(Locale) -> &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

/// What a form is read into.
pub trait Input: Sized + Send {
    /// The fields it knows, in the order of the page; others are refused.
    const FIELDS: &'static [Field];
    /// Asks the reader for each value. `None` when one of them is missing; the reader has noted why.
    fn parse(read: &mut Reader<'_>) -> Option<Self>;
}

/// A form without fields of its own (a single button).
impl Input for () {
    const FIELDS: &'static [Field] = &[];
    fn parse(_: &mut Reader<'_>) -> Option<Self> {
        Some(())
    }
}

/// One of a few: a select, radios, checkboxes.
pub trait Choice: Sized + Copy + PartialEq + 'static {
    /// All of them in the order in which they are offered.
    const ALL: &'static [Self];
    /// The word stored and sent.
    fn key(&self) -> &'static str;
    /// The word shown.
    fn label(&self, locale: Locale) -> &'static str;
    /// The same, as templates ask for it (they pass references).
    fn called(&self, locale: impl Into<Locale>) -> &'static str {
        self.label(locale.into())
    }
}

/// Declares an enum of which forms offer a choice: each variant with the word stored and sent, and the message that
/// names it. It lies in the database as that word, so the caller needs `store`.
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal, $label:path;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name { $($(#[$each])* $variant),* }
        impl $name {
            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// Reads the stored word.
            pub fn parse(word: &str) -> Option<Self> {
                <Self as $crate::Choice>::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
        impl $crate::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            fn key(&self) -> &'static str { self.word() }
            fn label(&self, locale: ::kernel::Locale) -> &'static str {
                match self { $(Self::$variant => $label(locale)),* }
            }
        }
        ::store::word_value!($name);
    };
}

impl Choice for Locale {
    const ALL: &'static [Self] = &Locale::ALL;
    fn key(&self) -> &'static str {
        self.code()
    }
    fn label(&self, _: Locale) -> &'static str {
        self.own_name()
    }
}

/// Hands out the values of a form one by one and collects what is wrong with them.
pub struct Reader<'a> {
    fields: &'a Fields,
    errors: Errors,
    /// What was asked for, in order: for the description of the API.
    asked: Vec<Asked>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(fields: &'a Fields) -> Self {
        Self { fields, errors: Errors::default(), asked: Vec::new() }
    }
    pub(super) fn into_errors(self) -> Errors {
        self.errors
    }
    pub(super) fn into_asked(self) -> (Vec<Asked>, Errors) {
        (self.asked, self.errors)
    }
    fn asks(&mut self, name: &'static str, kind: impl FnOnce() -> Kind) {
        // only when nothing was sent: a form that is read has no use for it
        if self.fields.is_empty() {
            self.asked.push(Asked { name, kind: kind() });
        }
    }

    /// Notes that something is wrong with a field, in words of the slice.
    pub fn wrong<S: Into<String>>(
        &mut self,
        name: impl Into<String>,
        say: impl Fn(Locale) -> S + Send + Sync + 'static,
    ) {
        self.errors.add(name, say);
    }

    /// The text as typed, trimmed; `None` when nothing was.
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        let fields = self.fields;
        fields
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// One line of text with this many characters; spaces in it are single.
    pub fn line(&mut self, name: &'static str, characters: RangeInclusive<usize>) -> Option<String> {
        match self.maybe_line(name, characters)? {
            Some(line) => Some(line),
            None => self.missing(name),
        }
    }
    /// The same, which may be left empty.
    pub fn maybe_line(
        &mut self,
        name: &'static str,
        characters: RangeInclusive<usize>,
    ) -> Option<Option<String>> {
        let (least, most) = (*characters.start(), *characters.end());
        self.asks(name, || Kind::Text { least, most });
        let Some(raw) = self.raw(name) else { return Some(None) };
        let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        self.sized(name, line, characters).map(Some)
    }
    /// Text of several lines.
    pub fn text(&mut self, name: &'static str, characters: RangeInclusive<usize>) -> Option<String> {
        match self.maybe_text(name, characters)? {
            Some(text) => Some(text),
            None => self.missing(name),
        }
    }
    /// The same, which may be left empty.
    pub fn maybe_text(
        &mut self,
        name: &'static str,
        characters: RangeInclusive<usize>,
    ) -> Option<Option<String>> {
        let (least, most) = (*characters.start(), *characters.end());
        self.asks(name, || Kind::Text { least, most });
        let Some(raw) = self.raw(name) else { return Some(None) };
        self.sized(name, raw.to_owned(), characters).map(Some)
    }

    /// One of a few.
    pub fn choice<T: Choice>(&mut self, name: &'static str) -> Option<T> {
        match self.maybe_choice(name)? {
            Some(choice) => Some(choice),
            None => {
                self.wrong(name, layout::field_choose);
                None
            }
        }
    }
    /// One of a few, or none.
    pub fn maybe_choice<T: Choice>(&mut self, name: &'static str) -> Option<Option<T>> {
        self.asks(name, || Kind::Choice(T::ALL.iter().map(Choice::key).collect()));
        let Some(raw) = self.raw(name) else { return Some(None) };
        match T::ALL.iter().find(|choice| choice.key() == raw) {
            Some(choice) => Some(Some(*choice)),
            None => {
                self.wrong(name, layout::field_choose);
                None
            }
        }
    }
    /// Any number of a few, each once, in the order in which they are offered.
    pub fn many<T: Choice>(&mut self, name: &'static str) -> Option<Vec<T>> {
        self.asks(name, || Kind::Many(T::ALL.iter().map(Choice::key).collect()));
        let sent: Vec<&str> = self.fields.all(name).filter(|value| !value.is_empty()).collect();
        if sent.iter().any(|key| !T::ALL.iter().any(|choice| choice.key() == *key)) {
            self.wrong(name, layout::field_choose);
            return None;
        }
        Some(T::ALL.iter().copied().filter(|choice| sent.contains(&choice.key())).collect())
    }
    /// Whether the box is ticked.
    pub fn ticked(&mut self, name: &'static str) -> bool {
        self.asks(name, || Kind::Tick);
        self.raw(name).is_some_and(|value| matches!(value, "1" | "on" | "true" | "yes"))
    }
    /// A box that has to be ticked.
    pub fn must_tick(&mut self, name: &'static str) -> Option<()> {
        if self.ticked(name) {
            return Some(());
        }
        self.wrong(name, layout::field_must_tick);
        None
    }

    /// A whole number. Spaces between digits are fine.
    pub fn integer(&mut self, name: &'static str, within: RangeInclusive<i64>) -> Option<i64> {
        match self.maybe_integer(name, within)? {
            Some(number) => Some(number),
            None => self.missing(name),
        }
    }
    /// A whole number, or nothing.
    pub fn maybe_integer(&mut self, name: &'static str, within: RangeInclusive<i64>) -> Option<Option<i64>> {
        let (least, most) = (*within.start(), *within.end());
        self.asks(name, || Kind::Integer { least, most });
        let Some(raw) = self.raw(name) else { return Some(None) };
        let digits: String = raw.chars().filter(|letter| !letter.is_whitespace()).collect();
        match digits.parse::<i64>() {
            Ok(number) if within.contains(&number) => Some(Some(number)),
            _ => {
                let (from, to) = within.into_inner();
                self.wrong(name, move |locale| layout::field_number(locale, from, to));
                None
            }
        }
    }

    /// A day in an address: what is none, or far away, is none.
    pub fn raw_day(&self, name: &str) -> Option<Day> {
        self.raw(name).and_then(Day::parse).filter(near)
    }
    /// A day: three fields `name-day`, `name-month`, `name-year`, or one `2026-11-23`.
    pub fn day(&mut self, name: &'static str) -> Option<Day> {
        match self.maybe_day(name)? {
            Some(day) => Some(day),
            None => {
                self.wrong(name, layout::field_date);
                None
            }
        }
    }
    /// A day, or nothing.
    pub fn maybe_day(&mut self, name: &'static str) -> Option<Option<Day>> {
        self.asks(name, || Kind::Day);
        let part = |part: &str| self.raw(&[name, "-", part].concat());
        let read = match (part("year"), part("month"), part("day"), self.raw(name)) {
            (None, None, None, None) => return Some(None),
            (None, None, None, Some(iso)) => Day::parse(iso),
            (Some(year), Some(month), Some(day), _) if year.len() == 4 => {
                Day::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
            }
            _ => None,
        };
        let read = read.filter(near);
        if read.is_none() {
            self.wrong(name, layout::field_date);
        }
        read.map(Some)
    }

    /// An e-mail address: something, `@`, a host with a dot. Whether it exists, only a letter to it can tell.
    pub fn email(&mut self, name: &'static str) -> Option<String> {
        match self.maybe_email(name)? {
            Some(email) => Some(email),
            None => self.missing(name),
        }
    }
    /// An e-mail address, or nothing.
    pub fn maybe_email(&mut self, name: &'static str) -> Option<Option<String>> {
        self.asks(name, || Kind::Email);
        let Some(raw) = self.raw(name) else { return Some(None) };
        if is_email(raw) {
            return Some(Some(raw.to_owned()));
        }
        self.wrong(name, layout::field_email);
        None
    }
    /// A telephone number as `+48123456789`; nine digits are Polish ones.
    pub fn phone(&mut self, name: &'static str) -> Option<String> {
        match self.maybe_phone(name)? {
            Some(phone) => Some(phone),
            None => self.missing(name),
        }
    }
    /// A telephone number, or nothing.
    pub fn maybe_phone(&mut self, name: &'static str) -> Option<Option<String>> {
        self.asks(name, || Kind::Phone);
        let Some(raw) = self.raw(name) else { return Some(None) };
        if let Some(phone) = phone(raw) {
            return Some(Some(phone));
        }
        self.wrong(name, layout::field_phone);
        None
    }
    /// Anything that reads itself from text: a key, an era.
    pub fn parsed<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        match self.maybe_parsed(name)? {
            Some(value) => Some(value),
            None => self.missing(name),
        }
    }
    /// Anything that reads itself from text, or nothing.
    pub fn maybe_parsed<T: FromStr>(&mut self, name: &'static str) -> Option<Option<T>> {
        let Some(raw) = self.raw(name) else { return Some(None) };
        match raw.parse() {
            Ok(value) => Some(Some(value)),
            Err(_) => {
                self.wrong(name, layout::field_unreadable);
                None
            }
        }
    }

    fn missing<T>(&mut self, name: &'static str) -> Option<T> {
        self.wrong(name, layout::field_missing);
        None
    }

    fn sized(
        &mut self,
        name: &'static str,
        text: String,
        characters: RangeInclusive<usize>,
    ) -> Option<String> {
        let count = text.chars().count();
        let (least, most) = characters.into_inner();
        if count < least {
            self.wrong(name, move |locale| layout::field_too_short(locale, least));
        } else if count > most {
            self.wrong(name, move |locale| layout::field_too_long(locale, most, count - most));
        } else {
            return Some(text);
        }
        None
    }
}

/// Days that anybody here means: calendars end somewhere, and what is counted towards their end takes for ever.
fn near(day: &Day) -> bool {
    (1900..=2200).contains(&day.0.year())
}

fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let host_ok = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    let letters_ok = !text.chars().any(|letter| letter.is_whitespace() || "<>()[],;:\"\\".contains(letter));
    !local.is_empty() && host_ok && letters_ok && text.matches('@').count() == 1 && text.len() <= 254
}

/// E.164: a plus and at most 15 digits.
fn phone(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|letter| !" -()./\u{a0}".contains(*letter)).collect();
    let international = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"));
    let digits = international.unwrap_or(&plain);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (international.is_some(), digits.len()) {
        (true, 8..=15) => Some(format!("+{digits}")),
        (false, 9) => Some(format!("+48{digits}")),
        _ => None,
    }
}
