//! The house agreement: a few numbered sentences that residents write themselves, with versions.
//!
//! For everybody: it is read without an account, on paper and by phone. Any vouched neighbour proposes a change with a
//! reason; everybody sees it sentence by sentence beside what holds, and may say one thing on it. Two people adopt it:
//! one puts it forward, another confirms, never its author. It is announced to every member by their own way and holds
//! after 14 whole days; from then on whoever has not agreed keeps reading and keeps what is theirs, and publishes anew
//! after agreeing. Beneath it stand the rules that the law asks for, which neighbours cannot rewrite. Digital Services
//! Act art. 14(1) and (2); Civil Code art. 384 and 384¹.
//!
//! A text is an item: neighbours translate it and report it as any other; its author leaves it without their name.

pub mod acts;
mod api;
mod feed;
pub mod import;
pub mod input;
pub mod model;
mod pages;
mod paper;
mod proposal_pages;
pub mod store;
mod tell;
#[cfg(test)]
mod tests;
mod view;

pub use tell::everybody;

use crate::papers::OFTEN;
use crate::texts::agreement as t;
use ::store::Act;
use acts::{Agree, Confirm, Propose, PutForward, Refuse, Remark, Withdraw};
use axum::routing::{get, post};
use web::{
    Begin, Cache, Door, Erasure, Guard, ItemKind, JobRow, Later, Move, Pillar, Route, Shared, Slice, Spot,
    Task, Trace, Whereabouts,
};

/// The kind of its items.
pub const KIND: &str = "agreement";

const OPEN: Guard = Guard::Public("everybody can read on what neighbours agreed, and what is proposed");
const FRESH: Cache = Cache::Public { seconds: 60 };

const ROUTES: &[Route] = &[
    Route::get("/agreement", OPEN, FRESH, || get(pages::show)),
    Route::get("/agreement.pdf", OPEN, FRESH, || get(paper::in_force)).limited(&OFTEN),
    Route::get("/agreement.atom", OPEN, FRESH, || get(feed::atom)),
    Route::get("/agreement/versions", OPEN, FRESH, || get(pages::versions)),
    Route::get("/agreement/versions/{number}", OPEN, FRESH, || get(pages::version)),
    Route::get("/agreement/versions/{number}/paper.pdf", OPEN, FRESH, || get(paper::version)).limited(&OFTEN),
    Route::post("/agreement/versions/{number}/agree", Guard::Act(&Agree::ROW), || post(pages::agree)),
    Route::get("/agreement/compare", OPEN, FRESH, || get(pages::compare)),
    Route::get("/agreement/propose", Guard::Act(&Propose::ROW), Cache::Private, || {
        get(proposal_pages::propose_form)
    }),
    Route::post("/agreement/propose", Guard::Act(&Propose::ROW), || post(proposal_pages::propose)),
    Route::get("/agreement/proposals/{slug}", OPEN, FRESH, || get(proposal_pages::show)),
    Route::post("/agreement/proposals/{slug}/remark", Guard::Act(&Remark::ROW), || {
        post(proposal_pages::remark)
    }),
    Route::post("/agreement/proposals/{slug}/withdraw", Guard::Act(&Withdraw::ROW), || {
        post(proposal_pages::withdraw)
    }),
    Route::post("/agreement/proposals/{slug}/refuse", Guard::Act(&Refuse::ROW), || {
        post(proposal_pages::refuse)
    }),
    Route::post("/agreement/proposals/{slug}/put-forward", Guard::Act(&PutForward::ROW), || {
        post(proposal_pages::put_forward)
    }),
    Route::post("/agreement/proposals/{slug}/confirm", Guard::Act(&Confirm::ROW), || {
        post(proposal_pages::confirm)
    }),
    Route::get("/api/agreement", OPEN, FRESH, || get(api::show)).api(),
    Route::get("/api/agreement/compare", OPEN, FRESH, || get(api::compare)).api().takes::<input::TwoInput>(),
    Route::get("/api/agreement/versions/{number}", OPEN, FRESH, || get(api::version)).api(),
    Route::post("/api/agreement/versions/{number}/agree", Guard::Act(&Agree::ROW), || post(api::agree))
        .api()
        .takes::<()>(),
    Route::get("/api/agreement/proposals/{slug}", OPEN, FRESH, || get(api::proposal)).api(),
    Route::post("/api/agreement/propose", Guard::Act(&Propose::ROW), || post(api::propose))
        .api()
        .takes::<input::ProposalInput>(),
    Route::post("/api/agreement/proposals/{slug}/remark", Guard::Act(&Remark::ROW), || post(api::remark))
        .api()
        .takes::<input::RemarkInput>(),
    Route::post("/api/agreement/proposals/{slug}/withdraw", Guard::Act(&Withdraw::ROW), || {
        post(api::withdraw)
    })
    .api()
    .takes::<input::ReasonInput>(),
];

fn tell_everybody(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let told = everybody(&app.store, task.community).await?;
        tracing::debug!(told, "of a new agreement");
        Ok(())
    })
}

const HERE: Whereabouts = Whereabouts::Fixed("/agreement");

/// The slice.
pub static SLICE: Slice = Slice {
    pillar: Some(Pillar::Participation),
    routes: ROUTES,
    acts: acts::ROWS,
    moves: &[
        Move { machine: "agreement", from: "open", to: "forward", by: &PutForward::ROW },
        Move { machine: "agreement", from: "forward", to: "adopted", by: &Confirm::ROW },
        Move { machine: "agreement", from: "open", to: "refused", by: &Refuse::ROW },
        Move { machine: "agreement", from: "forward", to: "refused", by: &Refuse::ROW },
        Move { machine: "agreement", from: "open", to: "withdrawn", by: &Withdraw::ROW },
        Move { machine: "agreement", from: "forward", to: "withdrawn", by: &Withdraw::ROW },
    ],
    item_kinds: &[ItemKind {
        key: KIND,
        path: |item| format!("/agreement/proposals/{}", item.slug),
        label: |locale| t::label(locale),
        pillar: Pillar::Participation,
    }],
    doors: &[Door {
        pillar: Pillar::Participation,
        path: "/agreement",
        label: |locale| t::name(locale),
        about: |locale| t::about(locale),
    }],
    begins: &[Begin {
        path: "/agreement",
        label: |locale| t::begin(locale),
        at: &[Spot::Desk, Spot::Kiosk],
        rank: 45,
    }],
    traces: &[
        Trace { act: &Propose::ROW, opens: Some(HERE), undo: None },
        Trace { act: &Agree::ROW, opens: Some(HERE), undo: None },
    ],
    schema: &[::store::step!("20261129-82_agreement")],
    statements: store::STATEMENTS,
    jobs: &[JobRow {
        name: acts::Tell::JOB,
        about: "Tells every member of a version of the house agreement that was announced, in portions.",
        every_minutes: Some(5),
        run: tell_everybody,
    }],
    erasure: Erasure {
        says: "texts for the agreement stay, without an author; remarks on them are deleted",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named(
        "agreement",
        "On what neighbours agreed: a few sentences they write themselves, with versions.",
    )
};
