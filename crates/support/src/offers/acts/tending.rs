//! What happens by itself: the end of what is past its day, reminders, and kind words to those who came too late.

use super::having::pass;
use super::{RULES, Seen, notices};
use crate::offers::model::{AnswerId, AnswerState, REMIND_DAYS, State};
use crate::offers::store;
use ::store::{Act, Result, Snapshot, Store, Tx};
use commons::items::{self, ItemAct};
use kernel::{Actor, Code, CommunityId, Grant, ItemId, Key, Refusal};

/// Looking after one of them as a job.
#[derive(Clone, Copy, Debug)]
pub struct Tend(pub ItemId);

impl Tend {
    /// The job that may.
    pub const JOB: &'static str = "offers.tend";
}

impl Act for Tend {
    const NAME: &'static str = "offers.tend";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = RULES;
    const ALSO: &'static str = "it ends when its day is past";
    type Facts = Seen;
    fn facts(&self, snapshot: &Snapshot<'_>) -> Result<Seen> {
        super::seen(snapshot, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, seen: &Seen, _: &Actor) -> std::result::Result<(), Refusal> {
        if seen.facts.state == State::Draft { Err(Refusal::plain(Code::Conflict)) } else { Ok(()) }
    }
}

impl ItemAct for Tend {
    fn item(&self) -> ItemId {
        self.0
    }
}

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tended {
    /// So many ended.
    pub expired: usize,
    /// So many owners were reminded.
    pub reminded: usize,
    /// So many answers were declined because all places are taken.
    pub declined: usize,
}

/// Looks after a community: ends what is past its day, reminds owners two days before, and tells those whose
/// answer still waits at something taken or over, or stands at something that a decision hid. Each in a transaction of its own, so that one that fails does
/// not keep the others waiting.
///
/// # Errors
/// Those of the store.
pub async fn tend(store: &Store, community: CommunityId) -> Result<Tended> {
    let actor = Actor::job(community, Tend::JOB);
    let look = |seen: &Snapshot<'_>| {
        let soon = seen.now().day().plus(REMIND_DAYS);
        Ok((store::expired(seen)?, store::ending(seen, soon)?, store::left_over(seen)?))
    };
    let (expired, ending, left_over) = store.read(actor, look).await?;
    let mut tended = Tended::default();
    for id in &expired {
        tended.expired += usize::from(
            store
                .bulk(actor, {
                    let id = *id;
                    move |tx| expire(tx, id)
                })
                .await?,
        );
    }
    for id in ending.into_iter().filter(|id| !expired.contains(id)) {
        tended.reminded += usize::from(store.bulk(actor, move |tx| remind(tx, id)).await?);
    }
    for id in left_over {
        tended.declined += usize::from(store.bulk(actor, move |tx| let_go(tx, id)).await?);
    }
    Ok(tended)
}

/// Ends one, unless something happened to it meanwhile. Where some places are taken it is agreed, not over: it can
/// still be called done, and thanked for.
fn expire(tx: &Tx<'_>, id: ItemId) -> Result<bool> {
    let permit = tx.permit(Tend(id))?;
    let facts = &permit.facts().facts;
    if facts.state != State::Open || facts.chosen.until >= tx.now().day() {
        return Ok(false);
    }
    if facts.stage == items::Stage::Withdrawn {
        return Ok(false);
    }
    if !store::taken(tx, id)?.is_empty() {
        store::pass(tx, &permit, id, State::Open, State::Accepted)?;
        return Ok(true);
    }
    pass(tx, &permit, State::Expired)?;
    notices::ending(tx, &permit, facts, true)?;
    Ok(true)
}

fn remind(tx: &Tx<'_>, id: ItemId) -> Result<bool> {
    let permit = tx.permit(Tend(id))?;
    let facts = &permit.facts().facts;
    if facts.state != State::Open {
        return Ok(false);
    }
    store::reminded(tx, &permit, id)?;
    notices::ending(tx, &permit, facts, false)?;
    Ok(true)
}

fn let_go(tx: &Tx<'_>, id: AnswerId) -> Result<bool> {
    let answer = store::answer(tx, id)?;
    let permit = tx.permit(Tend(answer.offer))?;
    let facts = &permit.facts().facts;
    let hidden = facts.stage == items::Stage::Withdrawn && facts.state.running();
    match answer.state {
        // should it be seen again, they may answer again
        AnswerState::Waiting | AnswerState::Accepted if hidden => {
            store::end_answer(tx, &permit, &answer, AnswerState::TakenBack)?;
            if facts.state == State::Accepted {
                store::pass(tx, &permit, facts.id, State::Accepted, State::Open)?;
            }
            notices::hidden(tx, &permit, answer.member, id)?;
        }
        AnswerState::Waiting if facts.state != State::Open => {
            store::end_answer(tx, &permit, &answer, AnswerState::Declined)?;
            notices::declined(tx, &permit, answer.member, id, facts)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}
