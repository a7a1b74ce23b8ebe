//! What stands elsewhere: the next dates on the page of their place, and on the slip from the desk where somebody is to
//! come.

use super::calendar::{Line, soonest};
use super::model::Occurrence;
use super::store::{self, Listed, Shared};
use crate::texts::programme as t;
use ::store::{Result, Snapshot};
use kernel::{Locale, MemberId, Time};
use web::{Beside, BesideRow, ItemRef};

/// So many dates stand on the page of their place.
const FEW: usize = 5;

/// The next time each date at a place takes place.
pub(super) fn at(seen: &Snapshot<'_>, kind: &str, place: &ItemRef, locale: Locale) -> Result<Option<Beside>> {
    if kind != "place" {
        return Ok(None);
    }
    let all = store::at_place(seen, place.id, locale)?;
    let rows: Vec<BesideRow> =
        soonest(&all, seen.now(), locale, FEW).into_iter().map(|line| row(line, locale)).collect();
    let add = (format!("/dates/add?place={}", place.id), t::at_place_add(locale));
    let on = [
        (format!("/dates?place={}", place.slug), t::at_place_all(locale)),
        (format!("/dates/at/{}.ics", place.slug), t::at_place_calendar(locale)),
    ];
    let on = on.into_iter().filter(|_| !rows.is_empty());
    let ways = on.chain([add]).collect();
    Ok(Some(Beside { title: t::at_place(locale), none: t::at_place_none(locale), rows, ways }))
}

fn row(line: Line, locale: Locale) -> BesideRow {
    let off = line.called_off.then(|| t::called_off(locale).to_owned());
    let about = off.into_iter().chain([line.at.when(locale), line.cost]);
    BesideRow {
        path: format!("/dates/{}", line.address),
        lang: line.lang,
        title: line.title,
        about: about.collect::<Vec<_>>().join(" · "),
    }
}

/// Where somebody is to come since a visit at the desk began, and where they wait.
pub(super) fn takes_home(
    seen: &Snapshot<'_>,
    member: MemberId,
    since: Time,
    locale: Locale,
) -> Result<Vec<String>> {
    let seats = store::seats_since(seen, member, since)?;
    if seats.is_empty() {
        return Ok(Vec::new());
    }
    let all = store::list(seen, locale)?;
    let line = |seat: &Shared| {
        let date = all.iter().find(|date| date.id == seat.date)?;
        Some(said(date, &date.details.plan.occurrence(seat.day)?, seat.place.is_none(), locale))
    };
    Ok(seats.iter().filter_map(line).collect())
}

fn said(date: &Listed, at: &Occurrence, waits: bool, locale: Locale) -> String {
    let (title, when, place) = (&date.title, at.when(locale), date.place());
    if waits { t::slip_waits(locale, place, title, when) } else { t::slip_comes(locale, place, title, when) }
}
