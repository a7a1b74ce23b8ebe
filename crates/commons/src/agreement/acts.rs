//! What people may do with the agreement: residents write it, two people adopt it, everybody says whether they agree.

use super::KIND;
use super::model::{self, MOST_LETTERS, MOST_OPEN, MOST_SENTENCES, State};
use super::store::{self, Said, Text};
use super::tell;
use crate::items::{self, Audience, ItemAct, NewItem, Stage, Words};
use crate::short_links;
use crate::texts::agreement as t;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Grant, ItemId, Key, Locale, MemberId, Parties, Refusal, Role};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    Propose::ROW,
    Remark::ROW,
    Withdraw::ROW,
    PutForward::ROW,
    Confirm::ROW,
    Refuse::ROW,
    Agree::ROW,
    Tell::ROW,
    Import::ROW,
];

const RULES: &str = "house rules: neighbours write their agreement themselves";
/// A standard form in a lasting contract binds once it was handed over and the person may end the contract at once.
const ADOPTING: &str =
    "Digital Services Act, art. 14(2); Civil Code art. 384 and 384¹; house rules: two people, 14 days";
const KEEPERS: &[Grant] = &[Grant::Role(Role::Editor), Grant::Role(Role::Animator)];

type Checked = std::result::Result<(), Refusal>;

/// Proposing a change: the whole text, with a reason. Also for whoever does not agree to what is in force.
pub struct Propose;

impl Act for Propose {
    const NAME: &'static str = "agreement.propose";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = RULES;
    const ALSO: &'static str = "at most three of one's own are open";
    const DESK: bool = true;
    /// How many of their own are open.
    type Facts = i64;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<i64> {
        seen.actor().acting().map_or(Ok(0), |member| store::open_of(seen, member))
    }
    fn also(&self, open: &i64, _: &Actor) -> Checked {
        match usize::try_from(*open) {
            Ok(open) if open < MOST_OPEN => Ok(()),
            _ => Err(Refusal::new(Code::Conflict, t::wrong_many_open)),
        }
    }
}

/// What a decision on a text rests on.
pub struct Seen {
    /// The text.
    pub text: Text,
    /// The number of the newest version.
    latest: i64,
    /// The number of the one in force.
    in_force: i64,
}

fn seen(seen: &Snapshot<'_>, id: ItemId) -> Result<Seen> {
    let text = store::one(seen, id)?.ok_or(Code::NotFound)?;
    let (latest, in_force) = store::numbers(seen)?;
    Ok(Seen { text, latest, in_force })
}

fn running(seen: &Seen) -> Checked {
    if seen.text.state.running() && seen.text.stage == Stage::Live {
        return Ok(());
    }
    Err(Refusal::new(Code::Conflict, t::wrong_over))
}

/// It was written against the newest version: otherwise adopting it would undo what was adopted meanwhile.
fn fresh(seen: &Seen) -> Checked {
    if seen.text.base == seen.latest {
        return Ok(());
    }
    Err(Refusal::new(Code::Conflict, t::wrong_base))
}

fn own(seen: &Seen, actor: &Actor) -> bool {
    seen.text.owner.is_some() && (actor.signed_in() == seen.text.owner || actor.acting() == seen.text.owner)
}

macro_rules! text_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $law:expr, $also:literal, desk $desk:literal, $check:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub ItemId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = $law;
            const ALSO: &'static str = $also;
            const DESK: bool = $desk;
            type Facts = Seen;
            fn facts(&self, snapshot: &Snapshot<'_>) -> Result<Seen> {
                seen(snapshot, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, seen: &Seen) -> Parties {
                Parties { owner: seen.text.owner, proposer: seen.text.forward_by }
            }
            fn also(&self, seen: &Seen, actor: &Actor) -> Checked {
                let check: fn(&Seen, &Actor) -> Checked = $check;
                check(seen, actor)
            }
        }
        impl ItemAct for $name {
            fn item(&self) -> ItemId {
                self.0
            }
        }
    )*};
}

text_act! {
    /// Saying something on a proposal, once a person; it may be said otherwise as long as the proposal is open.
    Remark: "agreement.remark", &[Grant::Vouched], RULES, "nothing is decided on it", desk true,
        |seen, _| running(seen);
    /// Taking one's own proposal back, with a reason.
    Withdraw: "agreement.withdraw", &[Grant::Owner], RULES, "nothing is decided on it", desk true,
        |seen, _| running(seen);
    /// The first of two: putting a proposal forward for adoption.
    PutForward: "agreement.put_forward", KEEPERS, ADOPTING,
        "nobody did; it was written against the newest version", desk false,
        |seen, _| match seen.text.state {
            State::Open => running(seen).and_then(|()| fresh(seen)),
            _ => Err(Refusal::new(Code::Conflict, t::wrong_over)),
        };
    /// The second of two: it becomes the next version, and is announced.
    Confirm: "agreement.confirm", &[Grant::SecondPerson(Role::Editor), Grant::SecondPerson(Role::Animator)], ADOPTING,
        "it was put forward by somebody else, and proposed by somebody else", desk false,
        |seen, actor| match seen.text.state {
            State::Forward if own(seen, actor) => Err(Refusal::new(Code::Forbidden, t::wrong_own)),
            State::Forward => running(seen).and_then(|()| fresh(seen)),
            _ => Err(Refusal::new(Code::Conflict, t::wrong_over)),
        };
    /// Refusing a proposal, with a reason that stays beside it.
    Refuse: "agreement.refuse", KEEPERS, RULES, "nothing is decided on it; one's own is taken back instead", desk false,
        |seen, actor| match own(seen, actor) {
            true => Err(Refusal::new(Code::Forbidden, t::wrong_refuse_own)),
            false => running(seen),
        };
    /// Agreeing to a version, announced or in force.
    Agree: "agreement.agree", &[Grant::Member], ADOPTING, "it is in force, or the next one", desk true,
        |seen, _| match seen.text.number {
            Some(number) if number >= seen.in_force => Ok(()),
            Some(_) => Err(Refusal::new(Code::Conflict, t::wrong_older)),
            None => Err(Refusal::plain(Code::NotFound)),
        };
}

macro_rules! machine_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr;)*) => {$(
        $(#[$meta])*
        pub struct $name;
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = ADOPTING;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    )*};
}
machine_act! {
    /// Telling everybody of a version that was announced.
    Tell: "agreement.tell", &[Grant::Job(Tell::JOB)];
    /// Bringing in a file: versions that were adopted elsewhere, and proposals.
    Import: "agreement.import", &[Grant::Operator];
}

impl Tell {
    /// The job that may.
    pub const JOB: &'static str = "agreement.tell";
}

/// What a form says of a proposal.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its language.
    pub lang: Locale,
    /// The version it was written against.
    pub base: i64,
    /// What it changes, in one line.
    pub title: String,
    /// Why.
    pub why: String,
    /// The sentences.
    pub sentences: Vec<String>,
    /// Whether the name of who proposes it may stand beside it.
    pub named: bool,
}

impl Told {
    pub(super) fn words(&self) -> Words {
        Words { title: self.title.clone(), summary: self.why.clone(), body: model::written(&self.sentences) }
    }
}

/// Few sentences, and plain ones.
///
/// # Errors
/// [`Code::Invalid`] at `body`.
pub fn check(sentences: &[String]) -> Checked {
    let wrong = |say: fn(Locale) -> &'static str| Err(Refusal::new(Code::Invalid, say).at("body"));
    match sentences.len() {
        0 => wrong(t::wrong_empty),
        count if count > MOST_SENTENCES => wrong(t::wrong_too_many),
        _ if sentences.iter().any(|one| one.chars().count() > MOST_LETTERS) => wrong(t::wrong_too_long),
        _ => Ok(()),
    }
}

/// The sentences that hold, in a language, as far as there are any in it: those of the newest version, or with what
/// everybody begins.
///
/// # Errors
/// Those of the store.
pub fn standing(seen: &Snapshot<'_>, newest: Option<&Text>, lang: Locale) -> Result<Option<Vec<String>>> {
    let Some(newest) = newest else { return Ok(Some(starting(lang))) };
    let (texts, _) = store::words(seen, newest.id, None)?;
    Ok(texts.iter().find(|text| text.lang == lang).map(|text| model::sentences(&text.body)))
}

/// With what everybody begins.
pub fn starting(lang: Locale) -> Vec<String> {
    model::sentences(&people::community::starting_sentences(lang).join("\n"))
}

/// Proposes a change; tells its address below `/agreement/proposals`.
///
/// # Errors
/// [`Code::Invalid`] at the field when nothing changes, or a new version was adopted meanwhile; a refusal, or those of
/// the store.
pub fn propose(tx: &Tx<'_>, told: &Told) -> Result<String> {
    let permit = tx.permit(Propose)?;
    check(&told.sentences)?;
    let shelf = store::shelf(tx, told.lang)?;
    if told.base != shelf.latest_number() {
        return Err(Refusal::new(Code::Invalid, t::wrong_base_typed).at("body").into());
    }
    if standing(tx, shelf.latest(), told.lang)?.is_some_and(|holds| holds == told.sentences) {
        return Err(Refusal::new(Code::Invalid, t::wrong_same).at("body").into());
    }
    let new = new_item(told, tx.actor().acting(), false);
    let (id, slug) = items::create(tx, &permit, &new, &told.words())?;
    store::insert(tx, &permit, id, told.base, told.named)?;
    Ok(slug)
}

pub(super) fn new_item(told: &Told, owner: Option<MemberId>, sample: bool) -> NewItem {
    NewItem {
        kind: KIND,
        slug: text::slug(&told.title),
        owner,
        origin: told.lang,
        stage: Stage::Live,
        audience: Audience::Public,
        sample,
        area: String::new(),
        ends_at: None,
    }
}

/// Says something on a proposal, or says it otherwise.
///
/// # Errors
/// A refusal, or those of the store.
pub fn remark(tx: &Tx<'_>, id: ItemId, said: &Said) -> Result<()> {
    let permit = tx.permit(Remark(id))?;
    let me = tx.actor().acting().ok_or(Code::NotSignedIn)?;
    store::remark(tx, &permit, id, me, said)
}

/// Takes one's own proposal back.
///
/// # Errors
/// A refusal, or those of the store.
pub fn withdraw(tx: &Tx<'_>, id: ItemId, reason: &str) -> Result<()> {
    let permit = tx.permit(Withdraw(id))?;
    store::end(tx, &permit, id, State::Withdrawn, reason)
}

/// Refuses a proposal; whoever made it is told why.
///
/// # Errors
/// A refusal, or those of the store.
pub fn refuse(tx: &Tx<'_>, id: ItemId, reason: &str) -> Result<()> {
    let permit = tx.permit(Refuse(id))?;
    store::end(tx, &permit, id, State::Refused, reason)?;
    tell::refused(tx, &permit, &permit.facts().text, reason)
}

/// Puts a proposal forward; whoever may confirm it is told that it waits for them.
///
/// # Errors
/// A refusal, or those of the store.
pub fn put_forward(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(PutForward(id))?;
    store::forward(tx, &permit, id, tx.actor().signed_in())?;
    tell::waits(tx, &permit, &permit.facts().text)
}

/// Confirms a proposal: it is the next version from now on, announced and not in force yet. Everybody is told by a job
/// that follows; whoever proposed it, at once. Tells its number.
///
/// # Errors
/// A refusal, or those of the store.
pub fn confirm(tx: &Tx<'_>, id: ItemId) -> Result<i64> {
    let permit = tx.permit(Confirm(id))?;
    let Seen { text, latest, .. } = permit.facts();
    let (number, now) = (latest + 1, tx.now());
    people::community::announce(tx, &permit, number, now, model::holds_from(now))?;
    store::adopt(tx, &permit, id, tx.actor().signed_in(), number, now)?;
    short_links::for_item(tx, &permit, id, &format!("/agreement/versions/{number}"))?;
    tell::adopted(tx, &permit, text, number)?;
    Ok(number)
}

/// Says yes to a version.
///
/// # Errors
/// A refusal, or those of the store.
pub fn agree(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(Agree(id))?;
    let me = tx.actor().acting().ok_or(Code::NotSignedIn)?;
    let number = permit.facts().text.number.ok_or(Code::NotFound)?;
    people::member::agree(tx, &permit, me, number)
}

/// What this slice forgets of somebody who leaves. The text of a proposal or a version stays, since others read and
/// adopted it; the items let go of its author.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// What a member said on proposals, for them to take along. Their proposals stand among the items.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let said = store::said(seen, member)?.into_iter().map(|(title, stance, words, named, at)| {
        json!({
            "at": at.rfc3339(), "title": title, "says": stance.word(), "words": words,
            "named": if named { "yes" } else { "no" },
        })
    });
    Ok(said.collect())
}
