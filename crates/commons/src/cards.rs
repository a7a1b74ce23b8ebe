//! Cards of items of any kind, for lists that mix them: search, home, "my things". The kinds come from the slices
//! as data, so nothing here knows a pillar.

use crate::items::{Card, Facts};
use kernel::Locale;
use web::{ItemKind, ItemRef, Visit};

/// A card ready for a template.
#[derive(Clone, Debug)]
pub struct CardView {
    /// Its page.
    pub path: String,
    /// What one of its kind is called.
    pub label: &'static str,
    /// Its pillar, as a word for the style sheet.
    pub pillar: &'static str,
    /// The language of title and summary.
    pub lang: Locale,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Invented, for trying out.
    pub sample: bool,
}

/// The kind of a card.
pub fn kind_of(visit: &Visit, card: &Card) -> Option<&'static ItemKind> {
    visit.app.slices.iter().flat_map(|slice| slice.item_kinds).find(|kind| kind.key == card.kind)
}

/// The page of an item.
pub fn path_of(visit: &Visit, facts: &Facts) -> Option<String> {
    let mut kinds = visit.app.slices.iter().flat_map(|slice| slice.item_kinds);
    let kind = kinds.find(|kind| kind.key == facts.kind)?;
    Some(visit.path(&(kind.path)(&ItemRef { id: facts.id, slug: facts.slug.clone() })))
}

/// Makes a card ready for a template.
pub fn view(visit: &Visit, card: &Card) -> CardView {
    let kind = kind_of(visit, card);
    let item = ItemRef { id: card.id, slug: card.slug.clone() };
    CardView {
        path: kind.map_or_else(|| visit.path("/"), |kind| visit.path(&(kind.path)(&item))),
        label: kind.map_or("", |kind| (kind.label)(visit.locale)),
        pillar: kind.map_or("", |kind| kind.pillar.word()),
        lang: card.lang,
        title: card.title.clone(),
        summary: card.summary.clone(),
        sample: card.sample,
    }
}
