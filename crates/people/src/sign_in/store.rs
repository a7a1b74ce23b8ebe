//! SQL of signing in.

use super::model::Purpose;
use kernel::{Key, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// A request to sign in.
    INSERT_REQUEST = "INSERT INTO sign_in_request (community_id, id, purpose, token_hash, code_hash, person_id, email,
                        joining, next, tries, ends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)";
    /// By its link.
    REQUEST_BY_TOKEN = "SELECT id, purpose, code_hash, person_id, email, joining, next, tries, ends
                        FROM sign_in_request WHERE community_id = $1 AND token_hash = $2";
    /// By its key.
    REQUEST = "SELECT id, purpose, code_hash, person_id, email, joining, next, tries, ends
               FROM sign_in_request WHERE community_id = $1 AND id = $2";
    /// Counts a try of its digits.
    TRY = "UPDATE sign_in_request SET tries = tries + 1 WHERE community_id = $1 AND id = $2";
    /// Used, or never to be used.
    DELETE_REQUEST = "DELETE FROM sign_in_request WHERE community_id = $1 AND id = $2";
    /// Forgets what was not used in time.
    DELETE_OLD_REQUESTS = "DELETE FROM sign_in_request WHERE community_id = $1 AND ends < $2";
    /// Forgets requests of somebody who leaves.
    DELETE_REQUESTS_OF = "DELETE FROM sign_in_request WHERE person_id = $1";
    /// A browser that is signed in.
    INSERT_SESSION = "INSERT INTO session (id, token_hash, person_id, device, created, seen) VALUES ($1, $2, $3, $4, $5, $5)";
    /// By its cookie, and in how many neighbourhoods its person holds a role.
    GLOBAL_SESSION = "SELECT s.id, s.person_id, s.created, s.seen, s.device,
                        (SELECT COUNT(*) FROM member m JOIN role_held r ON r.community_id = m.community_id AND r.member = m.id
                         WHERE m.person_id = s.person_id AND m.state = 'active')
                      FROM session s WHERE s.token_hash = $1";
    /// All of a person.
    GLOBAL_SESSIONS = "SELECT id, person_id, created, seen, device, CAST(0 AS BIGINT) FROM session WHERE person_id = $1 ORDER BY seen DESC, id";
    /// When it was last seen.
    TOUCH = "UPDATE session SET seen = $2 WHERE id = $1 AND seen < $2";
    /// Ends one of a person's.
    DELETE_SESSION = "DELETE FROM session WHERE id = $1 AND person_id = $2";
    /// Ends all of a person's.
    DELETE_SESSIONS = "DELETE FROM session WHERE person_id = $1";
    /// Forgets what ended by itself.
    DELETE_OLD_SESSIONS = "DELETE FROM session WHERE seen < $1";
    /// A person's card; the former one ends.
    SET_CARD = "INSERT INTO card (person_id, code_hash, made) VALUES ($1, $2, $3)
                ON CONFLICT (person_id) DO UPDATE SET code_hash = $2, made = $3";
    /// Whose card this is.
    GLOBAL_CARD = "SELECT person_id FROM card WHERE code_hash = $1";
    /// Since when a person has their card.
    GLOBAL_CARD_OF = "SELECT made FROM card WHERE person_id = $1";
    /// Ends a card.
    DELETE_CARD = "DELETE FROM card WHERE person_id = $1";
    /// A program acting for a member.
    INSERT_TOKEN = "INSERT INTO api_token (community_id, id, member, token_hash, label, made, ends) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// By what it shows.
    TOKEN = "SELECT t.id, t.member, t.label, t.made, t.ends FROM api_token t WHERE t.community_id = $1 AND t.token_hash = $2";
    /// All of a member.
    TOKENS = "SELECT id, member, label, made, ends FROM api_token WHERE community_id = $1 AND member = $2 ORDER BY made DESC";
    /// Ends one.
    DELETE_TOKEN = "DELETE FROM api_token WHERE community_id = $1 AND member = $2 AND id = $3";
    /// Ends all.
    DELETE_TOKENS = "DELETE FROM api_token WHERE community_id = $1 AND member = $2";
}

record! {
    /// A request to sign in.
    #[derive(Clone, Debug)]
    pub(super) struct Request {
        pub(super) id: Key,
        pub(super) purpose: Purpose,
        pub(super) code_hash: Option<Vec<u8>>,
        pub(super) person: Option<Key>,
        pub(super) email: Option<String>,
        pub(super) joining: Option<String>,
        pub(super) next: String,
        pub(super) tries: i64,
        pub(super) ends: Time,
    }
}

record! {
    /// A browser that is signed in.
    #[derive(Clone, Debug)]
    pub struct Session {
        /// Its key (not its secret).
        pub id: Key,
        /// Whose.
        pub person: Key,
        /// Since when.
        pub created: Time,
        /// When it was last seen, to within five minutes.
        pub seen: Time,
        /// Browser and system in a few words.
        pub device: String,
        /// How many roles its person holds, in all neighbourhoods together (only filled when found by cookie).
        pub roles: i64,
    }
}

record! {
    /// A program acting for a member.
    #[derive(Clone, Debug)]
    pub struct Program {
        /// Its key (not its secret).
        pub id: Key,
        /// For whom.
        pub member: MemberId,
        /// What its owner calls it.
        pub label: String,
        /// Since when.
        pub made: Time,
        /// Until when.
        pub ends: Time,
    }
}

/// What a new request holds.
#[derive(Clone, Debug)]
pub(super) struct NewRequest {
    pub(super) id: Key,
    pub(super) purpose: Purpose,
    pub(super) token_hash: Vec<u8>,
    pub(super) code_hash: Option<Vec<u8>>,
    pub(super) person: Option<Key>,
    pub(super) email: Option<String>,
    pub(super) joining: Option<String>,
    pub(super) next: String,
    pub(super) ends: Time,
}

pub(super) fn insert_request<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    new: &NewRequest,
) -> Result<()> {
    tx.exec(permit, &DELETE_OLD_REQUESTS, &args![tx.community(), tx.now().plus_days(-1)])?;
    tx.exec(
        permit,
        &INSERT_REQUEST,
        &args![
            tx.community(),
            new.id,
            new.purpose,
            new.token_hash,
            new.code_hash,
            new.person,
            new.email,
            new.joining,
            new.next,
            new.ends,
        ],
    )?;
    Ok(())
}

pub(super) fn request_by_token(seen: &Snapshot<'_>, hash: &[u8]) -> Result<Option<Request>> {
    seen.row(&REQUEST_BY_TOKEN, &args![seen.community(), hash])
}

pub(super) fn request(seen: &Snapshot<'_>, id: Key) -> Result<Option<Request>> {
    seen.row(&REQUEST, &args![seen.community(), id])
}

pub(super) fn count_try<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key) -> Result<()> {
    tx.exec(permit, &TRY, &args![tx.community(), id])?;
    Ok(())
}

pub(super) fn delete_request<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key) -> Result<()> {
    tx.exec_one(permit, &DELETE_REQUEST, &args![tx.community(), id])
}

pub(super) fn insert_session<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    hash: &[u8],
    person: Key,
    device: &str,
) -> Result<()> {
    let month_ago = tx.now().plus_days(-super::model::LONGEST_DAYS);
    tx.exec(permit, &DELETE_OLD_SESSIONS, &args![month_ago])?;
    tx.exec(permit, &INSERT_SESSION, &args![Key::random(), hash, person, device, tx.now()])?;
    Ok(())
}

pub(crate) fn session(seen: &Snapshot<'_>, hash: &[u8]) -> Result<Option<Session>> {
    seen.row(&GLOBAL_SESSION, &args![hash])
}

/// All browsers in which a person is signed in. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn sessions(seen: &Snapshot<'_>, person: Key) -> Result<Vec<Session>> {
    seen.rows(&GLOBAL_SESSIONS, &args![person])
}

pub(super) fn touch<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    session: Key,
    at: Time,
) -> Result<()> {
    tx.exec(permit, &TOUCH, &args![session, at])?;
    Ok(())
}

pub(super) fn end_session<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: Key,
    person: Key,
) -> Result<()> {
    tx.exec_one(permit, &DELETE_SESSION, &args![id, person])
}

pub(crate) fn end_sessions<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, person: Key) -> Result<u64> {
    tx.exec(permit, &DELETE_SESSIONS, &args![person])
}

pub(crate) fn set_card<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    person: Key,
    code: &str,
) -> Result<()> {
    let hash = crate::code::Purpose::Card.hash(b"", code);
    tx.exec(permit, &SET_CARD, &args![person, hash, tx.now()])?;
    Ok(())
}

pub(super) fn card(seen: &Snapshot<'_>, code: &str) -> Result<Option<Key>> {
    let hash = crate::code::Purpose::Card.hash(b"", code);
    Ok(seen.row::<(Key,)>(&GLOBAL_CARD, &args![hash])?.map(|(person,)| person))
}

/// Since when a person has their card.
///
/// # Errors
/// Those of the engine.
pub fn card_since(seen: &Snapshot<'_>, person: Key) -> Result<Option<Time>> {
    Ok(seen.row::<(Time,)>(&GLOBAL_CARD_OF, &args![person])?.map(|(made,)| made))
}

pub(super) fn insert_token<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    hash: &[u8],
    label: &str,
    ends: Time,
) -> Result<()> {
    let values = args![tx.community(), Key::random(), member, hash, label, tx.now(), ends];
    tx.exec(permit, &INSERT_TOKEN, &values)?;
    Ok(())
}

pub(crate) fn program(seen: &Snapshot<'_>, hash: &[u8]) -> Result<Option<Program>> {
    seen.row(&TOKEN, &args![seen.community(), hash])
}

/// Programs that act for a member. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn programs(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Program>> {
    seen.rows(&TOKENS, &args![seen.community(), member])
}

pub(super) fn end_token<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    id: Key,
) -> Result<()> {
    tx.exec_one(permit, &DELETE_TOKEN, &args![tx.community(), member, id])
}

/// Forgets everything by which a member could come in here.
pub(crate) fn erase_tokens<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
) -> Result<()> {
    tx.exec(permit, &DELETE_TOKENS, &args![tx.community(), member])?;
    Ok(())
}

/// Forgets everything by which a person could come in anywhere.
pub(crate) fn erase_person<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, person: Key) -> Result<()> {
    for statement in [&DELETE_SESSIONS, &DELETE_CARD, &DELETE_REQUESTS_OF] {
        tx.exec(permit, statement, &args![person])?;
    }
    Ok(())
}
