//! What may be done with the bulletin.

use super::model::{Issue, NewLine, State};
use super::store;
use crate::texts::bulletin as t;
use ::store::{Act, Result, Snapshot, Tx};
use commons::consent::{self, Given, How};
use commons::short_links;
use kernel::{Actor, Code, Day, Grant, ItemId, Key, Locale, MemberId, Refusal, Role};
use people::member::EraseMember;
use support::offers::store::glance::{self, Party};

const MAKERS: &[Grant] = &[Grant::Role(Role::Animator), Grant::Role(Role::Editor)];
const RULES: &str = "house rules: the bulletin is put together by those who run the neighbourhood";
const CONSENT: &str = "GDPR art. 6(1)(a) and 7: nobody is printed without consent";

/// Beginning an issue.
pub struct Make;
/// Reading an issue that is not published.
pub struct ReadDraft;
/// Choosing, ordering and shortening what an issue holds.
pub struct Arrange(pub i64);
/// Publishing an issue.
pub struct Publish(pub i64);
/// Writing down that both sides of thanks agreed to see them printed.
pub struct AgreeThanks(pub ItemId);
/// Forgetting shortened words of what was erased.
pub struct Forget;

impl Forget {
    /// The job that may.
    pub const JOB: &'static str = "bulletin.forget";
}

macro_rules! plain_act {
    ($($act:ident: $name:literal, $who:expr;)*) => {$(
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    )*};
}
plain_act! {
    Make: "bulletin.make", MAKERS;
    ReadDraft: "bulletin.read_draft", MAKERS;
    Forget: "bulletin.forget", &[Grant::Job(Forget::JOB)];
}

macro_rules! issue_act {
    ($($act:ident: $name:literal, $law:expr;)*) => {$(
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = MAKERS;
            const LAW: &'static str = $law;
            const ALSO: &'static str = "the issue is not published yet";
            type Facts = Issue;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Issue> {
                Ok(store::issue(seen, self.0)?.ok_or(Code::NotFound)?)
            }
            fn also(&self, issue: &Issue, _: &Actor) -> std::result::Result<(), Refusal> {
                match issue.state {
                    State::Draft => Ok(()),
                    State::Published => Err(Refusal::new(Code::Conflict, t::wrong_published)),
                }
            }
        }
    )*};
}
issue_act! {
    Arrange: "bulletin.arrange", RULES;
    Publish: "bulletin.publish", "Press Act of 26 January 1984, art. 27: the imprint";
}

impl Act for AgreeThanks {
    const NAME: &'static str = "bulletin.agree_thanks";
    const WHO: &'static [Grant] = MAKERS;
    const LAW: &'static str = CONSENT;
    const ALSO: &'static str = "the thanks are public, and both sides were asked";
    type Facts = Vec<Party>;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Vec<Party>> {
        glance::parties(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, sides: &Vec<Party>, _: &Actor) -> std::result::Result<(), Refusal> {
        let both = sides.iter().any(|side| side.thanks) && sides.iter().any(|side| !side.thanks);
        if both { Ok(()) } else { Err(Refusal::plain(Code::NotFound)) }
    }
}

/// Begins an issue with these lines, or tells the number of the one that is being put together already.
///
/// # Errors
/// A refusal, or those of the store.
pub fn make(tx: &Tx<'_>, lang: Locale, next_on: Day, lines: &[NewLine]) -> Result<i64> {
    let permit = tx.permit(Make)?;
    if let Some(number) = store::draft(tx)? {
        return Ok(number);
    }
    let number = store::create(tx, &permit, lang, next_on)?;
    store::set_lines(tx, &permit, number, lines)?;
    Ok(number)
}

/// Changes an issue; `version` is the one the form showed.
///
/// # Errors
/// [`Code::Conflict`] when somebody changed it meanwhile; a refusal, or those of the store.
pub fn arrange(
    tx: &Tx<'_>,
    number: i64,
    version: i64,
    hello: &str,
    next_on: Day,
    lines: &[NewLine],
) -> Result<()> {
    let permit = tx.permit(Arrange(number))?;
    store::update(tx, &permit, version, hello, next_on)?;
    store::set_lines(tx, &permit, number, lines)
}

/// Publishes an issue, as the version that was seen.
///
/// # Errors
/// [`Code::Conflict`] when somebody changed it meanwhile; a refusal, or those of the store.
pub fn publish(tx: &Tx<'_>, number: i64, version: i64) -> Result<()> {
    let permit = tx.permit(Publish(number))?;
    let short = short_links::for_path(tx, &permit, &format!("/bulletin/{number}"))?;
    store::publish(tx, &permit, version, short.as_str())
}

/// Writes down that everybody in these thanks agreed to see them printed; `code` makes each one's code for taking it
/// back. Tells name and code of each.
///
/// # Errors
/// A refusal, or those of the store.
pub fn agree_thanks(
    tx: &Tx<'_>,
    item: ItemId,
    code: &dyn Fn(MemberId) -> String,
) -> Result<Vec<(String, String)>> {
    let permit = tx.permit(AgreeThanks(item))?;
    let mut told = Vec::new();
    for side in permit.facts().iter().filter(|side| !side.agreed) {
        let given = Given {
            member: Some(side.member),
            name: side.name.clone(),
            part: if side.thanks { consent::Part::Teller } else { consent::Part::Subject },
            screen: true,
            print: true,
            elsewhere: false,
            how: How::Spoken,
            // who asked them stands in the journal
            witness: String::new(),
            on: None,
        };
        let code = code(side.member);
        consent::record(tx, &permit, item, &given, &code)?;
        told.push((side.name.clone(), code));
    }
    Ok(told)
}

/// Forgets shortened words of what was erased.
///
/// # Errors
/// A refusal, or those of the store.
pub fn forget(tx: &Tx<'_>) -> Result<()> {
    let permit = tx.permit(Forget)?;
    store::forget_erased(tx, &permit).map(|_| ())
}

/// What this slice forgets of somebody who leaves; their stories are erased by then.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}
