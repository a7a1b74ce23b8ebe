//! SQL of who waits.

use crate::texts::queue as t;
use kernel::{Key, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Who waits today, in the order in which they came.
    TODAY = "SELECT id, number, called, why, locale, since, taken_by FROM desk_queue
             WHERE community_id = $1 AND day = $2 ORDER BY number LIMIT 100";
    /// The last number given today.
    LAST = "SELECT COALESCE(MAX(number), 0) FROM desk_queue WHERE community_id = $1 AND day = $2";
    /// Writes somebody down.
    INSERT = "INSERT INTO desk_queue (community_id, id, day, number, called, why, locale, since, taken_by)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)";
    /// Who is next.
    FIRST = "SELECT id FROM desk_queue WHERE community_id = $1 AND day = $2 AND taken_by IS NULL ORDER BY number LIMIT 1";
    /// Calls somebody nobody has called yet.
    TAKE = "UPDATE desk_queue SET taken_by = $3 WHERE community_id = $1 AND id = $2 AND taken_by IS NULL";
    /// Whom somebody called waits again.
    LET_GO = "UPDATE desk_queue SET taken_by = NULL WHERE community_id = $1 AND taken_by = $2";
    /// The visit with whom somebody called begins.
    BEGUN = "DELETE FROM desk_queue WHERE community_id = $1 AND taken_by = $2";
    /// Somebody went away.
    DELETE = "DELETE FROM desk_queue WHERE community_id = $1 AND id = $2";
    /// Days that are past.
    CLEAR = "DELETE FROM desk_queue WHERE community_id = $1 AND day < $2";
}

record! {
    /// Somebody who waits.
    #[derive(Clone, Debug)]
    pub struct Waits {
        /// Their key.
        pub id: Key,
        /// Their number today.
        pub number: i64,
        /// As they are called; perhaps not at all.
        pub called: String,
        /// Why they came, in a few words.
        pub why: String,
        /// Their language.
        pub locale: Locale,
        /// Since when.
        pub since: Time,
        /// Who called them.
        pub taken_by: Option<MemberId>,
    }
}

impl Waits {
    /// "Nr 3: the lady in the green coat".
    pub(crate) fn shown(&self, locale: impl Into<Locale>) -> String {
        let number = t::number(locale, self.number);
        if self.called.is_empty() { number } else { format!("{number}: {}", self.called) }
    }
    /// Why, since when, in which language.
    pub(crate) fn about(&self, locale: impl Into<Locale>) -> String {
        let since = t::since(locale, crate::when::clock(self.since));
        let parts = [self.why.as_str(), &since, self.locale.own_name()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// Who waits today. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn today(seen: &Snapshot<'_>) -> Result<Vec<Waits>> {
    seen.rows(&TODAY, &args![seen.community(), seen.now().day()])
}

/// So many may be written down at the same moment.
const AT_ONCE: i64 = 20;

pub(super) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: Key,
    called: &str,
    why: &str,
    locale: Locale,
) -> Result<()> {
    let (now, day) = (tx.now(), tx.now().day());
    let last: Option<(i64,)> = tx.row(&LAST, &args![tx.community(), day])?;
    let mut number = last.map_or(0, |(last,)| last) + 1;
    let most = number + AT_ONCE;
    loop {
        let values = args![tx.community(), id, day, number, called, why, locale, now];
        match tx.attempt(|tx| tx.exec(permit, &INSERT, &values)) {
            // somebody else at the desk gave this number a moment ago
            Err(error) if error.taken("desk_queue") && number < most => number += 1,
            outcome => return outcome.map(|_| ()),
        }
    }
}

pub(super) fn first(seen: &Snapshot<'_>) -> Result<Option<Key>> {
    let row: Option<(Key,)> = seen.row(&FIRST, &args![seen.community(), seen.now().day()])?;
    Ok(row.map(|(id,)| id))
}

pub(super) fn take<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key, by: MemberId) -> Result<()> {
    tx.exec_one(permit, &TAKE, &args![tx.community(), id, by])
}

pub(super) fn let_go<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, by: MemberId) -> Result<()> {
    tx.exec(permit, &LET_GO, &args![tx.community(), by])?;
    Ok(())
}

/// The visit with whom somebody called begins: nothing of the waiting is kept.
pub(crate) fn begun<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, by: MemberId) -> Result<()> {
    tx.exec(permit, &BEGUN, &args![tx.community(), by])?;
    Ok(())
}

pub(super) fn delete<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key) -> Result<()> {
    tx.exec(permit, &DELETE, &args![tx.community(), id])?;
    Ok(())
}

pub(super) fn clear<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>) -> Result<()> {
    tx.exec(permit, &CLEAR, &args![tx.community(), tx.now().day()])?;
    Ok(())
}
