//! Short addresses for paper: `/q/{code}`, six signs that can be typed, read out and photographed.
//!
//! A poster hangs for years, so a code leads to the same page for ever; what was withdrawn since answers with its own
//! stub, what was erased with "gone". Only addresses of this very neighbourhood are kept, so that no code can lead
//! elsewhere. Codes say nothing and open nothing: they stand for pages everybody may ask for.

pub mod acts;
mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use acts::{make, make_standing};
pub use model::{STANDING, ShortCode, batch};
pub(crate) use store::cut;
pub use store::{code_of, for_item, for_path};

use ::store::Act;
use axum::routing::get;
use web::{Cache, Erasure, Guard, Limit, Route, Slice};

/// Codes tried from one network in a minute: more than a stairwell full of telephones, less than a search.
static OFTEN: Limit = Limit::new("short addresses", 60, 60);

const OPEN: Guard = Guard::Public("the code stands on a wall; what is behind it decides for itself");

const ROUTES: &[Route] = &[
    Route::get("/q", OPEN, Cache::Private, || get(pages::typed)).installation().limited(&OFTEN),
    Route::get("/q/{code}", OPEN, Cache::Private, || get(pages::follow)).installation().limited(&OFTEN),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    acts: &[acts::MakeShort::ROW],
    schema: &[::store::step!("20261129-30_short_links")],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "keeps addresses of pages; the address of something erased is taken out with it",
        erase: None,
    },
    ..Slice::named(
        "short_links",
        "Short addresses for posters and slips, that lead to the same page for ever.",
    )
};
