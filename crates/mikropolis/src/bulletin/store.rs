//! The rows of the bulletin.

use super::acts::{Arrange, Forget, Make, Publish};
use super::model::{Issue, NewLine, Sort, State};
use commons::items::Audience;
use kernel::{Day, ItemId, Locale, MemberId, Time};
use people::community::Face;
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// The number of the next issue.
    NEXT = "SELECT COALESCE(MAX(number), 0) + 1 FROM bulletin WHERE community_id = $1";
    /// A new issue, unless somebody was faster.
    INSERT = "INSERT INTO bulletin (community_id, number, lang, hello, next_on, state, version, editor, short, created_at)
              VALUES ($1, $2, $3, '', $4, 'draft', 1, $5, '', $6) ON CONFLICT DO NOTHING";
    /// The issue that is being put together.
    DRAFT = "SELECT number FROM bulletin WHERE community_id = $1 AND state = 'draft' ORDER BY number DESC LIMIT 1";
    /// One issue with who put it together and the neighbourhood's face.
    ISSUE = "SELECT b.number, b.lang, b.hello, b.next_on, b.state, b.version, b.published_at, COALESCE(m.name, ''),
               b.short, c.face
             FROM bulletin b
             JOIN community c ON c.community_id = b.community_id
             LEFT JOIN member m ON m.community_id = b.community_id AND m.id = b.editor AND m.state = 'active'
             WHERE b.community_id = $1 AND b.number = $2";
    /// All issues in a state, the newest first.
    ALL = "SELECT number, lang, published_at, next_on FROM bulletin
           WHERE community_id = $1 AND state = $2 ORDER BY number DESC LIMIT 200";
    /// What an issue holds, as far as everybody may read it, each in the wanted language or its own.
    LINES = "SELECT l.sort, l.item_id, l.lang, l.words, i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
               COALESCE(w.summary, o.summary), COALESCE(w.body, o.body), i.ends_at
             FROM bulletin_line l
             JOIN item i ON i.community_id = l.community_id AND i.id = l.item_id
             JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
               AND o.ease = 'plain'
             LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $3
               AND w.ease = 'plain'
             WHERE l.community_id = $1 AND l.number = $2 AND {visible i $4}
             ORDER BY l.position";
    /// The newest stories with their words.
    STORIES = "SELECT 'story', i.id, i.origin, '', i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
                 COALESCE(w.summary, o.summary), COALESCE(w.body, o.body), i.ends_at
               FROM item i
               JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                 AND o.ease = 'plain'
               LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
                 AND w.ease = 'plain'
               WHERE i.community_id = $1 AND i.kind = 'story' AND {visible i $3}
               ORDER BY i.published_at DESC, i.id DESC LIMIT $4";
    /// Changes an issue, if nobody did meanwhile.
    UPDATE = "UPDATE bulletin SET hello = $3, next_on = $4, version = version + 1
              WHERE community_id = $1 AND number = $2 AND state = 'draft' AND version = $5";
    /// Publishes it, if nobody changed it meanwhile.
    PUBLISH = "UPDATE bulletin SET state = 'published', published_at = $3, editor = $4, short = $5,
                 version = version + 1
               WHERE community_id = $1 AND number = $2 AND state = 'draft' AND version = $6";
    /// Takes the lines of an issue away, to write them anew.
    DELETE_LINES = "DELETE FROM bulletin_line WHERE community_id = $1 AND number = $2";
    /// Writes a line.
    INSERT_LINE = "INSERT INTO bulletin_line (community_id, number, position, sort, item_id, lang, words)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Shortened words of what was erased.
    FORGET_ERASED = "UPDATE bulletin_line SET words = '' WHERE community_id = $1 AND words <> '' AND item_id IN
                       (SELECT id FROM item WHERE community_id = $1 AND stage = 'erased')";
    /// The imprint names nobody who left.
    FORGET_EDITOR = "UPDATE bulletin SET editor = NULL WHERE community_id = $1 AND editor = $2";
}

record! {
    struct Stored {
        number: i64, lang: Locale, hello: String, next_on: Day, state: State, version: i64,
        published_at: Option<Time>, editor: String, short: String, face: String,
    }
}

record! {
    /// An issue in the archive.
    #[derive(Clone, Debug)]
    pub struct Archived {
        /// Its number.
        pub number: i64,
        /// The language it was put together in.
        pub lang: Locale,
        /// When it was published.
        pub published_at: Option<Time>,
        /// When the next one comes.
        pub next_on: Day,
    }
}

record! {
    /// A line with the words of its item.
    #[derive(Clone, Debug)]
    pub struct Line {
        /// What it shows.
        pub sort: Sort,
        /// Which item.
        pub item: ItemId,
        /// The language of the shortened words.
        pub words_lang: Locale,
        /// Shortened for the issue.
        pub words: String,
        /// The item's address below its kind's.
        pub slug: String,
        /// The language of what follows.
        pub lang: Locale,
        /// Its title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// The rest.
        pub body: String,
        /// When it is over.
        pub ends_at: Option<Time>,
    }
}

/// The issue of a number.
///
/// # Errors
/// Those of the store; a face that cannot be read.
pub fn issue(seen: &Snapshot<'_>, number: i64) -> Result<Option<Issue>> {
    let Some(stored) = seen.row::<Stored>(&ISSUE, &args![seen.community(), number])? else { return Ok(None) };
    let face: Face =
        serde_json::from_str(&stored.face).map_err(|fault| ::store::Error::fault(fault.to_string()))?;
    Ok(Some(Issue {
        number: stored.number,
        lang: stored.lang,
        hello: stored.hello,
        next_on: stored.next_on,
        state: stored.state,
        version: stored.version,
        published_at: stored.published_at,
        editor: stored.editor,
        short: stored.short,
        face,
    }))
}

/// All issues in a state, the newest first.
///
/// # Errors
/// Those of the store.
pub fn all(seen: &Snapshot<'_>, state: State) -> Result<Vec<Archived>> {
    seen.rows(&ALL, &args![seen.community(), state])
}

/// The number of the issue that is being put together.
///
/// # Errors
/// Those of the store.
pub fn draft(seen: &Snapshot<'_>) -> Result<Option<i64>> {
    Ok(seen.row::<(i64,)>(&DRAFT, &args![seen.community()])?.map(|(number,)| number))
}

/// What an issue holds and everybody may read. A bulletin hangs in the stairwell: whoever makes it sees no more of it
/// than a visitor.
///
/// # Errors
/// Those of the store.
pub fn lines(seen: &Snapshot<'_>, number: i64, locale: Locale) -> Result<Vec<Line>> {
    seen.rows(&LINES, &args![seen.community(), number, locale, Audience::Public.level()])
}

/// The newest stories everybody may read.
///
/// # Errors
/// Those of the store.
pub fn stories(seen: &Snapshot<'_>, locale: Locale, limit: i64) -> Result<Vec<Line>> {
    seen.rows(&STORIES, &args![seen.community(), locale, Audience::Public.level(), limit])
}

/// Begins an issue; tells its number.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody began one at the same moment; those of the store.
pub fn create<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Make>, lang: Locale, next_on: Day) -> Result<i64> {
    let next: Option<(i64,)> = tx.row(&NEXT, &args![tx.community()])?;
    let number = next.map_or(1, |(number,)| number);
    let editor = tx.actor().signed_in();
    tx.exec_one(permit, &INSERT, &args![tx.community(), number, lang, next_on, editor, tx.now()])?;
    Ok(number)
}

/// Writes what an issue holds.
///
/// # Errors
/// Those of the store.
pub fn set_lines<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    number: i64,
    lines: &[NewLine],
) -> Result<()> {
    tx.exec(permit, &DELETE_LINES, &args![tx.community(), number])?;
    for (position, line) in (1_i64..).zip(lines) {
        let NewLine { sort, item, lang, words } = line;
        tx.exec(permit, &INSERT_LINE, &args![tx.community(), number, position, sort, item, lang, words])?;
    }
    Ok(())
}

/// Changes an issue from the version that was seen.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody changed it meanwhile; those of the store.
pub fn update<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, Arrange>,
    version: i64,
    hello: &str,
    next_on: Day,
) -> Result<()> {
    tx.exec_one(permit, &UPDATE, &args![tx.community(), permit.act().0, hello, next_on, version])
}

/// Publishes an issue.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody changed it meanwhile; those of the store.
pub fn publish<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Publish>, version: i64, short: &str) -> Result<()> {
    let editor = tx.actor().signed_in();
    let args = args![tx.community(), permit.act().0, tx.now(), editor, short, version];
    tx.exec_one(permit, &PUBLISH, &args)
}

/// Takes shortened words of what was erased away.
///
/// # Errors
/// Those of the store.
pub fn forget_erased<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Forget>) -> Result<u64> {
    tx.exec(permit, &FORGET_ERASED, &args![tx.community()])
}

/// Forgets somebody who leaves.
///
/// # Errors
/// Those of the store.
pub fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &FORGET_ERASED, &args![tx.community()])?;
    tx.exec(permit, &FORGET_EDITOR, &args![tx.community(), member])?;
    Ok(())
}
