//! Neighbours translate for each other.
//!
//! For whoever reads a text in a language that is not theirs: they ask, a neighbour who said between which languages
//! they translate takes it, writes it beside the original, and a second one reads it over. Whoever asks for a private
//! message chooses who may see it: one translator, or any vouched one; only who takes it reads the words, a copy that
//! goes away with the translation. Nothing is sent to a machine or to another host. GDPR art. 6(1)(b) and 25.

pub mod acts;
mod api;
pub mod input;
mod mark;
pub mod model;
mod pages;
pub mod store;
mod tell;

pub use mark::{Note, mark};
pub use pages::{Named, Side, not_kept, to_choose};

use crate::texts::translating as t;
use ::store::Act as _;
use acts::{Ask, Check, GiveBack, ReadQueue, SetPairs, Take, Tidy, Translate, WriteMessage};
use axum::routing::{get, post};
use web::{Cache, Erasure, Guard, JobRow, Later, Move, Own, Route, Shared, Slice, Task};

const QUEUE: Guard = Guard::Act(&ReadQueue::ROW);

const ROUTES: &[Route] = &[
    Route::get("/translate", QUEUE, Cache::Private, || get(pages::queue)),
    Route::post("/translate/settings", Guard::Act(&SetPairs::ROW), || post(pages::settings)),
    Route::get("/translate/ask", Guard::Act(&Ask::ROW), Cache::Private, || get(pages::ask_form)),
    Route::post("/translate/ask", Guard::Act(&Ask::ROW), || post(pages::ask)),
    Route::get("/translate/{id}", Guard::Act(&WriteMessage::ROW), Cache::Private, || {
        get(pages::message_form)
    }),
    Route::post("/translate/{id}", Guard::Act(&WriteMessage::ROW), || post(pages::message)),
    Route::post("/translate/{id}/take", Guard::Act(&Take::ROW), || post(pages::take)),
    Route::post("/translate/{id}/give-back", Guard::Act(&GiveBack::ROW), || post(pages::give_back)),
    Route::get("/translate/item/{item}/{lang}", Guard::Act(&Translate::ROW), Cache::Private, || {
        get(pages::item_form)
    }),
    Route::post("/translate/item/{item}/{lang}", Guard::Act(&Translate::ROW), || post(pages::item)),
    Route::get("/translate/check/{item}/{lang}", Guard::Act(&Check::ROW), Cache::Private, || {
        get(pages::check_form)
    }),
    Route::post("/translate/check/{item}/{lang}", Guard::Act(&Check::ROW), || post(pages::check)),
    Route::get("/api/translate", QUEUE, Cache::Private, || get(api::queue)).api(),
    Route::post("/api/translate/ask", Guard::Act(&Ask::ROW), || post(api::ask))
        .api()
        .takes::<input::AskInput>(),
    Route::post("/api/translate/{id}/take", Guard::Act(&Take::ROW), || post(api::take)).api().takes::<()>(),
    Route::post("/api/translate/item/{item}/{lang}", Guard::Act(&Translate::ROW), || post(api::item))
        .api()
        .takes::<input::WordsInput>(),
];

fn tidy(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        acts::tidy(&app.store, task.community).await?;
        Ok(())
    })
}

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[Own { path: "/translate", label: |locale| t::name(locale), roles: &[] }],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "translation", from: "open", to: "taken", by: &Take::ROW },
        Move { machine: "translation", from: "taken", to: "open", by: &GiveBack::ROW },
        Move { machine: "translation", from: "taken", to: "open", by: &Tidy::ROW },
        Move { machine: "translation", from: "taken", to: "done", by: &WriteMessage::ROW },
        Move { machine: "translation", from: "open", to: "done", by: &Translate::ROW },
    ],
    schema: &[::store::step!("20261129-71_translating")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: Tidy::JOB,
        about: "Gives back translations taken three days ago, lets go of those nobody took for sixty.",
        every_minutes: Some(60),
        run: tidy,
    }],
    erasure: Erasure {
        says: "requests for messages of theirs or for them, with copies and translations, and that they translate",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("translating", "Neighbours translate for each other.")
};
