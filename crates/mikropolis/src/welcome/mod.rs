//! The first screen of somebody who came by a poster: what this is, that it is free, who sees what, what can be done
//! today, and where a person sits. In the language of their phone. It stands here and not below, since it gathers from
//! all pillars.

mod others;
mod pages;

use crate::texts::welcome as t;
use axum::routing::get;
use web::{About, Cache, Guard, Route, Scope, Slice};

const ROUTES: &[Route] = &[Route::get(
    "/welcome",
    Guard::Public("for everybody who has just come"),
    Cache::Public { seconds: 60 },
    || get(pages::welcome),
)];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    about_pages: &[About {
        scope: Scope::Community,
        path: "/welcome",
        label: |locale| t::first_time(locale),
        rank: 10,
    }],
    ..Slice::named("welcome", "What newcomers read first, in their language.")
};
