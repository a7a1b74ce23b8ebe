//! The desk: acting for somebody who has no e-mail, no phone, or no patience for screens.
//!
//! For the person at the desk and whoever sits opposite. Never with their password, always in one's own name for
//! them, with a reason, for 30 minutes, and everything done can be seen by the one it was done for.

pub mod acts;
mod pages;
pub(crate) mod store;
mod visit;

pub use acts::{
    AskedForLetter, LETTER_DAYS, Received, ask_for_letter, end, issue_card, keep_promise, print_letter,
    promise, receive, start, start_from_paper,
};
pub(crate) use pages::{desk_page, own as own_actor};
pub use store::{
    Current, DoneFor, Past, Promised, STATEMENTS, Waiting, done_since, promised, visits_of, waiting,
};
pub(crate) use store::{current, forget};
pub use visit::{Slip, slip_of};

use self::acts::{
    AskForLetter, EndVisit, FindMembers, IssueCard, KeepPromise, PrintLetter, Promise, Receive, StartVisit,
};
use crate::member::{Introduce, ReadLog};
use crate::vouching::acts::VouchAsDesk;
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use kernel::Role;
use web::{Cache, Erasure, Guard, Own, Route, Slice};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261123-7_desk"), ::store::step!("20261129-50_visit")];

const HERE: Guard = Guard::Act(&FindMembers::ROW);

/// Acting for somebody.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/desk", HERE, Cache::Private, || get(pages::desk)),
        Route::post("/desk/find", HERE, || post(pages::find)),
        Route::get("/desk/receive", Guard::Act(&Receive::ROW), Cache::Private, || get(pages::receive_page)),
        Route::post("/desk/receive", Guard::Act(&Receive::ROW), || post(pages::receive)),
        Route::get("/desk/people/{id}", HERE, Cache::Private, || get(pages::person)),
        Route::post("/desk/people/{id}", HERE, || post(pages::open)),
        Route::post("/desk/people/{id}/start", Guard::Act(&StartVisit::ROW), || post(pages::start)),
        Route::post("/desk/people/{id}/vouch", Guard::Act(&VouchAsDesk::ROW), || post(pages::vouch)),
        Route::post("/desk/people/{id}/card", Guard::Act(&IssueCard::ROW), || post(pages::card)),
        Route::post("/desk/people/{id}/letter", Guard::Act(&AskForLetter::ROW), || post(pages::letter)),
        Route::get("/desk/people/{id}/log", Guard::Act(&ReadLog::ROW), Cache::Private, || get(pages::log)),
        Route::post("/desk/letters/print", Guard::Act(&PrintLetter::ROW), || post(pages::print_letter)),
        Route::post("/desk/end", Guard::Act(&EndVisit::ROW), || post(pages::end)),
        Route::get("/desk/visit", HERE, Cache::Private, || get(visit::show)),
        Route::post("/desk/visit", Guard::Act(&Promise::ROW), || post(visit::promise)),
        Route::post("/desk/promises", Guard::Act(&KeepPromise::ROW), || post(pages::keep_promise)),
        Route::get("/desk/slip", HERE, Cache::Private, || get(visit::slip)),
        Route::post("/desk/slip", Guard::Act(&Introduce::ROW), || post(visit::slip_with_code)),
    ],
    own: &[Own { path: "/desk", label: |locale| crate::texts::desk::title(locale), roles: &[Role::Desk] }],
    acts: &[
        FindMembers::ROW,
        Receive::ROW,
        StartVisit::ROW,
        EndVisit::ROW,
        Promise::ROW,
        KeepPromise::ROW,
        IssueCard::ROW,
        AskForLetter::ROW,
        PrintLetter::ROW,
    ],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure {
        says: "why somebody came and what they were promised is removed; that somebody was helped, when and by whom, stays without a name",
        erase: Some(crate::member::leaving::erase_desk),
    },
    ..Slice::named("desk", "acting for somebody who has no e-mail, no phone, or no patience for screens")
};
