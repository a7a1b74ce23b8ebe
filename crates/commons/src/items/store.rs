//! The rows of items and their texts.

use super::model::{Audience, Card, Facts, NewItem, News, Stage, TextRow, TextState, Words};
use super::search;
use kernel::{ItemId, Key, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, statements};

statements! {
    /// A new item.
    INSERT_ITEM = "INSERT INTO item (community_id, id, kind, slug, owner, origin, stage, audience, sample, area,
                     ends_at, published_at, created_at, version)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";
    /// Whether an address is free.
    PERMITTED_SLUG = "SELECT id FROM item WHERE community_id = $1 AND kind = $2 AND slug = $3";
    /// What decisions rest on: for permits, so without visibility.
    PERMITTED_FACTS = "SELECT id, kind, slug, owner, origin, stage, audience, version, sample
                       FROM item WHERE community_id = $1 AND id = $2";
    /// The same by address.
    PERMITTED_FACTS_BY_SLUG = "SELECT id, kind, slug, owner, origin, stage, audience, version, sample
                               FROM item WHERE community_id = $1 AND kind = $2 AND slug = $3";
    /// Writes or rewrites the words in one language.
    UPSERT_TEXT = "INSERT INTO item_text (community_id, item_id, lang, ease, title, summary, sort_key, author,
                     state, of_version, body)
                   VALUES ($1, $2, $3, 'plain', $4, $5, $6, $7, $8, $9, $10)
                   ON CONFLICT (community_id, item_id, lang, ease) DO UPDATE SET
                     title = excluded.title, summary = excluded.summary, sort_key = excluded.sort_key,
                     author = excluded.author, state = excluded.state, of_version = excluded.of_version,
                     body = excluded.body";
    /// One version further, if nobody changed it meanwhile.
    BUMP = "UPDATE item SET version = version + 1 WHERE community_id = $1 AND id = $2 AND version = $3";
    /// Another stage, if nobody changed it meanwhile.
    SET_STAGE = "UPDATE item SET stage = $3, published_at = COALESCE(published_at, $4), version = version + 1
                 WHERE community_id = $1 AND id = $2 AND version = $5";
    /// Another end.
    SET_END = "UPDATE item SET ends_at = $3 WHERE community_id = $1 AND id = $2";
    /// All texts of an item the viewer may read.
    TEXTS = "SELECT t.lang, t.title, t.summary, t.body, t.author, t.state, t.of_version,
               (SELECT MAX(m.name) FROM translator n
                JOIN member m ON m.community_id = n.community_id AND m.id = n.member
                WHERE n.community_id = t.community_id AND n.member = t.author AND n.named = 1
                  AND t.state <> 'original' AND m.state = 'active')
             FROM item_text t JOIN item i ON i.community_id = t.community_id AND i.id = t.item_id
             WHERE t.community_id = $1 AND t.item_id = $2 AND t.ease = 'plain' AND {visible i $3 $4}
             ORDER BY t.lang";
    /// All texts of an item under a permit (drafts, review).
    PERMITTED_TEXTS = "SELECT lang, title, summary, body, author, state, of_version, CAST(NULL AS TEXT)
                       FROM item_text WHERE community_id = $1 AND item_id = $2 AND ease = 'plain' ORDER BY lang";
    /// How a text came to be, if it is still a neighbour's translation.
    SET_TEXT_STATE = "UPDATE item_text SET state = $4
                      WHERE community_id = $1 AND item_id = $2 AND lang = $3 AND ease = 'plain' AND state = 'neighbour'";
    /// Gives somebody a part in an item.
    INSERT_MEMBER = "INSERT INTO item_member (community_id, item_id, member_id, part) VALUES ($1, $2, $3, $4)
                     ON CONFLICT DO NOTHING";
    /// Links an item to another.
    INSERT_LINK = "INSERT INTO item_link (community_id, item_id, to_item, part) VALUES ($1, $2, $3, $4)
                   ON CONFLICT DO NOTHING";
    /// Takes all links of one part away.
    DELETE_LINKS = "DELETE FROM item_link WHERE community_id = $1 AND item_id = $2 AND part = $3";
    /// The newest live items of a kind (all kinds: ''), before a moment; title in the reader's language.
    NEWEST = "SELECT i.id, i.kind, i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
                COALESCE(w.summary, o.summary), i.published_at, i.area, i.sample
              FROM item i
              JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                AND o.ease = 'plain'
              LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
                AND w.ease = 'plain'
              WHERE i.community_id = $1 AND i.kind = $3 AND {visible i $4 $8} AND (i.published_at, i.id) < ($5, $6)
              ORDER BY i.published_at DESC, i.id DESC LIMIT $7";
    /// What was published between two moments, newest first, with its words: for general news.
    NEWS = "SELECT i.id, i.kind, i.slug, COALESCE(w.title, o.title), COALESCE(w.summary, o.summary),
              COALESCE(w.body, o.body), i.area
            FROM item i
            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
              AND o.ease = 'plain'
            LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
              AND w.ease = 'plain'
            WHERE i.community_id = $1 AND {visible i $3 $6} AND i.published_at > $4 AND i.published_at <= $5
            ORDER BY i.published_at DESC, i.id DESC LIMIT 60";
    /// Items linked to one (the stories of a place), newest first.
    LINKED_FROM = "SELECT i.id, i.kind, i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
                     COALESCE(w.summary, o.summary), i.published_at, i.area, i.sample
                   FROM item_link l
                   JOIN item i ON i.community_id = l.community_id AND i.id = l.item_id
                   JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                     AND o.lang = i.origin AND o.ease = 'plain'
                   LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id
                     AND w.lang = $2 AND w.ease = 'plain'
                   WHERE l.community_id = $1 AND l.to_item = $3 AND l.part = $4 AND {visible i $5}
                   ORDER BY i.published_at DESC, i.id DESC LIMIT $6";
    /// Items one is linked to (the places of a story).
    LINKED_TO = "SELECT i.id, i.kind, i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
                   COALESCE(w.summary, o.summary), i.published_at, i.area, i.sample
                 FROM item_link l
                 JOIN item i ON i.community_id = l.community_id AND i.id = l.to_item
                 JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                   AND o.lang = i.origin AND o.ease = 'plain'
                 LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id
                   AND w.lang = $2 AND w.ease = 'plain'
                 WHERE l.community_id = $1 AND l.item_id = $3 AND l.part = $4 AND {visible i $5}
                 ORDER BY COALESCE(w.sort_key, o.sort_key), i.id LIMIT $6";
    /// What a member owns, in any stage, newest first: for their own page.
    PERMITTED_OWN = "SELECT i.id, i.kind, i.slug, o.lang, o.title, o.summary, i.published_at, i.area, i.sample
                     FROM item i
                     JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                       AND o.lang = i.origin AND o.ease = 'plain'
                     WHERE i.community_id = $1 AND i.owner = $2 AND i.stage <> 'erased'
                     ORDER BY i.created_at DESC, i.id DESC LIMIT $3";
    /// What waits at a stage, oldest first: for the editors.
    PERMITTED_WAITING = "SELECT i.id, i.kind, i.slug, o.lang, o.title, o.summary, i.published_at, i.area, i.sample
                         FROM item i
                         JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                           AND o.lang = i.origin AND o.ease = 'plain'
                         WHERE i.community_id = $1 AND i.stage = $2
                         ORDER BY i.created_at, i.id LIMIT $3";
    /// Blanks the words of an item for good.
    ERASE_TEXTS = "UPDATE item_text SET title = '', summary = '', body = '', sort_key = $3, author = NULL
                   WHERE community_id = $1 AND item_id = $2";
    /// Marks an item erased and lets go of its owner and address.
    ERASE_ITEM = "UPDATE item SET stage = 'erased', owner = NULL, slug = $3, version = version + 1
                  WHERE community_id = $1 AND id = $2";
    /// What a leaver still owns, nobody owns.
    DISOWN = "UPDATE item SET owner = NULL, version = version + 1 WHERE community_id = $1 AND owner = $2";
    /// Nobody is named as the author of a leaver's words.
    UNNAME_AUTHOR = "UPDATE item_text SET author = NULL WHERE community_id = $1 AND author = $2";
    /// A leaver has no part in any item.
    FORGET_PARTS = "DELETE FROM item_member WHERE community_id = $1 AND member_id = $2";
    /// What a member wrote, in every language, oldest first: for their own copy.
    PERMITTED_WRITTEN = "SELECT i.kind, i.slug, i.stage, i.created_at, t.lang, t.title, t.summary, t.body
                         FROM item_text t
                         JOIN item i ON i.community_id = t.community_id AND i.id = t.item_id
                         WHERE t.community_id = $1 AND (i.owner = $2 OR t.author = $2) AND i.stage <> 'erased'
                         ORDER BY i.created_at, i.id, t.lang";
    /// Lets go of the people in an item.
    ERASE_MEMBERS = "DELETE FROM item_member WHERE community_id = $1 AND item_id = $2";
}

/// An act whose target is an item: store functions take the item from the permit, so a permit for one cannot
/// write another.
pub trait ItemAct: Act {
    /// The item.
    fn item(&self) -> ItemId;
}

/// For whom news are gathered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NewsFor {
    /// How much they see.
    pub viewer: Audience,
    /// Who they are, or nobody in particular for whoever is kept apart from no one.
    pub reader: MemberId,
    /// Since when.
    pub after: Time,
    /// Until when.
    pub until: Time,
}

/// What was published meanwhile, as they see it; newest first.
///
/// # Errors
/// Those of the store.
pub fn news(seen: &Snapshot<'_>, locale: Locale, wanted: &NewsFor) -> Result<Vec<News>> {
    let NewsFor { viewer, reader, after, until } = *wanted;
    seen.rows(&NEWS, &args![seen.community(), locale, viewer.level(), after, until, reader])
}

/// How much the actor of this snapshot sees.
///
/// # Errors
/// Those of the store.
pub fn viewer(seen: &Snapshot<'_>) -> Result<Audience> {
    match seen.actor().acting() {
        None => Ok(Audience::Public),
        Some(member) => Ok(Audience::of(seen.standing(member)?.as_ref())),
    }
}

/// Nobody in particular: as a reader, whoever is not signed in.
pub const NOBODY: MemberId = MemberId(Key(0));

/// Who reads, for `{visible item level reader}`.
pub(super) fn reader(seen: &Snapshot<'_>) -> MemberId {
    seen.actor().acting().unwrap_or(NOBODY)
}

/// Whether the acting one is kept apart from what neighbours need and offer, since one of the two wants nothing to do
/// with the other.
///
/// # Errors
/// Those of the store.
pub fn is_apart(seen: &Snapshot<'_>, item: &Facts) -> Result<bool> {
    let two = seen.actor().acting().zip(item.owner).filter(|_| item.kind == store::KEPT_APART);
    two.map_or(Ok(false), |(me, owner)| crate::blocks::between(seen, me, owner))
}

/// What decisions on an item rest on; `None` if there is no such item in this community.
///
/// # Errors
/// Those of the store.
pub fn facts(seen: &Snapshot<'_>, item: ItemId) -> Result<Option<Facts>> {
    seen.row(&PERMITTED_FACTS, &args![seen.community(), item])
}

/// The same by address.
///
/// # Errors
/// Those of the store.
pub fn facts_by_slug(seen: &Snapshot<'_>, kind: &str, slug: &str) -> Result<Option<Facts>> {
    seen.row(&PERMITTED_FACTS_BY_SLUG, &args![seen.community(), kind, slug])
}

/// Makes an item with its words in the language of origin; tells its key and its address.
///
/// # Errors
/// Those of the store.
pub fn create<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    new: &NewItem,
    words: &Words,
) -> Result<(ItemId, String)> {
    let id = ItemId(tx.new_key());
    let slug = free_slug(tx, new, id)?;
    let published = (new.stage == Stage::Live).then(|| tx.now());
    tx.exec(
        permit,
        &INSERT_ITEM,
        &args![
            tx.community(),
            id,
            new.kind,
            slug,
            new.owner,
            new.origin,
            new.stage,
            new.audience.level(),
            new.sample,
            new.area,
            new.ends_at,
            published,
            tx.now()
        ],
    )?;
    write_text(tx, permit, id, new.origin, words, TextState::Original, 1)?;
    if new.audience != Audience::Desk {
        search::add(tx, permit, id, new.origin, words)?;
    }
    Ok((id, slug))
}

fn free_slug(tx: &Tx<'_>, new: &NewItem, id: ItemId) -> Result<String> {
    if new.slug.is_empty() {
        return Ok(id.to_string());
    }
    let taken: Option<(Key,)> = tx.row(&PERMITTED_SLUG, &args![tx.community(), new.kind, new.slug])?;
    // the last six digits are random: two of the same name do not meet again
    Ok(if taken.is_some() { format!("{}-{}", new.slug, &id.to_string()[26..]) } else { new.slug.clone() })
}

/// Writes the words of an item in its first language.
///
/// # Errors
/// Those of the store.
pub fn put_original<'tx, A: ItemAct>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    lang: Locale,
    words: &Words,
    version: i64,
) -> Result<()> {
    put_text(tx, permit, lang, words, TextState::Original, version)
}

/// Writes the words of an item in one language, and makes them findable instead of those before.
///
/// # Errors
/// Those of the store.
pub(super) fn put_text<'tx, A: ItemAct>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    lang: Locale,
    words: &Words,
    state: TextState,
    of_version: i64,
) -> Result<()> {
    let item = permit.act().item();
    write_text(tx, permit, item, lang, words, state, of_version)?;
    search::forget(tx, permit, item)?;
    if is_for_desk(tx, item)? {
        return Ok(());
    }
    for text in texts_in_any_stage(tx, item)? {
        let words = Words { title: text.title, summary: text.summary, body: text.body };
        search::add(tx, permit, item, text.lang, &words)?;
    }
    Ok(())
}

/// Writes the words of an item that was made in this very transaction in another language: an import.
///
/// # Errors
/// Those of the store.
pub fn add_text<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    lang: Locale,
    words: &Words,
    state: TextState,
) -> Result<()> {
    write_text(tx, permit, item, lang, words, state, 1)?;
    if is_for_desk(tx, item)? {
        return Ok(());
    }
    search::add(tx, permit, item, lang, words)
}

/// What is for the desk alone has no terms in the search index: not hidden there, but absent.
fn is_for_desk(seen: &Snapshot<'_>, item: ItemId) -> Result<bool> {
    Ok(facts(seen, item)?.is_some_and(|facts| Audience::parse(facts.audience) == Audience::Desk))
}

fn write_text<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    lang: Locale,
    words: &Words,
    state: TextState,
    of_version: i64,
) -> Result<()> {
    let (author, sort_key) = (tx.actor().acting(), text::sort_key(&words.title));
    let Words { title, summary, body } = words;
    tx.exec(
        permit,
        &UPSERT_TEXT,
        &args![tx.community(), item, lang, title, summary, sort_key, author, state, of_version, body],
    )?;
    Ok(())
}

/// A neighbour's translation becomes another sort of text: one that somebody else read over.
///
/// # Errors
/// [`kernel::Code::Conflict`] when it is none any more.
pub fn set_text_state<'tx, A: ItemAct>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    lang: Locale,
    state: TextState,
) -> Result<()> {
    tx.exec_one(permit, &SET_TEXT_STATE, &args![tx.community(), permit.act().item(), lang, state])
}

/// Counts one change of an item on.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody changed it meanwhile.
pub fn bump<'tx, A: ItemAct>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, seen_version: i64) -> Result<()> {
    tx.exec_one(permit, &BUMP, &args![tx.community(), permit.act().item(), seen_version])
}

/// Moves an item to another stage.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody changed it meanwhile.
pub fn set_stage<'tx, A: ItemAct>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    stage: Stage,
    seen_version: i64,
) -> Result<()> {
    let published = (stage == Stage::Live).then(|| tx.now());
    tx.exec_one(
        permit,
        &SET_STAGE,
        &args![tx.community(), permit.act().item(), stage, published, seen_version],
    )
}

/// Sets when an item is over.
///
/// # Errors
/// Those of the store.
pub fn set_end<'tx, A: ItemAct>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, ends_at: Option<Time>) -> Result<u64> {
    tx.exec(permit, &SET_END, &args![tx.community(), permit.act().item(), ends_at])
}

/// Gives a member a part in an item: teller, subject, photographer, translator.
///
/// # Errors
/// Those of the store.
pub fn add_member<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    member: MemberId,
    part: &str,
) -> Result<u64> {
    tx.exec(permit, &INSERT_MEMBER, &args![tx.community(), item, member, part])
}

/// Replaces the links of one part: a story's places.
///
/// # Errors
/// Those of the store.
pub fn set_links<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    part: &str,
    to: &[ItemId],
) -> Result<()> {
    tx.exec(permit, &DELETE_LINKS, &args![tx.community(), item, part])?;
    for target in to {
        tx.exec(permit, &INSERT_LINK, &args![tx.community(), item, *target, part])?;
    }
    Ok(())
}

/// The words of a live item in every language, as far as the viewer may read them.
///
/// # Errors
/// Those of the store.
pub fn texts(seen: &Snapshot<'_>, item: ItemId) -> Result<Vec<TextRow>> {
    let level = viewer(seen)?.level();
    seen.rows(&TEXTS, &args![seen.community(), item, level, reader(seen)])
}

/// The words of an item in any stage. The caller has decided that the actor may read them.
///
/// # Errors
/// Those of the store.
pub fn texts_in_any_stage(seen: &Snapshot<'_>, item: ItemId) -> Result<Vec<TextRow>> {
    seen.rows(&PERMITTED_TEXTS, &args![seen.community(), item])
}

/// Where a list goes on: after this moment and item.
pub type After = Option<(Time, ItemId)>;

/// The newest live items of a kind.
///
/// # Errors
/// Those of the store.
pub fn newest(
    seen: &Snapshot<'_>,
    kind: &str,
    locale: Locale,
    after: After,
    limit: i64,
) -> Result<Vec<Card>> {
    let (time, id) = after.unwrap_or((Time::from_micros(i64::MAX), ItemId(Key(u128::MAX))));
    let level = viewer(seen)?.level();
    seen.rows(&NEWEST, &args![seen.community(), locale, kind, level, time, id, limit, reader(seen)])
}

/// Live items that are linked to this one.
///
/// # Errors
/// Those of the store.
pub fn linked_from(
    seen: &Snapshot<'_>,
    to: ItemId,
    part: &str,
    locale: Locale,
    limit: i64,
) -> Result<Vec<Card>> {
    let level = viewer(seen)?.level();
    seen.rows(&LINKED_FROM, &args![seen.community(), locale, to, part, level, limit])
}

/// Live items to which this one is linked.
///
/// # Errors
/// Those of the store.
pub fn linked_to(
    seen: &Snapshot<'_>,
    from: ItemId,
    part: &str,
    locale: Locale,
    limit: i64,
) -> Result<Vec<Card>> {
    let level = viewer(seen)?.level();
    seen.rows(&LINKED_TO, &args![seen.community(), locale, from, part, level, limit])
}

/// What a member owns. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn own(seen: &Snapshot<'_>, owner: MemberId, limit: i64) -> Result<Vec<Card>> {
    seen.rows(&PERMITTED_OWN, &args![seen.community(), owner, limit])
}

/// What waits at a stage. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn waiting(seen: &Snapshot<'_>, stage: Stage, limit: i64) -> Result<Vec<Card>> {
    seen.rows(&PERMITTED_WAITING, &args![seen.community(), stage, limit])
}

/// Takes the words, the people and the findability of an item away for good. Its key stays, so that what
/// linked to it finds a stub.
///
/// # Errors
/// Those of the store.
pub fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, item: ItemId) -> Result<()> {
    let empty = Vec::<u8>::new();
    if let Some(found) = facts(tx, item)? {
        crate::short_links::cut(tx, permit, item, &found.slug)?;
    }
    tx.exec(permit, &ERASE_TEXTS, &args![tx.community(), item, empty])?;
    tx.exec(permit, &ERASE_MEMBERS, &args![tx.community(), item])?;
    tx.exec(permit, &ERASE_ITEM, &args![tx.community(), item, item.to_string()])?;
    search::forget(tx, permit, item)
}

store::record! {
    /// Words somebody wrote, or that belong to what is theirs.
    #[derive(Clone, Debug)]
    pub struct Written {
        /// The kind of the item.
        pub kind: String,
        /// Its address below its kind's.
        pub slug: String,
        /// How far it has come.
        pub stage: Stage,
        /// Since when it is there.
        pub at: Time,
        /// The language.
        pub lang: Locale,
        /// The title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// The rest.
        pub body: String,
    }
}

/// Everything a member wrote or owns. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn written(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Written>> {
    seen.rows(&PERMITTED_WRITTEN, &args![seen.community(), member])
}

/// Lets go of a member who leaves: what the slices let stay belongs to nobody and names nobody.
///
/// # Errors
/// Those of the store.
pub(super) fn let_go<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    for statement in [&DISOWN, &UNNAME_AUTHOR, &FORGET_PARTS] {
        tx.exec(permit, statement, &args![tx.community(), member])?;
    }
    Ok(())
}
