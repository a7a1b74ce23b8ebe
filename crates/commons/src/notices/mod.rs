//! Telling people what concerns them, by the way they want to be reached.
//!
//! For everybody who takes part, and first of all for those without e-mail: what cannot be mailed stands on the
//! desk's call list with what to say and the next step one click away. A notice is a row written in the
//! transaction of its cause, so none is lost and none is told twice for one cause; mail goes out at least once
//! under an identity that stays.

pub mod acts;
mod deliver;
mod model;
mod pages;
mod store;

pub use deliver::deliver;
pub use model::{Notice, NoticeId, Outcome, Said, State};
pub use store::{Call, DuePerson, Told, calls, due_people, inbox, tell, unseen};

use ::store::Act;
use axum::routing::{get, post};
use kernel::Role;
use web::{Begin, Cache, Erasure, Guard, JobRow, Move, Own, Route, Slice, Spot};

/// Everybody signed in has a list of their own: which one, the permit decides.
const OWN: Guard = Guard::Act(&acts::ReadInbox::ROW);

const ROUTES: &[Route] = &[
    Route::get("/me/notices", OWN, Cache::Private, || get(pages::inbox)),
    Route::post("/me/notices/seen", Guard::Act(&acts::MarkSeen::ROW), || post(pages::seen)),
    Route::get("/desk/calls", Guard::Act(&acts::ReadCalls::ROW), Cache::Private, || get(pages::calls)),
    Route::post("/desk/calls/{id}", Guard::Act(&acts::RecordCall::ROW), || post(pages::record)),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[
        Own { path: "/me/notices", label: |locale| crate::texts::notices::name(locale), roles: &[] },
        Own {
            path: "/desk/calls",
            label: |locale| crate::texts::notices::calls(locale),
            roles: &[Role::Desk],
        },
    ],
    begins: &[Begin {
        path: "/me/notices",
        label: |locale| crate::texts::notices::begin(locale),
        at: &[Spot::Desk],
        rank: 30,
    }],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "notice", from: "waiting", to: "sent", by: &acts::Deliver::ROW },
        Move { machine: "notice", from: "waiting", to: "waiting", by: &acts::Deliver::ROW },
        Move { machine: "notice", from: "waiting", to: "seen", by: &acts::MarkSeen::ROW },
        Move { machine: "notice", from: "sent", to: "seen", by: &acts::MarkSeen::ROW },
        Move { machine: "notice", from: "waiting", to: "called", by: &acts::RecordCall::ROW },
        Move { machine: "notice", from: "waiting", to: "waiting", by: &acts::RecordCall::ROW },
        Move { machine: "notice", from: "waiting", to: "failed", by: &acts::RecordCall::ROW },
    ],
    schema: &[::store::step!("20261123-6_notices")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: acts::Deliver::JOB,
        about: "Mails the notices that are due, and forgets those done with for half a year.",
        every_minutes: Some(1),
        run: deliver::run,
    }],
    erasure: Erasure {
        says: "what somebody was told, and what others were told because of them, is deleted",
        erase: Some(acts::erase),
    },
    letters: Some(store::letters),
    export: Some(acts::export),
    ..Slice::named(
        "notices",
        "What concerns somebody is told them by the way they chose: mail, phone, letter, desk.",
    )
};
