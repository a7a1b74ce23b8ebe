//! Calendars for calendar programs: iCalendar after RFC 5545, with the name and refresh of RFC 7986.
//!
//! Times are local in Poland and name their zone, whose rules stand in the file: what is at five stays at five when
//! the clocks change.

use jiff::civil::{Date, DateTime};
use kernel::{Locale, Time};

/// A calendar to subscribe to.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// What it is called.
    pub name: String,
    /// The language of its words.
    pub language: Locale,
    /// The page it tells about.
    pub page: String,
    /// What is in it.
    pub events: Vec<Event>,
}

/// Something that takes place once or every week; or one day of such a series that differs from it.
#[derive(Clone, Debug)]
pub struct Event {
    /// A name for ever; those of one series share it.
    pub uid: String,
    /// Counts changes, so that programs know the newer one.
    pub sequence: i64,
    /// When this was last changed.
    pub changed: Time,
    /// From, on clocks in Poland.
    pub start: DateTime,
    /// Until, on clocks in Poland; none where nobody said.
    pub end: Option<DateTime>,
    /// How it comes again.
    pub again: Again,
    /// It does not take place.
    pub cancelled: bool,
    /// One line.
    pub title: String,
    /// The rest, in plain words.
    pub about: String,
    /// Where.
    pub place: String,
    /// Its page.
    pub page: String,
}

/// How something comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// Not at all.
    Once,
    /// Every week.
    Weekly {
        /// On this day for the last time, if there is an end.
        last: Option<Date>,
        /// Not on these days.
        except: Vec<Date>,
    },
    /// This is the occurrence that would have begun then.
    InsteadOf(DateTime),
}

/// The rules by which clocks in Poland change (since 1996, Directive 2000/84/EC).
const ZONE: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Warsaw",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "DTSTART:19960331T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

impl Calendar {
    /// The calendar as a file (`text/calendar; charset=utf-8`).
    pub fn to_ics(&self) -> String {
        let mut file = File::default();
        file.line("BEGIN", "VCALENDAR");
        file.line("VERSION", "2.0");
        file.line("PRODID", "-//Mikropolis//Mikropolis//EN");
        file.line("CALSCALE", "GREGORIAN");
        file.line("METHOD", "PUBLISH");
        let name = format!("NAME;LANGUAGE={}", self.language);
        file.line(&name, &escaped(&self.name));
        file.line("X-WR-CALNAME", &escaped(&self.name));
        file.line("X-WR-TIMEZONE", "Europe/Warsaw");
        file.line("URL", &address(&self.page));
        file.line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        file.line("X-PUBLISHED-TTL", "PT6H");
        for line in ZONE {
            file.fold(line);
        }
        for event in &self.events {
            event.write(&mut file);
        }
        file.line("END", "VCALENDAR");
        file.0
    }
}

impl Event {
    fn write(&self, file: &mut File) {
        file.line("BEGIN", "VEVENT");
        file.line("UID", &escaped(&self.uid));
        file.line("SEQUENCE", &self.sequence.to_string());
        file.line("DTSTAMP", &in_utc(self.changed));
        file.line("LAST-MODIFIED", &in_utc(self.changed));
        file.line(&in_poland("DTSTART"), &local(self.start));
        if let Some(end) = self.end {
            file.line(&in_poland("DTEND"), &local(end));
        }
        self.write_again(file);
        file.line("SUMMARY", &escaped(&self.title));
        for (name, words) in [("DESCRIPTION", &self.about), ("LOCATION", &self.place)] {
            if !words.is_empty() {
                file.line(name, &escaped(words));
            }
        }
        file.line("URL", &address(&self.page));
        file.line("STATUS", if self.cancelled { "CANCELLED" } else { "CONFIRMED" });
        // whoever subscribes to a notice board is not busy because of it
        file.line("TRANSP", "TRANSPARENT");
        file.line("END", "VEVENT");
    }

    fn write_again(&self, file: &mut File) {
        match &self.again {
            Again::Once => {}
            Again::InsteadOf(before) => file.line(&in_poland("RECURRENCE-ID"), &local(*before)),
            Again::Weekly { last, except } => {
                // an end is given in UTC where the beginning names a zone (RFC 5545 §3.3.10)
                let until =
                    last.map(|day| format!(";UNTIL={}", in_utc(moment(day.to_datetime(self.start.time())))));
                file.line("RRULE", &format!("FREQ=WEEKLY{}", until.unwrap_or_default()));
                for day in except {
                    file.line(&in_poland("EXDATE"), &local(day.to_datetime(self.start.time())));
                }
            }
        }
    }
}

/// Lines that end as the standard asks, folded where they are long.
#[derive(Default)]
struct File(String);

/// Octets of a line without its end (RFC 5545 §3.1).
const WIDTH: usize = 75;

impl File {
    fn line(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// Breaks a line between characters, never inside one.
    fn fold(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(letter);
            width += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value: RFC 5545 §3.3.11.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            control if control.is_control() && control != '\t' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// An address is not text: nothing in it is escaped, and nothing in it may end the line.
fn address(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

fn in_poland(name: &str) -> String {
    format!("{name};TZID=Europe/Warsaw")
}

fn local(at: DateTime) -> String {
    let (day, time) = (at.date(), at.time());
    let day = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    format!("{day}T{:02}{:02}{:02}", time.hour(), time.minute(), time.second())
}

fn in_utc(at: Time) -> String {
    let plain = at.rfc3339().replace(['-', ':'], "");
    plain.split('.').next().unwrap_or_default().trim_end_matches('Z').to_owned() + "Z"
}

/// The moment at which clocks in Poland show this.
fn moment(at: DateTime) -> Time {
    kernel::Day(at.date()).at(at.time())
}

#[cfg(test)]
mod tests {
    use super::*;
    use icalendar::{Component as _, parser};
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    fn tea() -> Event {
        Event {
            uid: "0123@nowahuta.example".into(),
            sequence: 3,
            changed: Time::from_micros(1_795_431_600_000_000),
            start: datetime(2026, 11, 26, 17, 0, 0, 0),
            end: Some(datetime(2026, 11, 26, 19, 0, 0, 0)),
            again: Again::Weekly { last: Some(date(2027, 6, 24)), except: vec![date(2026, 12, 24)] },
            cancelled: false,
            title: "Herbata; ciasto, rozmowa".into(),
            about: "Przyjdź.\nPrzynieś \\ kubek.".into(),
            place: "MAL „Przystań”, os. Willowe".into(),
            page: "https://nowahuta.example/nowa-huta/dates/herbata".into(),
        }
    }

    fn calendar(events: Vec<Event>) -> String {
        let page = "https://nowahuta.example/nowa-huta/dates".into();
        Calendar { name: "Nowa Huta, co się dzieje".into(), language: Locale::Pl, page, events }.to_ics()
    }

    fn unfolded(file: &str) -> String {
        file.replace("\r\n ", "")
    }

    #[test]
    fn a_weekly_date_says_what_the_standard_asks_for() {
        let mut moved = tea();
        moved.again = Again::InsteadOf(datetime(2026, 12, 17, 17, 0, 0, 0));
        moved.start = datetime(2026, 12, 17, 18, 0, 0, 0);
        moved.cancelled = true;
        let file = unfolded(&calendar(vec![tea(), moved]));
        for line in [
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mikropolis//Mikropolis//EN\r\n",
            "\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Warsaw\r\n",
            "\r\nUID:0123@nowahuta.example\r\nSEQUENCE:3\r\nDTSTAMP:20261123T110000Z\r\n",
            "\r\nDTSTART;TZID=Europe/Warsaw:20261126T170000\r\nDTEND;TZID=Europe/Warsaw:20261126T190000\r\n",
            // summer time: five in the afternoon is 15:00 in UTC
            "\r\nRRULE:FREQ=WEEKLY;UNTIL=20270624T150000Z\r\nEXDATE;TZID=Europe/Warsaw:20261224T170000\r\n",
            "\r\nRECURRENCE-ID;TZID=Europe/Warsaw:20261217T170000\r\n",
            "\r\nSUMMARY:Herbata\\; ciasto\\, rozmowa\r\n",
            "\r\nDESCRIPTION:Przyjdź.\\nPrzynieś \\\\ kubek.\r\n",
            "\r\nSTATUS:CANCELLED\r\n",
        ] {
            assert!(file.contains(line), "{line:?} is not in {file}");
        }
        assert!(file.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn another_library_reads_the_same() {
        let file = calendar(vec![tea(), Event { again: Again::Once, uid: "4@x".into(), ..tea() }]);
        let read: icalendar::Calendar = file.parse().expect("another library reads it");
        let events: Vec<&icalendar::Event> =
            read.components.iter().filter_map(|one| one.as_event()).collect();
        assert_eq!(events.len(), 2);
        assert_eq!(events[0].get_summary(), Some("Herbata; ciasto, rozmowa"));
        assert_eq!(events[0].get_description(), Some("Przyjdź.\nPrzynieś \\ kubek."));
        assert_eq!(events[0].get_uid(), Some("0123@nowahuta.example"));
        assert_eq!(events[0].property_value("RRULE"), Some("FREQ=WEEKLY;UNTIL=20270624T150000Z"));
    }

    proptest! {
        #[test]
        fn no_words_break_the_file(title in "\\PC{0,200}", about in "(?s).{0,300}") {
            let file = calendar(vec![Event { title: title.clone(), about, ..tea() }]);
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= 75, "{line:?}");
                prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
            }
            let names = unfolded(&file);
            prop_assert_eq!(names.matches("\r\nBEGIN:VEVENT\r\n").count(), 1);
            let whole = parser::unfold(&file);
            let read = parser::read_calendar(&whole).expect("another library reads it");
            prop_assert_eq!(read.components.len(), 2);
        }

        #[test]
        fn ends_are_the_local_hour_on_that_day(days in 0i32..4000, hour in 4i8..24) {
            let last = kernel::Day(date(2026, 1, 1)).plus(days).0;
            let start = date(2026, 1, 1).at(hour, 30, 0, 0);
            let end = moment(last.to_datetime(start.time()));
            prop_assert_eq!(end.in_poland().datetime(), last.at(hour, 30, 0, 0));
        }
    }
}
