//! What may be done with notices.

use super::model::{NoticeId, Outcome};
use super::store::{self, Line};
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Day, Grant, Key, MemberId, Parties, Refusal, Role};
use people::member::{EraseMember, Way};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[ReadInbox::ROW, MarkSeen::ROW, ReadCalls::ROW, RecordCall::ROW, Deliver::ROW];

macro_rules! own_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal;)*) => {$(
        $(#[$meta])*
        pub struct $name(pub MemberId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Owner];
            const LAW: &'static str = "house rules: who takes part is told what concerns them";
            const DESK: bool = true;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, (): &()) -> Parties {
                Parties { owner: Some(self.0), proposer: None }
            }
        }
    )*};
}

own_act! {
    /// Reading one's own notices.
    ReadInbox: "notices.read";
    /// Putting them away as seen.
    MarkSeen: "notices.seen";
}

/// Reading whom the desk is to tell what.
pub struct ReadCalls;

impl Act for ReadCalls {
    const NAME: &'static str = "notices.read_calls";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "GDPR art. 6(1)(b): they asked to be told by the desk";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Noting what came of a call.
pub struct RecordCall(pub NoticeId);

impl Act for RecordCall {
    const NAME: &'static str = "notices.record_call";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule of the desk: every call leaves an outcome";
    const ALSO: &'static str = "the notice is one for the desk";
    type Facts = Line;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Line> {
        Ok(store::one(seen, self.0)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, line: &Line, _: &Actor) -> std::result::Result<(), Refusal> {
        if line.way == Way::Mail { Err(Refusal::plain(Code::NotFound)) } else { Ok(()) }
    }
}

/// Handing mails over, and forgetting old notices.
pub struct Deliver;

impl Deliver {
    /// The job that may.
    pub const JOB: &'static str = "notices.deliver";
}

impl Act for Deliver {
    const NAME: &'static str = "notices.deliver";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 6(1)(b): they asked to be told by mail";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Puts everything up to a moment away as seen.
///
/// # Errors
/// A refusal, or those of the store.
pub fn mark_seen(tx: &Tx<'_>, member: MemberId, until: kernel::Time) -> Result<()> {
    let permit = tx.permit(MarkSeen(member))?;
    store::seen(tx, &permit, member, until)
}

/// Notes what came of a call; `again` is the day on which to try once more.
///
/// # Errors
/// [`Code::Conflict`] when somebody else noted it meanwhile; a refusal, or those of the store.
pub fn record_call(tx: &Tx<'_>, id: NoticeId, outcome: Outcome, again: Option<Day>) -> Result<()> {
    let permit = tx.permit(RecordCall(id))?;
    let again = again.unwrap_or_else(|| tx.now().day().plus(1)).start();
    store::record(tx, &permit, permit.facts(), outcome, again)
}

/// What this slice forgets of somebody who leaves.
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// What a member was told, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<serde_json::Value> {
    let locale = people::member::name(seen, member)?.map_or(kernel::Locale::Pl, |(_, locale, _)| locale);
    let told = store::inbox(seen, member, locale)?.into_iter();
    let one = |told: store::Told| serde_json::json!({ "at": told.at.rfc3339(), "subject": told.said.subject, "text": told.said.text });
    Ok(told.map(one).collect())
}
