//! The languages every text is written in, and what their grammar and typography ask of a message.

/// A language of the interface, as the generator needs to know it.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// The code, which is also the name of the file: `pl.ftl`.
    pub code: &'static str,
    /// The variant of `Locale`.
    pub variant: &'static str,
    /// The plural categories of whole numbers and decimals (CLDR), without `other`.
    pub categories: &'static [&'static str],
    /// Those a message that tells plurals apart must spell out; the others may fall to `other`.
    pub needed: &'static [&'static str],
    /// Whether one-letter words are bound to the next word.
    pub binds_short_words: bool,
    /// The quotation marks to write instead of straight ones; `None` where straight ones may stand.
    pub quotes: Option<&'static str>,
}

/// Polish first: it is the language the others are compared with.
pub static LANGUAGES: [Language; 3] = [
    Language {
        code: "pl",
        variant: "Pl",
        categories: &["one", "few", "many"],
        needed: &["one", "few"],
        binds_short_words: true,
        quotes: Some("„ ”"),
    },
    Language {
        code: "en",
        variant: "En",
        categories: &["one"],
        needed: &["one"],
        binds_short_words: false,
        quotes: None,
    },
    Language {
        code: "uk",
        variant: "Uk",
        categories: &["one", "few", "many"],
        needed: &["one", "few"],
        binds_short_words: true,
        quotes: Some("« »"),
    },
];

/// Every plural category CLDR knows.
pub const ALL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
