//! The page of a search.

use crate::cards::{CardView, view};
use crate::items::{self, Hits, PAGE};
use crate::texts::search as t;
use askama::Template;
use serde_json::{Value, json};
use store::Snapshot;
use web::{Chrome, Field, Input, Json, Page, Query, Reader, Result, Visit};

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    query: String,
    page: usize,
}

impl Input for Wanted {
    const FIELDS: &'static [Field] = &[Field::new("q", t::field_q), Field::new("page", t::more)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let query: String = read.raw("q").unwrap_or_default().chars().take(100).collect();
        let page = read.raw("page").and_then(|page| page.parse().ok()).unwrap_or(0).min(50);
        Some(Self { query, page })
    }
}

#[derive(Template)]
#[template(path = "search/page.html")]
struct SearchPage {
    chrome: Chrome,
    query: String,
    total: usize,
    cards: Vec<CardView>,
    more: Option<usize>,
}

async fn hits(visit: &Visit, wanted: &Wanted) -> Result<Hits> {
    let (wanted, locale) = (wanted.clone(), visit.locale);
    if wanted.query.is_empty() {
        return Ok(Hits::default());
    }
    let find = move |seen: &Snapshot<'_>| items::find(seen, &wanted.query, locale, wanted.page);
    Ok(visit.app.store.read(visit.actor, find).await?)
}

/// `GET /search`
pub async fn search(visit: Visit, Query(wanted): Query<Wanted>) -> Result<Page<impl Template>> {
    let hits = hits(&visit, &wanted).await?;
    Ok(Page::of(SearchPage {
        chrome: visit.chrome(t::name(visit.locale)),
        more: ((wanted.page + 1) * PAGE < hits.total).then_some(wanted.page + 1),
        cards: hits.cards.iter().map(|card| view(&visit, card)).collect(),
        total: hits.total,
        query: wanted.query,
    }))
}

/// `GET /api/search`
pub async fn api(visit: Visit, Query(wanted): Query<Wanted>) -> Result<Json<Value>> {
    let hits = hits(&visit, &wanted).await?;
    let card = |card: &items::Card| {
        let view = view(&visit, card);
        json!({"id": card.id.to_string(), "kind": card.kind, "path": view.path, "lang": card.lang.code(),
               "title": card.title, "summary": card.summary})
    };
    Ok(Json::of(json!({"total": hits.total, "items": hits.cards.iter().map(card).collect::<Vec<_>>()})))
}
