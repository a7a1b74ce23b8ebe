//! The way of a new neighbourhood through its first days, ticked off by what has happened: pure.

use super::read::Found;
use super::store::Overview;
use crate::texts::today as t;
use crate::upkeep::kept::is_due;
use kernel::{Locale, Role, Time};

/// A neighbourhood is new for so many days.
pub const NEW_DAYS: i64 = 60;
/// So many people are worth the first round of calls.
const FIRST_PEOPLE: i64 = 5;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub does: &'static str,
    /// What it is good for, and by what it is ticked off.
    pub why: &'static str,
    /// Where it is done, below the community; empty where it is done on foot.
    pub path: &'static str,
    /// It has happened.
    pub done: bool,
}

/// The steps, for those who began the neighbourhood, as long as it is new and one of them is open.
pub fn steps(
    found: &Found,
    locale: Locale,
    copy: Option<Time>,
    offers: impl Fn(&str) -> bool,
) -> Option<Vec<Step>> {
    let firsts = found.overview.as_ref().filter(|_| found.has(&[Role::Administrator, Role::Animator]))?;
    if firsts.since.plus_days(NEW_DAYS) < found.now {
        return None;
    }
    // whoever may not save a copy reads who has to
    let may_copy = found.has(&[Role::Administrator]);
    let receives = found.has(&[Role::Desk]);
    let offers = |path: &str| {
        offers(path) && (may_copy || !COPY.contains(&path)) && (receives || !PEOPLE.contains(&path))
    };
    let steps: Vec<Step> =
        all(firsts, locale, !is_due(copy, found.now), offers).into_iter().flatten().collect();
    steps.iter().any(|step| !step.done).then_some(steps)
}

fn all(firsts: &Overview, l: Locale, copied: bool, offers: impl Fn(&str) -> bool) -> [Option<Step>; 8] {
    let first = |paths: &[&'static str]| paths.iter().copied().find(|path| offers(path));
    let step = |does, why, path: Option<&'static str>, done| path.map(|path| Step { does, why, path, done });
    [
        step(t::step_second(l), t::step_second_why(l), Some("/roles"), firsts.administrators > 1),
        step(t::step_place(l), t::step_place_why(l), first(&["/places/add"]), firsts.places > 0),
        step(t::step_date(l), t::step_date_why(l), first(DATES), firsts.dates > 0),
        step(t::step_kit(l), t::step_kit_why(l), first(KIT), firsts.slips > 0),
        step(t::step_story(l), t::step_story_why(l), first(&["/stories/tell"]), firsts.stories > 0),
        step(t::step_copy(l), t::step_copy_why(l), first(COPY).or(Some("")), copied),
        step(t::step_posters(l), t::step_posters_why(l), Some(""), firsts.people > 0),
        step(
            t::step_people(l),
            t::step_people_why(l),
            first(PEOPLE).or(Some("")),
            firsts.people >= FIRST_PEOPLE,
        ),
    ]
}

/// Where a first date is made.
const DATES: &[&str] = &["/dates/add"];
/// Where the first papers come from.
const KIT: &[&str] = &["/paper"];
/// Where people are received.
const PEOPLE: &[&str] = &["/desk/receive"];
/// Where a copy is saved.
pub const COPY: &[&str] = &["/copy"];
