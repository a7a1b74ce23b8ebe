//! What may be done with how somebody is reached.

use super::model::Wish;
use super::store;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{Code, Grant, Key, MemberId, Parties};
use people::member::{self, EraseMember, Member, Reach};

/// Saying how one wants to be reached, when, and how often with general news.
pub struct ChangeReach(pub MemberId);

impl Act for ChangeReach {
    const NAME: &'static str = "reach.change";
    const WHO: &'static [Grant] = &[Grant::Owner, Grant::Operator];
    const LAW: &'static str = "GDPR art. 16 and 21";
    const DESK: bool = true;
    type Facts = Member;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Member> {
        let found = member::by_id(seen, self.0)?;
        Ok(found.filter(|member| member.state == member::State::Active).ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn parties(&self, _: &Member) -> Parties {
        Parties { owner: Some(self.0), proposer: None }
    }
}

/// Keeps it all, from the version that was seen.
///
/// # Errors
/// [`Code::Conflict`] when it changed meanwhile; a refusal, or those of the store.
pub fn change(tx: &Tx<'_>, whose: MemberId, version: i64, reach: &Reach, wish: &Wish) -> Result<()> {
    let permit = tx.permit(ChangeReach(whose))?;
    member::set_reach(tx, &permit, whose, version, reach)?;
    crate::notices::follow(tx, &permit, whose)?;
    store::keep(tx, &permit, whose, wish)
}

/// Keeps what somebody wishes beside the way itself: for imports.
///
/// # Errors
/// A refusal, or those of the store.
pub fn wish(tx: &Tx<'_>, whose: MemberId, wish: &Wish) -> Result<()> {
    let permit = tx.permit(ChangeReach(whose))?;
    store::keep(tx, &permit, whose, wish)
}

/// What this slice forgets of somebody who leaves.
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// What a member wished, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<serde_json::Value> {
    let wish = store::wish(seen, member)?.map(|wish| {
        let times: Vec<_> = wish.times.iter().map(|part| part.word()).collect();
        serde_json::json!({ "times": times, "news": wish.rhythm.word(), "area": wish.area })
    });
    Ok(wish.into_iter().collect())
}
