//! What the three may do, and those who offer to mediate.

mod asking;
mod offering;
mod running;
mod tending;

pub use asking::{Ask, Name, SayYes, ask, name, say_yes};
pub use offering::{
    Confirm, Import, Offer, Propose, ReadMediators, ReadOffers, Refuse, StopOffering, Told, confirm, import,
    offer, propose, refuse, stop_offering,
};
pub use running::{
    Accept, Agree, Cannot, EndWithout, Read, ReadOwn, Stop, WriteAgreement, WriteMessage, WriteView, accept,
    agree, cannot, end_without, stop, write_agreement, write_message, write_view,
};
pub use tending::{Tend, tend};
pub(super) use tending::{erase, export};

use super::model::{Matter, MatterId, Party};
use super::store;
use crate::texts::mediation as t;
use ::store::{Act, Result, Snapshot};
use kernel::{ActRow, Code, MemberId, Refusal};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    Offer::ROW,
    StopOffering::ROW,
    ReadMediators::ROW,
    ReadOffers::ROW,
    Propose::ROW,
    Confirm::ROW,
    Refuse::ROW,
    Import::ROW,
    Ask::ROW,
    ReadOwn::ROW,
    Read::ROW,
    SayYes::ROW,
    Name::ROW,
    Accept::ROW,
    Cannot::ROW,
    WriteView::ROW,
    WriteMessage::ROW,
    WriteAgreement::ROW,
    Agree::ROW,
    EndWithout::ROW,
    Stop::ROW,
    Tend::ROW,
];

const LAW: &str = "Polish Code of Civil Procedure, art. 183¹ and 183⁴: of their own will, and confidential; GDPR art. 6(1)(a)";

/// A mediation, seen by one of the three.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The mediation.
    pub matter: Matter,
    /// Who of the three they are.
    pub party: Party,
    me: MemberId,
}

impl Seen {
    fn load(seen: &Snapshot<'_>, id: MatterId) -> Result<Self> {
        let me = me(seen)?;
        let matter = store::one(seen, id)?.ok_or(Code::NotFound)?;
        let party = matter.party(me);
        let at_the_desk = seen.actor().signed_in().filter(|desk| *desk != me);
        if party == Party::Nobody {
            return Err(Code::NotFound.into());
        }
        // whoever is one of the three does not read at the desk what is for another of them
        if at_the_desk.is_some_and(|desk| matter.party(desk) != Party::Nobody) {
            return Err(Refusal::new(Code::Forbidden, t::wrong_desk).into());
        }
        Ok(Self { matter, party, me })
    }
    fn others(&self) -> Vec<MemberId> {
        self.matter.all()
    }
}

fn when(holds: bool) -> std::result::Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::new(Code::Conflict, t::not_now)) }
}

/// Whose acts these are.
fn me(seen: &Snapshot<'_>) -> Result<MemberId> {
    Ok(seen.actor().acting().ok_or(Code::NotSignedIn)?)
}
