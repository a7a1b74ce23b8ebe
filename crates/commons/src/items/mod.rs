//! What people publish, whatever it is: places, stories, needs and offers, budget editions.
//!
//! An item has a row (kind, owner, stage, audience, version), words by language, people with a part in it, links
//! to other items, and terms by which it is found. One rule of visibility (`{visible …}` in `store`) serves
//! pages, feeds, search, map, mail and counters; whatever finds items of every kind asks with its reader
//! (`{visible item level reader}`), so that nobody meets a need of whom they are kept apart from.
//!
//! Never items: people, relayed messages, cases, signatures, opinions, ballots, reports.

mod erasing;
mod leaving;
mod model;
mod search;
mod store;
mod translation;

pub use erasing::{EraseAgain, is_there, on_the_list};
pub use model::{Audience, Card, Facts, NewItem, News, Stage, TextRow, TextState, Words};
pub use search::{Hits, PAGE, find, gaps};
pub use store::{
    After, ItemAct, NOBODY, NewsFor, add_member, add_text, bump, create, erase, facts, facts_by_slug,
    is_apart, linked_from, linked_to, newest, news, own, put_original, set_end, set_links, set_stage,
    set_text_state, texts, texts_in_any_stage, viewer, waiting,
};
pub use text::brief;

pub use translation::{Beside, Translation, is_stale, may_translate, put_translation};

pub use search::STATEMENTS as SEARCH_STATEMENTS;

/// The slice: tables, no pages of its own.
pub static SLICE: web::Slice = web::Slice {
    schema: &[::store::step!("20261123-2_items"), ::store::step!("20261130-2_item_text_rows")],
    acts: &[<EraseAgain as ::store::Act>::ROW],
    statements: store::STATEMENTS,
    erasure: web::Erasure {
        says: "what the features let stay belongs to nobody any more, and nobody is named as its author",
        erase: Some(leaving::erase),
    },
    erase_thing: Some(erasing::erase_again),
    export: Some(leaving::export),
    ..web::Slice::named(
        "items",
        "What people publish: words by language, stages, links, and terms to find them by.",
    )
};
