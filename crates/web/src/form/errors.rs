//! What is wrong with what was typed, field by field, in the reader's language.

use kernel::{Code, Locale, Refusal, Words};
use std::fmt;
use std::sync::Arc;

/// Errors of one form in the order of its fields. The empty name stands for the form as a whole.
#[derive(Clone, Default)]
pub struct Errors(Vec<(String, Words)>);

impl Errors {
    /// One error.
    pub fn one<S: Into<String>>(
        field: impl Into<String>,
        say: impl Fn(Locale) -> S + Send + Sync + 'static,
    ) -> Self {
        let mut errors = Self::default();
        errors.add(field, say);
        errors
    }
    /// Adds an error; a field keeps its first one only.
    pub fn add<S: Into<String>>(
        &mut self,
        field: impl Into<String>,
        say: impl Fn(Locale) -> S + Send + Sync + 'static,
    ) {
        let field = field.into();
        if !self.0.iter().any(|(name, _)| *name == field) {
            self.0.push((field, Arc::new(move |locale| say(locale).into())));
        }
    }
    /// Adds what a refusal says, at its field. `None` if it is not about what was typed.
    pub fn add_refusal(&mut self, refusal: &Refusal) -> Option<()> {
        if refusal.field.is_none() && refusal.code != Code::Invalid {
            return None;
        }
        self.add_words(refusal);
        Some(())
    }
    /// Adds what a refusal says, whatever it is about.
    pub(crate) fn add_words(&mut self, refusal: &Refusal) {
        let refusal = refusal.clone();
        self.add(refusal.field.unwrap_or_default(), move |locale| {
            let usual = || crate::answer::words(refusal.code, locale).says.to_owned();
            refusal.words(locale).unwrap_or_else(usual)
        });
    }
    /// None.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// What is wrong with this field.
    pub fn at(&self, field: &str, locale: Locale) -> Option<String> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, words)| words(locale))
    }
    /// Field and words of each.
    pub fn all(&self, locale: Locale) -> impl Iterator<Item = (&str, String)> {
        self.0.iter().map(move |(name, words)| (name.as_str(), words(locale)))
    }
}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.all(Locale::En)).finish()
    }
}
