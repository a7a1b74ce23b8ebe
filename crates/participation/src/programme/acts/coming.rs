//! "I'm coming", and "I can't come after all".

use super::{RULES, date_act, fill};
use crate::programme::model::{Occurrence, State};
use crate::programme::store::{self, Facts, Seat, Whose};
use crate::texts::programme as t;
use ::store::{Act, Error, Result, Snapshot, Tx};
use commons::items::Stage;
use commons::seats;
use kernel::{Actor, Code, Day, Grant, ItemId, Key, Parties, Refusal, Role, Time};

/// Coming on a day: a member by name, somebody without an account as one more.
#[derive(Clone, Debug)]
pub struct Come {
    /// To what.
    pub date: ItemId,
    /// On which day.
    pub day: Day,
    /// What stands for a browser without an account.
    pub guest: Vec<u8>,
}

/// Not coming after all.
#[derive(Clone, Debug)]
pub struct GiveUp {
    /// To what.
    pub date: ItemId,
    /// On which day.
    pub day: Day,
    /// What stands for a browser without an account.
    pub guest: Vec<u8>,
}

/// What both rest on.
pub struct Coming {
    facts: Facts,
    seat: Option<Seat>,
    occurrence: Option<Occurrence>,
    now: Time,
}

fn whose<'a>(actor: &Actor, guest: &'a [u8]) -> Whose<'a> {
    actor.acting().map_or(Whose::Guest(guest), Whose::Member)
}

fn look(seen: &Snapshot<'_>, date: ItemId, day: Day, guest: &[u8]) -> Result<Coming> {
    let facts = store::facts(seen, date)?;
    let seat = store::own(seen, date, day, whose(seen.actor(), guest))?;
    let occurrence = facts.details.plan.occurrence(day);
    Ok(Coming { facts, seat, occurrence, now: seen.now() })
}

impl Act for Come {
    const NAME: &'static str = "programme.come";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    const ALSO: &'static str = "it takes place on that day and is not over; once";
    type Facts = Coming;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Coming> {
        look(seen, self.date, self.day, &self.guest)
    }
    fn target(&self) -> Option<Key> {
        Some(self.date.0)
    }
    fn also(&self, coming: &Coming, _: &Actor) -> std::result::Result<(), Refusal> {
        if coming.facts.stage != Stage::Live {
            return Err(Refusal::plain(Code::NotFound));
        }
        let Some(occurrence) = &coming.occurrence else { return Err(Refusal::plain(Code::NotFound)) };
        if coming.facts.state != State::On || occurrence.called_off {
            return Err(Refusal::new(Code::Conflict, t::is_called_off));
        }
        if occurrence.over(coming.now) {
            return Err(Refusal::new(Code::Conflict, t::is_over));
        }
        if coming.seat.is_some() {
            return Err(Refusal::new(Code::Conflict, t::comes_already));
        }
        Ok(())
    }
}

impl Act for GiveUp {
    const NAME: &'static str = "programme.give_up";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    const ALSO: &'static str = "one's own coming alone";
    type Facts = Coming;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Coming> {
        look(seen, self.date, self.day, &self.guest)
    }
    fn target(&self) -> Option<Key> {
        Some(self.date.0)
    }
    fn also(&self, coming: &Coming, _: &Actor) -> std::result::Result<(), Refusal> {
        match coming.seat {
            Some(_) => Ok(()),
            None => Err(Refusal::new(Code::Conflict, t::comes_not)),
        }
    }
}

/// Who sees who comes.
const READERS: &[Grant] = &[Grant::Owner, Grant::Role(Role::Desk)];

/// Reading who comes: whoever hosts it, and the desk.
#[derive(Clone, Copy, Debug)]
pub struct ReadComing(pub ItemId);

impl Act for ReadComing {
    const NAME: &'static str = "programme.read_coming";
    const WHO: &'static [Grant] = READERS;
    const LAW: &'static str = "GDPR art. 5(1)(c): who comes is seen by host and desk alone";
    type Facts = Facts;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Facts> {
        store::facts(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn parties(&self, facts: &Facts) -> Parties {
        Parties { owner: facts.owner, proposer: None }
    }
}

date_act! {
    /// Taking people without an account off the list of a day. They can do so themselves only in the browser in which
    /// they said that they come; at a screen that many use, or after somebody's joke, nobody could.
    DropGuests: "programme.drop_guests", READERS, desk false, "it stands in the lists",
        |facts| facts.stage == Stage::Live;
}

/// Takes so many people without an account off the list of a day, the last first; those who wait have their places.
///
/// # Errors
/// [`Code::Conflict`] when nobody is there; a refusal, or those of the store.
pub fn drop_guests(tx: &Tx<'_>, date: ItemId, day: Day, many: i64) -> Result<()> {
    let permit = tx.permit(DropGuests(date))?;
    for number in 0..many {
        match store::last_guest(tx, date, day)? {
            Some(seat) => store::remove(tx, &permit, seat.id)?,
            None if number == 0 => return Err(Refusal::new(Code::Conflict, t::comes_not).into()),
            None => break,
        }
    }
    fill(tx, &permit, permit.facts(), day)
}

/// Somebody comes; tells whether there was a place, else they wait. Of many who want the last place one has it.
///
/// # Errors
/// [`Code::Conflict`] in kind words when a guest can't wait, or somebody comes already; those of the store.
pub fn come(tx: &Tx<'_>, date: ItemId, day: Day, guest: Vec<u8>) -> Result<bool> {
    let permit = tx.permit(Come { date, day, guest })?;
    let whose = whose(tx.actor(), &permit.act().guest);
    let place = seats::free(&store::taken(tx, date, day)?, permit.facts().facts.details.places);
    if place.is_none() && matches!(whose, Whose::Guest(_)) {
        // nobody could tell them that a place is free
        return Err(Refusal::new(Code::Conflict, t::full_for_guests).into());
    }
    store::insert(tx, &permit, date, day, whose, place).map_err(twice)?;
    Ok(place.is_some())
}

/// The same person, a moment ago.
fn twice(error: Error) -> Error {
    if error.taken("programme_coming") {
        Refusal::new(Code::Conflict, t::comes_already).into()
    } else {
        error
    }
}

/// Somebody does not come after all; the first who waits has their place and is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn give_up(tx: &Tx<'_>, date: ItemId, day: Day, guest: Vec<u8>) -> Result<()> {
    let permit = tx.permit(GiveUp { date, day, guest })?;
    let Some(seat) = permit.facts().seat else { return Err(Code::Conflict.into()) };
    store::remove(tx, &permit, seat.id)?;
    fill(tx, &permit, &permit.facts().facts, day)
}
