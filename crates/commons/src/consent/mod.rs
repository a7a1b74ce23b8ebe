//! Consent: who agreed that an item shows them, for what (screen, print, elsewhere), how they said so, and how they
//! take it back. GDPR art. 7: giving it is written down, and taking it back is as easy as giving it.
//!
//! Taking it back needs a code and no account, or one goes to the desk, which finds it by a word of the title; members
//! have a list of their own. The item is hidden at once and a neutral
//! stub stays at its address; the editors see it in their queue. Copies on paper can't be called back, which is
//! said before anybody agrees.

mod acts;
mod api;
mod ledger;
mod model;
mod pages;
mod store;

pub use acts::{Withdraw, withdraw};
pub use model::{
    Consent, ConsentId, Given, How, Role as Part, TEXT_VERSION, code_from, holding, name_key, taken_back,
};
pub use store::{MOST_ITEMS, forget_of, of_item, of_items, opens, record, withdrawals};

use ::store::Act;
use acts::{ReadAtDesk, ReadOwn};
use axum::routing::{get, post};
use kernel::Role;
use web::{About, Begin, Cache, Erasure, Guard, Limit, Own, Route, Scope, Slice, Spot};

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
    Route::get("/consent/{id}", Guard::Act(&Withdraw::ROW), Cache::Private, || get(ledger::sure)),
    Route::post("/consent/{id}", Guard::Act(&Withdraw::ROW), || post(pages::by_id)).always(),
    Route::get("/me/consents", Guard::Act(&ReadOwn::ROW), Cache::Private, || get(ledger::own)),
    Route::get("/desk/consents", Guard::Act(&ReadAtDesk::ROW), Cache::Private, || get(ledger::find)),
    Route::get("/desk/consents/{item}", Guard::Act(&ReadAtDesk::ROW), Cache::Private, || {
        get(ledger::of_item)
    }),
    Route::get("/api/me/consents", Guard::Act(&ReadOwn::ROW), Cache::Private, || get(api::own)).api(),
    Route::post("/api/me/consents/{id}/withdraw", Guard::Act(&Withdraw::ROW), || post(api::withdraw))
        .api()
        .takes::<()>()
        .always(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[
        Own { path: "/me/consents", label: |locale| crate::texts::consent::own(locale), roles: &[] },
        Own {
            path: "/desk/consents",
            label: |locale| crate::texts::consent::desk(locale),
            roles: &[Role::Desk],
        },
    ],
    begins: &[Begin {
        path: "/desk/consents",
        label: |locale| crate::texts::consent::begin(locale),
        at: &[Spot::Desk],
        rank: 55,
    }],
    acts: acts::ROWS,
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
