//! The sentences of an agreement, what differs between two of them, and how far a proposal has come: pure.

use crate::texts::agreement as t;
use kernel::{Locale, Time};
use similar::{Algorithm, ChangeTag, DiffTag, TextDiff, capture_diff_slices};

/// An agreement is announced so many whole days before it holds, as the house rules promise. The day of the
/// announcement does not count (Civil Code art. 111 § 2).
pub const NOTICE_DAYS: i32 = 14;
/// More sentences than these nobody reads.
pub const MOST_SENTENCES: usize = 60;
/// A sentence of more letters is no plain one.
pub const MOST_LETTERS: usize = 400;
/// So many proposals of one member may be open at a time.
pub const MOST_OPEN: usize = 3;

/// From when a version holds that is announced now: from the beginning of the day after the last day of notice.
pub fn holds_from(announced: Time) -> Time {
    announced.day().plus(NOTICE_DAYS + 1).start()
}

store::worded! {
    /// How far a proposal has come.
    pub enum State {
        /// Everybody may say something on it.
        Open = "open",
        /// One person of two put it forward for adoption.
        Forward = "forward",
        /// A second person confirmed it: it is a version, announced or in force.
        Adopted = "adopted",
        /// It was refused, with a reason.
        Refused = "refused",
        /// Whoever proposed it took it back, with a reason.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether something may still become of it.
    pub const fn running(self) -> bool {
        matches!(self, Self::Open | Self::Forward)
    }
    /// What it is called.
    pub fn called(self, locale: impl Into<Locale>) -> &'static str {
        let locale = locale.into();
        match self {
            Self::Open => t::state_open(locale),
            Self::Forward => t::state_forward(locale),
            Self::Adopted => t::state_adopted(locale),
            Self::Refused => t::state_refused(locale),
            Self::Withdrawn => t::state_withdrawn(locale),
        }
    }
}

web::choice!(
    /// What somebody thinks of a proposal.
    Stance {
        /// Good as it is.
        Good = "good", t::stance_good;
        /// They would write something otherwise.
        Otherwise = "otherwise", t::stance_otherwise;
    }
);

/// The sentences of a text: a line each, without the numbers people put before them.
pub fn sentences(body: &str) -> Vec<String> {
    let lines = body.lines().map(|line| plain(line).split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// A line without "3.", "3)" or "- " before it. "3 sierpnia" and "2.5 m" stay.
fn plain(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['–', '•', '*', '-']).trim_start();
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = rest.len() < line.len() && rest.len() + 3 >= line.len();
    let after = rest.strip_prefix(['.', ')']).filter(|after| after.is_empty() || after.starts_with(' '));
    after.filter(|_| numbered).map_or(line, str::trim_start)
}

/// Sentences as they are kept: a numbered list, so that every page that shows the text shows it as one.
pub fn written(sentences: &[String]) -> String {
    let lines = sentences.iter().enumerate().map(|(at, sentence)| format!("{}. {sentence}", at + 1));
    lines.collect::<Vec<_>>().join("\n")
}

/// What becomes of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It stays as it is.
    Same,
    /// It goes, or this is how it was.
    Removed,
    /// It comes, or this is how it will be.
    Added,
}

/// A part of a sentence; `changed` where it differs from the sentence in whose place it comes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The words.
    pub words: String,
    /// They are new, or they go.
    pub changed: bool,
}

/// A line of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What becomes of it.
    pub mark: Mark,
    /// Its number: in the new text, of what goes in the old one.
    pub number: usize,
    /// Its words.
    pub parts: Vec<Part>,
}

impl Line {
    /// The sign before it.
    pub const fn sign(&self) -> &'static str {
        match self.mark {
            Mark::Same => "",
            Mark::Removed => "−",
            Mark::Added => "+",
        }
    }
    /// The word before it, for everybody who does not see the sign.
    pub fn called(&self, locale: impl Into<Locale>) -> &'static str {
        match self.mark {
            Mark::Same => t::line_same(locale.into()),
            Mark::Removed => t::line_removed(locale.into()),
            Mark::Added => t::line_added(locale.into()),
        }
    }
    /// The sentence.
    pub fn words(&self) -> String {
        self.parts.iter().map(|part| part.words.as_str()).collect()
    }
}

/// Two texts, sentence by sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison(pub Vec<Line>);

impl Comparison {
    /// What differs between two lists of sentences, after Myers.
    pub fn of(old: &[String], new: &[String]) -> Self {
        let mut lines = Vec::new();
        for operation in capture_diff_slices(Algorithm::Myers, old, new) {
            let (tag, was, is) = operation.as_tag_tuple();
            if tag == DiffTag::Equal {
                lines.extend(is.map(|at| line(Mark::Same, at, vec![part(&new[at], false)])));
                continue;
            }
            // what takes the place of something is compared with it word by word
            let (mut goes, mut comes) = (was.clone(), is.clone());
            for (from, to) in was.zip(is) {
                let (removed, added) = words(&old[from], &new[to]);
                lines.push(line(Mark::Removed, from, removed));
                lines.push(line(Mark::Added, to, added));
                (goes.start, comes.start) = (from + 1, to + 1);
            }
            lines.extend(goes.map(|at| line(Mark::Removed, at, vec![part(&old[at], false)])));
            lines.extend(comes.map(|at| line(Mark::Added, at, vec![part(&new[at], false)])));
        }
        Self(lines)
    }
    /// How many sentences come and go.
    pub fn counts(&self) -> (usize, usize) {
        let count = |mark: Mark| self.0.iter().filter(|line| line.mark == mark).count();
        (count(Mark::Added), count(Mark::Removed))
    }
    /// In one sentence.
    pub fn says(&self, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        match self.counts() {
            (0, 0) => t::compare_same(locale).to_owned(),
            (added, removed) => t::compare_counts(locale, added, removed),
        }
    }
}

fn line(mark: Mark, at: usize, parts: Vec<Part>) -> Line {
    Line { mark, number: at + 1, parts }
}

fn part(words: &str, changed: bool) -> Part {
    Part { words: words.to_owned(), changed }
}

/// The same sentence before and after, with the words that differ marked. Where nearly all do, none is.
fn words(old: &str, new: &str) -> (Vec<Part>, Vec<Part>) {
    let difference = TextDiff::from_words(old, new);
    if difference.ratio() < 0.4 {
        return (vec![part(old, false)], vec![part(new, false)]);
    }
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for change in difference.iter_all_changes() {
        let words: &str = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut removed, words, false);
                push(&mut added, words, false);
            }
            ChangeTag::Delete => push(&mut removed, words, true),
            ChangeTag::Insert => push(&mut added, words, true),
        }
    }
    (removed, added)
}

fn push(parts: &mut Vec<Part>, words: &str, changed: bool) {
    match parts.last_mut().filter(|last| last.changed == changed) {
        Some(last) => last.words.push_str(words),
        None => parts.push(part(words, changed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn sentences_are_lines_however_they_are_numbered() {
        let typed = "1. Mówimy  do siebie spokojnie.\r\n\n2) Cisza po 22.\n- 3 sierpnia malujemy klatkę.\n2.5 m od drzwi.";
        let read = sentences(typed);
        let plain =
            ["Mówimy do siebie spokojnie.", "Cisza po 22.", "3 sierpnia malujemy klatkę.", "2.5 m od drzwi."];
        assert_eq!(read, plain);
        assert_eq!(sentences(&written(&read)), read, "what is kept is read again as it was");
        assert!(sentences(" \n 1. \n").is_empty());
    }

    #[test]
    fn a_comparison_tells_what_comes_and_what_goes() {
        let old = list(&["Jeden.", "Cisza po 22.", "Trzy."]);
        let new = list(&["Jeden.", "Cisza po 21.", "Trzy.", "Cztery."]);
        let compared = Comparison::of(&old, &new);
        let told: Vec<_> = compared.0.iter().map(|line| (line.mark, line.number, line.words())).collect();
        let is = |mark, number, words: &str| (mark, number, words.to_owned());
        assert_eq!(
            told,
            [
                is(Mark::Same, 1, "Jeden."),
                is(Mark::Removed, 2, "Cisza po 22."),
                is(Mark::Added, 2, "Cisza po 21."),
                is(Mark::Same, 3, "Trzy."),
                is(Mark::Added, 4, "Cztery."),
            ]
        );
        let changed = |line: &Line| {
            line.parts.iter().filter(|part| part.changed).map(|part| part.words.clone()).collect::<Vec<_>>()
        };
        assert_eq!((changed(&compared.0[1]), changed(&compared.0[2])), (list(&["22."]), list(&["21."])));
        assert_eq!(compared.counts(), (2, 1));
    }

    #[test]
    fn a_comparison_loses_nothing() {
        let texts = [&["a b c", "d", "e f"][..], &["e f", "a b x", "d"], &[], &["d", "d", "d"], &["x y z"]];
        for old in texts {
            for new in texts {
                let (old, new) = (list(old), list(new));
                let compared = Comparison::of(&old, &new);
                let but = |mark: Mark| {
                    let lines = compared.0.iter().filter(|line| line.mark != mark);
                    lines.map(Line::words).collect::<Vec<_>>()
                };
                assert_eq!((but(Mark::Added), but(Mark::Removed)), (old, new));
            }
        }
    }

    #[test]
    fn a_version_holds_after_fourteen_whole_days() {
        let noon = kernel::Day::parse("2026-11-29").unwrap().start().plus_seconds(12 * 3600);
        let from = holds_from(noon);
        assert_eq!(from, kernel::Day::parse("2026-12-14").unwrap().start());
        assert!(noon.plus_days(i64::from(NOTICE_DAYS)) <= from);
    }
}
