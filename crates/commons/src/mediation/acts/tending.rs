//! What happens by itself, when somebody leaves, and what they take along.

use crate::mediation::model::{KEPT_DAYS, Outcome, WAITING_DAYS};
use crate::mediation::store;
use ::store::{Act, Result, Snapshot, Store, Tx};
use kernel::{Actor, CommunityId, Grant, MemberId};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Ending what nobody answers, and forgetting what is over, as a job.
#[derive(Clone, Copy, Debug)]
pub struct Tend;

impl Tend {
    /// The job that may.
    pub const JOB: &'static str = "mediation.tend";
}

impl Act for Tend {
    const NAME: &'static str = "mediation.tend";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 5(1)(e): 60 days after the end nothing is left";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Ends what nobody answered for long, and takes away what has been over for long; tells of how many of both.
///
/// # Errors
/// Those of the store.
pub async fn tend(store: &Store, community: CommunityId) -> Result<(usize, u64)> {
    let write = |tx: &Tx<'_>| {
        let permit = tx.permit(Tend)?;
        let left = store::left(tx, tx.now().plus_days(-WAITING_DAYS))?;
        for id in &left {
            store::end(tx, &permit, *id, Outcome::Stopped)?;
        }
        Ok((left.len(), store::delete_old(tx, &permit, tx.now().plus_days(-KEPT_DAYS))?))
    };
    store.write(Actor::job(community, Tend::JOB), write).await
}

/// What this slice forgets of somebody who leaves.
pub(in crate::mediation) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// In what a member has a part, and that they mediate, for them to take along. What was written stands on the page of
/// each mediation, and there for programs, too: the sealed database is read for nobody else.
pub(in crate::mediation) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let mine = store::mine(seen, member)?.into_iter().map(|listed| {
        let matter = listed.matter;
        json!({
            "as": matter.party(member).word(), "state": matter.state.word(), "outcome": matter.outcome.word(),
            "since": matter.asked_at.rfc3339(), "words": format!("/api/me/mediation/{}", matter.id),
        })
    });
    let offers = store::mediator(seen, member)?.map(|own| {
        json!({ "about": own.about, "languages": own.languages, "hours": own.hours, "confirmed": own.confirmed() })
    });
    Ok(json!({ "mediations": mine.collect::<Vec<_>>(), "mediates": offers }))
}
