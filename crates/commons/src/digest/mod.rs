//! General news of the neighbourhood, at most once a week unless somebody chose otherwise.
//!
//! For everybody who wants to know what is new without opening a page: the words themselves are in the letter.
//! Those on paper get it printed at the desk. One press without signing in ends it (GDPR art. 21; RFC 8058). Unlike
//! a notice it goes out at most once: news twice are worse than news a week later.

pub mod acts;
mod model;
mod pages;
mod send;
mod store;

pub use send::send;
pub(crate) use store::whose;

use ::store::Act;
use axum::routing::{get, post};
use web::{Cache, Erasure, Guard, JobRow, Limit, Route, Slice};

const STOP: Guard = Guard::Act(&acts::Stop::ROW);

/// Tries of links from one network.
static LINKS: Limit = Limit::new("links that end news", 60, 3600);

/// The slice.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/stop/{token}", STOP, Cache::Private, || get(pages::show)).limited(&LINKS),
        // mail programs send it by themselves, without cookies and without a token of ours (RFC 8058, 3.1)
        Route::post("/stop/{token}", STOP, || post(pages::one_click))
            .api()
            .takes::<pages::OneClick>()
            .limited(&LINKS)
            .always(),
        Route::post("/stop/{token}/now", STOP, || post(pages::stop)).limited(&LINKS).always(),
    ],
    acts: &[acts::Send::ROW, acts::Stop::ROW],
    schema: &[::store::step!("20261129-22_digest")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: acts::Send::JOB,
        about: "Puts general news together for those who want them: on Thursdays, or within the hour.",
        every_minutes: Some(10),
        run: send::run,
    }],
    erasure: Erasure { says: "that and when somebody got general news is deleted", erase: Some(acts::erase) },
    letters: Some(store::letters),
    export: Some(acts::export),
    ..Slice::named(
        "digest",
        "General news of the neighbourhood, at most once a week unless chosen otherwise.",
    )
};
