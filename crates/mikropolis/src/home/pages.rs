//! The first pages.

use crate::texts::home as t;
use askama::Template;
use axum::response::{IntoResponse, Response};
use commons::cards::{CardView, view};
use commons::items::{self, Card};
use kernel::{Actor, CommunityId};
use store::Snapshot;
use web::{Chrome, Page, Redirect, Result, Visit};

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage {
    chrome: Chrome,
    story: Option<CardView>,
    stories: Vec<CardView>,
    offers: Vec<CardView>,
    places: Vec<CardView>,
}

/// `GET /{community}`
pub async fn home(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let newest = |kind, limit| items::newest(seen, kind, locale, None, limit);
        Ok((newest("story", 4)?, newest("offer", 6)?, newest("place", 3)?))
    };
    let (stories, offers, places) = visit.app.store.read(visit.actor, read).await?;
    let views = |cards: &[Card]| cards.iter().map(|card| view(&visit, card)).collect::<Vec<_>>();
    let mut stories = views(&stories);
    let story = (!stories.is_empty()).then(|| stories.remove(0));
    Ok(Page::of(HomePage {
        chrome: visit.chrome(visit.community.name(locale).to_owned()).wide(),
        story,
        stories,
        offers: views(&offers),
        places: views(&places),
    }))
}

#[derive(Template)]
#[template(path = "home/root.html")]
struct RootPage {
    chrome: Chrome,
    neighbourhoods: Vec<(String, String)>,
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
        .map(|one| (format!("/{}", one.slug), one.face.name.get(visit.locale).to_owned()))
        .collect();
    Ok(Page::of(RootPage { chrome: visit.chrome(t::neighbourhoods(visit.locale)), neighbourhoods })
        .into_response())
}
