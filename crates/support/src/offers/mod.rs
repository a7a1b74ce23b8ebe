//! "I need" and "I can help": time, skill, knowledge, language, digital help, things, company.
//!
//! For every neighbour, and first of all for those who would never post anything by themselves: all of it can be
//! done by the desk for somebody without e-mail, who gets a slip and is told by phone. What is chosen is shown in
//! each reader's language, free text keeps its own. People are placed in an area, never at a home; they write to
//! each other through us and show no address or phone; a need can be for the desk alone and then stands in no
//! list, search, feed, count or map. GDPR art. 5(1)(c) and 25; Digital Services Act, art. 16 for what is public.

pub mod acts;
mod answer_pages;
mod api;
pub mod begun;
pub mod import;
mod input;
mod jobs;
pub mod model;
mod newcomer_pages;
mod own_pages;
mod pages;
mod slips;
pub mod store;
mod translation_pages;

use crate::texts::offers as t;
use ::store::Act;
use acts::{
    Accept, Answer, AskDesk, AskTranslation, Decline, Done, Draft, Edit, Free, Post, Publish, ReadDesk,
    ReadMine, ReadNewcomers, ReadSlip, ReadThread, ReportThread, TakeBack, Tend, Thank, Withdraw, Write,
};
use axum::routing::{get, post};
use kernel::Role;
use people::member::EraseMember;
use web::{
    Begin, Cache, Door, Erasure, Guard, ItemKind, Limit, Move, Own, Pillar, Route, Slice, Spot, Trace,
    Whereabouts,
};

/// The kind of its items.
pub const KIND: &str = ::store::KEPT_APART;

const FRESH: Cache = Cache::Public { seconds: 30 };
const FOR_ALL: Guard = Guard::Public("what neighbours need and give is for everybody to read");

/// Tries of slip codes from one network.
static CODES: Limit = Limit::new("codes of slips", 20, 3600);

const ROUTES: &[Route] = &[
    Route::get("/needs", FOR_ALL, FRESH, || get(pages::needs)),
    Route::get("/offers", FOR_ALL, FRESH, || get(pages::offers)),
    Route::get("/needs.atom", FOR_ALL, FRESH, || get(pages::needs_feed)),
    Route::get("/offers.atom", FOR_ALL, FRESH, || get(pages::offers_feed)),
    Route::get("/needs/new", Guard::Act(&Draft::ROW), Cache::Private, || get(own_pages::new_need)),
    Route::get("/offers/new", Guard::Act(&Draft::ROW), Cache::Private, || get(own_pages::new_offer)),
    Route::post("/offers/new", Guard::Act(&Draft::ROW), || post(own_pages::create)),
    Route::get("/offers/{id}", FOR_ALL, FRESH, || get(pages::show)),
    Route::get("/offers/{id}/edit", Guard::Act(&Edit::ROW), Cache::Private, || get(own_pages::edit_form)),
    Route::post("/offers/{id}/edit", Guard::Act(&Edit::ROW), || post(own_pages::edit)),
    Route::post("/offers/{id}/publish", Guard::Act(&Publish::ROW), || post(own_pages::publish)),
    Route::get("/offers/{id}/withdraw", Guard::Act(&Withdraw::ROW), Cache::Private, || {
        get(own_pages::withdraw_form)
    }),
    Route::post("/offers/{id}/withdraw", Guard::Act(&Withdraw::ROW), || post(own_pages::withdraw)),
    Route::post("/offers/{id}/done", Guard::Act(&Done::ROW), || post(own_pages::done)),
    Route::post("/offers/{id}/thanks", Guard::Act(&Thank::ROW), || post(own_pages::thank)),
    Route::get("/offers/{id}/slip", Guard::Act(&ReadSlip::ROW), Cache::Private, || get(slips::slip)),
    Route::get("/offers/{id}/slip.pdf", Guard::Act(&ReadSlip::ROW), Cache::Private, || get(slips::paper)),
    Route::post("/offers/{id}/answer", Guard::Act(&Answer::ROW), || post(answer_pages::answer)),
    Route::get("/answers/{id}", Guard::Act(&ReadThread::ROW), Cache::Private, || get(answer_pages::thread)),
    Route::post("/answers/{id}/messages", Guard::Act(&Write::ROW), || post(answer_pages::write)),
    Route::post("/answers/{id}/accept", Guard::Act(&Accept::ROW), || post(answer_pages::accept)),
    Route::post("/answers/{id}/decline", Guard::Act(&Decline::ROW), || post(answer_pages::decline)),
    Route::post("/answers/{id}/take-back", Guard::Act(&TakeBack::ROW), || post(answer_pages::take_back)),
    Route::post("/answers/{id}/report", Guard::Act(&ReportThread::ROW), || post(answer_pages::report)),
    Route::get("/answers/{id}/translate", Guard::Act(&AskTranslation::ROW), Cache::Private, || {
        get(translation_pages::ask_form)
    }),
    Route::post("/answers/{id}/translate", Guard::Act(&AskTranslation::ROW), || post(translation_pages::ask)),
    Route::get("/me/offers", Guard::Act(&ReadMine::ROW), Cache::Private, || get(own_pages::mine)),
    Route::get("/slip", Guard::Public("the slip's code opens it"), Cache::Private, || get(slips::code_form)),
    Route::post("/slip", Guard::Public("the slip's code opens it"), || post(slips::by_code)).limited(&CODES),
    Route::post("/slip/withdraw", Guard::Public("the slip's code opens it"), || {
        post(slips::withdraw_by_code)
    })
    .limited(&CODES),
    Route::get("/desk/needs", Guard::Act(&ReadDesk::ROW), Cache::Private, || get(slips::desk)),
    Route::get("/desk/newcomers", Guard::Act(&ReadNewcomers::ROW), Cache::Private, || {
        get(newcomer_pages::list)
    }),
    Route::post("/desk/newcomers/{member}/free", Guard::Act(&Free::ROW), || post(newcomer_pages::free)),
    Route::get("/api/desk/newcomers", Guard::Act(&ReadNewcomers::ROW), Cache::Private, || {
        get(newcomer_pages::api_list)
    })
    .api(),
    Route::post("/api/desk/newcomers/{member}/free", Guard::Act(&Free::ROW), || {
        post(newcomer_pages::api_free)
    })
    .api()
    .takes::<()>(),
    Route::get("/api/offers", FOR_ALL, FRESH, || get(api::list)).api().takes::<input::ListInput>(),
    Route::get("/api/offers/{id}", FOR_ALL, FRESH, || get(api::one)).api(),
    Route::post("/api/offers", Guard::Act(&Draft::ROW), || post(api::post))
        .api()
        .takes::<input::OfferInput>(),
    Route::post("/api/answers/{id}/translate", Guard::Act(&AskTranslation::ROW), || {
        post(translation_pages::ask_by_program)
    })
    .api()
    .takes::<translation_pages::AskInput>(),
    Route::post("/api/offers/{id}/answers", Guard::Act(&Answer::ROW), || post(api::answer))
        .api()
        .takes::<input::WordsInput>(),
];

const MOVES: &[Move] = &[
    Move { machine: "offer", from: "draft", to: "open", by: &Publish::ROW },
    Move { machine: "offer", from: "open", to: "accepted", by: &Accept::ROW },
    Move { machine: "offer", from: "open", to: "accepted", by: &Answer::ROW },
    Move { machine: "offer", from: "open", to: "accepted", by: &Edit::ROW },
    Move { machine: "offer", from: "open", to: "accepted", by: &Tend::ROW },
    Move { machine: "offer", from: "accepted", to: "open", by: &TakeBack::ROW },
    Move { machine: "offer", from: "accepted", to: "open", by: &Decline::ROW },
    Move { machine: "offer", from: "accepted", to: "open", by: &Tend::ROW },
    Move { machine: "offer", from: "accepted", to: "open", by: &EraseMember::ROW },
    Move { machine: "offer", from: "open", to: "done", by: &Done::ROW },
    Move { machine: "offer", from: "accepted", to: "done", by: &Done::ROW },
    Move { machine: "offer", from: "open", to: "expired", by: &Tend::ROW },
    Move { machine: "offer", from: "draft", to: "withdrawn", by: &Withdraw::ROW },
    Move { machine: "offer", from: "open", to: "withdrawn", by: &Withdraw::ROW },
    Move { machine: "offer", from: "accepted", to: "withdrawn", by: &Withdraw::ROW },
    Move { machine: "answer", from: "waiting", to: "accepted", by: &Accept::ROW },
    Move { machine: "answer", from: "waiting", to: "declined", by: &Decline::ROW },
    Move { machine: "answer", from: "waiting", to: "declined", by: &Tend::ROW },
    Move { machine: "answer", from: "waiting", to: "taken_back", by: &TakeBack::ROW },
    Move { machine: "answer", from: "accepted", to: "taken_back", by: &TakeBack::ROW },
    Move { machine: "answer", from: "accepted", to: "declined", by: &Decline::ROW },
    Move { machine: "answer", from: "waiting", to: "taken_back", by: &Tend::ROW },
    Move { machine: "answer", from: "accepted", to: "taken_back", by: &Tend::ROW },
    Move { machine: "answer", from: "taken_back", to: "waiting", by: &Answer::ROW },
    Move { machine: "answer", from: "taken_back", to: "accepted", by: &Answer::ROW },
];

const MINE: Whereabouts = Whereabouts::Fixed("/me/offers");

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(Pillar::Support),
    routes: ROUTES,
    own: &[
        Own { path: "/me/offers", label: |locale| t::mine(locale), roles: &[] },
        Own { path: "/desk/needs", label: |locale| t::desk(locale), roles: &[Role::Desk] },
        Own {
            path: "/desk/newcomers",
            label: |locale| t::newcomers(locale),
            roles: &[Role::Desk, Role::Animator],
        },
    ],
    begins: &[
        Begin {
            path: "/needs/new",
            label: |locale| t::begin_need(locale),
            at: &[Spot::Desk, Spot::Kiosk],
            rank: 10,
        },
        Begin {
            path: "/offers/new",
            label: |locale| t::begin_offer(locale),
            at: &[Spot::Desk, Spot::Kiosk],
            rank: 11,
        },
        Begin { path: "/me/offers", label: |locale| t::mine(locale), at: &[Spot::Desk], rank: 31 },
    ],
    traces: &[
        Trace { act: &Post::ROW, opens: Some(MINE), undo: None },
        Trace { act: &AskDesk::ROW, opens: Some(MINE), undo: None },
        Trace { act: &Draft::ROW, opens: Some(MINE), undo: None },
        Trace { act: &Answer::ROW, opens: Some(MINE), undo: None },
        Trace {
            act: &Publish::ROW,
            opens: Some(MINE),
            undo: Some(Whereabouts::Of(|id| format!("/offers/{id}/withdraw"))),
        },
    ],
    acts: acts::ROWS,
    moves: MOVES,
    item_kinds: &[ItemKind {
        key: KIND,
        path: |item| format!("/offers/{}", item.id),
        label: |locale| t::label(locale),
        pillar: Pillar::Support,
    }],
    doors: &[
        Door {
            pillar: Pillar::Support,
            path: "/needs",
            label: |locale| t::needs(locale),
            about: |locale| t::needs_about(locale),
        },
        Door {
            pillar: Pillar::Support,
            path: "/offers",
            label: |locale| t::offers(locale),
            about: |locale| t::offers_about(locale),
        },
    ],
    schema: &[::store::step!("20261123-8_offers"), ::store::step!("20261129-63_newcomers")],
    statements: store::STATEMENTS,
    jobs: jobs::JOBS,
    erasure: Erasure {
        says: "needs, offers, answers and messages of the one who leaves are deleted, and the messages others wrote in reply",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("offers", "What neighbours need and what they can give, answered through us.")
};
