//! The paper kit: what a neighbourhood hangs up and hands out, in three languages, as tagged PDF.
//!
//! For the animator with a notice board and for people without a screen: posters, blank forms, invitations, the
//! resident's card, the slip from the desk, and "my file" with everything that is kept of somebody. Secrets are printed
//! from the page that shows them once: it hands them over in its own form, and nothing of them is kept here.

pub mod acts;
mod file;
mod input;
mod model;
mod pages;
mod printing;
mod store;
#[cfg(test)]
mod tests;

pub use model::Form;
pub use printing::{at_a_table, set, short, wants_large};
pub use store::large;

use ::store::Act;
use acts::{ChangeSetting, PrintKit, ReadSetting};
use axum::routing::{get, post};
use kernel::Role;
use people::desk::acts::FindMembers;
use people::member::ExportMember;
use web::{Cache, Erasure, Guard, Limit, Own, Route, Slice};

/// Papers from one network in an hour: a whole stairwell at a library's one address.
pub static OFTEN: Limit = Limit::new("papers", 300, 3600);

const SHOWN: Guard = Guard::Public("prints what the page before showed once, and reads nothing of anybody");

const ROUTES: &[Route] = &[
    Route::get("/paper", Guard::Act(&PrintKit::ROW), Cache::Private, || get(pages::kit)),
    Route::post("/paper", Guard::Act(&PrintKit::ROW), || post(printing::kit)).limited(&OFTEN),
    Route::post("/paper/card", SHOWN, || post(printing::card)).limited(&OFTEN),
    Route::post("/paper/slip", Guard::Act(&FindMembers::ROW), || post(printing::slip)).limited(&OFTEN),
    Route::post("/paper/invitations", SHOWN, || post(printing::invitations)).limited(&OFTEN),
    Route::get("/me/paper", Guard::Act(&ReadSetting::ROW), Cache::Private, || get(pages::setting)),
    Route::post("/me/paper", Guard::Act(&ChangeSetting::ROW), || post(pages::keep_setting)),
    Route::get("/me/file.pdf", Guard::Act(&ExportMember::ROW), Cache::Private, || get(file::my_file)),
    Route::get("/api/me/paper", Guard::Act(&ReadSetting::ROW), Cache::Private, || get(pages::api)).api(),
    Route::post("/api/me/paper", Guard::Act(&ChangeSetting::ROW), || post(pages::api_keep))
        .api()
        .takes::<input::SettingInput>(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    acts: acts::ROWS,
    own: &[
        Own { path: "/me/paper", label: |locale| crate::texts::papers::setting_title(locale), roles: &[] },
        Own {
            path: "/paper",
            label: |locale| crate::texts::papers::name(locale),
            roles: &[Role::Animator, Role::Desk],
        },
    ],
    schema: &[::store::step!("20261129-31_papers")],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "that somebody wanted large print is removed; papers themselves are not kept",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("papers", "Posters, forms, invitations, cards and one's own file, to be printed.")
};
