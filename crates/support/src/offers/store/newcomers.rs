//! For whom the limits of the first two weeks hold, and for whom they were lifted.

use kernel::{MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Whether they were lifted.
    IS_FREE = "SELECT COUNT(*) FROM newcomer_free WHERE community_id = $1 AND member = $2";
    /// Lifts them; twice is once.
    FREE = "INSERT INTO newcomer_free (community_id, member, by_member, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING";
    /// How many of a member's needs and offers are open.
    PERMITTED_OPEN_OF = "SELECT COUNT(*) FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                         WHERE p.community_id = $1 AND i.owner = $2 AND p.state = 'open'";
    /// Who was vouched for lately.
    NEWCOMERS = "SELECT m.id, m.name, MAX(v.at) FROM vouch v
                 JOIN member m ON m.community_id = v.community_id AND m.id = v.member
                 WHERE v.community_id = $1 AND v.at > $2 AND v.way <> 'founder' AND m.state = 'active'
                   AND NOT EXISTS (SELECT 1 FROM newcomer_free f
                                   WHERE f.community_id = m.community_id AND f.member = m.id)
                 GROUP BY m.id, m.name ORDER BY MAX(v.at) DESC, m.id LIMIT 100";
    /// Forgets for whom they were lifted.
    ERASE = "DELETE FROM newcomer_free WHERE community_id = $1 AND member = $2";
    /// And who lifted them.
    ERASE_BY = "UPDATE newcomer_free SET by_member = NULL WHERE community_id = $1 AND by_member = $2";
}

record! {
    /// Somebody who was vouched for lately.
    #[derive(Clone, Debug)]
    pub struct Lately {
        /// Who.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Since when.
        pub since: Time,
    }
}

/// Whether the limits were lifted for a member.
///
/// # Errors
/// Those of the store.
pub fn is_free(seen: &Snapshot<'_>, member: MemberId) -> Result<bool> {
    let found: Option<(i64,)> = seen.row(&IS_FREE, &args![seen.community(), member])?;
    Ok(found.is_some_and(|(count,)| count > 0))
}

/// How many of a member's needs and offers are open.
///
/// # Errors
/// Those of the store.
pub fn open_of(seen: &Snapshot<'_>, member: MemberId) -> Result<i64> {
    let found: Option<(i64,)> = seen.row(&PERMITTED_OPEN_OF, &args![seen.community(), member])?;
    Ok(found.map_or(0, |(count,)| count))
}

/// Who was vouched for since a moment. The caller has decided that the actor may know.
///
/// # Errors
/// Those of the store.
pub fn lately(seen: &Snapshot<'_>, since: Time) -> Result<Vec<Lately>> {
    seen.rows(&NEWCOMERS, &args![seen.community(), since])
}

/// Lifts the limits for a member.
pub(in crate::offers) fn free<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
) -> Result<()> {
    tx.exec(permit, &FREE, &args![tx.community(), member, tx.actor().signed_in(), tx.now()])?;
    Ok(())
}

/// Forgets somebody who leaves.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member])?;
    tx.exec(permit, &ERASE_BY, &args![tx.community(), member])?;
    Ok(())
}
