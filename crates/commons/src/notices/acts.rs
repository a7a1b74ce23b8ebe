//! What may be done with notices.

use super::model::NoticeId;
use super::store;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Grant, Key, MemberId, Parties};
use people::member::EraseMember;

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[ReadInbox::ROW, MarkSeen::ROW, Deliver::ROW];

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

/// Handing mails and text messages over, hearing what came back, and forgetting old notices.
pub struct Deliver;

impl Deliver {
    /// The job that may.
    pub const JOB: &'static str = "notices.deliver";
}

impl Act for Deliver {
    const NAME: &'static str = "notices.deliver";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 6(1)(b): they asked to be told by mail or text message";
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

/// Puts everything about one matter away as seen, up to this notice.
///
/// # Errors
/// A refusal, or those of the store.
pub fn mark_matter_seen(tx: &Tx<'_>, member: MemberId, id: NoticeId) -> Result<()> {
    let permit = tx.permit(MarkSeen(member))?;
    store::seen_matter(tx, &permit, member, id)
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
    let told = store::inbox(seen, member, locale, ::store::ALL)?.into_iter();
    let one = |told: store::Told| serde_json::json!({ "at": told.at.rfc3339(), "subject": told.said.subject, "text": told.said.text });
    Ok(told.map(one).collect())
}
