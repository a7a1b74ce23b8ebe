//! Times of day and the rhythm of news: pure.

use crate::texts::reach as t;
use kernel::{Locale, Time};
use people::member::Way;
use web::Choice;

/// A part of the day at which somebody likes to be told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PartOfDay {
    /// From eight to noon.
    Morning,
    /// From noon to five.
    Afternoon,
    /// From five to eight.
    Evening,
}

impl PartOfDay {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }
    /// The hour at which it ends.
    const fn end(self) -> i8 {
        match self {
            Self::Morning => 12,
            Self::Afternoon => 17,
            Self::Evening => 20,
        }
    }
    /// Which it is on clocks in Poland; `None` when nobody should be rung.
    pub fn at(now: Time) -> Option<Self> {
        let hour = now.in_poland().hour();
        let part = Self::ALL.iter().copied().find(|part| hour < part.end());
        part.filter(|_| hour >= 8)
    }
}

impl Choice for PartOfDay {
    const ALL: &'static [Self] = &[Self::Morning, Self::Afternoon, Self::Evening];
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Morning => t::time_morning(locale),
            Self::Afternoon => t::time_afternoon(locale),
            Self::Evening => t::time_evening(locale),
        }
    }
}

/// How often general news come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rhythm {
    /// Never.
    Never,
    /// On Thursdays, if there is anything.
    Weekly,
    /// On the day, at most once an hour.
    Soon,
}

impl Rhythm {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Weekly => "weekly",
            Self::Soon => "soon",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rhythm| rhythm.word() == word)
    }
    /// What nobody had to choose: a mail once a week; what costs paper or a telephone call only on demand.
    pub const fn usual(way: Way) -> Self {
        match way {
            Way::Mail => Self::Weekly,
            _ => Self::Never,
        }
    }
}
store::word_value!(Rhythm);

impl Choice for Rhythm {
    const ALL: &'static [Self] = &[Self::Weekly, Self::Soon, Self::Never];
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Never => t::rhythm_never(locale),
            Self::Weekly => t::rhythm_weekly(locale),
            Self::Soon => t::rhythm_soon(locale),
        }
    }
}

/// What somebody wishes beside the way itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    /// When; empty: any time.
    pub times: Vec<PartOfDay>,
    /// How often general news come.
    pub rhythm: Rhythm,
    /// Needs and offers of which area; empty: of all.
    pub area: String,
}

impl Wish {
    /// What is usual for a way.
    pub const fn usual(way: Way) -> Self {
        Self { times: Vec::new(), rhythm: Rhythm::usual(way), area: String::new() }
    }
}

/// Parts of the day as they are stored.
pub(super) fn join(times: &[PartOfDay]) -> String {
    times.iter().map(|part| part.word()).collect::<Vec<_>>().join(",")
}

/// Reads the stored list.
pub fn split(stored: &str) -> Vec<PartOfDay> {
    PartOfDay::ALL.iter().copied().filter(|part| stored.split(',').any(|word| word == part.word())).collect()
}

/// Whether now is a good moment for somebody who named these times; with none named, all day.
pub fn is_good(times: &[PartOfDay], now: Time) -> bool {
    PartOfDay::at(now).is_some_and(|part| times.is_empty() || times.contains(&part))
}

/// Letters and figures that nobody confuses in print.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The sign under which somebody finds on the notice board that there is something for them; from a signature of
/// their key, so that it lies nowhere and says nothing.
pub fn board_sign(signature: &str) -> String {
    let bits = u64::from_str_radix(signature.get(..10).unwrap_or_default(), 16).unwrap_or_default();
    (0..5).map(|at| char::from(ALPHABET[(bits >> (5 * at) & 31) as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_rung_at_night_or_when_they_do_not_want_it() {
        let day = Time::from_micros(1_795_431_600_000_000).day().start();
        let at = |hour: i64| day.plus_seconds(hour * 3600);
        assert_eq!(PartOfDay::at(at(7)), None);
        assert_eq!(PartOfDay::at(at(8)), Some(PartOfDay::Morning));
        assert_eq!(PartOfDay::at(at(12)), Some(PartOfDay::Afternoon));
        assert_eq!(PartOfDay::at(at(19)), Some(PartOfDay::Evening));
        assert_eq!(PartOfDay::at(at(20)), None);
        assert!(is_good(&[], at(10)) && !is_good(&[], at(22)));
        assert!(!is_good(&[PartOfDay::Evening], at(10)) && is_good(&[PartOfDay::Evening], at(18)));
    }

    #[test]
    fn times_survive_the_database() {
        for times in [vec![], vec![PartOfDay::Morning, PartOfDay::Evening]] {
            assert_eq!(split(&join(&times)), times);
        }
    }

    #[test]
    fn a_sign_is_five_letters_nobody_confuses() {
        let sign = board_sign("ffffffffff0123");
        assert_eq!(sign, "ZZZZZ");
        assert!(!board_sign("0123456789abcdef").contains(['0', 'O', '1', 'I']));
    }
}
