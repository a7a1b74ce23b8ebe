//! What is told: that there is something to read, and nothing else. The same words whatever happened, since they
//! stand on locked screens, in letter boxes, and are read out at the desk.

use super::model::MatterId;
use crate::notices::{self, Notice, Said};
use crate::texts::mediation as t;
use ::store::{Act, Permit, Result, Tx};
use kernel::{Locale, MemberId};

/// Tells some of the three, but not the one who did it.
pub(super) fn tell<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: MatterId,
    by: MemberId,
    whom: &[MemberId],
) -> Result<()> {
    let say = |l: Locale| Said { subject: t::say(l).to_owned(), text: t::say_text(l).to_owned() };
    let notice = || Notice {
        kind: "mediation.read",
        about: Some(id.0),
        by: Some(by),
        path: format!("/me/mediation/{id}"),
        say: &say,
    };
    whom.iter()
        .filter(|member| **member != by)
        .try_for_each(|member| notices::tell(tx, permit, *member, &notice()))
}
