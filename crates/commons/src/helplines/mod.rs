//! Telephones that help, with the emergency number first.
//!
//! For whoever is in danger or in despair, and for whoever worries about somebody. A neighbourhood is no crisis
//! line and says so: this page stands at the foot of every page and above every form of needs. Each entry has
//! somebody who keeps it true and the day of the last check; after ninety days without one it fades and says so.

pub mod acts;
pub mod import;
mod model;
mod pages;
mod store;
mod words;

pub use model::{EMERGENCY, Helpline, HelplineId, Told, Worded};
pub use store::all;
pub use words::crisis_words;

use crate::texts::helplines as t;
use ::store::Act;
use axum::routing::{get, post};
use web::{About, Cache, Guard, Route, Scope, Slice};

const ROUTES: &[Route] = &[
    Route::get("/help", Guard::Public("help is for everybody"), Cache::Public { seconds: 300 }, || {
        get(pages::page)
    }),
    Route::get("/help/add", Guard::Act(&acts::Add::ROW), Cache::Private, || get(pages::add_form)),
    Route::post("/help/add", Guard::Act(&acts::Add::ROW), || post(pages::add)),
    Route::get("/help/{id}/edit", Guard::Act(&acts::Edit::ROW), Cache::Private, || get(pages::edit_form)),
    Route::post("/help/{id}/edit", Guard::Act(&acts::Edit::ROW), || post(pages::edit)),
    Route::post("/help/{id}/confirm", Guard::Act(&acts::Confirm::ROW), || post(pages::confirm)),
    Route::post("/help/{id}/remove", Guard::Act(&acts::Remove::ROW), || post(pages::remove)),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    acts: acts::ROWS,
    about_pages: &[About {
        scope: Scope::Community,
        path: "/help",
        label: |locale| t::name(locale),
        rank: 20,
    }],
    schema: &[::store::step!("20261123-7_helplines")],
    statements: store::STATEMENTS,
    ..Slice::named(
        "helplines",
        "Telephones that help: 112 first, each with somebody who keeps it true and a date.",
    )
};
