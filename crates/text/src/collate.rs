//! The order of the Polish alphabet, as bytes a database can sort by.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Changes whenever the keys of the same text may differ from those stored; stored keys are then made anew.
pub const SORT_KEY_VERSION: u32 = 1;

/// Characters of a text that take part in its order.
const LONGEST: usize = 200;

static POLISH: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("pl").into(), CollatorOptions::default())
        .expect("the collation data of Polish are compiled in")
});

/// A key whose bytes sort as Polish sorts the text: ą after a, ł after l, case and accents last (CLDR).
///
/// Cyrillic follows Latin, in the order common to all languages: ї counts as і, ґ as г until the rest is equal.
/// Only the first 200 characters count.
pub fn sort_key(text: &str) -> Vec<u8> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let mut key = Vec::with_capacity(text.len() * 2);
    // Writing to a vector cannot fail.
    let Ok(()) = POLISH.write_sort_key_to(&text[..end], &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn keys_sort_as_the_polish_alphabet_does() {
        let sorted = [
            "",
            "10 Zielona",
            "Adam",
            "Ala",
            "ala ma kota",
            "Ąkowski",
            "Bocian",
            "Cezary",
            "Ćma",
            "dom",
            "Ewa",
            "Ęsi",
            "Lódź",
            "lody",
            "Łąka",
            "łódź",
            "Łza",
            "Nowak",
            "Ńowak",
            "oko",
            "Ósemka",
            "Sad",
            "Świt",
            "Zebra",
            "Źrebak",
            "Żaba",
            "Їжак",
            "Ірина",
            "Йосип",
        ];
        let mut by_key = sorted.to_vec();
        by_key.reverse();
        by_key.sort_by_key(|text| sort_key(text));
        // "Lódź" is foreign: ó sorts after o, so it follows "lody".
        let mut expected = sorted.to_vec();
        expected.swap(12, 13);
        assert_eq!(by_key, expected);
    }

    #[test]
    fn keys_do_not_depend_on_how_accents_are_encoded() {
        assert_eq!(sort_key("Łódź"), sort_key("Ło\u{301}dz\u{301}"));
        assert_ne!(sort_key("Zosia"), sort_key("zosia"));
        assert!(sort_key("zosia a") < sort_key("Zosia b"));
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = "ż".repeat(5_000);
        assert_eq!(sort_key(&long), sort_key(&"ż".repeat(200)));
    }
}
