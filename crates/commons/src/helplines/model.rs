//! A helpline: pure.

use kernel::{Day, Locale};
use serde_json::{Map, Value};

kernel::key!(
    /// One helpline.
    HelplineId
);
store::key_value!(HelplineId);

/// After so many days without a check an entry fades and says so.
pub const FRESH_DAYS: i32 = 90;

/// The emergency number of the European Union: always first, never fades, cannot be edited away.
pub const EMERGENCY: &str = "112";

/// Words in the languages they exist in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worded(Vec<(Locale, String)>);

impl Worded {
    /// From pairs; empty words are left out.
    pub fn new(words: impl IntoIterator<Item = (Locale, String)>) -> Self {
        Self(words.into_iter().filter(|(_, words)| !words.is_empty()).collect())
    }
    /// Nothing in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// In this language, else in the first there is; empty when there is none.
    pub fn get(&self, locale: impl Into<Locale>) -> &str {
        let locale = locale.into();
        let own = self.0.iter().find(|(lang, _)| *lang == locale);
        own.or(self.0.first()).map_or("", |(_, words)| words)
    }
    /// In exactly this language, perhaps empty.
    pub fn own(&self, locale: Locale) -> &str {
        self.0.iter().find(|(lang, _)| *lang == locale).map_or("", |(_, words)| words)
    }
    /// The language in which [`Worded::get`] answers.
    pub fn lang(&self, locale: impl Into<Locale>) -> Locale {
        let locale = locale.into();
        let own = self.0.iter().find(|(lang, _)| *lang == locale);
        own.or(self.0.first()).map_or(locale, |(lang, _)| *lang)
    }
    pub(super) fn stored(&self) -> String {
        let words = self.0.iter().map(|(lang, words)| (lang.code().to_owned(), words.as_str().into()));
        Value::Object(words.collect::<Map<_, _>>()).to_string()
    }
    pub(super) fn read(stored: &str) -> Self {
        let words: Value = serde_json::from_str(stored).unwrap_or_default();
        let of = |lang: Locale| words[lang.code()].as_str().map(|words| (lang, words.to_owned()));
        Self::new(Locale::ALL.into_iter().filter_map(of))
    }
}

/// What is said of a helpline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// As people dial it, with its spaces.
    pub phone: String,
    /// Whose it is or what it is called.
    pub name: Worded,
    /// For whom, what it costs.
    pub about: Worded,
    /// When somebody answers.
    pub hours: Worded,
    /// Who here keeps the entry true.
    pub owner: String,
}

/// A helpline as the page shows it.
#[derive(Clone, Debug)]
pub struct Helpline {
    /// Its key.
    pub id: HelplineId,
    /// What is said of it.
    pub told: Told,
    /// When somebody last checked it.
    pub checked: Day,
    /// A person still has to check it.
    pub verify: bool,
    /// Counts changes.
    pub version: i64,
}

impl Helpline {
    /// As a `tel:` address takes it.
    pub fn dial(&self) -> String {
        self.told.phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
    }
    /// Whether it is the emergency number.
    pub fn emergency(&self) -> bool {
        self.told.phone == EMERGENCY
    }
    /// Whether nobody has checked it for so long that it fades.
    pub fn stale(&self, today: Day) -> bool {
        !self.emergency() && self.checked.plus(FRESH_DAYS) < today
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Key;

    fn line(phone: &str) -> Helpline {
        let told = Told {
            phone: phone.into(),
            name: Worded::new([(Locale::Pl, "Linia".into())]),
            about: Worded::default(),
            hours: Worded::default(),
            owner: "redakcja".into(),
        };
        let checked = Day::parse("2026-08-01").unwrap();
        Helpline { id: HelplineId(Key(1)), told, checked, verify: false, version: 1 }
    }

    #[test]
    fn an_entry_fades_after_ninety_days_and_112_never() {
        let day = |text: &str| Day::parse(text).unwrap();
        assert!(!line("116 123").stale(day("2026-10-30")));
        assert!(line("116 123").stale(day("2026-10-31")));
        assert!(!line("112").stale(day("2030-01-01")));
        assert_eq!(line("800 70 2222").dial(), "800702222");
    }

    #[test]
    fn words_come_back_from_the_database() {
        let words = Worded::new([(Locale::Pl, "dzień".into()), (Locale::Uk, String::new())]);
        assert_eq!(Worded::read(&words.stored()), words);
        assert_eq!((words.get(Locale::Uk), words.lang(Locale::Uk)), ("dzień", Locale::Pl));
    }
}
