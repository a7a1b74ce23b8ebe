//! Days and hours in words. Hours are told in 24, in all languages.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use kernel::Locale;

use crate::given::Given;
use crate::number::{Category, Number};

/// Month names: Polish and Ukrainian in the genitive, as after a day.
const MONTHS_OF: [[&str; 12]; 3] = [
    [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
];

/// Month names in the nominative, as in a heading.
const MONTHS: [[&str; 12]; 3] = [
    [
        "styczeń",
        "luty",
        "marzec",
        "kwiecień",
        "maj",
        "czerwiec",
        "lipiec",
        "sierpień",
        "wrzesień",
        "październik",
        "listopad",
        "grudzień",
    ],
    MONTHS_OF[1],
    [
        "січень",
        "лютий",
        "березень",
        "квітень",
        "травень",
        "червень",
        "липень",
        "серпень",
        "вересень",
        "жовтень",
        "листопад",
        "грудень",
    ],
];

const WEEKDAYS: [[&str; 7]; 3] = [
    ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"],
];

/// As CLDR shortens them.
const WEEKDAYS_SHORT: [[&str; 7]; 3] = [
    ["pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["пн", "вт", "ср", "чт", "пт", "сб", "нд"],
];

fn row(locale: Locale) -> usize {
    match locale {
        Locale::Pl => 0,
        Locale::En => 1,
        Locale::Uk => 2,
    }
}

/// The month's number as an index; jiff's months run from 1 to 12.
fn month_index(date: Date) -> usize {
    usize::from(date.month().unsigned_abs()).saturating_sub(1) % 12
}

fn weekday_index(day: Weekday) -> usize {
    usize::from(day.to_monday_zero_offset().unsigned_abs()) % 7
}

/// "3 marca 2026", "3 March 2026", "3 березня 2026".
pub fn date(locale: impl Into<Locale>, date: impl Given<Date>) -> String {
    let date = date.given();
    format!("{} {}", day_and_month(locale, date), date.year())
}

/// "3 marca", "3 March", "3 березня".
pub fn day_and_month(locale: impl Into<Locale>, date: impl Given<Date>) -> String {
    let date = date.given();
    format!("{} {}", date.day(), MONTHS_OF[row(locale.into())][month_index(date)])
}

/// "pon. 3 marca", "Mon 3 March", "пн, 3 березня".
pub fn date_with_weekday(locale: impl Into<Locale>, date: impl Given<Date>) -> String {
    let (locale, date) = (locale.into(), date.given());
    let comma = if locale == Locale::Uk { "," } else { "" };
    format!("{}{comma} {}", weekday_short(locale, date.weekday()), day_and_month(locale, date))
}

/// "marzec 2026", "March 2026", "березень 2026": a heading of a calendar.
pub fn month_and_year(locale: impl Into<Locale>, date: impl Given<Date>) -> String {
    let date = date.given();
    format!("{} {}", MONTHS[row(locale.into())][month_index(date)], date.year())
}

/// "poniedziałek", "Monday", "понеділок".
pub fn weekday(locale: impl Into<Locale>, day: impl Given<Weekday>) -> &'static str {
    WEEKDAYS[row(locale.into())][weekday_index(day.given())]
}

/// "pon.", "Mon", "пн".
pub fn weekday_short(locale: impl Into<Locale>, day: impl Given<Weekday>) -> &'static str {
    WEEKDAYS_SHORT[row(locale.into())][weekday_index(day.given())]
}

/// "18:05", in all languages.
pub fn time(time: impl Given<Time>) -> String {
    let time = time.given();
    format!("{}:{:02}", time.hour(), time.minute())
}

/// "pon. 3 marca, 18:05".
pub fn date_time(locale: impl Into<Locale>, moment: impl Given<DateTime>) -> String {
    let moment = moment.given();
    format!("{}, {}", date_with_weekday(locale, moment.date()), time(moment.time()))
}

/// From when to when: "pon. 3 marca, 18:00–20:00", or both moments in full when they are on different days.
pub fn period(locale: impl Into<Locale>, from: impl Given<DateTime>, to: impl Given<DateTime>) -> String {
    let (locale, from, to) = (locale.into(), from.given(), to.given());
    match from.date() == to.date() {
        true => format!("{}–{}", date_time(locale, from), time(to.time())),
        false => format!("{} – {}", date_time(locale, from), date_time(locale, to)),
    }
}

/// A length of time a person counts in.
#[derive(Clone, Copy)]
enum Unit {
    Minute,
    Hour,
    Day,
}

/// The word for so many units, after "za", "in", "через" (accusative in Polish and Ukrainian).
fn unit_word(locale: Locale, unit: Unit, count: Number) -> &'static str {
    let forms = match (locale, unit) {
        (Locale::Pl, Unit::Minute) => ["minutę", "minuty", "minut", "minuty"],
        (Locale::Pl, Unit::Hour) => ["godzinę", "godziny", "godzin", "godziny"],
        (Locale::Pl, Unit::Day) => ["dzień", "dni", "dni", "dnia"],
        (Locale::En, Unit::Minute) => ["minute", "minutes", "minutes", "minutes"],
        (Locale::En, Unit::Hour) => ["hour", "hours", "hours", "hours"],
        (Locale::En, Unit::Day) => ["day", "days", "days", "days"],
        (Locale::Uk, Unit::Minute) => ["хвилину", "хвилини", "хвилин", "хвилини"],
        (Locale::Uk, Unit::Hour) => ["годину", "години", "годин", "години"],
        (Locale::Uk, Unit::Day) => ["день", "дні", "днів", "дня"],
    };
    match count.category(locale) {
        Category::One => forms[0],
        Category::Few => forms[1],
        Category::Many => forms[2],
        Category::Other => forms[3],
    }
}

/// "za 3 dni" for a positive count, "3 dni temu" for a negative one.
fn ahead_or_ago(locale: Locale, unit: Unit, count: i64) -> String {
    let number = Number::integer(count.saturating_abs());
    let (shown, word) = (number.shown(locale), unit_word(locale, unit, number));
    match (locale, count < 0) {
        (Locale::Pl, false) => format!("za {shown} {word}"),
        (Locale::Pl, true) => format!("{shown} {word} temu"),
        (Locale::En, false) => format!("in {shown} {word}"),
        (Locale::En, true) => format!("{shown} {word} ago"),
        (Locale::Uk, false) => format!("через {shown} {word}"),
        (Locale::Uk, true) => format!("{shown} {word} тому"),
    }
}

/// A day as seen from another: "dziś", "jutro", "wczoraj", "za 3 dni", "3 dni temu".
pub fn relative_day(locale: impl Into<Locale>, today: impl Given<Date>, day: impl Given<Date>) -> String {
    let locale = locale.into();
    let days = day.given().duration_since(today.given()).as_hours() / 24;
    match (locale, days) {
        (Locale::Pl, 0) => "dziś".to_owned(),
        (Locale::Pl, 1) => "jutro".to_owned(),
        (Locale::Pl, -1) => "wczoraj".to_owned(),
        (Locale::En, 0) => "today".to_owned(),
        (Locale::En, 1) => "tomorrow".to_owned(),
        (Locale::En, -1) => "yesterday".to_owned(),
        (Locale::Uk, 0) => "сьогодні".to_owned(),
        (Locale::Uk, 1) => "завтра".to_owned(),
        (Locale::Uk, -1) => "вчора".to_owned(),
        (locale, days) => ahead_or_ago(locale, Unit::Day, days),
    }
}

/// A moment as seen from another, in minutes, hours or days of 24 hours, cut down to whole ones: "za 5 minut",
/// "2 godziny temu"; less than a minute is "teraz".
pub fn relative_time(
    locale: impl Into<Locale>,
    now: impl Given<Timestamp>,
    then: impl Given<Timestamp>,
) -> String {
    let locale = locale.into();
    let minutes = (then.given().as_second() - now.given().as_second()) / 60;
    match (minutes.abs(), locale) {
        (0, Locale::Pl) => "teraz".to_owned(),
        (0, Locale::En) => "now".to_owned(),
        (0, Locale::Uk) => "зараз".to_owned(),
        (1..60, locale) => ahead_or_ago(locale, Unit::Minute, minutes),
        (60..1440, locale) => ahead_or_ago(locale, Unit::Hour, minutes / 60),
        (_, locale) => ahead_or_ago(locale, Unit::Day, minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;
    use kernel::Locale::{En, Pl, Uk};

    use super::*;

    #[test]
    fn dates_read_as_people_say_them() {
        let day = civil::date(2026, 3, 3);
        assert_eq!(date(Pl, day), "3 marca 2026");
        assert_eq!(date(En, day), "3 March 2026");
        assert_eq!(date(Uk, day), "3 березня 2026");
        assert_eq!(date_with_weekday(Pl, civil::date(2026, 3, 2)), "pon. 2 marca");
        assert_eq!(date_with_weekday(En, day), "Tue 3 March");
        assert_eq!(date_with_weekday(Uk, civil::date(2026, 11, 22)), "нд, 22 листопада");
        assert_eq!(month_and_year(Pl, civil::date(2026, 12, 31)), "grudzień 2026");
        assert_eq!(weekday(Uk, Weekday::Friday), "п’ятниця");
        assert_eq!(weekday(Pl, day.weekday()), "wtorek");
    }

    #[test]
    fn every_month_and_weekday_has_its_own_name() {
        for locale in Locale::ALL {
            let mut names: Vec<&str> = MONTHS[row(locale)].into_iter().chain(WEEKDAYS[row(locale)]).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), 19, "{locale}");
            // Every genitive begins like its nominative: the two tables are in the same order.
            for (of, name) in MONTHS_OF[row(locale)].iter().zip(MONTHS[row(locale)]) {
                assert_eq!(of.chars().next(), name.chars().next());
            }
        }
    }

    #[test]
    fn hours_are_24_and_a_period_names_a_day_once() {
        let from = civil::date(2026, 3, 2).at(9, 5, 0, 0);
        assert_eq!(date_time(Pl, from), "pon. 2 marca, 9:05");
        assert_eq!(period(Pl, from, civil::date(2026, 3, 2).at(20, 0, 0, 0)), "pon. 2 marca, 9:05–20:00");
        assert_eq!(
            period(En, from, civil::date(2026, 3, 3).at(0, 30, 0, 0)),
            "Mon 2 March, 9:05 – Tue 3 March, 0:30"
        );
    }

    #[test]
    fn relative_days_agree_in_number() {
        let today = civil::date(2026, 2, 27);
        let on = |days: i64| today.saturating_add(jiff::Span::new().days(days));
        let expected = [
            (0, "dziś", "today", "сьогодні"),
            (1, "jutro", "tomorrow", "завтра"),
            (-1, "wczoraj", "yesterday", "вчора"),
            (3, "za 3 dni", "in 3 days", "через 3 дні"),
            (5, "za 5 dni", "in 5 days", "через 5 днів"),
            (21, "za 21 dni", "in 21 days", "через 21 день"),
            (-2, "2 dni temu", "2 days ago", "2 дні тому"),
            (-30, "30 dni temu", "30 days ago", "30 днів тому"),
        ];
        for (days, pl, en, uk) in expected {
            assert_eq!(relative_day(Pl, today, on(days)), pl);
            assert_eq!(relative_day(En, today, on(days)), en);
            assert_eq!(relative_day(Uk, today, on(days)), uk);
        }
    }

    #[test]
    fn moments_of_the_kernel_are_told_in_polish_time() {
        let evening = kernel::Time::from_micros(1_782_858_600_000_000);
        assert_eq!(date_time(Pl, evening), "śr. 1 lipca, 0:30");
        let held: &&kernel::Day = &&evening.day();
        assert_eq!(date(En, held), "1 July 2026");
        assert_eq!(time(evening), "0:30");
        assert_eq!(relative_time(En, evening, evening.plus_seconds(300)), "in 5 minutes");
    }

    #[test]
    fn relative_times_take_the_largest_whole_unit() {
        let now = Timestamp::UNIX_EPOCH;
        let at = |seconds: i64| Timestamp::from_second(seconds).unwrap_or(now);
        assert_eq!(relative_time(Pl, now, at(59)), "teraz");
        assert_eq!(relative_time(Pl, now, at(60)), "za 1 minutę");
        assert_eq!(relative_time(Uk, now, at(-22 * 60)), "22 хвилини тому");
        assert_eq!(relative_time(Pl, now, at(-2 * 3600)), "2 godziny temu");
        assert_eq!(relative_time(En, now, at(3600)), "in 1 hour");
        assert_eq!(relative_time(Pl, now, at(24 * 3600)), "za 1 dzień");
    }
}
