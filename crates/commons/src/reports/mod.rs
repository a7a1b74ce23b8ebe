//! "Something is wrong here", on every item and page, without an account.
//!
//! Whoever reports gets a receipt, with which they read the whole way of it. A decision names its rule and its
//! reasons, to the reporter and to the author. Either of the two may object once, with words, within six months;
//! then somebody else decides, and that is the end of it here. What is hidden leaves a stub that says since when and
//! by which rule; what a second person brings back comes back as it was. Articles 11, 12, 16 and 17 of the Digital
//! Services Act (Regulation (EU) 2022/2065); that a small operator is spared articles 20 to 28 is no reason to spare
//! people the objection.

pub mod acts;
mod api;
mod counts;
mod deciding;
mod hidden;
mod input;
mod model;
mod notices;
mod pages;
mod store;

pub use hidden::{Hidden, hidden};
pub use model::{Decision, Objector, Reason, Report, ReportId, Rule, State, Told, Verdict};
pub use store::{Waiting, waiting};

use ::store::Act;
use acts::{Decide, File, FileByProgram, ObjectAsAuthor, ReadAll, ReadDecision, ReadOne};
use axum::routing::{get, post};
use kernel::Role;
use web::{Begin, Cache, Erasure, Guard, Limit, Move, Own, Route, Slice, Spot};

/// Reports from one address in an hour.
static OFTEN: Limit = Limit::new("report", 10, 3600);

const COUNTS: Guard = Guard::Public("how many reports there were and what became of them, without names");
const HOURLY: Cache = Cache::Public { seconds: 3600 };

const ROUTES: &[Route] = &[
    Route::get("/report", Guard::Act(&File::ROW), Cache::Private, || get(pages::file_form)),
    Route::post("/report", Guard::Act(&File::ROW), || post(pages::file)).limited(&OFTEN),
    Route::get("/report/status", Guard::Public("the receipt opens it"), Cache::Private, || {
        get(pages::status_form)
    }),
    Route::post("/report/status", Guard::Public("the receipt opens it"), || post(pages::status))
        .limited(&OFTEN),
    Route::get("/reports", Guard::Act(&ReadAll::ROW), Cache::Private, || get(deciding::list)),
    Route::get("/reports/{id}", Guard::Act(&ReadOne::ROW), Cache::Private, || get(deciding::show)),
    Route::post("/reports/{id}", Guard::Act(&Decide::ROW), || post(deciding::decide)),
    Route::get("/reports/{id}/decision", Guard::Act(&ReadDecision::ROW), Cache::Private, || {
        get(deciding::decision)
    }),
    Route::post("/reports/{id}/object", Guard::Act(&ObjectAsAuthor::ROW), || post(deciding::object)),
    Route::get("/about/reports", COUNTS, HOURLY, || get(counts::page)),
    Route::get("/api/reports/counts", COUNTS, HOURLY, || get(counts::api)).api().takes::<input::YearInput>(),
    Route::get("/api/reports", Guard::Act(&ReadAll::ROW), Cache::Private, || get(api::list)).api(),
    Route::post("/api/reports", Guard::Act(&FileByProgram::ROW), || post(api::file))
        .api()
        .takes::<input::ReportInput>()
        .limited(&OFTEN),
    Route::post("/api/reports/status", Guard::Act(&FileByProgram::ROW), || post(api::status))
        .api()
        .takes::<input::ReceiptInput>()
        .limited(&OFTEN),
    Route::post("/api/reports/{id}/decision", Guard::Act(&Decide::ROW), || post(api::decide))
        .api()
        .takes::<input::DecisionInput>(),
    Route::post("/api/reports/{id}/object", Guard::Act(&ObjectAsAuthor::ROW), || post(api::object))
        .api()
        .takes::<input::ObjectionInput>(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[Own {
        path: "/reports",
        label: |locale| crate::texts::reports::name(locale),
        roles: &[Role::Editor, Role::Animator],
    }],
    begins: &[Begin {
        path: "/report",
        label: |locale| crate::texts::reports::begin(locale),
        at: &[Spot::Desk, Spot::Kiosk],
        rank: 50,
    }],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "report", from: "open", to: "decided", by: &Decide::ROW },
        Move { machine: "report", from: "decided", to: "objected", by: &acts::Object::ROW },
        Move { machine: "report", from: "decided", to: "objected", by: &ObjectAsAuthor::ROW },
        Move { machine: "report", from: "objected", to: "closed", by: &Decide::ROW },
    ],
    schema: &[
        ::store::step!("20261123-5_reports"),
        ::store::step!("20261124-1_report_member"),
        ::store::step!("20261129-60_report_redress"),
    ],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "that something was reported and decided stays; the words, the contact and who decided are removed",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named(
        "reports",
        "Anybody may say that something is wrong, gets a receipt, a decision and reasons.",
    )
};
