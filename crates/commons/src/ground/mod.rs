//! The ground under the map: boundary, named lines, areas. Needs and offers are placed in an area, never at a home.

mod import;
mod map;
mod store;

pub use import::{Imported, read};
pub use map::{for_map, shape};
pub use store::{Ground, Part, all, areas, replace};

use ::store::{Act, Result, Snapshot};
use kernel::{Grant, Role};
use web::Slice;

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

/// The slice.
pub static SLICE: Slice = Slice {
    acts: &[Draw::ROW],
    schema: &[::store::step!("20261123-3_ground")],
    statements: store::STATEMENTS,
    ..Slice::named("ground", "Boundary, named lines and areas: a map that is useful without any tiles.")
};
