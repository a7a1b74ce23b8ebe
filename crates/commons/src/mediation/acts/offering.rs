//! Offering to mediate, and the two who say yes.

use super::{LAW, me};
use crate::mediation::model::Party;
use crate::mediation::store::{self, Mediator};
use crate::mediation::tell::tell;
use crate::texts::mediation as t;
use ::store::{Act, Between, Permit, Result, Snapshot, Tx};
use kernel::{Actor, Code, Grant, Key, MemberId, Parties, Refusal, Role};

macro_rules! plain_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, desk $desk:literal $(, between $between:expr)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = LAW;
            const DESK: bool = $desk;
            $(const BETWEEN: Option<Between<Self>> = Some($between);)?
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    )*};
}

const WHO_CONFIRM: &[Grant] = &[Grant::Role(Role::Animator), Grant::Role(Role::Administrator)];

plain_act! {
    /// Offering to mediate, and saying who one is.
    Offer: "mediation.offer", &[Grant::Vouched], desk true, between |_, (), _| Ok(Some(Vec::new()));
    /// Not offering it any more.
    StopOffering: "mediation.stop_offering", &[Grant::Member], desk true;
    /// Seeing who mediates.
    ReadMediators: "mediation.read_mediators", &[Grant::Member], desk true;
    /// Seeing who offers to.
    ReadOffers: "mediation.read_offers", WHO_CONFIRM, desk false;
    /// Bringing in a file.
    Import: "mediation.import", &[Grant::Operator], desk false;
}

macro_rules! offer_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $also:literal, $check:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub MemberId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = "house rule: two people for every role (OWASP ASVS 5.0, 2.3.5)";
            const ALSO: &'static str = $also;
            type Facts = Mediator;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Mediator> {
                Ok(store::mediator(seen, self.0)?.ok_or(Code::NotFound)?)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, mediator: &Mediator) -> Parties {
                Parties { owner: None, proposer: mediator.proposed_by }
            }
            fn also(&self, mediator: &Mediator, actor: &Actor) -> std::result::Result<(), Refusal> {
                if actor.signed_in() == Some(self.0) {
                    return Err(Refusal::new(Code::Forbidden, t::wrong_own));
                }
                let check: fn(&Mediator) -> bool = $check;
                if check(mediator) { Ok(()) } else { Err(Refusal::plain(Code::Conflict)) }
            }
        }
    )*};
}

offer_act! {
    /// Saying yes to somebody who offers to mediate: the first of two.
    Propose: "mediation.propose", WHO_CONFIRM, "not for oneself; nobody has yet",
        |mediator| mediator.proposed_by.is_none() && !mediator.confirmed();
    /// Saying so, too: the second.
    Confirm: "mediation.confirm",
        &[Grant::SecondPerson(Role::Animator), Grant::SecondPerson(Role::Administrator)],
        "not for oneself; somebody else said yes first",
        |mediator| mediator.proposed_by.is_some() && !mediator.confirmed();
    /// Saying no, also later.
    Refuse: "mediation.refuse", WHO_CONFIRM, "not for oneself", |_| true;
}

/// What somebody says of themselves who offers to mediate.
#[derive(Clone, Debug)]
pub struct Told {
    /// Who they are.
    pub about: String,
    /// Which languages they speak.
    pub languages: String,
    /// When they have time.
    pub hours: String,
}

/// Offers to mediate, or says something else about it.
///
/// # Errors
/// A refusal, or those of the store.
pub fn offer(tx: &Tx<'_>, told: &Told) -> Result<()> {
    let permit = tx.permit(Offer)?;
    store::offer(tx, &permit, me(tx)?, (&told.about, &told.languages, &told.hours))
}

/// Does not offer it any more. What runs, goes on; where they were only named or asked, the two name another.
///
/// # Errors
/// A refusal, or those of the store.
pub fn stop_offering(tx: &Tx<'_>) -> Result<()> {
    let permit = tx.permit(StopOffering)?;
    withdraw(tx, &permit, me(tx)?)
}

/// Says yes to somebody: the first of two.
///
/// # Errors
/// A refusal, or those of the store.
pub fn propose(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(Propose(member))?;
    let by = tx.actor().signed_in().ok_or(Code::NotSignedIn)?;
    store::propose(tx, &permit, member, by)
}

/// Says so, too.
///
/// # Errors
/// A refusal, or those of the store.
pub fn confirm(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(Confirm(member))?;
    store::confirm(tx, &permit, member, tx.actor().signed_in())
}

/// Says no, also to somebody who was on the list.
///
/// # Errors
/// A refusal, or those of the store.
pub fn refuse(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(Refuse(member))?;
    withdraw(tx, &permit, member)
}

fn withdraw<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    store::stop_offering(tx, permit, member)?;
    for matter in store::named(tx, member)? {
        store::name(tx, permit, matter.id, None, Party::Nobody)?;
        tell(tx, permit, matter.id, member, &[matter.asker, matter.other])?;
    }
    Ok(())
}

/// Brings in those who mediate, confirmed by two of the same file.
///
/// # Errors
/// A refusal, or those of the store.
pub fn import(tx: &Tx<'_>, all: &[(MemberId, Told, [MemberId; 2])]) -> Result<()> {
    let permit = tx.permit(Import)?;
    for (member, told, [first, second]) in all {
        store::offer(tx, &permit, *member, (&told.about, &told.languages, &told.hours))?;
        store::propose(tx, &permit, *member, *first)?;
        store::confirm(tx, &permit, *member, Some(*second))?;
    }
    Ok(())
}
