//! The rows of digests.

use super::acts::Stop;
use crate::notices::Whose;
use crate::reach::Rhythm;
use kernel::{Key, Locale, MemberId, Time};
use people::member::Way;
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Whose turn it is: people who chose this rhythm (or whose way has it), are reached, were here when it began,
    /// and got nothing since; those who waited longest first, so that nobody waits for ever.
    TURN = "SELECT m.id, m.locale, m.reach_way, m.reach_value, m.created, COALESCE(w.area, ''),
              COALESCE(d.last_until, 0)
            FROM member m
            LEFT JOIN reach_wish w ON w.community_id = m.community_id AND w.member = m.id
            LEFT JOIN (SELECT member, MAX(created_at) AS last_at,
                         MAX(CASE WHEN state = 'begun' THEN 0 ELSE until END) AS last_until
                       FROM digest WHERE community_id = $1 GROUP BY member) d ON d.member = m.id
            WHERE m.community_id = $1 AND m.kind = 'person' AND m.state = 'active' AND m.reach_failed_at IS NULL
              AND m.created <= $4 AND COALESCE(d.last_at, 0) <= $3
              AND COALESCE(w.rhythm, CASE WHEN m.reach_way = 'mail' THEN 'weekly' ELSE 'never' END) = $2
              AND (m.reach_way <> 'mail' OR m.reach_value <> '')
            ORDER BY COALESCE(d.last_at, 0), m.id LIMIT 50";
    /// Begins one.
    INSERT = "INSERT INTO digest (community_id, id, member, slot, until, state, stop_hash, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// It was handed over.
    SENT = "UPDATE digest SET state = 'sent' WHERE community_id = $1 AND id = $2 AND state = 'begun'";
    /// Which one a link belongs to.
    BY_STOP = "SELECT id FROM digest WHERE community_id = $1 AND stop_hash = $2";
    /// Whose it is.
    ONE = "SELECT member FROM digest WHERE community_id = $1 AND id = $2";
    /// Whose it is, for a bounce that names a key alone.
    GLOBAL_WHOSE = "SELECT d.community_id, d.member, m.reach_way, m.reach_value
                    FROM digest d JOIN member m ON m.community_id = d.community_id AND m.id = d.member
                    WHERE d.id = $1";
    /// When a member got news.
    OF = "SELECT created_at, state FROM digest WHERE community_id = $1 AND member = $2 ORDER BY created_at";
    /// Letters to a member.
    LETTERS = "SELECT id FROM digest WHERE community_id = $1 AND member = $2";
    /// Forgets what is long past: links in old letters end, too.
    FORGET_OLD = "DELETE FROM digest
                  WHERE community_id = $1 AND (created_at < $2 OR state = 'empty' AND created_at < $3)";
    /// Forgets what somebody got.
    ERASE = "DELETE FROM digest WHERE community_id = $1 AND member = $2";
}

record! {
    /// Somebody whose turn it is.
    #[derive(Clone, Debug)]
    pub(super) struct Reader {
        pub(super) member: MemberId,
        pub(super) locale: Locale,
        pub(super) way: Way,
        pub(super) value: String,
        pub(super) since: Time,
        pub(super) area: String,
        /// Up to when they had news; the beginning of time if never.
        pub(super) until: Time,
    }
}

/// As many are asked for at once as [`TURN`] gives.
pub(super) const AT_ONCE: usize = 50;

/// Whose turn it is, [`AT_ONCE`] at most.
pub(super) fn turn(seen: &Snapshot<'_>, rhythm: Rhythm, not_after: Time, slot: Time) -> Result<Vec<Reader>> {
    seen.rows(&TURN, &args![seen.community(), rhythm, not_after, slot])
}

/// A digest to be written down before it is handed over.
#[derive(Clone, Debug)]
pub(super) struct New {
    pub(super) id: Key,
    pub(super) member: MemberId,
    pub(super) slot: Time,
    pub(super) until: Time,
    /// `begun`, `sent` (on paper), or `empty` when there was nothing new.
    pub(super) state: &'static str,
    pub(super) stop_hash: Vec<u8>,
}

/// Begins one; false when another server was faster.
pub(super) fn begin<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, new: &New) -> Result<bool> {
    let values = args![
        tx.community(),
        new.id,
        new.member,
        new.slot,
        new.until,
        new.state,
        new.stop_hash.clone(),
        tx.now()
    ];
    match tx.attempt(|tx| tx.exec(permit, &INSERT, &values)) {
        Err(error) if error.taken("digest") => Ok(false),
        outcome => outcome.map(|_| true),
    }
}

/// It was handed over.
pub(super) fn sent<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key) -> Result<()> {
    tx.exec(permit, &SENT, &args![tx.community(), id])?;
    Ok(())
}

/// The digest whose link this is.
pub(super) fn by_stop(seen: &Snapshot<'_>, hash: &[u8]) -> Result<Option<Key>> {
    Ok(seen.row::<(Key,)>(&BY_STOP, &args![seen.community(), hash.to_vec()])?.map(|(id,)| id))
}

/// Whose a digest is.
pub(super) fn member_of(seen: &Snapshot<'_>, stop: &Stop) -> Result<Option<MemberId>> {
    Ok(seen.row::<(MemberId,)>(&ONE, &args![seen.community(), stop.0])?.map(|(member,)| member))
}

/// Whose a letter of news was that came back.
pub(crate) fn whose(seen: &Snapshot<'_>, id: Key) -> Result<Option<Whose>> {
    seen.row(&GLOBAL_WHOSE, &args![id])
}

/// When a member got news. The caller has decided that the actor may know.
pub(super) fn of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(Time, String)>> {
    seen.rows(&OF, &args![seen.community(), member])
}

/// Letters of news to a member that may still lie somewhere. The caller has decided that the actor may know.
pub(super) fn letters(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Key>> {
    let rows: Vec<(Key,)> = seen.rows(&LETTERS, &args![seen.community(), member])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Forgets what is older, and what was empty for longer than a week.
pub(super) fn forget_old<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, before: Time) -> Result<()> {
    let empty = tx.now().plus_days(-8);
    tx.exec(permit, &FORGET_OLD, &args![tx.community(), before, empty])?;
    Ok(())
}

/// Forgets what somebody got who leaves.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member])?;
    Ok(())
}
