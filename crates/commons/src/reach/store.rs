//! The rows of wishes.

use super::model::{Rhythm, Wish, join, split};
use kernel::MemberId;
use store::{Act, Permit, Result, Snapshot, Tx, args, statements};

statements! {
    /// What somebody wishes.
    WISH = "SELECT times, rhythm, area FROM reach_wish WHERE community_id = $1 AND member = $2";
    /// Keeps it.
    KEEP = "INSERT INTO reach_wish (community_id, member, times, rhythm, area) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (community_id, member) DO UPDATE SET times = excluded.times, rhythm = excluded.rhythm,
              area = excluded.area";
    /// Another rhythm of general news.
    SET_RHYTHM = "INSERT INTO reach_wish (community_id, member, times, rhythm, area) VALUES ($1, $2, '', $3, '')
                  ON CONFLICT (community_id, member) DO UPDATE SET rhythm = excluded.rhythm";
    /// Forgets it.
    ERASE = "DELETE FROM reach_wish WHERE community_id = $1 AND member = $2";
}

/// What somebody wishes, if they said anything.
///
/// # Errors
/// Those of the store.
pub fn wish(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Wish>> {
    let row: Option<(String, Rhythm, String)> = seen.row(&WISH, &args![seen.community(), member])?;
    Ok(row.map(|(times, rhythm, area)| Wish { times: split(&times), rhythm, area }))
}

/// Keeps a wish. The caller's permit is about this member.
///
/// # Errors
/// Those of the store.
pub fn keep<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId, wish: &Wish) -> Result<()> {
    let values = args![tx.community(), member, join(&wish.times), wish.rhythm, wish.area];
    tx.exec(permit, &KEEP, &values)?;
    Ok(())
}

/// Sets the rhythm of general news. The caller's permit is about this member.
///
/// # Errors
/// Those of the store.
pub fn set_rhythm<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    rhythm: Rhythm,
) -> Result<()> {
    tx.exec(permit, &SET_RHYTHM, &args![tx.community(), member, rhythm])?;
    Ok(())
}

/// Forgets the wish of somebody who leaves.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member])?;
    Ok(())
}
