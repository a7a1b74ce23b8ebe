//! Answers, and the places they take.

use super::messages;
use crate::offers::model::{AnswerId, AnswerState};
use kernel::{ItemId, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// A new answer.
    INSERT_ANSWER = "INSERT INTO offer_answer (community_id, id, offer_id, member, state, place, reported_why,
                       created_at)
                     VALUES ($1, $2, $3, $4, $5, $6, '', $7)";
    /// Somebody who took their answer back answers after all.
    ANSWER_AGAIN = "UPDATE offer_answer SET state = $3, place = $4, created_at = $5
                    WHERE community_id = $1 AND id = $2 AND state = 'taken_back'";
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

/// An answer with its first words, which lie under the same key.
pub(in crate::offers) struct NewAnswer<'a> {
    pub(in crate::offers) offer: ItemId,
    pub(in crate::offers) member: MemberId,
    pub(in crate::offers) state: AnswerState,
    pub(in crate::offers) place: Option<i64>,
    pub(in crate::offers) lang: Locale,
    pub(in crate::offers) words: &'a str,
}

/// Keeps an answer.
pub(in crate::offers) fn insert_answer<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    new: &NewAnswer<'_>,
) -> Result<AnswerId> {
    permit.between_people();
    import_answer(tx, permit, new)
}

/// The same from a file.
pub(in crate::offers) fn import_answer<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    new: &NewAnswer<'_>,
) -> Result<AnswerId> {
    let id = AnswerId(tx.new_key());
    let values = args![tx.community(), id, new.offer, new.member, new.state, new.place, tx.now()];
    tx.exec(permit, &INSERT_ANSWER, &values)?;
    messages::insert_first(tx, permit, id, new)?;
    Ok(id)
}

/// Somebody who took their answer back answers after all: in the same conversation.
pub(in crate::offers) fn answer_again<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    new: &NewAnswer<'_>,
) -> Result<()> {
    tx.exec_one(permit, &ANSWER_AGAIN, &args![tx.community(), id, new.state, new.place, tx.now()])?;
    messages::insert_message(tx, permit, id, new.member, new.lang, new.words)
}

/// Gives a waiting answer a place.
pub(in crate::offers) fn accept<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: AnswerId,
    place: i64,
) -> Result<()> {
    tx.exec_one(permit, &ACCEPT, &args![tx.community(), id, place])
}

/// Ends an answer.
pub(in crate::offers) fn end_answer<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    answer: &Answer,
    state: AnswerState,
) -> Result<()> {
    tx.exec_one(permit, &END_ANSWER, &args![tx.community(), answer.id, state, answer.state])
}
