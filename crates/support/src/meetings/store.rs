//! The rows of meetings.

use super::model::{Asked, Field, Plan, Proposed};
use crate::offers::model::AnswerId;
use kernel::{ItemId, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// What was proposed, and whether the two did something together before.
    PERMITTED_FOUND = "SELECT CAST((SELECT COUNT(*) FROM offer_answer b
                          JOIN offer p ON p.community_id = b.community_id AND p.id = b.offer_id
                          JOIN item i ON i.community_id = b.community_id AND i.id = b.offer_id
                          WHERE b.community_id = a.community_id AND b.state = 'accepted' AND p.state = 'done'
                            AND b.id <> a.id
                            AND ((b.member = $3 AND i.owner = $4) OR (b.member = $4 AND i.owner = $3))) AS BIGINT),
               m.place, m.item_id, m.elsewhere, m.hours, m.proposed_by, m.agreed_at
             FROM offer_answer a
             LEFT JOIN meeting m ON m.community_id = a.community_id AND m.answer_id = a.id
             WHERE a.community_id = $1 AND a.id = $2";
    /// Proposes, instead of what was proposed before; nothing is agreed then.
    PROPOSE = "INSERT INTO meeting (community_id, answer_id, place, item_id, elsewhere, hours, proposed_by, other,
                 proposed_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               ON CONFLICT (community_id, answer_id) DO UPDATE SET place = excluded.place,
                 item_id = excluded.item_id, elsewhere = excluded.elsewhere, hours = excluded.hours,
                 proposed_by = excluded.proposed_by, other = excluded.other, proposed_at = excluded.proposed_at,
                 agreed_at = NULL";
    /// The other agrees.
    AGREE = "UPDATE meeting SET agreed_at = $3
             WHERE community_id = $1 AND answer_id = $2 AND other = $4 AND agreed_at IS NULL";
    /// What was asked for.
    ASKED = "SELECT asked_by, field, words, told_at FROM meeting_field
             WHERE community_id = $1 AND answer_id = $2 ORDER BY asked_at, asked_by, field";
    /// Asks; twice is once.
    ASK = "INSERT INTO meeting_field (community_id, answer_id, asked_by, field, told_by, asked_at, words)
           VALUES ($1, $2, $3, $4, $5, $6, '') ON CONFLICT DO NOTHING";
    /// Tells what was asked for.
    TELL = "UPDATE meeting_field SET words = $5, told_at = $6
            WHERE community_id = $1 AND answer_id = $2 AND told_by = $3 AND field = $4";
    /// Says no, or takes back what was told.
    UNTELL = "DELETE FROM meeting_field
              WHERE community_id = $1 AND answer_id = $2 AND told_by = $3 AND field = $4";
    /// Forgets what is not needed any more.
    FORGET = "DELETE FROM meeting_field WHERE community_id = $1 AND (asked_at < $2 OR (asked_at < $3
                AND NOT EXISTS (SELECT 1 FROM offer_answer a
                  JOIN offer p ON p.community_id = a.community_id AND p.id = a.offer_id
                  WHERE a.community_id = meeting_field.community_id AND a.id = meeting_field.answer_id
                    AND a.state = 'accepted' AND p.state IN ('open', 'accepted'))))";
    /// And where they met.
    FORGET_PLANS = "DELETE FROM meeting WHERE community_id = $1 AND proposed_at < $2";
    /// What somebody told, for them to take along.
    TOLD_BY = "SELECT field, words FROM meeting_field
               WHERE community_id = $1 AND told_by = $2 AND words <> '' ORDER BY asked_at, field";
    /// Where somebody proposed to meet, for them to take along.
    PROPOSED_BY = "SELECT place, hours, proposed_at FROM meeting
                   WHERE community_id = $1 AND proposed_by = $2 ORDER BY proposed_at, answer_id";
    /// Takes away the meetings of somebody who leaves.
    ERASE = "DELETE FROM meeting WHERE community_id = $1 AND (proposed_by = $2 OR other = $2)";
    /// And what was asked and told.
    ERASE_FIELDS = "DELETE FROM meeting_field WHERE community_id = $1 AND (asked_by = $2 OR told_by = $2)";
}

record! {
    struct Found {
        before: i64, place: Option<String>, item: Option<ItemId>, elsewhere: Option<i64>, hours: Option<String>,
        by: Option<MemberId>, agreed_at: Option<Time>,
    }
}

/// What was proposed for an answer, and whether the two met through us before.
pub(super) fn found(
    seen: &Snapshot<'_>,
    answer: AnswerId,
    one: MemberId,
    other: MemberId,
) -> Result<(Option<Proposed>, bool)> {
    let found: Option<Found> = seen.row(&PERMITTED_FOUND, &args![seen.community(), answer, one, other])?;
    let Some(found) = found else { return Ok((None, false)) };
    let before = found.before > 0;
    let (Some(place), Some(by)) = (found.place, found.by) else { return Ok((None, before)) };
    let elsewhere = found.elsewhere == Some(1);
    let plan = Plan { place, item: found.item, elsewhere, hours: found.hours.unwrap_or_default() };
    Ok((Some(Proposed { plan, by, agreed_at: found.agreed_at }), before))
}

/// What was asked for.
pub(super) fn asked(seen: &Snapshot<'_>, answer: AnswerId) -> Result<Vec<Asked>> {
    seen.rows(&ASKED, &args![seen.community(), answer])
}

/// What somebody told. The caller has decided that the actor may read it.
pub(super) fn told_by(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(Field, String)>> {
    seen.rows(&TOLD_BY, &args![seen.community(), member])
}

/// Where and in which hours somebody proposed to meet. The caller has decided that the actor may read it.
pub(super) fn proposed_by(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(String, String, Time)>> {
    seen.rows(&PROPOSED_BY, &args![seen.community(), member])
}

/// Proposes a place.
pub(super) fn propose<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    plan: &Plan,
    by: MemberId,
    other: MemberId,
) -> Result<()> {
    permit.between_people();
    let Plan { place, item, elsewhere, hours } = plan;
    let values = args![tx.community(), answer, place, item, elsewhere, hours, by, other, tx.now()];
    tx.exec(permit, &PROPOSE, &values)?;
    Ok(())
}

/// Agrees.
pub(super) fn agree<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    me: MemberId,
) -> Result<()> {
    permit.between_people();
    tx.exec_one(permit, &AGREE, &args![tx.community(), answer, tx.now(), me])
}

/// Asks the other for something.
pub(super) fn ask<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    field: Field,
    me: MemberId,
    other: MemberId,
) -> Result<bool> {
    permit.between_people();
    let asked = tx.exec(permit, &ASK, &args![tx.community(), answer, me, field, other, tx.now()])?;
    Ok(asked > 0)
}

/// Tells it.
pub(super) fn tell<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    field: Field,
    me: MemberId,
    words: &str,
) -> Result<()> {
    permit.between_people();
    tx.exec_one(permit, &TELL, &args![tx.community(), answer, me, field, words, tx.now()])
}

/// Says no, or takes it back.
pub(super) fn untell<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    field: Field,
    me: MemberId,
) -> Result<()> {
    tx.exec_one(permit, &UNTELL, &args![tx.community(), answer, me, field])
}

/// Forgets what is not needed any more.
pub(super) fn forget<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    longest: Time,
    over: Time,
) -> Result<u64> {
    tx.exec(permit, &FORGET_PLANS, &args![tx.community(), longest])?;
    tx.exec(permit, &FORGET, &args![tx.community(), longest, over])
}

/// Forgets somebody who leaves.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member])?;
    tx.exec(permit, &ERASE_FIELDS, &args![tx.community(), member])?;
    Ok(())
}
