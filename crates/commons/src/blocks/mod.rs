//! "I want nothing to do with this person": no reason is asked, and the other is not told.
//!
//! For everybody, also at the desk. It holds in both directions: neither sees the other's needs and offers while
//! signed in, answers them, or writes through us; what they agreed on before can be ended, not carried on. What
//! stands open for everybody stays so: whoever is not signed in reads it, since a block is no wall and must not
//! pretend to be one. An organisation is blocked as such, not the people who act for it.

pub mod acts;
mod api;
mod input;
mod pages;
mod store;

pub(crate) use store::any;
pub use store::{Blocked, between, of};

use ::store::Act as _;
use acts::{Block, Lift, ReadOwn};
use axum::routing::{get, post};
use web::{Cache, Erasure, Guard, Own, Route, Slice};

const OWN: Guard = Guard::Act(&ReadOwn::ROW);

/// The slice.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/me/blocks", OWN, Cache::Private, || get(pages::list)),
        Route::post("/me/blocks", Guard::Act(&Block::ROW), || post(pages::by_code)),
        Route::get("/me/blocks/{member}", Guard::Act(&Block::ROW), Cache::Private, || get(pages::ask)),
        Route::post("/me/blocks/{member}", Guard::Act(&Block::ROW), || post(pages::block)),
        Route::post("/me/blocks/{member}/lift", Guard::Act(&Lift::ROW), || post(pages::lift)),
        Route::get("/api/me/blocks", OWN, Cache::Private, || get(api::list)).api(),
        Route::post("/api/me/blocks", Guard::Act(&Block::ROW), || post(api::block))
            .api()
            .takes::<input::CodeInput>(),
        Route::post("/api/me/blocks/{member}/lift", Guard::Act(&Lift::ROW), || post(api::lift))
            .api()
            .takes::<()>(),
    ],
    own: &[Own { path: "/me/blocks", label: |locale| crate::texts::blocks::name(locale), roles: &[] }],
    acts: acts::ROWS,
    schema: &[::store::step!("20261129-61_blocks")],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "with whom somebody wanted nothing to do, and who with them, is deleted",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("blocks", "Whoever wants nothing to do with somebody is left alone, without reasons.")
};
