//! Vouching: who may publish and answer. The desk, an invitation slip, or two neighbours.
//!
//! For newcomers and those who know them. Until then a person reads and saves drafts. House rule, not law: it
//! keeps strangers from writing to people who live alone.

pub mod acts;
pub mod model;
mod pages;
pub(crate) mod store;

pub use acts::{MOST_SLIPS, SLIP_DAYS, invite, use_invitation, vouch_as_desk, vouch_by_code, withdraw};
pub use model::{Way, suffices};
pub use store::{STATEMENTS, Vouch, VouchedFor, Waits, WaitsFor, vouched_by, vouches_for, waits};
pub(crate) use store::{enter, forget};

use self::acts::{
    PrintInvitations, ReadVouches, UseInvitation, VoidInvitations, VouchAsDesk, VouchAsNeighbour,
    WithdrawVouch,
};
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use web::{Cache, Erasure, Guard, Route, Slice};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261123-4_vouching")];

/// Saying "I know this person".
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/vouching", Guard::Act(&ReadVouches::ROW), Cache::Private, || get(pages::vouching)),
        Route::post("/vouching", Guard::Act(&VouchAsNeighbour::ROW), || post(pages::vouch)),
        Route::post("/vouching/withdraw", Guard::Act(&WithdrawVouch::ROW), || post(pages::withdraw)),
        Route::post("/vouching/invitation", Guard::Act(&UseInvitation::ROW), || post(pages::use_slip)),
        Route::post("/vouching/invitations", Guard::Act(&PrintInvitations::ROW), || post(pages::print_slips)),
        Route::post("/vouching/invitations/void", Guard::Act(&VoidInvitations::ROW), || {
            post(pages::void_slips)
        }),
    ],
    acts: &[
        ReadVouches::ROW,
        VouchAsNeighbour::ROW,
        VouchAsDesk::ROW,
        WithdrawVouch::ROW,
        PrintInvitations::ROW,
        VoidInvitations::ROW,
        UseInvitation::ROW,
    ],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure {
        says: "slips and vouches for them are removed; that they vouched for others stays, without a name",
        erase: Some(crate::member::leaving::erase_vouching),
    },
    ..Slice::named("vouching", "who may publish and answer: the desk, a slip, or two neighbours")
};
