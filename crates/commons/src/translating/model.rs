//! Pairs of languages, and what readers are told of a translation: pure.

use kernel::Locale;
use web::Choice;

kernel::key!(
    /// A text that somebody asks to have in another language.
    RequestId
);
store::key_value!(RequestId);

/// From one language into another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pair {
    /// The language of the original.
    pub from: Locale,
    /// The language it is wanted in.
    pub to: Locale,
}

const fn pair(from: Locale, to: Locale) -> Pair {
    Pair { from, to }
}

impl Choice for Pair {
    const ALL: &'static [Self] = &[
        pair(Locale::Uk, Locale::Pl),
        pair(Locale::Pl, Locale::Uk),
        pair(Locale::En, Locale::Pl),
        pair(Locale::Pl, Locale::En),
        pair(Locale::Uk, Locale::En),
        pair(Locale::En, Locale::Uk),
    ];
    fn key(&self) -> &'static str {
        match (self.from, self.to) {
            (Locale::Uk, Locale::Pl) => "uk-pl",
            (Locale::Pl, Locale::Uk) => "pl-uk",
            (Locale::En, Locale::Pl) => "en-pl",
            (Locale::Pl, Locale::En) => "pl-en",
            (Locale::Uk, Locale::En) => "uk-en",
            (Locale::En, Locale::Uk) => "en-uk",
            // never among `ALL`
            (Locale::Pl, Locale::Pl) | (Locale::En, Locale::En) | (Locale::Uk, Locale::Uk) => "",
        }
    }
    /// Each language by its own name, so that nobody has to read another one first.
    fn label(&self, _: Locale) -> &'static str {
        match (self.from, self.to) {
            (Locale::Uk, Locale::Pl) => "українська → polski",
            (Locale::Pl, Locale::Uk) => "polski → українська",
            (Locale::En, Locale::Pl) => "English → polski",
            (Locale::Pl, Locale::En) => "polski → English",
            (Locale::Uk, Locale::En) => "українська → English",
            (Locale::En, Locale::Uk) => "English → українська",
            (Locale::Pl, Locale::Pl) | (Locale::En, Locale::En) | (Locale::Uk, Locale::Uk) => "",
        }
    }
}

/// What was taken and not written for so many days goes back to the others.
pub const TAKEN_DAYS: i64 = 3;
/// What nobody took for so many days is let go; those who asked are told.
pub const WAITING_DAYS: i64 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_a_key_and_two_languages() {
        for pair in Pair::ALL {
            assert_ne!(pair.from, pair.to);
            assert_eq!(pair.key(), format!("{}-{}", pair.from.code(), pair.to.code()));
            assert!(pair.label(Locale::Pl).contains(" → "));
        }
    }
}
