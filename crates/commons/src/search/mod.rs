//! Finding what neighbours published: every kind of item with one box, in any of the three languages, with or
//! without Polish letters.

mod pages;

use crate::items;
use axum::routing::get;
use web::{Cache, Guard, Limit, Route, Slice};

/// Searches from one address in a minute.
static OFTEN: Limit = Limit::new("search", 60, 60);

const ROUTES: &[Route] = &[
    Route::get("/search", Guard::Public("finds only what its reader may see"), Cache::Private, || {
        get(pages::search)
    })
    .limited(&OFTEN),
    Route::get("/api/search", Guard::Public("finds only what its reader may see"), Cache::Private, || {
        get(pages::api)
    })
    .api()
    .takes::<pages::Wanted>()
    .limited(&OFTEN),
];

/// The slice. Its table lies with the items.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    statements: items::SEARCH_STATEMENTS,
    ..Slice::named(
        "search",
        "One box that finds every kind of item, with Polish endings and without Polish letters.",
    )
};
