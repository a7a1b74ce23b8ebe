//! Calendars for calendar programs (RFC 5545) and news for feed readers.

use super::acts::{ReadShared, hash_of};
use super::calendar::cost;
use super::model::{Different, Occurrence, State};
use super::store::{self, Listed, Shared};
use crate::texts::programme as t;
use ::store::Snapshot;
use kernel::{Actor, Code, Locale, Refusal, Who};
use text::atom::{Entry, Feed};
use text::ics::{Again, Calendar, Event};
use web::{Document, Path, Result, Visit};

/// Entries of a feed.
const FEED: usize = 30;

fn address(visit: &Visit, below: &str) -> String {
    format!("{}{}", visit.app.settings.address, visit.path(below))
}

/// What one date, or one occurrence of it, says to a calendar program.
fn event(visit: &Visit, listed: &Listed, at: &Occurrence, again: Again) -> Event {
    let locale = visit.locale;
    let details = &listed.details;
    let mut about = vec![listed.summary.clone(), cost(details, locale), at.note.clone()];
    about.retain(|line| !line.is_empty());
    Event {
        // stays the same whatever it is called, and wherever the neighbourhood moves
        uid: format!("{}@mikropolis", listed.id),
        sequence: listed.sequence,
        changed: listed.changed_at,
        start: at.from,
        end: at.to,
        again,
        cancelled: at.called_off || listed.state == State::CalledOff,
        title: listed.title.clone(),
        about: about.join("\n"),
        place: listed.place(),
        page: address(visit, &format!("/dates/{}", listed.slug)),
    }
}

/// A date as a series with what is different about it.
fn series(visit: &Visit, listed: &Listed) -> Vec<Event> {
    let plan = &listed.details.plan;
    let announced = super::model::Plan { series: plan.series.clone(), exceptions: Vec::new() };
    let Some(first) = announced.occurrence(plan.series.first) else { return Vec::new() };
    if !plan.series.weekly {
        let only = plan.occurrence(plan.series.first);
        return only.map(|only| event(visit, listed, &only, Again::Once)).into_iter().collect();
    }
    let skipped =
        plan.exceptions.iter().filter(|one| one.what == Different::Skipped && plan.series.has(one.day));
    let except = skipped.map(|one| one.day.0).collect();
    let again = Again::Weekly { last: plan.series.last.map(|last| last.0), except };
    let mut events = vec![event(visit, listed, &first, again)];
    let different = plan.exceptions.iter().filter(|one| one.what != Different::Skipped);
    events.extend(different.filter_map(|one| {
        let before = announced.occurrence(one.day)?.from;
        Some(event(visit, listed, &plan.occurrence(one.day)?, Again::InsteadOf(before)))
    }));
    events
}

fn calendar(visit: &Visit, name: String, page: &str, events: Vec<Event>) -> Document {
    let calendar = Calendar { name, language: visit.locale, page: address(visit, page), events };
    Document::new("text/calendar; charset=utf-8", calendar.to_ics())
}

/// Everything in sight, as a visitor: a calendar is read by programs, whoever asked for it.
async fn everything(visit: &Visit) -> Result<Vec<Listed>> {
    let locale = visit.locale;
    let actor = Actor::visitor(visit.actor.community);
    Ok(visit.app.store.read(actor, move |seen| store::list(seen, locale)).await?)
}

fn titled(visit: &Visit, more: &str) -> String {
    format!("{}: {more}", visit.community.name(visit.locale))
}

/// `GET /dates.ics`
pub async fn all(visit: Visit) -> Result<Document> {
    let all = everything(&visit).await?;
    let events = all.iter().flat_map(|one| series(&visit, one)).collect();
    Ok(calendar(&visit, titled(&visit, t::name(visit.locale)), "/dates", events))
}

/// The part of an address before its ending.
fn stem(file: &str) -> &str {
    file.strip_suffix(".ics").unwrap_or(file)
}

/// `GET /dates/at/{place}.ics`
pub async fn at_place(visit: Visit, Path(file): Path<String>) -> Result<Document> {
    let (place, locale) = (stem(&file).to_owned(), visit.locale);
    let wanted = place.clone();
    let read = move |seen: &Snapshot<'_>| {
        // a place out of sight is not among them; one where nothing is planned has an empty calendar
        let place = store::places(seen, locale)?.into_iter().find(|place| place.slug == wanted);
        let place = place.ok_or(Code::NotFound)?;
        Ok((store::at_place(seen, place.id, locale)?, place.name))
    };
    let (all, called) = visit.app.store.read(Actor::visitor(visit.actor.community), read).await?;
    let name = titled(&visit, &called);
    let events = all.iter().flat_map(|one| series(&visit, one)).collect();
    Ok(calendar(&visit, name, &format!("/dates?place={place}"), events))
}

/// `GET /dates/{slug}/date.ics`
pub async fn one(visit: Visit, Path(slug): Path<String>) -> Result<Document> {
    let (locale, wanted) = (visit.locale, slug.clone());
    let read = move |seen: &Snapshot<'_>| store::listed(seen, &wanted, locale);
    let one = visit.app.store.read(Actor::visitor(visit.actor.community), read).await?;
    let name = one.title.clone();
    Ok(calendar(&visit, name, &format!("/dates/{slug}"), series(&visit, &one)).named(format!("{slug}.ics")))
}

/// What somebody hosts as a whole, and the days on which they come elsewhere.
fn mine(visit: &Visit, all: &[Listed], seats: &[Shared], me: kernel::MemberId) -> Vec<Event> {
    let (hosted, others): (Vec<&Listed>, Vec<&Listed>) = all.iter().partition(|one| one.owner == Some(me));
    let mut events: Vec<Event> = hosted.into_iter().flat_map(|one| series(visit, one)).collect();
    for seat in seats {
        let Some(listed) = others.iter().find(|one| one.id == seat.date) else { continue };
        let Some(at) = listed.details.plan.occurrence(seat.day) else { continue };
        let mut event = event(visit, listed, &at, Again::Once);
        event.uid = format!("{}-{}@mikropolis", listed.id, seat.day);
        if seat.place.is_none() {
            event.title = t::waits_for(visit.locale, &event.title);
        }
        events.push(event);
    }
    events
}

/// `GET /dates/own/{secret}.ics`
pub async fn own(visit: Visit, Path(file): Path<String>) -> Result<Document> {
    let hash = hash_of(stem(&file));
    let community = visit.actor.community;
    let whose = visit.app.store.read(Actor::visitor(community), move |seen| store::feed(seen, &hash)).await?;
    let Some(me) = whose else { return Err(Refusal::plain(Code::NotFound).into()) };
    let holder = Actor { who: Who::CodeHolder(me.0), ..Actor::visitor(community) };
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadShared(me))?;
        let locale = people::member::name(seen, me)?.map_or(Locale::Pl, |(_, locale, _)| locale);
        Ok((store::list(seen, locale)?, store::seats_of(seen, me)?, locale))
    };
    let (all, seats, locale) = visit.app.store.read(holder, read).await?;
    let mut visit = visit;
    visit.locale = locale;
    let events = mine(&visit, &all, &seats, me);
    Ok(calendar(&visit, titled(&visit, t::mine(locale)), "/me/dates", events))
}

/// `GET /dates.atom`
pub async fn atom(visit: Visit) -> Result<Document> {
    let locale = visit.locale;
    let mut all = everything(&visit).await?;
    all.sort_by_key(|one| std::cmp::Reverse(one.published_at));
    all.truncate(FEED);
    let now = visit.app.clock.now();
    let entry = |one: &Listed| {
        let published = one.published_at.unwrap_or(one.changed_at);
        let when = one.details.plan.next(now).map(|at| at.when(locale)).unwrap_or_default();
        let parts = [when, one.place(), one.summary.clone()];
        let page = address(&visit, &format!("/dates/{}", one.slug));
        Entry {
            id: address(&visit, &format!("/dates/{}", one.id)),
            title: one.title.clone(),
            page,
            published,
            updated: one.changed_at.max(published),
            author: visit.community.name(locale).to_owned(),
            summary: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            html: String::new(),
        }
    };
    let updated = all.iter().map(|one| one.changed_at).max().unwrap_or(kernel::Time::from_micros(0));
    let feed = Feed {
        id: address(&visit, "/dates"),
        title: t::name(locale).to_owned(),
        language: locale,
        page: address(&visit, "/dates"),
        address: address(&visit, "/dates.atom"),
        updated,
        entries: all.iter().map(entry).collect(),
    };
    Ok(Document::new("application/atom+xml; charset=utf-8", feed.to_xml()))
}
