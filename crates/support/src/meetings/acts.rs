//! What the two may do.

use super::model::{Asked, FORGET_DAYS, Field, LONGEST_DAYS, Plan, Proposed};
use super::{notices, store};
use crate::offers::acts::Thread;
use crate::offers::model::{AnswerId, AnswerState, State};
use crate::texts::meetings as t;
use ::store::{Act, Between, Result, Snapshot, Store, Tx};
use kernel::{ActRow, Actor, Code, CommunityId, Grant, Key, MemberId, Parties, Refusal};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] =
    &[Read::ROW, Propose::ROW, Agree::ROW, Ask::ROW, Tell::ROW, TakeBack::ROW, Forget::ROW];

const LAW: &str = "house rules: the first meeting is at the Activity Place; GDPR art. 5(1)(c)";

/// Two who agreed on something, and how they are to meet.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The answer between them.
    pub thread: Thread,
    /// What was proposed.
    pub proposed: Option<Proposed>,
    /// They did something together before: meeting is up to them.
    pub before: bool,
    /// What was asked for.
    pub asked: Vec<Asked>,
}

impl Meeting {
    fn load(seen: &Snapshot<'_>, id: AnswerId) -> Result<Self> {
        let thread = Thread::load(seen, id)?;
        let (Some(_), Some(owner)) = (thread.party, thread.offer.owner) else {
            return Err(Code::NotFound.into());
        };
        let (proposed, before) = store::found(seen, id, owner, thread.answer.member)?;
        let asked = store::asked(seen, id)?;
        Ok(Self { thread, proposed, before, asked })
    }
    /// As whom somebody acts, and the other.
    pub fn pair(&self) -> Result<(MemberId, MemberId)> {
        let (Some(me), Some(other)) = (self.thread.party, self.thread.other()) else {
            return Err(Code::NotFound.into());
        };
        Ok((me, other))
    }
    /// The two.
    fn both(&self) -> Vec<MemberId> {
        self.thread.both()
    }
    /// They agreed on something, and it is not over.
    pub fn running(&self) -> bool {
        let over = !matches!(self.thread.offer.state, State::Open | State::Accepted);
        self.thread.answer.state == AnswerState::Accepted && self.thread.running() && !over
    }
    /// Both said yes to where they meet.
    pub fn agreed(&self) -> bool {
        self.proposed.as_ref().is_some_and(|proposed| proposed.agreed_at.is_some())
    }
    /// Whether address and the like may be asked for: they met before, or agreed where to meet.
    pub fn may_ask(&self) -> bool {
        self.running() && (self.before || self.agreed())
    }
    /// It is the reader who is to say yes.
    pub fn waits_for_me(&self) -> bool {
        let me = self.thread.party;
        self.proposed.as_ref().is_some_and(|one| one.agreed_at.is_none() && Some(one.by) != me)
    }
}

fn when(holds: bool) -> std::result::Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::new(Code::Conflict, t::not_now)) }
}

macro_rules! meeting_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $also:literal, $check:expr $(, $between:ident)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub AnswerId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Owner];
            const LAW: &'static str = LAW;
            const DESK: bool = true;
            const ALSO: &'static str = $also;
            $(const BETWEEN: Option<Between<Self>> = Some(|_, meeting, _| Ok(Some(meeting.$between())));)?
            type Facts = Meeting;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Meeting> {
                Meeting::load(seen, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, meeting: &Meeting) -> Parties {
                Parties { owner: meeting.thread.party, proposer: None }
            }
            fn also(&self, meeting: &Meeting, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Meeting) -> std::result::Result<(), Refusal> = $check;
                check(meeting)
            }
        }
    )*};
}

meeting_act! {
    /// Seeing where one meets, what was asked and what one was told. Not for the desk in its own name, whatever was
    /// reported.
    Read: "meetings.read", "by one of the two, once the answer is accepted",
        |meeting| match meeting.thread.answer.state {
            AnswerState::Accepted => Ok(()),
            _ => Err(Refusal::plain(Code::NotFound)),
        }, both;
    /// Proposing where and when to meet.
    Propose: "meetings.propose", "the answer is accepted, and it is not done", |meeting| when(meeting.running()), both;
    /// Agreeing with what the other proposed.
    Agree: "meetings.agree", "the other proposed it", |meeting| when(meeting.running() && meeting.waits_for_me()),
        both;
    /// Asking for an address, a surname or a phone.
    Ask: "meetings.ask", "they agreed where to meet, or met before", |meeting| when(meeting.may_ask()), both;
    /// Telling it, to this one person.
    Tell: "meetings.tell", "the other asked for it", |meeting| when(meeting.running()), both;
    /// Saying no, or taking back what was told.
    TakeBack: "meetings.take_back", "the other asked for it", |_| Ok(());
}

/// Forgetting, as a job.
#[derive(Clone, Copy, Debug)]
pub struct Forget;

impl Forget {
    /// The job that may.
    pub const JOB: &'static str = "meetings.forget";
}

impl Act for Forget {
    const NAME: &'static str = "meetings.forget";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 5(1)(e): what is not needed is not kept";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Proposes where and when to meet, instead of what was proposed before.
///
/// # Errors
/// A refusal, or those of the store.
pub fn propose(tx: &Tx<'_>, id: AnswerId, plan: &Plan) -> Result<()> {
    let permit = tx.permit(Propose(id))?;
    let (me, other) = permit.facts().pair()?;
    store::propose(tx, &permit, id, plan, me, other)?;
    notices::proposed(tx, &permit, id, me, other)
}

/// Agrees; of a place that is none of ours only knowingly.
///
/// # Errors
/// [`Code::Invalid`] at `knowingly`; a refusal, or those of the store.
pub fn agree(tx: &Tx<'_>, id: AnswerId, knowingly: bool) -> Result<()> {
    let permit = tx.permit(Agree(id))?;
    let meeting = permit.facts();
    let elsewhere = meeting.proposed.as_ref().is_some_and(|proposed| proposed.plan.elsewhere);
    if elsewhere && !meeting.before && !knowingly {
        return Err(Refusal::new(Code::Invalid, t::wrong_knowingly).at("knowingly").into());
    }
    let (me, other) = meeting.pair()?;
    store::agree(tx, &permit, id, me)?;
    notices::agreed(tx, &permit, id, me, other)
}

/// Asks the other for something.
///
/// # Errors
/// A refusal, or those of the store.
pub fn ask(tx: &Tx<'_>, id: AnswerId, field: Field) -> Result<()> {
    let permit = tx.permit(Ask(id))?;
    let (me, other) = permit.facts().pair()?;
    if store::ask(tx, &permit, id, field, me, other)? {
        notices::asked(tx, &permit, id, me, other, field)?;
    }
    Ok(())
}

/// Tells it to this one person.
///
/// # Errors
/// [`Code::Conflict`] when it was not asked for; a refusal, or those of the store.
pub fn tell(tx: &Tx<'_>, id: AnswerId, field: Field, words: &str) -> Result<()> {
    let permit = tx.permit(Tell(id))?;
    let (me, other) = permit.facts().pair()?;
    store::tell(tx, &permit, id, field, me, words)?;
    notices::told(tx, &permit, id, me, other)
}

/// Says no, or takes back what was told.
///
/// # Errors
/// [`Code::Conflict`] when it was not asked for; a refusal, or those of the store.
pub fn take_back(tx: &Tx<'_>, id: AnswerId, field: Field) -> Result<()> {
    let permit = tx.permit(TakeBack(id))?;
    let (me, _) = permit.facts().pair()?;
    store::untell(tx, &permit, id, field, me)
}

/// Forgets what is not needed any more; tells how much.
///
/// # Errors
/// Those of the store.
pub async fn forget(store: &Store, community: CommunityId) -> Result<u64> {
    let write = |tx: &Tx<'_>| {
        let permit = tx.permit(Forget)?;
        let now = tx.now();
        store::forget(tx, &permit, now.plus_days(-LONGEST_DAYS), now.plus_days(-FORGET_DAYS))
    };
    store.bulk(Actor::job(community, Forget::JOB), write).await
}

/// What this slice forgets of somebody who leaves.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// What a member told and proposed for meetings, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let told = store::told_by(seen, member)?.into_iter();
    let told = told.map(|(field, words)| json!({ "what": field.word(), "words": words }));
    let proposed = store::proposed_by(seen, member)?.into_iter();
    let proposed =
        proposed.map(|(place, hours, at)| json!({ "place": place, "hours": hours, "at": at.rfc3339() }));
    Ok(json!({ "told": told.collect::<Vec<_>>(), "proposed": proposed.collect::<Vec<_>>() }))
}
