//! A form as its template shows it: labels, what was typed, what is wrong with it, and the hidden fields.

use super::read::{Choice, Field, Input};
use super::{Errors, Fields};
use crate::ask::Ask;
use crate::texts::layout;
use kernel::{Key, Locale};

/// What the templates of `form.html` are given.
#[derive(Clone, Debug)]
pub struct Typed {
    locale: Locale,
    token: String,
    once: Key,
    fields: Fields,
    errors: Errors,
    known: &'static [Field],
}

/// One line of the summary of errors.
#[derive(Clone, Debug)]
pub struct TypedError {
    /// The control to go to; empty for the form as a whole.
    pub anchor: String,
    /// Label and words.
    pub says: String,
}

/// One of a few, for a select or radios.
#[derive(Clone, Copy, Debug)]
pub struct TypedOption {
    /// The word sent.
    pub key: &'static str,
    /// The word shown.
    pub label: &'static str,
}

impl Typed {
    pub(crate) fn new<I: Input>(ask: &Ask, values: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let mut fields = Fields::default();
        for (name, value) in values {
            // Values of our own are short of every limit.
            let _ = fields.push(name.to_owned(), value);
        }
        Self::again::<I>(ask, fields, Errors::default(), Key::random())
    }
    pub(crate) fn again<I: Input>(ask: &Ask, fields: Fields, errors: Errors, once: Key) -> Self {
        if !I::FIELDS.is_empty() {
            ask.shows_fields();
        }
        Self { locale: ask.locale, token: ask.token(), once, fields, errors, known: I::FIELDS }
    }

    /// The page's language.
    pub fn locale(&self) -> Locale {
        self.locale
    }
    /// The hidden token.
    pub fn token(&self) -> &str {
        &self.token
    }
    /// The hidden key that makes sending twice have one effect.
    pub fn once(&self) -> Key {
        self.once
    }
    /// What was typed into this field.
    pub fn value(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }
    /// What was typed into a part of a date (`day`, `month`, `year`), also when it came as one ISO day.
    pub fn date_part(&self, name: &str, part: &str) -> &str {
        let own = self.fields.iter().find(|(own, _)| own.strip_prefix(name) == Some(&format!("-{part}")));
        if let Some((_, value)) = own {
            return value;
        }
        let mut iso = self.value(name).split('-');
        let part = match part {
            "year" => iso.next(),
            "month" => iso.nth(1),
            _ => iso.nth(2),
        };
        part.unwrap_or_default()
    }
    /// Whether this value of the field is chosen or ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(own, sent)| own == name && sent == value)
    }
    /// What is wrong with this field.
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors.at(name, self.locale)
    }
    /// Whether anything is wrong.
    pub fn wrong(&self) -> bool {
        !self.errors.is_empty()
    }
    /// All that is wrong, each with its label and where to go.
    pub fn errors(&self) -> Vec<TypedError> {
        let mut errors: Vec<_> = self.errors.all(self.locale).collect();
        let place = |name: &str| self.known.iter().position(|field| field.name == name);
        errors.sort_by_key(|(name, _)| place(name));
        errors.into_iter().map(|(name, says)| self.line_of(name, says)).collect()
    }
    fn line_of(&self, name: &str, says: String) -> TypedError {
        match self.label(name) {
            "" => TypedError { anchor: name.to_owned(), says },
            label => {
                TypedError { anchor: name.to_owned(), says: layout::field_error(self.locale, label, says) }
            }
        }
    }
    /// What the field is called.
    pub fn label(&self, name: &str) -> &'static str {
        self.field(name).map_or("", |field| (field.label)(self.locale))
    }
    /// The field's line of help, perhaps empty.
    pub fn hint(&self, name: &str) -> &'static str {
        self.field(name).and_then(|field| field.hint).map_or("", |hint| hint(self.locale))
    }
    /// `aria-describedby`: hint and error, as far as they are there.
    pub fn described_by(&self, name: &str) -> String {
        let hint = if self.hint(name).is_empty() { String::new() } else { format!("{name}-hint") };
        let error = if self.error(name).is_some() { format!("{name}-error") } else { String::new() };
        [hint, error].join(" ").trim().to_owned()
    }
    /// The choices of an enum in the page's language.
    pub fn options<T: Choice>(&self) -> Vec<TypedOption> {
        let option = |choice: &T| TypedOption { key: choice.key(), label: choice.label(self.locale) };
        T::ALL.iter().map(option).collect()
    }
    fn field(&self, name: &str) -> Option<&'static Field> {
        self.known.iter().find(|field| field.name == name)
    }
}
