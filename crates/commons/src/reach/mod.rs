//! "How to reach me": the way, the value, the time of day, and how often general news come.
//!
//! For everybody, and at the desk for those who do not open this page. Seen by the desk alone (GDPR art. 5(1)(c));
//! general news can be ended at any time (GDPR art. 21).

pub mod acts;
mod api;
mod input;
pub mod model;
mod pages;
pub mod store;

pub use model::{PartOfDay, Rhythm, Wish};
pub(crate) use pages::sign_of;

use crate::texts::reach as t;
use ::store::Act as _;
use axum::routing::{get, post};
use people::member::ReadMember;
use web::{Cache, Erasure, Guard, Own, Route, Slice};

const CHANGE: Guard = Guard::Act(&acts::ChangeReach::ROW);

/// The slice.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/me/reach", CHANGE, Cache::Private, || get(pages::show)),
        Route::post("/me/reach", CHANGE, || post(pages::keep)),
        Route::get("/api/me/reach", Guard::Act(&ReadMember::ROW), Cache::Private, || get(api::show)).api(),
        Route::post("/api/me/reach", CHANGE, || post(api::keep)).api().takes::<input::ReachInput>(),
    ],
    own: &[Own { path: "/me/reach", label: |locale| t::title(locale), roles: &[] }],
    acts: &[acts::ChangeReach::ROW],
    schema: &[::store::step!("20261129-21_reach")],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "at which time of day and how often somebody wanted to be told is deleted",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("reach", "How somebody wants to be reached, when, and how often with general news.")
};
