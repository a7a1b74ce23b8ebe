//! From what was found to lines, each one press from done: pure.

use super::read::{Found, MOST};
use crate::texts::today as t;
use crate::upkeep::kept::is_due;
use commons::reports;
use kernel::{Day, Locale, Role, Time};
use participation::programme::model::{Occurrence, State};
use participation::programme::store::Listed;
use people::vouching::{Waits, WaitsFor};
use support::offers::model::Side;
use support::offers::store::glance::AtHand;
use web::Choice as _;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What pressing it does.
    pub does: String,
    /// What it is about, in the language it was written in.
    pub about: Option<(Locale, String)>,
    /// Why it stands here.
    pub why: String,
    /// Where it leads, below the community.
    pub path: String,
}

/// Things to do that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are called together.
    pub title: &'static str,
    /// One line each.
    pub lines: Vec<Line>,
}

/// Everything to do, in the order of the page; groups without lines are left out.
pub fn groups(found: &Found, locale: Locale, copy: Option<Time>, copy_path: &str) -> Vec<Group> {
    let groups = [
        Group { title: t::group_people(locale), lines: people(found, locale) },
        Group { title: t::group_dates(locale), lines: dates(found, locale) },
        Group { title: t::group_read(locale), lines: reading(found, locale) },
        Group { title: t::group_ends(locale), lines: ending(found, locale) },
        Group { title: t::group_print(locale), lines: printing(found, locale).into_iter().collect() },
        Group {
            title: t::group_keep(locale),
            lines: keeping(found, locale, copy, copy_path).into_iter().collect(),
        },
    ];
    groups.into_iter().filter(|group| !group.lines.is_empty()).collect()
}

/// The first few as lines of their own, the others as one line that leads to the list.
fn few<T>(
    lines: &mut Vec<Line>,
    of: &[T],
    line: impl Fn(&T) -> Line,
    locale: Locale,
    list: &str,
    all: usize,
) {
    lines.extend(of.iter().take(MOST).map(line));
    if all > MOST {
        let does = t::and_more(locale, all - MOST);
        lines.push(Line { does, about: None, why: String::new(), path: list.to_owned() });
    }
}

fn since(found: &Found, locale: Locale, moment: Time) -> String {
    t::since(locale, text::relative_day(locale, found.today.0, moment.day().0))
}

fn people(found: &Found, locale: Locale) -> Vec<Line> {
    let mut lines = Vec::new();
    let call = |call: &commons::notices::DuePerson| Line {
        does: t::call(locale, &call.name),
        about: None,
        why: [t::call_why(locale, call.things), since(found, locale, call.since)].join(" "),
        path: format!("/desk/calls#member-{}", call.member),
    };
    let all = found.calls.first().map_or(0, |first| usize::try_from(first.people).unwrap_or_default());
    few(&mut lines, &found.calls, call, locale, "/desk/calls", all);
    let (matters, needs): (Vec<&AtHand>, Vec<&AtHand>) = found
        .offers
        .iter()
        .filter(|offer| offer.desk_only || offer.unanswered)
        .partition(|offer| offer.desk_only);
    let offer = |does: &'static str, why: &'static str| {
        move |offer: &&AtHand| Line {
            does: does.to_owned(),
            about: Some((offer.lang, offer.title.clone())),
            why: why.to_owned(),
            path: format!("/offers/{}", offer.id),
        }
    };
    let matter = offer(t::matter(locale), t::matter_why(locale));
    few(&mut lines, &matters, matter, locale, "/desk/needs", matters.len());
    let list = if found.has(&[Role::Desk]) { "/desk/needs" } else { "/needs" };
    few(&mut lines, &needs, offer(t::need(locale), t::need_why(locale)), locale, list, needs.len());
    for (what, list) in [(WaitsFor::Vouch, "/desk"), (WaitsFor::Role, "/roles"), (WaitsFor::Letter, "/desk")]
    {
        let waits: Vec<&Waits> = found.waits.iter().filter(|waits| waits.what == what).collect();
        few(&mut lines, &waits, |one| waiting(found, locale, one), locale, list, waits.len());
    }
    lines.extend(sheets(found, locale));
    lines
}

/// Somebody filled in a sheet and was promised a day.
fn sheets(found: &Found, locale: Locale) -> Option<Line> {
    let overview = found.overview.as_ref().filter(|_| found.has(&[Role::Desk]))?;
    let count = usize::try_from(overview.sheets).ok().filter(|count| *count > 0)?;
    let (does, why) = (t::sheets(locale, count), t::sheets_why(locale).to_owned());
    Some(Line { does, about: None, why, path: "/desk/papers".to_owned() })
}

fn waiting(found: &Found, locale: Locale, one: &Waits) -> Line {
    let (does, why, path) = match one.what {
        WaitsFor::Vouch => {
            (t::vouch(locale, &one.name), t::vouch_why(locale), format!("/desk/people/{}", one.id))
        }
        WaitsFor::Role => (t::role(locale, &one.name), t::role_why(locale), "/roles".to_owned()),
        WaitsFor::Letter => (t::letter(locale, &one.name), t::letter_why(locale), "/desk".to_owned()),
    };
    Line { does, about: None, why: [why, &since(found, locale, one.since)].join(" "), path }
}

fn reading(found: &Found, locale: Locale) -> Vec<Line> {
    let mut lines = Vec::new();
    let report = |report: &reports::Waiting| Line {
        does: t::report(locale, report.reason.called(locale)),
        about: None,
        why: match report.state {
            reports::State::Objected => t::report_again_why(locale).to_owned(),
            _ => [t::report_why(locale), &since(found, locale, report.since)].join(" "),
        },
        path: format!("/reports/{}", report.id),
    };
    few(&mut lines, &found.reports, report, locale, "/reports", found.reports.len());
    let story = |story: &belonging::stories::store::InHand| Line {
        does: t::story(locale).to_owned(),
        about: Some((story.lang, story.title.clone())),
        why: t::story_why(locale).to_owned(),
        path: format!("/stories/{}", story.slug),
    };
    few(&mut lines, &found.stories, story, locale, "/stories/waiting", found.stories.len());
    lines.extend(agreement(found, locale));
    lines
}

/// A change of the house agreement that one person put forward.
fn agreement(found: &Found, locale: Locale) -> Option<Line> {
    let overview = found.overview.as_ref().filter(|_| found.has(&[Role::Editor, Role::Animator]))?;
    let path = format!("/agreement/proposals/{}", overview.proposal.as_ref()?);
    let (does, why) = (t::agreement(locale).to_owned(), t::agreement_why(locale).to_owned());
    Some(Line { does, about: None, why, path })
}

/// What takes place today: the desk has the list of those who come.
fn dates(found: &Found, locale: Locale) -> Vec<Line> {
    let today = |date: &Listed| {
        let day = found.today;
        let at = date.details.plan.occurrences(day, day).into_iter().find(|at| !at.over(found.now));
        Some((date.clone(), at.filter(|at| !at.called_off && date.state == State::On)?))
    };
    let mut all: Vec<(Listed, Occurrence)> = found.dates.iter().filter_map(today).collect();
    all.sort_by(|(one, at), (other, then)| (at.from, &one.title).cmp(&(then.from, &other.title)));
    let desk = found.has(&[Role::Desk]);
    let line = |(date, at): &(Listed, Occurrence)| Line {
        does: if desk { t::date_who(locale) } else { t::date_look(locale) }.to_owned(),
        about: Some((date.lang, date.title.clone())),
        why: t::date_when(locale, at.hours(), date.place()),
        path: match desk {
            true => format!("/dates/{}/days/{}", date.slug, at.day),
            false => format!("/dates/{}?day={}", date.slug, at.day),
        },
    };
    let mut lines = Vec::new();
    few(&mut lines, &all, line, locale, "/dates", all.len());
    lines
}

/// Series of dates whose last day is near.
fn last_dates(found: &Found) -> Vec<(&Listed, Day)> {
    let near = found.today..=found.today.plus(super::read::LAST_DAYS);
    let last = |date: &'_ Listed| {
        let series = &date.details.plan.series;
        series.last.filter(|last| series.weekly && date.state == State::On && near.contains(last))
    };
    let animator = found.has(&[Role::Animator]);
    found.dates.iter().filter(|_| animator).filter_map(|date| Some((date, last(date)?))).collect()
}

/// What ends soon and does not stand higher up already.
fn ending(found: &Found, locale: Locale) -> Vec<Line> {
    let ends = |offer: &&AtHand| offer.until <= found.today.plus(super::read::ENDS_DAYS);
    let ending = found.offers.iter().filter(|offer| !offer.desk_only && !offer.unanswered);
    let ending: Vec<&AtHand> = ending.filter(ends).collect();
    let line = |offer: &&AtHand| Line {
        does: match offer.side {
            Side::Need => t::ends_need(locale).to_owned(),
            Side::Offer => t::ends_offer(locale).to_owned(),
        },
        about: Some((offer.lang, offer.title.clone())),
        why: t::ends_why(locale, text::relative_day(locale, found.today.0, offer.until.0)),
        path: format!("/offers/{}", offer.id),
    };
    let mut lines = Vec::new();
    few(&mut lines, &ending, line, locale, "/needs", ending.len());
    let last = last_dates(found);
    let date = |(date, last): &(&Listed, Day)| Line {
        does: t::ends_date(locale).to_owned(),
        about: Some((date.lang, date.title.clone())),
        why: t::ends_date_why(locale, text::relative_day(locale, found.today.0, last.0)),
        path: format!("/dates/{}/edit", date.slug),
    };
    few(&mut lines, &last, date, locale, "/dates", last.len());
    lines
}

/// The bulletin: an issue that is begun, or the next one a day before it was promised; the first one once there are
/// neighbours to read it.
fn printing(found: &Found, locale: Locale) -> Option<Line> {
    let overview = found.overview.as_ref().filter(|_| found.has(&[Role::Animator]))?;
    let line = |does: String, why: String, path: String| Some(Line { does, about: None, why, path });
    match (overview.draft, overview.next_issue) {
        (Some(number), _) => {
            let path = format!("/bulletin/{number}/edit");
            line(t::bulletin_on(locale, number), t::bulletin_on_why(locale).to_owned(), path)
        }
        (None, Some(next)) if next <= found.today.plus(1) => {
            let day = text::relative_day(locale, found.today.0, next.0);
            line(t::bulletin(locale).to_owned(), t::bulletin_due(locale, day), "/bulletin".to_owned())
        }
        (None, None) if overview.people > 0 => {
            let why = t::bulletin_first(locale).to_owned();
            line(t::bulletin(locale).to_owned(), why, "/bulletin".to_owned())
        }
        _ => None,
    }
}

/// A copy of everything, when the last one is old.
fn keeping(found: &Found, locale: Locale, copy: Option<Time>, path: &str) -> Option<Line> {
    if !found.has(&[Role::Administrator]) || !is_due(copy, found.now) {
        return None;
    }
    let why = match copy {
        None => t::copy_none(locale).to_owned(),
        Some(made) => t::copy_old(locale, text::date(locale, made.day().0)),
    };
    Some(Line { does: t::copy(locale).to_owned(), about: None, why, path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_five_lines_and_a_way_to_the_rest() {
        let mut lines = Vec::new();
        let numbers: Vec<usize> = (0..9).collect();
        let line = |number: &usize| Line {
            does: number.to_string(),
            about: None,
            why: String::new(),
            path: "/one".to_owned(),
        };
        few(&mut lines, &numbers, line, Locale::Pl, "/all", numbers.len());
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[5].path, "/all");
        assert!(lines[5].does.contains('4'));
    }
}
