//! Meeting for the first time: at an Activity Place, and an address only when both want it.
//!
//! For two neighbours who agreed on something and never met through us. The places offered are Activity Places;
//! both may choose otherwise, each knowing so. Address, surname and phone are asked for one by one and told to that
//! one person; they stand in no notice, mail, log or search, and are forgotten two weeks after they are needed
//! (GDPR art. 5(1)(c) and (e)).

pub mod acts;
mod api;
mod input;
mod jobs;
mod model;
mod notices;
mod pages;
mod store;

pub use model::{FORGET_DAYS, Field, LONGEST_DAYS};

use ::store::Act as _;
use acts::{Agree, Ask, Propose, Read, TakeBack, Tell};
use axum::routing::{get, post};
use web::{Cache, Erasure, Guard, Move, Route, Slice};

const READ: Guard = Guard::Act(&Read::ROW);

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(web::Pillar::Support),
    routes: &[
        Route::get("/answers/{id}/meeting", READ, Cache::Private, || get(pages::show)),
        Route::post("/answers/{id}/meeting", Guard::Act(&Propose::ROW), || post(pages::propose)),
        Route::post("/answers/{id}/meeting-agreed", Guard::Act(&Agree::ROW), || post(pages::agree)),
        Route::post("/answers/{id}/ask", Guard::Act(&Ask::ROW), || post(pages::ask)),
        Route::post("/answers/{id}/tell", Guard::Act(&Tell::ROW), || post(pages::tell)),
        Route::post("/answers/{id}/untell", Guard::Act(&TakeBack::ROW), || post(pages::untell)),
        Route::get("/api/answers/{id}/meeting", READ, Cache::Private, || get(api::show)).api(),
        Route::post("/api/answers/{id}/meeting", Guard::Act(&Propose::ROW), || post(api::propose))
            .api()
            .takes::<input::PlanInput>(),
        Route::post("/api/answers/{id}/meeting-agreed", Guard::Act(&Agree::ROW), || post(api::agree))
            .api()
            .takes::<input::AgreeInput>(),
        Route::post("/api/answers/{id}/ask", Guard::Act(&Ask::ROW), || post(api::ask))
            .api()
            .takes::<input::AskInput>(),
        Route::post("/api/answers/{id}/tell", Guard::Act(&Tell::ROW), || post(api::tell))
            .api()
            .takes::<input::TellInput>(),
        Route::post("/api/answers/{id}/untell", Guard::Act(&TakeBack::ROW), || post(api::untell))
            .api()
            .takes::<input::AskInput>(),
    ],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "meeting", from: "proposed", to: "proposed", by: &Propose::ROW },
        Move { machine: "meeting", from: "proposed", to: "agreed", by: &Agree::ROW },
        Move { machine: "meeting", from: "agreed", to: "proposed", by: &Propose::ROW },
    ],
    schema: &[::store::step!("20261129-62_meetings")],
    statements: store::STATEMENTS,
    jobs: jobs::JOBS,
    erasure: Erasure {
        says: "meetings, and what was asked and told for them, are deleted for both",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("meetings", "Two who agreed on something meet, first at an Activity Place.")
};
