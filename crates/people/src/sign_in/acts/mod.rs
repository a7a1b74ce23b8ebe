//! Coming in: by a letter, a card, a printed link; and joining.

mod enter;
mod own;

pub(crate) use enter::by_letter;
pub use enter::{Entrance, by_card, by_digits, by_link, join, link_is_good};
pub(crate) use own::touch;
pub use own::{
    EndProgram, EndSessions, MakeCard, MakeProgram, ReadSessions, TouchSessions, end_program, end_session,
    end_sessions, make_card, make_program,
};

use super::model::{Joining, MAIL_MINUTES, Purpose};
use super::store::{self as sql, NewRequest};
use crate::code::{self, Purpose as For};
use crate::member::{self, Member, store as members};
use kernel::{Actor, Code, CommunityId, Grant, Key, Locale, MemberId};
use store::{Act, Result, Snapshot, Store};

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
