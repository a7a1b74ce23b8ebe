//! When something takes place: once, or every week with a few days that are different. Pure.
//!
//! Days and hours are local: what is at five stays at five when the clocks change. An occurrence is named by the day
//! on which the series has it, also when it is moved.

pub use super::choices::{Access, Cost, ForWhom, Repeat, State};

use jiff::civil::{self, DateTime};
use kernel::{Day, Grosze, ItemId, Time};
use people::member::Language;
use serde_json::{Value, json};
use std::str::FromStr;

/// A time of the day on clocks in Poland, to the minute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Hour(pub civil::Time);

impl std::fmt::Display for Hour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// Not a time of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotAnHour;

impl FromStr for Hour {
    type Err = NotAnHour;
    /// As people write it: `17`, `17:00`, `9.30`.
    fn from_str(text: &str) -> Result<Self, NotAnHour> {
        let (hour, minute) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "0"));
        let plain = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(hour) || !plain(minute) {
            return Err(NotAnHour);
        }
        let (hour, minute) = (hour.parse().map_err(|_| NotAnHour)?, minute.parse().map_err(|_| NotAnHour)?);
        civil::Time::new(hour, minute, 0, 0).map(Self).map_err(|_| NotAnHour)
    }
}

impl store::ToValue for Hour {
    fn to_value(&self) -> store::Value {
        store::Value::Text(self.to_string())
    }
}
impl store::FromValue for Hour {
    fn from_value(value: store::Value) -> Option<Self> {
        match value {
            store::Value::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// The days and hours something was announced for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The first day, or the only one.
    pub first: Day,
    /// From.
    pub from: Hour,
    /// Until; where it is not later than `from`, on the next day.
    pub to: Option<Hour>,
    /// Every week.
    pub weekly: bool,
    /// Not after this day; none: until somebody ends it.
    pub last: Option<Day>,
}

/// What is different on one day of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Different {
    /// It was never to take place on that day.
    Skipped,
    /// It was announced and does not take place.
    CalledOff,
    /// It is at another time.
    Moved {
        /// On this day.
        day: Day,
        /// From.
        from: Hour,
        /// Until.
        to: Option<Hour>,
    },
}

/// A day of a series that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Which day.
    pub day: Day,
    /// What is different.
    pub what: Different,
    /// Why, in the host's words; may be empty.
    pub note: String,
}

/// One time it takes place, or would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The day by which the series knows it.
    pub day: Day,
    /// From, on clocks in Poland.
    pub from: DateTime,
    /// Until, if somebody said.
    pub to: Option<DateTime>,
    /// It was announced and does not take place.
    pub called_off: bool,
    /// It is at another time than the others.
    pub moved: bool,
    /// Why, in the host's words; may be empty.
    pub note: String,
}

/// What has no announced end is taken to last so many hours.
const OPEN_HOURS: i64 = 2;
/// Nobody looks further ahead in a series without an end than this.
pub const AHEAD_DAYS: i32 = 366;
/// A series with an end runs for at most so many days.
pub const LONGEST_DAYS: i32 = 731;

impl Occurrence {
    /// The moment it begins.
    pub fn start(&self) -> Time {
        Day(self.from.date()).at(self.from.time())
    }
    /// The moment it ends.
    pub fn end(&self) -> Time {
        match self.to {
            Some(to) => Day(to.date()).at(to.time()),
            None => self.start().plus_seconds(OPEN_HOURS * 3600),
        }
    }
    /// Whether it is over by then.
    pub fn over(&self, now: Time) -> bool {
        self.end() <= now
    }
    /// The day it really takes place on.
    pub fn on(&self) -> Day {
        Day(self.from.date())
    }
    /// "pon. 3 marca, 18:00–20:00".
    pub fn when(&self, locale: impl Into<kernel::Locale>) -> String {
        match self.to {
            // a party until one in the morning is still that evening's
            Some(to) if to.date() != self.from.date() => {
                format!("{}–{}", text::date_time(locale, self.from), text::time(to))
            }
            Some(to) => text::period(locale, self.from, to),
            None => text::date_time(locale, self.from),
        }
    }
    /// "18:00–20:00".
    pub fn hours(&self) -> String {
        match self.to {
            Some(to) => format!("{}–{}", text::time(self.from), text::time(to)),
            None => text::time(self.from),
        }
    }
}

fn between(day: Day, from: Hour, to: Option<Hour>) -> (DateTime, Option<DateTime>) {
    let end = |to: Hour| if to <= from { day.plus(1).0.to_datetime(to.0) } else { day.0.to_datetime(to.0) };
    (day.0.to_datetime(from.0), to.map(end))
}

fn days_from(earlier: Day, later: Day) -> i32 {
    let hours = later.0.duration_since(earlier.0).as_hours();
    i32::try_from(hours / 24).unwrap_or(i32::MAX)
}

impl Series {
    /// Whether the series has this day, whatever is different on it.
    pub fn has(&self, day: Day) -> bool {
        if !self.weekly {
            return day == self.first;
        }
        let runs = day >= self.first && self.last.is_none_or(|last| day <= last);
        runs && days_from(self.first, day) % 7 == 0
    }

    /// Its days from one to another, both included. Weeks are counted, not walked: the calendar ends in 9999, and a
    /// walk that never passes its end never ends.
    fn days(&self, from: Day, until: Day) -> impl Iterator<Item = Day> + '_ {
        let until = self.last.filter(|_| self.weekly).map_or(until, |last| last.min(until));
        let first_week = (days_from(self.first, from.max(self.first)) + 6) / 7;
        let last_week = days_from(self.first, until).div_euclid(7);
        let last_week = if self.weekly { last_week } else { last_week.min(0) };
        (first_week..=last_week).map(|week| self.first.plus(week * 7))
    }

    /// Where somebody goes who was to come on a day of the series as it was before: the only day there is, or the
    /// same week's.
    pub fn instead_of(&self, day: Day, before: &Self) -> Option<Day> {
        if !self.weekly && !before.weekly {
            return Some(self.first);
        }
        let monday = |day: Day| day.plus(-i32::from(day.0.weekday().to_monday_zero_offset()));
        let week = monday(day);
        (0..7).map(|offset| week.plus(offset)).find(|day| self.has(*day))
    }
}

/// The days and hours with everything that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// As announced.
    pub series: Series,
    /// What is different, by day.
    pub exceptions: Vec<Exception>,
}

impl Plan {
    /// What is different on a day of the series.
    pub fn exception(&self, day: Day) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| exception.day == day)
    }

    /// One occurrence; none on days it has not, or leaves out.
    pub fn occurrence(&self, day: Day) -> Option<Occurrence> {
        if !self.series.has(day) {
            return None;
        }
        let Series { from, to, .. } = self.series;
        let exception = self.exception(day);
        let (on, from, to) = match exception.map(|exception| &exception.what) {
            Some(Different::Skipped) => return None,
            Some(Different::Moved { day, from, to }) => (*day, *from, *to),
            Some(Different::CalledOff) | None => (day, from, to),
        };
        let (from, to) = between(on, from, to);
        let what = exception.map(|exception| &exception.what);
        Some(Occurrence {
            day,
            from,
            to,
            called_off: matches!(what, Some(Different::CalledOff)),
            moved: matches!(what, Some(Different::Moved { .. })),
            note: exception.map(|exception| exception.note.clone()).unwrap_or_default(),
        })
    }

    /// Everything that takes place, or would have, from one day to another, both included.
    pub fn occurrences(&self, from: Day, until: Day) -> Vec<Occurrence> {
        let moved = self.exceptions.iter().filter(|one| matches!(one.what, Different::Moved { .. }));
        let mut days: Vec<Day> = self.series.days(from, until).chain(moved.map(|one| one.day)).collect();
        days.sort();
        days.dedup();
        let mut all: Vec<Occurrence> = days.into_iter().filter_map(|day| self.occurrence(day)).collect();
        all.retain(|one| (from..=until).contains(&one.on()));
        all.sort_by_key(|one| one.from);
        all
    }

    /// What is not over yet, at most so many.
    pub fn coming(&self, now: Time, most: usize) -> Vec<Occurrence> {
        // yesterday's may last into the night; a series may begin in half a year
        let from = now.day().plus(-1);
        let until = from.max(self.series.first).plus(AHEAD_DAYS);
        let mut all = self.occurrences(from, until);
        all.retain(|one| !one.over(now));
        all.truncate(most);
        all
    }

    /// Whether what the series has on a day is still to come, at its own time or another.
    pub fn ahead(&self, day: Day, now: Time) -> bool {
        self.occurrence(day).is_some_and(|one| !one.over(now))
    }

    /// No day of the series before this one is still to come. Yesterday's may last into the night, and what was moved
    /// is known by the day it was announced for.
    pub fn since(&self, now: Time) -> Day {
        let moved = self.exceptions.iter().filter(|one| matches!(one.what, Different::Moved { .. }));
        let ahead = moved.map(|one| one.day).filter(|day| self.ahead(*day, now));
        ahead.fold(now.day().plus(-1), Day::min)
    }

    /// The one to think of now: the next that takes place, else the next that was to.
    pub fn next(&self, now: Time) -> Option<Occurrence> {
        let coming = self.coming(now, 12);
        coming.iter().find(|one| !one.called_off).or(coming.first()).cloned()
    }

    /// When the last of it ends; none where no end is known.
    pub fn over_at(&self) -> Option<Time> {
        let series = &self.series;
        let last = match (series.weekly, series.last) {
            (true, None) => return None,
            (true, Some(last)) => last,
            (false, _) => series.first,
        };
        // moved ones may lie after the last day
        let all = self.occurrences(series.first.plus(-AHEAD_DAYS), last.plus(AHEAD_DAYS));
        Some(all.iter().map(Occurrence::end).max().unwrap_or_else(|| last.plus(1).start()))
    }

    /// Leaves out what the series does not have any more, and what is long past.
    pub fn tidied(mut self, today: Day) -> Self {
        let (series, kept) = (self.series.clone(), today.plus(-60));
        let on = |one: &Exception| match one.what {
            Different::Moved { day, .. } => day.max(one.day),
            _ => one.day,
        };
        self.exceptions.retain(|one| series.has(one.day) && on(one) >= kept);
        self.exceptions.sort_by_key(|one| one.day);
        self
    }

    /// Says what is different on a day, instead of what was said before; `None`: it is as announced.
    pub fn with(mut self, day: Day, different: Option<(Different, String)>) -> Self {
        self.exceptions.retain(|one| one.day != day);
        self.exceptions.extend(different.map(|(what, note)| Exception { day, what, note }));
        self.exceptions.sort_by_key(|one| one.day);
        self
    }
}

/// The exceptions as they are stored.
pub(super) fn write_exceptions(exceptions: &[Exception]) -> String {
    let one = |one: &Exception| {
        let day = one.day.to_string();
        match &one.what {
            Different::Skipped => json!({"day": day, "what": "skipped", "note": one.note}),
            Different::CalledOff => json!({"day": day, "what": "called_off", "note": one.note}),
            Different::Moved { day: on, from, to } => json!({
                "day": day, "what": "moved", "note": one.note, "on": on.to_string(), "from": from.to_string(),
                "to": to.map(|to| to.to_string()),
            }),
        }
    };
    Value::Array(exceptions.iter().map(one).collect()).to_string()
}

/// Reads stored exceptions; what nobody can read any more is left out rather than failing the page.
pub(super) fn read_exceptions(stored: &str) -> Vec<Exception> {
    let all: Value = serde_json::from_str(stored).unwrap_or_default();
    let one = |one: &Value| {
        let hour = |name: &str| one[name].as_str().and_then(|text| text.parse().ok());
        let what = match one["what"].as_str()? {
            "skipped" => Different::Skipped,
            "called_off" => Different::CalledOff,
            "moved" => Different::Moved {
                day: Day::parse(one["on"].as_str()?)?,
                from: hour("from")?,
                to: hour("to"),
            },
            _ => return None,
        };
        let note = one["note"].as_str().unwrap_or_default().to_owned();
        Some(Exception { day: Day::parse(one["day"].as_str()?)?, what, note })
    };
    all.as_array().into_iter().flatten().filter_map(one).collect()
}

/// What a date is, apart from its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// When.
    pub plan: Plan,
    /// Where: one of the neighbourhood's places.
    pub place: Option<ItemId>,
    /// Where exactly, or where at all.
    pub place_words: String,
    /// For whom.
    pub for_whom: ForWhom,
    /// What it costs.
    pub cost: Cost,
    /// How much, where it is an amount.
    pub amount: Grosze,
    /// What those want to know who do not come easily.
    pub access: Vec<Access>,
    /// What is spoken there.
    pub languages: Vec<Language>,
    /// How many can come; none: everybody.
    pub places: Option<i64>,
}

/// At most so many places can be counted.
pub const MOST_PLACES: i64 = 2000;

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
