//! Words as the search index keeps them: the same function makes them of what people write and of what they
//! look for, so that "lawka" finds "Ławka" and "ławki".
//!
//! Text becomes compatibility-composed (NFKC) lower-case words; Polish and English words their Snowball stem,
//! Ukrainian ones, for which Snowball has no stemmer, at most their first five letters; accents are folded.

mod words;

use std::collections::BTreeMap;

use frostem::{Algorithm, Stemmer};
use kernel::Locale;

use crate::fold::fold;
use words::words;

/// Changes whenever the terms of the same text may differ from those stored (new rules here or in the stemmer);
/// the index is then made anew.
pub const ANALYSER_VERSION: u32 = 2;

/// Letters of a Ukrainian word that are kept at most.
const UKRAINIAN_PREFIX: usize = 5;

/// A word of the index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The word as it is stored and looked for.
    pub term: String,
    /// How often it stands in the text.
    pub count: u32,
}

/// The terms of a text written in `language`, in alphabetical order.
///
/// A word in the other alphabet is taken as of the language that is written in it: a Ukrainian name within a
/// Polish text is still found.
pub fn terms(language: impl Into<Locale>, text: &str) -> Vec<Term> {
    let language = language.into();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for word in words(text) {
        let language = match (is_cyrillic(&word), language) {
            (true, _) => Locale::Uk,
            (false, Locale::Uk) => Locale::Pl,
            (false, language) => language,
        };
        let count = counts.entry(term(language, &word)).or_default();
        *count = count.saturating_add(1);
    }
    counts.into_iter().map(|(term, count)| Term { term, count }).collect()
}

/// For each word looked for, the terms that answer it. A text answers a query when it holds one alternative of
/// every word.
///
/// Nobody says in which language they search, so a Latin word is taken as Polish and as English, and as Polish
/// with the endings people type without their accents.
pub fn query_terms(query: &str) -> Vec<Vec<String>> {
    words(query).map(|word| alternatives(&word)).collect()
}

/// The last word of a query as the beginning of one, for finding while it is still being typed: every term that
/// is at least the first and less than the second string. `None` where it is too short to say anything.
pub fn last_word_range(query: &str) -> Option<(String, String)> {
    if query.ends_with(char::is_whitespace) {
        return None;
    }
    let word = words(query).last()?;
    let start = match is_cyrillic(&word) && word.chars().count() >= UKRAINIAN_PREFIX {
        true => ukrainian_beginning(&word),
        false => fold(&word),
    };
    // U+10FFFF is no character of any text, and follows all that are.
    (start.chars().count() >= 2).then(|| (start.clone(), format!("{start}\u{10ffff}")))
}

fn alternatives(word: &str) -> Vec<String> {
    let mut found = match is_cyrillic(word) {
        true => vec![term(Locale::Uk, word)],
        false => vec![term(Locale::Pl, word), term(Locale::En, word), fold(word)],
    };
    if !is_cyrillic(word) && fold(word) == word {
        found.extend(accented_guesses(word).iter().map(|guess| term(Locale::Pl, guess)));
    }
    let mut seen = Vec::with_capacity(found.len());
    for alternative in found.drain(..) {
        if !seen.contains(&alternative) {
            seen.push(alternative);
        }
    }
    seen
}

/// A word typed without accents as it may have been meant: the endings that Polish writes with an accent.
fn accented_guesses(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &str); 8] = [
        ("a", "ą"),
        ("e", "ę"),
        ("ow", "ów"),
        ("osc", "ość"),
        ("osci", "ości"),
        ("ac", "ać"),
        ("ic", "ić"),
        ("c", "ć"),
    ];
    let fitting = ENDINGS.iter().filter_map(|(plain, accented)| {
        word.strip_suffix(plain).map(|beginning| format!("{beginning}{accented}"))
    });
    fitting.collect()
}

fn term(language: Locale, word: &str) -> String {
    let plain = || word.replace('\'', "");
    match language {
        Locale::Pl => without_alternation(fold(&Stemmer::new(Algorithm::Polish).stem(&plain()))),
        Locale::En => fold(&Stemmer::new(Algorithm::English).stem(word)).replace('\'', ""),
        Locale::Uk => ukrainian_beginning(&plain()),
    }
}

/// A Polish stem with the sounds that change between the forms of one word made the same: ogrodz-ie and ogród,
/// bibliotec-e and biblioteka, ławek and ławka, mieszkaniec and mieszkańca. Short stems are left alone, for they
/// would meet other words; but ławc-e is ławka, and matc-e is matka.
fn without_alternation(mut stem: String) -> String {
    const CHANGES: [(&str, &str); 7] =
        [("iec", "k"), ("ec", "k"), ("ek", "k"), ("dz", "d"), ("rz", "r"), ("c", "k"), ("i", "")];
    if stem.len() < 5 {
        if stem.len() == 4 && stem.ends_with('c') {
            stem.replace_range(3.., "k");
        }
        return stem;
    }
    if let Some((ending, other)) = CHANGES.iter().find(|(ending, _)| stem.ends_with(ending)) {
        stem.truncate(stem.len() - ending.len());
        stem.push_str(other);
    }
    stem
}

/// The first letters of a Ukrainian word, without the vowels its endings begin with, and ц as the к it comes from.
fn ukrainian_beginning(word: &str) -> String {
    let mut letters: Vec<char> = fold(word).chars().take(UKRAINIAN_PREFIX).collect();
    while letters.len() > 3 && letters.last().is_some_and(|&last| "аеєиіоуюяйь".contains(last)) {
        letters.pop();
    }
    match letters.last_mut() {
        Some(last) if *last == 'ц' => *last = 'к',
        _ => {}
    }
    letters.into_iter().collect()
}

fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|letter| matches!(letter, '\u{400}'..='\u{52f}'))
}

#[cfg(test)]
mod tests;
