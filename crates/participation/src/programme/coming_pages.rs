//! "I'm coming", taking it back, and the list of one's own with its calendar.

use super::acts::{self, ReadMine, hash_of};
use super::input::DayInput;
use super::model::Occurrence;
use super::pages::guest;
use super::store::{self, Listed, Owned, Shared};
use crate::texts::programme as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Code, Day, ItemId, Key, MemberId, Time};
use web::{Choice as _, Chrome, Form, Page, Path, Redirect, Result, Typed, Visit};

/// Says that somebody comes, once; tells the occurrence, and whether there was a place.
pub(super) async fn comes(visit: &Visit, slug: &str, day: Day, once: Key) -> Result<(Occurrence, bool)> {
    let (date, at) = occurrence(visit, slug, day).await?;
    let guest = guest(visit, date, day);
    let write = move |tx: &Tx<'_>| {
        let place = acts::come(tx, date, day, guest.clone())?;
        Ok(if place { "place" } else { "waits" }.to_owned())
    };
    let outcome = visit.app.store.write_once(visit.actor, once, write).await?;
    Ok((at, outcome == "place"))
}

/// Says that somebody does not come after all, once.
pub(super) async fn gives_up(visit: &Visit, slug: &str, day: Day, once: Key) -> Result<()> {
    let (date, _) = occurrence(visit, slug, day).await?;
    let guest = guest(visit, date, day);
    let write = move |tx: &Tx<'_>| acts::give_up(tx, date, day, guest.clone()).map(|()| String::new());
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(())
}

async fn occurrence(visit: &Visit, slug: &str, day: Day) -> Result<(ItemId, Occurrence)> {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let facts = store::facts_by_slug(seen, &slug)?;
        Ok((facts.id, facts.details.plan.occurrence(day).ok_or(Code::NotFound)?))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

/// `POST /dates/{slug}/come`
pub async fn come(visit: Visit, Path(slug): Path<String>, form: Form<DayInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let day = ready.input.0;
    let (at, place) = comes(&visit, &slug, day, ready.once).await?;
    let locale = visit.locale;
    let say = match (place, visit.actor.for_member.is_some()) {
        (true, false) => t::coming_done(locale, at.when(locale)),
        (true, true) => t::coming_done_for(locale, at.when(locale)),
        (false, _) => t::waiting_done(locale).to_owned(),
    };
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}?day={day}"))).say(say))
}

/// `POST /dates/{slug}/give-up`
pub async fn give_up(visit: Visit, Path(slug): Path<String>, form: Form<DayInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let day = ready.input.0;
    gives_up(&visit, &slug, day, ready.once).await?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}?day={day}"))).say(t::given_up(visit.locale)))
}

/// One of those where somebody comes.
struct MyDate {
    listed: Listed,
    at: Occurrence,
    waits: bool,
    called_off: bool,
}

#[derive(Template)]
#[template(path = "programme/mine.html")]
struct MinePage {
    chrome: Chrome,
    comes: Vec<MyDate>,
    hosts: Vec<Owned>,
    shared: Option<Time>,
    /// The address of the calendar, shown once.
    address: Option<String>,
    form: Typed,
}

/// The member who acts here.
fn me(visit: &Visit) -> Result<MemberId> {
    Ok(visit.acting()?)
}

/// Where somebody comes, of what is in sight.
fn my_dates(seats: &[Shared], all: &[Listed], now: Time) -> Vec<MyDate> {
    let one = |seat: &Shared| {
        let listed = all.iter().find(|one| one.id == seat.date)?.clone();
        let at = listed.details.plan.occurrence(seat.day).filter(|at| !at.over(now))?;
        let called_off = at.called_off || listed.state == super::model::State::CalledOff;
        Some(MyDate { listed, at, waits: seat.place.is_none(), called_off })
    };
    let mut mine: Vec<MyDate> = seats.iter().filter_map(one).collect();
    mine.sort_by_key(|one| one.at.from);
    mine
}

async fn mine_page(visit: &Visit, address: Option<String>) -> Result<MinePage> {
    let (me, locale) = (me(visit)?, visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadMine(me))?;
        let seats = store::seats_of(seen, me)?;
        let comes = my_dates(&seats, &store::list(seen, locale)?, seen.now());
        Ok((comes, store::owned(seen, me, 200)?, store::shared(seen, me)?))
    };
    let (comes, hosts, shared) = visit.app.store.read(visit.actor, read).await?;
    let chrome = visit.chrome(t::mine(locale));
    Ok(MinePage { chrome, comes, hosts, shared, address, form: visit.form::<()>() })
}

/// `GET /me/dates`
pub async fn mine(visit: Visit) -> Result<Page<impl Template>> {
    Ok(Page::of(mine_page(&visit, None).await?))
}

/// `POST /me/dates/share`: a new address of one's own calendar, shown this once.
pub async fn share(visit: Visit, form: Form<()>) -> Result<Page<impl Template>> {
    form.ready()?;
    let (me, secret) = (me(&visit)?, Key::random().to_string());
    let hash = hash_of(&secret);
    visit.app.store.write(visit.actor, move |tx| acts::share(tx, me, &hash)).await?;
    let address =
        format!("{}{}", visit.app.settings.address, visit.path(&format!("/dates/own/{secret}.ics")));
    Ok(Page::of(mine_page(&visit, Some(address)).await?))
}

/// `POST /me/dates/stop`: no address opens one's own calendar any more.
pub async fn stop(visit: Visit, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    let me = me(&visit)?;
    visit.app.store.write(visit.actor, move |tx| acts::stop_sharing(tx, me)).await?;
    Ok(Redirect::to(visit.path("/me/dates")).say(t::stopped(visit.locale)))
}
