//! Through the door: by a link, six digits, a card, a letter from the desk, or by joining.

use super::{ComeIn, Join, json};
use crate::code::{self, Purpose as For};
use crate::member::{self, Kind, Profile, Reach, store as members};
use crate::sign_in::model::{Joining, TRIES};
use crate::sign_in::store::{self as sql, Request};
use crate::young;
use kernel::{Actor, CommunityId, Key, Locale, MemberId};
use store::{Act, Permit, Result, Store, Tx};

/// What came of trying to come in.
#[derive(Clone, Debug)]
pub enum Entrance {
    /// Signed in.
    In {
        /// The value of the cookie.
        session: String,
        /// Who it is.
        member: MemberId,
        /// A path of ours to go on to; may be empty.
        next: String,
        /// They joined by this.
        joined: bool,
    },
    /// Unknown, used, too old, tried too often: nothing tells which.
    Wrong,
}

/// Whether a link is still good, without using it: opening a link in a mail must change nothing, since programs
/// that check mails for danger open links too.
///
/// # Errors
/// Those of the store.
pub async fn link_is_good(store: &Store, community: CommunityId, token: &str) -> Result<bool> {
    let hash = For::Link.hash_in(community, token);
    store
        .read(Actor::visitor(community), move |seen| {
            let request = sql::request_by_token(seen, &hash)?;
            Ok(request.is_some_and(|request| request.ends > seen.now() && opens(&request)))
        })
        .await
}

/// Comes in by a link.
///
/// # Errors
/// Those of the store.
pub async fn by_link(store: &Store, community: CommunityId, token: &str, device: String) -> Result<Entrance> {
    let hash = For::Link.hash_in(community, token);
    let entry = Fresh::new(store, device);
    store
        .write(Actor::visitor(community), move |tx| {
            let permit = tx.permit(ComeIn(entry.newcomer))?;
            match sql::request_by_token(tx, &hash)? {
                Some(request) if request.ends > tx.now() => use_request(tx, &permit, request, &entry),
                _ => Ok(Entrance::Wrong),
            }
        })
        .await
}

/// Comes in by six digits. Three wrong ones, and the letter is used up.
///
/// # Errors
/// Those of the store.
pub async fn by_digits(
    store: &Store,
    community: CommunityId,
    request: Key,
    typed: &str,
    device: String,
) -> Result<Entrance> {
    let digits = code::read_digits(typed);
    let entry = Fresh::new(store, device);
    store
        .write(Actor::visitor(community), move |tx| {
            let permit = tx.permit(ComeIn(entry.newcomer))?;
            let found = sql::request(tx, request)?;
            let Some(found) = found.filter(|found| found.ends > tx.now() && found.tries < TRIES) else {
                return Ok(Entrance::Wrong);
            };
            let typed = digits.as_deref().map(|digits| For::Digits.hash_of(request, digits));
            if typed.is_none() || typed != found.code_hash {
                sql::count_try(tx, &permit, request)?;
                return Ok(Entrance::Wrong);
            }
            use_request(tx, &permit, found, &entry)
        })
        .await
}

/// Comes in by the printed card.
///
/// # Errors
/// Those of the store.
pub async fn by_card(store: &Store, community: CommunityId, typed: &str, device: String) -> Result<Entrance> {
    let card = code::read(typed, 16);
    let entry = Fresh::new(store, device);
    store
        .write(Actor::visitor(community), move |tx| {
            let permit = tx.permit(ComeIn(entry.newcomer))?;
            let person = match &card {
                Some(code) => sql::card(tx, code)?,
                None => None,
            };
            match person {
                Some(person) => enter(tx, &permit, person, String::new(), &entry),
                None => Ok(Entrance::Wrong),
            }
        })
        .await
}

/// Comes in by a letter from the desk: its code has been found and used up in the sealed database. Ends all
/// other sessions and the old card, since a lost card may be in somebody's hands.
pub(crate) async fn by_letter(
    store: &Store,
    community: CommunityId,
    member: MemberId,
    device: String,
) -> Result<Entrance> {
    let entry = Fresh::new(store, device);
    store
        .write(Actor::visitor(community), move |tx| {
            let permit = tx.permit(ComeIn(entry.newcomer))?;
            let found = members::by_id(tx, member)?;
            let person =
                found.filter(|member| member.state == member::State::Active).and_then(|member| member.person);
            let Some(person) = person else { return Ok(Entrance::Wrong) };
            sql::erase_person(tx, &permit, person)?;
            enter(tx, &permit, person, String::new(), &entry)
        })
        .await
}

/// Joins without an address of mail, and is signed in with the given secret. The same form sent again joins
/// once and is given the same secret, so that no answer that got lost leaves somebody outside.
///
/// # Errors
/// Those of the store.
pub async fn join(
    store: &Store,
    community: CommunityId,
    once: Key,
    session: String,
    joining: Joining,
    device: String,
) -> Result<Entrance> {
    let hash = For::Session.hash(b"", &session);
    let entry = Fresh { hash, session, ..Fresh::new(store, device) };
    let session = entry.session.clone();
    let newcomer = store
        .write_once(Actor::visitor(community), once, move |tx| {
            let permit = tx.permit(Join(entry.newcomer))?;
            let profile = profile(&joining, None);
            let person = members::insert_person(tx, &permit, None, profile.locale)?;
            admit(tx, &permit, person, &profile, &joining)?;
            sql::insert_session(tx, &permit, &entry.hash, person, &entry.device)?;
            Ok(entry.newcomer.to_string())
        })
        .await?;
    let member = newcomer.parse().map_err(|_| store::Error::fault("a form remembered something else"))?;
    Ok(Entrance::In { session, member, next: String::new(), joined: true })
}

/// Secrets and keys of somebody coming in, made before the transaction, since that may run again.
#[derive(Clone, Debug)]
struct Fresh {
    newcomer: MemberId,
    session: String,
    hash: Vec<u8>,
    device: String,
}

impl Fresh {
    fn new(store: &Store, device: String) -> Self {
        let session = code::token();
        let hash = For::Session.hash(b"", &session);
        Self { newcomer: MemberId(Key::by_time(store.now())), session, hash, device }
    }
}

/// A request that leads somewhere: to somebody known, or to joining.
fn opens(request: &Request) -> bool {
    request.person.is_some() || request.joining.is_some()
}

fn use_request<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, ComeIn>,
    request: Request,
    entry: &Fresh,
) -> Result<Entrance> {
    if !opens(&request) {
        return Ok(Entrance::Wrong);
    }
    sql::delete_request(tx, permit, request.id)?;
    let joining: Option<Joining> =
        request.joining.as_deref().map(serde_json::from_str).transpose().map_err(json)?;
    // looked for again: the address may have come to belong to somebody since the letter was sent
    let person = match (request.person, &request.email) {
        (Some(person), _) => Some(person),
        (None, Some(email)) => members::person_by_email(tx, email)?,
        (None, None) => None,
    };
    let Some(joining) = joining else {
        return match person {
            Some(person) => enter(tx, permit, person, request.next, entry),
            None => Ok(Entrance::Wrong),
        };
    };
    let profile = profile(&joining, request.email.as_deref());
    let person = match person {
        Some(person) => person,
        None => members::insert_person(tx, permit, request.email.as_deref(), profile.locale)?,
    };
    if members::of_person(tx, person)?.is_some() {
        return enter(tx, permit, person, request.next, entry);
    }
    admit(tx, permit, person, &profile, &joining)?;
    entered(tx, permit, person, entry.newcomer, request.next, true, entry)
}

/// What a newcomer begins with.
fn profile(joining: &Joining, email: Option<&str>) -> Profile {
    let locale = Locale::parse(&joining.locale).unwrap_or(Locale::Pl);
    let reach = match email {
        Some(email) => Reach { way: member::Way::Mail, value: email.to_owned(), hours: String::new() },
        None => Reach::desk(),
    };
    let languages = member::Language::parse(locale.code()).into_iter().collect();
    Profile { name: joining.name.clone(), languages, locale, about: String::new(), reach }
}

fn admit<'tx, A: members::Enters>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    person: Key,
    profile: &Profile,
    joining: &Joining,
) -> Result<()> {
    let entry = members::Entry {
        kind: Kind::Person,
        person: Some(person),
        profile,
        word_hash: None,
        rules_accepted: true,
    };
    let member = members::insert(tx, permit, entry)?;
    // nobody at the desk has spoken with a guardian yet
    young::keep(tx, permit, member, joining.younger.as_ref(), None)
}

/// Signs in somebody who is here already.
fn enter<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, ComeIn>,
    person: Key,
    next: String,
    entry: &Fresh,
) -> Result<Entrance> {
    match members::of_person(tx, person)? {
        Some(member) => entered(tx, permit, person, member, next, false, entry),
        None => Ok(Entrance::Wrong),
    }
}

fn entered<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    person: Key,
    member: MemberId,
    next: String,
    joined: bool,
    entry: &Fresh,
) -> Result<Entrance> {
    sql::insert_session(tx, permit, &entry.hash, person, &entry.device)?;
    Ok(Entrance::In { session: entry.session.clone(), member, next, joined })
}
