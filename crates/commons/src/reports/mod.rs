//! "Something is wrong here", on every item and page, without an account.
//!
//! Whoever reports gets a receipt, with which they read the decision and its reasons and may object once; then
//! somebody else decides. Articles 11, 12, 16 and 17 of the Digital Services Act (Regulation (EU) 2022/2065);
//! that a small operator is spared articles 20 to 28 is no reason to spare people the objection.

pub mod acts;
mod model;
mod pages;
mod store;

pub use model::{Decision, Reason, Report, ReportId, State, Told};
pub use store::{Waiting, waiting};

use ::store::Act;
use acts::{Decide, File, ReadAll};
use axum::routing::{get, post};
use kernel::Role;
use web::{Cache, Erasure, Guard, Limit, Move, Own, Route, Slice};

/// Reports from one address in an hour.
static OFTEN: Limit = Limit::new("report", 10, 3600);

const ROUTES: &[Route] = &[
    Route::get("/report", Guard::Act(&File::ROW), Cache::Private, || get(pages::file_form)),
    Route::post("/report", Guard::Act(&File::ROW), || post(pages::file)).limited(&OFTEN),
    Route::get("/report/status", Guard::Public("the receipt opens it"), Cache::Private, || {
        get(pages::status_form)
    }),
    Route::post("/report/status", Guard::Public("the receipt opens it"), || post(pages::status))
        .limited(&OFTEN),
    Route::get("/reports", Guard::Act(&ReadAll::ROW), Cache::Private, || get(pages::list)),
    Route::get("/reports/{id}", Guard::Act(&ReadAll::ROW), Cache::Private, || get(pages::show)),
    Route::post("/reports/{id}", Guard::Act(&Decide::ROW), || post(pages::decide)),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[Own {
        path: "/reports",
        label: |locale| crate::texts::reports::name(locale),
        roles: &[Role::Editor, Role::Animator],
    }],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "report", from: "open", to: "decided", by: &Decide::ROW },
        Move { machine: "report", from: "decided", to: "objected", by: &acts::Object::ROW },
        Move { machine: "report", from: "objected", to: "closed", by: &Decide::ROW },
    ],
    schema: &[::store::step!("20261123-5_reports"), ::store::step!("20261124-1_report_member")],
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
