//! Whatever people type, nothing panics and what was promised holds.

use proptest::prelude::*;
use text::{Locale, analyse, csv, markdown, nfc, nfc_line, readability, slug, sort_key};

/// Turns the direction of what follows.
const RIGHT_TO_LEFT_OVERRIDE: char = '\u{202e}';

/// Texts with the signs that mean something to some part of this crate.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[\\PC]{0,6}",
        "[ \\n\\t\r>#*_`<\\[\\]()!&;:'\"=+@-]{1,4}",
        "[a-zą-ż ]{1,8}",
        "[а-яєіїґ’ ]{1,8}",
        Just("\u{0}\u{301}\u{202e}\u{1f469}\u{200d}".to_owned()),
        Just("](javascript:x)".to_owned()),
    ];
    proptest::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn markdown_makes_nothing_but_its_own_tags(text in any_text()) {
        let html = markdown::to_html(&text);
        prop_assert!(!html.contains("javascript:x\""));
        for tag in html.split('<').skip(1) {
            let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            prop_assert!("p br h2 h3 h4 h5 h6 em strong ul ol li blockquote hr a".split(' ').any(|own| own == name));
        }
        prop_assert!(markdown::plain_summary(&text, 20).chars().count() <= 20);
    }

    #[test]
    fn stored_text_is_stable(text in any_text()) {
        if let Ok(clean) = nfc(&text) {
            prop_assert_eq!(nfc(&clean), Ok(clean.clone()));
            prop_assert!(!clean.contains(['\0', '\r', RIGHT_TO_LEFT_OVERRIDE]));
            let line = nfc_line(&clean).unwrap_or_default();
            prop_assert!(!line.contains(['\n', '\t']) && line.trim() == line);
        } else {
            prop_assert!(text.contains('\0'));
        }
    }

    #[test]
    fn slugs_keep_to_their_alphabet(text in any_text()) {
        let slug = slug(&text);
        prop_assert!(slug.len() <= 60 && !slug.starts_with('-') && !slug.ends_with('-'));
        prop_assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        prop_assert_eq!(text::slug(&slug), slug);
    }

    #[test]
    fn every_text_finds_itself(text in any_text()) {
        for language in Locale::ALL {
            let held: Vec<String> = analyse::terms(language, &text).into_iter().map(|term| term.term).collect();
            prop_assert!(held.is_sorted());
            // English words looked for are stemmed as English, Polish as Polish, so each finds its own.
            for alternatives in analyse::query_terms(&text) {
                prop_assert!(alternatives.iter().any(|alternative| held.contains(alternative)));
            }
        }
    }

    #[test]
    fn cells_are_never_formulas(text in any_text()) {
        let cell = csv::cell(&text);
        prop_assert!(!cell.starts_with(['=', '@', '\t', '\r']));
        prop_assert_eq!(cell.matches('"').count() % 2, 0);
    }

    #[test]
    fn counting_and_sorting_bear_everything(text in any_text()) {
        let counts = readability(&text);
        prop_assert!(counts.hard_words <= counts.words && counts.fog().is_finite());
        prop_assert_eq!(sort_key(&text), sort_key(&text.clone()));
    }
}
