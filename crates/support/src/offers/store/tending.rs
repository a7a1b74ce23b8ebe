//! What is due by itself.

use crate::offers::model::AnswerId;
use kernel::{Day, ItemId};
use store::{Result, Snapshot, args, statements};

statements! {
    /// Those whose day is past. What a decision hid is left as it is until it is seen again.
    PERMITTED_EXPIRED = "SELECT i.id FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                         WHERE p.community_id = $1 AND p.state = 'open' AND p.until < $2 AND i.stage <> 'withdrawn'
                         ORDER BY p.until LIMIT 200";
    /// Those whose end is near, and whose owner was not reminded.
    PERMITTED_ENDING = "SELECT i.id FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                        WHERE p.community_id = $1 AND p.state = 'open' AND p.until <= $2 AND p.reminded = 0
                          AND i.stage <> 'withdrawn'
                        ORDER BY p.until LIMIT 200";
    /// Answers that wait at something that is taken or over, and all that stand at something a decision hid.
    PERMITTED_LEFT_OVER = "SELECT a.id FROM offer_answer a
                 JOIN offer p ON p.community_id = a.community_id AND p.id = a.offer_id
                 JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                 WHERE a.community_id = $1 AND ((a.state = 'waiting' AND p.state <> 'open')
                   OR (a.state IN ('waiting', 'accepted') AND p.state IN ('open', 'accepted')
                     AND i.stage = 'withdrawn'))
                 ORDER BY a.id LIMIT 200";
}

fn ids(seen: &Snapshot<'_>, statement: &store::Statement, day: Day) -> Result<Vec<ItemId>> {
    let rows: Vec<(ItemId,)> = seen.rows(statement, &args![seen.community(), day])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Open ones whose day is past.
pub(in crate::offers) fn expired(seen: &Snapshot<'_>) -> Result<Vec<ItemId>> {
    ids(seen, &PERMITTED_EXPIRED, seen.now().day())
}

/// Open ones that end on this day or before it, whose owner was not reminded.
pub(in crate::offers) fn ending(seen: &Snapshot<'_>, day: Day) -> Result<Vec<ItemId>> {
    ids(seen, &PERMITTED_ENDING, day)
}

/// Answers that wait at something that is taken or over, and all that stand at something a decision hid.
pub(in crate::offers) fn left_over(seen: &Snapshot<'_>) -> Result<Vec<AnswerId>> {
    let rows: Vec<(AnswerId,)> = seen.rows(&PERMITTED_LEFT_OVER, &args![seen.community()])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
