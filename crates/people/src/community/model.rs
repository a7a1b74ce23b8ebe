//! A neighbourhood's face: pure.

use kernel::{Code, Locale, Refusal};
use serde::{Deserialize, Serialize};

/// Words in the languages they exist in; an empty one is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Worded {
    /// Polish.
    pub pl: String,
    /// English.
    pub en: String,
    /// Ukrainian.
    pub uk: String,
}

impl Worded {
    /// The same in one language only.
    pub fn only(locale: Locale, words: impl Into<String>) -> Self {
        let mut all = Self::default();
        *all.at_mut(locale) = words.into();
        all
    }
    /// As written in this language, perhaps empty.
    pub fn own(&self, locale: Locale) -> &str {
        match locale {
            Locale::Pl => &self.pl,
            Locale::En => &self.en,
            Locale::Uk => &self.uk,
        }
    }
    /// To be filled.
    pub fn at_mut(&mut self, locale: Locale) -> &mut String {
        match locale {
            Locale::Pl => &mut self.pl,
            Locale::En => &mut self.en,
            Locale::Uk => &mut self.uk,
        }
    }
    /// In this language, else in the first one that has words.
    pub fn get(&self, locale: Locale) -> &str {
        let own = self.own(locale);
        let first = || Locale::ALL.into_iter().map(|locale| self.own(locale)).find(|words| !words.is_empty());
        if own.is_empty() { first().unwrap_or_default() } else { own }
    }
    /// Nothing in any language.
    pub fn is_empty(&self) -> bool {
        Locale::ALL.into_iter().all(|locale| self.own(locale).is_empty())
    }
}

/// What a neighbourhood shows of itself and what its legal pages are filled from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Face {
    /// Its name.
    pub name: Worded,
    /// Two or three sentences.
    pub about: Worded,
    /// Codes of the languages its pages are offered in, its own first.
    pub languages: Vec<String>,
    /// Invented people and things for trying out.
    pub sample: bool,
    /// Who is responsible, a person or an organisation with its legal form: the controller of the data.
    pub responsible: String,
    /// How to reach them.
    pub email: String,
    /// How to reach them.
    pub phone: String,
    /// Where letters go.
    pub address: String,
    /// Whom to ask about one's data, if it is somebody else.
    pub privacy_contact: String,
    /// Where the desk is.
    pub desk_place: Worded,
    /// When somebody sits there.
    pub desk_hours: Worded,
    /// Who accepted the house rules for this neighbourhood when it was founded.
    pub rules_accepted_by: String,
    /// Not shown on the first page of a server where several neighbourhoods live.
    pub unlisted: bool,
}

impl Face {
    /// The languages of its pages; Polish when none is set.
    pub fn locales(&self) -> Vec<Locale> {
        let mut known: Vec<Locale> = self.languages.iter().filter_map(|code| Locale::parse(code)).collect();
        known.dedup();
        if known.is_empty() { vec![Locale::Pl] } else { known }
    }

    /// Checks what is needed before anybody may come in: a name, somebody responsible, and a way to reach them
    /// (GDPR art. 13(1)(a)).
    ///
    /// # Errors
    /// [`Code::Invalid`] at the field that is missing.
    pub fn check(&self) -> Result<(), Refusal> {
        use crate::texts::community as t;
        let missing =
            |field, say: fn(Locale) -> &'static str| Err(Refusal::new(Code::Invalid, say).at(field));
        match () {
            () if self.name.is_empty() => missing("name-pl", t::wrong_name),
            () if self.responsible.is_empty() => missing("responsible", t::wrong_responsible),
            () if self.phone.is_empty() && self.email.is_empty() => missing("phone", t::wrong_reach),
            () => Ok(()),
        }
    }
}

/// Words that stand at the root of every installation and so cannot be a neighbourhood's address.
const RESERVED: &[&str] = &[
    "about",
    "admin",
    "api",
    "assets",
    "display",
    "favicon.ico",
    "health",
    "init",
    "metrics",
    "new",
    "openapi.json",
    "q",
    "robots.txt",
    "static",
    "well-known",
];

/// An address: small letters, figures and single dashes between them, 2 to 40 characters.
///
/// # Errors
/// [`Code::Invalid`] at `slug`.
pub fn check_slug(slug: &str) -> Result<(), Refusal> {
    let letters = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let dashes = !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--");
    let right = (2..=40).contains(&slug.len()) && letters && dashes && !RESERVED.contains(&slug);
    if right {
        Ok(())
    } else {
        Err(Refusal::new(Code::Invalid, crate::texts::community::wrong_slug).at("slug"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plain_words_of_our_own() {
        for good in ["nowa-huta", "x2", "os-willowe-5"] {
            assert!(check_slug(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "Nowa", "nowa huta", "-a-", "a--b", "api", "świt", "../x"] {
            assert!(check_slug(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn words_fall_back_to_the_first_language_that_has_them() {
        let words = Worded::only(Locale::En, "Garden");
        assert_eq!(words.get(Locale::Uk), "Garden");
        assert_eq!(words.own(Locale::Uk), "");
        assert!(Worded::default().is_empty());
    }

    #[test]
    fn a_face_without_somebody_responsible_is_refused() {
        let mut face = Face { name: Worded::only(Locale::Pl, "Huta"), ..Face::default() };
        assert_eq!(face.check().unwrap_err().field, Some("responsible"));
        face.responsible = "Fundacja".into();
        assert_eq!(face.check().unwrap_err().field, Some("phone"));
        face.phone = "+48120000001".into();
        assert!(face.check().is_ok());
        assert_eq!(face.locales(), [Locale::Pl]);
    }
}
