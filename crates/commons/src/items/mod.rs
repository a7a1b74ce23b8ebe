//! What people publish, whatever it is: places, stories, needs and offers, budget editions.
//!
//! An item has a row (kind, owner, stage, audience, version), words by language, people with a part in it, links
//! to other items, and terms by which it is found. One rule of visibility (`{visible …}` in `store`) serves
//! pages, feeds, search, map, mail and counters.
//!
//! Never items: people, relayed messages, cases, signatures, opinions, ballots, reports.

mod model;
mod search;
mod store;

pub use model::{Audience, Card, Facts, NewItem, Stage, TextRow, TextState, Words};
pub use search::{Hits, PAGE, find};
pub use store::{
    After, ItemAct, add_member, add_text, bump, create, erase, facts, facts_by_slug, linked_from, linked_to, newest,
    own, put_text, set_end, set_links, set_stage, texts, texts_in_any_stage, viewer, waiting,
};

/// Its tables.
pub const STEPS: &[::store::Step] = &[::store::step!("20261123-2_items")];

/// Its statements, for the tests that prepare each one on both engines.
pub static STATEMENTS: &[&[&::store::Statement]] = &[store::STATEMENTS, search::STATEMENTS];
