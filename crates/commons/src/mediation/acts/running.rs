//! What the three do once the two accepted the same person.

use super::{LAW, Seen, when};
use crate::mediation::model::{MatterId, Outcome, Party, Slot, State};
use crate::mediation::store;
use crate::mediation::tell::tell;
use ::store::{Act, Between, Result, Snapshot, Tx};
use kernel::{Actor, Grant, Key, MemberId, Parties, Refusal};

/// Seeing one's own mediations.
#[derive(Clone, Copy, Debug)]
pub struct ReadOwn;

impl Act for ReadOwn {
    const NAME: &'static str = "mediation.read_own";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

macro_rules! matter_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $also:literal, $check:expr $(, $between:ident)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub MatterId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Owner];
            const LAW: &'static str = LAW;
            const DESK: bool = true;
            const ALSO: &'static str = $also;
            $(const BETWEEN: Option<Between<Self>> = Some(|_, seen, _| Ok(Some(seen.$between())));)?
            type Facts = Seen;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Seen> {
                Seen::load(seen, self.0)
            }
            fn parties(&self, seen: &Seen) -> Parties {
                Parties { owner: Some(seen.me), proposer: None }
            }
            fn also(&self, seen: &Seen, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Seen) -> bool = $check;
                when(check(seen))
            }
        }
    )*};
}

matter_act! {
    /// Reading one: the three alone, each what is for them.
    Read: "mediation.read", "one of the three", |_| true, others;
    /// Saying yes as the mediator.
    Accept: "mediation.accept", "the mediator both accepted",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Invited, others;
    /// Saying no as the mediator.
    Cannot: "mediation.cannot", "the mediator both accepted, before it runs",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Invited;
    /// Writing how one sees it, for the mediator alone.
    WriteView: "mediation.write_view", "one of the two, while it runs",
        |seen| seen.party.is_side() && seen.matter.state == State::Running, others;
    /// Writing to both.
    WriteMessage: "mediation.write_message", "the mediator, while it runs",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Running, others;
    /// Writing down what is to be agreed on.
    WriteAgreement: "mediation.write_agreement", "one of the three, while it runs",
        |seen| seen.matter.state == State::Running, others;
    /// Ending it without an agreement, as the mediator.
    EndWithout: "mediation.end_without", "the mediator, while it runs",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Running;
    /// Stopping it, or not wanting it. No reason is asked.
    Stop: "mediation.stop", "one of the two, while it is not over",
        |seen| seen.party.is_side() && seen.matter.state != State::Ended;
}

/// Agreeing to the words that were shown.
#[derive(Clone, Copy, Debug)]
pub struct Agree {
    /// In which mediation.
    pub id: MatterId,
    /// The key of the words.
    pub words: Key,
}

impl Act for Agree {
    const NAME: &'static str = "mediation.agree";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "one of the two; to the words that stand there now";
    const BETWEEN: Option<Between<Self>> = Some(|_, seen, _| Ok(Some(seen.others())));
    type Facts = Seen;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Seen> {
        Seen::load(seen, self.id)
    }
    fn parties(&self, seen: &Seen) -> Parties {
        Parties { owner: Some(seen.me), proposer: None }
    }
    fn also(&self, seen: &Seen, _: &Actor) -> std::result::Result<(), Refusal> {
        let matter = &seen.matter;
        let these = matter.state == State::Running && matter.agreement == Some(self.words);
        when(seen.party.is_side() && these && !matter.agrees(seen.party))
    }
}

/// Says yes as the mediator; both are told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn accept(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(Accept(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::pass(tx, &permit, id, State::Invited, State::Running)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Says no as the mediator; either of the two may name another.
///
/// # Errors
/// A refusal, or those of the store.
pub fn cannot(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(Cannot(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::name(tx, &permit, id, None, Party::Nobody)?;
    tell(tx, &permit, id, *me, &[matter.asker, matter.other])
}

/// Writes how one sees it; the words lie under this key. Tells in which place.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write_view(tx: &Tx<'_>, id: MatterId, words: Key) -> Result<Slot> {
    let permit = tx.permit(WriteView(id))?;
    let Seen { matter, party, me } = permit.facts();
    let slot = Slot::view_of(*party);
    store::view(tx, &permit, id, slot, words)?;
    let mediator: Vec<MemberId> = matter.mediator.into_iter().collect();
    tell(tx, &permit, id, *me, &mediator)?;
    Ok(slot)
}

/// Writes to both.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write_message(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(WriteMessage(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::pass(tx, &permit, id, State::Running, State::Running)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Writes down what is to be agreed on; one of the two who does agrees to it.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write_agreement(tx: &Tx<'_>, id: MatterId, words: Key) -> Result<()> {
    let permit = tx.permit(WriteAgreement(id))?;
    let Seen { matter, party, me } = permit.facts();
    store::agreement(tx, &permit, id, words, *party)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Agrees; with the second yes it is over.
///
/// # Errors
/// A refusal, or those of the store.
pub fn agree(tx: &Tx<'_>, id: MatterId, words: Key) -> Result<()> {
    let permit = tx.permit(Agree { id, words })?;
    let Seen { matter, party, me } = permit.facts();
    store::agree(tx, &permit, matter, words, *party)?;
    if matter.agrees(party.opposite()) {
        store::end(tx, &permit, id, Outcome::Agreed)?;
    }
    tell(tx, &permit, id, *me, &matter.all())
}

/// Ends it without an agreement.
///
/// # Errors
/// A refusal, or those of the store.
pub fn end_without(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(EndWithout(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::end(tx, &permit, id, Outcome::Without)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Stops it. Whoever was only named is not told: they know of nothing.
///
/// # Errors
/// A refusal, or those of the store.
pub fn stop(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(Stop(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::end(tx, &permit, id, Outcome::Stopped)?;
    let known = matter.all().into_iter().filter(|member| matter.party(*member) != Party::Nobody);
    tell(tx, &permit, id, *me, &known.collect::<Vec<_>>())
}
