//! What the pillars share: items, media, consent, reports, notices, search, map.

// Templates shared with other crates name items by their full path, which has to hold here too.
extern crate self as commons;

pub mod agreement;
pub mod blocks;
pub mod calls;
pub mod cards;
pub mod consent;
pub mod digest;
pub mod ground;
pub mod helplines;
pub mod items;
pub mod media;
pub mod mediation;
pub mod mediation_words;
pub mod notices;
pub mod paper_inbox;
pub mod papers;
pub mod reach;
pub mod reports;
pub mod search;
pub mod seats;
pub mod short_links;
pub mod translating;

text::texts!();

/// Its slices.
pub static SLICES: &[&web::Slice] = &[
    &items::SLICE,
    &media::SLICE,
    &consent::SLICE,
    &ground::SLICE,
    &search::SLICE,
    &reports::SLICE,
    &blocks::SLICE,
    &mediation::SLICE,
    &mediation_words::SLICE,
    &notices::SLICE,
    &calls::SLICE,
    &reach::SLICE,
    &digest::SLICE,
    &helplines::SLICE,
    &short_links::SLICE,
    &translating::SLICE,
    &agreement::SLICE,
    &papers::SLICE,
    &paper_inbox::SLICE,
];
