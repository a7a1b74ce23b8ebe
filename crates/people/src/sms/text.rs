//! What fits into one text message (3GPP TS 23.038): 160 letters of the GSM alphabet, else 70 of any. Pure.

use kernel::Locale;

/// Letters of the GSM alphabet beside those of ASCII below. What needs an escape there counts twice.
const MORE: &str = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉÄÖÑÜ§¿äöñüà";
const TWICE: &str = "^{}\\[~]|€";

/// How much of a message a letter takes in the GSM alphabet; `None` when it is not of it.
fn weight(letter: char) -> Option<usize> {
    match letter {
        'A'..='Z' | 'a'..='z' | '0'..='9' | ' ' | '\n' => Some(1),
        letter if "!\"#%&'()*+,-./:;<=>?".contains(letter) || MORE.contains(letter) => Some(1),
        letter if TWICE.contains(letter) => Some(2),
        _ => None,
    }
}

/// Whether this is one message and not two, which would cost twice and may arrive in the wrong order.
pub fn fits(text: &str) -> bool {
    match text.chars().map(weight).sum::<Option<usize>>() {
        Some(weight) => weight <= 160,
        None => text.encode_utf16().count() <= 70,
    }
}

/// Polish as telephones have written it since there are text messages: ł becomes l, and 160 letters fit.
fn plain(text: &str) -> String {
    let letter = |letter: char| match letter {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ż' | 'ź' => 'z',
        'Ą' => 'A',
        'Ć' => 'C',
        'Ę' => 'E',
        'Ł' => 'L',
        'Ń' => 'N',
        'Ó' => 'O',
        'Ś' => 'S',
        'Ż' | 'Ź' => 'Z',
        '„' | '”' | '“' | '«' | '»' => '"',
        '’' => '\'',
        '–' | '—' => '-',
        '\u{a0}' => ' ',
        letter => letter,
    };
    text.chars().map(letter).collect()
}

/// As many of the parts as fit into one message, the first ones first; where not even the first one does, its
/// beginning.
pub fn fit<'p>(locale: Locale, parts: impl IntoIterator<Item = &'p str>) -> String {
    let written = |part: &str| match locale {
        Locale::Uk => part.replace('\u{a0}', " "),
        _ => plain(part),
    };
    let mut text = String::new();
    for part in parts.into_iter().map(written).filter(|part| !part.is_empty()) {
        let longer = if text.is_empty() { part.clone() } else { format!("{text} {part}") };
        match fits(&longer) {
            true => text = longer,
            false if text.is_empty() => text = beginning(&part),
            false => {}
        }
    }
    text
}

/// As many whole words as fit.
fn beginning(part: &str) -> String {
    let mut text = String::new();
    for word in part.split(' ') {
        let longer = if text.is_empty() { word.to_owned() } else { format!("{text} {word}") };
        if !fits(&format!("{longer}...")) {
            break;
        }
        text = longer;
    }
    text + "..."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_message_holds_160_plain_letters_or_70_of_any() {
        assert!(fits(&"a".repeat(160)) && !fits(&"a".repeat(161)));
        assert!(fits(&"ż".repeat(70)) && !fits(&"ż".repeat(71)));
        assert!(fits(&"€".repeat(80)) && !fits(&"€".repeat(81)));
        assert!(fits(&"ü".repeat(160)), "the GSM alphabet knows it");
    }

    #[test]
    fn polish_is_written_plainly_and_ukrainian_as_it_is() {
        let parts = ["Nowa Huta: jest dla Ciebie odpowiedź „świetlówka”.", "Zadzwoń 12 000 00 01."];
        let text = fit(Locale::Pl, parts);
        assert_eq!(text, "Nowa Huta: jest dla Ciebie odpowiedz \"swietlowka\". Zadzwon 12 000 00 01.");
        let text = fit(
            Locale::Uk,
            ["Нова Гута: є відповідь.", "тел. 120000001", "https://nowahuta.example/nowa-huta/me"],
        );
        assert_eq!(text, "Нова Гута: є відповідь. тел. 120000001");
        assert!(fits(&text));
    }

    #[test]
    fn a_part_too_long_is_cut_between_words() {
        let long = "Нова Гута: ".to_owned() + &"слово ".repeat(40);
        let text = fit(Locale::Uk, [long.as_str(), "тел. 120000001"]);
        assert!(fits(&text) && text.starts_with("Нова Гута: слово") && text.contains("..."), "{text}");
        assert!(fits(&fit(Locale::Pl, ["x".repeat(500).as_str()])));
    }
}
