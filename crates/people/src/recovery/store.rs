//! SQL of letters, in the sealed database.

use super::acts::{ForgetLetters, KeepLetter, UseLetter};
use kernel::{Day, MemberId};
use store::{Permit, Result, Sealed, Tx, args, statements};

statements! {
    /// Keeps a letter's code; a member has one letter at a time.
    INSERT = "INSERT INTO recovery_code (community_id, hash, subject, until_day) VALUES ($1, $2, $3, $4)";
    /// Whom a code lets in.
    FIND = "SELECT subject FROM recovery_code WHERE community_id = $1 AND hash = $2 AND until_day >= $3";
    /// Used, or replaced by another letter.
    DELETE_OF = "DELETE FROM recovery_code WHERE community_id = $1 AND subject = $2";
    /// Forgets letters nobody used in time.
    DELETE_OLD = "DELETE FROM recovery_code WHERE community_id = $1 AND until_day < $2";
}

pub(super) fn keep<'tx>(
    tx: &Tx<'tx, Sealed>,
    permit: &Permit<'tx, KeepLetter>,
    hash: &[u8],
    subject: MemberId,
    until: Day,
) -> Result<()> {
    tx.exec(permit, &DELETE_OLD, &args![tx.community(), tx.now().day()])?;
    tx.exec(permit, &DELETE_OF, &args![tx.community(), subject])?;
    tx.exec(permit, &INSERT, &args![tx.community(), hash, subject, until])?;
    Ok(())
}

pub(super) fn take<'tx>(
    tx: &Tx<'tx, Sealed>,
    permit: &Permit<'tx, UseLetter>,
    hash: &[u8],
) -> Result<Option<MemberId>> {
    let found: Option<(MemberId,)> = tx.row(&FIND, &args![tx.community(), hash, tx.now().day()])?;
    if let Some((subject,)) = found {
        tx.exec(permit, &DELETE_OF, &args![tx.community(), subject])?;
    }
    Ok(found.map(|(subject,)| subject))
}

pub(super) fn forget<'tx>(
    tx: &Tx<'tx, Sealed>,
    permit: &Permit<'tx, ForgetLetters>,
    subject: MemberId,
) -> Result<()> {
    tx.exec(permit, &DELETE_OF, &args![tx.community(), subject])?;
    Ok(())
}
