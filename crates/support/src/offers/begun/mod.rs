//! A need or an offer begun by somebody who has not joined yet.
//!
//! For newcomers with a cheap phone: what they need is asked first, who they are afterwards. The draft is kept for
//! seven days under a key that stands only in the address of its page, so it outlives the way through a mail
//! program, needs no cookie, and nobody who sits at the machine next finds it. It is published by its author once
//! somebody vouches for them, an invitation slip included; until then it waits among their own.
//! GDPR art. 5(1)(c) and (e), 25.

pub mod acts;
mod input;
mod pages;
mod store;

use ::store::Act as _;
use acts::{Begin, Finish, Forget, Hold, Tidy};
use axum::routing::{get, post};
use web::{Cache, Erasure, Guard, JobRow, Later, Limit, Route, Shared, Slice, Task};

const OPEN: Guard = Guard::Public("one may begin before one joins");
const HELD: Guard = Guard::Act(&Hold::ROW);

/// Drafts from one network: a library or a hostel is one.
static OFTEN: Limit = Limit::new("drafts begun from one network", 40, 3600);

const ROUTES: &[Route] = &[
    Route::get("/needs/begin", OPEN, Cache::Private, || get(pages::begin_need)),
    Route::get("/offers/begin", OPEN, Cache::Private, || get(pages::begin_offer)),
    Route::post("/begun", Guard::Act(&Begin::ROW), || post(pages::begin)).limited(&OFTEN),
    Route::get("/begun/{key}", HELD, Cache::Private, || get(pages::show)),
    Route::get("/begun/{key}/change", HELD, Cache::Private, || get(pages::change_form)),
    Route::post("/begun/{key}/change", HELD, || post(pages::change)),
    Route::post("/begun/{key}/forget", Guard::Act(&Forget::ROW), || post(pages::forget)).always(),
    Route::post("/begun/{key}/finish", Guard::Act(&Finish::ROW), || post(pages::finish)),
    Route::get("/offers/{id}/shown", Guard::Act(&super::acts::Edit::ROW), Cache::Private, || {
        get(pages::shown)
    }),
];

fn tidy(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        acts::tidy(&app.store, task.community).await?;
        Ok(())
    })
}

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(web::Pillar::Support),
    routes: ROUTES,
    acts: &[Begin::ROW, Hold::ROW, Forget::ROW, Finish::ROW, Tidy::ROW],
    schema: &[::store::step!("20261129-70_begun")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: Tidy::JOB,
        about: "Forgets what was begun seven days ago and never published.",
        every_minutes: Some(60),
        run: tidy,
    }],
    erasure: Erasure {
        says: "what was begun before joining belongs to nobody yet, and is forgotten after seven days",
        erase: None,
    },
    ..Slice::named("begun", "A need or an offer begun before joining.")
};
