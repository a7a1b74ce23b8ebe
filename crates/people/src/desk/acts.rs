//! Receiving people, acting for them, letting them back in.

use super::store::{self as sql, Letter, NewVisit};
use crate::code::{self, Purpose};
use crate::house::Browser;
use crate::member::{self, Kind, Member, Profile, store as members};
use crate::young::{self, Younger};
use crate::{recovery, sign_in, vouching};
use kernel::{Actor, Channel, Code, Day, Grant, Key, MemberId, Parties, Refusal, Role};
use store::{Act, Permit, Result, SealedStore, Snapshot, Store, Tx};

/// For so long one acts for somebody before being asked again.
pub const VISIT_MINUTES: i64 = 30;
/// For so many days a letter opens the door.
pub const LETTER_DAYS: i32 = 7;

/// Look for a member by name: so that the desk finds who sits opposite.
#[derive(Clone, Copy, Debug)]
pub struct FindMembers;
impl Act for FindMembers {
    const NAME: &'static str = "desk.find";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk), Grant::Role(Role::Administrator)];
    const LAW: &'static str = "GDPR art. 6(1)(b), at the person's wish; nobody else can list members";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Enter somebody who sits opposite: first name, how to reach them, their word for the phone.
#[derive(Clone, Copy, Debug)]
pub struct Receive(pub MemberId);
impl Act for Receive {
    const NAME: &'static str = "desk.receive";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "GDPR art. 6(1)(b) and 13: read aloud, signed on paper";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}
impl members::Enters for Receive {
    fn newcomer(&self) -> MemberId {
        self.0
    }
}

/// Begin to act for somebody, with a reason, for 30 minutes.
#[derive(Clone, Copy, Debug)]
pub struct StartVisit(pub MemberId);
impl Act for StartVisit {
    const NAME: &'static str = "desk.start";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str =
        "house rule of the desk: with a reason, 30 minutes, in one's own name for another";
    const ALSO: &'static str =
        "not for oneself; a person, not an organisation; by phone only with their word";
    type Facts = Member;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Member> {
        member::acts::active(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, member: &Member, actor: &Actor) -> std::result::Result<(), Refusal> {
        not_oneself(self.0, actor)?;
        if member.kind == Kind::Person { Ok(()) } else { Err(Refusal::plain(Code::NotFound)) }
    }
}

/// Stop acting for somebody.
#[derive(Clone, Copy, Debug)]
pub struct EndVisit;
impl Act for EndVisit {
    const NAME: &'static str = "desk.end";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule of the desk: ends with one press";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Promise what happens next: it stands on the slip, and on the desk's page on that day.
#[derive(Clone, Copy, Debug)]
pub struct Promise;
impl Act for Promise {
    const NAME: &'static str = "desk.promise";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule of the desk: nobody leaves without knowing what comes next";
    const ALSO: &'static str = "while a visit runs";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Say that a promise is kept.
#[derive(Clone, Copy, Debug)]
pub struct KeepPromise(pub Key);
impl Act for KeepPromise {
    const NAME: &'static str = "desk.keep_promise";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule of the desk: what was promised is done";
    const ALSO: &'static str = "once";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0)
    }
}

/// Print a card for somebody who sits opposite; the former one ends. Not for people with roles: theirs would be
/// a way to get their rights.
#[derive(Clone, Copy, Debug)]
pub struct IssueCard(pub MemberId);
impl Act for IssueCard {
    const NAME: &'static str = "desk.issue_card";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule of the desk; GDPR art. 32";
    const ALSO: &'static str = "not for oneself, not for people with roles";
    type Facts = Person;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Person> {
        Person::load(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, person: &Person, actor: &Actor) -> std::result::Result<(), Refusal> {
        not_oneself(self.0, actor)?;
        if person.with_roles {
            return Err(Refusal::new(Code::Forbidden, crate::texts::desk::wrong_card_role));
        }
        Ok(())
    }
}

/// Print a one-time letter for somebody without roles who lost card and mail; or ask a second person for one.
#[derive(Clone, Copy, Debug)]
pub struct AskForLetter(pub MemberId);
impl Act for AskForLetter {
    const NAME: &'static str = "desk.ask_for_letter";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "GDPR art. 32; OWASP ASVS 5.0, 6.4: no secret questions, in person";
    const ALSO: &'static str = "not for oneself; for people with roles a second person prints it";
    type Facts = Person;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Person> {
        Person::load(seen, self.0)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, _: &Person, actor: &Actor) -> std::result::Result<(), Refusal> {
        not_oneself(self.0, actor)
    }
}

/// Print the letter somebody else at the desk asked for.
#[derive(Clone, Copy, Debug)]
pub struct PrintLetter(pub Key);
impl Act for PrintLetter {
    const NAME: &'static str = "desk.print_letter";
    const WHO: &'static [Grant] =
        &[Grant::SecondPerson(Role::Desk), Grant::SecondPerson(Role::Administrator)];
    const LAW: &'static str = "house rule: two people for those who have rights (OWASP ASVS 5.0, 2.3.5)";
    const ALSO: &'static str = "not for oneself";
    type Facts = Letter;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Letter> {
        Ok(sql::letter(seen, self.0)?.ok_or(Code::NotFound)?)
    }
    fn target(&self) -> Option<Key> {
        Some(self.0)
    }
    fn parties(&self, letter: &Letter) -> Parties {
        Parties { owner: None, proposer: Some(letter.proposed_by) }
    }
    fn also(&self, letter: &Letter, actor: &Actor) -> std::result::Result<(), Refusal> {
        not_oneself(letter.member, actor)
    }
}

/// Somebody who has sign-in data, and whether they hold roles.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    key: Key,
    with_roles: bool,
}

impl Person {
    fn load(seen: &Snapshot<'_>, member: MemberId) -> Result<Self> {
        let key = member::acts::active(seen, member)?.person.ok_or(Code::NotFound)?;
        let standing = seen.standing(member)?.ok_or(Code::NotFound)?;
        Ok(Self { key, with_roles: !standing.roles.is_empty() })
    }
}

fn not_oneself(member: MemberId, actor: &Actor) -> std::result::Result<(), Refusal> {
    if actor.signed_in() == Some(member) {
        return Err(Refusal::new(Code::Forbidden, crate::texts::desk::wrong_self));
    }
    Ok(())
}

/// Somebody received at the desk.
#[derive(Clone, Debug)]
pub struct Received {
    /// What they tell of themselves.
    pub profile: Profile,
    /// Their word for the phone, if they want one.
    pub word: Option<String>,
    /// The number of the paper they signed.
    pub paper: String,
    /// Why they came.
    pub reason: String,
    /// Of those under sixteen: who agreed.
    pub younger: Option<Younger>,
}

/// Enters somebody who sits opposite, vouches for them, and begins to act for them in this browser.
///
/// # Errors
/// [`Code::Invalid`] at `reach_value`; [`Code::Forbidden`] without the role; those of the store.
pub async fn receive(
    store: &Store,
    actor: Actor,
    once: Key,
    session: &str,
    new: Received,
) -> Result<MemberId> {
    member::acts::check(&new.profile)?;
    let word = new.word.as_deref().map(member::model::hash_word).transpose()?;
    let id = MemberId(Key::by_time(store.now()));
    let session = Purpose::Session.hash(b"", session);
    let received = store
        .write_once(actor.own(), once, move |tx| {
            let permit = tx.permit(Receive(id))?;
            let helper = actor.signed_in().ok_or(Code::NotSignedIn)?;
            let person = members::insert_person(tx, &permit, None, new.profile.locale)?;
            let entry = members::Entry {
                kind: Kind::Person,
                person: Some(person),
                profile: &new.profile,
                word_hash: word.clone(),
                rules_accepted: true,
            };
            members::insert(tx, &permit, entry)?;
            young::keep(tx, &permit, id, new.younger.as_ref(), Some(helper))?;
            vouching::enter(tx, &permit, id, helper, vouching::Way::Desk)?;
            begin(tx, &permit, &session, id, Channel::Desk, &new.reason, &new.paper)?;
            Ok(id.to_string())
        })
        .await?;
    received.parse().map_err(|_| store::Error::fault("a form remembered something else"))
}

/// Begins to act for a member in this browser: face to face, or by phone once they said their word.
///
/// # Errors
/// [`Code::Invalid`] at `word` when it is another one or none was chosen; those of the store.
pub async fn start(
    store: &Store,
    actor: Actor,
    session: &str,
    member: MemberId,
    word: Option<String>,
    reason: String,
) -> Result<()> {
    let actor = actor.own();
    let channel = if word.is_some() { Channel::Phone } else { Channel::Desk };
    if let Some(word) = word {
        let hash = store
            .read(actor, move |seen| {
                seen.allow(&StartVisit(member))?;
                member::word_hash(seen, member)
            })
            .await?;
        // on a thread of its own: it is made to be slow
        let right =
            tokio::task::spawn_blocking(move || hash.is_some_and(|hash| member::is_word(&hash, &word)));
        if !right.await.map_err(|fault| store::Error::fault(fault.to_string()))? {
            return Err(Refusal::new(Code::Invalid, crate::texts::desk::wrong_word).at("word").into());
        }
    }
    let session = Purpose::Session.hash(b"", session);
    store
        .write(actor, move |tx| {
            let permit = tx.permit(StartVisit(member))?;
            begin(tx, &permit, &session, member, channel, &reason, "")
        })
        .await
}

/// Begins to act for a member in this browser, to type in what they wrote on a numbered sheet of paper.
///
/// # Errors
/// A refusal, or those of the store.
pub async fn start_from_paper(
    store: &Store,
    actor: Actor,
    browser: &Browser,
    member: MemberId,
    reason: String,
    number: &str,
) -> Result<()> {
    let actor = actor.own();
    let (session, number) = (Purpose::Session.hash(b"", &browser.session), number.to_owned());
    store
        .write(actor, move |tx| {
            let permit = tx.permit(StartVisit(member))?;
            begin(tx, &permit, &session, member, Channel::Paper, &reason, &number)
        })
        .await
}

fn begin<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    session: &[u8],
    member: MemberId,
    channel: Channel,
    reason: &str,
    paper: &str,
) -> Result<()> {
    let session = sign_in::session(tx, session)?.ok_or(Code::NotSignedIn)?;
    let helper = tx.actor().signed_in().ok_or(Code::NotSignedIn)?;
    let new = NewVisit {
        session: session.id,
        helper,
        member,
        channel,
        reason: reason.to_owned(),
        paper: paper.to_owned(),
        ends: tx.now().plus_seconds(VISIT_MINUTES * 60),
    };
    crate::queue::begun(tx, permit, helper)?;
    sql::start(tx, permit, &new)
}

/// Keeps what was promised to the person helped in this browser; nothing is promised any more with `None`.
///
/// # Errors
/// [`Code::NotFound`] when no visit runs here; those of the store.
pub async fn promise(
    store: &Store,
    actor: Actor,
    session: &str,
    promise: Option<(String, Day)>,
) -> Result<()> {
    let session = Purpose::Session.hash(b"", session);
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(Promise)?;
        let helper = tx.actor().signed_in().ok_or(Code::NotSignedIn)?;
        let session = sign_in::session(tx, &session)?.ok_or(Code::NotSignedIn)?;
        let visit = sql::current(tx, session.id, helper)?.ok_or(Code::NotFound)?;
        let (words, day) = promise.as_ref().map_or(("", None), |(words, day)| (words.as_str(), Some(*day)));
        sql::promise(tx, &permit, visit.id, words, day)
    };
    store.write(actor.own(), write).await
}

/// Notes that what was promised in a visit is done.
///
/// # Errors
/// [`Code::Conflict`] when somebody else did it meanwhile; those of the store.
pub async fn keep_promise(store: &Store, actor: Actor, visit: Key) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(KeepPromise(visit))?;
        sql::keep(tx, &permit, visit)
    };
    store.write(actor.own(), write).await
}

/// Stops acting for somebody in this browser.
///
/// # Errors
/// Those of the store.
pub async fn end(store: &Store, actor: Actor, session: &str) -> Result<()> {
    let session = Purpose::Session.hash(b"", session);
    store
        .write(actor.own(), move |tx| {
            let permit = tx.permit(EndVisit)?;
            let helper = actor.signed_in().ok_or(Code::NotSignedIn)?;
            match sign_in::session(tx, &session)? {
                Some(session) => sql::end(tx, &permit, session.id, helper),
                None => Ok(()),
            }
        })
        .await
}

/// Prints a card for somebody without roles: its code, to be shown once.
///
/// # Errors
/// [`Code::Forbidden`] for people with roles; those of the store.
pub async fn issue_card(store: &Store, actor: Actor, member: MemberId) -> Result<String> {
    let code = code::long();
    let fresh = code.clone();
    store
        .write(actor.own(), move |tx| {
            let permit = tx.permit(IssueCard(member))?;
            sign_in::store::set_card(tx, &permit, permit.facts().key, &fresh)
        })
        .await?;
    Ok(code)
}

/// What came of asking for a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AskedForLetter {
    /// Here it is: the code, to be shown once.
    Print(String),
    /// A second person prints it.
    Waits,
}

/// Asks for a one-time letter. For somebody without roles it is printed at once.
///
/// # Errors
/// Those of the stores.
pub async fn ask_for_letter(
    store: &Store,
    sealed: &SealedStore,
    actor: Actor,
    member: MemberId,
    reason: String,
) -> Result<AskedForLetter> {
    let actor = actor.own();
    let waits = store
        .write(actor, move |tx| {
            let permit = tx.permit(AskForLetter(member))?;
            if !permit.facts().with_roles {
                return Ok(false);
            }
            let proposed_by = actor.signed_in().ok_or(Code::NotSignedIn)?;
            let new = Letter { id: tx.new_key(), member, proposed_by, reason: reason.clone(), at: tx.now() };
            match tx.attempt(|tx| sql::insert_letter(tx, &permit, &new)) {
                Err(error) if error.taken("desk_letter") => Ok(true), // it waits already
                outcome => outcome.map(|()| true),
            }
        })
        .await?;
    if waits {
        return Ok(AskedForLetter::Waits);
    }
    Ok(AskedForLetter::Print(write_letter(store, sealed, actor, member).await?))
}

/// Prints a letter another person asked for: its code, to be shown once.
///
/// # Errors
/// [`Code::Forbidden`] for whoever asked for it; those of the stores.
pub async fn print_letter(store: &Store, sealed: &SealedStore, actor: Actor, letter: Key) -> Result<String> {
    let actor = actor.own();
    let member = store
        .write(actor, move |tx| {
            let permit = tx.permit(PrintLetter(letter))?;
            sql::delete_letter(tx, &permit, letter)?;
            Ok(permit.facts().member)
        })
        .await?;
    write_letter(store, sealed, actor, member).await
}

async fn write_letter(store: &Store, sealed: &SealedStore, actor: Actor, member: MemberId) -> Result<String> {
    let code = code::long();
    let until = store.now().day().plus(LETTER_DAYS);
    recovery::keep(sealed, actor.community, &code, member, until).await?;
    Ok(code)
}
