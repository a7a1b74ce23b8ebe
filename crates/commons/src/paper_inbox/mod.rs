//! Paper in: forms that people filled in by hand, and what becomes of them.
//!
//! For the person at the desk and for whoever writes rather than types. A sheet is taken in under its printed number
//! with a day by which it is dealt with; it is typed in for its writer on the same pages everybody uses, by the road
//! "paper". A signature (a consent) counts only when a second person has held the typed words against the sheet. The
//! picture of a sheet is seen by the desk alone and goes after 30 days.
//!
//! Pictures only: they are decoded and made anew in a process of their own, like every other picture. A PDF could not
//! be, so it is refused; a photograph of the sheet does the same.

pub mod acts;
mod input;
mod model;
mod pages;
mod scans;
mod steps;
mod store;
#[cfg(test)]
mod tests;

pub use model::{Filled, FormId, State, TypedConsent};
pub use store::{Open, open};

use ::store::Act;
use acts::{Check, Close, ReadForms, Receive, Return, TypeIn};
use axum::routing::{get, post};
use kernel::Role;
use web::{Cache, Erasure, Guard, JobRow, Move, Own, Route, Slice};

const HERE: Guard = Guard::Act(&ReadForms::ROW);
const TYPES: Guard = Guard::Act(&TypeIn::ROW);

const ROUTES: &[Route] = &[
    Route::get("/paper/in/{kind}/{batch}", Guard::Public("leads on"), Cache::Private, || {
        get(pages::by_square)
    }),
    Route::get("/desk/papers", HERE, Cache::Private, || get(pages::list)),
    Route::get("/desk/papers/new", Guard::Act(&Receive::ROW), Cache::Private, || get(pages::new)),
    Route::post("/desk/papers/new", Guard::Act(&Receive::ROW), || post(pages::receive))
        .upload(scans::MOST_BYTES),
    Route::get("/desk/papers/{id}", HERE, Cache::Private, || get(pages::show)),
    Route::post("/desk/papers/{id}", HERE, || post(pages::find)),
    Route::get("/desk/papers/{id}/scan.jpg", HERE, Cache::Private, || get(pages::scan)),
    Route::post("/desk/papers/{id}/begin", TYPES, || post(steps::begin)),
    Route::post("/desk/papers/{id}/typed", TYPES, || post(steps::typed)),
    Route::post("/desk/papers/{id}/consent", TYPES, || post(steps::consent)),
    Route::post("/desk/papers/{id}/check", Guard::Act(&Check::ROW), || post(steps::check)),
    Route::post("/desk/papers/{id}/return", Guard::Act(&Return::ROW), || post(steps::give_back)),
    Route::post("/desk/papers/{id}/close", Guard::Act(&Close::ROW), || post(steps::close)),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    acts: acts::ROWS,
    own: &[Own {
        path: "/desk/papers",
        label: |locale| crate::texts::paper_inbox::name(locale),
        roles: &[Role::Desk],
    }],
    moves: &[
        Move { machine: "paper form", from: "waiting", to: "typed", by: &TypeIn::ROW },
        Move { machine: "paper form", from: "waiting", to: "done", by: &TypeIn::ROW },
        Move { machine: "paper form", from: "typed", to: "done", by: &Check::ROW },
        Move { machine: "paper form", from: "typed", to: "waiting", by: &Return::ROW },
        Move { machine: "paper form", from: "waiting", to: "closed", by: &Close::ROW },
    ],
    schema: &[::store::step!("20261129-32_paper_inbox")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: acts::Forget::JOB,
        about: "Removes pictures of forms after 30 days, and what is known of forms dealt with a year ago.",
        every_minutes: Some(60),
        run: scans::run,
    }],
    erasure: Erasure {
        says: "what was on their forms and the pictures of these are removed within the hour; the number stays",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named(
        "paper_inbox",
        "Forms filled in by hand: taken in, typed in for their writer, checked by two.",
    )
};
