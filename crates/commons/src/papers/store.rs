//! Who wants large print.

use super::acts::ChangeSetting;
use kernel::MemberId;
use people::member::EraseMember;
use store::{Permit, Result, Snapshot, Tx, args, statements};

statements! {
    /// Whether somebody wants large print.
    LARGE = "SELECT large FROM paper_setting WHERE community_id = $1 AND member = $2";
    /// Keeps what somebody wants.
    KEEP = "INSERT INTO paper_setting (community_id, member, large) VALUES ($1, $2, $3)
            ON CONFLICT (community_id, member) DO UPDATE SET large = excluded.large";
    /// Forgets it.
    FORGET = "DELETE FROM paper_setting WHERE community_id = $1 AND member = $2";
}

/// Whether what is printed for a member has nothing below 18 pt.
///
/// # Errors
/// Those of the store.
pub fn large(seen: &Snapshot<'_>, member: MemberId) -> Result<bool> {
    let found: Option<(bool,)> = seen.row(&LARGE, &args![seen.community(), member])?;
    Ok(found.is_some_and(|(large,)| large))
}

pub(super) fn keep<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, ChangeSetting>, large: bool) -> Result<()> {
    tx.exec(permit, &KEEP, &args![tx.community(), permit.act().0, large])?;
    Ok(())
}

pub(super) fn forget<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, EraseMember>, member: MemberId) -> Result<()> {
    tx.exec(permit, &FORGET, &args![tx.community(), member])?;
    Ok(())
}
