//! The ground under the map: boundary, named lines, areas. Needs and offers are placed in an area, never at a home.

mod import;
mod map;
mod pages;
mod position;
mod store;

pub use import::{Imported, Problem, read, read_boundary};
pub use map::{for_map, shape};
pub use position::{POSITIONS, Position, Shape, WrongShape};
pub use store::{Ground, Part, all, areas, replace};

use crate::texts::ground as t;
use ::store::{Act, Result, Snapshot};
use axum::routing::{get, post};
use kernel::{Grant, Role};
use web::{Cache, Guard, Own, Route, Slice};

/// Drawing the ground: at founding, or from a file.
pub struct Draw;

impl Act for Draw {
    const NAME: &'static str = "ground.draw";
    const WHO: &'static [Grant] =
        &[Grant::Role(Role::Administrator), Grant::Role(Role::Animator), Grant::Operator];
    const LAW: &'static str = "house rules";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// The largest body: a boundary of a surveyor, pasted or as a file.
const BYTES: usize = 2 << 20;

const ROUTES: &[Route] = &[
    Route::get("/settings/map", Guard::Act(&Draw::ROW), Cache::Private, || get(pages::form)).with_map(),
    Route::post("/settings/map", Guard::Act(&Draw::ROW), || post(pages::draw)).upload(BYTES),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[Own {
        path: "/settings/map",
        label: |locale| t::title(locale),
        roles: &[Role::Administrator, Role::Animator],
    }],
    acts: &[Draw::ROW],
    schema: &[::store::step!("20261123-3_ground")],
    statements: store::STATEMENTS,
    ..Slice::named("ground", "Boundary, named lines and areas: a map that is useful without any tiles.")
};
