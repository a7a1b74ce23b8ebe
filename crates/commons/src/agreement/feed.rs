//! News of the agreement for feed readers: versions as they are announced, proposals as they are made.

use super::store::{self, Text};
use super::view;
use crate::texts::agreement as t;
use kernel::{Actor, Time};
use text::atom::{Entry, Feed};
use web::{Document, Result, Visit};

/// Entries of a feed.
const FEED: usize = 30;

/// `GET /agreement.atom`
pub async fn atom(visit: Visit) -> Result<Document> {
    let locale = visit.locale;
    // a feed is read by programs, whoever asked for it
    let actor = Actor::visitor(visit.actor.community);
    let shelf = visit.app.store.read(actor, move |seen| store::shelf(seen, locale)).await?;
    let address = |below: &str| format!("{}{}", visit.app.settings.address, visit.path(below));
    let changed = |text: &Text| text.announced.or(text.decided_at).unwrap_or(text.created_at);
    let mut all: Vec<&Text> = shelf.all.iter().collect();
    all.sort_by_key(|text| std::cmp::Reverse(changed(text)));
    all.truncate(FEED);
    let entry = |text: &&Text| {
        let said = match text.number {
            Some(_) => view::standing_words(&shelf, text, locale),
            None => text.state.called(locale).to_owned(),
        };
        Entry {
            id: address(&format!("/agreement/{}", text.id)),
            title: text.title.clone(),
            page: address(&view::path(text)),
            published: text.created_at,
            updated: changed(text),
            author: visit.community.name(locale).to_owned(),
            summary: format!("{said} · {}", text.why),
            html: String::new(),
        }
    };
    let feed = Feed {
        id: address("/agreement"),
        title: t::name(locale).to_owned(),
        language: locale,
        page: address("/agreement"),
        address: address("/agreement.atom"),
        updated: all.iter().map(|text| changed(text)).max().unwrap_or(Time::from_micros(0)),
        entries: all.iter().map(entry).collect(),
    };
    Ok(Document::new("application/atom+xml; charset=utf-8", feed.to_xml()))
}
