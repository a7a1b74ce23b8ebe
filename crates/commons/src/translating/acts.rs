//! What may be done with translations, and with requests for them.

use super::model::{Pair, RequestId, TAKEN_DAYS, WAITING_DAYS};
use super::store::{self, New, Request};
use super::tell;
use crate::items::{self, Beside, Facts, ItemAct, Stage, TextState, Translation, Words};
use crate::texts::translating as t;
use ::store::{Act, Between, Permit, Result, Snapshot, Store, Tx};
use kernel::{
    ActRow, Actor, Code, CommunityId, Grant, ItemId, Key, Locale, MemberId, Parties, Refusal, Role,
};
use people::member::EraseMember;

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    Ask::ROW,
    SetPairs::ROW,
    ReadQueue::ROW,
    Take::ROW,
    GiveBack::ROW,
    WriteMessage::ROW,
    Translate::ROW,
    Check::ROW,
    Tidy::ROW,
];

const RULES: &str = "house rules: neighbours translate for each other";

/// Asking neighbours to translate what was published.
#[derive(Clone, Copy, Debug)]
pub struct Ask(pub ItemId);

/// Writing what was published in another language.
#[derive(Clone, Copy, Debug)]
pub struct Translate(pub ItemId);

/// Saying that a neighbour's translation is right, having read both.
#[derive(Clone, Copy, Debug)]
pub struct Check(pub ItemId, pub Locale);

/// Facts of an item that the actor may read.
fn live(seen: &Snapshot<'_>, id: ItemId) -> Result<Facts> {
    let level = items::viewer(seen)?.level();
    let facts = items::facts(seen, id)?.ok_or(Code::NotFound)?;
    let readable = facts.stage == Stage::Live && facts.audience <= level && !items::is_apart(seen, &facts)?;
    if readable { Ok(facts) } else { Err(Code::NotFound.into()) }
}

macro_rules! item_act {
    ($act:ident: $name:literal, $who:expr, $also:literal) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const ALSO: &'static str = $also;
            const DESK: bool = true;
            type Facts = Facts;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Facts> {
                live(seen, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, facts: &Facts) -> Parties {
                Parties { owner: facts.owner, proposer: None }
            }
        }
        impl ItemAct for $act {
            fn item(&self) -> ItemId {
                self.0
            }
        }
    };
}
item_act!(Ask: "translating.ask", &[Grant::Member], "it is published, and the asker may read it");
item_act!(Translate: "translating.translate", &[Grant::Vouched, Grant::Owner, Grant::Role(Role::Editor)],
    "it is published, and the translator may read it");

impl Act for Check {
    const NAME: &'static str = "translating.check";
    const WHO: &'static [Grant] = &[Grant::Vouched, Grant::Role(Role::Editor)];
    const LAW: &'static str = RULES;
    const ALSO: &'static str = "by somebody else than who translated; the original has not changed since";
    const DESK: bool = true;
    type Facts = Option<items::TextRow>;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Self::Facts> {
        live(seen, self.0)?;
        let texts = items::texts(seen, self.0)?;
        let text = texts.iter().find(|text| text.lang == self.1 && !items::is_stale(&texts, text));
        Ok(text.cloned())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, text: &Self::Facts, actor: &Actor) -> std::result::Result<(), Refusal> {
        match text {
            Some(text) if text.state == TextState::Neighbour && text.author != actor.acting() => Ok(()),
            _ => Err(Refusal::new(Code::Conflict, t::cannot_check)),
        }
    }
}
impl ItemAct for Check {
    fn item(&self) -> ItemId {
        self.0
    }
}

macro_rules! plain_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const DESK: bool = true;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    )*};
}
plain_act! {
    /// Saying between which languages one translates.
    SetPairs: "translating.set_pairs", &[Grant::Vouched];
    /// Reading what waits.
    ReadQueue: "translating.read_queue", &[Grant::Vouched];
}

/// A request, seen by one who wants to do something with it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The request.
    pub request: Request,
    /// Between what the acting one translates.
    pairs: Vec<Pair>,
    /// They asked themselves.
    own: bool,
    /// It is a message, and they are kept apart from who wrote it or who is to read it.
    apart: bool,
}

fn seen_request(seen: &Snapshot<'_>, id: RequestId) -> Result<Seen> {
    let request = store::one(seen, id)?.ok_or(Code::NotFound)?;
    let me = seen.actor().acting();
    let pairs = me.map(|me| store::pairs(seen, me)).transpose()?.unwrap_or_default().0;
    let own = me.is_some_and(|me| store::askers(seen, id).is_ok_and(|askers| askers.contains(&me)));
    let apart = me.map_or(Ok(false), |me| store::is_apart(seen, id, me))?;
    Ok(Seen { request, pairs, own, apart })
}

/// Taking a request, so that nobody else writes the same. Of many who come at once one has it.
#[derive(Clone, Copy, Debug)]
pub struct Take(pub RequestId);

impl Act for Take {
    const NAME: &'static str = "translating.take";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = RULES;
    const ALSO: &'static str =
        "it waits; they translate these languages; of a message: whom the asker allows";
    const DESK: bool = true;
    const BETWEEN: Option<Between<Self>> = Some(|take, facts, seen| of_a_message(take.0, facts, seen));
    type Facts = Seen;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Seen> {
        seen_request(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, seen: &Seen, actor: &Actor) -> std::result::Result<(), Refusal> {
        let Seen { request, pairs, own, apart } = seen;
        // whoever is blocked is not told so
        if *apart || request.chosen.is_some() && request.chosen != actor.acting() {
            return Err(Refusal::plain(Code::NotFound));
        }
        if !pairs.contains(&Pair { from: request.from, to: request.to }) {
            return Err(Refusal::new(Code::Conflict, t::not_your_pair));
        }
        if *own && request.thread.is_some() {
            return Err(Refusal::plain(Code::Conflict));
        }
        match (request.state.as_str(), request.taken_by) {
            ("open", None) => Ok(()),
            _ => Err(too_late()),
        }
    }
}

/// A message is read and written for those who asked and whoever wrote it; what is published is nobody's secret.
fn of_a_message(id: RequestId, facts: &Seen, seen: &Snapshot<'_>) -> Result<Option<Vec<MemberId>>> {
    if facts.request.thread.is_none() {
        return Ok(None);
    }
    Ok(Some(store::askers(seen, id)?.into_iter().chain(facts.request.writer).collect()))
}

macro_rules! taken_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, reads $reads:literal $(, between $between:expr)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub RequestId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Owner];
            const LAW: &'static str = RULES;
            const ALSO: &'static str = "it is open";
            const DESK: bool = true;
            $(const BETWEEN: Option<Between<Self>> = Some($between);)?
            type Facts = Seen;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Seen> {
                seen_request(seen, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, seen: &Seen) -> Parties {
                Parties { owner: seen.request.taken_by, proposer: None }
            }
            fn also(&self, seen: &Seen, _: &Actor) -> std::result::Result<(), Refusal> {
                match (seen.request.state.as_str(), seen.apart && $reads) {
                    (_, true) => Err(Refusal::plain(Code::NotFound)),
                    ("open", false) => Ok(()),
                    _ => Err(Refusal::plain(Code::Conflict)),
                }
            }
        }
    )*};
}
taken_act! {
    /// Giving back what one took.
    GiveBack: "translating.give_back", reads false;
    /// Reading and translating a message one took: its words are seen by nobody else.
    WriteMessage: "translating.write_message", reads true,
        between |write, facts, seen| of_a_message(write.0, facts, seen);
}

/// Giving back what lies too long, and letting go of what nobody takes.
pub struct Tidy;

impl Tidy {
    /// The job that may.
    pub const JOB: &'static str = "translating.tidy";
}

impl Act for Tidy {
    const NAME: &'static str = "translating.tidy";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = RULES;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

fn me(seen: &Snapshot<'_>) -> Result<MemberId> {
    Ok(seen.actor().acting().ok_or(Code::NotSignedIn)?)
}

/// Somebody was faster.
fn too_late() -> Refusal {
    Refusal::new(Code::Conflict, t::too_late)
}

/// Asks for what was published in another language; who asks for the same is told, too.
///
/// # Errors
/// [`Code::Conflict`] when it is there already; a refusal, or those of the store.
pub fn ask(tx: &Tx<'_>, id: ItemId, to: Locale, chosen: Option<MemberId>) -> Result<RequestId> {
    let permit = tx.permit(Ask(id))?;
    let texts = items::texts(tx, id)?;
    let there = texts.iter().any(|text| text.lang == to && !items::is_stale(&texts, text));
    if there || to == permit.facts().origin {
        return Err(Refusal::new(Code::Conflict, t::there_already).into());
    }
    let pair = Pair { from: permit.facts().origin, to };
    if let Some(request) = store::for_thing(tx, id.0, to)? {
        store::add_asker(tx, &permit, request, me(tx)?)?;
        return Ok(request);
    }
    let owner = kept_from(permit.facts());
    let chosen = known(tx, pair, owner, chosen)?;
    let new = New { thing: id.0, thread: None, pair, chosen, writer: None, words: "" };
    begin(tx, &permit, owner, &new)
}

/// From whom a translator must not be kept apart to see an item: of what neighbours need and offer, its owner.
pub(super) fn kept_from(item: &Facts) -> Option<MemberId> {
    item.owner.filter(|_| item.kind == ::store::KEPT_APART)
}

/// Of those who translate between two languages and may be named, the one who was chosen.
fn known(
    seen: &Snapshot<'_>,
    pair: Pair,
    writer: Option<MemberId>,
    chosen: Option<MemberId>,
) -> Result<Option<MemberId>> {
    let Some(chosen) = chosen else { return Ok(None) };
    let named = store::translators(seen, pair, writer)?.into_iter();
    let found = named.filter(|(.., named)| *named).any(|(member, ..)| member == chosen);
    if found { Ok(Some(chosen)) } else { Err(Refusal::new(Code::Invalid, t::wrong_chosen).at("who").into()) }
}

fn begin<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    writer: Option<MemberId>,
    new: &New<'_>,
) -> Result<RequestId> {
    // told once while something waits: who translates sees the whole list then
    let first = store::waiting(tx, new.pair)? == 0;
    let id = store::insert(tx, permit, new)?;
    store::add_asker(tx, permit, id, me(tx)?)?;
    let translators = store::translators(tx, new.pair, writer)?.into_iter().map(|(member, ..)| member);
    let asked: Vec<MemberId> = match new.chosen {
        Some(chosen) => vec![chosen],
        None if first => translators.collect(),
        None => Vec::new(),
    };
    for member in asked.into_iter().filter(|member| Some(*member) != tx.actor().acting()) {
        tell::waits(tx, permit, member, id, new.pair)?;
    }
    Ok(id)
}

/// A message that one of its two wants to read in another language.
#[derive(Clone, Debug)]
pub struct Message {
    /// Which.
    pub id: Key,
    /// The conversation it stands in.
    pub thread: Key,
    /// Who wrote it.
    pub writer: MemberId,
    /// Its language.
    pub from: Locale,
    /// Its words, copied for whoever takes the request.
    pub words: String,
}

/// Asks for a message in another language, under the permit of the slice it belongs to: that has found that the
/// asker is one of the two.
///
/// # Errors
/// [`Code::Conflict`] when it is asked for already; those of the store.
pub fn ask_message<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    message: &Message,
    to: Locale,
    chosen: Option<MemberId>,
) -> Result<RequestId> {
    permit.between_people();
    if to == message.from || store::for_thing(tx, message.id, to)?.is_some() {
        return Err(Refusal::new(Code::Conflict, t::asked_already).into());
    }
    let (pair, writer) = (Pair { from: message.from, to }, Some(message.writer));
    let new = New {
        thing: message.id,
        thread: Some(message.thread),
        pair,
        chosen: known(tx, pair, writer, chosen)?,
        writer,
        words: &message.words,
    };
    begin(tx, permit, writer, &new)
}

/// Says between what one translates, and whether one's name may be shown; none: no longer.
///
/// # Errors
/// A refusal, or those of the store.
pub fn set_pairs(tx: &Tx<'_>, pairs: &[Pair], named: bool) -> Result<()> {
    let permit = tx.permit(SetPairs)?;
    store::set_pairs(tx, &permit, me(tx)?, pairs, named)
}

/// Takes a request; tells what it is.
///
/// # Errors
/// [`Code::Conflict`] in kind words when somebody was faster; a refusal, or those of the store.
pub fn take(tx: &Tx<'_>, id: RequestId) -> Result<Request> {
    let permit = tx.permit(Take(id))?;
    let taken = store::take(tx, &permit, id, me(tx)?);
    taken.map_err(|error| if error.taken("translation_taken") { too_late().into() } else { error })?;
    Ok(permit.facts().request.clone())
}

/// Gives a request back.
///
/// # Errors
/// A refusal, or those of the store.
pub fn give_back(tx: &Tx<'_>, id: RequestId) -> Result<()> {
    let permit = tx.permit(GiveBack(id))?;
    store::give_back(tx, &permit, id)
}

/// Writes a message in the language it is wanted in.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write_message(tx: &Tx<'_>, id: RequestId, words: &str) -> Result<()> {
    let permit = tx.permit(WriteMessage(id))?;
    let request = &permit.facts().request;
    store::done(tx, &permit, id, words, me(tx)?)?;
    store::give_back(tx, &permit, id)?;
    let thread = request.thread.map(|thread| format!("/answers/{thread}")).unwrap_or_default();
    for member in store::askers(tx, id)? {
        tell::done(tx, &permit, member, id, &thread)?;
    }
    Ok(())
}

/// Writes what was published in another language, in the general way.
///
/// # Errors
/// As [`items::put_translation`]; a refusal, or those of the store.
pub fn translate(
    tx: &Tx<'_>,
    id: ItemId,
    lang: Locale,
    words: &Words,
    beside: Option<&Beside>,
    path: &str,
) -> Result<()> {
    let permit = tx.permit(Translate(id))?;
    let summary = if words.summary.is_empty() { items::brief(&words.body) } else { words.summary.clone() };
    let words = &Words { summary, ..words.clone() };
    write(tx, &permit, &Translation { lang, state: TextState::Neighbour, words, beside }, path)
}

/// Writes the words of an item in another language under the permit of its slice, and tells those who asked for
/// them. `path` is where they stand, below the community.
///
/// # Errors
/// As [`items::put_translation`].
pub fn write<'tx, A: ItemAct>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    new: &Translation<'_>,
    path: &str,
) -> Result<()> {
    items::put_translation(tx, permit, new)?;
    let lang = new.lang;
    let item = permit.act().item();
    if let Some(request) = store::for_thing(tx, item.0, lang)? {
        let there = format!("{path}?lang={lang}");
        for member in store::askers(tx, request)? {
            if Some(member) != tx.actor().acting() {
                tell::done(tx, permit, member, request, &there)?;
            }
        }
        store::delete(tx, permit, request)?;
    }
    Ok(())
}

/// Says that a neighbour's translation is right.
///
/// # Errors
/// A refusal, or those of the store.
pub fn check(tx: &Tx<'_>, id: ItemId, lang: Locale) -> Result<()> {
    let permit = tx.permit(Check(id, lang))?;
    items::set_text_state(tx, &permit, lang, TextState::Reviewed)
}

/// Gives back what lies too long, and lets go of what nobody takes; tells how many of both.
///
/// # Errors
/// Those of the store.
pub async fn tidy(store: &Store, community: CommunityId) -> Result<(usize, usize)> {
    store
        .write(Actor::job(community, Tidy::JOB), |tx| {
            let permit = tx.permit(Tidy)?;
            let taken = store::taken_before(tx, tx.now().plus_days(-TAKEN_DAYS))?;
            for id in &taken {
                store::give_back(tx, &permit, *id)?;
            }
            let old = store::old(tx, tx.now().plus_days(-WAITING_DAYS))?;
            for id in &old {
                for member in store::askers(tx, *id)? {
                    tell::gone(tx, &permit, member, *id)?;
                }
                store::delete(tx, &permit, *id)?;
            }
            Ok((taken.len(), old.len()))
        })
        .await
}

/// What this slice forgets of somebody who leaves.
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// Between what a member translates, and what they asked for, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<serde_json::Value> {
    use web::Choice as _;
    let (pairs, named) = store::pairs(seen, member)?;
    let asked = store::asked_by(seen, member)?.into_iter().map(|(from, to, state, at)| {
        serde_json::json!({ "from": from.code(), "to": to.code(), "state": state, "since": at.rfc3339() })
    });
    let pairs: Vec<&str> = pairs.iter().map(|pair| pair.key()).collect();
    Ok(serde_json::json!({ "translates": pairs, "named": named, "asked": asked.collect::<Vec<_>>() }))
}
