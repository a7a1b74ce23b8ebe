//! The rows of notices.

use super::model::{Notice, NoticeId, Outcome, Said, State, channel, read_words};
use kernel::{Key, Locale, MemberId, Time};
use people::member::{self, Way};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Writes one.
    INSERT = "INSERT INTO notice (community_id, id, member, by_member, kind, about, words, path, channel, state,
                tries, next_at, outcome, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, $10, '', $10)";
    /// What a member was told, newest first.
    INBOX = "SELECT id, words, path, state, created_at FROM notice
             WHERE community_id = $1 AND member = $2 ORDER BY created_at DESC, id DESC LIMIT 100";
    /// How many of these they have not seen.
    UNSEEN = "SELECT COUNT(*) FROM notice
              WHERE community_id = $1 AND member = $2 AND state IN ('waiting', 'sent')";
    /// They saw all there was.
    SEEN = "UPDATE notice SET state = 'seen', done_at = $3
            WHERE community_id = $1 AND member = $2 AND state IN ('waiting', 'sent') AND created_at <= $4";
    /// What the desk is to tell, oldest first.
    CALLS = "SELECT n.id, n.member, m.name, m.locale, n.channel, m.reach_value, m.reach_hours, n.words, n.path,
               n.created_at, n.tries, CASE WHEN m.word_hash IS NULL THEN 0 ELSE 1 END
             FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
             WHERE n.community_id = $1 AND n.state = 'waiting' AND n.channel <> 'mail' AND n.next_at <= $2
             ORDER BY n.next_at, n.id LIMIT 100";
    /// Whom the desk is to tell something, who waits longest first: how many things, since when, and how many people
    /// there are in all.
    DUE_PEOPLE = "SELECT n.member, m.name, COUNT(*), MIN(n.created_at), COUNT(*) OVER ()
                  FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
                  WHERE n.community_id = $1 AND n.state = 'waiting' AND n.channel <> 'mail' AND n.next_at <= $2
                  GROUP BY n.member, m.name ORDER BY MIN(n.created_at), n.member LIMIT $3";
    /// One notice of the call list.
    ONE = "SELECT id, member, channel, state, tries FROM notice WHERE community_id = $1 AND id = $2";
    /// What came of a call, if nobody else noted it meanwhile.
    RECORD = "UPDATE notice SET state = $3, outcome = $4, outcome_by = $5, next_at = $6, done_at = $7,
                tries = tries + 1
              WHERE community_id = $1 AND id = $2 AND state = 'waiting' AND tries = $8";
    /// Mails that are due.
    MAILS = "SELECT n.id, m.reach_value, m.locale, n.words, n.path, n.tries
             FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
             WHERE n.community_id = $1 AND n.state = 'waiting' AND n.channel = 'mail' AND n.next_at <= $2
             ORDER BY n.next_at, n.id LIMIT 50";
    /// Handed to the mail.
    SENT = "UPDATE notice SET state = 'sent', tries = tries + 1, done_at = $3
            WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// To be tried again, or to be told by the desk.
    LATER = "UPDATE notice SET tries = tries + 1, next_at = $3, channel = $4
             WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// Takes away what is done with for long.
    FORGET_OLD = "DELETE FROM notice WHERE community_id = $1 AND done_at < $2";
    /// What was told to somebody, or because of them.
    ABOUT = "SELECT id FROM notice WHERE community_id = $1 AND (member = $2 OR by_member = $2)";
    /// Takes away what was told to somebody, or because of them.
    ERASE = "DELETE FROM notice WHERE community_id = $1 AND (member = $2 OR by_member = $2)";
    /// Lets go of who made a call.
    ERASE_CALLER = "UPDATE notice SET outcome_by = NULL WHERE community_id = $1 AND outcome_by = $2";
}

record! {
    struct InboxRow { id: NoticeId, words: String, path: String, state: State, created_at: Time }
}

/// A notice as its member reads it.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its key.
    pub id: NoticeId,
    /// The words in the reader's language.
    pub said: Said,
    /// Where to go next, below the community.
    pub path: String,
    /// Not seen yet.
    pub fresh: bool,
    /// When.
    pub at: Time,
}

record! {
    /// A line of the call list.
    #[derive(Clone, Debug)]
    pub struct Call {
        /// Its key.
        pub id: NoticeId,
        /// Whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Their language.
        pub locale: Locale,
        /// How.
        pub way: Way,
        /// Number, address, or the neighbour's name.
        pub value: String,
        /// When, in their own words.
        pub hours: String,
        words: String,
        /// Where the next step is, below the community.
        pub path: String,
        /// Since when it waits.
        pub at: Time,
        /// How often somebody tried.
        pub tries: i64,
        /// They chose a word, so that acts can be done for them by phone.
        pub has_word: bool,
    }
}

impl Call {
    /// What to say, in a language.
    pub fn said(&self, locale: impl Into<Locale>) -> Said {
        read_words(&self.words, locale.into())
    }
}

record! {
    /// Somebody the desk is to tell something.
    #[derive(Clone, Debug)]
    pub struct DuePerson {
        /// Whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// How many things.
        pub things: i64,
        /// Since when the first of them waits.
        pub since: Time,
        /// How many people there are in all.
        pub people: i64,
    }
}

record! {
    /// What a decision on a call rests on.
    #[derive(Clone, Debug)]
    pub struct Line {
        /// Its key.
        pub id: NoticeId,
        /// Whom.
        pub member: MemberId,
        /// How.
        pub way: Way,
        /// What became of it.
        pub state: State,
        /// How often somebody tried.
        pub tries: i64,
    }
}

record! {
    /// A mail that is due.
    #[derive(Clone, Debug)]
    pub(super) struct Mail {
        pub(super) id: NoticeId,
        pub(super) to: String,
        pub(super) locale: Locale,
        words: String,
        pub(super) path: String,
        pub(super) tries: i64,
    }
}

impl Mail {
    pub(super) fn said(&self) -> Said {
        read_words(&self.words, self.locale)
    }
}

/// Tells a member something, in the transaction of its cause: it stands in their own list at once, and goes out
/// by the way they want to be reached. Somebody who left is told nothing.
///
/// # Errors
/// Those of the store.
pub fn tell<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    notice: &Notice<'_>,
) -> Result<()> {
    let known = member::by_id(tx, member)?.filter(|member| member.state == member::State::Active);
    let Some(known) = known else { return Ok(()) };
    let reach = &known.profile.reach;
    let channel = channel(reach.way, &reach.value);
    let id = NoticeId(tx.new_key());
    let Notice { kind, about, by, path, .. } = notice;
    let values =
        args![tx.community(), id, member, *by, *kind, *about, notice.words(), path, channel, tx.now()];
    tx.exec(permit, &INSERT, &values)?;
    Ok(())
}

/// Whom the desk is to tell something now, who waits longest first. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn due_people(seen: &Snapshot<'_>, limit: i64) -> Result<Vec<DuePerson>> {
    seen.rows(&DUE_PEOPLE, &args![seen.community(), seen.now(), limit])
}

/// What a member was told, newest first, in a language. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn inbox(seen: &Snapshot<'_>, member: MemberId, locale: Locale) -> Result<Vec<Told>> {
    let rows: Vec<InboxRow> = seen.rows(&INBOX, &args![seen.community(), member])?;
    let told = |row: InboxRow| Told {
        id: row.id,
        said: read_words(&row.words, locale),
        path: row.path,
        fresh: matches!(row.state, State::Waiting | State::Sent),
        at: row.created_at,
    };
    Ok(rows.into_iter().map(told).collect())
}

/// How many notices a member has not seen.
///
/// # Errors
/// Those of the store.
pub fn unseen(seen: &Snapshot<'_>, member: MemberId) -> Result<i64> {
    let count: Option<(i64,)> = seen.row(&UNSEEN, &args![seen.community(), member])?;
    Ok(count.map_or(0, |(count,)| count))
}

/// Everything up to a moment is seen.
///
/// # Errors
/// Those of the store.
pub(super) fn seen<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    until: Time,
) -> Result<()> {
    tx.exec(permit, &SEEN, &args![tx.community(), member, tx.now(), until])?;
    Ok(())
}

/// The call list. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn calls(seen: &Snapshot<'_>) -> Result<Vec<Call>> {
    seen.rows(&CALLS, &args![seen.community(), seen.now()])
}

/// One line of the call list.
pub(super) fn one(seen: &Snapshot<'_>, id: NoticeId) -> Result<Option<Line>> {
    seen.row(&ONE, &args![seen.community(), id])
}

/// Notes what came of a call.
pub(super) fn record<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    line: &Line,
    outcome: Outcome,
    again: Time,
) -> Result<()> {
    let state = outcome.state();
    let done = (state != State::Waiting).then(|| tx.now());
    let by = tx.actor().signed_in();
    let values = args![tx.community(), line.id, state, outcome.word(), by, again, done, line.tries];
    tx.exec_one(permit, &RECORD, &values)
}

/// Mails that are due.
pub(super) fn mails(seen: &Snapshot<'_>) -> Result<Vec<Mail>> {
    seen.rows(&MAILS, &args![seen.community(), seen.now()])
}

/// A mail was handed over.
pub(super) fn sent<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: NoticeId) -> Result<()> {
    tx.exec(permit, &SENT, &args![tx.community(), id, tx.now()])?;
    Ok(())
}

/// A mail could not be handed over.
pub(super) fn later<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: NoticeId,
    at: Time,
    way: Way,
) -> Result<()> {
    tx.exec(permit, &LATER, &args![tx.community(), id, at, way])?;
    Ok(())
}

/// Forgets what is done with since a moment.
pub(super) fn forget_old<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, before: Time) -> Result<()> {
    tx.exec(permit, &FORGET_OLD, &args![tx.community(), before])?;
    Ok(())
}

/// Forgets what was told to somebody who leaves, and to others because of them.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), member])?;
    tx.exec(permit, &ERASE_CALLER, &args![tx.community(), member])?;
    Ok(())
}

/// The letters that were written to a member or because of them. The caller has decided that the actor may know.
pub(super) fn letters(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Key>> {
    let rows: Vec<(Key,)> = seen.rows(&ABOUT, &args![seen.community(), member])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
