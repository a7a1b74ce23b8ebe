//! The rows of reports.

use super::model::{Decision, Reason, Report, ReportId, State, Told, receipt_hash};
use kernel::{MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// A new report.
    INSERT = "INSERT INTO report (community_id, id, item_id, page, reason, words, contact, receipt, state,
                decision, reasons, objection, created_at, by_member)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', '', '', $9, $10)";
    /// One report.
    ONE = "SELECT id, item_id, page, reason, words, contact, state, decision, reasons, decided_by, decided_at,
             objection, created_at
           FROM report WHERE community_id = $1 AND id = $2";
    /// The report of a receipt.
    BY_RECEIPT = "SELECT id, item_id, page, reason, words, contact, state, decision, reasons, decided_by,
                    decided_at, objection, created_at
                  FROM report WHERE community_id = $1 AND receipt = $2";
    /// Reports in a state, oldest first.
    LIST = "SELECT id, item_id, page, reason, words, contact, state, decision, reasons, decided_by, decided_at,
              objection, created_at
            FROM report WHERE community_id = $1 AND state = $2 ORDER BY created_at, id LIMIT 100";
    /// Reports that wait for a decision of somebody who has not decided them before, oldest first.
    WAITING = "SELECT id, reason, state, created_at FROM report
               WHERE community_id = $1 AND state IN ('open', 'objected') AND COALESCE(decided_by, id) <> $2
               ORDER BY created_at, id LIMIT 100";
    /// What a member reported.
    OF_MEMBER = "SELECT id, item_id, page, reason, words, contact, state, decision, reasons, decided_by, decided_at,
                   objection, created_at
                 FROM report WHERE community_id = $1 AND by_member = $2 ORDER BY created_at, id";
    /// Takes the words of a leaver out of what they reported; that it was reported and decided stays.
    ERASE = "UPDATE report SET words = '', contact = '', objection = '', page = '', by_member = NULL
             WHERE community_id = $1 AND by_member = $2";
    /// Also out of what they reported without signing in, where they said how to reach them.
    ERASE_BY_CONTACT = "UPDATE report SET words = '', contact = '', objection = '', page = ''
                        WHERE community_id = $1 AND contact = $2";
    /// Nobody is named as the one who decided.
    ERASE_DECIDER = "UPDATE report SET decided_by = NULL WHERE community_id = $1 AND decided_by = $2";
    /// Decides, if nobody did meanwhile.
    DECIDE = "UPDATE report SET state = $3, decision = $4, reasons = $5, decided_by = $6, decided_at = $7
              WHERE community_id = $1 AND id = $2 AND state = $8";
    /// Objects, if nobody did meanwhile.
    OBJECT = "UPDATE report SET state = $3, objection = $4
              WHERE community_id = $1 AND id = $2 AND state = $5";
}

record! {
    /// A report that waits for a decision.
    #[derive(Clone, Copy, Debug)]
    pub struct Waiting {
        /// Its key.
        pub id: ReportId,
        /// What is wrong.
        pub reason: Reason,
        /// For the first time, or after an objection.
        pub state: State,
        /// Since when.
        pub since: Time,
    }
}

/// The oldest hundred that wait for a decision `me` may make. The caller has decided that the actor reads reports.
///
/// # Errors
/// Those of the store.
pub fn waiting(seen: &Snapshot<'_>, me: MemberId) -> Result<Vec<Waiting>> {
    seen.rows(&WAITING, &args![seen.community(), me])
}

/// Keeps a report.
///
/// # Errors
/// Those of the store.
pub fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    told: &Told,
    receipt: &str,
) -> Result<ReportId> {
    let id = ReportId(tx.new_key());
    let Told { item, page, reason, words, contact } = told;
    let hash = receipt_hash(receipt);
    let by = tx.actor().acting();
    let values = args![tx.community(), id, item, page, reason, words, contact, hash, tx.now(), by];
    tx.exec(permit, &INSERT, &values)?;
    Ok(id)
}

/// One report.
///
/// # Errors
/// Those of the store.
pub fn one(seen: &Snapshot<'_>, id: ReportId) -> Result<Option<Report>> {
    seen.row(&ONE, &args![seen.community(), id])
}

/// The report of a receipt.
///
/// # Errors
/// Those of the store.
pub fn by_receipt(seen: &Snapshot<'_>, receipt: &str) -> Result<Option<Report>> {
    seen.row(&BY_RECEIPT, &args![seen.community(), receipt_hash(receipt)])
}

/// The oldest hundred in a state.
///
/// # Errors
/// Those of the store.
pub fn list(seen: &Snapshot<'_>, state: State) -> Result<Vec<Report>> {
    seen.rows(&LIST, &args![seen.community(), state])
}

/// Writes a decision.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody decided meanwhile.
pub fn decide<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    report: &Report,
    next: State,
    decision: Decision,
    reasons: &str,
) -> Result<()> {
    let by = tx.actor().signed_in();
    tx.exec_one(
        permit,
        &DECIDE,
        &args![tx.community(), report.id, next, decision, reasons, by, tx.now(), report.state],
    )
}

/// Writes an objection.
///
/// # Errors
/// [`kernel::Code::Conflict`] when it stands elsewhere meanwhile.
pub fn object<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    report: &Report,
    next: State,
    words: &str,
) -> Result<()> {
    tx.exec_one(permit, &OBJECT, &args![tx.community(), report.id, next, words, report.state])
}

/// What a member reported. The caller has decided that the actor may read it.
pub(super) fn of_member(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Report>> {
    seen.rows(&OF_MEMBER, &args![seen.community(), member])
}

/// Forgets somebody who leaves, also where they left one of these ways to reach them.
pub(super) fn erase<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    contacts: &[String],
) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member])?;
    tx.exec(permit, &ERASE_DECIDER, &args![tx.community(), member])?;
    for contact in contacts.iter().filter(|contact| !contact.is_empty()) {
        tx.exec(permit, &ERASE_BY_CONTACT, &args![tx.community(), contact])?;
    }
    Ok(())
}
