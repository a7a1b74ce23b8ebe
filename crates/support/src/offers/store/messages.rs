//! Messages that belong to an answer, how many somebody sent, and what was reported.

use super::NewAnswer;
use crate::offers::model::AnswerId;
use kernel::{Key, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// A message.
    INSERT_MESSAGE = "INSERT INTO offer_message (community_id, id, answer_id, member, lang, words, created_at)
                      VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The messages that belong to an answer, oldest first.
    MESSAGES = "SELECT g.id, g.member, m.name, g.lang, g.words, g.created_at
                FROM offer_message g
                LEFT JOIN member m ON m.community_id = g.community_id AND m.id = g.member
                WHERE g.community_id = $1 AND g.answer_id = $2 ORDER BY g.created_at, g.id LIMIT 500";
    /// How many answers and messages a member sent since a moment.
    SENT = "SELECT CAST((SELECT COUNT(*) FROM offer_answer a
                    WHERE a.community_id = m.community_id AND a.member = m.id AND a.created_at > $3) AS BIGINT),
              CAST((SELECT COUNT(*) FROM offer_message g
                    WHERE g.community_id = m.community_id AND g.member = m.id AND g.created_at > $3) AS BIGINT)
            FROM member m WHERE m.community_id = $1 AND m.id = $2";
    /// One of the two says that something is wrong.
    REPORT = "UPDATE offer_answer SET reported_at = $3, reported_why = $4
              WHERE community_id = $1 AND id = $2 AND reported_at IS NULL";
    /// Messages that somebody reported, oldest first.
    REPORTED = "SELECT id, reported_why, created_at FROM offer_answer
                WHERE community_id = $1 AND reported_at > $2 ORDER BY reported_at, id LIMIT 100";
    /// What a member wrote in answers, oldest first.
    PERMITTED_MESSAGES_OF = "SELECT g.created_at, g.lang, g.words, o.title
                             FROM offer_message g
                             JOIN offer_answer a ON a.community_id = g.community_id AND a.id = g.answer_id
                             JOIN item i ON i.community_id = a.community_id AND i.id = a.offer_id
                             JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                               AND o.lang = i.origin AND o.ease = 'plain'
                             WHERE g.community_id = $1 AND g.member = $2 ORDER BY g.created_at, g.id";
}

record! {
    /// A message.
    #[derive(Clone, Debug)]
    pub struct Message {
        /// Its key.
        pub id: Key,
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

/// Reported conversations. The caller has decided that the actor may see them.
///
/// # Errors
/// Those of the store.
pub fn reported(seen: &Snapshot<'_>) -> Result<Vec<Reported>> {
    seen.rows(&REPORTED, &args![seen.community(), seen.now().plus_days(-90)])
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

/// What a member wrote in answers: when, in which language, what, about what. The caller has decided that the actor
/// may read it.
pub fn messages_of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(Time, Locale, String, String)>> {
    seen.rows(&PERMITTED_MESSAGES_OF, &args![seen.community(), member])
}

/// Keeps a message.
pub(in crate::offers) fn insert_message<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    member: MemberId,
    lang: Locale,
    words: &str,
) -> Result<()> {
    permit.between_people();
    let values = args![tx.community(), tx.new_key(), answer, member, lang, words, tx.now()];
    tx.exec(permit, &INSERT_MESSAGE, &values)?;
    Ok(())
}

/// Keeps the first words of an answer, under the answer's own key.
pub(super) fn insert_first<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: AnswerId,
    new: &NewAnswer<'_>,
) -> Result<()> {
    let values = args![tx.community(), answer, answer, new.member, new.lang, new.words, tx.now()];
    tx.exec(permit, &INSERT_MESSAGE, &values)?;
    Ok(())
}

/// One of the two says that something is wrong.
pub(in crate::offers) fn report<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    why: &str,
) -> Result<()> {
    tx.exec(permit, &REPORT, &args![tx.community(), id, tx.now(), why])?;
    Ok(())
}
