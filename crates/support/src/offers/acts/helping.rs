//! Reading what is not for everybody, and bringing in a file.

use super::having::new_item;
use super::{RULES, Seen, Told, seen};
use crate::offers::model::{AnswerState, State};
use crate::offers::store::{self, NewAnswer};
use ::store::{Act, Result, Snapshot, Tx};
use commons::items::{self, TextState, Words};
use kernel::{Actor, Code, Grant, ItemId, Key, Locale, MemberId, Parties, Refusal, Role};

macro_rules! read_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, desk $desk:literal, $also:literal, $check:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub ItemId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const DESK: bool = $desk;
            const ALSO: &'static str = $also;
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
                let check: fn(&Seen, &Actor) -> bool = $check;
                if check(seen, actor) { Ok(()) } else { Err(Refusal::plain(Code::NotFound)) }
            }
        }
    )*};
}

read_act! {
    /// Reading one that is not public: its owner, and the desk what is for it alone.
    ReadOne: "offers.read_one", &[Grant::Owner, Grant::Role(Role::Desk)], desk false,
        "by the desk only what is for it alone",
        |seen, actor| {
            let own = seen.facts.owner.is_some() && actor.acting() == seen.facts.owner;
            own || seen.facts.chosen.desk_only
        };
    /// Printing its slip, and reading it by the slip's code.
    ReadSlip: "offers.read_slip", &[Grant::Owner, Grant::Holder], desk true, "", |_, _| true;
}

/// Reading one's own list of needs, offers and answers.
#[derive(Clone, Copy, Debug)]
pub struct ReadMine(pub MemberId);

impl Act for ReadMine {
    const NAME: &'static str = "offers.read_mine";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = RULES;
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

/// Reading the desk's list: needs for it alone, needs nobody answered, messages that were reported.
pub struct ReadDesk;

impl Act for ReadDesk {
    const NAME: &'static str = "offers.read_desk";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = RULES;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Bringing in a file of needs and offers.
pub struct Import;

impl Act for Import {
    const NAME: &'static str = "offers.import";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Animator), Grant::Operator];
    const LAW: &'static str = RULES;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// One of a file, with its people found.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// What is told in the first language.
    pub told: Told,
    /// Whose.
    pub member: MemberId,
    /// How far it has come.
    pub state: State,
    /// Title and text in other languages.
    pub translations: Vec<(Locale, Words)>,
    /// Answers: whose, in which language, their words, and whether they were accepted.
    pub answers: Vec<(MemberId, Locale, String, bool)>,
    /// Thanks; empty if none.
    pub thanks: String,
    /// Invented, for trying out.
    pub sample: bool,
}

/// Imports needs and offers, the oldest first; nobody is told anything. Tells their keys.
///
/// # Errors
/// A refusal, or those of the store; nothing is imported then.
pub fn import(tx: &Tx<'_>, all: &[Resolved]) -> Result<Vec<ItemId>> {
    let permit = tx.permit(Import)?;
    all.iter().map(|one| import_one(tx, &permit, one)).collect()
}

fn import_one<'tx>(tx: &Tx<'tx>, permit: &::store::Permit<'tx, Import>, one: &Resolved) -> Result<ItemId> {
    let Resolved { told, member: owner, state: offer_state, translations, answers, thanks, sample } = one;
    let public = !thanks.is_empty() && !told.chosen.desk_only;
    let mut new = new_item(told, *owner, *offer_state, *sample);
    new.stage = offer_state.stage(told.chosen.desk_only, public);
    let (id, _) = items::create(tx, permit, &new, &told.words())?;
    for (lang, words) in translations {
        items::add_text(tx, permit, id, *lang, words, TextState::Reviewed)?;
    }
    store::insert(tx, permit, id, &told.chosen, *offer_state, None)?;
    let mut place = 0;
    for (member, lang, words, accepted) in answers {
        place += i64::from(*accepted);
        let state = if *accepted { AnswerState::Accepted } else { AnswerState::Waiting };
        let place = accepted.then_some(place);
        let new = NewAnswer { offer: id, member: *member, state, place, lang: *lang, words };
        let answer = store::import_answer(tx, permit, &new)?;
        if *offer_state == State::Open && state == AnswerState::Waiting {
            let facts = store::facts(tx, id)?;
            super::notices::answered(tx, permit, *owner, *member, answer, &facts, words, false)?;
        }
    }
    if !thanks.is_empty() {
        store::thank(tx, permit, id, thanks, told.lang, public)?;
    }
    Ok(id)
}
