//! What can be printed: pure.

use crate::texts::papers as t;
use kernel::Locale;
use web::Choice;

/// A paper of the kit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// A poster with a QR code.
    Poster,
    /// A blank form.
    Form(Form),
}

impl Choice for Sort {
    const ALL: &'static [Self] =
        &[Self::Poster, Self::Form(Form::Story), Self::Form(Form::Need), Self::Form(Form::Consent)];
    fn key(&self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::Form(form) => form.word(),
        }
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Poster => t::sort_poster(locale),
            Self::Form(form) => form.label(locale),
        }
    }
}

/// A blank form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A story.
    Story,
    /// A need or an offer.
    Need,
    /// A consent: a signature that counts.
    Consent,
}

impl Form {
    /// The stored word, also in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Need => "need",
            Self::Consent => "consent",
        }
    }
    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|form| form.word() == word)
    }
    /// The first sign of its numbers, the same in every language.
    pub const fn letter(self) -> char {
        match self {
            Self::Story => 'S',
            Self::Need => 'N',
            Self::Consent => 'C',
        }
    }
    /// The number of a copy: `S-K7PD-03`.
    pub fn number(self, batch: &str, copy: usize) -> String {
        format!("{}-{batch}-{copy:02}", self.letter())
    }
    /// Whether it is worth nothing before a second person has looked at it: a signature.
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Consent)
    }
}

impl Choice for Form {
    const ALL: &'static [Self] = &[Self::Story, Self::Need, Self::Consent];
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Story => t::sort_story(locale),
            Self::Need => t::sort_need(locale),
            Self::Consent => t::sort_consent(locale),
        }
    }
}
::store::word_value!(Form);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tell_the_form_its_batch_and_its_copy() {
        assert_eq!(Form::Story.number("K7PD", 3), "S-K7PD-03");
        for form in Form::ALL {
            assert_eq!(Form::parse(form.word()), Some(*form));
        }
        assert!(Form::Consent.is_signed() && !Form::Story.is_signed());
    }
}
