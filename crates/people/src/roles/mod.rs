//! Roles: editor, animator, person at the desk, officer, administrator.
//!
//! For those who look after the neighbourhood. One administrator proposes, a second one confirms, one revokes;
//! everything is in the journal (GDPR art. 32(4); OWASP ASVS 5.0, 2.3.5).

pub mod acts;
mod pages;
pub(crate) mod store;

pub use acts::{confirm, decline, grant_as_operator, propose, revoke};
pub use pages::label;
pub(crate) use store::forget;
pub use store::{Held, Proposed, STATEMENTS, held, holders, proposed, spoken_at_the_desk};

use self::acts::{ConfirmRole, DeclineRole, GrantRole, ProposeRole, ReadRoles, RevokeRole};
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use kernel::Role;
use web::{Cache, Erasure, Guard, Move, Own, Route, Slice};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261123-5_roles")];

/// Who may what.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/roles", Guard::Act(&ReadRoles::ROW), Cache::Private, || get(pages::roles)),
        Route::post("/roles/propose", Guard::Act(&ProposeRole::ROW), || post(pages::propose)),
        Route::post("/roles/{id}/confirm", Guard::Act(&ConfirmRole::ROW), || post(pages::confirm)),
        Route::post("/roles/{id}/decline", Guard::Act(&DeclineRole::ROW), || post(pages::decline)),
        Route::post("/roles/revoke", Guard::Act(&RevokeRole::ROW), || post(pages::revoke)),
    ],
    own: &[Own {
        path: "/roles",
        label: |locale| crate::texts::roles::title(locale),
        roles: &[Role::Administrator],
    }],
    acts: &[
        ReadRoles::ROW,
        ProposeRole::ROW,
        ConfirmRole::ROW,
        DeclineRole::ROW,
        RevokeRole::ROW,
        GrantRole::ROW,
    ],
    moves: &[
        Move { machine: "role", from: "nobody's", to: "proposed", by: &ProposeRole::ROW },
        Move { machine: "role", from: "proposed", to: "held", by: &ConfirmRole::ROW },
        Move { machine: "role", from: "proposed", to: "nobody's", by: &DeclineRole::ROW },
        Move { machine: "role", from: "nobody's", to: "held", by: &GrantRole::ROW },
        Move { machine: "role", from: "held", to: "nobody's", by: &RevokeRole::ROW },
    ],
    schema: SCHEMA,
    statements: STATEMENTS,
    erasure: Erasure {
        says: "roles and proposals are removed",
        erase: Some(crate::member::leaving::erase_roles),
    },
    ..Slice::named("roles", "who may what: proposed by one, confirmed by another, revoked by one")
};
