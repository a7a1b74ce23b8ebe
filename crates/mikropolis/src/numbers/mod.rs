//! Numbers with care: what happened, by which road, in which languages, and what became of needs. Nobody is named, and
//! no number is so small that it could point at somebody.
//!
//! For the animator's report, for the office that pays for the tea, and for everybody a short version. A month that is
//! still running is a table of its own, which the public version does not show: otherwise one could watch a total
//! grow by one. What is for the desk alone is in no table (GDPR art. 5(1)(c) and 89; Polish Act on Official Statistics
//! of 29 June 1995, art. 38).

mod api;
mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

use crate::texts::numbers as t;
use ::store::{Act, Result, Snapshot};
use axum::routing::get;
use kernel::{Grant, Role};
use web::{About, Cache, Guard, Own, Route, Scope, Slice};

/// Reading the numbers month by month.
pub struct ReadNumbers;

impl Act for ReadNumbers {
    const NAME: &'static str = "numbers.read";
    const WHO: &'static [Grant] =
        &[Grant::Role(Role::Animator), Grant::Role(Role::Officer), Grant::Role(Role::Administrator)];
    const LAW: &'static str = "GDPR art. 5(1)(c) and 89: counts alone, none of them small";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

const OPEN: Guard = Guard::Public("counts alone, none of them small");
const SLOW: Cache = Cache::Public { seconds: 3600 };
const STAFF: Guard = Guard::Act(&ReadNumbers::ROW);

/// The slice.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/numbers", OPEN, SLOW, || get(pages::short)),
        Route::get("/numbers/months", STAFF, Cache::Private, || get(pages::months)),
        Route::get("/numbers/months/{table}", STAFF, Cache::Private, || get(pages::csv)),
        Route::get("/api/numbers", OPEN, SLOW, || get(api::short)).api(),
    ],
    own: &[Own {
        path: "/numbers/months",
        label: |locale| t::months(locale),
        roles: &[Role::Animator, Role::Officer, Role::Administrator],
    }],
    about_pages: &[About {
        scope: Scope::Community,
        path: "/numbers",
        label: |locale| t::name(locale),
        rank: 40,
    }],
    acts: &[ReadNumbers::ROW],
    statements: store::STATEMENTS,
    ..Slice::named("numbers", "Numbers with care: what happened, without naming anybody.")
};
