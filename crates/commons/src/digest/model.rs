//! When news go out, and how they are written: pure.

use crate::items::News;
use crate::reach::Rhythm;
use crate::texts::digest as t;
use kernel::{CommunityId, Locale, Time};
use people::code::Purpose;

/// News go out on Thursdays (the day of tea), from this hour on.
const WEEKDAY_BACK: [i32; 7] = [4, 5, 6, 0, 1, 2, 3];
const HOUR: i64 = 8;
/// A server that slept on Thursday still sends them so many days later; after that they come next week.
const OPEN_DAYS: i64 = 2;
/// Who wants them on the day gets them between these hours.
const DAY: std::ops::Range<i8> = 8..20;

/// The slot of a rhythm that is open now: the last Thursday at eight, or this hour; none when nothing is.
pub(super) fn slot(rhythm: Rhythm, now: Time) -> Option<Time> {
    let local = now.in_poland();
    match rhythm {
        Rhythm::Never => None,
        Rhythm::Weekly => {
            let back = WEEKDAY_BACK[local.weekday().to_monday_zero_offset() as usize];
            let slot = |back: i32| now.day().plus(-back).start().plus_seconds(HOUR * 3600);
            let this = if slot(back) <= now { slot(back) } else { slot(back + 7) };
            (now < this.plus_days(OPEN_DAYS)).then_some(this)
        }
        Rhythm::Soon if DAY.contains(&local.hour()) => {
            Some(now.day().start().plus_seconds(i64::from(local.hour()) * 3600))
        }
        Rhythm::Soon => None,
    }
}

/// Whoever got news after this moment gets none now: a week apart, less half a day for clocks and late servers.
pub(super) fn not_after(rhythm: Rhythm, slot: Time, now: Time) -> Time {
    let apart = match rhythm {
        Rhythm::Weekly => 13 * 43_200,
        _ => 1_800,
    };
    slot.plus_seconds(-1).min(now.plus_seconds(-apart))
}

/// News begin no more than so many days back: two weeks, so that the next letter makes up for one that was lost.
pub(super) const FIRST_DAYS: i64 = 14;
/// More than so many would not be read.
pub(super) const MOST: usize = 20;
/// So much of a text stands in the letter.
const MOST_LETTERS: usize = 700;

/// The hash of a link's secret: only this is kept.
pub(super) fn stop_hash(community: CommunityId, token: &str) -> Vec<u8> {
    Purpose::StopNews.hash_in(community, token)
}

/// One piece of news with what it is called and where it is.
pub(super) struct Piece {
    pub(super) label: &'static str,
    pub(super) address: String,
    pub(super) news: News,
}

/// Everything as plain text, with the words and not just links.
pub(super) fn write(locale: Locale, pieces: &[Piece]) -> String {
    let one = |piece: &Piece| {
        let news = &piece.news;
        let mut lines = vec![format!("{}: {}", piece.label, news.title)];
        let body = text::markdown::plain_summary(&news.body, MOST_LETTERS);
        lines.extend([news.summary.clone(), body].into_iter().filter(|words| !words.trim().is_empty()));
        lines.push(piece.address.clone());
        lines.join("\n")
    };
    let mut all: Vec<String> = pieces.iter().take(MOST).map(one).collect();
    if pieces.len() > MOST {
        all.push(t::and_more(locale, pieces.len() - MOST));
    }
    all.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 23 November 2026, a Monday, at the given day and hour after its beginning.
    fn at(days: i64, hours: i64) -> Time {
        Time::from_micros(1_795_431_600_000_000).day().start().plus_days(days).plus_seconds(hours * 3600)
    }

    #[test]
    fn weeks_begin_on_thursday_at_eight() {
        let slot = |now| slot(Rhythm::Weekly, now);
        assert_eq!(slot(at(3, 8)), Some(at(3, 8)));
        assert_eq!((slot(at(3, 7)), slot(at(0, 12))), (None, None));
        assert_eq!(slot(at(4, 23)), Some(at(3, 8)), "a server that slept until Friday still sends them");
        assert_eq!(slot(at(6, 23)), None);
        assert_eq!(slot(at(10, 9)), Some(at(10, 8)));
    }

    #[test]
    fn on_the_day_means_by_day() {
        assert_eq!(slot(Rhythm::Soon, at(0, 12).plus_seconds(1800)), Some(at(0, 12)));
        assert_eq!(slot(Rhythm::Soon, at(0, 22)), None);
        assert_eq!(slot(Rhythm::Never, at(3, 9)), None);
    }

    #[test]
    fn two_digests_are_a_week_apart_even_when_one_was_late() {
        let late = at(4, 22);
        let next = at(10, 8);
        assert!(late > not_after(Rhythm::Weekly, next, next), "five days later is too soon");
        assert!(at(3, 8).plus_seconds(60) <= not_after(Rhythm::Weekly, next, next), "a minute less is fine");
    }
}
