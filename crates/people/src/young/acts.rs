//! What may be done: saying who is under sixteen, seeing it, and forgetting it when it is over.

use super::model::Younger;
use super::store::{self as sql, Guardian, Young};
use crate::member::{self, EraseMember, Kind, Member};
use crate::texts::young as t;
use kernel::{Actor, Code, CommunityId, Grant, Key, MemberId, Refusal, Role};
use serde_json::{Value, json};
use store::{Act, Permit, Result, Snapshot, Store, Tx};

const LAW: &str = "GDPR art. 8: from 16 in Poland, else with parent or guardian; art. 5(1)(c) and 16";

/// Seeing who is under sixteen, and who agreed.
#[derive(Clone, Copy, Debug)]
pub struct ReadYoung;
impl Act for ReadYoung {
    const NAME: &'static str = "young.read";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = LAW;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Saying that somebody is under sixteen, or is not.
#[derive(Clone, Copy, Debug)]
pub struct SetYoung(pub MemberId);

/// What that rests on.
pub struct Setting {
    member: Member,
    with_roles: bool,
}

impl Act for SetYoung {
    const NAME: &'static str = "young.set";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = LAW;
    const ALSO: &'static str = "not for oneself; a person without roles";
    type Facts = Setting;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Setting> {
        let member = member::acts::active(seen, self.0)?;
        let with_roles = !seen.standing(self.0)?.unwrap_or_default().roles.is_empty();
        Ok(Setting { member, with_roles })
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, facts: &Setting, actor: &Actor) -> std::result::Result<(), Refusal> {
        if facts.member.kind != Kind::Person {
            return Err(Refusal::plain(Code::NotFound));
        }
        if actor.signed_in() == Some(self.0) {
            return Err(Refusal::new(Code::Forbidden, crate::texts::desk::wrong_self));
        }
        // whoever reads what others told the desk is of age
        if facts.with_roles { Err(Refusal::new(Code::Conflict, t::wrong_roles).at("age")) } else { Ok(()) }
    }
}

/// Forgetting of those who are of age by now, as a job.
#[derive(Clone, Copy, Debug)]
pub struct Grow;

impl Grow {
    /// The job that may.
    pub const JOB: &'static str = "young.grow";
}

impl Act for Grow {
    const NAME: &'static str = "young.grow";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 5(1)(e): what is not needed is not kept";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Keeps what a newcomer told: with the permit by which they come in. `heard_by`: who spoke with the guardian.
///
/// # Errors
/// [`Code::Invalid`] at `born`; those of the store.
pub(crate) fn keep<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    younger: Option<&Younger>,
    heard_by: Option<MemberId>,
) -> Result<()> {
    let Some(younger) = younger else { return Ok(()) };
    younger.check(tx.now())?;
    let Younger { guardian, phone, agreed, .. } = younger;
    let guardian = Guardian { member: None, name: guardian, phone, agreed: *agreed, heard_by };
    sql::set(tx, permit, member, Some((younger.through(), guardian)))
}

/// Says that somebody is under sixteen and who agreed, or that they are not. `code`: of a guardian who is a member.
///
/// # Errors
/// [`Code::Invalid`] at `born` or `code`; a refusal, or those of the store.
pub async fn set(
    store: &Store,
    actor: Actor,
    member: MemberId,
    younger: Option<Younger>,
    code: Option<String>,
) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(SetYoung(member))?;
        let Some(younger) = &younger else { return sql::set(tx, &permit, member, None) };
        younger.check(tx.now())?;
        let Younger { guardian: name, phone, agreed, .. } = younger;
        let linked = code.as_deref().map(|code| guardian(tx, member, code)).transpose()?;
        let heard_by = tx.actor().signed_in();
        let guardian = Guardian { member: linked, name, phone, agreed: *agreed, heard_by };
        sql::set(tx, &permit, member, Some((younger.through(), guardian)))
    };
    store.write(actor.own(), write).await
}

/// A guardian who showed their own code: somebody else, a person, and of age.
fn guardian(seen: &Snapshot<'_>, child: MemberId, code: &str) -> Result<MemberId> {
    let found = member::whom(seen, code)?;
    let young = seen.standing(found.id)?.is_none_or(|standing| standing.young);
    if found.id == child || found.kind != Kind::Person || young {
        return Err(Refusal::new(Code::Invalid, t::wrong_code).at("code").into());
    }
    Ok(found.id)
}

/// What the desk knows of somebody; nothing of everybody of age.
///
/// # Errors
/// A refusal, or those of the store.
pub fn of(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Young>> {
    seen.allow(&ReadYoung)?;
    sql::of(seen, member)
}

/// Everybody under sixteen, for the desk.
///
/// # Errors
/// A refusal, or those of the store.
pub fn list(seen: &Snapshot<'_>) -> Result<Vec<Young>> {
    seen.allow(&ReadYoung)?;
    sql::list(seen)
}

/// Forgets of those who are of age by now; tells of how many.
///
/// # Errors
/// Those of the store.
pub async fn grow(store: &Store, community: CommunityId) -> Result<u64> {
    let write = |tx: &Tx<'_>| sql::grown(tx, &tx.permit(Grow)?);
    store.write(Actor::job(community, Grow::JOB), write).await
}

/// What this slice forgets of somebody who leaves; the year is blanked with the member.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    sql::erase(tx, &tx.permit(EraseMember(member))?, member)
}

/// What is kept of a member, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let one = |young: Young| {
        json!({
            "under_16_through": young.through, "guardian": young.guardian_name(), "guardian_phone": young.phone,
            "agreed": young.agreed.word(), "since": young.at.map(kernel::Time::rfc3339),
        })
    };
    Ok(sql::of(seen, member)?.into_iter().map(one).collect())
}
