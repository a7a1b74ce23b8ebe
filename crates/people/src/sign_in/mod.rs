//! Coming in: by a letter with a link and six digits, by a printed card, by a one-time link; and staying in.
//!
//! For everybody, with or without an address of mail. No passwords. Every secret is single-use or replaceable,
//! hashed together with its purpose, and the answers are the same whether an address is known or not
//! (GDPR art. 32; OWASP ASVS 5.0 level 2, 6.3.8, 6.5, 7).

pub mod acts;
mod api;
pub mod input;
pub mod model;
pub(crate) mod pages;
pub(crate) mod store;

pub use acts::{
    Asked, AskedLetter, Entrance, ask, by_card, by_digits, by_link, end_program, end_session, end_sessions,
    join, link_is_good, make_card, make_program, print_link, session_for,
};
pub(crate) use acts::{by_letter, touch};
pub use model::{Joining, local_path, session_ends};
pub use store::{Program, STATEMENTS, Session, card_since, programs, sessions};
pub(crate) use store::{erase_person, erase_tokens, program, session};

use self::acts::{
    AskToSignIn, ComeIn, EndProgram, EndSessions, Join, MakeCard, MakeProgram, PrintLink, ReadSessions,
    TouchSessions,
};
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use web::limit::{REGISTER, SIGN_IN_NETWORK};
use web::{Cache, Erasure, Guard, Route, Slice};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261123-3_sign_in")];

const OPEN: Guard = Guard::Public("a door has to be seen by who stands outside");

/// The doors.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/sign-in", OPEN, Cache::Private, || get(pages::sign_in)),
        Route::post("/sign-in", Guard::Act(&AskToSignIn::ROW), || post(pages::ask))
            .limited(&SIGN_IN_NETWORK)
            .always(),
        Route::get("/sign-in/code/{request}", OPEN, Cache::Private, || get(pages::code_page)),
        Route::post("/sign-in/code", Guard::Act(&ComeIn::ROW), || post(pages::digits))
            .limited(&SIGN_IN_NETWORK)
            .always(),
        Route::get("/sign-in/link/{key}", OPEN, Cache::Private, || get(pages::link_page))
            .limited(&SIGN_IN_NETWORK),
        Route::post("/sign-in/link", Guard::Act(&ComeIn::ROW), || post(pages::link))
            .limited(&SIGN_IN_NETWORK)
            .always(),
        Route::get("/sign-in/card", OPEN, Cache::Private, || get(pages::card_page)),
        Route::post("/sign-in/card", Guard::Act(&ComeIn::ROW), || post(pages::card))
            .limited(&SIGN_IN_NETWORK)
            .always(),
        Route::get("/sign-in/letter", OPEN, Cache::Private, || get(pages::letter_page)),
        Route::post("/sign-in/letter", Guard::Act(&ComeIn::ROW), || post(pages::letter))
            .limited(&SIGN_IN_NETWORK)
            .always(),
        Route::get("/join", OPEN, Cache::Private, || get(pages::join_page)),
        Route::post("/join", Guard::Act(&Join::ROW), || post(pages::join)).limited(&REGISTER),
        Route::post("/sign-out", OPEN, || post(pages::sign_out)).always(),
        Route::get("/me/sessions", Guard::Act(&ReadSessions::ROW), Cache::Private, || get(pages::sessions)),
        Route::post("/me/sessions/end", Guard::Act(&EndSessions::ROW), || post(pages::end_one)).always(),
        Route::post("/me/sessions/end-all", Guard::Act(&EndSessions::ROW), || post(pages::end_all)).always(),
        Route::post("/me/programs", Guard::Act(&MakeProgram::ROW), || post(pages::make_program)),
        Route::post("/me/programs/end", Guard::Act(&EndProgram::ROW), || post(pages::end_program)).always(),
        Route::get("/me/card", Guard::Act(&ReadSessions::ROW), Cache::Private, || get(pages::my_card)),
        Route::post("/me/card", Guard::Act(&MakeCard::ROW), || post(pages::make_card)),
        Route::get("/api/me/sessions", Guard::Act(&ReadSessions::ROW), Cache::Private, || get(api::sessions))
            .api(),
        Route::post("/api/me/sessions/end", Guard::Act(&EndSessions::ROW), || post(api::end))
            .api()
            .takes::<input::WhichInput>(),
    ],
    acts: &[
        AskToSignIn::ROW,
        ComeIn::ROW,
        Join::ROW,
        PrintLink::ROW,
        MakeCard::ROW,
        ReadSessions::ROW,
        EndSessions::ROW,
        MakeProgram::ROW,
        EndProgram::ROW,
        TouchSessions::ROW,
    ],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure {
        says: "sessions, card, programs and unused letters are removed",
        erase: Some(crate::member::leaving::erase_sign_in),
    },
    ..Slice::named("sign_in", "coming in by letter, card or link, and staying in")
};
