//! The stairwell bulletin: one sheet of paper, made in two minutes from what the neighbourhood told, asked and offered.
//!
//! For those who read paper, and for whoever pins it up. The page proposes a choice that already fits; an animator or
//! editor takes out, orders and shortens (the original stays as it is), adds a few words, looks at it and publishes.
//! Nothing is copied: an issue holds which items it shows, so that what is withdrawn goes out of the archive and of
//! every PDF made from then on. A story is printed only if its teller and every living person in it agreed to print,
//! thanks only if both sides did; what is for the desk alone, and what concerns children, never is (GDPR art. 6(1)(a)
//! and 7; Polish Press Act of 26 January 1984, art. 27: the imprint).

mod acts;
mod api;
mod choose;
mod dates;
mod edit;
pub mod import;
mod input;
mod jobs;
mod model;
mod pages;
mod paper;
mod printed;
mod store;
#[cfg(test)]
mod tests;

use crate::texts::bulletin as t;
use ::store::Act;
use acts::{AgreeThanks, Arrange, Forget, Make, Publish, ReadDraft};
use axum::routing::{get, post};
use commons::papers::OFTEN;
use kernel::Role;
use web::{About, Cache, Erasure, Guard, Move, Own, Route, Scope, Slice};

const FRESH: Cache = Cache::Public { seconds: 60 };
const OPEN: Guard = Guard::Public("the bulletin hangs in every stairwell");

const ROUTES: &[Route] = &[
    Route::get("/bulletin", OPEN, FRESH, || get(pages::archive)),
    Route::post("/bulletin/new", Guard::Act(&Make::ROW), || post(edit::make)),
    Route::post("/bulletin/thanks", Guard::Act(&AgreeThanks::ROW), || post(edit::agree)),
    Route::get("/bulletin/{number}", OPEN, FRESH, || get(pages::issue)),
    Route::get("/bulletin/{number}/a4.pdf", OPEN, FRESH, || get(pages::sheet)).limited(&OFTEN),
    Route::get("/bulletin/{number}/large.pdf", OPEN, FRESH, || get(pages::large)).limited(&OFTEN),
    Route::get("/bulletin/{number}/edit", Guard::Act(&Arrange::ROW), Cache::Private, || get(edit::form)),
    Route::post("/bulletin/{number}/edit", Guard::Act(&Arrange::ROW), || post(edit::keep)),
    Route::post("/bulletin/{number}/publish", Guard::Act(&Publish::ROW), || post(edit::publish)),
    Route::get("/api/bulletin", OPEN, FRESH, || get(api::archive)).api(),
    Route::get("/api/bulletin/{number}", OPEN, FRESH, || get(api::issue)).api(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[Own { path: "/bulletin", label: |locale| t::way(locale), roles: &[Role::Animator, Role::Editor] }],
    about_pages: &[About {
        scope: Scope::Community,
        path: "/bulletin",
        label: |locale| t::name(locale),
        rank: 30,
    }],
    acts: &[Make::ROW, Arrange::ROW, Publish::ROW, ReadDraft::ROW, AgreeThanks::ROW, Forget::ROW],
    moves: &[
        Move { machine: "bulletin", from: "nothing", to: "draft", by: &Make::ROW },
        Move { machine: "bulletin", from: "draft", to: "published", by: &Publish::ROW },
    ],
    schema: &[::store::step!("20261129-40_bulletin")],
    statements: store::STATEMENTS,
    jobs: jobs::JOBS,
    erasure: Erasure {
        says: "words shortened for an issue go with the story they are from; the imprint names nobody any more",
        erase: Some(acts::erase),
    },
    ..Slice::named(
        "bulletin",
        "The stairwell bulletin: one sheet from what neighbours told, asked and offered.",
    )
};
