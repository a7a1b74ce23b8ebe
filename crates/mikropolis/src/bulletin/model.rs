//! What an issue is made of: pure.

use crate::texts::bulletin as t;
use kernel::{Day, ItemId, Locale, Time};
use people::community::Face;

/// What a line of an issue shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sort {
    /// When one meets.
    Date,
    /// A story.
    Story,
    /// "Potrzebuję".
    Need,
    /// "Mogę pomóc".
    Offer,
    /// Thanks that both sides agreed to print.
    Thanks,
}

impl Sort {
    /// All of them, in the order of a proposed issue.
    pub const ALL: [Self; 5] = [Self::Date, Self::Story, Self::Need, Self::Offer, Self::Thanks];
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Story => "story",
            Self::Need => "need",
            Self::Offer => "offer",
            Self::Thanks => "thanks",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
    /// The heading of its part.
    pub fn heading(self, locale: impl Into<Locale>) -> &'static str {
        let locale = locale.into();
        match self {
            Self::Date => t::dates(locale),
            Self::Story => t::stories(locale),
            Self::Need => t::needs(locale),
            Self::Offer => t::offers(locale),
            Self::Thanks => t::thanks(locale),
        }
    }
}

impl std::str::FromStr for Sort {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::parse(word).ok_or(())
    }
}

/// How far an issue has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Being put together.
    Draft,
    /// Hangs in the stairwell and stands in the archive.
    Published,
}

impl State {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Draft, Self::Published].into_iter().find(|state| state.word() == word)
    }
}

::store::word_value!(Sort, State);

/// An issue without its lines.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Counts from 1.
    pub number: i64,
    /// The language it was put together in.
    pub lang: Locale,
    /// A few words of its own.
    pub hello: String,
    /// When the next one comes.
    pub next_on: Day,
    /// How far it has come.
    pub state: State,
    /// Counts changes.
    pub version: i64,
    /// When it was published.
    pub published_at: Option<Time>,
    /// Who put it together; empty once they left.
    pub editor: String,
    /// The code of its short address; empty before.
    pub short: String,
    /// The neighbourhood's face: who is responsible, where the desk is.
    pub face: Face,
}

/// A line as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine {
    /// What it shows.
    pub sort: Sort,
    /// Which item.
    pub item: ItemId,
    /// The language of the words below.
    pub lang: Locale,
    /// Shortened for this issue; empty: the item's own.
    pub words: String,
}

/// Something printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it shows.
    pub sort: Sort,
    /// Which item.
    pub item: ItemId,
    /// Its page, below the community.
    pub path: String,
    /// The language of title and words.
    pub lang: Locale,
    /// Its title; empty for thanks.
    pub title: String,
    /// What is printed: shortened, or its own words.
    pub words: String,
    /// Its own words.
    pub own_words: String,
    /// A line in the language of the bulletin: when and where, until when, who thanks whom.
    pub about: String,
}

/// Entries of one sort that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub sort: Sort,
    /// One after the other.
    pub entries: Vec<Entry>,
}

/// A bulletin ready to be shown or set, in one language.
#[derive(Clone, Debug)]
pub struct Bulletin {
    /// The issue.
    pub issue: Issue,
    /// The language of its headings.
    pub locale: Locale,
    /// What it holds; parts in the order of their first line.
    pub parts: Vec<Part>,
}

/// Two editions are made of each issue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edition {
    /// One sheet, two pages, 14 to 16 pt.
    Sheet,
    /// 18 pt, as many pages as it takes.
    Large,
}

/// So many pages a sheet has.
pub const PAGES: usize = 2;

/// Puts entries of one sort together, the sorts in the order of their first entry.
pub fn parts(entries: Vec<Entry>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for entry in entries {
        match parts.iter_mut().find(|part| part.sort == entry.sort) {
            Some(part) => part.entries.push(entry),
            None => parts.push(Part { sort: entry.sort, entries: vec![entry] }),
        }
    }
    parts
}

/// Where an arranged line goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Go {
    /// One up.
    Up,
    /// One down.
    Down,
}

/// Puts lines in the order of their numbers (those without one last), then moves one of them by one.
pub fn ordered<T>(mut lines: Vec<(Option<i64>, usize, T)>, moved: Option<(Go, usize)>) -> Vec<T> {
    lines.sort_by_key(|(order, slot, _)| (order.unwrap_or(i64::MAX), *slot));
    if let Some((go, slot)) = moved
        && let Some(at) = lines.iter().position(|(_, own, _)| *own == slot)
    {
        let to = match go {
            Go::Up => at.saturating_sub(1),
            Go::Down => (at + 1).min(lines.len() - 1),
        };
        lines.swap(at, to);
    }
    lines.into_iter().map(|(.., line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_order_lines_and_buttons_move_one() {
        let lines = || vec![(Some(3), 1, 'c'), (Some(1), 2, 'a'), (None, 3, 'z'), (Some(2), 4, 'b')];
        assert_eq!(ordered(lines(), None), ['a', 'b', 'c', 'z']);
        assert_eq!(ordered(lines(), Some((Go::Up, 1))), ['a', 'c', 'b', 'z']);
        assert_eq!(ordered(lines(), Some((Go::Down, 1))), ['a', 'b', 'z', 'c']);
        assert_eq!(ordered(lines(), Some((Go::Up, 2))), ['a', 'b', 'c', 'z'], "the first stays the first");
        assert_eq!(ordered(lines(), Some((Go::Down, 3))), ['a', 'b', 'c', 'z']);
        assert_eq!(ordered(lines(), Some((Go::Down, 9))), ['a', 'b', 'c', 'z']);
        assert!(ordered::<char>(Vec::new(), Some((Go::Up, 1))).is_empty());
    }

    #[test]
    fn parts_stand_in_the_order_of_their_first_line() {
        let entry = |sort, title: &str| Entry {
            sort,
            item: ItemId(kernel::Key(0)),
            path: String::new(),
            lang: Locale::Pl,
            title: title.to_owned(),
            words: String::new(),
            own_words: String::new(),
            about: String::new(),
        };
        let parts = parts(vec![
            entry(Sort::Story, "a"),
            entry(Sort::Need, "b"),
            entry(Sort::Story, "c"),
            entry(Sort::Date, "d"),
        ]);
        let sorts: Vec<Sort> = parts.iter().map(|part| part.sort).collect();
        assert_eq!(sorts, [Sort::Story, Sort::Need, Sort::Date]);
        assert_eq!(parts[0].entries.len(), 2);
    }
}
