//! What happens by itself: what is over leaves the lists, and who came is forgotten.

use super::RULES;
use crate::programme::model::State;
use crate::programme::store::{self, Facts};
use ::store::{Act, Result, Snapshot, Store, Tx};
use commons::items::{self, ItemAct, Stage};
use kernel::{Actor, CommunityId, Day, Grant, ItemId, Key};

/// Looking after one date as a job.
#[derive(Clone, Copy, Debug)]
pub struct Tend(pub ItemId);

impl Tend {
    /// The job that may.
    pub const JOB: &'static str = "programme.tend";
}

impl Act for Tend {
    const NAME: &'static str = "programme.tend";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = RULES;
    const ALSO: &'static str = "who came is forgotten after thirty days: GDPR art. 5(1)(e)";
    type Facts = Option<Facts>;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Option<Facts>> {
        match store::facts(seen, self.0) {
            Ok(facts) => Ok(Some(facts)),
            Err(::store::Error::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}

impl ItemAct for Tend {
    fn item(&self) -> ItemId {
        self.0
    }
}

/// So many days after a date nobody knows any more who came.
const KEPT_DAYS: i32 = 30;

/// Looks after a community; tells how many dates ended.
///
/// # Errors
/// Those of the store.
pub async fn tend(store: &Store, community: CommunityId) -> Result<usize> {
    let actor = Actor::job(community, Tend::JOB);
    let over = store.read(actor, store::over).await?;
    let mut ended = 0;
    for id in over {
        ended += usize::from(store.bulk(actor, move |tx| end(tx, id)).await?);
    }
    for (id, day) in store.read(actor, long_past).await? {
        store.bulk(actor, move |tx| forget(tx, id, day)).await?;
    }
    Ok(ended)
}

/// Days of which nobody is to know any more who came. One that was moved is long past when it took place long ago, not
/// when it was to.
fn long_past(seen: &Snapshot<'_>) -> Result<Vec<(ItemId, Day)>> {
    let kept = seen.now().day().plus(-KEPT_DAYS);
    let mut past = Vec::new();
    for (id, day) in store::days_before(seen, kept)? {
        let plan = Tend(id).facts(seen)?.map(|facts| facts.details.plan);
        let on = plan.and_then(|plan| plan.occurrence(day)).map_or(day, |one| one.on());
        past.extend((on < kept).then_some((id, day)));
    }
    Ok(past)
}

fn forget(tx: &Tx<'_>, id: ItemId, day: Day) -> Result<()> {
    let permit = tx.permit(Tend(id))?;
    store::let_go(tx, &permit, id, day)
}

/// Ends one, unless something happened to it meanwhile.
fn end(tx: &Tx<'_>, id: ItemId) -> Result<bool> {
    let permit = tx.permit(Tend(id))?;
    let Some(facts) = permit.facts() else { return Ok(false) };
    if facts.stage != Stage::Live || !matches!(facts.state, State::On | State::CalledOff) {
        return Ok(false);
    }
    // what is on again, or runs longer, since it was looked up
    let over_at = if facts.state == State::On { facts.details.plan.over_at() } else { Some(tx.now()) };
    if over_at.is_none_or(|end| end > tx.now()) {
        return Ok(false);
    }
    store::pass(tx, &permit, facts, State::Ended, over_at)?;
    items::set_stage(tx, &permit, Stage::Ended, facts.version)?;
    Ok(true)
}
