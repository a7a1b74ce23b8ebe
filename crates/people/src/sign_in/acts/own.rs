//! One's own ways in: card, sessions, programs.

use crate::code::{self, Purpose as For};
use crate::member::{self, Member};
use crate::sign_in::store as sql;
use kernel::{Actor, Code, CommunityId, Grant, Key, MemberId, Parties};
use store::{Act, Result, Snapshot, Store};

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
