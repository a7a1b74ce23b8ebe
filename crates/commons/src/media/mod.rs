//! Pictures of items. What people upload is never served: a process of its own makes small clean copies of it
//! ([`take`]), those lie in the data folder by the hash of their content, and a row gives them to an item.
//!
//! A picture is seen by whoever sees its item. Every picture has words for people who can't see it.

pub mod album;
mod check;
mod files;
mod model;
mod pages;
mod store;

pub use check::{Differences, differences, of_community};
pub use files::{Taken, decode_with, forget, take, take_bytes};
pub(crate) use files::{decoded, is_old, listed};
pub use model::{MOST, MOST_BYTES, MediaId, NewPicture, Picture};
pub use store::{
    add, alts, count, erase_of, first_of, hashes_of_owner, ids_of, of_item, put_alt, put_credit, remove,
};

use crate::items;
use ::store::{Act, Result, Snapshot};
use axum::routing::get;
use kernel::{Code, Grant, Key, Parties, Role};
use web::{Cache, Erasure, Guard, JobRow, Route, Slice};

/// Looking at a picture whose item is not published.
#[derive(Clone, Copy)]
pub struct SeeHidden(pub MediaId);

impl Act for SeeHidden {
    const NAME: &'static str = "media.see_hidden";
    const WHO: &'static [Grant] = &[Grant::Owner, Grant::Role(Role::Editor)];
    const LAW: &'static str = "house rules: drafts belong to their author";
    const DESK: bool = true;
    type Facts = items::Facts;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<items::Facts> {
        let file = store::file(seen, self.0)?.ok_or(Code::NotFound)?;
        Ok(items::facts(seen, file.item)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn parties(&self, facts: &items::Facts) -> Parties {
        Parties { owner: facts.owner, proposer: None }
    }
}

/// Fresh for an hour and then asked for again by its ETag: a picture whose consent is withdrawn must not live on
/// in somebody's proxy for a year, although its bytes never change. Signed-in readers get `no-store`.
const FRESH: Cache = Cache::Public { seconds: 3600 };

const ROUTES: &[Route] = &[Route::get(
    "/media/{id}/{file}",
    Guard::Public("shows only pictures of items its reader may see"),
    FRESH,
    || get(pages::show),
)];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    acts: &[SeeHidden::ROW],
    schema: &[::store::step!("20261123-4_media")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: files::SWEEP,
        about: "Removes picture files to which no row points.",
        every_minutes: Some(60),
        run: |app, task| Box::pin(async move { files::sweep(&app, task).await }),
    }],
    erasure: Erasure {
        says: "pictures go with the item they belong to; their files are removed within the hour",
        erase: Some(store::let_go),
    },
    erase_thing: Some(store::erase_again),
    ..Slice::named(
        "media",
        "Pictures of items: small clean copies, with words for people who can't see them.",
    )
};
