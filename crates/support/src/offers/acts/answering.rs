//! Answers, and the messages that follow them.

use super::having::answerable;
use super::newcomers::{Newcomer, limited, plain};
use super::{RULES, Seen, me, notices, seen};
use crate::offers::model::{AnswerId, AnswerState, State, answers_a_day, messages_a_day};
use crate::offers::store::{self, NewAnswer, Sent};
use crate::texts::offers as t;
use ::store::{Act, Between, Error, Result, Snapshot, Tx};
use commons::blocks;
use commons::items::{self, ItemAct};
use commons::seats;
use commons::translating::acts as translating;
use kernel::{Actor, Code, Grant, ItemId, Key, Locale, MemberId, Parties, Refusal, Role};

/// Answering a need or an offer.
#[derive(Clone, Copy, Debug)]
pub struct Answer(pub ItemId);

/// What answering rests on.
pub struct Answering {
    seen: Seen,
    before: Option<(AnswerId, AnswerState)>,
    sent: Option<Sent>,
    /// One of the two wants nothing to do with the other.
    apart: bool,
    /// The limits of the first two weeks hold.
    pub(super) newcomer: Option<Newcomer>,
}

impl Act for Answer {
    const NAME: &'static str = "offers.answer";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    const ALSO: &'static str =
        "it is open and not one's own; once, or again after taking back; newcomers five a day, others twenty";
    const BETWEEN: Option<Between<Self>> =
        Some(|_, facts, _| Ok(Some(facts.seen.facts.owner.into_iter().collect())));
    type Facts = Answering;
    fn facts(&self, snapshot: &Snapshot<'_>) -> Result<Answering> {
        let seen = seen(snapshot, self.0)?;
        let me = snapshot.actor().acting();
        let before = me.map(|me| store::own_answer(snapshot, self.0, me)).transpose()?.flatten();
        let sent = me.map(|me| store::sent(snapshot, me)).transpose()?;
        let apart = apart(snapshot, seen.facts.owner, me)?;
        let newcomer = me.map(|me| limited(snapshot, me)).transpose()?.flatten();
        Ok(Answering { seen, before, sent, apart, newcomer })
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, facts: &Answering, actor: &Actor) -> std::result::Result<(), Refusal> {
        // whoever is blocked is not told so
        if facts.seen.facts.chosen.desk_only || facts.apart {
            return Err(Refusal::plain(Code::NotFound));
        }
        if facts.before.is_some_and(|(_, state)| state != AnswerState::TakenBack) {
            return Err(Refusal::new(Code::Conflict, t::answered_before));
        }
        if !answerable(&facts.seen) {
            return Err(too_late());
        }
        if facts.seen.facts.owner == actor.acting() {
            return Err(Refusal::new(Code::Conflict, t::answer_own));
        }
        let sent = facts.sent.ok_or(Refusal::plain(Code::NotSignedIn))?;
        within(sent.answers, answers_a_day(facts.newcomer.is_some()))
    }
}

impl ItemAct for Answer {
    fn item(&self) -> ItemId {
        self.0
    }
}

/// Whether one of two wants nothing to do with the other.
fn apart(seen: &Snapshot<'_>, one: Option<MemberId>, other: Option<MemberId>) -> Result<bool> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => blocks::between(seen, one, other),
        _ => Ok(false),
    }
}

/// Somebody was faster, kindly.
fn too_late() -> Refusal {
    Refusal::new(Code::Conflict, t::too_late)
}

fn within(count: i64, most: i64) -> std::result::Result<(), Refusal> {
    if count < most { Ok(()) } else { Err(Refusal::new(Code::TooMany, t::enough_today).at("words")) }
}

/// An answer, with what it answers and who asks.
#[derive(Clone, Debug)]
pub struct Thread {
    /// The answer.
    pub answer: store::Answer,
    /// What it answers.
    pub offer: store::Facts,
    /// The one of the two as whom somebody acts; nobody for others.
    pub party: Option<MemberId>,
    /// One of the two wants nothing to do with the other: it can be ended, not carried on.
    apart: bool,
    sent: Option<Sent>,
    newcomer: Option<Newcomer>,
}

impl Thread {
    pub(crate) fn load(snapshot: &Snapshot<'_>, id: AnswerId) -> Result<Self> {
        let answer = store::answer(snapshot, id)?;
        let offer = store::facts(snapshot, answer.offer)?;
        let party = match snapshot.actor().acting() {
            Some(me) => {
                let organisations = snapshot.standing(me)?.map(|own| own.organisations).unwrap_or_default();
                let mine = |one: &MemberId| *one == me || organisations.contains(one);
                offer.owner.into_iter().chain([answer.member]).find(mine)
            }
            None => None,
        };
        let apart = apart(snapshot, offer.owner, Some(answer.member))?;
        Ok(Self { answer, offer, party, apart, sent: None, newcomer: None })
    }
    /// The one of the two who is not the acting one.
    pub fn other(&self) -> Option<MemberId> {
        if self.party == Some(self.answer.member) { self.offer.owner } else { Some(self.answer.member) }
    }
    /// The two.
    pub fn both(&self) -> Vec<MemberId> {
        self.offer.owner.into_iter().chain([self.answer.member]).collect()
    }
    /// Whether the acting one is the one who asked or offered.
    pub fn owns(&self) -> bool {
        self.party.is_some() && self.party == self.offer.owner
    }
    /// Whether the two may still write.
    pub fn running(&self) -> bool {
        let over = self.apart || self.offer.stage == items::Stage::Withdrawn;
        !over && matches!(self.answer.state, AnswerState::Waiting | AnswerState::Accepted)
    }
}

macro_rules! thread_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $whose:expr, $also:literal, $check:expr
        $(, between $between:expr)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub AnswerId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const DESK: bool = true;
            const ALSO: &'static str = $also;
            $(const BETWEEN: Option<Between<Self>> = Some($between);)?
            type Facts = Thread;
            fn facts(&self, snapshot: &Snapshot<'_>) -> Result<Thread> {
                Thread::load(snapshot, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, thread: &Thread) -> Parties {
                let whose: fn(&Thread) -> Option<MemberId> = $whose;
                Parties { owner: whose(thread), proposer: None }
            }
            fn also(&self, thread: &Thread, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Thread) -> std::result::Result<(), Refusal> = $check;
                check(thread)
            }
        }
    )*};
}

thread_act! {
    /// Accepting an answer.
    Accept: "offers.accept", &[Grant::Owner], |thread| thread.offer.owner,
        "the answer waits, and a place is free",
        |thread| match (thread.offer.state, thread.answer.state) {
            (State::Open, AnswerState::Waiting) if thread.running() => Ok(()),
            _ => Err(too_late()),
        }, between |_, thread, _| Ok(Some(thread.both()));
    /// Declining one, kindly; also one that was agreed, when it comes to nothing after all.
    Decline: "offers.decline", &[Grant::Owner], |thread| thread.offer.owner,
        "the answer waits, or is accepted and it is not done",
        |thread| match (thread.offer.state, thread.answer.state) {
            (_, AnswerState::Waiting) | (State::Open | State::Accepted, AnswerState::Accepted) => Ok(()),
            _ => Err(Refusal::plain(Code::Conflict)),
        };
    /// Taking one's own answer back.
    TakeBack: "offers.take_back", &[Grant::Owner], |thread| Some(thread.answer.member),
        "the answer waits or is accepted, and it is not done",
        |thread| match (thread.offer.state, thread.answer.state) {
            (State::Open | State::Accepted, AnswerState::Waiting | AnswerState::Accepted) => Ok(()),
            _ => Err(Refusal::plain(Code::Conflict)),
        };
    /// Asking a neighbour to translate a message: whom the asker allows sees that one message and no names.
    AskTranslation: "offers.ask_translation", &[Grant::Owner], |thread| thread.party, "by one of the two, while it runs",
        |thread| if thread.running() { Ok(()) } else { Err(Refusal::new(Code::Conflict, t::thread_over)) },
        between |_, thread, _| Ok(Some(thread.both()));
    /// Saying that something is wrong with the other's messages.
    ReportThread: "offers.report", &[Grant::Owner], |thread| thread.party, "by one of the two", |_| Ok(());
    /// Reading messages: the two alone, and the desk once one of them reported it.
    ReadThread: "offers.read_messages", &[Grant::Owner, Grant::Role(Role::Desk)], |thread| thread.party,
        "by one of the two; by the desk only what was reported",
        |thread| match (thread.party, thread.answer.reported_at) {
            (None, None) => Err(Refusal::plain(Code::NotFound)),
            _ => Ok(()),
        };
}

/// Writing to the other of the two.
#[derive(Clone, Copy, Debug)]
pub struct Write(pub AnswerId);

impl Act for Write {
    const NAME: &'static str = "offers.write";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    const ALSO: &'static str = "by one of the two, while it runs; newcomers ten a day, others sixty";
    const BETWEEN: Option<Between<Self>> = Some(|_, thread, _| Ok(Some(thread.both())));
    type Facts = Thread;
    fn facts(&self, snapshot: &Snapshot<'_>) -> Result<Thread> {
        let mut thread = Thread::load(snapshot, self.0)?;
        thread.sent = thread.party.map(|party| store::sent(snapshot, party)).transpose()?;
        thread.newcomer = thread.party.map(|party| limited(snapshot, party)).transpose()?.flatten();
        Ok(thread)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn parties(&self, thread: &Thread) -> Parties {
        Parties { owner: thread.party, proposer: None }
    }
    fn also(&self, thread: &Thread, _: &Actor) -> std::result::Result<(), Refusal> {
        if !thread.running() {
            return Err(Refusal::new(Code::Conflict, t::thread_over));
        }
        let sent = thread.sent.ok_or(Refusal::plain(Code::NotFound))?;
        within(sent.messages, messages_a_day(thread.newcomer.is_some()))
    }
}

/// A row of an answer that is there already is somebody who was faster.
fn faster(error: Error) -> Error {
    if error.taken("offer_answer") { too_late().into() } else { error }
}

/// Answers one; tells the answer's key. Where who comes first has a place, the answer takes it.
///
/// # Errors
/// [`Code::Conflict`] in kind words when somebody was faster; a refusal, or those of the store.
pub fn answer(tx: &Tx<'_>, offer: ItemId, lang: Locale, words: &str) -> Result<AnswerId> {
    let permit = tx.permit(Answer(offer))?;
    let facts = &permit.facts().seen.facts;
    let (member, chosen) = (me(tx)?, &facts.chosen);
    if let Some(newcomer) = permit.facts().newcomer {
        plain(words, "words", newcomer.until)?;
    }
    let taken = if chosen.first_come { store::taken(tx, offer)? } else { Vec::new() };
    let place = match chosen.first_come {
        true => Some(seats::free(&taken, Some(chosen.places)).ok_or_else(too_late)?),
        false => None,
    };
    let state = if place.is_some() { AnswerState::Accepted } else { AnswerState::Waiting };
    let new = NewAnswer { offer, member, state, place, lang, words };
    let id = match permit.facts().before {
        Some((id, _)) => store::answer_again(tx, &permit, id, &new).map(|()| id),
        None => store::insert_answer(tx, &permit, &new),
    };
    let id = id.map_err(faster)?;
    if place.is_some() && taken.len() as i64 + 1 >= chosen.places {
        store::pass(tx, &permit, offer, State::Open, State::Accepted)?;
    }
    if let Some(owner) = facts.owner {
        notices::answered(tx, &permit, owner, member, id, facts, words, place.is_some())?;
    }
    Ok(id)
}

/// Accepts an answer. Of many who accept at once for the last place one wins.
///
/// # Errors
/// [`Code::Conflict`] in kind words when the last place is taken; a refusal, or those of the store.
pub fn accept(tx: &Tx<'_>, id: AnswerId) -> Result<()> {
    let permit = tx.permit(Accept(id))?;
    let Thread { offer, answer, .. } = permit.facts();
    let taken = store::taken(tx, offer.id)?;
    let place = seats::free(&taken, Some(offer.chosen.places)).ok_or_else(too_late)?;
    store::accept(tx, &permit, id, place).map_err(faster)?;
    if taken.len() as i64 + 1 >= offer.chosen.places {
        store::pass(tx, &permit, offer.id, State::Open, State::Accepted)?;
    }
    notices::accepted(tx, &permit, answer.member, id, offer)
}

/// Declines an answer; one that was agreed gives its place back.
///
/// # Errors
/// A refusal, or those of the store.
pub fn decline(tx: &Tx<'_>, id: AnswerId) -> Result<()> {
    let permit = tx.permit(Decline(id))?;
    let Thread { offer, answer, .. } = permit.facts();
    store::end_answer(tx, &permit, answer, AnswerState::Declined)?;
    if answer.state != AnswerState::Accepted {
        return notices::declined(tx, &permit, answer.member, id, offer);
    }
    if offer.state == State::Accepted {
        store::pass(tx, &permit, offer.id, State::Accepted, State::Open)?;
    }
    notices::called_off(tx, &permit, answer.member, id, offer)
}

/// Takes one's own answer back; its place is free again.
///
/// # Errors
/// A refusal, or those of the store.
pub fn take_back(tx: &Tx<'_>, id: AnswerId) -> Result<()> {
    let permit = tx.permit(TakeBack(id))?;
    let Thread { offer, answer, .. } = permit.facts();
    store::end_answer(tx, &permit, answer, AnswerState::TakenBack)?;
    if answer.state == AnswerState::Accepted && offer.state == State::Accepted {
        store::pass(tx, &permit, offer.id, State::Accepted, State::Open)?;
    }
    match offer.owner {
        Some(owner) => notices::taken_back(tx, &permit, owner, answer.member, id, offer),
        None => Ok(()),
    }
}

/// Writes to the other of the two.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write(tx: &Tx<'_>, id: AnswerId, lang: Locale, words: &str) -> Result<()> {
    let permit = tx.permit(Write(id))?;
    let thread = permit.facts();
    let from = thread.party.ok_or(Code::NotFound)?;
    if let Some(newcomer) = thread.newcomer {
        plain(words, "words", newcomer.until)?;
    }
    store::insert_message(tx, &permit, id, from, lang, words)?;
    match thread.other() {
        Some(to) => notices::wrote(tx, &permit, to, from, id, &thread.offer, words),
        None => Ok(()),
    }
}

/// Says that something is wrong; from then on the desk may read it.
///
/// # Errors
/// A refusal, or those of the store.
pub fn report(tx: &Tx<'_>, id: AnswerId, why: &str) -> Result<()> {
    let permit = tx.permit(ReportThread(id))?;
    store::report(tx, &permit, id, why)
}

/// Asks to have one message of a conversation in another language. `chosen`: the only one who may see it.
///
/// # Errors
/// A refusal, or those of the store.
pub fn ask_translation(
    tx: &Tx<'_>,
    id: AnswerId,
    message: Key,
    to: Locale,
    chosen: Option<MemberId>,
) -> Result<()> {
    let permit = tx.permit(AskTranslation(id))?;
    let found = store::messages(tx, id)?.into_iter().find(|one| one.id == message).ok_or(Code::NotFound)?;
    let asked = translating::Message {
        id: message,
        thread: id.0,
        writer: found.member,
        from: found.lang,
        words: found.words,
    };
    translating::ask_message(tx, &permit, &asked, to, chosen)?;
    Ok(())
}
