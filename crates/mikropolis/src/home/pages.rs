//! The first pages.

use crate::texts::home as t;
use askama::Template;
use axum::response::{IntoResponse, Response};
use commons::cards::{CardView, view};
use commons::items::{self, Card};
use commons::media::{self, Picture};
use kernel::{Actor, CommunityId, Locale, Time};
use participation::programme::calendar::{Line, soonest};
use participation::programme::store as programme;
use std::sync::Arc;
use store::Snapshot;
use support::offers::model::Side;
use support::offers::store::{self as offered, Listed};
use web::{Choice as _, Chrome, Page, Person, Redirect, Result, Visit};

/// The one thing to do next.
struct Step {
    path: &'static str,
    label: &'static str,
    why: &'static str,
}

/// Needs or offers, the newest few.
struct Newest {
    title: &'static str,
    none: &'static str,
    begin: &'static str,
    new: &'static str,
    all: &'static str,
    see_all: &'static str,
    rows: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage {
    chrome: Chrome,
    base: String,
    step: Step,
    story: Option<CardView>,
    picture: Option<Picture>,
    stories: Vec<CardView>,
    dates: Vec<Line>,
    sides: [Newest; 2],
    edition: Option<CardView>,
    places: Vec<CardView>,
}

/// What is read for the first page, on one snapshot.
struct Found {
    stories: Vec<Card>,
    picture: Option<Picture>,
    dates: Vec<programme::Listed>,
    now: Time,
    needs: Vec<Listed>,
    offers: Vec<Listed>,
    editions: Vec<Card>,
    places: Vec<Card>,
}

fn look(seen: &Snapshot<'_>, locale: Locale) -> store::Result<Found> {
    let newest = |kind, limit| items::newest(seen, kind, locale, None, limit);
    let stories = newest("story", 4)?;
    let first: Vec<_> = stories.iter().map(|story| story.id).take(1).collect();
    Ok(Found {
        picture: media::first_of(seen, &first, locale)?.pop(),
        stories,
        dates: programme::list(seen, locale)?,
        now: seen.now(),
        needs: offered::newest(seen, Side::Need, locale, 4)?,
        offers: offered::newest(seen, Side::Offer, locale, 4)?,
        editions: newest(participation::budget::KIND, 1)?,
        places: newest("place", 3)?,
    })
}

/// `GET /{community}`
pub async fn home(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let found = visit.app.store.read(visit.actor, move |seen| look(seen, locale)).await?;
    let views = |cards: &[Card]| cards.iter().map(|card| view(&visit, card)).collect::<Vec<_>>();
    let joined = visit.actor.acting().is_some();
    let mut stories = views(&found.stories);
    let story = (!stories.is_empty()).then(|| stories.remove(0));
    Ok(Page::of(HomePage {
        chrome: visit.chrome(visit.community.name(locale).to_owned()).wide(),
        base: visit.path(""),
        step: step(&visit),
        story,
        picture: found.picture,
        stories,
        dates: soonest(&found.dates, found.now, locale, 4),
        sides: [needs(found.needs, locale, joined), offers(found.offers, locale, joined)],
        edition: views(&found.editions).pop(),
        places: views(&found.places),
    }))
}

/// Who has not joined may; who has, may tell; who runs the neighbourhood sees first what waits today.
fn step(visit: &Visit) -> Step {
    let locale = visit.locale;
    let runs = |person: &Arc<Person>| crate::today::ROLES.iter().any(|role| person.has(*role));
    match visit.actor.acting() {
        Some(_) if visit.person.as_ref().is_some_and(|person| person.helping.is_none() && runs(person)) => {
            Step { path: "/today", label: t::today(locale), why: t::today_why(locale) }
        }
        None => Step { path: "/join", label: t::join(locale), why: t::join_why(locale) },
        Some(_) => Step { path: "/stories/tell", label: t::tell(locale), why: t::tell_why(locale) },
    }
}

/// Who has not joined begins all the same, and joins afterwards.
fn needs(rows: Vec<Listed>, locale: Locale, joined: bool) -> Newest {
    Newest {
        title: t::needs(locale),
        none: t::no_need(locale),
        begin: t::ask(locale),
        new: if joined { "/needs/new" } else { "/needs/begin" },
        all: "/needs",
        see_all: t::all_needs(locale),
        rows,
    }
}

fn offers(rows: Vec<Listed>, locale: Locale, joined: bool) -> Newest {
    Newest {
        title: t::offers(locale),
        none: t::no_offer(locale),
        begin: t::give(locale),
        new: if joined { "/offers/new" } else { "/offers/begin" },
        all: "/offers",
        see_all: t::all_offers(locale),
        rows,
    }
}

#[derive(Template)]
#[template(path = "home/root.html")]
struct RootPage {
    chrome: Chrome,
    neighbourhoods: Vec<(String, String)>,
    empty: bool,
}

/// `GET /`: a single neighbourhood lives here; several are listed.
pub async fn root(visit: Visit) -> Result<Response> {
    let operator = Actor::operator(CommunityId::INSTALLATION);
    let found = visit.app.store.read(operator, people::community::all).await?;
    if let [only] = found.as_slice() {
        return Ok(Redirect::to(format!("/{}", only.slug)).into_response());
    }
    let neighbourhoods = found
        .iter()
        .filter(|one| !one.face.unlisted)
        .map(|one| (format!("/{}", one.slug), one.face.name.get(visit.locale).to_owned()))
        .collect();
    Ok(Page::of(RootPage {
        chrome: visit.chrome(t::neighbourhoods(visit.locale)),
        neighbourhoods,
        empty: found.is_empty(),
    })
    .into_response())
}
