//! Text as it is taken in from a form, and as it goes into an address.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::fold::fold_letter;

/// A text that cannot be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldsNul {
    /// The character's place, from 1.
    pub position: usize,
}

impl fmt::Display for HoldsNul {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "character {} is NUL, which no text holds: remove it", self.position)
    }
}

impl std::error::Error for HoldsNul {}

/// A text of several lines as the database keeps it: NFC, line ends as `\n`, tabs as they are.
///
/// Characters that are not to be seen and would only mislead are left out: other control characters, marks of
/// byte order, soft hyphens, zero-width spaces, and signs that turn the direction of what follows.
///
/// # Errors
///
/// A NUL, which a form sent by a browser does not hold.
pub fn nfc(text: &str) -> Result<String, HoldsNul> {
    if let Some(at) = text.chars().position(|c| c == '\0') {
        return Err(HoldsNul { position: at + 1 });
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|&c| !is_unwanted(c)).nfc().collect())
}

/// A text of one line: as [`nfc`], with every run of white space as one space and none at the ends.
///
/// # Errors
///
/// A NUL.
pub fn nfc_line(text: &str) -> Result<String, HoldsNul> {
    Ok(nfc(text)?.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_unwanted(c: char) -> bool {
    let control = c.is_control() && c != '\n' && c != '\t';
    let invisible = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let turning = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    control || invisible || turning
}

/// Characters a slug has at most.
const LONGEST_SLUG: usize = 60;

/// A text as part of an address: lower-case ASCII letters and digits, words joined by hyphens, at most 60
/// characters, cut between words where there are several. "Ławka na Jeżycach!" is `lawka-na-jezycach`; Ukrainian
/// is transliterated as in passports (Cabinet of Ministers resolution 55 of 27 January 2010). Empty where nothing
/// can be written so.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && !is_apostrophe_or_mark(c)) {
        let word = slug_word(word);
        let room = LONGEST_SLUG - out.len();
        match (out.is_empty(), word.len()) {
            (_, 0) => {}
            (true, _) => out.extend(word.chars().take(room)),
            (false, length) if length < room => {
                out.push('-');
                out.push_str(&word);
            }
            (false, _) => break,
        }
    }
    out
}

fn is_apostrophe_or_mark(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ') || unicode_normalization::char::is_combining_mark(c)
}

fn slug_word(word: &str) -> String {
    let mut out = String::new();
    let mut before = None;
    for letter in word.nfkc().flat_map(char::to_lowercase).nfc() {
        match (before, transliterated(letter, before.is_none())) {
            (Some('з'), Some("h")) => out.push_str("gh"),
            (_, Some(latin)) => out.push_str(latin),
            (_, None) => {
                let mut folded = String::new();
                fold_letter(letter, &mut folded);
                out.extend(folded.chars().filter(char::is_ascii_alphanumeric));
            }
        }
        before = Some(letter);
    }
    out
}

/// A Ukrainian letter in Latin ones, by the table of resolution 55; some differ at the beginning of a word.
fn transliterated(letter: char, first: bool) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' => ["ie", "ye"][usize::from(first)],
        'ж' => "zh",
        'з' => "z",
        'и' => "y",
        'і' => "i",
        'ї' => ["i", "yi"][usize::from(first)],
        'й' => ["i", "y"][usize::from(first)],
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => ["iu", "yu"][usize::from(first)],
        'я' => ["ia", "ya"][usize::from(first)],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_composed_and_lose_what_misleads() {
        assert_eq!(nfc("Ło\u{301}dz\u{301}\r\nb\rc"), Ok("Łódź\nb\nc".to_owned()));
        assert_eq!(nfc("a\tb\u{7}\u{ad}\u{202e}c\u{feff}"), Ok("a\tbc".to_owned()));
        assert_eq!(nfc("👩\u{200d}👧"), Ok("👩\u{200d}👧".to_owned()));
        assert_eq!(nfc("ab\0c"), Err(HoldsNul { position: 3 }));
        assert_eq!(nfc_line("  Ala\n\tma \u{a0} kota "), Ok("Ala ma kota".to_owned()));
    }

    #[test]
    fn slugs_are_ascii_and_short() {
        assert_eq!(slug("Ławka na Jeżycach!"), "lawka-na-jezycach");
        assert_eq!(slug("  O’Connor & Ćma—3. piętro "), "oconnor-cma-3-pietro");
        assert_eq!(slug("Згурський, Знам’янка, Їжакевич, Гадяч"), "zghurskyi-znamianka-yizhakevych-hadiach");
        assert_eq!(slug("Щастя Ґалаґан Єнакієве"), "shchastia-galagan-yenakiieve");
        assert_eq!(slug("Straße № 5"), "strasse-5");
        assert_eq!(slug("東京 ☀"), "");
        let long = slug("Bardzo długa nazwa miejsca, o którym każda osoba z okolicy mówi inaczej");
        assert_eq!(long, "bardzo-dluga-nazwa-miejsca-o-ktorym-kazda-osoba-z-okolicy");
        assert_eq!(slug(&"a".repeat(100)).len(), 60);
    }
}
