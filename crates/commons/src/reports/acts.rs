//! What people may do with reports.

use super::model::{Decision, Objector, Report, ReportId, State, Told, Verdict};
use super::{notices, store};
use crate::items::{self, Facts, ItemAct, Stage};
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Grant, ItemId, Key, MemberId, Parties, Refusal, Role, Time};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    File::ROW,
    FileByProgram::ROW,
    ReadAll::ROW,
    ReadOne::ROW,
    Decide::ROW,
    Hide::ROW,
    Restore::ROW,
    Object::ROW,
    ReadDecision::ROW,
    ObjectAsAuthor::ROW,
];

/// Telling that something is wrong. Needs no account.
pub struct File;

/// The same by a program, which always acts for a member.
pub struct FileByProgram;

/// Reading the list of reports, without one's own.
pub struct ReadAll;

/// Reading one, with the reporter's words and how to reach them.
pub struct ReadOne(pub ReportId);

/// Deciding one.
pub struct Decide(pub ReportId);

/// Taking the item of a report out of sight.
pub struct Hide(pub ItemId);

/// Bringing it back when a second person decides otherwise.
pub struct Restore(pub ItemId);

/// Objecting to a decision, with the receipt.
pub struct Object(pub ReportId);

/// Reading, as its author, what was decided about something and why. Who reported it, and in which words, is not
/// told.
pub struct ReadDecision(pub ReportId);

/// Objecting to a decision about what is one's own.
pub struct ObjectAsAuthor(pub ReportId);

const DSA: &str = "Digital Services Act, art. 16 and 17";
const REDRESS: &str = "Digital Services Act, art. 17(3)(f) and 20; house rules: somebody else looks again";
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

impl Act for FileByProgram {
    const NAME: &'static str = "reports.file_by_program";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = DSA;
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
    /// Whoever is signed in reported it, owns what it is about, or acts for the organisation that does.
    own: bool,
}

fn case(seen: &Snapshot<'_>, id: ReportId) -> Result<Case> {
    let report = store::one(seen, id)?.ok_or(Code::NotFound)?;
    let item = report.item.map(|item| items::facts(seen, item)).transpose()?.flatten();
    let me = seen.actor().signed_in();
    let standing = me.map(|me| seen.standing(me)).transpose()?.flatten().unwrap_or_default();
    let owner = item.as_ref().and_then(|item| item.owner);
    let for_owner = owner.is_some_and(|owner| standing.organisations.contains(&owner));
    let own = for_owner || me.is_some() && (owner == me || report.by_member == me);
    Ok(Case { report, item, own })
}

impl Case {
    /// Whoever wrote a thing learns neither who reported it nor in which words, whatever their role.
    fn of_somebody_else(&self) -> std::result::Result<(), Refusal> {
        if self.own { Err(somebody_else()) } else { Ok(()) }
    }
}

fn somebody_else() -> Refusal {
    Refusal::new(Code::Forbidden, crate::texts::reports::somebody_else)
}

impl Act for ReadOne {
    const NAME: &'static str = "reports.read_one";
    const WHO: &'static [Grant] = KEEPERS;
    const LAW: &'static str = DSA;
    const ALSO: &'static str =
        "not one's own report, nor one about what is one's own or an organisation's for which one acts";
    type Facts = Case;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Case> {
        case(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, case: &Case, _: &Actor) -> std::result::Result<(), Refusal> {
        case.of_somebody_else()
    }
}

impl Act for Decide {
    const NAME: &'static str = "reports.decide";
    const WHO: &'static [Grant] = KEEPERS;
    const LAW: &'static str = DSA;
    const ALSO: &'static str = "not on one's own item or report, nor on that of an organisation one acts for; an objection is decided by somebody else than before";
    type Facts = Case;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Case> {
        case(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, case: &Case, actor: &Actor) -> std::result::Result<(), Refusal> {
        let me = actor.signed_in();
        let again = case.report.decided_by.is_some() && case.report.decided_by == me;
        case.of_somebody_else()?;
        match case.report.state.after_decision() {
            None => Err(Refusal::plain(Code::Conflict)),
            Some(_) if again => Err(somebody_else()),
            Some(_) => Ok(()),
        }
    }
}

macro_rules! stage_act {
    ($act:ident: $name:literal, $also:literal) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = KEEPERS;
            const LAW: &'static str = DSA;
            const ALSO: &'static str = $also;
            type Facts = Facts;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Facts> {
                Ok(items::facts(seen, self.0)?.ok_or(Code::NotFound)?)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
        }
        impl ItemAct for $act {
            fn item(&self) -> ItemId {
                self.0
            }
        }
    };
}
stage_act!(Hide: "reports.hide", "the item is live");
stage_act!(Restore: "reports.restore", "it is hidden by this report, and nobody changed it since");

/// What objecting rests on.
pub struct Objecting {
    /// The report, and what it is about.
    pub case: Case,
    now: Time,
}

impl Objecting {
    fn load(seen: &Snapshot<'_>, id: ReportId) -> Result<Self> {
        Ok(Self { case: case(seen, id)?, now: seen.now() })
    }
    /// It is decided, nobody has objected yet, and it is not too late.
    fn open(&self) -> std::result::Result<(), Refusal> {
        match self.case.report.object_until() {
            Some(until) if self.now.day() <= until => Ok(()),
            _ => Err(Refusal::new(Code::Conflict, crate::texts::reports::object_over)),
        }
    }
}

impl Act for Object {
    const NAME: &'static str = "reports.object";
    const WHO: &'static [Grant] = &[Grant::Holder];
    const LAW: &'static str = REDRESS;
    const ALSO: &'static str = "it is decided, nobody has objected yet, within six months";
    type Facts = Objecting;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Objecting> {
        Objecting::load(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, objecting: &Objecting, _: &Actor) -> std::result::Result<(), Refusal> {
        objecting.open()
    }
}

macro_rules! author_act {
    ($act:ident: $name:literal, $law:expr, $also:literal, $check:expr) => {
        impl Act for $act {
            const NAME: &'static str = $name;
            const WHO: &'static [Grant] = &[Grant::Owner];
            const LAW: &'static str = $law;
            const ALSO: &'static str = $also;
            const DESK: bool = true;
            type Facts = Objecting;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Objecting> {
                Objecting::load(seen, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, objecting: &Objecting) -> Parties {
                let owner = objecting.case.item.as_ref().and_then(|item| item.owner);
                Parties { owner, proposer: None }
            }
            fn also(&self, objecting: &Objecting, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Objecting) -> std::result::Result<(), Refusal> = $check;
                check(objecting)
            }
        }
    };
}
author_act!(ReadDecision: "reports.read_decision", DSA, "it is decided",
|objecting| match objecting.case.report.first() {
    Some(_) => Ok(()),
    None => Err(Refusal::plain(Code::NotFound)),
});
author_act!(ObjectAsAuthor: "reports.object_as_author", REDRESS,
    "it is decided, nobody has objected yet, within six months", Objecting::open);

/// Files a report; of the receipt only a hash is kept.
///
/// # Errors
/// A refusal, or those of the store.
pub fn file(tx: &Tx<'_>, told: &Told, receipt: &str) -> Result<()> {
    let permit = tx.permit(File)?;
    store::insert(tx, &permit, told, receipt)?;
    Ok(())
}

/// Decides a report, with reasons; hides the item if that is the decision, and brings it back if a second person
/// decides otherwise. Reporter and author are told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn decide(tx: &Tx<'_>, id: ReportId, verdict: &Verdict) -> Result<()> {
    let permit = tx.permit(Decide(id))?;
    let Case { report, item, .. } = permit.facts();
    let next = report.state.after_decision().ok_or(Code::Conflict)?;
    let hidden = match item {
        Some(item) => carry_out(tx, report, item, verdict.decision)?,
        None => None,
    };
    store::decide(tx, &permit, report, next, verdict, hidden)?;
    notices::decided(tx, &permit, report, item.as_ref(), verdict)
}

/// Hides or brings back; tells the item's version if it is hidden by this report from now on.
fn carry_out(tx: &Tx<'_>, report: &Report, item: &Facts, decision: Decision) -> Result<Option<i64>> {
    match (decision, item.stage) {
        (Decision::Hidden, Stage::Live) => {
            let hide = tx.permit(Hide(item.id))?;
            items::set_stage(tx, &hide, Stage::Withdrawn, item.version)?;
            Ok(Some(item.version + 1))
        }
        (Decision::Kept | Decision::Mended, Stage::Withdrawn)
            if report.hidden_version == Some(item.version) =>
        {
            let restore = tx.permit(Restore(item.id))?;
            items::set_stage(tx, &restore, Stage::Live, item.version)?;
            Ok(None)
        }
        _ => Ok(report.hidden_version),
    }
}

/// Objects to a decision, with the receipt.
///
/// # Errors
/// A refusal, or those of the store.
pub fn object(tx: &Tx<'_>, id: ReportId, words: &str) -> Result<()> {
    let permit = tx.permit(Object(id))?;
    let report = &permit.facts().case.report;
    store::object(tx, &permit, report, State::Objected, Objector::Reporter, words)
}

/// Objects to a decision about what is one's own.
///
/// # Errors
/// A refusal, or those of the store.
pub fn object_as_author(tx: &Tx<'_>, id: ReportId, words: &str) -> Result<()> {
    let permit = tx.permit(ObjectAsAuthor(id))?;
    let report = &permit.facts().case.report;
    store::object(tx, &permit, report, State::Objected, Objector::Author, words)
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

/// What a member reported while signed in and what they objected to, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let reported = store::of_member(seen, member)?.into_iter().map(|report| {
        let reasons = report.holds().map(|verdict| verdict.reasons);
        let objection = report.objector().filter(|by| *by == Objector::Reporter).map(|_| &report.objection);
        json!({
            "at": report.created_at.rfc3339(), "page": report.page, "words": report.words,
            "contact": report.contact, "state": report.state.word(), "reasons": reasons,
            "objection": objection,
        })
    });
    let objections = store::objections_of(seen, member)?.into_iter();
    let objections = objections.map(|(at, words)| json!({ "at": at.map(Time::rfc3339), "words": words }));
    Ok(json!({
        "reports": reported.collect::<Vec<_>>(),
        "objections": objections.collect::<Vec<_>>(),
    }))
}
