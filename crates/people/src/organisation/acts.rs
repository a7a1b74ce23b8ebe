//! Making organisations and saying who acts for them.

use super::store as sql;
use crate::member::{self, Kind, Member, Profile, store as members};
use kernel::{Actor, Code, Grant, Key, MemberId, Parties, Role};
use store::{Act, Result, Snapshot, Store};

/// Enter an organisation.
#[derive(Clone, Copy, Debug)]
pub struct CreateOrganisation(pub MemberId);
impl Act for CreateOrganisation {
    const NAME: &'static str = "organisation.create";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator), Grant::Operator];
    const LAW: &'static str = "house rule: an administrator knows the organisation";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
}
impl members::Enters for CreateOrganisation {
    fn newcomer(&self) -> MemberId {
        self.0
    }
}

fn organisation(seen: &Snapshot<'_>, id: MemberId) -> Result<Member> {
    let found = member::acts::active(seen, id)?;
    if found.kind == Kind::Organisation { Ok(found) } else { Err(Code::NotFound.into()) }
}

macro_rules! about_an_organisation {
    ($($(#[$meta:meta])* $name:ident ( $($part:ty),* ): $word:literal, $law:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name($(pub $part),*);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator), Grant::Owner, Grant::Operator];
            const LAW: &'static str = $law;
            type Facts = Member;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Member> {
                organisation(seen, self.0)
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

about_an_organisation! {
    /// See who acts for an organisation.
    ReadOrganisation(MemberId): "organisation.read", "GDPR art. 15";
    /// Let somebody act for an organisation.
    AddRepresentative(MemberId, MemberId): "organisation.add", "Civil Code art. 95: acting through a representative";
    /// Somebody no longer acts for an organisation.
    RemoveRepresentative(MemberId, MemberId): "organisation.remove", "Civil Code art. 101: it can be withdrawn at any time";
}

/// Enters an organisation; those who act for it come next.
///
/// # Errors
/// Those of the store.
pub async fn create(store: &Store, actor: Actor, once: Key, profile: Profile) -> Result<MemberId> {
    member::acts::check(&profile)?;
    let id = MemberId(Key::by_time(store.now()));
    let created = store
        .write_once(actor, once, move |tx| {
            let permit = tx.permit(CreateOrganisation(id))?;
            let entry = members::Entry {
                kind: Kind::Organisation,
                person: None,
                profile: &profile,
                word_hash: None,
                rules_accepted: true,
            };
            let id = members::insert(tx, &permit, entry)?;
            // an organisation an administrator knows needs nobody else's word
            crate::vouching::enter(tx, &permit, id, id, crate::vouching::Way::Founder)?;
            Ok(id.to_string())
        })
        .await?;
    created.parse().map_err(|_| store::Error::fault("a form remembered something else"))
}

/// Lets a member act for an organisation.
///
/// # Errors
/// [`Code::NotFound`] when one of them is not here; those of the store.
pub async fn add(store: &Store, actor: Actor, organisation: MemberId, member: MemberId) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(AddRepresentative(organisation, member))?;
            let person = member::acts::active(tx, member)?;
            if person.kind != Kind::Person {
                return Err(Code::NotFound.into());
            }
            sql::add(tx, &permit, organisation, member)
        })
        .await
}

/// Lets whoever showed this code act for an organisation; also who it was.
///
/// # Errors
/// [`Code::Invalid`] at `code`; those of the store.
pub async fn add_by_code(
    store: &Store,
    actor: Actor,
    organisation: MemberId,
    typed: String,
) -> Result<member::Brief> {
    let whom = store.read(actor, move |seen| member::acts::whom(seen, &typed)).await?;
    add(store, actor, organisation, whom.id).await?;
    Ok(whom)
}

/// Somebody no longer acts for an organisation.
///
/// # Errors
/// [`Code::Conflict`] when they did not; those of the store.
pub async fn remove(store: &Store, actor: Actor, organisation: MemberId, member: MemberId) -> Result<()> {
    store
        .write(actor, move |tx| {
            let permit = tx.permit(RemoveRepresentative(organisation, member))?;
            sql::remove(tx, &permit, organisation, member)
        })
        .await
}
