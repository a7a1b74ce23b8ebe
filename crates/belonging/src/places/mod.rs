//! Places that connect: historic ones, ones made together, nature to care for, where neighbours meet.
//!
//! A place is an item with a shape on the ground (point, line or area), a status, an address that may have no
//! street, and access facts. It belongs to everybody: any neighbour someone vouches for may add or translate,
//! its author and the editors may change or withdraw it.

pub mod acts;
mod api;
pub mod import;
mod input;
mod map;
pub mod model;
mod pages;
pub mod store;

use crate::texts::places as t;
use ::store::Act;
use axum::routing::{get, post};
use commons::media::album;
use web::{Cache, Door, Erasure, Guard, ItemKind, Pillar, Route, Slice};

/// The kind of its items.
pub const KIND: &str = "place";

const FRESH: Cache = Cache::Public { seconds: 60 };

const ROUTES: &[Route] = &[
    Route::get("/places", Guard::Public("places are for everybody"), FRESH, || get(pages::list)).with_map(),
    Route::get("/places.geojson", Guard::Public("places are for everybody"), FRESH, || get(api::geojson)),
    Route::get("/places/add", Guard::Act(&acts::Add::ROW), Cache::Private, || get(pages::add_form))
        .with_map(),
    Route::post("/places/add", Guard::Act(&acts::Add::ROW), || post(pages::add)),
    Route::get("/places/{slug}", Guard::Public("places are for everybody"), FRESH, || get(pages::show))
        .with_map(),
    Route::get("/places/{slug}/edit", Guard::Act(&acts::Edit::ROW), Cache::Private, || get(pages::edit_form))
        .with_map(),
    Route::post("/places/{slug}/edit", Guard::Act(&acts::Edit::ROW), || post(pages::edit)),
    Route::get("/places/{slug}/translate/{lang}", Guard::Act(&acts::Translate::ROW), Cache::Private, || {
        get(pages::translate_form)
    }),
    Route::post("/places/{slug}/translate/{lang}", Guard::Act(&acts::Translate::ROW), || {
        post(pages::translate)
    }),
    Route::get("/places/{slug}/withdraw", Guard::Act(&acts::Withdraw::ROW), Cache::Private, || {
        get(pages::withdraw_form)
    }),
    Route::post("/places/{slug}/withdraw", Guard::Act(&acts::Withdraw::ROW), || post(pages::withdraw)),
    Route::post("/places/{slug}/put-back", Guard::Act(&acts::PutBack::ROW), || post(pages::put_back)),
    Route::get("/places/{slug}/pictures", Guard::Act(&acts::Edit::ROW), Cache::Private, || {
        get(pages::pictures)
    }),
    Route::post("/places/{slug}/pictures", Guard::Act(&acts::Edit::ROW), || post(pages::change_pictures))
        .upload(album::UPLOAD),
    Route::get("/api/places", Guard::Public("places are for everybody"), FRESH, || get(api::list))
        .api()
        .takes::<input::ListInput>(),
    Route::post("/api/places", Guard::Act(&acts::Add::ROW), || post(api::add))
        .api()
        .takes::<input::PlaceInput>(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(Pillar::Belonging),
    routes: ROUTES,
    acts: acts::ROWS,
    item_kinds: &[ItemKind {
        key: KIND,
        path: |item| format!("/places/{}", item.slug),
        label: |locale| t::label(locale),
        pillar: Pillar::Belonging,
    }],
    doors: &[Door {
        pillar: Pillar::Belonging,
        path: "/places",
        label: |locale| t::name(locale),
        about: |locale| t::about(locale),
    }],
    schema: &[::store::step!("20261123-3_places")],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "places on the map belong to everybody and stay, without an author; places taken back are erased",
        erase: Some(acts::erase_of),
    },
    meeting_places: Some(store::meeting_places),
    ..Slice::named("places", "Places that connect, on a map and in a list.")
};
