//! The neighbourhood itself: its address, its name in each language, who is responsible, when the desk is open.
//!
//! For everybody who comes by: the pages of privacy, house rules, contact and accessibility are filled from it
//! (GDPR art. 13; DSA art. 11, 12, 14; Act of 4 April 2019 on digital accessibility).

pub mod acts;
mod input;
mod legal;
pub mod model;
mod pages;
mod store;

pub use acts::{NewCommunity, change, create};
pub use input::FaceInput;
pub use legal::starting_sentences;
pub use model::{Face, Worded, check_slug};
pub use store::{Found, STATEMENTS, all, announce, by_slug, here};

use self::acts::{ChangeCommunity, CreateCommunity};
use crate::texts::community as t;
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use kernel::Role;
use web::{About, Cache, Erasure, Guard, Own, Route, Scope, Slice};

/// Its schema.
pub(crate) const SCHEMA: &[Step] =
    &[::store::step!("20261123-1_community"), ::store::step!("20261129-80_house_version")];

const OPEN: Guard =
    Guard::Public("the law asks that everybody can read who is responsible and what the rules are");
const SHORT: Cache = Cache::Public { seconds: 60 };

const fn about(rank: u8, path: &'static str, label: fn(kernel::Locale) -> &'static str) -> About {
    About { scope: Scope::Community, path, label, rank }
}

/// The neighbourhood and its legal pages.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/settings", Guard::Act(&ChangeCommunity::ROW), Cache::Private, || get(pages::settings)),
        Route::post("/settings", Guard::Act(&ChangeCommunity::ROW), || post(pages::keep)),
        Route::get("/about/privacy", OPEN, SHORT, || get(pages::privacy)),
        Route::get("/about/rules", OPEN, SHORT, || get(pages::rules)),
        Route::get("/about/contact", OPEN, SHORT, || get(pages::contact)),
        Route::get("/about/accessibility", OPEN, SHORT, || get(pages::accessibility)),
        Route::get("/about/who-sees-this", OPEN, SHORT, || get(pages::who_sees_this)),
    ],
    own: &[Own {
        path: "/settings",
        label: |locale| crate::texts::community::settings_title(locale),
        roles: &[Role::Administrator],
    }],
    acts: &[CreateCommunity::ROW, ChangeCommunity::ROW],
    about_pages: &[
        about(50, "/about/contact", t::contact_title),
        about(51, "/about/rules", t::rules_title),
        about(52, "/about/privacy", t::privacy_title),
        about(53, "/about/who-sees-this", t::who_sees_title),
        about(54, "/about/accessibility", t::access_title),
    ],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure { says: "keeps the name of who is responsible as long as they are", erase: None },
    ..Slice::named("community", "the neighbourhood itself, who is responsible for it, and its legal pages")
};
