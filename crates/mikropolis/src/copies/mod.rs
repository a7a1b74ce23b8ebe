//! "Save a copy": everything in one encrypted file, for a stick, from the browser of whoever looks after the
//! neighbourhood. The word that opens it is shown once, written on paper and asked for back, so that no copy is
//! locked with a word nobody has (GDPR art. 32(1)(c)).
//!
//! It holds everything, private messages too, so it is for administrators alone: whoever runs the one neighbourhood of a
//! machine looks after the machine. On a server with several neighbourhoods the copy holds this one alone, and nothing of the sealed database: votes
//! and codes of recovery stay with the operator.

mod pages;
mod stream;

use axum::routing::{get, post};
use kernel::{ActRow, Grant, Role};
use store::{Act, Result, Snapshot};
use web::{Cache, Guard, Own, Route, Slice};

/// Save a copy of the neighbourhood.
#[derive(Clone, Copy, Debug)]
pub struct SaveCopy;

impl Act for SaveCopy {
    const NAME: &'static str = "copies.save";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator)];
    const LAW: &'static str =
        "GDPR art. 32(1)(c): data can be put back after an accident; encrypted (art. 32(1)(a))";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

const MAY: Guard = Guard::Act(&SaveCopy::ROW);
const ACTS: &[ActRow] = &[SaveCopy::ROW];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/copy", MAY, Cache::Private, || get(pages::overview)),
        Route::get("/copy/word", MAY, Cache::Private, || get(pages::word)),
        Route::get("/copy/save", MAY, Cache::Private, || get(pages::form)),
        Route::post("/copy/save", MAY, || post(pages::save)),
    ],
    acts: ACTS,
    own: &[Own {
        path: "/copy",
        label: |locale| crate::texts::copies::title(locale),
        roles: &[Role::Administrator],
    }],
    ..Slice::named("copies", "Save a copy: one encrypted file for a stick, from the browser.")
};
