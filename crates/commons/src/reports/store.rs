//! The rows of reports.

use super::model::{Objector, Reason, Report, ReportId, State, Told, Verdict, receipt_hash};
use kernel::{ItemId, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

/// The columns of a [`Report`], in its order.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, item_id, page, reason, words, contact, state, by_member, decision, rule, reasons,
               decided_by, decided_at, objector, objection, objected_at, again_decision, again_rule, again_reasons,
               again_at, hidden_version, created_at
             FROM report WHERE community_id = $1 AND ",
            $rest
        )
    };
}

/// Reports that are `$2`'s own: about what is theirs or belongs to an organisation for which they act, or reported by
/// them. The same as [`super::acts::Case`] finds for one.
macro_rules! own {
    () => {
        "(COALESCE(by_member, id) = $2
          OR EXISTS (SELECT 1 FROM item i WHERE i.community_id = report.community_id AND i.id = report.item_id
                       AND (i.owner = $2 OR i.owner IN (SELECT p.organisation FROM represents p
                                                        WHERE p.community_id = $1 AND p.member = $2))))"
    };
}

statements! {
    /// A new report.
    INSERT = "INSERT INTO report (community_id, id, item_id, page, reason, words, contact, receipt, state,
                decision, reasons, objection, created_at, by_member)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', '', '', $9, $10)";
    /// One report.
    ONE = select!("id = $2");
    /// The report of a receipt.
    BY_RECEIPT = select!("receipt = $2");
    /// Reports in a state that are not a reader's own: danger first, then the oldest.
    PERMITTED_LIST = concat!(
        select!("state = $3 AND NOT "), own!(),
        " ORDER BY CASE WHEN reason = 'danger' THEN 0 ELSE 1 END, created_at, id LIMIT 100"
    );
    /// Reports that wait for a decision of somebody who has not decided them before and whose own they are not, danger
    /// first, then the oldest.
    PERMITTED_WAITING = concat!(
        "SELECT id, reason, state, created_at FROM report
         WHERE community_id = $1 AND state IN ('open', 'objected') AND COALESCE(decided_by, id) <> $2 AND NOT ",
        own!(),
        " ORDER BY CASE WHEN reason = 'danger' THEN 0 ELSE 1 END, created_at, id LIMIT 100"
    );
    /// How many wait for somebody else, since they are a reader's own.
    PERMITTED_FOR_OTHERS = concat!(
        "SELECT COUNT(*) FROM report WHERE community_id = $1 AND state IN ('open', 'objected') AND ", own!()
    );
    /// What a member reported.
    OF_MEMBER = select!("by_member = $2 ORDER BY created_at, id");
    /// What a member held against decisions on what is theirs.
    OBJECTIONS = "SELECT objected_at, objection FROM report
                  WHERE community_id = $1 AND objected_by = $2 ORDER BY objected_at, id";
    /// The decision by which an item is hidden, if this is its version since.
    HIDDEN = "SELECT CASE WHEN again_decision = '' THEN rule ELSE again_rule END, COALESCE(again_at, decided_at)
              FROM report WHERE community_id = $1 AND item_id = $2 AND hidden_version = $3";
    /// Takes the words of a leaver out of what they reported; that it was reported and decided stays, and so does what
    /// its author holds against the decision.
    ERASE = "UPDATE report SET words = '', contact = '', page = '', by_member = NULL,
               objection = CASE WHEN objector = 'author' THEN objection ELSE '' END
             WHERE community_id = $1 AND by_member = $2";
    /// Also out of what they reported without signing in, where they said how to reach them.
    ERASE_BY_CONTACT = "UPDATE report SET words = '', contact = '', page = '',
                          objection = CASE WHEN objector = 'author' THEN objection ELSE '' END
                        WHERE community_id = $1 AND contact = $2";
    /// And what they held against a decision.
    ERASE_OBJECTION = "UPDATE report SET objection = '', objected_by = NULL
                       WHERE community_id = $1 AND objected_by = $2";
    /// Nobody is named as the one who decided.
    ERASE_DECIDER = "UPDATE report SET decided_by = NULL WHERE community_id = $1 AND decided_by = $2";
    /// Nor as the one who decided again.
    ERASE_SECOND = "UPDATE report SET again_by = NULL WHERE community_id = $1 AND again_by = $2";
    /// Decides, if nobody did meanwhile.
    DECIDE = "UPDATE report SET state = $3, decision = $4, rule = $5, reasons = $6, decided_by = $7,
                decided_at = $8, hidden_version = $9
              WHERE community_id = $1 AND id = $2 AND state = $10";
    /// A second person decides, if nobody did meanwhile; the first decision stays.
    DECIDE_AGAIN = "UPDATE report SET state = $3, again_decision = $4, again_rule = $5, again_reasons = $6,
                      again_by = $7, again_at = $8, hidden_version = $9
                    WHERE community_id = $1 AND id = $2 AND state = $10";
    /// Objects, if nobody did meanwhile.
    OBJECT = "UPDATE report SET state = $3, objector = $4, objection = $5, objected_by = $6, objected_at = $7
              WHERE community_id = $1 AND id = $2 AND state = $8";
    /// How many of each kind came in within a time.
    COUNTS = "SELECT reason, decision, again_decision, objector, CAST(COUNT(*) AS BIGINT) FROM report
              WHERE community_id = $1 AND created_at >= $2 AND created_at < $3
              GROUP BY reason, decision, again_decision, objector";
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
    seen.rows(&PERMITTED_WAITING, &args![seen.community(), me])
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

/// The oldest hundred in a state that are not `me`'s own.
///
/// # Errors
/// Those of the store.
pub fn list(seen: &Snapshot<'_>, me: MemberId, state: State) -> Result<Vec<Report>> {
    seen.rows(&PERMITTED_LIST, &args![seen.community(), me, state])
}

/// How many reports wait for somebody else than `me`, whose own they are.
pub(super) fn for_others(seen: &Snapshot<'_>, me: MemberId) -> Result<i64> {
    Ok(seen.row::<(i64,)>(&PERMITTED_FOR_OTHERS, &args![seen.community(), me])?.map_or(0, |(count,)| count))
}

/// Writes a decision, the first or the second.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody decided meanwhile.
pub fn decide<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    report: &Report,
    next: State,
    verdict: &Verdict,
    hidden_version: Option<i64>,
) -> Result<()> {
    let Verdict { decision, rule, reasons } = verdict;
    let statement = if report.state == State::Open { &DECIDE } else { &DECIDE_AGAIN };
    let (by, now) = (tx.actor().signed_in(), tx.now());
    let values = args![
        tx.community(),
        report.id,
        next,
        decision,
        rule,
        reasons,
        by,
        now,
        hidden_version,
        report.state
    ];
    tx.exec_one(permit, statement, &values)
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
    objector: Objector,
    words: &str,
) -> Result<()> {
    let by = tx.actor().acting().filter(|_| objector == Objector::Author);
    let values = args![tx.community(), report.id, next, objector, words, by, tx.now(), report.state];
    tx.exec_one(permit, &OBJECT, &values)
}

/// By which rule an item of this version is hidden, and since when.
pub(super) fn hidden(
    seen: &Snapshot<'_>,
    item: ItemId,
    version: i64,
) -> Result<Option<(String, Option<Time>)>> {
    seen.row(&HIDDEN, &args![seen.community(), item, version])
}

record! {
    /// So many reports of one kind.
    #[derive(Clone, Debug)]
    pub(super) struct Counted {
        pub(super) reason: String,
        pub(super) decision: String,
        pub(super) again: String,
        pub(super) objector: String,
        pub(super) number: i64,
    }
}

/// Reports that came in within a time, counted.
pub(super) fn counts(seen: &Snapshot<'_>, from: Time, until: Time) -> Result<Vec<Counted>> {
    seen.rows(&COUNTS, &args![seen.community(), from, until])
}

/// What a member reported. The caller has decided that the actor may read it.
pub(super) fn of_member(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Report>> {
    seen.rows(&OF_MEMBER, &args![seen.community(), member])
}

/// What a member held against decisions. The caller has decided that the actor may read it.
pub(super) fn objections_of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(Option<Time>, String)>> {
    seen.rows(&OBJECTIONS, &args![seen.community(), member])
}

/// Forgets somebody who leaves, also where they left one of these ways to reach them.
pub(super) fn erase<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    contacts: &[String],
) -> Result<()> {
    for statement in [&ERASE, &ERASE_OBJECTION, &ERASE_DECIDER, &ERASE_SECOND] {
        tx.exec(permit, statement, &args![tx.community(), member])?;
    }
    for contact in contacts.iter().filter(|contact| !contact.is_empty()) {
        tx.exec(permit, &ERASE_BY_CONTACT, &args![tx.community(), contact])?;
    }
    Ok(())
}
