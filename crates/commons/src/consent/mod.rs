//! Consent: who agreed that an item shows them, for what (screen, print, elsewhere), how they said so, and how they
//! take it back. GDPR art. 7: giving it is written down, and taking it back is as easy as giving it.
//!
//! Taking it back needs a code and no account, or one goes to the desk. The item is hidden at once and a neutral
//! stub stays at its address; the editors see it in their queue. Copies on paper can't be called back, which is
//! said before anybody agrees.

mod acts;
mod model;
mod pages;
mod store;

pub use acts::{Withdraw, withdraw};
pub use model::{
    Consent, ConsentId, Given, How, Role as Part, TEXT_VERSION, code_from, holding, name_key, taken_back,
};
pub use store::{MOST_ITEMS, forget_of, of_item, of_items, opens, record, withdrawals};

use ::store::Act;
use axum::routing::{get, post};
use web::{About, Cache, Erasure, Guard, Limit, Route, Scope, Slice};

/// Codes tried from one address in an hour.
static OFTEN: Limit = Limit::new("consent codes", 10, 3600);

const ROUTES: &[Route] = &[
    Route::get(
        "/consent",
        Guard::Public("a code opens it, and everybody may read how"),
        Cache::Private,
        || get(pages::form),
    ),
    Route::post("/consent", Guard::Public("the code opens it"), || post(pages::by_code))
        .limited(&OFTEN)
        .always(),
    Route::post("/consent/{id}", Guard::Act(&Withdraw::ROW), || post(pages::at_desk)).always(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    acts: &[Withdraw::ROW],
    about_pages: &[About {
        scope: Scope::Community,
        path: "/consent",
        label: |locale| crate::texts::consent::name(locale),
        rank: 60,
    }],
    schema: &[::store::step!("20261123-4_consent")],
    statements: store::STATEMENTS,
    erasure: Erasure {
        says: "that consent was given and withdrawn stays, without the name",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("consent", "Who agreed to be shown, for what, and how they take it back.")
};
