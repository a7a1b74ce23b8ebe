//! The rows of what was begun.

use kernel::{Key, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, statements};

statements! {
    /// Keeps a new one.
    INSERT = "INSERT INTO begun (community_id, id, key_hash, told, ends) VALUES ($1, $2, $3, $4, $5)";
    /// Rewrites it.
    UPDATE = "UPDATE begun SET told = $3 WHERE community_id = $1 AND key_hash = $2";
    /// What stands under a key.
    BY_KEY = "SELECT told FROM begun WHERE community_id = $1 AND key_hash = $2 AND ends > $3";
    /// Forgets it.
    DELETE = "DELETE FROM begun WHERE community_id = $1 AND key_hash = $2";
    /// Forgets what is over.
    DELETE_OVER = "DELETE FROM begun WHERE community_id = $1 AND ends <= $2";
}

/// Keeps a new one until a moment.
pub(super) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    key_hash: &[u8],
    told: &str,
    ends: Time,
) -> Result<()> {
    let id: Key = tx.new_key();
    tx.exec(permit, &INSERT, &args![tx.community(), id, key_hash, told, ends])?;
    Ok(())
}

/// Rewrites it; a conflict when it is no longer there.
pub(super) fn update<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    key_hash: &[u8],
    told: &str,
) -> Result<()> {
    tx.exec_one(permit, &UPDATE, &args![tx.community(), key_hash, told])
}

/// What stands under a key.
pub(super) fn by_key(seen: &Snapshot<'_>, key_hash: &[u8]) -> Result<Option<String>> {
    let row: Option<(String,)> = seen.row(&BY_KEY, &args![seen.community(), key_hash, seen.now()])?;
    Ok(row.map(|(told,)| told))
}

/// Forgets it.
pub(super) fn delete<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, key_hash: &[u8]) -> Result<()> {
    tx.exec(permit, &DELETE, &args![tx.community(), key_hash])?;
    Ok(())
}

/// Forgets what is over; tells how many.
pub(super) fn delete_over<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>) -> Result<u64> {
    tx.exec(permit, &DELETE_OVER, &args![tx.community(), tx.now()])
}
