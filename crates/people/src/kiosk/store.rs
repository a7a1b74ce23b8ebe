//! SQL of kiosks.

use crate::code::Purpose;
use kernel::{Key, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// All kiosks, the newest first.
    ALL = "SELECT id, label, made, started, code_ends FROM kiosk WHERE community_id = $1 ORDER BY made DESC, id LIMIT 100";
    /// Whether a cookie is one of a kiosk.
    BY_TOKEN = "SELECT id FROM kiosk WHERE community_id = $1 AND token_hash = $2";
    /// One that waits for its device.
    INSERT = "INSERT INTO kiosk (community_id, id, label, code_hash, code_ends, token_hash, made_by, made, started)
              VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, NULL)";
    /// A device takes it; the code is used.
    START = "UPDATE kiosk SET token_hash = $3, started = $4, code_hash = NULL
             WHERE community_id = $1 AND code_hash = $2 AND code_ends > $4 AND token_hash IS NULL";
    /// Taken back.
    DELETE = "DELETE FROM kiosk WHERE community_id = $1 AND id = $2";
    /// Who made it left.
    FORGET = "UPDATE kiosk SET made_by = NULL WHERE community_id = $1 AND made_by = $2";
}

record! {
    /// A kiosk.
    #[derive(Clone, Debug)]
    pub struct Kiosk {
        /// Its key.
        pub id: Key,
        /// Where it stands.
        pub label: String,
        /// Since when it is in the list.
        pub made: Time,
        /// Since when a device is it.
        pub started: Option<Time>,
        /// Until when its code is good.
        pub code_ends: Time,
    }
}

/// All kiosks. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn kiosks(seen: &Snapshot<'_>) -> Result<Vec<Kiosk>> {
    seen.rows(&ALL, &args![seen.community()])
}

/// Whether this cookie makes a browser a kiosk.
pub(crate) fn is_kiosk(seen: &Snapshot<'_>, token: &str) -> Result<bool> {
    let hash = Purpose::Kiosk.hash_in(seen.community(), token);
    Ok(seen.row::<(Key,)>(&BY_TOKEN, &args![seen.community(), hash])?.is_some())
}

pub(super) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: Key,
    label: &str,
    code_hash: &[u8],
    ends: Time,
) -> Result<()> {
    let by = tx.actor().signed_in();
    tx.exec(permit, &INSERT, &args![tx.community(), id, label, code_hash.to_vec(), ends, by, tx.now()])?;
    Ok(())
}

/// Tells whether the code was good.
pub(super) fn start<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    code_hash: &[u8],
    token_hash: &[u8],
) -> Result<bool> {
    let values = args![tx.community(), code_hash.to_vec(), token_hash.to_vec(), tx.now()];
    Ok(tx.exec(permit, &START, &values)? == 1)
}

pub(super) fn delete<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key) -> Result<()> {
    tx.exec(permit, &DELETE, &args![tx.community(), id])?;
    Ok(())
}

pub(super) fn forget<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &FORGET, &args![tx.community(), member])?;
    Ok(())
}
