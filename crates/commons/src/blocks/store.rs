//! The rows of blocks. Lists leave out what is theirs by the tokens `{visible item level reader}`
//! and `{unblocked owner viewer}`.

use kernel::{MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Begins one; twice is once.
    INSERT = "INSERT INTO block (community_id, member, other, since) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    /// Ends one.
    DELETE = "DELETE FROM block WHERE community_id = $1 AND member = $2 AND other = $3";
    /// Whether one of two blocks the other.
    BETWEEN = "SELECT COUNT(*) FROM block
               WHERE community_id = $1 AND ((member = $2 AND other = $3) OR (member = $3 AND other = $2))";
    /// Whether anybody blocks a member, or they anybody.
    ANY = "SELECT COUNT(*) FROM block WHERE community_id = $1 AND (member = $2 OR other = $2)";
    /// Whom a member blocks, with names.
    OF = "SELECT b.other, m.name, b.since FROM block b
          JOIN member m ON m.community_id = b.community_id AND m.id = b.other
          WHERE b.community_id = $1 AND b.member = $2 ORDER BY b.since DESC, b.other";
    /// Forgets whom a leaver blocked, and who blocked them.
    ERASE = "DELETE FROM block WHERE community_id = $1 AND (member = $2 OR other = $2)";
}

record! {
    /// Somebody who is blocked.
    #[derive(Clone, Debug)]
    pub struct Blocked {
        /// Whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Since when.
        pub since: Time,
    }
}

/// Whether one of the two blocks the other. Who, is told to nobody.
///
/// # Errors
/// Those of the store.
pub fn between(seen: &Snapshot<'_>, one: MemberId, other: MemberId) -> Result<bool> {
    let found: Option<(i64,)> = seen.row(&BETWEEN, &args![seen.community(), one, other])?;
    Ok(found.is_some_and(|(count,)| count > 0))
}

/// Whether a member blocks anybody, or anybody them. That it is so is told to nobody.
///
/// # Errors
/// Those of the store.
pub(crate) fn any(seen: &Snapshot<'_>, member: MemberId) -> Result<bool> {
    let found: Option<(i64,)> = seen.row(&ANY, &args![seen.community(), member])?;
    Ok(found.is_some_and(|(count,)| count > 0))
}

/// Whom a member blocks. The caller has decided that the actor may know.
///
/// # Errors
/// Those of the store.
pub fn of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Blocked>> {
    seen.rows(&OF, &args![seen.community(), member])
}

/// Begins a block.
pub(super) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    other: MemberId,
) -> Result<()> {
    tx.exec(permit, &INSERT, &args![tx.community(), member, other, tx.now()])?;
    Ok(())
}

/// Ends one.
pub(super) fn delete<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    other: MemberId,
) -> Result<()> {
    tx.exec(permit, &DELETE, &args![tx.community(), member, other])?;
    Ok(())
}

/// Forgets somebody who leaves.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member])?;
    Ok(())
}
