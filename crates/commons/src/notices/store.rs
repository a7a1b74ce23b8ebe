//! The rows of notices.

use super::model::{Hitch, Notice, NoticeId, Said, State, channel, read_words};
use kernel::{Key, Locale, MemberId, Time};
use people::member::{self, Way};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Writes one.
    INSERT = "INSERT INTO notice (community_id, id, member, by_member, kind, about, words, path, channel, state,
                tries, next_at, outcome, created_at, hitch)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, $10, '', $10, $11)";
    /// What a member was told, newest first.
    INBOX = "SELECT id, words, path, state, created_at FROM notice
             WHERE community_id = $1 AND member = $2 ORDER BY created_at DESC, id DESC LIMIT $3";
    /// How many of these they have not seen.
    UNSEEN = "SELECT COUNT(*) FROM notice
              WHERE community_id = $1 AND member = $2 AND state IN ('waiting', 'sent')";
    /// They saw all there was.
    SEEN = "UPDATE notice SET state = 'seen', done_at = $3
            WHERE community_id = $1 AND member = $2 AND state IN ('waiting', 'sent') AND created_at <= $4";
    /// Where one of their own leads, and when it was told.
    OWN = "SELECT path, created_at FROM notice WHERE community_id = $1 AND member = $2 AND id = $3";
    /// They saw all there was about one matter.
    SEEN_MATTER = "UPDATE notice SET state = 'seen', done_at = $3
                   WHERE community_id = $1 AND member = $2 AND state IN ('waiting', 'sent') AND created_at <= $4
                     AND (path = $5 AND path <> '' OR id = $6)";
    /// Mails and text messages that are due.
    DUE = "SELECT n.id, m.reach_value, m.locale, n.words, n.path, n.tries
           FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
           WHERE n.community_id = $1 AND n.state = 'waiting' AND n.channel = $3 AND n.next_at <= $2
           ORDER BY n.next_at, n.id LIMIT 50";
    /// What waits for a member goes another way, but for what came back: the desk knows of that.
    FOLLOW = "UPDATE notice SET channel = $3, hitch = $4, next_at = $5
              WHERE community_id = $1 AND member = $2 AND state = 'waiting' AND hitch = $6";
    /// Members whose mails or text messages wait, and who are reached otherwise by now.
    STRAYED = "SELECT DISTINCT n.member FROM notice n
               JOIN member m ON m.community_id = n.community_id AND m.id = n.member
               WHERE n.community_id = $1 AND n.state = 'waiting' AND n.channel IN ('mail', 'sms')
                 AND m.reach_way <> n.channel";
    /// Handed over.
    SENT = "UPDATE notice SET state = 'sent', tries = tries + 1, done_at = $3
            WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// To be tried again, or to be told by the desk.
    LATER = "UPDATE notice SET tries = tries + 1, next_at = $3, channel = $4, hitch = $5
             WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// Whose something is that came back.
    GLOBAL_WHOSE = "SELECT n.community_id, n.member, m.reach_way, m.reach_value
                    FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
                    WHERE n.id = $1";
    /// It came back: the desk tells it, unless they saw it themselves.
    CAME_BACK = "UPDATE notice SET state = 'waiting', tries = tries + 1, next_at = $3, channel = $4, hitch = $5,
                   done_at = NULL
                 WHERE community_id = $1 AND id = $2 AND state = 'sent'";
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
    /// A mail or text message that is due.
    #[derive(Clone, Debug)]
    pub(super) struct Due {
        pub(super) id: NoticeId,
        pub(super) to: String,
        pub(super) locale: Locale,
        words: String,
        pub(super) path: String,
        pub(super) tries: i64,
    }
}

impl Due {
    pub(super) fn said(&self) -> Said {
        read_words(&self.words, self.locale)
    }
}

/// Writes something into a member's own list, and sends it nowhere: for what can wait until they look.
///
/// # Errors
/// Those of the store.
pub fn tell_here<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    notice: &Notice<'_>,
) -> Result<()> {
    match put(tx, permit, member, notice)? {
        Some(id) => sent(tx, permit, id),
        None => Ok(()),
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
    put(tx, permit, member, notice).map(drop)
}

fn put<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    notice: &Notice<'_>,
) -> Result<Option<NoticeId>> {
    let known = member::by_id(tx, member)?.filter(|member| member.state == member::State::Active);
    let Some(known) = known else { return Ok(None) };
    let reach = &known.profile.reach;
    let (channel, hitch) = channel(reach.way, &reach.value, known.reach_failed.is_some());
    let id = NoticeId(tx.new_key());
    let Notice { kind, about, by, path, .. } = notice;
    let values =
        args![tx.community(), id, member, *by, *kind, *about, notice.words(), path, channel, tx.now(), hitch];
    tx.exec(permit, &INSERT, &values)?;
    Ok(Some(id))
}

/// What still waits for a member goes the way they want to be reached now.
///
/// # Errors
/// Those of the store.
pub fn follow<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    let Some(known) = member::by_id(tx, member)? else { return Ok(()) };
    let reach = &known.profile.reach;
    let (channel, hitch) = channel(reach.way, &reach.value, known.reach_failed.is_some());
    let values = args![tx.community(), member, channel, hitch, tx.now(), Hitch::None];
    tx.exec(permit, &FOLLOW, &values)?;
    Ok(())
}

/// Members whose mails or text messages wait, and who are reached otherwise by now.
pub(super) fn strayed(seen: &Snapshot<'_>) -> Result<Vec<MemberId>> {
    let rows: Vec<(MemberId,)> = seen.rows(&STRAYED, &args![seen.community()])?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// So many notices stand on a page.
pub const PAGE: i64 = 100;

/// What a member was told, newest first, in a language. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn inbox(seen: &Snapshot<'_>, member: MemberId, locale: Locale, most: i64) -> Result<Vec<Told>> {
    let rows: Vec<InboxRow> = seen.rows(&INBOX, &args![seen.community(), member, most])?;
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

/// Everything about one matter of theirs is seen, up to this notice.
///
/// # Errors
/// [`kernel::Code::NotFound`] when it is not theirs; those of the store.
pub(super) fn seen_matter<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    id: NoticeId,
) -> Result<()> {
    let own: Option<(String, Time)> = tx.row(&OWN, &args![tx.community(), member, id])?;
    let (path, until) = own.ok_or(kernel::Code::NotFound)?;
    tx.exec(permit, &SEEN_MATTER, &args![tx.community(), member, tx.now(), until, path, id])?;
    Ok(())
}

/// Mails or text messages that are due.
pub(super) fn due(seen: &Snapshot<'_>, way: Way) -> Result<Vec<Due>> {
    seen.rows(&DUE, &args![seen.community(), seen.now(), way])
}

record! {
    /// Whose something is that came back, and how they are reached now.
    #[derive(Clone, Debug)]
    pub struct Whose {
        /// Where.
        pub community: kernel::CommunityId,
        /// Who.
        pub member: MemberId,
        /// How they are reached.
        pub way: Way,
        /// At which address or number.
        pub value: String,
    }
}

/// Whose something is that came back; asked for the whole installation, since a bounce names a key alone.
pub(super) fn whose(seen: &Snapshot<'_>, id: NoticeId) -> Result<Option<Whose>> {
    seen.row(&GLOBAL_WHOSE, &args![id])
}

/// Something came back.
pub(super) fn came_back<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: NoticeId,
    way: Way,
    hitch: Hitch,
) -> Result<()> {
    tx.exec(permit, &CAME_BACK, &args![tx.community(), id, tx.now(), way, hitch])?;
    Ok(())
}

/// Something was handed over.
pub(super) fn sent<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: NoticeId) -> Result<()> {
    tx.exec(permit, &SENT, &args![tx.community(), id, tx.now()])?;
    Ok(())
}

/// Something could not be handed over.
pub(super) fn later<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: NoticeId,
    at: Time,
    road: (Way, Hitch),
) -> Result<()> {
    tx.exec(permit, &LATER, &args![tx.community(), id, at, road.0, road.1])?;
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
