//! The first page of a neighbourhood: a story, the next dates, what is needed, what is offered, and one obvious next
//! step; and the first page of an installation. It stands here and not below, since it is the one page that mixes the pillars.

mod pages;

use axum::routing::get;
use web::{Cache, Guard, Route, Slice};

const ROUTES: &[Route] = &[
    Route::get("/", Guard::Public("the first page"), Cache::Public { seconds: 30 }, || get(pages::home)),
    Route::get("/", Guard::Public("leads to the neighbourhood"), Cache::Private, || get(pages::root))
        .installation(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    ..Slice::named("home", "The first page of a neighbourhood and of an installation.")
};
