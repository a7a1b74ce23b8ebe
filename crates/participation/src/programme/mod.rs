//! What's on: dates, once or every week, with who comes.
//!
//! For everybody, and first of all for those who come by the poster: what, when, where, for whom, what it costs, how
//! to get in, which languages. Anybody can say "I'm coming", without an account as one more, with an account or card
//! by name; where places are counted there is a waiting list. Who comes is seen by host and desk alone (GDPR art.
//! 5(1)(c)) and forgotten after thirty days. What changes reaches everybody who comes by the way they chose.

pub mod acts;
mod api;
mod beside;
pub mod calendar;
mod choices;
mod coming_pages;
mod day_pages;
mod feeds;
mod hosting_pages;
pub mod import;
mod input;
mod jobs;
pub mod model;
mod pages;
mod papers;
pub mod store;

use crate::texts::programme as t;
use ::store::Act;
use acts::{
    Add, CallOff, CallOffDay, ChangeDay, Come, DropGuests, Edit, GiveUp, PutBack, ReadComing, ReadMine,
    Reinstate, Restore, ShareMine, Tend, Translate, Withdraw,
};
use axum::routing::{get, post};
use commons::papers::OFTEN;
use web::{
    Begin, Cache, Door, Erasure, Guard, ItemKind, Limit, Move, Own, Pillar, Route, Slice, Spot, Trace,
    Whereabouts,
};

/// The kind of its items.
pub const KIND: &str = "date";

const FRESH: Cache = Cache::Public { seconds: 60 };
const FOR_ALL: Guard = Guard::Public("what's on is for everybody");
const BY_SECRET: Guard = Guard::Public("the secret in the address opens it");

/// "I'm coming" from one network.
static COMING: Limit = Limit::new("coming to dates from a network", 60, 3600);
/// Tries of secrets from one network.
static SECRETS: Limit = Limit::new("calendars from a network", 120, 3600);

const ROUTES: &[Route] = &[
    Route::get("/dates", FOR_ALL, FRESH, || get(pages::list)),
    Route::get("/dates.ics", FOR_ALL, FRESH, || get(feeds::all)),
    Route::get("/dates.atom", FOR_ALL, FRESH, || get(feeds::atom)),
    Route::get("/dates/add", Guard::Act(&Add::ROW), Cache::Private, || get(hosting_pages::add_form)),
    Route::post("/dates/add", Guard::Act(&Add::ROW), || post(hosting_pages::add)),
    Route::get("/dates/at/{slug}", FOR_ALL, FRESH, || get(feeds::at_place)),
    Route::get("/dates/own/{secret}", BY_SECRET, Cache::Private, || get(feeds::own)).limited(&SECRETS),
    Route::get("/dates/{slug}", FOR_ALL, FRESH, || get(pages::show)),
    Route::get("/dates/{slug}/date.ics", FOR_ALL, FRESH, || get(feeds::one)),
    Route::get("/dates/{slug}/poster.pdf", FOR_ALL, FRESH, || get(papers::poster)).limited(&OFTEN),
    Route::post("/dates/{slug}/come", Guard::Act(&Come::ROW), || post(coming_pages::come)).limited(&COMING),
    Route::post("/dates/{slug}/give-up", Guard::Act(&GiveUp::ROW), || post(coming_pages::give_up)),
    Route::get("/dates/{slug}/edit", Guard::Act(&Edit::ROW), Cache::Private, || {
        get(hosting_pages::edit_form)
    }),
    Route::post("/dates/{slug}/edit", Guard::Act(&Edit::ROW), || post(hosting_pages::edit)),
    Route::get("/dates/{slug}/translate/{lang}", Guard::Act(&Translate::ROW), Cache::Private, || {
        get(hosting_pages::translate_form)
    }),
    Route::post("/dates/{slug}/translate/{lang}", Guard::Act(&Translate::ROW), || {
        post(hosting_pages::translate)
    }),
    Route::get("/dates/{slug}/call-off", Guard::Act(&CallOff::ROW), Cache::Private, || {
        get(day_pages::call_off_form)
    }),
    Route::post("/dates/{slug}/call-off", Guard::Act(&CallOff::ROW), || post(day_pages::call_off)),
    Route::post("/dates/{slug}/put-back", Guard::Act(&PutBack::ROW), || post(day_pages::put_back)),
    Route::get("/dates/{slug}/withdraw", Guard::Act(&Withdraw::ROW), Cache::Private, || {
        get(day_pages::withdraw_form)
    }),
    Route::post("/dates/{slug}/withdraw", Guard::Act(&Withdraw::ROW), || post(day_pages::withdraw)),
    Route::post("/dates/{slug}/reinstate", Guard::Act(&Reinstate::ROW), || post(day_pages::reinstate)),
    Route::get("/dates/{slug}/days/{day}", Guard::Act(&ReadComing::ROW), Cache::Private, || {
        get(day_pages::day)
    }),
    Route::get("/dates/{slug}/days/{day}/list.pdf", Guard::Act(&ReadComing::ROW), Cache::Private, || {
        get(papers::list)
    }),
    Route::post("/dates/{slug}/days/{day}/fewer", Guard::Act(&DropGuests::ROW), || {
        post(day_pages::drop_guests)
    }),
    Route::get("/dates/{slug}/days/{day}/change", Guard::Act(&ChangeDay::ROW), Cache::Private, || {
        get(day_pages::change_form)
    }),
    Route::post("/dates/{slug}/days/{day}/change", Guard::Act(&ChangeDay::ROW), || post(day_pages::change)),
    Route::get("/dates/{slug}/days/{day}/call-off", Guard::Act(&CallOffDay::ROW), Cache::Private, || {
        get(day_pages::call_off_day_form)
    }),
    Route::post("/dates/{slug}/days/{day}/call-off", Guard::Act(&CallOffDay::ROW), || {
        post(day_pages::call_off_day)
    }),
    Route::post("/dates/{slug}/days/{day}/restore", Guard::Act(&Restore::ROW), || post(day_pages::restore)),
    Route::get("/me/dates", Guard::Act(&ReadMine::ROW), Cache::Private, || get(coming_pages::mine)),
    Route::post("/me/dates/share", Guard::Act(&ShareMine::ROW), || post(coming_pages::share)),
    Route::post("/me/dates/stop", Guard::Act(&ShareMine::ROW), || post(coming_pages::stop)).always(),
    Route::get("/api/dates", FOR_ALL, FRESH, || get(api::list)).api().takes::<input::ListInput>(),
    Route::post("/api/dates", Guard::Act(&Add::ROW), || post(api::add)).api().takes::<input::DateInput>(),
    Route::get("/api/dates/{slug}", FOR_ALL, FRESH, || get(api::one)).api(),
    Route::post("/api/dates/{slug}/edit", Guard::Act(&Edit::ROW), || post(api::edit))
        .api()
        .takes::<input::DateInput>(),
    Route::post("/api/dates/{slug}/come", Guard::Act(&Come::ROW), || post(api::come))
        .api()
        .takes::<input::DayInput>(),
    Route::post("/api/dates/{slug}/give-up", Guard::Act(&GiveUp::ROW), || post(api::give_up))
        .api()
        .takes::<input::DayInput>(),
    Route::post("/api/dates/{slug}/call-off", Guard::Act(&CallOff::ROW), || post(api::call_off))
        .api()
        .takes::<input::NoteInput>(),
    Route::get("/api/dates/{slug}/days/{day}", Guard::Act(&ReadComing::ROW), Cache::Private, || {
        get(api::day)
    })
    .api(),
    Route::post("/api/dates/{slug}/days/{day}/fewer", Guard::Act(&DropGuests::ROW), || {
        post(api::drop_guests)
    })
    .api()
    .takes::<input::FewerInput>(),
    Route::post("/api/dates/{slug}/days/{day}/change", Guard::Act(&ChangeDay::ROW), || post(api::change))
        .api()
        .takes::<input::ChangeInput>(),
    Route::post("/api/dates/{slug}/days/{day}/call-off", Guard::Act(&CallOffDay::ROW), || {
        post(api::call_off_day)
    })
    .api()
    .takes::<input::NoteInput>(),
];

const MOVES: &[Move] = &[
    Move { machine: "date", from: "on", to: "called_off", by: &CallOff::ROW },
    Move { machine: "date", from: "called_off", to: "on", by: &PutBack::ROW },
    Move { machine: "date", from: "on", to: "withdrawn", by: &Withdraw::ROW },
    Move { machine: "date", from: "called_off", to: "withdrawn", by: &Withdraw::ROW },
    Move { machine: "date", from: "withdrawn", to: "on", by: &Reinstate::ROW },
    Move { machine: "date", from: "on", to: "ended", by: &Tend::ROW },
    Move { machine: "date", from: "called_off", to: "ended", by: &Tend::ROW },
    Move { machine: "coming", from: "waiting", to: "coming", by: &GiveUp::ROW },
    Move { machine: "coming", from: "waiting", to: "coming", by: &Edit::ROW },
    Move { machine: "coming", from: "waiting", to: "coming", by: &DropGuests::ROW },
];

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(Pillar::Participation),
    routes: ROUTES,
    own: &[Own { path: "/me/dates", label: |locale| t::mine(locale), roles: &[] }],
    begins: &[
        Begin { path: "/dates", label: |locale| t::begin(locale), at: &[Spot::Desk, Spot::Kiosk], rank: 15 },
        Begin { path: "/me/dates", label: |locale| t::mine(locale), at: &[Spot::Desk], rank: 33 },
    ],
    traces: &[Trace { act: &Come::ROW, opens: Some(Whereabouts::Fixed("/me/dates")), undo: None }],
    acts: acts::ROWS,
    moves: MOVES,
    item_kinds: &[ItemKind {
        key: KIND,
        path: |item| format!("/dates/{}", item.slug),
        label: |locale| t::label(locale),
        pillar: Pillar::Participation,
    }],
    doors: &[Door {
        pillar: Pillar::Participation,
        path: "/dates",
        label: |locale| t::name(locale),
        about: |locale| t::about(locale),
    }],
    schema: &[::store::step!("20261129-10_programme"), ::store::step!("20261129-90_programme_place")],
    statements: store::ALL,
    jobs: jobs::JOBS,
    erasure: Erasure {
        says: "what they host themselves is called off and deleted; where they were to come, somebody who waits has the place",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    beside: Some(beside::at),
    takes_home: Some(beside::takes_home),
    ..Slice::named("programme", "What's on: dates once or every week, who comes, papers and calendars.")
};
