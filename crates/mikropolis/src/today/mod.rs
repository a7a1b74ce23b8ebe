//! "Dziś": what there is to do today, for those who run the neighbourhood.
//!
//! Each sees what they may do, one line a thing, one press from done; what is done disappears by itself, and an empty
//! day says so. For a new neighbourhood it is the way through the first days, ticked off by what has happened. It
//! stands here and not below, since it reads from every pillar.

mod api;
mod first_days;
mod lines;
mod pages;
mod read;
mod store;
#[cfg(test)]
mod tests;

use crate::texts::today as t;
use ::store::{Act, Result, Snapshot};
use axum::routing::get;
use kernel::{Grant, Role};
use web::{Cache, Guard, Own, Route, Slice};

/// Reading what there is to do. Each line is shown only to those who may do it.
pub struct ReadToday;

impl Act for ReadToday {
    const NAME: &'static str = "today.read";
    const WHO: &'static [Grant] = &[
        Grant::Role(Role::Animator),
        Grant::Role(Role::Editor),
        Grant::Role(Role::Desk),
        Grant::Role(Role::Administrator),
    ];
    const LAW: &'static str = "GDPR art. 5(1)(c): each sees what their role needs";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Whose page it is.
pub const ROLES: &[Role] = &[Role::Animator, Role::Editor, Role::Desk, Role::Administrator];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/today", Guard::Act(&ReadToday::ROW), Cache::Private, || get(pages::today)),
        Route::get("/api/today", Guard::Act(&ReadToday::ROW), Cache::Private, || get(api::today)).api(),
    ],
    own: &[Own { path: "/today", label: |locale| t::way(locale), roles: ROLES }],
    acts: &[ReadToday::ROW],
    statements: store::STATEMENTS,
    ..Slice::named("today", "What there is to do today, for those who run the neighbourhood.")
};
