//! Two who do not get on ask a third, whom both accept, to help them agree.
//!
//! For neighbours, from a conversation, a decision, their own page, or at the desk. One names a mediator, the other
//! accepts, names another, or says no without a reason; each tells their side to the mediator alone; the end is an
//! agreement both confirm, or none. Anybody stops at any time. Nothing of it is public, counted or searched, notices
//! say that there is something to read and never what, editors and animators read nothing, and 60 days after the end it
//! is gone. Who and how far stands in the open database, the words in the sealed one (`mediation_words`). Polish Code
//! of Civil Procedure, art. 183¹ and 183⁴.

pub mod acts;
mod api;
mod ask_pages;
mod input;
mod jobs;
mod model;
mod offer_pages;
mod pages;
mod store;
mod tell;

pub use ask_pages::way;
pub use model::{MatterId, Slot};

use crate::texts::mediation as t;
use ::store::Act as _;
use acts::{
    Accept, Agree, Ask, Cannot, Confirm, EndWithout, Name, Offer, Propose, Read, ReadMediators, ReadOffers,
    ReadOwn, Refuse, SayYes, Stop, StopOffering, Tend, WriteAgreement, WriteMessage, WriteView,
};
use axum::routing::{get, post};
use kernel::Role;
use web::{Begin, Cache, Erasure, Guard, Move, Own, Route, Slice, Spot};

const OWN: Guard = Guard::Act(&ReadOwn::ROW);
const READ: Guard = Guard::Act(&Read::ROW);
const LIST: Guard = Guard::Act(&ReadMediators::ROW);
const OFFER: Guard = Guard::Act(&Offer::ROW);
const OFFERS: Guard = Guard::Act(&ReadOffers::ROW);

const ROUTES: &[Route] = &[
    Route::get("/mediators", LIST, Cache::Private, || get(offer_pages::list)),
    Route::get("/mediators/offer", OFFER, Cache::Private, || get(offer_pages::offer_form)),
    Route::post("/mediators/offer", OFFER, || post(offer_pages::offer)),
    Route::post("/mediators/stop", Guard::Act(&StopOffering::ROW), || post(offer_pages::stop)).always(),
    Route::get("/mediators/offers", OFFERS, Cache::Private, || get(offer_pages::offers)),
    Route::post("/mediators/{member}/propose", Guard::Act(&Propose::ROW), || post(offer_pages::propose)),
    Route::post("/mediators/{member}/confirm", Guard::Act(&Confirm::ROW), || post(offer_pages::confirm)),
    Route::post("/mediators/{member}/refuse", Guard::Act(&Refuse::ROW), || post(offer_pages::refuse)),
    Route::get("/me/mediation", OWN, Cache::Private, || get(ask_pages::list)),
    Route::post("/me/mediation/with", OWN, || post(ask_pages::by_code)),
    Route::post("/me/mediation/find", Guard::Act(&people::desk::acts::FindMembers::ROW), || {
        post(ask_pages::find)
    }),
    Route::get("/me/mediation/ask", Guard::Act(&Ask::ROW), Cache::Private, || get(ask_pages::ask_form)),
    Route::post("/me/mediation/ask", Guard::Act(&Ask::ROW), || post(ask_pages::ask)),
    Route::get("/me/mediation/{id}", READ, Cache::Private, || get(pages::show)),
    Route::post("/me/mediation/{id}/yes", Guard::Act(&SayYes::ROW), || post(pages::yes)),
    Route::post("/me/mediation/{id}/name", Guard::Act(&Name::ROW), || post(pages::name)),
    Route::post("/me/mediation/{id}/accept", Guard::Act(&Accept::ROW), || post(pages::accept)),
    Route::post("/me/mediation/{id}/cannot", Guard::Act(&Cannot::ROW), || post(pages::cannot)).always(),
    Route::post("/me/mediation/{id}/view", Guard::Act(&WriteView::ROW), || post(pages::view)),
    Route::post("/me/mediation/{id}/message", Guard::Act(&WriteMessage::ROW), || post(pages::message)),
    Route::post("/me/mediation/{id}/agreement", Guard::Act(&WriteAgreement::ROW), || post(pages::agreement)),
    Route::post("/me/mediation/{id}/agree", Guard::Act(&Agree::ROW), || post(pages::agree)),
    Route::post("/me/mediation/{id}/without", Guard::Act(&EndWithout::ROW), || post(pages::without)).always(),
    Route::post("/me/mediation/{id}/stop", Guard::Act(&Stop::ROW), || post(pages::stop)).always(),
    Route::get("/api/mediators", LIST, Cache::Private, || get(offer_pages::api_list)).api(),
    Route::get("/api/me/mediation", OWN, Cache::Private, || get(api::list)).api(),
    Route::get("/api/me/mediation/{id}", READ, Cache::Private, || get(api::one)).api(),
    Route::post("/api/mediators/offer", Guard::Act(&Offer::ROW), || post(offer_pages::api_offer))
        .api()
        .takes::<input::OfferInput>(),
    Route::post("/api/mediators/stop", Guard::Act(&StopOffering::ROW), || post(offer_pages::api_stop))
        .api()
        .always()
        .takes::<()>(),
    Route::post("/api/me/mediation", Guard::Act(&Ask::ROW), || post(api::ask))
        .api()
        .takes::<input::AskByCodeInput>(),
    Route::post("/api/me/mediation/{id}/yes", Guard::Act(&SayYes::ROW), || post(api::yes))
        .api()
        .takes::<()>(),
    Route::post("/api/me/mediation/{id}/name", Guard::Act(&Name::ROW), || post(api::name))
        .api()
        .takes::<input::NameInput>(),
    Route::post("/api/me/mediation/{id}/accept", Guard::Act(&Accept::ROW), || post(api::accept))
        .api()
        .takes::<()>(),
    Route::post("/api/me/mediation/{id}/cannot", Guard::Act(&Cannot::ROW), || post(api::cannot))
        .api()
        .always()
        .takes::<()>(),
    Route::post("/api/me/mediation/{id}/view", Guard::Act(&WriteView::ROW), || post(api::view))
        .api()
        .takes::<input::ViewInput>(),
    Route::post("/api/me/mediation/{id}/message", Guard::Act(&WriteMessage::ROW), || post(api::message))
        .api()
        .takes::<input::MessageInput>(),
    Route::post("/api/me/mediation/{id}/agreement", Guard::Act(&WriteAgreement::ROW), || {
        post(api::agreement)
    })
    .api()
    .takes::<input::AgreementInput>(),
    Route::post("/api/me/mediation/{id}/agree", Guard::Act(&Agree::ROW), || post(api::agree))
        .api()
        .takes::<input::AgreeInput>(),
    Route::post("/api/me/mediation/{id}/without", Guard::Act(&EndWithout::ROW), || post(api::without))
        .api()
        .always()
        .takes::<()>(),
    Route::post("/api/me/mediation/{id}/stop", Guard::Act(&Stop::ROW), || post(api::stop))
        .api()
        .always()
        .takes::<()>(),
];

/// The slice.
pub static SLICE: Slice = Slice {
    routes: ROUTES,
    own: &[
        Own { path: "/me/mediation", label: |locale| t::name(locale), roles: &[] },
        Own {
            path: "/mediators/offers",
            label: |locale| t::offers_title(locale),
            roles: &[Role::Animator, Role::Administrator],
        },
    ],
    begins: &[Begin { path: "/me/mediation", label: |locale| t::begin(locale), at: &[Spot::Desk], rank: 50 }],
    acts: acts::ROWS,
    moves: &[
        Move { machine: "mediation", from: "asked", to: "invited", by: &SayYes::ROW },
        Move { machine: "mediation", from: "asked", to: "asked", by: &Name::ROW },
        Move { machine: "mediation", from: "invited", to: "running", by: &Accept::ROW },
        Move { machine: "mediation", from: "invited", to: "asked", by: &Cannot::ROW },
        Move { machine: "mediation", from: "invited", to: "asked", by: &StopOffering::ROW },
        Move { machine: "mediation", from: "invited", to: "asked", by: &Refuse::ROW },
        Move { machine: "mediation", from: "running", to: "ended", by: &Agree::ROW },
        Move { machine: "mediation", from: "running", to: "ended", by: &EndWithout::ROW },
        Move { machine: "mediation", from: "asked", to: "ended", by: &Stop::ROW },
        Move { machine: "mediation", from: "invited", to: "ended", by: &Stop::ROW },
        Move { machine: "mediation", from: "running", to: "ended", by: &Stop::ROW },
        Move { machine: "mediation", from: "asked", to: "ended", by: &Tend::ROW },
        Move { machine: "mediation", from: "invited", to: "ended", by: &Tend::ROW },
    ],
    schema: &[::store::step!("20261129-86_mediation")],
    statements: store::STATEMENTS,
    jobs: jobs::JOBS,
    erasure: Erasure {
        says: "mediations in which one of the three leaves are deleted for all, and that somebody mediates",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("mediation", "Two who do not get on agree with the help of a third whom both accept.")
};
