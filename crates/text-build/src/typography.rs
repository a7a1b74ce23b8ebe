//! Short words stay with the word after them.

/// No-break space.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// One-letter words of Polish (a, i, o, u, w, z) and Ukrainian (а, в, е, є, з, і, й, о, у, я), which a well-set
/// text does not leave at the end of a line.
const ONE_LETTER_WORDS: &str = "aiouwzAIOUWZавеєзійоуяАВЕЄЗІЙОУЯ";

/// Replaces the space after each one-letter Polish or Ukrainian word by a no-break space.
///
/// `before` is the character in front of `text`, `None` at the start of a text.
///
/// Several in a row ("i w domu") are all bound. Other spaces, and line breaks, stay as they are.
pub fn bind_short_words(text: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let (mut before, mut last) = (None, before);
    for letter in text.chars() {
        let bound = letter == ' '
            && last.is_some_and(|word| ONE_LETTER_WORDS.contains(word))
            && before.is_none_or(opens_a_word);
        let letter = if bound { NO_BREAK_SPACE } else { letter };
        out.push(letter);
        (before, last) = (last, Some(letter));
    }
    out
}

/// Whether a word may begin after this character.
fn opens_a_word(before: char) -> bool {
    before.is_whitespace() || "(„«“‘[/–—".contains(before)
}
