//! Telling people what concerns them, by the way they want to be reached.
//!
//! For everybody who takes part, and first of all for those without e-mail: what is not mailed or texted stands on
//! the desk's call list ([`crate::calls`]) with what to say and the next step one click away. A notice is a row
//! written in the transaction of its cause, so none is lost and none is told twice for one cause; mail and text
//! messages go out at least once under an identity that stays, and what comes back goes to the desk.

pub mod acts;
mod api;
mod deliver;
mod model;
mod pages;
mod store;

pub use crate::calls::{Call, DuePerson, calls, due_people};
pub use deliver::{Roads, deliver, take_returned};
pub(crate) use model::read_words;
pub use model::{Hitch, Notice, NoticeId, Outcome, Said, State};
pub use store::{Told, Whose, follow, inbox, tell, tell_here, unseen};

use ::store::Act;
use axum::routing::{get, post};
use web::{Begin, Cache, Erasure, Guard, JobRow, Move, Own, Route, Slice, Spot};

/// Everybody signed in has a list of their own: which one, the permit decides.
const OWN: Guard = Guard::Act(&acts::ReadInbox::ROW);
const SEEN: Guard = Guard::Act(&acts::MarkSeen::ROW);

const ROUTES: &[Route] = &[
    Route::get("/me/notices", OWN, Cache::Private, || get(pages::inbox)),
    Route::post("/me/notices/seen", SEEN, || post(pages::seen)),
    Route::post("/me/notices/{id}/seen", SEEN, || post(pages::matter_seen)),
    Route::get("/api/notices", OWN, Cache::Private, || get(api::inbox)).api(),
    Route::post("/api/notices/seen", SEEN, || post(api::seen)).api().takes::<pages::SeenInput>(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[Own { path: "/me/notices", label: |locale| crate::texts::notices::name(locale), roles: &[] }],
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
        Move { machine: "notice", from: "sent", to: "waiting", by: &acts::Deliver::ROW },
        Move { machine: "notice", from: "waiting", to: "seen", by: &acts::MarkSeen::ROW },
        Move { machine: "notice", from: "sent", to: "seen", by: &acts::MarkSeen::ROW },
    ],
    schema: &[::store::step!("20261123-6_notices"), ::store::step!("20261129-20_calls")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: acts::Deliver::JOB,
        about: "Mails and texts the notices that are due, hears what came back, forgets those done with for half a year.",
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
        "What concerns somebody is told them by the way they chose: mail, text message, phone, letter, desk.",
    )
};
