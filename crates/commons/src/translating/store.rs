//! The rows of requests and of those who translate.

use super::model::{Pair, RequestId};
use kernel::{ItemId, Key, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};
use web::Choice as _;

statements! {
    /// Somebody translates between two languages.
    INSERT_TRANSLATOR = "INSERT INTO translator (community_id, member, from_lang, to_lang, named)
                         VALUES ($1, $2, $3, $4, $5)";
    /// Somebody no longer translates.
    DELETE_TRANSLATOR = "DELETE FROM translator WHERE community_id = $1 AND member = $2";
    /// Between what a member translates, and whether their name may stand beside it.
    PAIRS = "SELECT from_lang, to_lang, named FROM translator WHERE community_id = $1 AND member = $2
             ORDER BY from_lang, to_lang";
    /// Who translates between two languages, but for whoever is kept apart from who asks or who wrote. Nobody under
    /// sixteen is asked by others.
    TRANSLATORS = "SELECT n.member, m.name, n.named FROM translator n
                   JOIN member m ON m.community_id = n.community_id AND m.id = n.member
                   WHERE n.community_id = $1 AND n.from_lang = $2 AND n.to_lang = $3 AND m.state = 'active'
                     AND {unblocked n.member $4} AND {unblocked n.member $5}
                     AND COALESCE(m.young_through, 0) < $6
                   ORDER BY m.name, n.member LIMIT 50";
    /// A new request.
    INSERT = "INSERT INTO translation (community_id, id, thing, thread, from_lang, to_lang, chosen, writer, words,
                translated, state, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 'open', $10)";
    /// One more who wants to know.
    INSERT_ASKER = "INSERT INTO translation_asker (community_id, request, member) VALUES ($1, $2, $3)
                    ON CONFLICT DO NOTHING";
    /// One request with who has taken it.
    ONE = "SELECT r.id, r.thing, r.thread, r.from_lang, r.to_lang, r.chosen, r.writer, r.words, r.state, k.member
           FROM translation r
           LEFT JOIN translation_taken k ON k.community_id = r.community_id AND k.request = r.id
           WHERE r.community_id = $1 AND r.id = $2";
    /// Whether a request is one for a message from whose writer or reader somebody is kept apart.
    APART = "SELECT COUNT(*) FROM translation r
             WHERE r.community_id = $1 AND r.id = $2 AND r.thread IS NOT NULL
               AND (NOT {unblocked r.writer $3} OR EXISTS
                 (SELECT 1 FROM translation_asker a
                  WHERE a.community_id = r.community_id AND a.request = r.id AND NOT {unblocked a.member $3}))";
    /// The request for a text in a language.
    FOR_THING = "SELECT id FROM translation WHERE community_id = $1 AND thing = $2 AND to_lang = $3";
    /// Whether others wait between the same two languages.
    WAITING = "SELECT COUNT(*) FROM translation r
               WHERE r.community_id = $1 AND r.state = 'open' AND r.from_lang = $2 AND r.to_lang = $3
                 AND r.chosen IS NULL
                 AND NOT EXISTS (SELECT 1 FROM translation_taken k
                                 WHERE k.community_id = r.community_id AND k.request = r.id)";
    /// What waits for a translator, and what they have taken, oldest first. Of a message nothing but its length, and
    /// none of those whose writer or reader they are kept apart from.
    PERMITTED_QUEUE = "SELECT r.id, r.thing, r.thread, r.from_lang, r.to_lang, CAST(LENGTH(r.words) AS BIGINT),
                         COALESCE(o.title, ''), k.member, r.created_at
                       FROM translation r
                       LEFT JOIN translation_taken k ON k.community_id = r.community_id AND k.request = r.id
                       LEFT JOIN item i ON i.community_id = r.community_id AND i.id = r.thing
                       LEFT JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                         AND o.lang = i.origin AND o.ease = 'plain'
                       WHERE r.community_id = $1 AND r.state = 'open'
                         AND ({visible i $3 $2} OR (r.thread IS NOT NULL AND {unblocked r.writer $2} AND NOT EXISTS
                           (SELECT 1 FROM translation_asker a
                            WHERE a.community_id = r.community_id AND a.request = r.id AND NOT {unblocked a.member $2})))
                         AND (k.member = $2
                           OR (k.member IS NULL AND COALESCE(r.chosen, $2) = $2
                             AND EXISTS (SELECT 1 FROM translator n
                                         WHERE n.community_id = r.community_id AND n.member = $2
                                           AND n.from_lang = r.from_lang AND n.to_lang = r.to_lang)))
                       ORDER BY r.created_at, r.id LIMIT 60";
    /// Translations nobody has read over, in the languages of a translator, not their own.
    SECOND = "SELECT i.id, i.kind, i.slug, t.lang, t.title, t.summary, i.published_at, i.area, i.sample
              FROM item_text t JOIN item i ON i.community_id = t.community_id AND i.id = t.item_id
              WHERE t.community_id = $1 AND t.state = 'neighbour' AND t.ease = 'plain' AND {visible i $2 $3}
                AND t.author <> $3
                AND EXISTS (SELECT 1 FROM translator n
                            WHERE n.community_id = t.community_id AND n.member = $3
                              AND n.from_lang = i.origin AND n.to_lang = t.lang)
              ORDER BY i.published_at DESC, i.id LIMIT 20";
    /// Takes one. The key lets only one have it.
    TAKE = "INSERT INTO translation_taken (community_id, request, member, at) VALUES ($1, $2, $3, $4)";
    /// Gives it back.
    GIVE_BACK = "DELETE FROM translation_taken WHERE community_id = $1 AND request = $2";
    /// A message is translated; the copy of its words is no longer needed.
    DONE = "UPDATE translation SET state = 'done', translated = $3, words = '', done_by = $4
            WHERE community_id = $1 AND id = $2 AND state = 'open'";
    /// Takes a request away.
    DELETE = "DELETE FROM translation WHERE community_id = $1 AND id = $2";
    /// Those who asked.
    ASKERS = "SELECT member FROM translation_asker WHERE community_id = $1 AND request = $2 ORDER BY member";
    /// Forgets those who asked.
    DELETE_ASKERS = "DELETE FROM translation_asker WHERE community_id = $1 AND request = $2";
    /// Translations and requests of a conversation.
    OF_THREAD = "SELECT r.thing, r.to_lang, r.translated, r.state, m.name
                 FROM translation r
                 LEFT JOIN translator n ON n.community_id = r.community_id AND n.member = r.done_by
                   AND n.from_lang = r.from_lang AND n.to_lang = r.to_lang AND n.named = 1
                 LEFT JOIN member m ON m.community_id = n.community_id AND m.id = n.member
                 WHERE r.community_id = $1 AND r.thread = $2 ORDER BY r.created_at, r.id LIMIT 200";
    /// Taken long ago and not written.
    TAKEN_BEFORE = "SELECT request FROM translation_taken WHERE community_id = $1 AND at < $2 ORDER BY request LIMIT 200";
    /// Asked for long ago and never taken.
    OLD = "SELECT r.id FROM translation r WHERE r.community_id = $1 AND r.state = 'open' AND r.created_at < $2
             AND NOT EXISTS (SELECT 1 FROM translation_taken k
                             WHERE k.community_id = r.community_id AND k.request = r.id)
           ORDER BY r.id LIMIT 200";
    /// What a member asked to have translated, and what they took: for them to take along.
    ASKED_BY = "SELECT r.from_lang, r.to_lang, r.state, r.created_at FROM translation_asker a
                JOIN translation r ON r.community_id = a.community_id AND r.id = a.request
                WHERE a.community_id = $1 AND a.member = $2 ORDER BY r.created_at, r.id";
    /// Messages of a conversation that is gone, or whose writer or asker leaves.
    PRIVATE_OF = "SELECT r.id FROM translation r WHERE r.community_id = $1 AND r.thread IS NOT NULL
                    AND (r.writer = $2 OR EXISTS (SELECT 1 FROM translation_asker a
                                                  WHERE a.community_id = r.community_id AND a.request = r.id
                                                    AND a.member = $2))";
    /// Lets go of a member in all requests.
    FORGET_DONE_BY = "UPDATE translation SET done_by = NULL WHERE community_id = $1 AND done_by = $2";
    /// The same where they were chosen: nobody else may see it, so it goes.
    CHOSEN = "SELECT id FROM translation WHERE community_id = $1 AND chosen = $2 AND state = 'open'";
    /// The same among those who asked.
    FORGET_ASKER = "DELETE FROM translation_asker WHERE community_id = $1 AND member = $2";
    /// The same among those who took.
    FORGET_TAKEN = "DELETE FROM translation_taken WHERE community_id = $1 AND member = $2";
}

record! {
    /// What a decision on a request rests on.
    #[derive(Clone, Debug)]
    pub struct Request {
        /// Its key.
        pub id: RequestId,
        /// The item, or the message.
        pub thing: Key,
        /// Of a message, its conversation.
        pub thread: Option<Key>,
        /// The language of the original.
        pub from: Locale,
        /// The language it is wanted in.
        pub to: Locale,
        /// The only one who may see it.
        pub chosen: Option<MemberId>,
        /// Of a message, who wrote it.
        pub writer: Option<MemberId>,
        /// Of a message, its words.
        pub words: String,
        /// `open` or `done`.
        pub state: String,
        /// Who has taken it.
        pub taken_by: Option<MemberId>,
    }
}

record! {
    /// A line of the queue.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        /// Its key.
        pub id: RequestId,
        /// The item, or the message.
        pub thing: Key,
        /// Of a message, its conversation.
        pub thread: Option<Key>,
        /// The language of the original.
        pub from: Locale,
        /// The language it is wanted in.
        pub to: Locale,
        /// Of a message, how many letters it has.
        pub letters: i64,
        /// Of an item, its title.
        pub title: String,
        /// Who has taken it.
        pub taken_by: Option<MemberId>,
        /// Since when it waits.
        pub at: Time,
    }
}

record! {
    /// What stands below a message.
    #[derive(Clone, Debug)]
    pub struct OfMessage {
        /// Which message.
        pub message: Key,
        /// In which language.
        pub to: Locale,
        /// The words; empty while it waits.
        pub words: String,
        /// `open` or `done`.
        pub state: String,
        /// Who translated it, if they want to be named.
        pub name: Option<String>,
    }
}

/// A request to be made.
pub(super) struct New<'a> {
    pub(super) thing: Key,
    pub(super) thread: Option<Key>,
    pub(super) pair: Pair,
    pub(super) chosen: Option<MemberId>,
    pub(super) writer: Option<MemberId>,
    pub(super) words: &'a str,
}

/// Between what a member translates, and whether they are named.
pub(super) fn pairs(seen: &Snapshot<'_>, member: MemberId) -> Result<(Vec<Pair>, bool)> {
    let rows: Vec<(Locale, Locale, bool)> = seen.rows(&PAIRS, &args![seen.community(), member])?;
    let named = rows.iter().any(|(.., named)| *named);
    let chosen = |pair: &&Pair| rows.iter().any(|(from, to, _)| (*from, *to) == (pair.from, pair.to));
    Ok((Pair::ALL.iter().filter(chosen).copied().collect(), named))
}

pub(super) fn set_pairs<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    pairs: &[Pair],
    named: bool,
) -> Result<()> {
    tx.exec(permit, &DELETE_TRANSLATOR, &args![tx.community(), member])?;
    for pair in pairs {
        tx.exec(permit, &INSERT_TRANSLATOR, &args![tx.community(), member, pair.from, pair.to, named])?;
    }
    Ok(())
}

/// Who translates between two languages for the acting one, and what this member wrote: key, name, and whether the name
/// may be shown.
pub(super) fn translators(
    seen: &Snapshot<'_>,
    pair: Pair,
    writer: Option<MemberId>,
) -> Result<Vec<(MemberId, String, bool)>> {
    let [me, writer] = [seen.actor().acting(), writer].map(|one| one.unwrap_or(crate::items::NOBODY));
    let year = people::young::year(seen.now());
    seen.rows(&TRANSLATORS, &args![seen.community(), pair.from, pair.to, me, writer, year])
}

pub(super) fn insert<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, new: &New<'_>) -> Result<RequestId> {
    let id = RequestId(tx.new_key());
    let New { thing, thread, pair, chosen, writer, words } = new;
    tx.exec(
        permit,
        &INSERT,
        &args![tx.community(), id, thing, thread, pair.from, pair.to, chosen, writer, words, tx.now()],
    )?;
    Ok(id)
}

pub(super) fn add_asker<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    request: RequestId,
    member: MemberId,
) -> Result<()> {
    tx.exec(permit, &INSERT_ASKER, &args![tx.community(), request, member])?;
    Ok(())
}

pub(super) fn one(seen: &Snapshot<'_>, id: RequestId) -> Result<Option<Request>> {
    seen.row(&ONE, &args![seen.community(), id])
}

/// Whether a request is one for a message from whose writer or reader somebody is kept apart.
pub(super) fn is_apart(seen: &Snapshot<'_>, id: RequestId, me: MemberId) -> Result<bool> {
    let found: Option<(i64,)> = seen.row(&APART, &args![seen.community(), id, me])?;
    Ok(found.is_some_and(|(count,)| count > 0))
}

pub(super) fn for_thing(seen: &Snapshot<'_>, thing: Key, to: Locale) -> Result<Option<RequestId>> {
    let row: Option<(RequestId,)> = seen.row(&FOR_THING, &args![seen.community(), thing, to])?;
    Ok(row.map(|(id,)| id))
}

pub(super) fn waiting(seen: &Snapshot<'_>, pair: Pair) -> Result<i64> {
    let row: Option<(i64,)> = seen.row(&WAITING, &args![seen.community(), pair.from, pair.to])?;
    Ok(row.map_or(0, |(count,)| count))
}

/// What waits for a translator who sees so much, and what they have taken.
pub(super) fn queue(seen: &Snapshot<'_>, member: MemberId, level: i64) -> Result<Vec<Waiting>> {
    seen.rows(&PERMITTED_QUEUE, &args![seen.community(), member, level])
}

pub(super) fn second(seen: &Snapshot<'_>, member: MemberId, level: i64) -> Result<Vec<crate::items::Card>> {
    seen.rows(&SECOND, &args![seen.community(), level, member])
}

pub(super) fn take<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: RequestId,
    member: MemberId,
) -> Result<()> {
    tx.exec(permit, &TAKE, &args![tx.community(), id, member, tx.now()])?;
    Ok(())
}

pub(super) fn give_back<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: RequestId) -> Result<()> {
    tx.exec(permit, &GIVE_BACK, &args![tx.community(), id])?;
    Ok(())
}

pub(super) fn done<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: RequestId,
    translated: &str,
    by: MemberId,
) -> Result<()> {
    permit.between_people();
    tx.exec_one(permit, &DONE, &args![tx.community(), id, translated, by])
}

pub(super) fn askers(seen: &Snapshot<'_>, id: RequestId) -> Result<Vec<MemberId>> {
    let rows: Vec<(MemberId,)> = seen.rows(&ASKERS, &args![seen.community(), id])?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// Takes a request away with all that belongs to it.
pub(super) fn delete<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: RequestId) -> Result<()> {
    for statement in [&DELETE_ASKERS, &GIVE_BACK, &DELETE] {
        tx.exec(permit, statement, &args![tx.community(), id])?;
    }
    Ok(())
}

/// Translations and requests of a conversation. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn of_thread(seen: &Snapshot<'_>, thread: Key) -> Result<Vec<OfMessage>> {
    seen.rows(&OF_THREAD, &args![seen.community(), thread])
}

pub(super) fn taken_before(seen: &Snapshot<'_>, moment: Time) -> Result<Vec<RequestId>> {
    let rows: Vec<(RequestId,)> = seen.rows(&TAKEN_BEFORE, &args![seen.community(), moment])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(super) fn old(seen: &Snapshot<'_>, moment: Time) -> Result<Vec<RequestId>> {
    let rows: Vec<(RequestId,)> = seen.rows(&OLD, &args![seen.community(), moment])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What a member asked to have translated: languages, state, since when.
pub(super) fn asked_by(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(Locale, Locale, String, Time)>> {
    seen.rows(&ASKED_BY, &args![seen.community(), member])
}

/// Forgets somebody who leaves: messages of theirs and for them with their copies, and them in all the rest.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    let private: Vec<(RequestId,)> = tx.rows(&PRIVATE_OF, &args![tx.community(), member])?;
    let chosen: Vec<(RequestId,)> = tx.rows(&CHOSEN, &args![tx.community(), member])?;
    for (id,) in private.into_iter().chain(chosen) {
        delete(tx, permit, id)?;
    }
    for statement in [&DELETE_TRANSLATOR, &FORGET_DONE_BY, &FORGET_ASKER, &FORGET_TAKEN] {
        tx.exec(permit, statement, &args![tx.community(), member])?;
    }
    Ok(())
}

/// The item of a request, where it is one.
pub(super) fn item(request: &Request) -> Option<ItemId> {
    request.thread.is_none().then_some(ItemId(request.thing))
}
