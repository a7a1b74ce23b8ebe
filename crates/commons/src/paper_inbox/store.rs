//! The rows of forms.

use super::acts::{Check, Close, Forget, Receive, Return, TypeIn};
use super::model::{Filled, FormId, SCAN_DAYS, State};
use crate::papers::Form;
use kernel::{Code, Day, MemberId, Refusal};
use store::{Act, Permit, Result, Snapshot, Tx, args, statements};

statements! {
    /// A form that came in.
    INSERT = "INSERT INTO paper_form (community_id, id, kind, number, arrived, due, state, received_by, typed, outcome,
                note, scan, scan_until)
              VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, '', '', $8, $9, $10)";
    /// One form.
    ONE = "SELECT id, kind, number, arrived, due, state, member, typed_by, typed, outcome, note, scan
           FROM paper_form WHERE community_id = $1 AND id = $2";
    /// Forms in a state, those due first.
    LIST = "SELECT id, kind, number, arrived, due, state, member, typed_by, typed, outcome, note, scan
            FROM paper_form WHERE community_id = $1 AND state = $2 ORDER BY due, id LIMIT 100";
    /// The forms of a member.
    OF_MEMBER = "SELECT id, kind, number, arrived, due, state, member, typed_by, typed, outcome, note, scan
                 FROM paper_form WHERE community_id = $1 AND member = $2 ORDER BY arrived, id";
    /// How many wait, and how many of these longer than was promised.
    COUNT_OPEN = "SELECT COUNT(*), COUNT(CASE WHEN due < $2 THEN 1 END)
                  FROM paper_form WHERE community_id = $1 AND state IN ('waiting', 'typed')";
    /// Says who filled it in.
    SET_MEMBER = "UPDATE paper_form SET member = $3 WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// Typed in.
    TYPED = "UPDATE paper_form SET state = $3, typed = $4, outcome = $5, typed_by = $6, note = ''
             WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// Checked by a second person.
    CHECKED = "UPDATE paper_form SET state = 'done', checked_by = $3 WHERE community_id = $1 AND id = $2 AND state = 'typed'";
    /// Given back by a second person.
    RETURNED = "UPDATE paper_form SET state = 'waiting', typed = '', typed_by = NULL, note = $3
                WHERE community_id = $1 AND id = $2 AND state = 'typed'";
    /// Came to nothing.
    CLOSED = "UPDATE paper_form SET state = 'closed', note = $3, scan_until = $4
              WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// Pictures whose time has come.
    DUE_SCANS = "SELECT id, scan FROM paper_form WHERE community_id = $1 AND scan <> '' AND scan_until <= $2 LIMIT 500";
    /// Whether a picture still belongs to a form, of whichever neighbourhood: the folder is one.
    GLOBAL_IS_KEPT = "SELECT id FROM paper_form WHERE scan = $1";
    /// A picture that is gone.
    SCAN_GONE = "UPDATE paper_form SET scan = '' WHERE community_id = $1 AND id = $2";
    /// Forms dealt with long ago.
    FORGET_OLD = "DELETE FROM paper_form
                  WHERE community_id = $1 AND state IN ('done', 'closed') AND scan = '' AND arrived < $2";
    /// Blanks the forms of a leaver; their pictures are due now.
    ERASE = "UPDATE paper_form SET member = NULL, typed = '', outcome = '', note = '', scan_until = $3,
               state = CASE WHEN state IN ('waiting', 'typed') THEN 'closed' ELSE state END
             WHERE community_id = $1 AND member = $2";
    /// Nobody is named as the one who took it in.
    ERASE_RECEIVER = "UPDATE paper_form SET received_by = NULL WHERE community_id = $1 AND received_by = $2";
    /// Nor as the one who typed. What they typed and nobody checked yet is typed once more: of two people one is gone.
    ERASE_TYPIST = "UPDATE paper_form SET typed_by = NULL,
                      typed = CASE WHEN state = 'typed' THEN '' ELSE typed END,
                      outcome = CASE WHEN state = 'typed' THEN '' ELSE outcome END,
                      state = CASE WHEN state = 'typed' THEN 'waiting' ELSE state END
                    WHERE community_id = $1 AND typed_by = $2";
    /// Nor as the one who checked.
    ERASE_CHECKER = "UPDATE paper_form SET checked_by = NULL WHERE community_id = $1 AND checked_by = $2";
}

/// A sheet as it is taken in.
pub(super) struct Arrived {
    pub(super) kind: Form,
    pub(super) number: String,
    pub(super) due: Day,
    pub(super) note: String,
    pub(super) scan: String,
}

pub(super) fn insert<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Receive>, new: &Arrived) -> Result<FormId> {
    let id = FormId(tx.new_key());
    let Arrived { kind, number, due, note, scan } = new;
    let (by, until) = (tx.actor().signed_in(), tx.now().plus_days(SCAN_DAYS));
    let row = args![tx.community(), id, kind, number, tx.now(), due, by, note, scan, until];
    let made = tx.attempt(|tx| tx.exec(permit, &INSERT, &row));
    match made {
        Err(error) if error.taken("paper_form") => {
            Err(Refusal::new(Code::Conflict, crate::texts::paper_inbox::wrong_taken).at("number").into())
        }
        other => other.map(|_| id),
    }
}

pub(super) fn one(seen: &Snapshot<'_>, id: FormId) -> Result<Filled> {
    Ok(seen.row(&ONE, &args![seen.community(), id])?.ok_or(Code::NotFound)?)
}

pub(super) fn list(seen: &Snapshot<'_>, state: State) -> Result<Vec<Filled>> {
    seen.rows(&LIST, &args![seen.community(), state])
}

pub(super) fn of_member(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Filled>> {
    seen.rows(&OF_MEMBER, &args![seen.community(), member])
}

/// What lies on the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Forms that are not dealt with.
    pub waiting: i64,
    /// Of these, longer than was promised.
    pub late: i64,
}

/// How many forms lie on the desk: for a list of what is to be done. The caller has decided that the actor works there.
///
/// # Errors
/// Those of the store.
pub fn open(seen: &Snapshot<'_>) -> Result<Open> {
    let found: Option<(i64, i64)> = seen.row(&COUNT_OPEN, &args![seen.community(), seen.now().day()])?;
    Ok(found.map_or_else(Open::default, |(waiting, late)| Open { waiting, late }))
}

pub(super) fn set_member<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, TypeIn>, member: MemberId) -> Result<()> {
    tx.exec_one(permit, &SET_MEMBER, &args![tx.community(), permit.act().0, member])
}

pub(super) fn typed<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, TypeIn>,
    state: State,
    typed: &str,
    outcome: &str,
) -> Result<()> {
    let by = tx.actor().signed_in();
    tx.exec_one(permit, &TYPED, &args![tx.community(), permit.act().0, state, typed, outcome, by])
}

pub(super) fn checked<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Check>) -> Result<()> {
    tx.exec_one(permit, &CHECKED, &args![tx.community(), permit.act().0, tx.actor().signed_in()])
}

pub(super) fn returned<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Return>, note: &str) -> Result<()> {
    tx.exec_one(permit, &RETURNED, &args![tx.community(), permit.act().0, note])
}

/// Its picture is of no use any more, and goes with the next round.
pub(super) fn closed<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Close>, note: &str) -> Result<()> {
    tx.exec_one(permit, &CLOSED, &args![tx.community(), permit.act().0, note, tx.now()])
}

pub(super) fn due_scans(seen: &Snapshot<'_>) -> Result<Vec<(FormId, String)>> {
    seen.rows(&DUE_SCANS, &args![seen.community(), seen.now()])
}

pub(super) fn is_kept(seen: &Snapshot<'_>, scan: &str) -> Result<bool> {
    let found: Option<(FormId,)> = seen.row(&GLOBAL_IS_KEPT, &args![scan])?;
    Ok(found.is_some())
}

pub(super) fn scan_gone<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Forget>, id: FormId) -> Result<()> {
    tx.exec(permit, &SCAN_GONE, &args![tx.community(), id])?;
    Ok(())
}

/// A year after it came nothing needs to be known of a form.
pub(super) fn forget_old<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Forget>) -> Result<u64> {
    tx.exec(permit, &FORGET_OLD, &args![tx.community(), tx.now().plus_days(-365)])
}

pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member, tx.now()])?;
    for who in [&ERASE_RECEIVER, &ERASE_TYPIST, &ERASE_CHECKER] {
        tx.exec(permit, who, &args![tx.community(), member])?;
    }
    Ok(())
}
