//! What may be done with a member, and who may.

use super::model::{Kind, Member, Profile, hash_word};
use super::store::{self as sql, Enters, Entry};
use crate::code;
use crate::vouching::Way as VouchWay;
use kernel::{Actor, Code, CommunityId, Grant, Key, MemberId, Parties, Refusal, Role, Time};
use store::{Act, Result, Snapshot, Store};

/// Enter somebody at the machine's command line.
#[derive(Clone, Copy, Debug)]
pub struct AddMember(pub MemberId);
impl Act for AddMember {
    const NAME: &'static str = "member.add";
    const WHO: &'static [Grant] = &[Grant::Operator];
    const LAW: &'static str = "GDPR art. 6(1)(b): the person asked to take part";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}
impl Enters for AddMember {
    fn newcomer(&self) -> MemberId {
        self.0
    }
}

/// Loads an active member, the fact most acts here rest on.
pub(crate) fn active(seen: &Snapshot<'_>, member: MemberId) -> Result<Member> {
    let found = sql::by_id(seen, member)?;
    Ok(found.filter(|member| member.state == super::State::Active).ok_or(Code::NotFound)?)
}

macro_rules! about_a_member {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $law:literal, desk: $desk:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub MemberId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = $law;
            const DESK: bool = $desk;
            type Facts = Member;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Member> {
                active(seen, self.0)
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

about_a_member! {
    /// See what is kept of a member: they themselves, or the desk for them.
    ReadMember: "member.read", &[Grant::Owner], "GDPR art. 15", desk: true;
    /// Change name, languages, the way to be reached, the word for the phone.
    ChangeMember: "member.change", &[Grant::Owner], "GDPR art. 16", desk: true;
    /// Take everything that is kept along.
    ExportMember: "member.export", &[Grant::Owner], "GDPR art. 15(3) and 20", desk: true;
    /// Leave, and have everything erased by each feature's rule.
    EraseMember: "member.erase", &[Grant::Owner, Grant::Operator], "GDPR art. 17", desk: true;
    /// Make a short code by which neighbours, the desk or an organisation know whom they mean.
    Introduce: "member.introduce", &[Grant::Owner], "house rule: nobody is listed", desk: true;
    /// See what was done for a member, when and by whom.
    ReadLog: "member.read_log", &[Grant::Owner, Grant::Role(Role::Desk)], "GDPR art. 15; house rule of the desk", desk: true;
}

/// Somebody entered by the operator: `init`, imports, the sample neighbourhood.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// A human or an organisation.
    pub kind: Kind,
    /// What they tell of themselves.
    pub profile: Profile,
    /// For signing in by mail.
    pub email: Option<String>,
    /// Whether somebody vouches for them from the beginning.
    pub vouched: bool,
    /// Roles from the beginning: granted by the operator, and shown so.
    pub roles: Vec<Role>,
}

/// Enters somebody as the operator. Only people get sign-in data, also without an address of mail (a card or a
/// printed link lets them in).
///
/// # Errors
/// [`Code::Conflict`] when somebody here has this address of mail; those of the store.
pub async fn add(store: &Store, community: CommunityId, new: NewMember) -> Result<MemberId> {
    let email = new.email.as_deref().map(tidy_email);
    let id = MemberId(Key::by_time(store.now()));
    store
        .write(Actor::operator(community), move |tx| {
            let permit = tx.permit(AddMember(id))?;
            let person = match new.kind {
                Kind::Organisation => None,
                Kind::Person => {
                    Some(match email.as_deref().map(|email| sql::person_by_email(tx, email)).transpose()? {
                        Some(Some(known)) => known,
                        _ => sql::insert_person(tx, &permit, email.as_deref(), new.profile.locale)?,
                    })
                }
            };
            let entry = Entry {
                kind: new.kind,
                person,
                profile: &new.profile,
                word_hash: None,
                rules_accepted: true,
            };
            let entered = tx.attempt(|tx| sql::insert(tx, &permit, entry.clone()));
            let member =
                entered.map_err(|error| if error.taken("member") { Code::Conflict.into() } else { error })?;
            if new.vouched {
                crate::vouching::enter(tx, &permit, member, member, VouchWay::Founder)?;
            }
            for role in &new.roles {
                crate::roles::grant_as_operator(tx, member, *role)?;
            }
            Ok(member)
        })
        .await
}

/// As addresses of mail are compared: small letters. (RFC 5321 lets the part before the @ differ by case; no
/// provider does, and two accounts for one person would be worse.)
pub fn tidy_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Changes what a member tells of themselves, from the version that was seen.
///
/// # Errors
/// [`Code::Invalid`] at `reach_value`; [`Code::Conflict`] when it changed meanwhile; those of the store.
pub async fn change(
    store: &Store,
    actor: Actor,
    member: MemberId,
    version: i64,
    profile: Profile,
) -> Result<()> {
    check(&profile)?;
    store
        .write(actor, move |tx| {
            let permit = tx.permit(ChangeMember(member))?;
            sql::update(tx, &permit, version, &profile)
        })
        .await
}

/// Sets the word by which the desk knows a voice on the phone.
///
/// # Errors
/// Those of the store.
pub async fn set_word(store: &Store, actor: Actor, member: MemberId, word: &str) -> Result<()> {
    let hash = hash_word(word)?;
    store
        .write(actor, move |tx| {
            let permit = tx.permit(ChangeMember(member))?;
            sql::set_word(tx, &permit, &hash)
        })
        .await
}

/// For so many days a member's own code is good.
const INTRODUCTION_DAYS: i64 = 7;

/// A fresh code by which others point to this member; the old one ends. Also until when it is good.
///
/// # Errors
/// Those of the store.
pub async fn introduce(store: &Store, actor: Actor, member: MemberId) -> Result<(String, Time)> {
    let code = code::short();
    let fresh = code.clone();
    let ends = store
        .write(actor, move |tx| {
            let permit = tx.permit(Introduce(member))?;
            let ends = tx.now().plus_days(INTRODUCTION_DAYS);
            sql::introduce(tx, &permit, &fresh, ends)?;
            Ok(ends)
        })
        .await?;
    Ok((code, ends))
}

/// Who showed this code.
///
/// # Errors
/// [`Code::Invalid`] at `code` when nobody did.
pub fn whom(seen: &Snapshot<'_>, typed: &str) -> Result<super::Brief> {
    let found = match code::read(typed, 8) {
        Some(code) => sql::introduced(seen, &code)?,
        None => None,
    };
    found.ok_or_else(|| Refusal::new(Code::Invalid, crate::texts::member::wrong_code).at("code").into())
}

/// A way to be reached needs what belongs to it.
pub(crate) fn check(profile: &Profile) -> std::result::Result<(), Refusal> {
    if profile.reach.way.needs_value() && profile.reach.value.is_empty() {
        return Err(Refusal::new(Code::Invalid, crate::texts::member::wrong_reach_value).at("reach_value"));
    }
    Ok(())
}
