//! A text cut into words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of a word that count; longer ones are not words.
const LONGEST: usize = 40;

/// The words of a text: lower-case, compatibility-composed, an apostrophe inside a word always `'`. Single
/// letters (w, z, a, і) say nothing and are left out, single digits are kept.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).nfc().map(plain_apostrophe).collect();
    let cut = |c: char| !c.is_alphanumeric() && c != '\'' && !is_combining_mark(c);
    let pieces = text.split(cut).map(|piece| piece.trim_matches('\''));
    let kept = pieces.filter(|word| word.chars().nth(1).is_some() || word.chars().any(char::is_numeric));
    kept.map(|word| word.chars().take(LONGEST).collect()).collect::<Vec<String>>().into_iter()
}

fn plain_apostrophe(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' | '`' | '´' | '′' => '\'',
        other => other,
    }
}
