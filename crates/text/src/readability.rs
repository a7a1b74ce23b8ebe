//! How hard a Polish text is to read: the fog index for Polish.
//!
//! FOG-PL = 0.4 × (words per sentence + 100 × hard words ÷ words), hard being words of four syllables and more
//! (after Gunning; Polish by Piekot and Maziarz 2014). About 7 is easy, 12 needs secondary school, 15 and more is
//! the language of offices.

/// The counts of a text, and what follows from them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readability {
    /// Words, numbers among them.
    pub words: usize,
    /// Sentences; headings and list points are sentences of their own.
    pub sentences: usize,
    /// Words of four syllables and more.
    pub hard_words: usize,
}

impl Readability {
    /// FOG-PL; 0 for an empty text.
    pub fn fog(&self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        let words = self.words as f64;
        0.4 * (words / self.sentences.max(1) as f64 + 100.0 * self.hard_words as f64 / words)
    }
}

/// Counts a Polish text.
pub fn readability(text: &str) -> Readability {
    let mut counts = Readability { words: 0, sentences: 0, hard_words: 0 };
    for line in text.lines() {
        let mut open = false;
        let mut words = line.split_whitespace().peekable();
        while let Some(piece) = words.next() {
            for word in piece.split(['-', '–', '/']).filter(|word| word.contains(char::is_alphanumeric)) {
                counts.words += 1;
                counts.hard_words += usize::from(syllables(word) >= 4);
                open = true;
            }
            if open && ends_sentence(piece, words.peek().copied()) {
                counts.sentences += 1;
                open = false;
            }
        }
        counts.sentences += usize::from(open);
    }
    counts
}

/// Abbreviations after which a sentence goes on even before a capital.
const ABBREVIATIONS: [&str; 16] = [
    "ul.", "al.", "os.", "pl.", "św.", "dr.", "prof.", "im.", "nr.", "tel.", "np.", "tzn.", "tj.", "ok.",
    "godz.", "ks.",
];

fn ends_sentence(piece: &str, next: Option<&str>) -> bool {
    let bare = piece.trim_end_matches(['”', '"', ')', '»', '’']);
    if bare.ends_with(['!', '?', '…']) {
        return true;
    }
    let goes_on =
        next.and_then(|word| word.chars().find(|c| c.is_alphanumeric())).is_some_and(char::is_lowercase);
    bare.ends_with('.') && !goes_on && !ABBREVIATIONS.contains(&bare.to_lowercase().as_str())
}

/// Syllables of a Polish word: one for each vowel, where i before a vowel only softens ("niania" has two) and
/// au, eu make one ("autobus" has three) save after the prefixes na-, za-, nie-, prze- ("nauka" has three). A word
/// without vowels, or a number in digits, has one.
pub fn syllables(word: &str) -> usize {
    const VOWELS: &str = "aąeęioóuy";
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let is_vowel = |at: usize| letters.get(at).is_some_and(|&letter| VOWELS.contains(letter));
    let mut count = 0;
    for at in (0..letters.len()).filter(|&at| is_vowel(at)) {
        let softens = letters[at] == 'i' && is_vowel(at + 1);
        let glides = letters[at] == 'u' && at > 0 && matches!(letters[at - 1], 'a' | 'e') && {
            let beginning: String = letters[..at].iter().collect();
            !["na", "za", "nie", "prze"].iter().any(|prefix| beginning.ends_with(prefix))
        };
        count += usize::from(!softens && !glides);
    }
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        let expected = [
            ("dom", 1),
            ("w", 1),
            ("2026", 1),
            ("niania", 2),
            ("ławka", 2),
            ("zieleń", 2),
            ("historia", 3),
            ("nauka", 3),
            ("autobus", 3),
            ("Europa", 3),
            ("zaufanie", 4),
            ("poeta", 3),
            ("mieszkaniec", 3),
            ("dzielnica", 3),
            ("sąsiedztwo", 3),
            ("biblioteka", 4),
            ("SPOŁECZNOŚĆ", 3),
            ("odpowiedzialność", 5),
        ];
        for (word, count) in expected {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        let sentences = |text| readability(text).sentences;
        assert_eq!(sentences("Ala ma kota. Kot ma Alę."), 2);
        assert_eq!(sentences("Spotkanie na ul. Długiej, godz. 18. Wstęp wolny."), 2);
        assert_eq!(sentences("Mamy np. kwiaty i drzewa itd. oraz ławki"), 1);
        assert_eq!(sentences("Nagłówek\n\npierwszy punkt\ndrugi punkt."), 3);
        assert_eq!(sentences("Kto to? „Ja.” Dobrze…"), 3);
        assert_eq!(sentences(" — … \n"), 0);
    }

    #[test]
    fn fog_follows_the_formula() {
        let easy = readability("Ala ma kota. Kot ma Alę.");
        assert_eq!((easy.words, easy.sentences, easy.hard_words), (6, 2, 0));
        assert!((easy.fog() - 1.2).abs() < 1e-9);
        let hard = readability("Zobowiązanie jest nieodwołalne.");
        assert_eq!((hard.words, hard.sentences, hard.hard_words), (3, 1, 2));
        assert!((hard.fog() - 0.4 * (3.0 + 200.0 / 3.0)).abs() < 1e-9);
        assert!(readability("").fog().abs() < 1e-9);
    }
}
