//! SQL of people and members.

use super::acts::{ChangeMember, EraseMember, Introduce};
use super::model::{Kind, Member, Profile, Reach, State, Way, join_languages, split_languages};
use kernel::{Key, Locale, MemberId, Role, Standing, Time};
use store::{Act, FromRow, Permit, Result, Row, Snapshot, Tx, args, record, statements};

statements! {
    /// A person for signing in.
    INSERT_PERSON = "INSERT INTO person (id, email, locale, created) VALUES ($1, $2, $3, $4)";
    /// By address of mail, in small letters.
    GLOBAL_PERSON_BY_EMAIL = "SELECT id FROM person WHERE email = $1";
    /// The address of somebody's mail.
    GLOBAL_EMAIL = "SELECT email FROM person WHERE id = $1";
    /// A member.
    INSERT = "INSERT INTO member (community_id, id, kind, person_id, name, languages, locale, about, reach_way,
                reach_value, reach_hours, word_hash, rules_accepted, state, version, created)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'active', 1, $14)";
    /// What a member tells of themselves, from the version they saw.
    UPDATE = "UPDATE member SET name = $4, languages = $5, locale = $6, about = $7, reach_way = $8,
                reach_value = $9, reach_hours = $10, version = version + 1,
                reach_failed_at = CASE WHEN reach_way = $8 AND reach_value = $9 THEN reach_failed_at ELSE NULL END
              WHERE community_id = $1 AND id = $2 AND version = $3 AND state = 'active'";
    /// How somebody wants to be reached, from the version they saw. Whoever says it again says that it is right.
    SET_REACH = "UPDATE member SET reach_way = $4, reach_value = $5, reach_hours = $6, reach_failed_at = NULL,
                   version = version + 1
                 WHERE community_id = $1 AND id = $2 AND version = $3 AND state = 'active'";
    /// Nobody is reached at this value.
    UNREACHABLE = "UPDATE member SET reach_failed_at = $4
                   WHERE community_id = $1 AND id = $2 AND reach_value = $3 AND state = 'active'
                     AND reach_failed_at IS NULL";
    /// The word for the phone.
    SET_WORD = "UPDATE member SET word_hash = $3 WHERE community_id = $1 AND id = $2 AND state = 'active'";
    /// One member.
    BY_ID = "SELECT id, kind, person_id, name, languages, locale, about, reach_way, reach_value, reach_hours,
               CASE WHEN word_hash IS NULL THEN 0 ELSE 1 END, reach_failed_at, rules_accepted, house_version,
               state, version, created
             FROM member WHERE community_id = $1 AND id = $2";
    /// Who a person is here.
    OF_PERSON = "SELECT id FROM member WHERE community_id = $1 AND person_id = $2 AND state = 'active'";
    /// Name and language of an active member.
    NAME = "SELECT name, locale, kind FROM member WHERE community_id = $1 AND id = $2 AND state = 'active'";
    /// Active people whose name begins so, for the desk.
    BY_NAME = "SELECT id, name, kind FROM member
               WHERE community_id = $1 AND name >= $2 AND name < $3 AND state = 'active' ORDER BY name, id LIMIT 20";
    /// Everybody who is here, for the desk of a small place and for exports by the operator.
    COUNT = "SELECT COUNT(*) FROM member WHERE community_id = $1 AND state = 'active'";
    /// The hash of the word for the phone.
    WORD = "SELECT word_hash FROM member WHERE community_id = $1 AND id = $2 AND state = 'active'";
    /// State, roles, vouches, organisations and youth of a member in one go.
    STANDING = "SELECT 'state', state, id FROM member WHERE community_id = $1 AND id = $2
                UNION ALL SELECT 'role', role, member FROM role_held WHERE community_id = $1 AND member = $2
                UNION ALL SELECT 'vouch', way, voucher FROM vouch WHERE community_id = $1 AND member = $2
                UNION ALL SELECT 'for', '', organisation FROM represents WHERE community_id = $1 AND member = $2
                UNION ALL SELECT 'unagreed', '', m.id FROM member m
                  WHERE m.community_id = $1 AND m.id = $2 AND EXISTS (
                    SELECT 1 FROM house_version h
                    WHERE h.community_id = m.community_id AND h.holds_from <= $3
                      AND h.holds_from > COALESCE(m.rules_accepted, 0) AND h.number > COALESCE(m.house_version, 0))
                UNION ALL SELECT 'young', '', id FROM member
                  WHERE community_id = $1 AND id = $2 AND young_through >= $4";
    /// The newest version of the house agreement that holds or will, if the member has not agreed to it.
    TO_AGREE = "SELECT h.number, h.holds_from FROM house_version h
                JOIN member m ON m.community_id = h.community_id AND m.id = $2
                WHERE h.community_id = $1 AND h.holds_from > COALESCE(m.rules_accepted, 0)
                  AND h.number > COALESCE(m.house_version, 0) AND m.state = 'active'
                ORDER BY h.number DESC LIMIT 1";
    /// They said yes to it.
    AGREE = "UPDATE member SET house_version = $3 WHERE community_id = $1 AND id = $2 AND state = 'active'
               AND COALESCE(house_version, 0) < $3";
    /// Blanks a member.
    BLANK = "UPDATE member SET person_id = NULL, name = '', languages = '', about = '', reach_way = 'desk',
               reach_value = '', reach_hours = '', reach_failed_at = NULL, word_hash = NULL, rules_accepted = NULL,
               house_version = NULL, young_through = NULL, state = 'erased',
               version = version + 1
             WHERE community_id = $1 AND id = $2";
    /// In how many neighbourhoods a person is.
    GLOBAL_MEMBERSHIPS = "SELECT COUNT(*) FROM member WHERE person_id = $1";
    /// Forgets what was needed for signing in.
    DELETE_PERSON = "DELETE FROM person WHERE id = $1";
    /// A fresh code by which a member points to themselves.
    SET_INTRODUCTION = "INSERT INTO introduction (community_id, member, code_hash, ends) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (community_id, member) DO UPDATE SET code_hash = $3, ends = $4";
    /// Who showed this code.
    INTRODUCED = "SELECT m.id, m.name, m.kind FROM introduction i
                  JOIN member m ON m.community_id = i.community_id AND m.id = i.member
                  WHERE i.community_id = $1 AND i.code_hash = $2 AND i.ends > $3 AND m.state = 'active'";
    /// Forgets the code.
    DELETE_INTRODUCTION = "DELETE FROM introduction WHERE community_id = $1 AND member = $2";
    /// Lines of the journal in which this member acted or was acted for, newest first.
    JOURNAL_OF = "SELECT act, at, channel, who_kind, who, for_member FROM journal
                  WHERE community_id = $1 AND (who = $2 OR for_member = $2) ORDER BY at DESC LIMIT $3";
}

record! {
    struct Stored {
        id: MemberId, kind: Kind, person: Option<Key>, name: String, languages: String, locale: Locale,
        about: String, reach_way: Way, reach_value: String, reach_hours: String, has_word: bool,
        reach_failed: Option<Time>, rules_accepted: Option<Time>, house_version: Option<i64>, state: State,
        version: i64, created: Time,
    }
}

impl FromRow for Member {
    fn from_row(row: &mut Row) -> Result<Self> {
        let stored = Stored::from_row(row)?;
        let reach = Reach { way: stored.reach_way, value: stored.reach_value, hours: stored.reach_hours };
        let profile = Profile {
            name: stored.name,
            languages: split_languages(&stored.languages),
            locale: stored.locale,
            about: stored.about,
            reach,
        };
        Ok(Self {
            id: stored.id,
            kind: stored.kind,
            person: stored.person,
            profile,
            has_word: stored.has_word,
            reach_failed: stored.reach_failed,
            rules_accepted: stored.rules_accepted,
            house_version: stored.house_version,
            state: stored.state,
            version: stored.version,
            created: stored.created,
        })
    }
}

record! {
    /// Enough of a member to point to them.
    #[derive(Clone, Debug)]
    pub struct Brief {
        /// Their key.
        pub id: MemberId,
        /// What neighbours call them.
        pub name: String,
        /// A human or an organisation.
        pub kind: Kind,
    }
}

record! {
    /// A line of the journal about a member.
    #[derive(Clone, Debug)]
    pub struct Line {
        /// Which act.
        pub act: String,
        /// When.
        pub at: Time,
        /// By which road.
        pub channel: kernel::Channel,
        /// `member`, `operator`, `visitor`, `code`, or a job's name.
        pub who_kind: String,
        /// The member who did it.
        pub who: Option<MemberId>,
        /// For whom.
        pub for_member: Option<MemberId>,
    }
}

/// A member of this neighbourhood, whatever their state.
///
/// # Errors
/// Those of the engine.
pub fn by_id(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Member>> {
    seen.row(&BY_ID, &args![seen.community(), member])
}

/// Name, language and kind of an active member.
///
/// # Errors
/// Those of the engine.
pub fn name(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<(String, Locale, Kind)>> {
    seen.row(&NAME, &args![seen.community(), member])
}

/// Who a person is here, if they are here.
///
/// # Errors
/// Those of the engine.
pub fn of_person(seen: &Snapshot<'_>, person: Key) -> Result<Option<MemberId>> {
    Ok(seen.row::<(MemberId,)>(&OF_PERSON, &args![seen.community(), person])?.map(|(member,)| member))
}

/// The person with this address of mail, in small letters.
///
/// # Errors
/// Those of the engine.
pub fn person_by_email(seen: &Snapshot<'_>, email: &str) -> Result<Option<Key>> {
    Ok(seen.row::<(Key,)>(&GLOBAL_PERSON_BY_EMAIL, &args![email])?.map(|(person,)| person))
}

/// Somebody's address of mail for signing in.
///
/// # Errors
/// Those of the engine.
pub fn email(seen: &Snapshot<'_>, person: Key) -> Result<Option<String>> {
    Ok(seen.row::<(Option<String>,)>(&GLOBAL_EMAIL, &args![person])?.and_then(|(email,)| email))
}

/// The first 20 active members whose name begins so. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn by_name(seen: &Snapshot<'_>, beginning: &str) -> Result<Vec<Brief>> {
    let after = format!("{beginning}\u{10ffff}");
    seen.rows(&BY_NAME, &args![seen.community(), beginning, after])
}

/// Who showed this code; codes end after seven days.
///
/// # Errors
/// Those of the engine.
pub fn introduced(seen: &Snapshot<'_>, code: &str) -> Result<Option<Brief>> {
    let hash = crate::code::Purpose::Introduction.hash_in(seen.community(), code);
    seen.row(&INTRODUCED, &args![seen.community(), hash, seen.now()])
}

/// Whom somebody at the desk asks for: by the code they show, or by how their name begins. The reader asks for a permit
/// first.
///
/// # Errors
/// Those of the engine.
pub fn asked_for(seen: &Snapshot<'_>, typed: &str) -> Result<Vec<Brief>> {
    let by_code = match crate::code::read(typed, 8) {
        Some(code) => introduced(seen, &code)?,
        None => None,
    };
    match (by_code, typed.is_empty()) {
        (Some(one), _) => Ok(vec![one]),
        (None, true) => Ok(Vec::new()),
        (None, false) => by_name(seen, typed),
    }
}

/// The hash of the word for the phone.
///
/// # Errors
/// Those of the engine.
pub fn word_hash(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<String>> {
    Ok(seen.row::<(Option<String>,)>(&WORD, &args![seen.community(), member])?.and_then(|(word,)| word))
}

/// How many active members there are.
///
/// # Errors
/// Those of the engine.
pub fn count(seen: &Snapshot<'_>) -> Result<i64> {
    Ok(seen.row::<(i64,)>(&COUNT, &args![seen.community()])?.map_or(0, |(count,)| count))
}

/// What a member did and what was done for them, newest first. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn journal_of(seen: &Snapshot<'_>, member: MemberId, most: i64) -> Result<Vec<Line>> {
    seen.rows(&JOURNAL_OF, &args![seen.community(), member, most])
}

/// The standing of a member of this neighbourhood: [`store::StandingOf`].
///
/// # Errors
/// Those of the engine.
pub fn standing_of(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Standing>> {
    let year = crate::young::year(seen.now());
    let rows: Vec<(String, String, Key)> =
        seen.rows(&STANDING, &args![seen.community(), member, seen.now(), year])?;
    let words = |what: &'static str| rows.iter().filter(move |row| row.0 == what);
    if !words("state").any(|(_, state, _)| State::parse(state) == Some(State::Active)) {
        return Ok(None);
    }
    let ways = words("vouch").filter_map(|(_, way, _)| crate::vouching::Way::parse(way));
    Ok(Some(Standing {
        vouched: crate::vouching::suffices(ways),
        roles: words("role").filter_map(|(_, role, _)| Role::parse(role)).collect(),
        organisations: words("for").map(|(_, _, organisation)| MemberId(*organisation)).collect(),
        unagreed: words("unagreed").next().is_some(),
        young: words("young").next().is_some(),
    }))
}

record! {
    /// A version of the house agreement that waits for a member's yes.
    #[derive(Clone, Copy, Debug)]
    pub struct ToAgree {
        /// Its number.
        pub number: i64,
        /// Since when it holds, or will.
        pub holds_from: Time,
    }
}

/// The version of the house agreement that waits for a member's yes. The caller has decided that the actor may know.
///
/// # Errors
/// Those of the engine.
pub fn to_agree(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<ToAgree>> {
    seen.row(&TO_AGREE, &args![seen.community(), member])
}

/// Notes that a member agrees to this version of the house agreement; twice is once.
///
/// # Errors
/// Those of the engine.
pub fn agree<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    number: i64,
) -> Result<()> {
    tx.exec(permit, &AGREE, &args![tx.community(), member, number])?;
    Ok(())
}

/// Makes the sign-in data of a new person.
pub(crate) fn insert_person<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    email: Option<&str>,
    locale: Locale,
) -> Result<Key> {
    let person = Key::random();
    tx.exec(permit, &INSERT_PERSON, &args![person, email.map(str::to_owned), locale, tx.now()])?;
    Ok(person)
}

/// An act by which somebody comes in.
pub(crate) trait Enters: Act {
    /// The key they get.
    fn newcomer(&self) -> MemberId;
}

/// Somebody who comes in.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) kind: Kind,
    pub(crate) person: Option<Key>,
    pub(crate) profile: &'a Profile,
    pub(crate) word_hash: Option<String>,
    pub(crate) rules_accepted: bool,
}

/// Makes a member of this neighbourhood.
pub(crate) fn insert<'tx, A: Enters>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    entry: Entry<'_>,
) -> Result<MemberId> {
    let id = permit.act().newcomer();
    let Entry { kind, person, profile, word_hash, rules_accepted } = entry;
    let accepted = rules_accepted.then(|| tx.now());
    tx.exec(
        permit,
        &INSERT,
        &args![
            tx.community(),
            id,
            kind,
            person,
            profile.name,
            join_languages(&profile.languages),
            profile.locale,
            profile.about,
            profile.reach.way,
            profile.reach.value,
            profile.reach.hours,
            word_hash,
            accepted,
            tx.now(),
        ],
    )?;
    Ok(id)
}

/// Changes what a member tells of themselves.
pub(super) fn update<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, ChangeMember>,
    version: i64,
    profile: &Profile,
) -> Result<()> {
    tx.exec_one(
        permit,
        &UPDATE,
        &args![
            tx.community(),
            permit.act().0,
            version,
            profile.name,
            join_languages(&profile.languages),
            profile.locale,
            profile.about,
            profile.reach.way,
            profile.reach.value,
            profile.reach.hours,
        ],
    )
}

/// Changes how a member wants to be reached, from the version they saw. The caller's permit is about this member.
///
/// # Errors
/// [`kernel::Code::Conflict`] when it changed meanwhile; those of the engine.
pub fn set_reach<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    version: i64,
    reach: &Reach,
) -> Result<()> {
    let values = args![tx.community(), member, version, reach.way, reach.value, reach.hours];
    tx.exec_one(permit, &SET_REACH, &values)
}

/// Notes that nobody is reached at this address or number, if it is still theirs.
///
/// # Errors
/// Those of the engine.
pub fn mark_unreachable<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    value: &str,
) -> Result<()> {
    // at the desk and the notice board there is nothing that could be wrong
    if !value.is_empty() {
        tx.exec(permit, &UNREACHABLE, &args![tx.community(), member, value, tx.now()])?;
    }
    Ok(())
}

/// Sets the word for the phone.
pub(super) fn set_word<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, ChangeMember>, hash: &str) -> Result<()> {
    tx.exec_one(permit, &SET_WORD, &args![tx.community(), permit.act().0, hash])
}

/// Sets a fresh code by which the member points to themselves.
pub(super) fn introduce<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, Introduce>,
    code: &str,
    ends: Time,
) -> Result<()> {
    let hash = crate::code::Purpose::Introduction.hash_in(tx.community(), code);
    tx.exec(permit, &SET_INTRODUCTION, &args![tx.community(), permit.act().0, hash, ends])?;
    Ok(())
}

/// Blanks the member's row, and forgets the person when they are nowhere else.
pub(super) fn blank<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, EraseMember>) -> Result<()> {
    let member = permit.act().0;
    let person = by_id(tx, member)?.and_then(|member| member.person);
    tx.exec(permit, &DELETE_INTRODUCTION, &args![tx.community(), member])?;
    tx.exec(permit, &BLANK, &args![tx.community(), member])?;
    let Some(person) = person else { return Ok(()) };
    let elsewhere: Option<(i64,)> = tx.row(&GLOBAL_MEMBERSHIPS, &args![person])?;
    if elsewhere.is_none_or(|(count,)| count == 0) {
        crate::sign_in::erase_person(tx, permit, person)?;
        tx.exec(permit, &DELETE_PERSON, &args![person])?;
    }
    Ok(())
}
