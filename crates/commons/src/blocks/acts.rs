//! What people may do: begin a block, end it, see their own.

use super::store;
use crate::texts::blocks as t;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Grant, MemberId, Refusal};
use people::member::{self, EraseMember, State};
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[Block::ROW, Lift::ROW, ReadOwn::ROW];

const LAW: &str = "house rules: nobody has to give a reason for keeping away from somebody";

/// Keeping away from somebody.
#[derive(Clone, Copy, Debug)]
pub struct Block(pub MemberId);

impl Act for Block {
    const NAME: &'static str = "blocks.block";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "the other is here, and it is not oneself";
    /// What the other is called.
    type Facts = String;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<String> {
        let found = member::by_id(seen, self.0)?.filter(|other| other.state == State::Active);
        Ok(found.ok_or(Code::NotFound)?.profile.name)
    }
    fn also(&self, _: &String, actor: &Actor) -> std::result::Result<(), Refusal> {
        if actor.acting() == Some(self.0) { Err(Refusal::new(Code::Conflict, t::wrong_self)) } else { Ok(()) }
    }
}

/// Ending it.
#[derive(Clone, Copy, Debug)]
pub struct Lift(pub MemberId);

impl Act for Lift {
    const NAME: &'static str = "blocks.lift";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "it is there";
    type Facts = ();
    fn facts(&self, seen: &Snapshot<'_>) -> Result<()> {
        let me = me(seen)?;
        let mine = store::of(seen, me)?;
        if mine.iter().any(|one| one.member == self.0) { Ok(()) } else { Err(Code::NotFound.into()) }
    }
}

/// Seeing with whom one wants nothing to do.
#[derive(Clone, Copy, Debug)]
pub struct ReadOwn;

impl Act for ReadOwn {
    const NAME: &'static str = "blocks.read_own";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Whose blocks they are.
pub(super) fn me(seen: &Snapshot<'_>) -> Result<MemberId> {
    Ok(seen.actor().acting().ok_or(Code::NotSignedIn)?)
}

/// Begins a block. The journal keeps that somebody began one, not with whom.
///
/// # Errors
/// A refusal, or those of the store.
pub fn block(tx: &Tx<'_>, other: MemberId) -> Result<()> {
    let permit = tx.permit(Block(other))?;
    store::insert(tx, &permit, me(tx)?, other)
}

/// Ends a block.
///
/// # Errors
/// A refusal, or those of the store.
pub fn lift(tx: &Tx<'_>, other: MemberId) -> Result<()> {
    let permit = tx.permit(Lift(other))?;
    store::delete(tx, &permit, me(tx)?, other)
}

/// What this slice forgets of somebody who leaves.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// With whom a member wants nothing to do, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let mine = store::of(seen, member)?.into_iter();
    Ok(mine.map(|one| json!({ "name": one.name, "since": one.since.rfc3339() })).collect())
}
