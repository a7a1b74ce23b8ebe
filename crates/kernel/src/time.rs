//! Time is an argument: one injected clock, microseconds in UTC; legal deadlines are local days.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::sync::atomic::{AtomicI64, Ordering};

/// A moment: microseconds since 1970-01-01 UTC.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Time(i64);

impl Time {
    /// From microseconds since 1970 UTC.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds since 1970 UTC.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// Later by so many seconds (earlier when negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
    /// Later by so many times 24 hours.
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }
    /// The calendar day of this moment in Poland.
    pub fn day(self) -> Day {
        Day(self.in_poland().date())
    }
    /// Date and time as clocks in Poland show them.
    pub fn in_poland(self) -> jiff::ZonedDateTime {
        let timestamp = Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        timestamp.to_zoned_datetime(poland())
    }
    /// RFC 3339 in UTC, for feeds and interfaces of programs.
    pub fn rfc3339(self) -> String {
        let seconds = Timestamp::from_second(self.0.div_euclid(1_000_000)).unwrap_or(Timestamp::UNIX_EPOCH);
        seconds.to_string()
    }
}

fn poland() -> TimeZone {
    static ZONE: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    ZONE.get_or_init(|| TimeZone::get("Europe/Warsaw").unwrap_or(TimeZone::UTC)).clone()
}

/// A calendar day in Poland: what deadlines of law are counted in.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Day(pub Date);

impl Day {
    /// The first moment of this day in Poland.
    pub fn start(self) -> Time {
        let zoned = self.0.to_zoned_datetime(poland());
        Time(zoned.map_or(0, |zoned| zoned.timestamp().as_microsecond()))
    }
    /// The moment on this day at which clocks in Poland show this time; what they skip in spring is an hour later.
    pub fn at(self, time: jiff::civil::Time) -> Time {
        let zoned = self.0.to_datetime(time).to_zoned_datetime(poland());
        Time(zoned.map_or(0, |zoned| zoned.timestamp().as_microsecond()))
    }
    /// Reads `2026-11-23`.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<Date>().ok().map(Self)
    }
    /// This many calendar days later.
    pub fn plus(self, days: i32) -> Self {
        let span = jiff::Span::new().try_days(days).unwrap_or_default();
        Self(self.0.checked_add(span).unwrap_or(self.0))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Where time comes from.
pub trait Clock: Send + Sync + 'static {
    /// Now; never earlier than, and never equal to, what this clock said before.
    fn now(&self) -> Time;
}

/// The machine's clock, made monotone within the process.
#[derive(Default)]
pub struct SystemClock {
    last: AtomicI64,
    ahead: i64,
}

impl SystemClock {
    /// For rehearsals: so many days ahead of the machine.
    pub fn ahead_by_days(days: i64) -> Self {
        Self { ahead: days.saturating_mul(86_400_000_000), ..Self::default() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Time {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
        let machine = Timestamp::now().as_microsecond();
        Time(advance(&self.last, machine.saturating_add(self.ahead)))
    }
}

/// A clock that tests move by hand.
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// Starts at the given moment.
    pub fn at(time: Time) -> Self {
        Self(AtomicI64::new(time.micros()))
    }
    /// Moves on.
    pub fn pass_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Time {
        Time(advance(&self.0, i64::MIN))
    }
}

fn advance(last: &AtomicI64, machine: i64) -> i64 {
    let previous = last
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(machine.max(last + 1)))
        .unwrap_or_default();
    machine.max(previous + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_poland() {
        let evening =
            Time::from_micros("2026-07-01T22:30:00Z".parse::<Timestamp>().unwrap().as_microsecond());
        assert_eq!(evening.day().to_string(), "2026-07-02");
        assert_eq!(evening.day().start().rfc3339(), "2026-07-01T22:00:00Z");
        assert_eq!(Day::parse("2026-02-28").unwrap().plus(1).to_string(), "2026-03-01");
    }

    #[test]
    fn clocks_never_repeat() {
        let clock = SystemClock::default();
        let times: Vec<_> = (0..100).map(|_| clock.now()).collect();
        assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
