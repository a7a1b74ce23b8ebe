//! Letters without their accents, for finding and for addresses.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Adds a lower-case letter to `out` without its accent: ą as a, ł as l, ї as і.
///
/// Letters that no decomposition reaches are listed, and those of a Russian keyboard are taken for the Ukrainian
/// ones they stand for. Й keeps its breve: it is no accent but another letter.
pub(crate) fn fold_letter(letter: char, out: &mut String) {
    let written = match letter {
        'a'..='z' | '0'..='9' | 'й' => return out.push(letter),
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ґ' => "г",
        'ы' => "и",
        'э' => "е",
        'ъ' => "",
        other => return out.extend(other.nfd().filter(|&part| !is_combining_mark(part))),
    };
    out.push_str(written);
}

/// A lower-case text without accents.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.nfc().for_each(|letter| fold_letter(letter, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_are_folded_in_both_alphabets() {
        assert_eq!(fold("zażółć gęślą jaźń"), "zazolc gesla jazn");
        assert_eq!(fold("z\u{307}o\u{301}łty"), "zolty");
        assert_eq!(fold("її ґанок, ёлка, йод"), "іі ганок, елка, йод");
        assert_eq!(fold("straße"), "strasse");
    }
}
