//! When a story happened, no more precisely than its teller knows. Pure.
//!
//! What people type ("1974", "lata 70.", "przed 1960", "ok. 1955", "1957–1960", "since 2019") is read in any of
//! the three languages, and said again in the language of the reader.

use kernel::Locale;
use std::str::FromStr;

/// How precisely the years are known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Precision {
    /// Nobody said.
    Unknown,
    /// These very years.
    Year,
    /// Give or take some years.
    About,
    /// Whole decades.
    Decade,
    /// Some time before `to`.
    Before,
    /// Some time after `from`.
    After,
    /// Since `from`, and still.
    Now,
}

impl Precision {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Unknown, Self::Year, Self::About, Self::Decade, Self::Before, Self::After, Self::Now];
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Year => "year",
            Self::About => "about",
            Self::Decade => "decade",
            Self::Before => "before",
            Self::After => "after",
            Self::Now => "now",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.word() == word)
    }
}
store::word_value!(Precision);

/// From the beginnings of Polish chronicles to the end of this century.
const EARLIEST: i32 = 900;
const LATEST: i32 = 2099;

/// A time in the past, as people remember it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Era {
    /// The first year; `EARLIEST` stands for "nobody knows since when".
    pub from: i32,
    /// The last year; `LATEST` for "and still".
    pub to: i32,
    /// How precisely.
    pub precision: Precision,
}

/// No time that can be read; the page says how to write one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotAnEra;

impl Era {
    /// Nobody said when.
    pub const UNKNOWN: Self = Self { from: EARLIEST, to: LATEST, precision: Precision::Unknown };

    /// From stored or imported years; years turned round or out of this world are an error.
    ///
    /// # Errors
    /// [`NotAnEra`].
    pub fn of(from: i32, to: i32, precision: Precision) -> Result<Self, NotAnEra> {
        let (from, to) = match precision {
            Precision::Unknown => return Ok(Self::UNKNOWN),
            Precision::Before => (EARLIEST, to),
            Precision::After | Precision::Now => (from, LATEST),
            Precision::Decade => (from - from.rem_euclid(10), to - to.rem_euclid(10) + 9),
            Precision::Year | Precision::About => (from, to),
        };
        let sensible = (EARLIEST..=LATEST).contains(&from) && (EARLIEST..=LATEST).contains(&to) && from <= to;
        if sensible { Ok(Self { from, to, precision }) } else { Err(NotAnEra) }
    }

    /// Whether it touches these years.
    pub fn touches(self, from: i32, to: i32) -> bool {
        self.precision != Precision::Unknown && self.from <= to && self.to >= from
    }

    /// In words, beginning with a small letter; empty when nobody said.
    pub fn words(self, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        let years =
            if self.from == self.to { self.from.to_string() } else { format!("{}–{}", self.from, self.to) };
        match (self.precision, locale) {
            (Precision::Unknown, _) => String::new(),
            (Precision::Year, _) => years,
            (Precision::About, Locale::Pl) => format!("około {years}"),
            (Precision::About, Locale::En) => format!("about {years}"),
            (Precision::About, Locale::Uk) => format!("близько {years}"),
            (Precision::Before, Locale::Pl) => format!("przed {}", self.to),
            (Precision::Before, Locale::En) => format!("before {}", self.to),
            (Precision::Before, Locale::Uk) => format!("до {}", self.to),
            (Precision::After, Locale::Pl) => format!("po {}", self.from),
            (Precision::After, Locale::En) => format!("after {}", self.from),
            (Precision::After, Locale::Uk) => format!("після {}", self.from),
            (Precision::Now, Locale::Pl) => format!("od {} do dziś", self.from),
            (Precision::Now, Locale::En) => format!("since {}", self.from),
            (Precision::Now, Locale::Uk) => format!("від {} донині", self.from),
            (Precision::Decade, Locale::Pl) => polish_decades(self.from, self.to),
            (Precision::Decade, Locale::En) => {
                joined(self.from, self.to, " and ", "–", |decade| format!("{decade}s"))
            }
            (Precision::Decade, Locale::Uk) => {
                joined(self.from, self.to, " та ", "–", |decade| format!("{decade}-ті"))
            }
        }
    }
}

/// "lata 70." of the twentieth century; another century is named, and the first decade of one has no such name.
fn polish_decades(from: i32, to: i32) -> String {
    let last = to - 9;
    let plain = |decade: i32| (1910..2000).contains(&decade);
    if plain(from) && plain(last) {
        return match (last - from) / 10 {
            0 => format!("lata {}.", from % 100),
            1 => format!("lata {}. i {}.", from % 100, last % 100),
            _ => format!("lata {}.–{}.", from % 100, last % 100),
        };
    }
    match (from == last, from % 100) {
        (true, 0) => format!("pierwsze lata {} wieku", roman(from / 100 + 1)),
        (true, decade) => format!("lata {decade}. {} wieku", roman(from / 100 + 1)),
        (false, _) => format!("lata {from}–{to}"),
    }
}

fn joined(from: i32, to: i32, and: &str, dash: &str, say: impl Fn(i32) -> String) -> String {
    let last = to - 9;
    match (last - from) / 10 {
        0 => say(from),
        1 => [say(from), say(last)].join(and),
        _ => [say(from), say(last)].join(dash),
    }
}

fn roman(mut number: i32) -> String {
    let mut out = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

const BEFORE: [&str; 7] = ["przed", "do", "before", "until", "by", "до", "перед"];
const AFTER: [&str; 3] = ["po", "after", "після"];
const SINCE: [&str; 7] = ["od", "since", "from", "від", "з", "із", "з-"];
const ABOUT: [&str; 9] = ["około", "ok", "ok.", "ca", "about", "around", "circa", "близько", "бл."];
const DECADE: [&str; 8] = ["lata", "latach", "lat", "the", "in", "роки", "роках", "'"];
const CENTURY: [&str; 3] = ["wieku", "w.", "ст."];
const STILL: [&str; 9] = ["dziś", "dzisiaj", "teraz", "now", "today", "донині", "сьогодні", "тепер", "нині"];

impl FromStr for Era {
    type Err = NotAnEra;
    fn from_str(text: &str) -> Result<Self, NotAnEra> {
        let plain = text.to_lowercase().replace(['—', '−', '‒'], "–").replace(" - ", "–").replace(" – ", "–");
        let plain =
            plain.replace("mniej więcej", "około").replace("do dziś", "dziś").replace("to now", "now");
        let words: Vec<&str> = plain.split([' ', '\u{a0}', ',']).filter(|word| !word.is_empty()).collect();
        let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
        let mut years = Vec::new();
        let mut decade = has(&["lata", "latach", "роки", "роках"]);
        let century = century(&words);
        for word in words.iter().flat_map(|word| word.split('–')) {
            match number(word) {
                Some((year, whole)) => {
                    decade |= whole;
                    years.push(if year < 100 { century.unwrap_or(1900) + year } else { year });
                }
                None if known(word) => {}
                None => return Err(NotAnEra),
            }
        }
        let (Some(from), Some(to)) = (years.first().copied(), years.last().copied()) else {
            return Err(NotAnEra);
        };
        if years.len() > 2 {
            return Err(NotAnEra);
        }
        let precision = match () {
            () if has(&STILL) || (has(&SINCE) && years.len() == 1) => Precision::Now,
            () if has(&ABOUT) => Precision::About,
            () if decade => Precision::Decade,
            () if has(&BEFORE) && years.len() == 1 => Precision::Before,
            () if has(&AFTER) => Precision::After,
            () => Precision::Year,
        };
        Self::of(from, to, precision)
    }
}

fn known(word: &str) -> bool {
    let lists: [&[&str]; 7] = [&BEFORE, &AFTER, &SINCE, &ABOUT, &DECADE, &CENTURY, &STILL];
    let linking = ["i", "and", "та", "й", "w", "у", "в", "roku", "r.", "р.", "рік", "році", "рік.", ""];
    lists.iter().any(|list| list.contains(&word)) || linking.contains(&word) || roman_value(word).is_some()
}

/// "1974", "70.", "1970s", "1970-ті", "70-ті": the number, and whether it says a whole decade.
fn number(word: &str) -> Option<(i32, bool)> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = &word[digits.len()..];
    let year: i32 = digits.parse().ok()?;
    match (digits.len(), rest) {
        (2, "." | "s" | "'s" | "-te" | "-ych" | "-ті" | "-х" | "") if year % 10 == 0 => Some((year, true)),
        (4 | 3, "s" | "'s" | "-te" | "-ych" | "-ті" | "-х") if year % 10 == 0 => Some((year, true)),
        (4 | 3, "" | "." | "r" | "r." | "р.") => Some((year, false)),
        _ => None,
    }
}

/// The first year of the century named by "XIX wieku".
fn century(words: &[&str]) -> Option<i32> {
    let number = words.iter().find_map(|word| roman_value(word))?;
    Some((number - 1) * 100)
}

fn roman_value(word: &str) -> Option<i32> {
    (10..=21).find(|number| roman(*number).to_lowercase() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> [String; 3] {
        let era: Era = text.parse().unwrap_or_else(|_| panic!("{text}"));
        Locale::ALL.map(|locale| era.words(locale))
    }

    #[test]
    fn times_are_read_and_said_in_three_languages() {
        for (typed, pl, en, uk) in [
            ("1974", "1974", "1974", "1974"),
            ("1957 - 1960", "1957–1960", "1957–1960", "1957–1960"),
            ("lata 70.", "lata 70.", "1970s", "1970-ті"),
            ("Lata 70", "lata 70.", "1970s", "1970-ті"),
            ("1970s", "lata 70.", "1970s", "1970-ті"),
            ("1970-ті", "lata 70.", "1970s", "1970-ті"),
            ("lata 50. i 60.", "lata 50. i 60.", "1950s and 1960s", "1950-ті та 1960-ті"),
            ("lata 70. XIX wieku", "lata 70. XIX wieku", "1870s", "1870-ті"),
            ("2000s", "pierwsze lata XXI wieku", "2000s", "2000-ті"),
            ("przed 1960", "przed 1960", "before 1960", "до 1960"),
            ("before 1960", "przed 1960", "before 1960", "до 1960"),
            ("до 1960", "przed 1960", "before 1960", "до 1960"),
            ("po 1989 r.", "po 1989", "after 1989", "після 1989"),
            ("ok. 1955", "około 1955", "about 1955", "близько 1955"),
            ("około 1950–1952", "około 1950–1952", "about 1950–1952", "близько 1950–1952"),
            ("od 2019", "od 2019 do dziś", "since 2019", "від 2019 донині"),
            ("od 2019 do dziś", "od 2019 do dziś", "since 2019", "від 2019 донині"),
        ] {
            assert_eq!(said(typed), [pl, en, uk].map(str::to_owned), "{typed}");
        }
    }

    #[test]
    fn what_is_said_is_read_back_as_the_same() {
        let eras = [
            Era::of(1974, 1974, Precision::Year),
            Era::of(1466, 1466, Precision::About),
            Era::of(1970, 1979, Precision::Decade),
            Era::of(1950, 1969, Precision::Decade),
            Era::of(0, 1960, Precision::Before),
            Era::of(1989, 0, Precision::After),
            Era::of(2019, 2026, Precision::Now),
        ];
        for era in eras.map(Result::unwrap) {
            for locale in Locale::ALL {
                let words = era.words(locale);
                assert_eq!(words.parse(), Ok(era), "{words}");
            }
        }
    }

    #[test]
    fn nonsense_is_no_time() {
        for text in
            ["", "dawno temu", "<script>", "70000", "1960–1950", "1 2 3", "−5", "1960 1970 1980", "12"]
        {
            assert_eq!(text.parse::<Era>(), Err(NotAnEra), "{text}");
        }
        assert!(Era::UNKNOWN.words(Locale::Pl).is_empty());
        assert!(!Era::UNKNOWN.touches(1900, 2000));
        assert!(Era::of(0, 1960, Precision::Before).unwrap().touches(1950, 1959));
    }
}
