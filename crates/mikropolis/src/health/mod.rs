//! Whether all is well, in plain words, for whoever looks after the neighbourhood: each line says "well" or what to
//! do. The same engine as `mikropolis doctor`, without what takes long.

mod lines;
mod pages;

use axum::routing::get;
use kernel::{ActRow, Grant, Role};
use store::{Act, Result, Snapshot};
use web::{Cache, Guard, Own, Route, Slice};

/// Look whether all is well.
#[derive(Clone, Copy, Debug)]
pub struct ReadHealth;

impl Act for ReadHealth {
    const NAME: &'static str = "health.read";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator), Grant::Role(Role::Animator)];
    const LAW: &'static str = "GDPR art. 32(1)(d): whether data are safe is looked at again and again";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

const ACTS: &[ActRow] = &[ReadHealth::ROW];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: &[Route::get("/health", Guard::Act(&ReadHealth::ROW), Cache::Private, || get(pages::health))],
    acts: ACTS,
    own: &[Own {
        path: "/health",
        label: |locale| crate::texts::health::title(locale),
        roles: &[Role::Administrator, Role::Animator],
    }],
    ..Slice::named("health", "Whether backups, disk, mail and address are well, and what to do if not.")
};
