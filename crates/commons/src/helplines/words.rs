//! Words of hunger, violence and self-harm.
//!
//! A need that holds one of them is shown the helplines before it is saved; nothing is blocked, scored, kept or
//! told to anybody. So a word too many costs one press, and a word too few may cost more: the list errs on the
//! side of showing. Words are compared by their beginning, in small letters and without accents or apostrophes
//! (ł as l, ї as і, ґ as г, й as и), whatever the language of the page.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Beginnings of words that suffice alone.
const BEGINNINGS: &[&str] = &[
    // Polish: hunger, violence, self-harm
    "glod",
    "wyglodz",
    "niedojad",
    "przemoc",
    "pobil",
    "pobit",
    "bije",
    "bija",
    "bicie",
    "katuje",
    "katowan",
    "zneca",
    "molest",
    "gwalt",
    "zgwalc",
    "przesladuj",
    "zastrasz",
    "samoboj",
    "okalecz",
    "samookalecz",
    // English
    "hunger",
    "hungry",
    "starv",
    "violen",
    "abus",
    "assault",
    "rape",
    "raping",
    "suicid",
    "selfharm",
    // Ukrainian
    "голод",
    "недоід",
    "насил",
    "бє",
    "бють",
    "побив",
    "побит",
    "побила",
    "знущ",
    "згвалт",
    "самогуб",
    "самоушкодж",
    "суіцид",
    "повішус",
    "повіситис",
];

/// Beginnings in this order, with at most [`BETWEEN`] words between two of them; those of up to three letters are
/// whole words.
const PHRASES: &[&[&str]] = &[
    &["nie", "mam", "co", "jesc"],
    &["nie", "mamy", "co", "jesc"],
    &["nie", "ma", "co", "jesc"],
    &["brak", "jedzeni"],
    &["bez", "jedzeni"],
    &["nie", "chce", "zyc"],
    &["odebra", "sobie", "zyci"],
    &["skonczy", "ze", "soba"],
    &["zabic", "sie"],
    &["zabij", "sie"],
    &["powies", "sie"],
    &["ciac", "sie"],
    &["tne", "sie"],
    &["dusi", "mnie"],
    &["boje", "sie", "meza"],
    &["boje", "sie", "partner"],
    &["boje", "sie", "wroc", "domu"],
    &["boje", "sie", "wraca", "domu"],
    &["nothing", "to", "eat"],
    &["no", "food"],
    &["want", "to", "die"],
    &["kill", "myself"],
    &["kill", "me"],
    &["end", "my", "life"],
    &["hurt", "myself"],
    &["hurt", "me"],
    &["hurts", "me"],
    &["beat", "me"],
    &["beats", "me"],
    &["beating", "me"],
    &["hits", "me"],
    &["self", "harm"],
    &["afraid", "husband"],
    &["afraid", "partner"],
    &["нема", "що", "істи"],
    &["нічого", "істи"],
    &["немає", "іжі"],
    &["не", "хочу", "жити"],
    &["накласти", "себе", "руки"],
    &["вбити", "себе"],
    &["вбю", "себе"],
    &["боюс", "чоловіка"],
];

/// Words whose beginning stands in the list and which mean something else.
const HARMLESS: &[&str] = &["gwaltown", "насилу", "bijouter", "rapeseed"];

/// Between two words of a phrase may stand so many others.
const BETWEEN: usize = 2;

/// Whether a text holds words of hunger, violence or self-harm, in Polish, English or Ukrainian.
pub fn crisis_words(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let starts = |word: &str, list: &[&str]| list.iter().any(|beginning| word.starts_with(beginning));
    words.iter().any(|word| starts(word, BEGINNINGS) && !starts(word, HARMLESS))
        || PHRASES.iter().any(|phrase| holds(&words, phrase))
}

/// Small letters without accents and apostrophes, everything between words a space.
fn fold(text: &str) -> String {
    let decomposed = text.chars().flat_map(char::to_lowercase).nfkd();
    let kept = decomposed.filter(|letter| !is_combining_mark(*letter) && !"'’ʼ`´".contains(*letter));
    let plain = kept.map(|letter| match letter {
        'ł' => 'l',
        'ґ' => 'г',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    });
    plain.collect()
}

fn holds(words: &[&str], phrase: &[&str]) -> bool {
    let Some((first, rest)) = phrase.split_first() else { return true };
    let places = words.iter().enumerate().filter(|(_, word)| is_part(word, first));
    places.into_iter().any(|(place, _)| follows(&words[place + 1..], rest))
}

fn follows(words: &[&str], phrase: &[&str]) -> bool {
    let Some((first, rest)) = phrase.split_first() else { return true };
    let near = words.iter().take(BETWEEN + 1).enumerate().filter(|(_, word)| is_part(word, first));
    near.into_iter().any(|(place, _)| follows(&words[place + 1..], rest))
}

fn is_part(word: &str, part: &str) -> bool {
    if part.chars().count() <= 3 { word == part } else { word.starts_with(part) }
}

#[cfg(test)]
mod tests {
    use super::crisis_words;

    #[test]
    fn words_of_crisis_are_heard_in_three_languages() {
        for text in [
            "Dzieci są GŁODNE",
            "nie mam już co jeść do piątku",
            "Brakuje, to znaczy: brak jedzenia",
            "mąż mnie bije",
            "Doznaję przemocy w domu",
            "Boję się mojego męża",
            "boje sie wracac do domu",
            "nie chcę już żyć",
            "chcę odebrać sobie życie",
            "zabiję się",
            "myśli samobójcze",
            "tnę się",
            "the kids are hungry",
            "we have nothing left to eat",
            "There is no food at home",
            "he beats me",
            "my partner hurts me",
            "I want to die",
            "thinking about SUICIDE",
            "self-harm",
            "Діти голодні",
            "нам немає що їсти",
            "чоловік мене б’є",
            "Він б'є мене",
            "домашнє насильство",
            "не хочу більше жити",
            "думки про самогубство",
            "боюся свого чоловіка",
        ] {
            assert!(crisis_words(text), "{text}");
        }
    }

    #[test]
    fn ordinary_needs_are_left_alone() {
        for text in [
            "",
            "Powieszę firanki i obrazy",
            "Zabierz się z nami na działkę",
            "Nie mam co zrobić z jabłkami, oddam skrzynkę",
            "Deszcz padał gwałtownie, przecieka dach",
            "Zbiję półkę z desek",
            "Ktoś do rozmów po polsku",
            "Killing time with chess on Thursdays",
            "Somebody to meet me at the tram stop",
            "I have no drill",
            "Потрібен прогулянковий візок",
            "Ледве-ледве, насилу піднімаюся сходами",
            "Повішу полицю",
        ] {
            assert!(!crisis_words(text), "{text}");
        }
    }
}
