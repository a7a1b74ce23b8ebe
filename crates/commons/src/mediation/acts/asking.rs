//! Asking, and the two accepting the same person.

use super::{LAW, Seen, me, when};
use crate::mediation::model::{MOST_OPEN, MatterId, State};
use crate::mediation::store;
use crate::mediation::tell::tell;
use crate::texts::mediation as t;
use ::store::{Act, Between, Result, Snapshot, Tx};
use kernel::{Actor, Code, Grant, MemberId, Parties, Refusal};
use people::member::{self, Kind};

/// Whether somebody can mediate between two: confirmed, neither of them, and with no block between them and either.
pub struct Suits(bool);

impl Suits {
    fn load(seen: &Snapshot<'_>, mediator: MemberId, one: MemberId, other: MemberId) -> Result<Self> {
        let confirmed = store::mediator(seen, mediator)?.is_some_and(|found| found.confirmed());
        let apart = store::apart(seen, one, other)?.contains(&mediator);
        Ok(Self(confirmed && !apart && mediator != one && mediator != other))
    }
    fn check(&self) -> std::result::Result<(), Refusal> {
        if self.0 { Ok(()) } else { Err(Refusal::new(Code::Invalid, t::wrong_mediator).at("mediator")) }
    }
}

/// Asking somebody to come to an agreement with the help of a third.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// With whom.
    pub other: MemberId,
    /// With whose help.
    pub mediator: MemberId,
}

/// What asking rests on.
pub struct Asking {
    suits: Suits,
    /// The other wants no contact with the asker.
    refused: bool,
    /// They are a person, and here.
    there: bool,
    before: Vec<(MemberId, State)>,
    open: i64,
}

impl Act for Ask {
    const NAME: &'static str = "mediation.ask";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "not oneself, nothing runs between the two, nor did the asker ask within 60 days; the \
                                mediator is confirmed, neither of them, and no block stands between";
    const BETWEEN: Option<Between<Self>> = Some(|ask, _, _| Ok(Some(vec![ask.other, ask.mediator])));
    type Facts = Asking;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Asking> {
        let me = me(seen)?;
        let found = member::by_id(seen, self.other)?;
        let person =
            |found: &member::Member| found.kind == Kind::Person && found.state == member::State::Active;
        Ok(Asking {
            suits: Suits::load(seen, self.mediator, me, self.other)?,
            refused: store::wants_none(seen, self.other, me)?,
            there: found.as_ref().is_some_and(person),
            before: store::between(seen, me, self.other)?,
            open: store::open_of(seen, me)?,
        })
    }
    fn also(&self, facts: &Asking, actor: &Actor) -> std::result::Result<(), Refusal> {
        let me = actor.acting();
        if !facts.there {
            return Err(Refusal::plain(Code::NotFound));
        }
        if me == Some(self.other) {
            return Err(Refusal::new(Code::Conflict, t::wrong_self));
        }
        if facts.before.iter().any(|(_, state)| *state != State::Ended) {
            return Err(Refusal::new(Code::Conflict, t::wrong_there));
        }
        if facts.before.iter().any(|(asker, _)| Some(*asker) == me) {
            return Err(Refusal::new(Code::Conflict, t::wrong_lately));
        }
        if facts.open >= MOST_OPEN {
            return Err(Refusal::new(Code::TooMany, t::wrong_many));
        }
        facts.suits.check()?;
        // the same answer as for somebody under sixteen, and as late as that one is given (`Act::BETWEEN`): whoever is
        // blocked learns neither
        if facts.refused { Err(Refusal::plain(Code::ThroughDesk)) } else { Ok(()) }
    }
}

/// Accepting whom the other named.
#[derive(Clone, Copy, Debug)]
pub struct SayYes(pub MatterId);

impl Act for SayYes {
    const NAME: &'static str = "mediation.say_yes";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str =
        "one of the two, and the other named somebody who can still mediate as in mediation.ask";
    const BETWEEN: Option<Between<Self>> = Some(|_, (seen, _), _| Ok(Some(seen.others())));
    type Facts = (Seen, Option<Suits>);
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Self::Facts> {
        let found = Seen::load(seen, self.0)?;
        let (asker, other) = (found.matter.asker, found.matter.other);
        let named = found.matter.mediator;
        let suits = named.map(|named| Suits::load(seen, named, asker, other)).transpose()?;
        Ok((found, suits))
    }
    fn parties(&self, (seen, _): &Self::Facts) -> Parties {
        Parties { owner: Some(seen.me), proposer: None }
    }
    fn also(&self, (seen, suits): &Self::Facts, _: &Actor) -> std::result::Result<(), Refusal> {
        let Some(suits) = suits.as_ref().filter(|_| seen.matter.waits_for(seen.party)) else {
            return when(false);
        };
        suits.check()
    }
}

/// Naming somebody else, or somebody after the one named said no.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// In which mediation.
    pub id: MatterId,
    /// Whom.
    pub mediator: MemberId,
}

impl Act for Name {
    const NAME: &'static str = "mediation.name";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "one of the two whose turn it is; the mediator as in mediation.ask";
    const BETWEEN: Option<Between<Self>> =
        Some(|name, (seen, _), _| Ok(Some(vec![seen.matter.asker, seen.matter.other, name.mediator])));
    type Facts = (Seen, Suits);
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Self::Facts> {
        let found = Seen::load(seen, self.id)?;
        let suits = Suits::load(seen, self.mediator, found.matter.asker, found.matter.other)?;
        Ok((found, suits))
    }
    fn parties(&self, (seen, _): &Self::Facts) -> Parties {
        Parties { owner: Some(seen.me), proposer: None }
    }
    fn also(&self, (seen, suits): &Self::Facts, _: &Actor) -> std::result::Result<(), Refusal> {
        when(seen.matter.waits_for(seen.party))?;
        suits.check()
    }
}

/// Asks.
///
/// # Errors
/// A refusal, or those of the store.
pub fn ask(tx: &Tx<'_>, id: MatterId, other: MemberId, mediator: MemberId) -> Result<()> {
    let permit = tx.permit(Ask { other, mediator })?;
    store::insert(tx, &permit, id, (me(tx)?, other, mediator))?;
    tell(tx, &permit, id, me(tx)?, &[other])
}

/// Accepts whom the other named; that person is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn say_yes(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(SayYes(id))?;
    let (Seen { matter, me, .. }, _) = permit.facts();
    store::pass(tx, &permit, id, State::Asked, State::Invited)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Names somebody else; the other is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn name(tx: &Tx<'_>, id: MatterId, mediator: MemberId) -> Result<()> {
    let permit = tx.permit(Name { id, mediator })?;
    let (Seen { matter, party, me }, _) = permit.facts();
    store::name(tx, &permit, id, Some(mediator), *party)?;
    tell(tx, &permit, id, *me, &[matter.asker, matter.other])
}
