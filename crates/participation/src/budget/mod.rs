//! A participatory budget's finished edition: imported from its Pabulib file, counted by its own rule, explained to
//! everybody whose project lost.
//!
//! The official result stands first and alone (act on municipal self-government, art. 5a); other ways of counting
//! are behind a marked door, and closed while the edition is open to appeal. Nothing of single ballots is kept but
//! their choices.

pub mod acts;
mod api;
pub mod model;
mod pages;
pub mod store;

use crate::texts::budget as t;
use ::store::Act;
use axum::routing::{get, post};
use kernel::Role;
use web::{Cache, Door, Guard, ItemKind, Move, Own, Pillar, Route, Slice};

/// The kind of its items.
pub const KIND: &str = "edition";

/// The largest file of votes: the largest city of the public collection has 4 MB.
const FILE_BYTES: usize = 64 << 20;
const FRESH: Cache = Cache::Public { seconds: 60 };
const OPEN: Guard = Guard::Public("results of a public vote are for everybody");

const ROUTES: &[Route] = &[
    Route::get("/budget", OPEN, FRESH, || get(pages::list)),
    Route::get("/budget/import", Guard::Act(&acts::Import::ROW), Cache::Private, || get(pages::import_form)),
    Route::post("/budget/import", Guard::Act(&acts::Import::ROW), || post(pages::import)).upload(FILE_BYTES),
    Route::get("/budget/draft/{id}", Guard::Act(&acts::Preview::ROW), Cache::Private, || get(pages::draft)),
    Route::post("/budget/draft/{id}/publish", Guard::Act(&acts::Publish::ROW), || post(pages::publish)),
    Route::post("/budget/draft/{id}/discard", Guard::Act(&acts::Discard::ROW), || post(pages::discard)),
    Route::get("/budget/{slug}", OPEN, FRESH, || get(pages::show)).with_map(),
    Route::get("/budget/{slug}/what-if", OPEN, FRESH, || get(pages::what_if)),
    Route::get("/budget/{slug}/ballots.txt", OPEN, FRESH, || get(pages::ballots)),
    Route::get("/api/budget", OPEN, FRESH, || get(api::list)).api(),
    Route::get("/api/budget/{slug}", OPEN, FRESH, || get(api::show)).api(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(Pillar::Participation),
    routes: ROUTES,
    own: &[Own { path: "/budget/import", label: |locale| t::import(locale), roles: &[Role::Officer] }],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "edition", from: "draft", to: "live", by: &acts::Publish::ROW },
        Move { machine: "edition", from: "draft", to: "erased", by: &acts::Discard::ROW },
    ],
    item_kinds: &[ItemKind {
        key: KIND,
        path: |item| format!("/budget/{}", item.slug),
        label: |locale| t::label(locale),
        pillar: Pillar::Participation,
    }],
    doors: &[Door {
        pillar: Pillar::Participation,
        path: "/budget",
        label: |locale| t::name(locale),
        about: |locale| t::about(locale),
    }],
    schema: &[::store::step!("20261123-4_budget"), ::store::step!("20261124-2_budget_second_count")],
    statements: store::STATEMENTS,
    ..Slice::named("budget", "Finished editions of the participatory budget, counted and explained.")
};
