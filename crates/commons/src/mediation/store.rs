//! The rows of mediations and of those who mediate. The words lie in the sealed database.

use super::model::{Matter, MatterId, Outcome, Party, Slot, State};
use kernel::{Key, MemberId, Time};
use store::{Act, FromRow, Permit, Result, Row, Snapshot, Tx, args, record, statements};

statements! {
    /// Somebody offers to mediate, or says something else about it; who said yes to them stays.
    OFFER = "INSERT INTO mediator (community_id, member, about, languages, hours, offered_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (community_id, member) DO UPDATE SET about = $3, languages = $4, hours = $5";
    /// Somebody no longer does.
    STOP_OFFERING = "DELETE FROM mediator WHERE community_id = $1 AND member = $2";
    /// The first of two says yes.
    PROPOSE = "UPDATE mediator SET proposed_by = $3
               WHERE community_id = $1 AND member = $2 AND proposed_by IS NULL AND confirmed_by IS NULL";
    /// The second says so, too.
    CONFIRM = "UPDATE mediator SET confirmed_by = $3, confirmed_at = $4
               WHERE community_id = $1 AND member = $2 AND proposed_by IS NOT NULL AND confirmed_by IS NULL";
    /// Those who mediate, with what they say of themselves.
    MEDIATORS = "SELECT d.member, m.name, d.about, d.languages, d.hours, d.proposed_by, d.confirmed_by, d.confirmed_at
                 FROM mediator d JOIN member m ON m.community_id = d.community_id AND m.id = d.member
                 WHERE d.community_id = $1 AND m.state = 'active' ORDER BY m.name, d.member LIMIT 200";
    /// One of them.
    MEDIATOR = "SELECT d.member, m.name, d.about, d.languages, d.hours, d.proposed_by, d.confirmed_by, d.confirmed_at
                FROM mediator d JOIN member m ON m.community_id = d.community_id AND m.id = d.member
                WHERE d.community_id = $1 AND d.member = $2 AND m.state = 'active'";
    /// With which of them somebody has nothing to do, on either side.
    APART = "SELECT d.member FROM mediator d WHERE d.community_id = $1 AND EXISTS (SELECT 1 FROM block b
               WHERE b.community_id = d.community_id
                 AND ((b.member = d.member AND b.other IN ($2, $3)) OR (b.other = d.member AND b.member IN ($2, $3))))";
    /// Whether somebody wants nothing to do with somebody: asked in this direction alone.
    WANTS_NONE = "SELECT COUNT(*) FROM block WHERE community_id = $1 AND member = $2 AND other = $3";
    /// Asks.
    INSERT = "INSERT INTO mediation (community_id, id, asker, other, mediator, named_by, state, outcome, asker_agrees,
                other_agrees, asked_at, changed_at)
              VALUES ($1, $2, $3, $4, $5, 'asker', 'asked', '', 0, 0, $6, $6)";
    /// One.
    ONE = "SELECT id, asker, other, mediator, named_by, state, outcome, view_asker, view_other, agreement, asker_agrees,
             other_agrees, asked_at, changed_at, ended_at
           FROM mediation WHERE community_id = $1 AND id = $2";
    /// Those in which somebody has a part, newest first, and what the two are called.
    MINE = "SELECT n.id, n.asker, n.other, n.mediator, n.named_by, n.state, n.outcome, n.view_asker, n.view_other,
              n.agreement, n.asker_agrees, n.other_agrees, n.asked_at, n.changed_at, n.ended_at, a.name, o.name
            FROM mediation n
            LEFT JOIN member a ON a.community_id = n.community_id AND a.id = n.asker AND a.state = 'active'
            LEFT JOIN member o ON o.community_id = n.community_id AND o.id = n.other AND o.state = 'active'
            WHERE n.community_id = $1
              AND (n.asker = $2 OR n.other = $2 OR (n.mediator = $2 AND n.state <> 'asked'))
            ORDER BY n.asked_at DESC, n.id DESC LIMIT 100";
    /// Those that have not begun and wait for somebody, or for two to accept them.
    NAMED = "SELECT id, asker, other, mediator, named_by, state, outcome, view_asker, view_other, agreement,
               asker_agrees, other_agrees, asked_at, changed_at, ended_at
             FROM mediation WHERE community_id = $1 AND mediator = $2 AND state IN ('asked', 'invited') ORDER BY id";
    /// Those between two, whoever asked.
    BETWEEN = "SELECT asker, state FROM mediation
               WHERE community_id = $1 AND ((asker = $2 AND other = $3) OR (asker = $3 AND other = $2))";
    /// How many somebody asked for that are not over.
    OPEN_OF = "SELECT COUNT(*) FROM mediation WHERE community_id = $1 AND asker = $2 AND state <> 'ended'";
    /// What the three are called.
    NAMES = "SELECT id, name FROM member WHERE community_id = $1 AND id IN ($2, $3, $4) AND state = 'active'";
    /// Names somebody else, or nobody.
    NAME = "UPDATE mediation SET mediator = $3, named_by = $4, state = 'asked', changed_at = $5
            WHERE community_id = $1 AND id = $2 AND state IN ('asked', 'invited')";
    /// Passes on, if it is still where it was.
    PASS = "UPDATE mediation SET state = $3, changed_at = $4 WHERE community_id = $1 AND id = $2 AND state = $5";
    /// How the asker sees it.
    VIEW_OF_ASKER = "UPDATE mediation SET view_asker = $3 WHERE community_id = $1 AND id = $2 AND state = 'running'";
    /// How the other sees it.
    VIEW_OF_OTHER = "UPDATE mediation SET view_other = $3 WHERE community_id = $1 AND id = $2 AND state = 'running'";
    /// What is to be agreed on; whoever wrote it agrees.
    AGREEMENT = "UPDATE mediation SET agreement = $3, asker_agrees = $4, other_agrees = $5, changed_at = $6
                 WHERE community_id = $1 AND id = $2 AND state = 'running'";
    /// One more agrees to this very text.
    AGREE = "UPDATE mediation SET asker_agrees = $4, other_agrees = $5, changed_at = $6
             WHERE community_id = $1 AND id = $2 AND agreement = $3 AND state = 'running'";
    /// It is over.
    END = "UPDATE mediation SET state = 'ended', outcome = $3, changed_at = $4, ended_at = $4
           WHERE community_id = $1 AND id = $2 AND state <> 'ended'";
    /// Nobody answered for long.
    LEFT = "SELECT id FROM mediation
            WHERE community_id = $1 AND state IN ('asked', 'invited') AND changed_at < $2 ORDER BY id LIMIT 200";
    /// Long over.
    DELETE_OLD = "DELETE FROM mediation WHERE community_id = $1 AND ended_at < $2";
    /// All that are there.
    ALL = "SELECT id, asker, other, mediator, named_by, state, outcome, view_asker, view_other, agreement,
             asker_agrees, other_agrees, asked_at, changed_at, ended_at
           FROM mediation WHERE community_id = $1";
    /// Forgets somebody who leaves: whatever they had a part in goes, with all its words.
    ERASE = "DELETE FROM mediation WHERE community_id = $1 AND (asker = $2 OR other = $2 OR mediator = $2)";
    /// And who said yes to others, who are asked about anew.
    FORGET_YES = "UPDATE mediator SET proposed_by = NULL, confirmed_by = NULL, confirmed_at = NULL
                  WHERE community_id = $1 AND (proposed_by = $2 OR confirmed_by = $2)";
}

record! {
    /// Somebody who offers to mediate.
    #[derive(Clone, Debug)]
    pub struct Mediator {
        /// Who.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Who they are, in their own words.
        pub about: String,
        /// Which languages they speak, in their own words.
        pub languages: String,
        /// When they have time.
        pub hours: String,
        /// Who said yes first.
        pub proposed_by: Option<MemberId>,
        /// Who said so, too.
        pub confirmed_by: Option<MemberId>,
        /// Since when they mediate.
        pub since: Option<Time>,
    }
}

impl Mediator {
    /// Two people said yes.
    pub fn confirmed(&self) -> bool {
        self.confirmed_by.is_some()
    }
}

/// Everybody who offers to mediate, confirmed or not.
pub(super) fn mediators(seen: &Snapshot<'_>) -> Result<Vec<Mediator>> {
    seen.rows(&MEDIATORS, &args![seen.community()])
}

/// One of them.
pub(super) fn mediator(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Mediator>> {
    seen.row(&MEDIATOR, &args![seen.community(), member])
}

/// Mediators with whom one of two has nothing to do.
pub(super) fn apart(seen: &Snapshot<'_>, one: MemberId, other: MemberId) -> Result<Vec<MemberId>> {
    let rows: Vec<(MemberId,)> = seen.rows(&APART, &args![seen.community(), one, other])?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// Whether somebody wants no contact with somebody, asked in this direction alone.
pub(super) fn wants_none(seen: &Snapshot<'_>, member: MemberId, other: MemberId) -> Result<bool> {
    let found: Option<(i64,)> = seen.row(&WANTS_NONE, &args![seen.community(), member, other])?;
    Ok(found.is_some_and(|(count,)| count > 0))
}

pub(super) fn offer<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    (about, languages, hours): (&str, &str, &str),
) -> Result<()> {
    tx.exec(permit, &OFFER, &args![tx.community(), member, about, languages, hours, tx.now()])?;
    Ok(())
}

pub(super) fn stop_offering<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
) -> Result<()> {
    tx.exec(permit, &STOP_OFFERING, &args![tx.community(), member])?;
    Ok(())
}

pub(super) fn propose<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    by: MemberId,
) -> Result<()> {
    tx.exec_one(permit, &PROPOSE, &args![tx.community(), member, by])
}

pub(super) fn confirm<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    by: Option<MemberId>,
) -> Result<()> {
    tx.exec_one(permit, &CONFIRM, &args![tx.community(), member, by, tx.now()])
}

pub(super) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: MatterId,
    (asker, other, mediator): (MemberId, MemberId, MemberId),
) -> Result<()> {
    permit.between_people();
    tx.exec(permit, &INSERT, &args![tx.community(), id, asker, other, mediator, tx.now()])?;
    Ok(())
}

/// One mediation.
pub(super) fn one(seen: &Snapshot<'_>, id: MatterId) -> Result<Option<Matter>> {
    seen.row(&ONE, &args![seen.community(), id])
}

/// One of somebody's own, and what the two are called while they are here.
pub(super) struct Listed {
    pub(super) matter: Matter,
    pub(super) asker: Option<String>,
    pub(super) other: Option<String>,
}

impl FromRow for Listed {
    fn from_row(row: &mut Row) -> Result<Self> {
        Ok(Self { matter: Matter::from_row(row)?, asker: row.read()?, other: row.read()? })
    }
}

/// Those in which somebody has a part.
pub(super) fn mine(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Listed>> {
    seen.rows(&MINE, &args![seen.community(), member])
}

/// Those that have not begun and for which somebody is named.
pub(super) fn named(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Matter>> {
    seen.rows(&NAMED, &args![seen.community(), member])
}

/// Who asked, and how far, of those between two.
pub(super) fn between(seen: &Snapshot<'_>, one: MemberId, other: MemberId) -> Result<Vec<(MemberId, State)>> {
    seen.rows(&BETWEEN, &args![seen.community(), one, other])
}

/// How many somebody asked for that are not over.
pub(super) fn open_of(seen: &Snapshot<'_>, member: MemberId) -> Result<i64> {
    let row: Option<(i64,)> = seen.row(&OPEN_OF, &args![seen.community(), member])?;
    Ok(row.map_or(0, |(count,)| count))
}

/// What the three are called.
pub(super) fn names(seen: &Snapshot<'_>, matter: &Matter) -> Result<Vec<(MemberId, String)>> {
    let third = matter.mediator.unwrap_or(matter.asker);
    seen.rows(&NAMES, &args![seen.community(), matter.asker, matter.other, third])
}

pub(super) fn name<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: MatterId,
    mediator: Option<MemberId>,
    by: Party,
) -> Result<()> {
    tx.exec_one(permit, &NAME, &args![tx.community(), id, mediator, by, tx.now()])
}

pub(super) fn pass<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: MatterId,
    from: State,
    to: State,
) -> Result<()> {
    permit.between_people();
    tx.exec_one(permit, &PASS, &args![tx.community(), id, to, tx.now(), from])
}

pub(super) fn view<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: MatterId,
    slot: Slot,
    words: Key,
) -> Result<()> {
    permit.between_people();
    let statement = if slot == Slot::ViewOfAsker { &VIEW_OF_ASKER } else { &VIEW_OF_OTHER };
    tx.exec_one(permit, statement, &args![tx.community(), id, words])
}

pub(super) fn agreement<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: MatterId,
    words: Key,
    by: Party,
) -> Result<()> {
    permit.between_people();
    let (asker, other) = (by == Party::Asker, by == Party::Other);
    tx.exec_one(permit, &AGREEMENT, &args![tx.community(), id, words, asker, other, tx.now()])
}

pub(super) fn agree<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    matter: &Matter,
    words: Key,
    by: Party,
) -> Result<()> {
    permit.between_people();
    let asker = matter.asker_agrees || by == Party::Asker;
    let other = matter.other_agrees || by == Party::Other;
    tx.exec_one(permit, &AGREE, &args![tx.community(), matter.id, words, asker, other, tx.now()])
}

pub(super) fn end<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: MatterId,
    outcome: Outcome,
) -> Result<()> {
    tx.exec_one(permit, &END, &args![tx.community(), id, outcome, tx.now()])
}

/// Nobody answered since a moment.
pub(super) fn left(seen: &Snapshot<'_>, since: Time) -> Result<Vec<MatterId>> {
    let rows: Vec<(MatterId,)> = seen.rows(&LEFT, &args![seen.community(), since])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes away what ended before a moment; tells how many.
pub(super) fn delete_old<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, before: Time) -> Result<u64> {
    tx.exec(permit, &DELETE_OLD, &args![tx.community(), before])
}

/// All that are there.
pub(super) fn all(seen: &Snapshot<'_>) -> Result<Vec<Matter>> {
    seen.rows(&ALL, &args![seen.community()])
}

/// Forgets somebody who leaves.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    for statement in [&ERASE, &STOP_OFFERING, &FORGET_YES] {
        tx.exec(permit, statement, &args![tx.community(), member])?;
    }
    Ok(())
}
