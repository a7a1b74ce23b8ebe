//! The three languages of the interface.

use std::fmt;

/// A language the interface is written in.
///
/// Every interface text exists in all of them; what people write keeps the language they wrote it in.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug, PartialOrd, Ord)]
pub enum Locale {
    /// Polish.
    Pl,
    /// English.
    En,
    /// Ukrainian.
    Uk,
}

impl Locale {
    /// All languages, in the order in which a switcher offers them.
    pub const ALL: [Locale; 3] = [Locale::Pl, Locale::En, Locale::Uk];

    /// The ISO 639-1 code, as in an address or a `lang` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Locale::Pl => "pl",
            Locale::En => "en",
            Locale::Uk => "uk",
        }
    }

    /// The language with this code; a region or script may follow ("pl-PL", "uk_UA"), case does not matter.
    pub fn parse(tag: &str) -> Option<Locale> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Locale::ALL.into_iter().find(|locale| locale.code().eq_ignore_ascii_case(primary))
    }

    /// What its speakers call the language, for a language switcher.
    pub const fn own_name(self) -> &'static str {
        match self {
            Locale::Pl => "Polski",
            Locale::En => "English",
            Locale::Uk => "Українська",
        }
    }

    /// The best language for an `Accept-Language` header (RFC 9110 §12.5.4): the highest quality wins, the
    /// first of equals; `*` asks for nothing in particular and counts as no match, as does `q=0`.
    pub fn from_accept_language(header: &str) -> Option<Locale> {
        let mut best: Option<(f32, Locale)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(locale) = parts.next().and_then(Locale::parse) else { continue };
            let quality = parts.find_map(quality).unwrap_or(1.0);
            if quality > best.map_or(0.0, |(highest, _)| highest) {
                best = Some((quality, locale));
            }
        }
        best.map(|(_, locale)| locale)
    }
}

/// The weight of a `q=0.8` parameter, `None` for any other parameter; an unreadable weight counts as 0.
fn quality(parameter: &str) -> Option<f32> {
    let (name, value) = parameter.split_once('=')?;
    name.trim().eq_ignore_ascii_case("q").then(|| {
        value.trim().parse::<f32>().ok().filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(0.0)
    })
}

impl From<&Locale> for Locale {
    fn from(locale: &Locale) -> Locale {
        *locale
    }
}

/// Templates hand on a reference to what they were given, which may itself be one.
impl From<&&Locale> for Locale {
    fn from(locale: &&Locale) -> Locale {
        **locale
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn codes_are_read_back_with_or_without_a_region() {
        for locale in Locale::ALL {
            assert_eq!(Locale::parse(locale.code()), Some(locale));
            assert_eq!(locale.to_string(), locale.code());
        }
        assert_eq!(Locale::parse("uk_UA"), Some(Locale::Uk));
        assert_eq!(Locale::parse(" PL-pl "), Some(Locale::Pl));
        assert_eq!(Locale::parse("plt"), None);
        assert_eq!(Locale::parse(""), None);
    }

    #[test]
    fn the_best_accepted_language_wins() {
        let best = Locale::from_accept_language;
        assert_eq!(best("uk-UA,uk;q=0.9,pl;q=0.8,en;q=0.7"), Some(Locale::Uk));
        assert_eq!(best("de, en;q=0.5, pl;q=0.9"), Some(Locale::Pl));
        assert_eq!(best("en, pl"), Some(Locale::En));
        assert_eq!(best("pl;q=0, en ; q=0.1"), Some(Locale::En));
        assert_eq!(best("pl;q=nonsense"), None);
        assert_eq!(best("*"), None);
        assert_eq!(best("de-DE"), None);
        assert_eq!(best(""), None);
    }
}
