//! Granting and revoking: one administrator proposes, a second person confirms, one revokes.

use super::store::{self as sql, Proposal};
use kernel::{Actor, Code, Grant, Key, MemberId, Parties, Refusal, Role};
use store::{Act, Result, Snapshot, Store, Tx};

/// See who holds which role and what is proposed.
#[derive(Clone, Copy, Debug)]
pub struct ReadRoles;
impl Act for ReadRoles {
    const NAME: &'static str = "roles.read";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator), Grant::Operator];
    const LAW: &'static str = "GDPR art. 32(4): who may see what is written down";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Propose a role for somebody.
#[derive(Clone, Copy, Debug)]
pub struct ProposeRole(pub MemberId, pub Role);
impl Act for ProposeRole {
    const NAME: &'static str = "roles.propose";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator)];
    const LAW: &'static str = "house rule: two people for every role (OWASP ASVS 5.0, 2.3.5)";
    const ALSO: &'static str = "not for oneself; the member is active, of age, and does not hold the role";
    /// Whether the member holds the role already, and whether they are of age.
    type Facts = (bool, bool);
    fn facts(&self, seen: &Snapshot<'_>) -> Result<(bool, bool)> {
        let standing = seen.standing(self.0)?.ok_or(Code::NotFound)?;
        Ok((standing.roles.contains(&self.1), !standing.young))
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, (holds, of_age): &(bool, bool), actor: &Actor) -> std::result::Result<(), Refusal> {
        use crate::texts::roles as t;
        match () {
            () if actor.signed_in() == Some(self.0) => Err(Refusal::new(Code::Forbidden, t::wrong_self)),
            () if *holds => Err(Refusal::new(Code::Conflict, t::wrong_holds).at("role")),
            // whoever reads what others told the desk is of age; of whom it is so, the proposer need not know
            () if !*of_age => Err(Refusal::plain(Code::Forbidden)),
            () => Ok(()),
        }
    }
}

/// Confirm a proposal: a second administrator, and not the one whom it is for.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmRole(pub Key);
impl Act for ConfirmRole {
    const NAME: &'static str = "roles.confirm";
    const WHO: &'static [Grant] = &[Grant::SecondPerson(Role::Administrator)];
    const LAW: &'static str = "house rule: two people for every role (OWASP ASVS 5.0, 2.3.5)";
    const ALSO: &'static str = "not for oneself";
    type Facts = Proposal;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Proposal> {
        Ok(sql::proposal(seen, self.0)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0)
    }
    fn parties(&self, proposal: &Proposal) -> Parties {
        Parties { owner: None, proposer: Some(proposal.proposed_by) }
    }
    fn also(&self, proposal: &Proposal, actor: &Actor) -> std::result::Result<(), Refusal> {
        if actor.signed_in() == Some(proposal.member) {
            return Err(Refusal::new(Code::Forbidden, crate::texts::roles::wrong_self));
        }
        Ok(())
    }
}

/// Decline a proposal, also one's own.
#[derive(Clone, Copy, Debug)]
pub struct DeclineRole(pub Key);
impl Act for DeclineRole {
    const NAME: &'static str = "roles.decline";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator)];
    const LAW: &'static str = "house rule: two people for every role";
    type Facts = Proposal;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Proposal> {
        Ok(sql::proposal(seen, self.0)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0)
    }
}

/// Take a role away: one administrator suffices, and everybody may lay down their own.
#[derive(Clone, Copy, Debug)]
pub struct RevokeRole(pub MemberId, pub Role);
impl Act for RevokeRole {
    const NAME: &'static str = "roles.revoke";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator), Grant::Owner, Grant::Operator];
    const LAW: &'static str = "house rule: rights end at once (OWASP ASVS 5.0, 7.4)";
    const ALSO: &'static str = "the last administrator stays until there is another";
    /// How many hold the role.
    type Facts = i64;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<i64> {
        let standing = seen.standing(self.0)?.ok_or(Code::NotFound)?;
        if !standing.roles.contains(&self.1) {
            return Err(Code::NotFound.into());
        }
        sql::holders(seen, self.1)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn parties(&self, _: &i64) -> Parties {
        Parties { owner: Some(self.0), proposer: None }
    }
    fn also(&self, holders: &i64, _: &Actor) -> std::result::Result<(), Refusal> {
        if self.1 == Role::Administrator && *holders <= 1 {
            return Err(Refusal::new(Code::Conflict, crate::texts::roles::wrong_last));
        }
        Ok(())
    }
}

/// Grant a role at the machine: the first administrators of a neighbourhood, imports, and the way back in when
/// nobody else can. The page of roles shows it as such.
#[derive(Clone, Copy, Debug)]
pub struct GrantRole(pub MemberId, pub Role);
impl Act for GrantRole {
    const NAME: &'static str = "roles.grant";
    const WHO: &'static [Grant] = &[Grant::Operator];
    const LAW: &'static str = "house rule: the first two administrators are named by who runs the machine";
    type Facts = ();
    fn facts(&self, seen: &Snapshot<'_>) -> Result<()> {
        match super::super::member::by_id(seen, self.0)? {
            Some(_) => Ok(()),
            None => Err(Code::NotFound.into()),
        }
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}

/// Grants as the operator, inside a transaction of the operator.
///
/// # Errors
/// A refusal for everybody else; those of the store.
pub fn grant_as_operator(tx: &Tx<'_>, member: MemberId, role: Role) -> Result<()> {
    let permit = tx.permit(GrantRole(member, role))?;
    sql::grant(tx, &permit, member, role, None)
}

/// Proposes a role; also the key of the proposal.
///
/// # Errors
/// [`Code::Conflict`] when it is held or proposed already; those of the store.
pub async fn propose(
    store: &Store,
    actor: Actor,
    member: MemberId,
    role: Role,
    reason: String,
) -> Result<Key> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(ProposeRole(member, role))?;
            let proposed_by = actor.signed_in().ok_or(Code::NotSignedIn)?;
            let new = Proposal {
                id: tx.new_key(),
                member,
                role,
                proposed_by,
                reason: reason.clone(),
                at: tx.now(),
            };
            match tx.attempt(|tx| sql::propose(tx, &permit, &new)) {
                Err(error) if error.taken("role_proposal") => {
                    Err(Refusal::new(Code::Conflict, crate::texts::roles::wrong_proposed).at("role").into())
                }
                outcome => outcome.map(|()| new.id),
            }
        })
        .await
}

/// Confirms a proposal: from now on the role is held.
///
/// # Errors
/// [`Code::Forbidden`] for the proposer and for the one it is for; those of the store.
pub async fn confirm(store: &Store, actor: Actor, proposal: Key) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(ConfirmRole(proposal))?;
            let confirmed_by = actor.signed_in().ok_or(Code::NotSignedIn)?;
            let found = permit.facts().clone();
            tx.standing(found.member)?.ok_or(Code::NotFound)?;
            sql::end_proposal(tx, &permit, proposal)?;
            sql::grant(tx, &permit, found.member, found.role, Some((found.proposed_by, confirmed_by)))
        })
        .await
}

/// Declines a proposal.
///
/// # Errors
/// Those of the store.
pub async fn decline(store: &Store, actor: Actor, proposal: Key) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(DeclineRole(proposal))?;
            sql::end_proposal(tx, &permit, proposal)
        })
        .await
}

/// Takes a role away.
///
/// # Errors
/// [`Code::Conflict`] for the last administrator; those of the store.
pub async fn revoke(store: &Store, actor: Actor, member: MemberId, role: Role) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(RevokeRole(member, role))?;
            sql::revoke(tx, &permit, member, role)
        })
        .await
}
