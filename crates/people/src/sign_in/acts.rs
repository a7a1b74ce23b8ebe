//! Coming in: by a letter, a card, a printed link; and joining.

use super::model::{Joining, MAIL_MINUTES, Purpose, TRIES};
use super::store::{self as sql, NewRequest, Request};
use crate::code::{self, Purpose as For};
use crate::member::{self, Kind, Member, Profile, Reach, store as members};
use kernel::{Actor, Code, CommunityId, Grant, Key, Locale, MemberId, Parties};
use store::{Act, Permit, Result, Snapshot, Store, Tx};

/// Ask for a letter with a link and six digits.
#[derive(Clone, Copy, Debug)]
pub struct AskToSignIn;
impl Act for AskToSignIn {
    const NAME: &'static str = "sign_in.ask";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str =
        "GDPR art. 32: single use, ten minutes (OWASP ASVS 5.0, 6.5); the same answer to everybody (6.3.8)";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Come in with a link, digits, a card or a letter from the desk; joins first where that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct ComeIn(pub MemberId);
impl Act for ComeIn {
    const NAME: &'static str = "sign_in.come_in";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str = "GDPR art. 32; OWASP ASVS 5.0, 6.5 and 7.2";
    const ALSO: &'static str = "holds an unused, current secret made for this purpose in this neighbourhood";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}
impl members::Enters for ComeIn {
    fn newcomer(&self) -> MemberId {
        self.0
    }
}

/// Join: a name, a language, the house rules accepted. An address of mail is optional.
#[derive(Clone, Copy, Debug)]
pub struct Join(pub MemberId);
impl Act for Join {
    const NAME: &'static str = "sign_in.join";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str =
        "GDPR art. 6(1)(b): what the person asks for; art. 8: from 16 years of age in Poland";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}
impl members::Enters for Join {
    fn newcomer(&self) -> MemberId {
        self.0
    }
}

/// Print a one-time link for somebody at the machine.
#[derive(Clone, Copy, Debug)]
pub struct PrintLink(pub MemberId);
impl Act for PrintLink {
    const NAME: &'static str = "sign_in.print_link";
    const WHO: &'static [Grant] = &[Grant::Operator];
    const LAW: &'static str = "house rule: the way in for the first people, and back in";
    type Facts = Member;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Member> {
        member::acts::active(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}

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

/// A letter to be sent, and the key under which its digits are typed back.
#[derive(Clone, Debug)]
pub struct Asked {
    /// For the page that takes the digits. There always is one.
    pub request: Key,
    /// What to write.
    pub letter: AskedLetter,
}

/// Which letter goes to the address.
#[derive(Clone, Debug)]
pub enum AskedLetter {
    /// With this token in its link and these digits.
    Open {
        /// Part of the link.
        token: String,
        /// To type back.
        digits: String,
        /// The language of the letter.
        locale: Locale,
        /// They join by this.
        joins: bool,
    },
    /// Nobody with this address is here: says so, and how to join.
    Nobody,
}

/// Asks for a letter to an address of mail; `joining` for somebody who wants to join. The caller does the same
/// afterwards whether the address is known or not.
///
/// # Errors
/// Those of the store.
pub async fn ask(
    store: &Store,
    community: CommunityId,
    email: &str,
    joining: Option<Joining>,
    next: String,
    locale: Locale,
) -> Result<Asked> {
    let email = member::tidy_email(email);
    let (token, digits, id) = (code::token(), code::digits(), Key::random());
    let new = NewRequest {
        id,
        purpose: Purpose::Mail,
        token_hash: For::Link.hash_in(community, &token),
        code_hash: Some(For::Digits.hash_of(id, &digits)),
        person: None,
        email: Some(email),
        joining: joining.map(|joining| serde_json::to_string(&joining)).transpose().map_err(json)?,
        next,
        ends: store.now().plus_seconds(MAIL_MINUTES * 60),
    };
    let letter = store
        .write(Actor::visitor(community), move |tx| {
            let permit = tx.permit(AskToSignIn)?;
            let address = new.email.as_deref().unwrap_or_default();
            let person = members::person_by_email(tx, address)?;
            let member = person.map(|person| members::of_person(tx, person)).transpose()?.flatten();
            // an unknown address leaves the same row, which opens nothing: same work, same time, same answers
            let opens = member.is_some() || new.joining.is_some();
            let kept = NewRequest { person: person.filter(|_| opens), ..new.clone() };
            sql::insert_request(tx, &permit, &kept)?;
            let theirs = match member {
                Some(member) => members::name(tx, member)?.map(|(_, locale, _)| locale),
                None => None,
            };
            let (token, digits) = (token.clone(), digits.clone());
            let locale = theirs.unwrap_or(locale);
            let letter = AskedLetter::Open { token, digits, locale, joins: member.is_none() };
            Ok(if opens { letter } else { AskedLetter::Nobody })
        })
        .await?;
    Ok(Asked { request: id, letter })
}

fn json(fault: serde_json::Error) -> store::Error {
    store::Error::fault(fault.to_string())
}

/// Makes a one-time link for a member, as the operator: the secret part of its address. Good for so many hours.
///
/// # Errors
/// [`Code::NotFound`] for somebody who is not here or is an organisation; those of the store.
pub async fn print_link(
    store: &Store,
    community: CommunityId,
    member: MemberId,
    hours: i64,
) -> Result<String> {
    let token = code::token();
    let secret = token.clone();
    store
        .write(Actor::operator(community), move |tx| {
            let permit = tx.permit(PrintLink(member))?;
            let person = permit.facts().person.ok_or(Code::NotFound)?;
            let new = NewRequest {
                id: Key::random(),
                purpose: Purpose::Printed,
                token_hash: For::Link.hash_in(community, &secret),
                code_hash: None,
                person: Some(person),
                email: None,
                joining: None,
                next: String::new(),
                ends: tx.now().plus_seconds(hours * 3600),
            };
            sql::insert_request(tx, &permit, &new)
        })
        .await?;
    Ok(token)
}

/// Signs a member in at once, as the operator: for tests, and for links that `demo` prints.
///
/// # Errors
/// As [`print_link`].
pub async fn session_for(store: &Store, community: CommunityId, member: MemberId) -> Result<String> {
    let token = print_link(store, community, member, 1).await?;
    match by_link(store, community, &token, String::new()).await? {
        Entrance::In { session, .. } => Ok(session),
        Entrance::Wrong => Err(Code::NotFound.into()),
    }
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
            admit(tx, &permit, person, &profile)?;
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
    admit(tx, permit, person, &profile)?;
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
) -> Result<()> {
    let entry = members::Entry {
        kind: Kind::Person,
        person: Some(person),
        profile,
        word_hash: None,
        rules_accepted: true,
    };
    members::insert(tx, permit, entry).map(|_| ())
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

/// What a member does with their own ways in. Loads the member; [`Code::NotFound`] when they are not here.
macro_rules! own_way_in {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $law:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub MemberId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = $law;
            type Facts = Member;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Member> {
                member::acts::active(seen, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, _: &Member) -> Parties {
                Parties { owner: Some(self.0), proposer: None }
            }
        }
    )*};
}

own_way_in! {
    /// Have a card; the former one ends.
    MakeCard: "sign_in.make_card", &[Grant::Owner, Grant::Operator], "GDPR art. 32; one card, replaceable";
    /// See in which browsers one is signed in, and which programs act for one.
    ReadSessions: "sign_in.read_sessions", &[Grant::Owner], "OWASP ASVS 5.0, 7.5";
    /// End a session, or all of them.
    EndSessions: "sign_in.end_sessions", &[Grant::Owner, Grant::Operator], "OWASP ASVS 5.0, 7.4";
    /// Let a program act for one.
    MakeProgram: "sign_in.make_program", &[Grant::Owner], "OWASP ASVS 5.0, 9.2";
    /// Stop a program.
    EndProgram: "sign_in.end_program", &[Grant::Owner], "OWASP ASVS 5.0, 9.2";
}

/// Note when sessions were last seen.
#[derive(Clone, Copy, Debug)]
pub struct TouchSessions;
impl Act for TouchSessions {
    const NAME: &'static str = "sign_in.touch";
    const WHO: &'static [Grant] = &[Grant::Job("sessions")];
    const LAW: &'static str = "OWASP ASVS 5.0, 7.3: sessions end when idle";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Makes a card for a member; the former one ends. The code, to be shown once.
///
/// # Errors
/// [`Code::NotFound`] for organisations; those of the store.
pub async fn make_card(store: &Store, actor: Actor, member: MemberId) -> Result<String> {
    let code = code::long();
    let fresh = code.clone();
    store
        .write(actor, move |tx| {
            let permit = tx.permit(MakeCard(member))?;
            let person = permit.facts().person.ok_or(Code::NotFound)?;
            sql::set_card(tx, &permit, person, &fresh)
        })
        .await?;
    Ok(code)
}

/// Ends one session of a member.
///
/// # Errors
/// [`Code::Conflict`] when it has ended already; those of the store.
pub async fn end_session(store: &Store, actor: Actor, member: MemberId, session: Key) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(EndSessions(member))?;
            let person = permit.facts().person.ok_or(Code::NotFound)?;
            sql::end_session(tx, &permit, session, person)
        })
        .await
}

/// Ends all sessions of a member, also the one in which this is asked for.
///
/// # Errors
/// Those of the store.
pub async fn end_sessions(store: &Store, actor: Actor, member: MemberId) -> Result<u64> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(EndSessions(member))?;
            let person = permit.facts().person.ok_or(Code::NotFound)?;
            sql::end_sessions(tx, &permit, person)
        })
        .await
}

/// For so many days a program may act without being allowed anew.
const PROGRAM_DAYS: i64 = 365;

/// Lets a program act for a member: the token, to be shown once.
///
/// # Errors
/// Those of the store.
pub async fn make_program(store: &Store, actor: Actor, member: MemberId, label: String) -> Result<String> {
    let token = code::token();
    let hash = For::Program.hash_in(actor.community, &token);
    store
        .write(actor, move |tx| {
            let permit = tx.permit(MakeProgram(member))?;
            sql::insert_token(tx, &permit, member, &hash, &label, tx.now().plus_days(PROGRAM_DAYS))
        })
        .await?;
    Ok(token)
}

/// Stops a program.
///
/// # Errors
/// [`Code::Conflict`] when it is stopped already; those of the store.
pub async fn end_program(store: &Store, actor: Actor, member: MemberId, program: Key) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(EndProgram(member))?;
            sql::end_token(tx, &permit, member, program)
        })
        .await
}

/// Notes when sessions were last seen.
pub(crate) async fn touch(store: &Store, seen: Vec<(Key, kernel::Time)>) -> Result<()> {
    store
        .bulk(Actor::job(CommunityId::INSTALLATION, "sessions"), move |tx| {
            let permit = tx.permit(TouchSessions)?;
            seen.iter().try_for_each(|(session, at)| sql::touch(tx, &permit, *session, *at))
        })
        .await
}
