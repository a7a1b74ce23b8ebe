//! The desk's call list: whom to tell what, by which way, and what came of it.
//!
//! For the person at the desk, who rings, writes letters, puts sheets on the board; and so for everybody without
//! e-mail, who learns the same as all others. One person is one row; an outcome can be corrected the same day; who
//! wants what they were told is one press away from doing it. Nothing private leaves by a neighbour or the board
//! (GDPR art. 5(1)(f)).

pub mod acts;
mod api;
mod input;
mod pages;
mod papers;
mod rounds;
mod store;

pub use store::{Call, DuePerson, Kept, calls, due_people};

use ::store::Act;
use axum::routing::{get, post};
use kernel::Role;
use web::{Cache, Erasure, Guard, Move, Own, Route, Slice};

const READ: Guard = Guard::Act(&acts::ReadCalls::ROW);
const RECORD: Guard = Guard::Act(&acts::RecordCall::ROW);

const ROUTES: &[Route] = &[
    Route::get("/desk/calls", READ, Cache::Private, || get(pages::list)),
    Route::get("/desk/calls/letters.pdf", READ, Cache::Private, || get(papers::letters)),
    Route::get("/desk/calls/board.pdf", READ, Cache::Private, || get(papers::board)),
    Route::post("/desk/calls/round", Guard::Act(&acts::RecordRound::ROW), || post(pages::round)),
    Route::get("/desk/calls/{id}", RECORD, Cache::Private, || get(pages::one)),
    Route::post("/desk/calls/{id}", RECORD, || post(pages::record)),
    Route::get("/desk/calls/{id}/letter.pdf", RECORD, Cache::Private, || get(papers::letter)),
    Route::get("/api/calls", READ, Cache::Private, || get(api::list)).api(),
    Route::post("/api/calls/{id}", RECORD, || post(api::record)).api().takes::<input::CallInput>(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[Own {
        path: "/desk/calls",
        label: |locale| crate::texts::calls::title(locale),
        roles: &[Role::Desk],
    }],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "notice", from: "waiting", to: "called", by: &acts::RecordCall::ROW },
        Move { machine: "notice", from: "waiting", to: "called", by: &acts::RecordRound::ROW },
        Move { machine: "notice", from: "waiting", to: "waiting", by: &acts::RecordCall::ROW },
        Move { machine: "notice", from: "called", to: "waiting", by: &acts::RecordCall::ROW },
        Move { machine: "notice", from: "called", to: "called", by: &acts::RecordCall::ROW },
    ],
    statements: store::STATEMENTS,
    erasure: Erasure { says: "goes with the notices: see there", erase: None },
    ..Slice::named("calls", "The desk's call list: whom to tell what, and what came of it.")
};
