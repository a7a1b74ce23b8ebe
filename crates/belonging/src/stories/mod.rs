//! Stories that people tell about a place and each other: the memory of the neighbourhood.
//!
//! A story is an item with an era as precise as its teller knows it, tellers, people told about, places, pictures
//! and consents. A draft is seen by its author and the editors; somebody vouched for hands it in, an editor (not its
//! author, unless there is no other) publishes it; whoever gave consent takes it back at any time, and then a
//! neutral stub stays.

pub mod acts;
mod api;
mod care;
pub mod era;
pub mod import;
mod input;
pub mod model;
mod notices;
mod pages;
pub mod store;
mod write;

use crate::texts::stories as t;
use ::store::Act;
use axum::routing::{get, post};
use commons::media::album;
use kernel::Role;
use web::{
    Begin, Cache, Door, Erasure, Guard, ItemKind, Move, Own, Pillar, Route, Slice, Spot, Trace, Whereabouts,
};

/// The kind of its items.
pub const KIND: &str = "story";

const FRESH: Cache = Cache::Public { seconds: 60 };
const OPEN: Guard = Guard::Public("stories are for everybody");

const ROUTES: &[Route] = &[
    Route::get("/stories", OPEN, FRESH, || get(pages::list)).with_map(),
    Route::get("/stories.atom", OPEN, FRESH, || get(api::feed)),
    Route::get("/stories/tell", Guard::Act(&acts::Tell::ROW), Cache::Private, || get(write::tell_form)),
    Route::post("/stories/tell", Guard::Act(&acts::Tell::ROW), || post(write::tell)).upload(album::UPLOAD),
    Route::get("/stories/mine", Guard::Act(&acts::Tell::ROW), Cache::Private, || get(care::mine)),
    Route::get("/stories/waiting", Guard::Act(&acts::ReadQueue::ROW), Cache::Private, || get(care::waiting)),
    Route::get("/stories/{slug}", OPEN, FRESH, || get(pages::show)).with_map(),
    Route::get("/stories/{slug}/edit", Guard::Act(&acts::Edit::ROW), Cache::Private, || {
        get(write::edit_form)
    }),
    Route::post("/stories/{slug}/edit", Guard::Act(&acts::Edit::ROW), || post(write::edit)),
    Route::get("/stories/{slug}/translate/{lang}", Guard::Act(&acts::Translate::ROW), Cache::Private, || {
        get(write::translate_form)
    }),
    Route::post("/stories/{slug}/translate/{lang}", Guard::Act(&acts::Translate::ROW), || {
        post(write::translate)
    }),
    Route::get("/stories/{slug}/pictures", Guard::Act(&acts::Edit::ROW), Cache::Private, || {
        get(care::pictures)
    }),
    Route::post("/stories/{slug}/pictures", Guard::Act(&acts::Edit::ROW), || post(care::change_pictures))
        .upload(album::UPLOAD),
    Route::get("/stories/{slug}/consents", Guard::Act(&acts::Edit::ROW), Cache::Private, || {
        get(care::consents)
    }),
    Route::post("/stories/{slug}/consents", Guard::Act(&acts::Edit::ROW), || post(care::agree)),
    Route::post("/stories/{slug}/submit", Guard::Act(&acts::Submit::ROW), || post(care::submit)),
    Route::post("/stories/{slug}/publish", Guard::Act(&acts::Publish::ROW), || post(care::publish)),
    Route::post("/stories/{slug}/send-back", Guard::Act(&acts::SendBack::ROW), || post(care::send_back)),
    Route::get("/stories/{slug}/withdraw", Guard::Act(&acts::Withdraw::ROW), Cache::Private, || {
        get(care::withdraw_form)
    }),
    Route::post("/stories/{slug}/withdraw", Guard::Act(&acts::Withdraw::ROW), || post(care::withdraw))
        .always(),
    Route::post("/stories/{slug}/put-back", Guard::Act(&acts::PutBack::ROW), || post(care::put_back)),
    Route::get("/stories/{slug}/erase", Guard::Act(&acts::Erase::ROW), Cache::Private, || {
        get(care::erase_form)
    }),
    Route::post("/stories/{slug}/erase", Guard::Act(&acts::Erase::ROW), || post(care::erase)).always(),
    Route::get("/api/stories", OPEN, FRESH, || get(api::list)).api().takes::<input::ListInput>(),
    Route::post("/api/stories", Guard::Act(&acts::Tell::ROW), || post(api::tell))
        .api()
        .takes::<input::TellInput>(),
    Route::get("/api/stories/{slug}", OPEN, FRESH, || get(api::read)).api(),
];

const fn moved(from: &'static str, to: &'static str, by: &'static kernel::ActRow) -> Move {
    Move { machine: "story", from, to, by }
}

/// How a story passes from state to state.
pub const MOVES: &[Move] = &[
    moved("draft", "review", &acts::Submit::ROW),
    moved("review", "draft", &acts::SendBack::ROW),
    moved("review", "live", &acts::Publish::ROW),
    moved("review", "withdrawn", &acts::Withdraw::ROW),
    moved("live", "withdrawn", &acts::Withdraw::ROW),
    moved("review", "withdrawn", &commons::consent::Withdraw::ROW),
    moved("live", "withdrawn", &commons::consent::Withdraw::ROW),
    moved("withdrawn", "live", &acts::PutBack::ROW),
    moved("draft", "erased", &acts::Erase::ROW),
    moved("review", "erased", &acts::Erase::ROW),
    moved("live", "erased", &acts::Erase::ROW),
    moved("withdrawn", "erased", &acts::Erase::ROW),
];

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(Pillar::Belonging),
    routes: ROUTES,
    own: &[
        Own { path: "/stories/mine", label: |locale| t::mine(locale), roles: &[] },
        Own { path: "/stories/waiting", label: |locale| t::waiting(locale), roles: &[Role::Editor] },
    ],
    begins: &[
        Begin { path: "/stories/tell", label: |locale| t::begin(locale), at: &[Spot::Desk], rank: 20 },
        Begin { path: "/stories/mine", label: |locale| t::begin_mine(locale), at: &[Spot::Desk], rank: 32 },
    ],
    traces: &[Trace { act: &acts::Tell::ROW, opens: Some(Whereabouts::Fixed("/stories/mine")), undo: None }],
    acts: acts::ROWS,
    moves: MOVES,
    item_kinds: &[ItemKind {
        key: KIND,
        path: |item| format!("/stories/{}", item.slug),
        label: |locale| t::label(locale),
        pillar: Pillar::Belonging,
    }],
    doors: &[Door {
        pillar: Pillar::Belonging,
        path: "/stories",
        label: |locale| t::name(locale),
        about: |locale| t::about(locale),
    }],
    schema: &[::store::step!("20261123-4_stories")],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "each story goes as its teller chose: erased with its pictures (the usual), or kept without a name",
        erase: Some(acts::erase_of),
    },
    erase_thing: Some(acts::erase_again),
    ..Slice::named("stories", "Stories of people and places, told by neighbours and read by editors.")
};
