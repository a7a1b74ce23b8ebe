//! Who waits at the desk: a first name, "the lady in the green coat", or only a number.
//!
//! For whoever waits, so that nobody has to watch the door, and for several people at the desk at once: each calls
//! the next one, and no two call the same. Nothing of it is kept: a row goes when the visit begins, and at night
//! (GDPR art. 5(1)(c) and (e)).

mod acts;
mod pages;
mod store;

pub use acts::{add, call, clear, leave};
pub(crate) use pages::WaitInput;
pub(crate) use store::begun;
pub use store::{STATEMENTS, Waits, today};

use self::acts::{Add, Call, Clear, Leave};
use ::store::{Act as _, Step};
use axum::routing::post;
use web::{Erasure, Guard, JobRow, Route, Slice};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261129-51_queue")];

/// Who waits.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::post("/desk/queue", Guard::Act(&Add::ROW), || post(pages::add)),
        Route::post("/desk/queue/next", Guard::Act(&Call::ROW), || post(pages::next)),
        Route::post("/desk/queue/take", Guard::Act(&Call::ROW), || post(pages::take)),
        Route::post("/desk/queue/leave", Guard::Act(&Leave::ROW), || post(pages::leave)),
    ],
    acts: &[Add::ROW, Call::ROW, Leave::ROW, Clear::ROW],
    schema: SCHEMA,
    statements: STATEMENTS,
    jobs: &[JobRow {
        name: Clear::JOB,
        about: "Forgets who waited at the desk on days that are past.",
        every_minutes: Some(60),
        run: acts::run,
    }],
    erasure: Erasure { says: "nobody is called by them any more", erase: Some(acts::erase) },
    ..Slice::named("queue", "who waits at the desk today, and who is called next")
};
