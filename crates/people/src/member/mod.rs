//! Members: people and organisations of one neighbourhood, and what they tell of themselves.
//!
//! For everybody who takes part. Members are never listed publicly; a name stands only beside what its bearer
//! publishes (GDPR art. 5(1)(c)). One name field in any script, no PESEL, no surname asked for.

pub mod acts;
mod api;
mod export;
pub(crate) mod input;
pub(crate) mod leaving;
pub mod model;
pub(crate) mod pages;
pub(crate) mod store;

pub use acts::{
    AddMember, ChangeMember, EraseMember, ExportMember, Introduce, NewMember, ReadLog, ReadMember, add,
    change, introduce, set_word, tidy_email, whom,
};
pub use export::{Export, gather};
pub use input::read_reach;
pub use leaving::{Again, Erased, ErasureList, erase_again, erase_member, letters_of};
pub use model::{Kind, Language, Member, Profile, Reach, State, Way, is_word};
pub use pages::road;
pub use store::{
    Brief, Line, STATEMENTS, ToAgree, agree, asked_for, by_id, by_name, count, email, journal_of,
    mark_unreachable, name, of_person, set_reach, standing_of, to_agree, word_hash,
};

use crate::texts::member as t;
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use web::{Begin, Cache, Guard, Move, Route, Slice, Spot};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[
    ::store::step!("20261123-2_member"),
    ::store::step!("20261129-23_reach_failed"),
    ::store::step!("20261129-81_house_version_agreed"),
];

/// What belongs to members.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/me", Guard::Act(&ReadMember::ROW), Cache::Private, || get(pages::me)),
        Route::get("/me/edit", Guard::Act(&ChangeMember::ROW), Cache::Private, || get(pages::edit)),
        Route::post("/me/edit", Guard::Act(&ChangeMember::ROW), || post(pages::keep)),
        Route::post("/me/word", Guard::Act(&ChangeMember::ROW), || post(pages::keep_word)),
        Route::post("/me/code", Guard::Act(&Introduce::ROW), || post(pages::introduce)),
        Route::get("/me/log", Guard::Act(&ReadLog::ROW), Cache::Private, || get(pages::log)),
        Route::get("/me/export", Guard::Act(&ExportMember::ROW), Cache::Private, || get(pages::export_page)),
        Route::get("/me/export.json", Guard::Act(&ExportMember::ROW), Cache::Private, || {
            get(pages::export_file)
        }),
        Route::get("/me/leave", Guard::Act(&EraseMember::ROW), Cache::Private, || get(pages::leave)),
        Route::post("/me/leave", Guard::Act(&EraseMember::ROW), || post(pages::erase)).always(),
        Route::get("/api/me", Guard::Act(&ReadMember::ROW), Cache::Private, || get(api::me)).api(),
        Route::post("/api/me", Guard::Act(&ChangeMember::ROW), || post(api::keep))
            .api()
            .takes::<input::ProfileInput>(),
        Route::get("/api/me/export", Guard::Act(&ExportMember::ROW), Cache::Private, || get(api::export))
            .api(),
    ],
    acts: &[
        AddMember::ROW,
        ReadMember::ROW,
        ChangeMember::ROW,
        ExportMember::ROW,
        EraseMember::ROW,
        Introduce::ROW,
        ReadLog::ROW,
    ],
    begins: &[
        Begin { path: "/me/edit", label: |locale| t::begin_reach(locale), at: &[Spot::Desk], rank: 40 },
        Begin { path: "/me/export", label: |locale| t::begin_file(locale), at: &[Spot::Desk], rank: 41 },
        Begin { path: "/me/log", label: |locale| t::begin_log(locale), at: &[Spot::Desk], rank: 42 },
        Begin { path: "/me/leave", label: |locale| t::begin_leave(locale), at: &[Spot::Desk], rank: 60 },
    ],
    moves: &[Move { machine: "member", from: "active", to: "erased", by: &EraseMember::ROW }],
    schema: SCHEMA,
    statements: STATEMENTS,
    jobs: &[leaving::CLEAR],
    // blanked by `erase_member` itself, last of all, since every other rule asks whether the member may
    ..Slice::named("member", "people and organisations of a neighbourhood, and what they tell of themselves")
};
