//! One's own: posting, changing, taking back, done, thanks.

use super::newcomers::{limited, may_post, plain};
use super::{RULES, Seen, me, notices, open, seen};
use crate::offers::KIND;
use crate::offers::model::{AnswerState, Chosen, State, brief};
use crate::offers::store;
use crate::texts::offers as t;
use ::store::{Act, Between, Permit, Result, Snapshot, Tx};
use commons::items::{self, Audience, ItemAct, NewItem, Words};
use kernel::{Actor, Code, Grant, ItemId, Key, Locale, MemberId, Parties, Refusal, Role};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Asking for something or offering it. It is public at once: those who may do it are vouched for, and anybody
/// may report it.
pub struct Post;

impl Act for Post {
    const NAME: &'static str = "offers.post";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    const PUBLISHES: bool = true;
    const BETWEEN: Option<Between<Self>> = Some(|_, (), _| Ok(Some(Vec::new())));
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Asking the desk alone: nobody else sees it, so that whoever needs help gets it whatever they agreed to.
pub struct AskDesk;

impl Act for AskDesk {
    const NAME: &'static str = "offers.ask_desk";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Keeping one until somebody vouches, or until they agree to the house agreement.
pub struct Draft;

impl Act for Draft {
    const NAME: &'static str = "offers.draft";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

macro_rules! own_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $also:literal, $check:expr
        $(, between $between:expr)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub ItemId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const DESK: bool = true;
            const ALSO: &'static str = $also;
            $(const BETWEEN: Option<Between<Self>> = Some($between);)?
            type Facts = Seen;
            fn facts(&self, snapshot: &Snapshot<'_>) -> Result<Seen> {
                seen(snapshot, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, seen: &Seen) -> Parties {
                Parties { owner: seen.facts.owner, proposer: None }
            }
            fn also(&self, seen: &Seen, actor: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Seen, &Actor) -> std::result::Result<(), Code> = $check;
                check(seen, actor).map_err(Refusal::plain)
            }
        }
        impl ItemAct for $name {
            fn item(&self) -> ItemId {
                self.0
            }
        }
    )*};
}

const fn when(holds: bool) -> std::result::Result<(), Code> {
    if holds { Ok(()) } else { Err(Code::Conflict) }
}

/// The same for what may not be done to something that a decision hid: by and by it would be seen again.
fn when_in_sight(seen: &Seen, holds: bool) -> std::result::Result<(), Code> {
    when(holds && seen.facts.stage != items::Stage::Withdrawn)
}

own_act! {
    /// Publishing a draft.
    Publish: "offers.publish", &[Grant::Owner], "it is a draft, somebody vouches for its owner, and they agree to the house agreement",
        |seen, _| match (seen.vouched, seen.unagreed && !seen.facts.chosen.desk_only) {
            (true, false) => when_in_sight(seen, seen.facts.state == State::Draft),
            (true, true) => Err(Code::NotAgreed),
            (false, _) => Err(Code::NotVouched),
        }, between |_, seen, _| Ok((!seen.facts.chosen.desk_only).then(|| owner(seen)));
    /// Changing it.
    Edit: "offers.edit", &[Grant::Owner], "it is a draft or open, and no decision hides it",
        |seen, _| when_in_sight(seen, matches!(seen.facts.state, State::Draft | State::Open));
    /// Taking it back. The editors may, too, but not what is only for the desk.
    Withdraw: "offers.withdraw",
        &[Grant::Owner, Grant::Holder, Grant::Role(Role::Editor), Grant::Role(Role::Animator)],
        "it is running; of what is only for the desk only its owner",
        |seen, actor| {
            let own = seen.facts.owner.is_some() && actor.acting() == seen.facts.owner;
            let holder = matches!(actor.who, kernel::Who::CodeHolder(_));
            if seen.facts.chosen.desk_only && !own && !holder {
                return Err(Code::NotFound);
            }
            when(seen.facts.state.running())
        };
    /// Saying that it worked. What is only for the desk, the desk may call done.
    Done: "offers.done", &[Grant::Owner, Grant::Role(Role::Desk)],
        "it is agreed, or open, and no decision hides it; by the desk only what is for it alone",
        |seen, actor| {
            let own = seen.facts.owner.is_some() && actor.acting() == seen.facts.owner;
            if !own && !seen.facts.chosen.desk_only {
                return Err(Code::Forbidden);
            }
            when_in_sight(seen, matches!(seen.facts.state, State::Open | State::Accepted))
        };
    /// Saying thank you.
    Thank: "offers.thank", &[Grant::Owner], "it is done, and no decision hides it",
        |seen, _| when_in_sight(seen, seen.facts.state == State::Done),
        between |thank, seen, snapshot| {
            let thanked = store::in_state(snapshot, thank.0, AnswerState::Accepted)?.into_iter();
            Ok(Some(thanked.map(|(_, member)| member).chain(owner(seen)).collect()))
        };
}

fn owner(seen: &Seen) -> Vec<MemberId> {
    seen.facts.owner.into_iter().collect()
}

/// What a form says of a need or an offer.
#[derive(Clone, Debug)]
pub struct Told {
    /// What is chosen.
    pub chosen: Chosen,
    /// The language of the free text.
    pub lang: Locale,
    /// One line.
    pub title: String,
    /// The rest; may be empty.
    pub text: String,
}

impl Told {
    pub(super) fn words(&self) -> Words {
        Words { title: self.title.clone(), summary: brief(&self.text), body: self.text.clone() }
    }
}

/// Posts one; tells its key. `code` makes the hash of a slip's code from the key, where a slip is given.
///
/// # Errors
/// A refusal, or those of the store.
pub fn post(tx: &Tx<'_>, told: &Told, code: Option<&dyn Fn(ItemId) -> Vec<u8>>) -> Result<ItemId> {
    if told.chosen.desk_only {
        let permit = tx.permit(AskDesk)?;
        may_post(tx, me(tx)?, &told.title, &told.text)?;
        return create(tx, &permit, told, State::Open, code);
    }
    let permit = tx.permit(Post)?;
    may_post(tx, me(tx)?, &told.title, &told.text)?;
    create(tx, &permit, told, State::Open, code)
}

/// Keeps one as a draft; tells its key.
///
/// # Errors
/// A refusal, or those of the store.
pub fn draft(tx: &Tx<'_>, told: &Told) -> Result<ItemId> {
    let permit = tx.permit(Draft)?;
    create(tx, &permit, told, State::Draft, None)
}

fn create<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    told: &Told,
    state: State,
    code: Option<&dyn Fn(ItemId) -> Vec<u8>>,
) -> Result<ItemId> {
    let new = new_item(told, me(tx)?, state, false);
    let (id, _) = items::create(tx, permit, &new, &told.words())?;
    store::insert(tx, permit, id, &told.chosen, state, code.map(|code| code(id)))?;
    Ok(id)
}

pub(super) fn new_item(told: &Told, owner: MemberId, state: State, sample: bool) -> NewItem {
    let chosen = &told.chosen;
    NewItem {
        kind: KIND,
        slug: String::new(),
        owner: Some(owner),
        origin: told.lang,
        stage: state.stage(chosen.desk_only, false),
        audience: if chosen.desk_only { Audience::Desk } else { Audience::Public },
        sample,
        area: chosen.area.clone(),
        ends_at: Some(chosen.until.plus(1).start()),
    }
}

/// Publishes a draft.
///
/// # Errors
/// A refusal, or those of the store.
pub fn publish(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(Publish(id))?;
    let facts = &permit.facts().facts;
    if facts.chosen.until < tx.now().day() {
        return Err(Refusal::new(Code::Conflict, t::publish_late).into());
    }
    let texts = items::texts_in_any_stage(tx, id)?;
    if let (Some(owner), Some(text)) = (facts.owner, texts.iter().find(|text| text.lang == facts.origin)) {
        may_post(tx, owner, &text.title, &text.body)?;
    }
    pass(tx, &permit, State::Open)
}

/// Passes to a state, the item with it.
pub(super) fn pass<'tx, A>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, to: State) -> Result<()>
where
    A: ItemAct + Act<Facts = Seen>,
{
    let facts = &permit.facts().facts;
    store::pass(tx, permit, facts.id, facts.state, to)?;
    let stage = to.stage(facts.chosen.desk_only, facts.thanks_public);
    if stage == facts.stage { Ok(()) } else { items::set_stage(tx, permit, stage, facts.version) }
}

/// Changes one; `version` is the one the form showed. Whether it is for the desk alone cannot be changed: what was
/// told to the desk alone is not made public by one press.
///
/// # Errors
/// [`Code::Conflict`] when somebody changed it meanwhile; a refusal, or those of the store.
pub fn edit(tx: &Tx<'_>, id: ItemId, version: i64, told: &Told) -> Result<()> {
    let permit = tx.permit(Edit(id))?;
    let facts = &permit.facts().facts;
    if let Some(newcomer) = facts.owner.map(|owner| limited(tx, owner)).transpose()?.flatten() {
        plain(&format!("{}\n{}", told.title, told.text), "text", newcomer.until)?;
    }
    let taken = store::taken(tx, id)?.len() as i64;
    if told.chosen.places < taken {
        return Err(Refusal::new(Code::Invalid, move |l| t::wrong_places(l, taken)).at("places").into());
    }
    items::bump(tx, &permit, version)?;
    items::put_original(tx, &permit, facts.origin, &told.words(), version + 1)?;
    items::set_end(tx, &permit, Some(told.chosen.until.plus(1).start()))?;
    store::update(tx, &permit, id, &told.chosen)?;
    if facts.state == State::Open && taken > 0 && told.chosen.places == taken {
        store::pass(tx, &permit, id, State::Open, State::Accepted)?;
    }
    Ok(())
}

/// Takes one back. Those with whom something was agreed are told at once, those whose answer waits by the next
/// tidying.
///
/// # Errors
/// A refusal, or those of the store.
pub fn withdraw(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(Withdraw(id))?;
    let facts = &permit.facts().facts;
    for (answer, member) in store::in_state(tx, id, AnswerState::Accepted)? {
        notices::called_off(tx, &permit, member, answer, facts)?;
    }
    pass(tx, &permit, State::Withdrawn)
}

/// It worked.
///
/// # Errors
/// A refusal, or those of the store.
pub fn done(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(Done(id))?;
    pass(tx, &permit, State::Done)
}

/// Says thank you to those who were agreed with, and to everybody if it is public.
///
/// # Errors
/// A refusal, or those of the store.
pub fn thank(tx: &Tx<'_>, id: ItemId, words: &str, lang: Locale, public: bool) -> Result<()> {
    let permit = tx.permit(Thank(id))?;
    let facts = &permit.facts().facts;
    let public = public && !facts.chosen.desk_only;
    store::thank(tx, &permit, id, words, lang, public)?;
    let stage = State::Done.stage(facts.chosen.desk_only, public);
    if stage != facts.stage {
        items::set_stage(tx, &permit, stage, facts.version)?;
    }
    let title = notices::title(tx, facts)?;
    for (answer, member) in store::in_state(tx, id, AnswerState::Accepted)? {
        notices::thanked(tx, &permit, member, answer, &title, words)?;
    }
    Ok(())
}

/// What this slice forgets of somebody who leaves. Those with whom they had agreed on something are told, without
/// a word of theirs; a need whose helper leaves waits for an answer again.
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    for (offer, helper) in store::agreed_with(tx, member)? {
        if let Some(helper) = helper {
            notices::owner_left(tx, &permit, helper)?;
            continue;
        }
        let facts = store::facts(tx, offer)?;
        if facts.state == State::Accepted {
            store::pass(tx, &permit, offer, State::Accepted, State::Open)?;
        }
        notices::helper_left(tx, &permit, &facts)?;
    }
    store::erase(tx, &permit, member)
}

/// What a member asks for, gives, answered and wrote, for them to take along. Titles and texts of their own needs
/// and offers stand among the items.
///
/// # Errors
/// Those of the store.
pub fn export(snapshot: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let mine = store::mine(snapshot, member, ::store::ALL)?.into_iter();
    let mine = mine.map(|one| {
        json!({
            "title": one.title, "side": one.side.word(), "state": one.state.word(),
            "until": one.until.to_string(), "only_for_the_desk": one.desk_only,
        })
    });
    let answers = store::my_answers(snapshot, member, ::store::ALL)?.into_iter();
    let answers = answers.map(|one| json!({ "to": one.title, "state": one.state.word() }));
    let messages = store::messages_of(snapshot, member)?.into_iter().map(|(at, lang, words, title)| {
        json!({ "at": at.rfc3339(), "language": lang.code(), "words": words, "about": title })
    });
    Ok(json!({
        "needs_and_offers": mine.collect::<Vec<_>>(),
        "answers": answers.collect::<Vec<_>>(),
        "messages": messages.collect::<Vec<_>>(),
    }))
}

/// Whether others may answer it.
pub(super) fn answerable(seen: &Seen) -> bool {
    let live = seen.facts.stage == items::Stage::Live; // hidden by a decision, it is open and not live
    live && open(&seen.facts) && !seen.facts.chosen.desk_only
}
