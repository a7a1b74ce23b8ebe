//! Screens that many people use: a kiosk of an Activity Place, and what leaves a screen when nobody is there.
//!
//! For whoever stands in front of it, with or without a card. A device becomes a kiosk by a code from the desk; its
//! cookie says nothing of any member and can be taken back in a list. Nobody stays signed in: one big button ends
//! it, and so do two minutes without a key (GDPR art. 32; WCAG 2.2, 2.2.1: the screen asks first).

mod acts;
mod pages;
mod store;

pub use acts::{end, make, start};
pub(crate) use store::is_kiosk;
pub use store::{Kiosk, STATEMENTS, kiosks};

use self::acts::{End, Make, Read, Start};
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use kernel::Role;
use web::limit::SIGN_IN_NETWORK;
use web::{Begin, Cache, Erasure, Guard, Own, Route, Slice, Spot};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261129-52_kiosk")];

const SCREEN: Guard = Guard::Public("who stands in front of the screen sees it");
const LEFT: Guard = Guard::Public("ends what was left behind, with a token of the page that was left");

/// Kiosks.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/desk/kiosks", Guard::Act(&Read::ROW), Cache::Private, || get(pages::list)),
        Route::post("/desk/kiosks", Guard::Act(&Make::ROW), || post(pages::make)),
        Route::post("/desk/kiosks/end", Guard::Act(&End::ROW), || post(pages::end)),
        Route::get("/kiosk", SCREEN, Cache::Private, || get(pages::screen)),
        Route::get("/kiosk/start", SCREEN, Cache::Private, || get(pages::start_page)),
        Route::post("/kiosk/start", Guard::Act(&Start::ROW), || post(pages::start)).limited(&SIGN_IN_NETWORK),
        Route::post("/kiosk/end", SCREEN, || post(pages::finish)).always(),
        Route::get("/still", SCREEN, Cache::Private, || get(pages::still)),
        Route::get("/away", LEFT, Cache::Private, || get(pages::away)),
    ],
    own: &[Own {
        path: "/desk/kiosks",
        label: |locale| crate::texts::kiosk::list_title(locale),
        roles: &[Role::Animator],
    }],
    begins: &[Begin {
        path: "/sign-in/card",
        label: |locale| crate::texts::kiosk::screen_begin_card(locale),
        at: &[Spot::Kiosk],
        rank: 12,
    }],
    acts: &[Read::ROW, Make::ROW, Start::ROW, End::ROW],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure { says: "who made a kiosk is not known any more", erase: Some(acts::erase) },
    ..Slice::named("kiosk", "screens that many people use, and what leaves them when nobody is there")
};
