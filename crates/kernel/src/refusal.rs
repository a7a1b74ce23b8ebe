//! A "no" that a person can understand. Faults of the program are not refusals.

use crate::Locale;
use std::fmt;
use std::sync::Arc;

/// What kind of no; `web` maps it to a status code, in one place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    /// What was written cannot be taken as it is.
    Invalid,
    /// Sign in first.
    NotSignedIn,
    /// Somebody vouches first.
    NotVouched,
    /// Read the house agreement and agree to it first.
    NotAgreed,
    /// This is not yours to do.
    Forbidden,
    /// No such thing (or none that you may know of).
    NotFound,
    /// It was here and is withdrawn.
    Gone,
    /// This conversation goes through the desk. Why is told to nobody.
    ThroughDesk,
    /// Whoever is under sixteen has it done by a parent or guardian.
    ThroughGuardian,
    /// Somebody was faster, or it changed meanwhile.
    Conflict,
    /// Too many of these in a short time.
    TooMany,
    /// The file or text is too large.
    TooLarge,
    /// Full or being looked after: try again soon.
    Busy,
    /// The disk is nearly full: reading only.
    ReadOnly,
}

/// A refusal: a code, words in the reader's language, perhaps the field it belongs to.
#[derive(Clone)]
pub struct Refusal {
    /// The kind.
    pub code: Code,
    /// The form field to which the words belong.
    pub field: Option<&'static str>,
    words: Option<Words>,
}

/// Says something in whichever language is asked for.
pub type Words = Arc<dyn Fn(Locale) -> String + Send + Sync>;

impl Refusal {
    /// A refusal with the code's usual words.
    pub const fn plain(code: Code) -> Self {
        Self { code, field: None, words: None }
    }
    /// A refusal with words of its own.
    pub fn new<S: Into<String>>(code: Code, say: impl Fn(Locale) -> S + Send + Sync + 'static) -> Self {
        Self { code, field: None, words: Some(Arc::new(move |locale| say(locale).into())) }
    }
    /// The same, belonging to a form field.
    pub fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }
    /// Its own words, if it has any.
    pub fn words(&self, locale: Locale) -> Option<String> {
        self.words.as_ref().map(|words| words(locale))
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.code)?;
        if let Some(words) = self.words(Locale::En) {
            write!(f, ": {words}")?;
        }
        Ok(())
    }
}
