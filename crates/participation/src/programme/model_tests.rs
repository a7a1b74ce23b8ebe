use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}
fn hour(text: &str) -> Hour {
    text.parse().unwrap()
}
fn tea() -> Plan {
    let series = Series {
        first: day("2026-10-01"),
        from: hour("17:00"),
        to: Some(hour("19:00")),
        weekly: true,
        last: None,
    };
    Plan { series, exceptions: Vec::new() }
}

#[test]
fn hours_are_read_as_people_write_them() {
    for (text, shown) in [("17", "17:00"), ("9.30", "9:30"), (" 09:05 ", "9:05"), ("0", "0:00")] {
        assert_eq!(hour(text).to_string(), shown);
    }
    for wrong in ["", "24", "17:60", "piąta", "17:00:00", "-1", "1 7"] {
        assert!(wrong.parse::<Hour>().is_err(), "{wrong}");
    }
}

#[test]
fn five_stays_five_when_the_clocks_change() {
    let around = tea().occurrences(day("2026-10-20"), day("2026-10-31"));
    let starts: Vec<String> = around.iter().map(|one| one.start().rfc3339()).collect();
    assert_eq!(starts, ["2026-10-22T15:00:00Z", "2026-10-29T16:00:00Z"]);
    assert!(around.iter().all(|one| one.from.time().hour() == 17));
}

#[test]
fn days_are_left_out_called_off_and_moved() {
    let plan = tea()
        .with(day("2026-10-08"), Some((Different::Skipped, String::new())))
        .with(day("2026-10-15"), Some((Different::CalledOff, "Remont".to_owned())))
        .with(
            day("2026-10-22"),
            Some((Different::Moved { day: day("2026-10-23"), from: hour("18"), to: None }, String::new())),
        );
    let shown: Vec<(String, bool, bool)> = plan
        .occurrences(day("2026-10-01"), day("2026-10-29"))
        .into_iter()
        .map(|one| (one.from.to_string(), one.called_off, one.moved))
        .collect();
    let expected = [
        ("2026-10-01T17:00:00", false, false),
        ("2026-10-15T17:00:00", true, false),
        ("2026-10-23T18:00:00", false, true),
        ("2026-10-29T17:00:00", false, false),
    ];
    assert_eq!(shown, expected.map(|(at, off, moved)| (at.to_owned(), off, moved)));
    // the next one after the first is the moved one: what is called off is nobody's next
    assert_eq!(plan.next(day("2026-10-02").start()).unwrap().day, day("2026-10-22"));
    assert_eq!(read_exceptions(&write_exceptions(&plan.exceptions)), plan.exceptions);
    assert!(plan.clone().with(day("2026-10-15"), None).exception(day("2026-10-15")).is_none());
}

#[test]
fn a_night_ends_on_the_next_day() {
    let mut dance = tea();
    dance.series.to = Some(hour("1:00"));
    let one = dance.occurrence(day("2026-10-01")).unwrap();
    assert_eq!(one.end().rfc3339(), "2026-10-01T23:00:00Z");
    assert_eq!(one.when(kernel::Locale::Pl), "czw. 1 października, 17:00–1:00");
    assert!(!dance.coming(day("2026-10-02").start(), 1).is_empty(), "it is still on after midnight");
}

#[test]
fn somebody_who_comes_goes_along_when_the_day_changes() {
    let before = tea().series;
    let fridays = Series { first: day("2026-10-02"), ..before.clone() };
    assert_eq!(fridays.instead_of(day("2026-10-15"), &before), Some(day("2026-10-16")));
    let once = Series { weekly: false, first: day("2026-10-17"), ..before.clone() };
    assert_eq!(once.instead_of(day("2026-10-15"), &before), Some(day("2026-10-17")));
    assert_eq!(once.instead_of(day("2026-10-22"), &before), None);
    let later = Series { first: day("2026-11-17"), ..once.clone() };
    assert_eq!(later.instead_of(day("2026-10-17"), &once), Some(day("2026-11-17")));
}

#[test]
fn the_calendar_ends_in_9999_and_so_does_every_series() {
    // a Friday, like the last day there is
    let mut fridays = tea();
    fridays.series.first = day("2026-10-02");
    let last = day("9999-12-31");
    assert_eq!(fridays.occurrences(last, last).len(), 1);
    assert_eq!(fridays.occurrences(day("9999-12-20"), last.plus(366)).len(), 2);
    assert!(tea().occurrences(last, last).is_empty());
    let at_the_end = Series { first: last, ..fridays.series.clone() };
    let at_the_end = Plan { series: at_the_end, exceptions: Vec::new() };
    assert_eq!(at_the_end.occurrences(last, last).len(), 1);
    assert!(at_the_end.coming(day("2026-10-02").start(), 9).len() < 9);
}

#[test]
fn what_was_moved_is_still_to_come_under_its_first_day() {
    let moved = Different::Moved { day: day("2026-10-20"), from: hour("18"), to: None };
    let plan = tea().with(day("2026-10-08"), Some((moved, String::new())));
    let now = day("2026-10-16").start();
    assert_eq!(plan.since(now), day("2026-10-08"));
    let ahead = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"];
    assert_eq!(ahead.map(|text| plan.ahead(day(text), now)), [false, true, false, true]);
    let after = day("2026-10-21").start();
    assert_eq!((plan.since(after), plan.ahead(day("2026-10-08"), after)), (day("2026-10-20"), false));
    // long after its first day, an edit still keeps where it was moved to
    assert!(plan.tidied(day("2026-12-15")).exception(day("2026-10-08")).is_some());
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let exception = (0i32..40, 0u8..3, -3i32..4, 0i8..24);
    (
        0i32..800,
        0i8..24,
        0i8..60,
        proptest::option::of(0i8..24),
        any::<bool>(),
        proptest::option::of(0i32..400),
        proptest::collection::vec(exception, 0..5),
    )
        .prop_map(|(first, hour, minute, to, weekly, last, exceptions)| {
            let first = Day(date(2025, 6, 1)).plus(first);
            let time = |hour, minute| Hour(civil::Time::constant(hour, minute, 0, 0));
            let series = Series {
                first,
                from: time(hour, minute),
                to: to.map(|to| time(to, 0)),
                weekly,
                last: last.filter(|_| weekly).map(|last| first.plus(last)),
            };
            let mut plan = Plan { series, exceptions: Vec::new() };
            for (week, what, shift, hour) in exceptions {
                let day = first.plus(week * 7);
                let what = match what {
                    0 => Different::Skipped,
                    1 => Different::CalledOff,
                    _ => Different::Moved { day: day.plus(shift), from: time(hour, 30), to: None },
                };
                plan = plan.with(day, Some((what, String::new())));
            }
            plan
        })
}

proptest! {
    #[test]
    fn occurrences_are_in_order_inside_the_window_and_named_once(plan in any_plan(), from in 0i32..900, length in 0i32..120) {
        let from = Day(date(2025, 6, 1)).plus(from);
        let until = from.plus(length);
        let all = plan.occurrences(from, until);
        prop_assert!(all.windows(2).all(|pair| pair[0].from <= pair[1].from));
        prop_assert!(all.iter().all(|one| (from..=until).contains(&one.on())));
        let mut names: Vec<Day> = all.iter().map(|one| one.day).collect();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), all.len());
        for one in &all {
            prop_assert!(plan.series.has(one.day));
            prop_assert_eq!(plan.occurrence(one.day), Some(one.clone()));
            prop_assert!(one.moved || one.from.date() == one.day.0 && Hour(one.from.time()) == plan.series.from);
            prop_assert!(one.end() > one.start() || one.to.is_some());
        }
    }

    #[test]
    fn every_day_of_the_series_is_there_unless_it_is_left_out(plan in any_plan(), offset in 0i32..300) {
        let day = plan.series.first.plus(offset);
        let expected = plan.series.has(day) && plan.exception(day).is_none();
        let found = plan.occurrences(day, day).iter().any(|one| one.day == day && !one.moved && !one.called_off);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn windows_fit_together(plan in any_plan(), from in 0i32..900, first in 0i32..40, second in 0i32..40) {
        let from = Day(date(2025, 6, 1)).plus(from);
        let (middle, until) = (from.plus(first), from.plus(first + 1 + second));
        let mut parts = plan.occurrences(from, middle);
        parts.extend(plan.occurrences(middle.plus(1), until));
        prop_assert_eq!(parts, plan.occurrences(from, until));
    }

    #[test]
    fn nothing_takes_place_after_the_end(plan in any_plan()) {
        match plan.over_at() {
            None => prop_assert!(plan.series.weekly && plan.series.last.is_none()),
            Some(end) => {
                prop_assert!(plan.coming(end, 99).is_empty());
            }
        }
    }

    #[test]
    fn exceptions_read_back(plan in any_plan()) {
        prop_assert_eq!(read_exceptions(&write_exceptions(&plan.exceptions)), plan.exceptions);
    }
}
