//! From dates to the lines of a calendar: pure.

use super::input::ListInput;
use super::model::{Access, Cost, Details, Different, Occurrence, State};
use super::store::Listed;
use crate::texts::programme as t;
use kernel::{Day, ItemId, Locale, Time};
use web::Choice as _;

/// One line of the calendar.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its address below `/dates`, with the day.
    pub address: String,
    /// The language of the title.
    pub lang: Locale,
    /// What.
    pub title: String,
    /// When.
    pub at: Occurrence,
    /// It does not take place.
    pub called_off: bool,
    /// Where, in one line.
    pub place: String,
    /// What it costs, in the reader's language.
    pub cost: String,
    /// What else decides whether one comes, in the reader's language.
    pub tags: Vec<&'static str>,
    /// Places that are left, where they are counted.
    pub left: Option<i64>,
    /// Invented, for trying out.
    pub sample: bool,
}

/// The lines of one day.
#[derive(Clone, Debug)]
pub struct OneDay {
    /// Which.
    pub day: Day,
    /// The first of these belongs to another week than the day before.
    pub heading: Option<&'static str>,
    /// What takes place.
    pub lines: Vec<Line>,
}

/// How many come, by date and day.
pub type Counts = [(ItemId, Day, i64)];

/// What something costs, in words.
pub fn cost(details: &Details, locale: impl Into<Locale>) -> String {
    let locale = locale.into();
    match details.cost {
        Cost::Amount => text::money_short(locale, details.amount),
        other => other.label(locale).to_owned(),
    }
}

fn line(listed: &Listed, at: Occurrence, counts: &Counts, locale: Locale) -> Line {
    let details = &listed.details;
    let come =
        counts.iter().find(|(id, day, _)| (*id, *day) == (listed.id, at.day)).map_or(0, |(.., come)| *come);
    let mut tags = Vec::new();
    if details.for_whom != super::model::ForWhom::Anyone {
        tags.push(details.for_whom.label(locale));
    }
    let told = [Access::StepFree, Access::Children, Access::Signed];
    tags.extend(told.iter().filter(|one| details.access.contains(one)).map(|one| one.label(locale)));
    Line {
        address: format!("{}?day={}", listed.slug, at.day),
        lang: listed.lang,
        title: listed.title.clone(),
        called_off: at.called_off || listed.state == State::CalledOff,
        at,
        place: listed.place(),
        cost: cost(details, locale),
        tags,
        left: details.places.map(|places| (places - come).max(0)),
        sample: listed.sample,
    }
}

/// Everything that fits and is not over, from one day to another, in order.
pub fn lines(
    all: &[Listed],
    wanted: &ListInput,
    counts: &Counts,
    (from, until): (Day, Day),
    now: Time,
    locale: Locale,
) -> Vec<Line> {
    let fitting = all.iter().filter(|one| wanted.fits(&one.details, &one.place_slug));
    let mut lines: Vec<Line> = fitting
        .flat_map(|one| {
            let plan = &one.details.plan;
            plan.occurrences(from, until)
                .into_iter()
                .filter(|at| !at.over(now))
                .map(|at| line(one, at, counts, locale))
        })
        .collect();
    lines.sort_by(|one, other| (one.at.from, &one.title).cmp(&(other.at.from, &other.title)));
    lines
}

/// The days by which series know what takes place from one day to another: what was moved keeps its first.
pub fn named(all: &[Listed], from: Day, until: Day) -> (Day, Day) {
    let moved = all
        .iter()
        .flat_map(|one| &one.details.plan.exceptions)
        .filter(|one| matches!(one.what, Different::Moved { day, .. } if (from..=until).contains(&day)));
    moved.fold((from, until), |(first, last), one| (first.min(one.day), last.max(one.day)))
}

/// The day of the first occurrence after a day, of what fits.
pub fn first_after(all: &[Listed], wanted: &ListInput, after: Day) -> Option<Day> {
    let fitting = all.iter().filter(|one| wanted.fits(&one.details, &one.place_slug));
    let from = after.plus(1);
    let first = |one: &Listed| Some(one.details.plan.occurrences(from, from.plus(366)).first()?.on());
    fitting.filter_map(first).min()
}

/// The next occurrence of each date, the soonest first: for the first page.
pub fn soonest(all: &[Listed], now: Time, locale: Locale, most: usize) -> Vec<Line> {
    let next = |one: &Listed| Some(line(one, one.details.plan.coming(now, 1).pop()?, &[], locale));
    let mut lines: Vec<Line> = all.iter().filter_map(next).collect();
    lines.sort_by_key(|line| line.at.from);
    lines.truncate(most);
    lines
}

/// What takes place within a week and is easiest to come to: without a step, with children, in the reader's language;
/// in order of time.
pub fn easiest(all: &[Listed], now: Time, locale: Locale, most: usize) -> Vec<Line> {
    let week = now.day().plus(7);
    let next = |one: &Listed| {
        let at = one.details.plan.next(now).filter(|at| at.on() < week && !at.called_off)?;
        let Details { access, languages, .. } = &one.details;
        let kind = [Access::StepFree, Access::Children].iter().filter(|one| access.contains(one)).count();
        let spoken = languages.iter().any(|language| language.word() == locale.code());
        (one.state == State::On).then(|| (kind + usize::from(spoken), line(one, at, &[], locale)))
    };
    let mut lines: Vec<(usize, Line)> = all.iter().filter_map(next).collect();
    lines.sort_by_key(|(ease, line)| (std::cmp::Reverse(*ease), line.at.from));
    lines.truncate(most);
    lines.sort_by_key(|(_, line)| line.at.from);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Lines by day, with a heading where another week begins; cut after a day that makes it more than so many.
pub fn by_day(lines: Vec<Line>, today: Day, most: usize, locale: Locale) -> Vec<OneDay> {
    let sunday = today.plus(6 - i32::from(today.0.weekday().to_monday_zero_offset()));
    let heading = |day: Day| match day {
        day if day <= sunday => t::this_week(locale),
        day if day <= sunday.plus(7) => t::next_week(locale),
        _ => t::later(locale),
    };
    let mut days: Vec<OneDay> = Vec::new();
    let (mut count, mut last) = (0, "");
    for line in lines {
        let day = line.at.on();
        match days.last_mut().filter(|known| known.day == day) {
            Some(known) => known.lines.push(line),
            None if count >= most => break,
            None => {
                let heading = Some(heading(day)).filter(|heading| *heading != last);
                last = heading.unwrap_or(last);
                days.push(OneDay { day, heading, lines: vec![line] });
            }
        }
        count += 1;
    }
    days
}
