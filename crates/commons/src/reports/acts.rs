//! What people may do with reports.

use super::model::{Decision, Report, ReportId, Told};
use super::store;
use crate::items::{self, Facts, ItemAct, Stage};
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Grant, ItemId, Key, MemberId, Refusal, Role};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[File::ROW, ReadAll::ROW, Decide::ROW, Hide::ROW, Object::ROW];

/// Telling that something is wrong. Needs no account.
pub struct File;

/// Reading reports.
pub struct ReadAll;

/// Deciding one.
pub struct Decide(pub ReportId);

/// Taking the item of a report out of sight.
pub struct Hide(pub ItemId);

/// Objecting to a decision, with the receipt.
pub struct Object(pub ReportId);

const DSA: &str = "Digital Services Act, art. 16 and 17";
const KEEPERS: &[Grant] = &[Grant::Role(Role::Editor), Grant::Role(Role::Animator)];

impl Act for File {
    const NAME: &'static str = "reports.file";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str = DSA;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

impl Act for ReadAll {
    const NAME: &'static str = "reports.read_all";
    const WHO: &'static [Grant] = KEEPERS;
    const LAW: &'static str = DSA;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// A report, and the item it is about.
pub struct Case {
    /// The report.
    pub report: Report,
    /// The item's facts, if it is about one that is still there.
    pub item: Option<Facts>,
}

fn case(seen: &Snapshot<'_>, id: ReportId) -> Result<Case> {
    let report = store::one(seen, id)?.ok_or(Code::NotFound)?;
    let item = report.item.map(|item| items::facts(seen, item)).transpose()?.flatten();
    Ok(Case { report, item })
}

impl Act for Decide {
    const NAME: &'static str = "reports.decide";
    const WHO: &'static [Grant] = KEEPERS;
    const LAW: &'static str = DSA;
    const ALSO: &'static str = "not on one's own item; an objection is decided by somebody else than before";
    type Facts = Case;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Case> {
        case(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, case: &Case, actor: &Actor) -> std::result::Result<(), Refusal> {
        let me = actor.signed_in();
        let own = case.item.as_ref().is_some_and(|item| item.owner.is_some() && item.owner == me);
        let again = case.report.decided_by.is_some() && case.report.decided_by == me;
        match (own || again, case.report.state.after_decision()) {
            (true, _) => Err(Refusal::new(Code::Forbidden, crate::texts::reports::somebody_else)),
            (false, None) => Err(Refusal::plain(Code::Conflict)),
            (false, Some(_)) => Ok(()),
        }
    }
}

impl Act for Hide {
    const NAME: &'static str = "reports.hide";
    const WHO: &'static [Grant] = KEEPERS;
    const LAW: &'static str = DSA;
    const ALSO: &'static str = "the item is live";
    type Facts = Facts;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Facts> {
        Ok(items::facts(seen, self.0)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}

impl ItemAct for Hide {
    fn item(&self) -> ItemId {
        self.0
    }
}

impl Act for Object {
    const NAME: &'static str = "reports.object";
    const WHO: &'static [Grant] = &[Grant::Holder];
    const LAW: &'static str = DSA;
    const ALSO: &'static str = "it is decided, and nobody has objected yet";
    type Facts = Report;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Report> {
        Ok(store::one(seen, self.0)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}

/// Files a report; of the receipt only a hash is kept.
///
/// # Errors
/// A refusal, or those of the store.
pub fn file(tx: &Tx<'_>, told: &Told, receipt: &str) -> Result<()> {
    let permit = tx.permit(File)?;
    store::insert(tx, &permit, told, receipt)?;
    Ok(())
}

/// Decides a report, with reasons; hides the item if that is the decision.
///
/// # Errors
/// A refusal, or those of the store.
pub fn decide(tx: &Tx<'_>, id: ReportId, decision: Decision, reasons: &str) -> Result<()> {
    let permit = tx.permit(Decide(id))?;
    let Case { report, item } = permit.facts();
    let next = report.state.after_decision().ok_or(Code::Conflict)?;
    store::decide(tx, &permit, report, next, decision, reasons)?;
    match item {
        Some(item) if decision == Decision::Hidden && item.stage == Stage::Live => {
            let hide = tx.permit(Hide(item.id))?;
            items::set_stage(tx, &hide, Stage::Withdrawn, item.version)
        }
        _ => Ok(()),
    }
}

/// Objects to a decision.
///
/// # Errors
/// A refusal, or those of the store.
pub fn object(tx: &Tx<'_>, id: ReportId, words: &str) -> Result<()> {
    let permit = tx.permit(Object(id))?;
    let next = permit.facts().state.after_objection().ok_or(Code::Conflict)?;
    store::object(tx, &permit, permit.facts(), next, words)
}

/// What this slice forgets of somebody who leaves.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    let mut contacts = Vec::new();
    if let Some(known) = people::member::by_id(tx, member)? {
        contacts.push(known.profile.reach.value);
        contacts.extend(known.person.map(|person| people::member::email(tx, person)).transpose()?.flatten());
    }
    store::erase(tx, &permit, member, &contacts)
}

/// What a member reported while signed in, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let one = |report: Report| {
        json!({
            "at": report.created_at.rfc3339(), "page": report.page, "words": report.words,
            "contact": report.contact, "state": report.state.word(), "reasons": report.reasons,
            "objection": report.objection,
        })
    };
    Ok(store::of_member(seen, member)?.into_iter().map(one).collect())
}
