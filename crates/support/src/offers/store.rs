//! The rows of needs, offers, answers and messages.

use super::model::{AnswerId, AnswerState, Chosen, ForWhom, Hours, Kind, Side, State, WhoMayCome};
use commons::items::{self, Stage};
use kernel::{Day, ItemId, Key, Locale, MemberId, Time};
use store::{Act, FromRow, Permit, Result, Row, Snapshot, Tx, args, record, statements};

statements! {
    /// Writes what is chosen.
    INSERT = "INSERT INTO offer (community_id, id, side, kind, hours, for_whom, who_may_come, area, desk_only,
                places, first_come, until, state, reminded, code_hash, thanks, thanks_lang, thanks_public)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, '', '', 0)";
    /// Rewrites what is chosen. What is for the desk alone stays so.
    UPDATE = "UPDATE offer SET kind = $3, hours = $4, for_whom = $5, who_may_come = $6, area = $7, places = $8,
                first_come = $9, until = $10, reminded = 0
              WHERE community_id = $1 AND id = $2";
    /// Passes from one state to another, if it is still in the first.
    MOVE = "UPDATE offer SET state = $3 WHERE community_id = $1 AND id = $2 AND state = $4";
    /// Keeps the thanks.
    THANK = "UPDATE offer SET thanks = $3, thanks_lang = $4, thanks_public = $5 WHERE community_id = $1 AND id = $2";
    /// What decisions rest on: for permits, so without visibility.
    PERMITTED_FACTS = "SELECT p.side, p.kind, p.hours, p.for_whom, p.who_may_come, p.area, p.desk_only, p.places,
                         p.first_come, p.until, i.id, i.owner, i.origin, i.stage, i.version, i.sample, p.state,
                         p.thanks, p.thanks_lang, p.thanks_public, i.published_at
                       FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                       WHERE p.community_id = $1 AND p.id = $2";
    /// Which need or offer a slip's code stands for.
    BY_CODE = "SELECT id FROM offer WHERE community_id = $1 AND code_hash = $2";
    /// A page of a list, newest first; kind, area and for whom may be '' for all.
    LIST = "SELECT i.id, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title), COALESCE(w.summary, o.summary),
              p.side, p.kind, p.hours, p.for_whom, p.who_may_come, p.area, p.until, p.places, p.first_come,
              i.sample, i.published_at
            FROM offer p
            JOIN item i ON i.community_id = p.community_id AND i.id = p.id
            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
              AND o.ease = 'plain'
            LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
              AND w.ease = 'plain'
            WHERE p.community_id = $1 AND p.side = $3 AND p.state = 'open' AND p.desk_only = 0
              AND {visible i $4}
              AND ($5 = '' OR p.kind = $5) AND ($6 = '' OR p.area = $6) AND ($7 = '' OR p.for_whom = $7)
              AND p.id < $8
            ORDER BY p.id DESC LIMIT $9";
    /// What a member asks for and gives, newest first.
    PERMITTED_MINE = "SELECT i.id, o.title, p.side, p.state, p.until, p.desk_only,
                        CAST((SELECT COUNT(*) FROM offer_answer a
                              WHERE a.community_id = p.community_id AND a.offer_id = p.id
                                AND a.state = 'waiting') AS BIGINT)
                      FROM item i
                      JOIN offer p ON p.community_id = i.community_id AND p.id = i.id
                      JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                        AND o.lang = i.origin AND o.ease = 'plain'
                      WHERE i.community_id = $1 AND i.owner = $2 AND i.stage <> 'erased'
                      ORDER BY i.created_at DESC, i.id DESC LIMIT 100";
    /// What a member answered, newest first.
    PERMITTED_MY_ANSWERS = "SELECT a.id, o.title, o.lang, a.state, p.state
                            FROM offer_answer a
                            JOIN offer p ON p.community_id = a.community_id AND p.id = a.offer_id
                            JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                              AND o.lang = i.origin AND o.ease = 'plain'
                            WHERE a.community_id = $1 AND a.member = $2
                            ORDER BY a.created_at DESC, a.id DESC LIMIT 100";
    /// Open needs for the desk: those for it alone, and those nobody answered since a day; oldest first.
    PERMITTED_FOR_DESK = "SELECT i.id, o.title, o.lang, p.kind, p.area, p.until, p.desk_only, i.created_at, m.name
                          FROM offer p
                          JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                          JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                            AND o.lang = i.origin AND o.ease = 'plain'
                          LEFT JOIN member m ON m.community_id = i.community_id AND m.id = i.owner
                          WHERE p.community_id = $1 AND p.side = 'need' AND p.state = 'open'
                            AND (p.desk_only = 1 OR (i.created_at < $2 AND NOT EXISTS
                              (SELECT 1 FROM offer_answer a
                               WHERE a.community_id = p.community_id AND a.offer_id = p.id)))
                          ORDER BY p.desk_only DESC, p.id LIMIT 100";
    /// A new answer.
    INSERT_ANSWER = "INSERT INTO offer_answer (community_id, id, offer_id, member, state, place, reported_why,
                       created_at)
                     VALUES ($1, $2, $3, $4, $5, $6, '', $7)";
    /// Gives a waiting answer a place. The unique index lets only one have it.
    ACCEPT = "UPDATE offer_answer SET state = 'accepted', place = $3
              WHERE community_id = $1 AND id = $2 AND state = 'waiting'";
    /// Ends an answer, which gives its place back.
    END_ANSWER = "UPDATE offer_answer SET state = $3, place = NULL
                  WHERE community_id = $1 AND id = $2 AND state = $4";
    /// Which places are taken.
    TAKEN = "SELECT place FROM offer_answer
             WHERE community_id = $1 AND offer_id = $2 AND place IS NOT NULL ORDER BY place";
    /// What decisions on an answer rest on.
    ANSWER = "SELECT id, offer_id, member, state, reported_at, created_at FROM offer_answer
              WHERE community_id = $1 AND id = $2";
    /// All answers to one, with names and first words: for its owner.
    ANSWERS = "SELECT a.id, a.member, m.name, a.state, f.lang, f.words, a.created_at
               FROM offer_answer a
               JOIN member m ON m.community_id = a.community_id AND m.id = a.member
               JOIN offer_message f ON f.community_id = a.community_id AND f.id = a.id
               WHERE a.community_id = $1 AND a.offer_id = $2 AND a.state <> 'taken_back'
               ORDER BY a.created_at, a.id LIMIT 200";
    /// A member's own answer to one.
    OWN_ANSWER = "SELECT id, state FROM offer_answer WHERE community_id = $1 AND offer_id = $2 AND member = $3";
    /// Answers in a state, for telling their authors.
    IN_STATE = "SELECT id, member FROM offer_answer
                WHERE community_id = $1 AND offer_id = $2 AND state = $3 ORDER BY id LIMIT 500";
    /// How many answers and messages a member sent since a moment, and since when they are here.
    SENT = "SELECT m.created,
              CAST((SELECT COUNT(*) FROM offer_answer a
                    WHERE a.community_id = m.community_id AND a.member = m.id AND a.created_at > $3) AS BIGINT),
              CAST((SELECT COUNT(*) FROM offer_message g
                    WHERE g.community_id = m.community_id AND g.member = m.id AND g.created_at > $3) AS BIGINT)
            FROM member m WHERE m.community_id = $1 AND m.id = $2";
    /// A message.
    INSERT_MESSAGE = "INSERT INTO offer_message (community_id, id, answer_id, member, lang, words, created_at)
                      VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The messages that belong to an answer, oldest first.
    MESSAGES = "SELECT g.member, m.name, g.lang, g.words, g.created_at
                FROM offer_message g
                LEFT JOIN member m ON m.community_id = g.community_id AND m.id = g.member
                WHERE g.community_id = $1 AND g.answer_id = $2 ORDER BY g.created_at, g.id LIMIT 500";
    /// One of the two says that something is wrong.
    REPORT = "UPDATE offer_answer SET reported_at = $3, reported_why = $4
              WHERE community_id = $1 AND id = $2 AND reported_at IS NULL";
    /// Messages that somebody reported, oldest first.
    REPORTED = "SELECT id, reported_why, created_at FROM offer_answer
                WHERE community_id = $1 AND reported_at > $2 ORDER BY reported_at, id LIMIT 100";
    /// Those whose day is past.
    PERMITTED_EXPIRED = "SELECT i.id FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                         WHERE p.community_id = $1 AND p.state = 'open' AND p.until < $2 ORDER BY p.until LIMIT 200";
    /// Those whose end is near, and whose owner was not reminded.
    PERMITTED_ENDING = "SELECT i.id FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                        WHERE p.community_id = $1 AND p.state = 'open' AND p.until <= $2 AND p.reminded = 0
                        ORDER BY p.until LIMIT 200";
    /// The owner is reminded.
    REMINDED = "UPDATE offer SET reminded = 1 WHERE community_id = $1 AND id = $2";
    /// Answers that wait at something that is taken or over.
    LEFT_OVER = "SELECT a.id FROM offer_answer a
                 JOIN offer p ON p.community_id = a.community_id AND p.id = a.offer_id
                 WHERE a.community_id = $1 AND a.state = 'waiting' AND p.state <> 'open'
                 ORDER BY a.id LIMIT 200";
    /// What a member owns, for erasing.
    PERMITTED_OWNED = "SELECT i.id FROM item i JOIN offer p ON p.community_id = i.community_id AND p.id = i.id
                       WHERE i.community_id = $1 AND i.owner = $2 AND i.stage <> 'erased'";
    /// Takes what is chosen and the thanks back to nothing.
    BLANK = "UPDATE offer SET state = 'withdrawn', thanks = '', thanks_public = 0, area = '', code_hash = NULL
             WHERE community_id = $1 AND id = $2";
    /// Blanks the messages that belong to the answers to one.
    ERASE_MESSAGES_TO = "DELETE FROM offer_message WHERE community_id = $1 AND answer_id IN
                           (SELECT id FROM offer_answer WHERE community_id = $1 AND offer_id = $2)";
    /// Takes away the answers to one.
    ERASE_ANSWERS_TO = "DELETE FROM offer_answer WHERE community_id = $1 AND offer_id = $2";
    /// Takes away the messages that belong to a member's answers.
    ERASE_MESSAGES_OF = "DELETE FROM offer_message WHERE community_id = $1 AND (member = $2 OR answer_id IN
                           (SELECT id FROM offer_answer WHERE community_id = $1 AND member = $2))";
    /// What a member wrote in answers, oldest first.
    PERMITTED_MESSAGES_OF = "SELECT g.created_at, g.lang, g.words, o.title
                             FROM offer_message g
                             JOIN offer_answer a ON a.community_id = g.community_id AND a.id = g.answer_id
                             JOIN item i ON i.community_id = a.community_id AND i.id = a.offer_id
                             JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                               AND o.lang = i.origin AND o.ease = 'plain'
                             WHERE g.community_id = $1 AND g.member = $2 ORDER BY g.created_at, g.id";
    /// Takes away a member's answers.
    ERASE_ANSWERS_OF = "DELETE FROM offer_answer WHERE community_id = $1 AND member = $2";
}

/// What decisions on a need or an offer rest on.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What is chosen.
    pub chosen: Chosen,
    /// Its key.
    pub id: ItemId,
    /// Whose it is.
    pub owner: Option<MemberId>,
    /// Its first language.
    pub origin: Locale,
    /// Its item's stage.
    pub stage: Stage,
    /// Counts changes.
    pub version: i64,
    /// Invented, for trying out.
    pub sample: bool,
    /// How far it has come.
    pub state: State,
    /// Thanks; empty before.
    pub thanks: String,
    /// Their language.
    pub thanks_lang: String,
    /// Everybody may read them.
    pub thanks_public: bool,
    /// Since when it is public.
    pub published_at: Option<Time>,
}

impl FromRow for Facts {
    fn from_row(row: &mut Row) -> Result<Self> {
        let chosen = Chosen {
            side: row.read()?,
            kind: row.read()?,
            hours: row.read()?,
            for_whom: row.read()?,
            who_may_come: row.read()?,
            area: row.read()?,
            desk_only: row.read()?,
            places: row.read()?,
            first_come: row.read()?,
            until: row.read()?,
        };
        Ok(Self {
            chosen,
            id: row.read()?,
            owner: row.read()?,
            origin: row.read()?,
            stage: row.read()?,
            version: row.read()?,
            sample: row.read()?,
            state: row.read()?,
            thanks: row.read()?,
            thanks_lang: row.read()?,
            thanks_public: row.read()?,
            published_at: row.read()?,
        })
    }
}

record! {
    /// A need or an offer as lists and feeds show it. No name: that stands on its page, for members.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// Its key, also its address below `/offers`.
        pub id: ItemId,
        /// The language of title and summary.
        pub lang: Locale,
        /// One line.
        pub title: String,
        /// Its first sentences.
        pub summary: String,
        /// Which list.
        pub side: Side,
        /// What.
        pub kind: Kind,
        /// When.
        pub hours: Hours,
        /// For whom.
        pub for_whom: ForWhom,
        /// Who may come.
        pub who_may_come: WhoMayCome,
        /// In which area.
        pub area: String,
        /// The last day.
        pub until: Day,
        /// How many answers can be accepted.
        pub places: i64,
        /// Who answers has a place at once.
        pub first_come: bool,
        /// Invented, for trying out.
        pub sample: bool,
        /// Since when it is public.
        pub published_at: Option<Time>,
    }
}

record! {
    /// One of a member's own.
    #[derive(Clone, Debug)]
    pub struct Mine {
        /// Its key.
        pub id: ItemId,
        /// One line.
        pub title: String,
        /// Which list.
        pub side: Side,
        /// How far it has come.
        pub state: State,
        /// The last day.
        pub until: Day,
        /// Seen by the desk alone.
        pub desk_only: bool,
        /// Answers that wait for a decision.
        pub waiting: i64,
    }
}

record! {
    /// One of a member's own answers.
    #[derive(Clone, Debug)]
    pub struct MyAnswer {
        /// Its key.
        pub id: AnswerId,
        /// What it answers.
        pub title: String,
        /// The language of the title.
        pub lang: Locale,
        /// How far it has come.
        pub state: AnswerState,
        /// How far what it answers has come.
        pub offer: State,
    }
}

record! {
    /// A need as the desk's list shows it.
    #[derive(Clone, Debug)]
    pub struct ForDesk {
        /// Its key.
        pub id: ItemId,
        /// One line.
        pub title: String,
        /// Its language.
        pub lang: Locale,
        /// What.
        pub kind: Kind,
        /// In which area.
        pub area: String,
        /// The last day.
        pub until: Day,
        /// Seen by the desk alone.
        pub desk_only: bool,
        /// Since when.
        pub at: Time,
        /// Whose it is.
        pub name: Option<String>,
    }
}

record! {
    /// What decisions on an answer rest on.
    #[derive(Clone, Debug)]
    pub struct Answer {
        /// Its key.
        pub id: AnswerId,
        /// To what.
        pub offer: ItemId,
        /// Whose.
        pub member: MemberId,
        /// How far it has come.
        pub state: AnswerState,
        /// When one of the two reported it.
        pub reported_at: Option<Time>,
        /// When.
        pub at: Time,
    }
}

record! {
    /// An answer as its receiver reads it.
    #[derive(Clone, Debug)]
    pub struct Answered {
        /// Its key.
        pub id: AnswerId,
        /// Whose.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// How far it has come.
        pub state: AnswerState,
        /// The language of its words.
        pub lang: Locale,
        /// Its first words.
        pub words: String,
        /// When.
        pub at: Time,
    }
}

record! {
    /// A message.
    #[derive(Clone, Debug)]
    pub struct Message {
        /// Whose.
        pub member: MemberId,
        /// What they are called; nothing once they left.
        pub name: Option<String>,
        /// Its language.
        pub lang: Locale,
        /// Its words.
        pub words: String,
        /// When.
        pub at: Time,
    }
}

record! {
    /// How much a member sent lately.
    #[derive(Clone, Copy, Debug)]
    pub struct Sent {
        /// Since when they are here.
        pub since: Time,
        /// Answers.
        pub answers: i64,
        /// Messages, first ones counted.
        pub messages: i64,
    }
}

record! {
    /// A reported conversation.
    #[derive(Clone, Debug)]
    pub struct Reported {
        /// Which.
        pub id: AnswerId,
        /// Why.
        pub why: String,
        /// Since when they write.
        pub at: Time,
    }
}

/// Which of a list are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter<'a> {
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only in this area; empty: everywhere.
    pub area: &'a str,
    /// Only for these.
    pub for_whom: Option<ForWhom>,
}

/// The newest open ones of a side that others may see.
///
/// # Errors
/// Those of the store.
pub fn list(
    seen: &Snapshot<'_>,
    side: Side,
    locale: Locale,
    filter: Filter<'_>,
    after: Option<ItemId>,
    limit: i64,
) -> Result<Vec<Listed>> {
    let level = items::viewer(seen)?.level();
    let kind = filter.kind.map_or("", Kind::word);
    let for_whom = filter.for_whom.map_or("", ForWhom::word);
    let before = after.unwrap_or(ItemId(Key(u128::MAX)));
    let values = args![seen.community(), locale, side, level, kind, filter.area, for_whom, before, limit];
    seen.rows(&LIST, &values)
}

/// The newest of a side, for the first page.
///
/// # Errors
/// Those of the store.
pub fn newest(seen: &Snapshot<'_>, side: Side, locale: Locale, limit: i64) -> Result<Vec<Listed>> {
    list(seen, side, locale, Filter::default(), None, limit)
}

/// What decisions rest on; not found once it is erased.
///
/// # Errors
/// [`kernel::Code::NotFound`]; those of the store.
pub fn facts(seen: &Snapshot<'_>, id: ItemId) -> Result<Facts> {
    let facts: Option<Facts> = seen.row(&PERMITTED_FACTS, &args![seen.community(), id])?;
    Ok(facts.filter(|facts| facts.stage != Stage::Erased).ok_or(kernel::Code::NotFound)?)
}

/// Which one a slip's code stands for.
///
/// # Errors
/// Those of the store.
pub fn by_code(seen: &Snapshot<'_>, hash: &[u8]) -> Result<Option<ItemId>> {
    Ok(seen.row::<(ItemId,)>(&BY_CODE, &args![seen.community(), *hash])?.map(|(id,)| id))
}

/// What a member asks for and gives. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn mine(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Mine>> {
    seen.rows(&PERMITTED_MINE, &args![seen.community(), member])
}

/// What a member answered. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn my_answers(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<MyAnswer>> {
    seen.rows(&PERMITTED_MY_ANSWERS, &args![seen.community(), member])
}

/// Needs for the desk. The caller has decided that the actor may see them.
///
/// # Errors
/// Those of the store.
pub fn for_desk(seen: &Snapshot<'_>) -> Result<Vec<ForDesk>> {
    seen.rows(&PERMITTED_FOR_DESK, &args![seen.community(), seen.now().plus_days(-3)])
}

/// Reported conversations. The caller has decided that the actor may see them.
///
/// # Errors
/// Those of the store.
pub fn reported(seen: &Snapshot<'_>) -> Result<Vec<Reported>> {
    seen.rows(&REPORTED, &args![seen.community(), seen.now().plus_days(-90)])
}

/// One answer.
///
/// # Errors
/// [`kernel::Code::NotFound`]; those of the store.
pub fn answer(seen: &Snapshot<'_>, id: AnswerId) -> Result<Answer> {
    let answer: Option<Answer> = seen.row(&ANSWER, &args![seen.community(), id])?;
    Ok(answer.ok_or(kernel::Code::NotFound)?)
}

/// All answers to one. The caller has decided that the actor may see them.
///
/// # Errors
/// Those of the store.
pub fn answers(seen: &Snapshot<'_>, offer: ItemId) -> Result<Vec<Answered>> {
    seen.rows(&ANSWERS, &args![seen.community(), offer])
}

/// A member's own answer to one.
///
/// # Errors
/// Those of the store.
pub fn own_answer(
    seen: &Snapshot<'_>,
    offer: ItemId,
    member: MemberId,
) -> Result<Option<(AnswerId, AnswerState)>> {
    seen.row(&OWN_ANSWER, &args![seen.community(), offer, member])
}

/// Answers to one that are in a state.
///
/// # Errors
/// Those of the store.
pub fn in_state(seen: &Snapshot<'_>, offer: ItemId, state: AnswerState) -> Result<Vec<(AnswerId, MemberId)>> {
    seen.rows(&IN_STATE, &args![seen.community(), offer, state])
}

/// Which places are taken.
///
/// # Errors
/// Those of the store.
pub fn taken(seen: &Snapshot<'_>, offer: ItemId) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = seen.rows(&TAKEN, &args![seen.community(), offer])?;
    Ok(rows.into_iter().map(|(place,)| place).collect())
}

/// How much a member sent in the last day.
///
/// # Errors
/// [`kernel::Code::NotFound`]; those of the store.
pub fn sent(seen: &Snapshot<'_>, member: MemberId) -> Result<Sent> {
    let sent: Option<Sent> = seen.row(&SENT, &args![seen.community(), member, seen.now().plus_days(-1)])?;
    Ok(sent.ok_or(kernel::Code::NotFound)?)
}

/// The messages that belong to an answer. The caller has decided that the actor may read them.
///
/// # Errors
/// Those of the store.
pub fn messages(seen: &Snapshot<'_>, answer: AnswerId) -> Result<Vec<Message>> {
    seen.rows(&MESSAGES, &args![seen.community(), answer])
}

fn ids(seen: &Snapshot<'_>, statement: &store::Statement, day: Day) -> Result<Vec<ItemId>> {
    let rows: Vec<(ItemId,)> = seen.rows(statement, &args![seen.community(), day])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Open ones whose day is past.
pub(super) fn expired(seen: &Snapshot<'_>) -> Result<Vec<ItemId>> {
    ids(seen, &PERMITTED_EXPIRED, seen.now().day())
}

/// Open ones that end on this day or before it, whose owner was not reminded.
pub(super) fn ending(seen: &Snapshot<'_>, day: Day) -> Result<Vec<ItemId>> {
    ids(seen, &PERMITTED_ENDING, day)
}

/// Answers that wait at something that is taken or over.
pub(super) fn left_over(seen: &Snapshot<'_>) -> Result<Vec<AnswerId>> {
    let rows: Vec<(AnswerId,)> = seen.rows(&LEFT_OVER, &args![seen.community()])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Writes what is chosen of an item that was made in this very transaction.
pub(super) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    chosen: &Chosen,
    state: State,
    code_hash: Option<Vec<u8>>,
) -> Result<()> {
    let Chosen { side, kind, hours, for_whom, who_may_come, area, desk_only, places, first_come, until } =
        chosen;
    let values = args![
        tx.community(),
        id,
        side,
        kind,
        hours,
        for_whom,
        who_may_come,
        area,
        desk_only,
        places,
        first_come,
        until,
        state,
        code_hash
    ];
    tx.exec(permit, &INSERT, &values)?;
    Ok(())
}

/// Rewrites what is chosen.
pub(super) fn update<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    chosen: &Chosen,
) -> Result<()> {
    let Chosen { kind, hours, for_whom, who_may_come, area, places, first_come, until, .. } = chosen;
    let values =
        args![tx.community(), id, kind, hours, for_whom, who_may_come, area, places, first_come, until];
    tx.exec_one(permit, &UPDATE, &values)
}

/// Passes from one state to another.
pub(super) fn pass<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    from: State,
    to: State,
) -> Result<()> {
    tx.exec_one(permit, &MOVE, &args![tx.community(), id, to, from])
}

/// Keeps the thanks.
pub(super) fn thank<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    words: &str,
    lang: Locale,
    public: bool,
) -> Result<()> {
    tx.exec_one(permit, &THANK, &args![tx.community(), id, words, lang, public])
}

/// An answer with its first words, which lie under the same key.
pub(super) struct NewAnswer<'a> {
    pub(super) offer: ItemId,
    pub(super) member: MemberId,
    pub(super) state: AnswerState,
    pub(super) place: Option<i64>,
    pub(super) lang: Locale,
    pub(super) words: &'a str,
}

/// Keeps an answer.
pub(super) fn insert_answer<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    new: &NewAnswer<'_>,
) -> Result<AnswerId> {
    let id = AnswerId(tx.new_key());
    let values = args![tx.community(), id, new.offer, new.member, new.state, new.place, tx.now()];
    tx.exec(permit, &INSERT_ANSWER, &values)?;
    let values = args![tx.community(), id, id, new.member, new.lang, new.words, tx.now()];
    tx.exec(permit, &INSERT_MESSAGE, &values)?;
    Ok(id)
}

/// Gives a waiting answer a place.
pub(super) fn accept<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    place: i64,
) -> Result<()> {
    tx.exec_one(permit, &ACCEPT, &args![tx.community(), id, place])
}

/// Ends an answer.
pub(super) fn end_answer<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: &Answer,
    state: AnswerState,
) -> Result<()> {
    tx.exec_one(permit, &END_ANSWER, &args![tx.community(), answer.id, state, answer.state])
}

/// Keeps a message.
pub(super) fn insert_message<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    member: MemberId,
    lang: Locale,
    words: &str,
) -> Result<()> {
    let values = args![tx.community(), tx.new_key(), answer, member, lang, words, tx.now()];
    tx.exec(permit, &INSERT_MESSAGE, &values)?;
    Ok(())
}

/// One of the two says that something is wrong.
pub(super) fn report<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    why: &str,
) -> Result<()> {
    tx.exec(permit, &REPORT, &args![tx.community(), id, tx.now(), why])?;
    Ok(())
}

/// The owner is reminded.
pub(super) fn reminded<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: ItemId) -> Result<()> {
    tx.exec_one(permit, &REMINDED, &args![tx.community(), id])
}

/// Takes away what somebody asked for, gave, answered and wrote.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    let owned: Vec<(ItemId,)> = tx.rows(&PERMITTED_OWNED, &args![tx.community(), member])?;
    for (id,) in owned {
        tx.exec(permit, &ERASE_MESSAGES_TO, &args![tx.community(), id])?;
        tx.exec(permit, &ERASE_ANSWERS_TO, &args![tx.community(), id])?;
        tx.exec(permit, &BLANK, &args![tx.community(), id])?;
        items::erase(tx, permit, id)?;
    }
    tx.exec(permit, &ERASE_MESSAGES_OF, &args![tx.community(), member])?;
    tx.exec(permit, &ERASE_ANSWERS_OF, &args![tx.community(), member])?;
    Ok(())
}

/// What a member wrote in answers: when, in which language, what, about what. The caller has decided that the actor
/// may read it.
pub fn messages_of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(Time, Locale, String, String)>> {
    seen.rows(&PERMITTED_MESSAGES_OF, &args![seen.community(), member])
}
