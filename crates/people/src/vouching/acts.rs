//! Saying "I know this person".

use super::model::Way;
use super::store as sql;
use crate::code;
use crate::member::{self, Brief};
use kernel::{Actor, Code, Grant, Key, MemberId, Parties, Refusal, Role};
use store::{Act, Result, Snapshot, Store};

/// See who vouches for a member, and for whom a member vouches.
#[derive(Clone, Copy, Debug)]
pub struct ReadVouches(pub MemberId);
impl Act for ReadVouches {
    const NAME: &'static str = "vouching.read";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = "GDPR art. 15";
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn parties(&self, (): &()) -> Parties {
        Parties { owner: Some(self.0), proposer: None }
    }
}

/// Vouch for a neighbour who showed their code. Two neighbours together suffice.
#[derive(Clone, Copy, Debug)]
pub struct VouchAsNeighbour(pub MemberId);
impl Act for VouchAsNeighbour {
    const NAME: &'static str = "vouching.neighbour";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = "house rule: two neighbours who are vouched for themselves";
    const ALSO: &'static str = "not for oneself; the neighbour showed their code";
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, seen: &Snapshot<'_>) -> Result<()> {
        member::acts::active(seen, self.0).map(|_| ())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, (): &(), actor: &Actor) -> std::result::Result<(), Refusal> {
        not_oneself(self.0, actor)
    }
}

/// Vouch as the desk, having met the person.
#[derive(Clone, Copy, Debug)]
pub struct VouchAsDesk(pub MemberId);
impl Act for VouchAsDesk {
    const NAME: &'static str = "vouching.desk";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule: the desk has met the person";
    const ALSO: &'static str = "not for oneself";
    type Facts = ();
    fn facts(&self, seen: &Snapshot<'_>) -> Result<()> {
        member::acts::active(seen, self.0).map(|_| ())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, (): &(), actor: &Actor) -> std::result::Result<(), Refusal> {
        not_oneself(self.0, actor)
    }
}

fn not_oneself(member: MemberId, actor: &Actor) -> std::result::Result<(), Refusal> {
    if actor.signed_in() == Some(member) || actor.acting() == Some(member) {
        return Err(Refusal::new(Code::Invalid, crate::texts::vouching::wrong_self).at("code"));
    }
    Ok(())
}

/// Take back one's word for somebody.
#[derive(Clone, Copy, Debug)]
pub struct WithdrawVouch(pub MemberId);
impl Act for WithdrawVouch {
    const NAME: &'static str = "vouching.withdraw";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = "house rule: one's word is one's own";
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}

/// Print invitation slips. Everybody who is vouched for may.
#[derive(Clone, Copy, Debug)]
pub struct PrintInvitations;
impl Act for PrintInvitations {
    const NAME: &'static str = "vouching.invite";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = "house rule: one slip, one use, a named inviter";
    const ALSO: &'static str = "at most 20 unused slips at a time; whoever runs the neighbourhood 400";
    const DESK: bool = true;
    /// How many slips may still be printed.
    type Facts = i64;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<i64> {
        let member = seen.actor().acting().ok_or(Code::NotSignedIn)?;
        let roles = seen.standing(member)?.map(|standing| standing.roles).unwrap_or_default();
        let runs = roles.iter().any(|role| matches!(role, Role::Animator | Role::Desk));
        let most = if runs { MOST_STAIRCASES * MOST_SLIPS } else { MOST_SLIPS };
        Ok((most - sql::open_invitations(seen, member)?).max(0))
    }
}

/// Make one's unused slips void: they were spoilt, or lost on the stairs.
#[derive(Clone, Copy, Debug)]
pub struct VoidInvitations;
impl Act for VoidInvitations {
    const NAME: &'static str = "vouching.void_invitations";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = "house rule: one slip, one use, a named inviter";
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Use an invitation slip.
#[derive(Clone, Copy, Debug)]
pub struct UseInvitation;
impl Act for UseInvitation {
    const NAME: &'static str = "vouching.use_invitation";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = "house rule: one slip, one use, a named inviter";
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Vouches for whoever showed this code; also who it was, and whether that suffices now.
///
/// # Errors
/// [`Code::Invalid`] at `code` for an unknown code or one's own; those of the store.
pub async fn vouch_by_code(store: &Store, actor: Actor, typed: String) -> Result<(Brief, bool)> {
    store
        .write(actor, move |tx| {
            let whom = member::acts::whom(tx, &typed)?;
            let permit = tx.permit(VouchAsNeighbour(whom.id))?;
            let voucher = actor.acting().ok_or(Code::NotSignedIn)?;
            sql::enter(tx, &permit, whom.id, voucher, Way::Neighbour)?;
            let enough = super::suffices(sql::vouches_for(tx, whom.id)?.into_iter().map(|vouch| vouch.way));
            Ok((whom, enough))
        })
        .await
}

/// Vouches as the desk.
///
/// # Errors
/// Those of the store.
pub async fn vouch_as_desk(store: &Store, actor: Actor, member: MemberId) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(VouchAsDesk(member))?;
            let voucher = actor.signed_in().ok_or(Code::NotSignedIn)?;
            sql::enter(tx, &permit, member, voucher, Way::Desk)
        })
        .await
}

/// Takes back one's word for somebody.
///
/// # Errors
/// [`Code::Conflict`] when there was none; those of the store.
pub async fn withdraw(store: &Store, actor: Actor, member: MemberId) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(WithdrawVouch(member))?;
            let voucher = actor.acting().ok_or(Code::NotSignedIn)?;
            sql::withdraw(tx, &permit, member, voucher)
        })
        .await
}

/// So many unused slips one may have, and so many are printed at once: a sheet for a staircase.
pub const MOST_SLIPS: i64 = 20;
/// For so many staircases an animator or the desk may have slips that nobody has used yet.
pub const MOST_STAIRCASES: i64 = 20;
/// For so many days a slip is good.
pub const SLIP_DAYS: i32 = 60;

/// Prints slips: their codes, to be shown once.
///
/// # Errors
/// [`Code::Invalid`] at `count` when there would be too many unused ones; those of the store.
pub async fn invite(store: &Store, actor: Actor, count: i64) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..count.clamp(0, MOST_SLIPS)).map(|_| code::long()).collect();
    let fresh = codes.clone();
    store
        .write(actor, move |tx| {
            let permit = tx.permit(PrintInvitations)?;
            let left = MOST_SLIPS.min(*permit.facts());
            if count > left {
                let refusal =
                    Refusal::new(Code::Invalid, move |l| crate::texts::vouching::wrong_count(l, left));
                return Err(refusal.at("count").into());
            }
            let inviter = actor.acting().ok_or(Code::NotSignedIn)?;
            let ends = tx.now().plus_days(i64::from(SLIP_DAYS));
            fresh.iter().try_for_each(|code| sql::insert_invitation(tx, &permit, inviter, code, ends))
        })
        .await?;
    Ok(codes)
}

/// Makes all unused slips of the acting member void.
///
/// # Errors
/// A refusal, or those of the store.
pub async fn void(store: &Store, actor: Actor) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(VoidInvitations)?;
            sql::void_invitations(tx, &permit, actor.acting().ok_or(Code::NotSignedIn)?)
        })
        .await
}

/// Uses a slip: from now on somebody vouches for this member. Also who invited them.
///
/// # Errors
/// [`Code::Invalid`] at `code` when the slip is unknown, used or too old; those of the store.
pub async fn use_invitation(store: &Store, actor: Actor, typed: &str) -> Result<MemberId> {
    let wrong = || Refusal::new(Code::Invalid, crate::texts::vouching::wrong_slip).at("code");
    let code = code::read(typed, 16).ok_or_else(wrong)?;
    store
        .write(actor, move |tx| {
            let permit = tx.permit(UseInvitation)?;
            let member = actor.acting().ok_or(Code::NotSignedIn)?;
            let slip = sql::invitation(tx, &code)?.ok_or_else(wrong)?;
            let inviter = tx.standing(slip.inviter)?.is_some_and(|standing| standing.vouched);
            if slip.used_by.is_some() || slip.ends <= tx.now() || slip.inviter == member || !inviter {
                return Err(wrong().into());
            }
            sql::use_invitation(tx, &permit, slip.id, member)?;
            sql::enter(tx, &permit, member, slip.inviter, Way::Invitation)?;
            Ok(slip.inviter)
        })
        .await
}
