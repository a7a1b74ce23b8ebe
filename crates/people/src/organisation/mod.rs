//! Organisations: groups, associations, houses of culture; and who acts for them.
//!
//! An organisation is a member of its own. Whoever acts for it chooses in each form in whose name they write, and
//! the journal keeps who it was (Civil Code art. 95).

pub mod acts;
mod pages;
pub(crate) mod store;

pub use acts::{add, add_by_code, create, remove};
pub(crate) use store::forget;
pub use store::{Representative, STATEMENTS, all, of, people_of};

use self::acts::{AddRepresentative, CreateOrganisation, ReadOrganisation, RemoveRepresentative};
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use web::{Cache, Erasure, Guard, Route, Slice};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261123-6_organisation")];

const OPEN: Guard = Guard::Public("what an organisation is called is public");

/// Groups and associations.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/organisations", OPEN, Cache::Public { seconds: 60 }, || get(pages::list)),
        Route::get("/organisations/new", Guard::Act(&CreateOrganisation::ROW), Cache::Private, || {
            get(pages::new)
        }),
        Route::post("/organisations/new", Guard::Act(&CreateOrganisation::ROW), || post(pages::create)),
        Route::get("/organisations/{id}", OPEN, Cache::Private, || get(pages::show)),
        Route::post("/organisations/{id}/add", Guard::Act(&AddRepresentative::ROW), || post(pages::add)),
        Route::post("/organisations/{id}/remove", Guard::Act(&RemoveRepresentative::ROW), || {
            post(pages::remove)
        }),
    ],
    acts: &[
        CreateOrganisation::ROW,
        ReadOrganisation::ROW,
        AddRepresentative::ROW,
        RemoveRepresentative::ROW,
    ],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure {
        says: "it is removed for whom they acted",
        erase: Some(crate::member::leaving::erase_organisation),
    },
    ..Slice::named("organisation", "groups and associations, and who acts for them")
};
