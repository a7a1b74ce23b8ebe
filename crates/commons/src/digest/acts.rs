//! What may be done with general news.

use super::store;
use crate::reach::{self, Rhythm};
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{Code, Grant, Key, MemberId};
use people::member::EraseMember;

/// Putting news together and handing them over.
pub struct Send;

impl Send {
    /// The job that may.
    pub const JOB: &'static str = "digest.send";
}

impl Act for Send {
    const NAME: &'static str = "digest.send";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str =
        "GDPR art. 6(1)(f): neighbours know what is new; ended with one press (art. 21)";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Ending general news by the link in a letter of them.
pub struct Stop(pub Key);

impl Act for Stop {
    const NAME: &'static str = "digest.stop";
    const WHO: &'static [Grant] = &[Grant::Holder];
    const LAW: &'static str = "GDPR art. 21; RFC 8058";
    type Facts = MemberId;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<MemberId> {
        Ok(store::member_of(seen, self)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0)
    }
}

/// Ends general news for whoever got this letter.
///
/// # Errors
/// A refusal, or those of the store.
pub fn stop(tx: &Tx<'_>, digest: Key) -> Result<()> {
    let permit = tx.permit(Stop(digest))?;
    let member = *permit.facts();
    reach::store::set_rhythm(tx, &permit, member, Rhythm::Never)
}

/// What this slice forgets of somebody who leaves.
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// When a member got news, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<serde_json::Value> {
    let all = store::of(seen, member)?.into_iter();
    Ok(all.map(|(at, state)| serde_json::json!({ "at": at.rfc3339(), "state": state })).collect())
}
