//! What is told to the other of the two: that there is something to look at. Places, addresses and names on doors
//! stand in no notice.

use super::model::Field;
use crate::offers::model::AnswerId;
use crate::texts::meetings as t;
use ::store::{Act, Permit, Result, Tx};
use commons::notices::{Notice, Said, tell};
use kernel::{Locale, MemberId};
use web::Choice as _;

fn send<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    kind: &'static str,
    (from, to): (MemberId, MemberId),
    words: &dyn Fn(Locale, &str) -> String,
) -> Result<()> {
    let name = people::member::name(tx, from)?.map(|(name, ..)| name).unwrap_or_default();
    let say = |l: Locale| Said { subject: t::say_meeting(l).to_owned(), text: words(l, &name) };
    let path = format!("/answers/{id}/meeting");
    tell(tx, permit, to, &Notice { kind, about: Some(id.0), by: Some(from), path, say: &say })
}

/// A place is proposed.
pub(super) fn proposed<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    from: MemberId,
    to: MemberId,
) -> Result<()> {
    send(tx, permit, id, "meetings.proposed", (from, to), &|l, name| t::say_proposed(l, name))
}

/// The other agrees.
pub(super) fn agreed<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    from: MemberId,
    to: MemberId,
) -> Result<()> {
    send(tx, permit, id, "meetings.agreed", (from, to), &|l, name| t::say_agreed(l, name))
}

/// Something is asked for.
pub(super) fn asked<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    from: MemberId,
    to: MemberId,
    field: Field,
) -> Result<()> {
    let what = |l: Locale, name: &str| t::say_asked(l, field.label(l), name);
    send(tx, permit, id, "meetings.asked", (from, to), &what)
}

/// It is told; what, stands only on the page.
pub(super) fn told<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    from: MemberId,
    to: MemberId,
) -> Result<()> {
    send(tx, permit, id, "meetings.told", (from, to), &|l, name| t::say_told(l, name))
}
