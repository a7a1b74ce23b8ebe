//! What goes with somebody who leaves.

use commons::items;
use kernel::{ItemId, MemberId};
use store::{Act, Permit, Result, Snapshot, Tx, args, statements};

statements! {
    /// What a member owns, for erasing.
    PERMITTED_OWNED = "SELECT i.id FROM item i JOIN offer p ON p.community_id = i.community_id AND p.id = i.id
                       WHERE i.community_id = $1 AND i.owner = $2 AND i.stage <> 'erased'";
    /// What a member agreed on that is not done: where they help, and (with the helper) what is their own.
    PERMITTED_AGREED_WITH = "SELECT p.id, CASE WHEN a.member = $2 THEN NULL ELSE a.member END
                             FROM offer_answer a
                             JOIN offer p ON p.community_id = a.community_id AND p.id = a.offer_id
                             JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                             WHERE a.community_id = $1 AND a.state = 'accepted' AND p.state IN ('open', 'accepted')
                               AND (a.member = $2 OR i.owner = $2) AND i.stage <> 'erased'
                             ORDER BY a.id";
    /// Takes what is chosen and the thanks back to nothing.
    BLANK = "UPDATE offer SET state = 'withdrawn', thanks = '', thanks_public = 0, area = '', code_hash = NULL
             WHERE community_id = $1 AND id = $2";
    /// Blanks the messages that belong to the answers to one.
    ERASE_MESSAGES_TO = "DELETE FROM offer_message WHERE community_id = $1 AND answer_id IN
                           (SELECT id FROM offer_answer WHERE community_id = $1 AND offer_id = $2)";
    /// Takes away the answers to one.
    ERASE_ANSWERS_TO = "DELETE FROM offer_answer WHERE community_id = $1 AND offer_id = $2";
    /// Takes away the messages that belong to a member's answers.
    ERASE_MESSAGES_OF = "DELETE FROM offer_message WHERE community_id = $1 AND (member = $2 OR answer_id IN
                           (SELECT id FROM offer_answer WHERE community_id = $1 AND member = $2))";
    /// Takes away a member's answers.
    ERASE_ANSWERS_OF = "DELETE FROM offer_answer WHERE community_id = $1 AND member = $2";
}

/// What a member agreed on that is not done. With a helper it is their own, without one they help.
pub(in crate::offers) fn agreed_with(
    seen: &Snapshot<'_>,
    member: MemberId,
) -> Result<Vec<(ItemId, Option<MemberId>)>> {
    seen.rows(&PERMITTED_AGREED_WITH, &args![seen.community(), member])
}

/// Takes away what somebody asked for, gave, answered and wrote.
pub(in crate::offers) fn erase<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
) -> Result<()> {
    let owned: Vec<(ItemId,)> = tx.rows(&PERMITTED_OWNED, &args![tx.community(), member])?;
    for (id,) in owned {
        tx.exec(permit, &ERASE_MESSAGES_TO, &args![tx.community(), id])?;
        tx.exec(permit, &ERASE_ANSWERS_TO, &args![tx.community(), id])?;
        tx.exec(permit, &BLANK, &args![tx.community(), id])?;
        items::erase(tx, permit, id)?;
    }
    tx.exec(permit, &ERASE_MESSAGES_OF, &args![tx.community(), member])?;
    tx.exec(permit, &ERASE_ANSWERS_OF, &args![tx.community(), member])?;
    super::newcomers::erase(tx, permit, member)?;
    Ok(())
}
