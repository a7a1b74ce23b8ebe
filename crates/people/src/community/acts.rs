//! What may be done with a neighbourhood as a whole.

use super::model::{Face, check_slug};
use super::store as sql;
use kernel::{Actor, CommunityId, Grant, Role};
use store::{Act, Result, Snapshot, Store};

/// Found a neighbourhood.
#[derive(Debug)]
pub struct CreateCommunity;
impl Act for CreateCommunity {
    const NAME: &'static str = "community.create";
    const WHO: &'static [Grant] = &[Grant::Operator];
    const LAW: &'static str = "GDPR art. 13(1)(a): there is a controller, by name";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Change name, languages, who is responsible, desk hours.
#[derive(Debug)]
pub struct ChangeCommunity;
impl Act for ChangeCommunity {
    const NAME: &'static str = "community.change";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Administrator), Grant::Operator];
    const LAW: &'static str =
        "GDPR art. 13; Regulation (EU) 2022/2065 (DSA) art. 11 and 12: contact points are kept current";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// What a neighbourhood begins with.
#[derive(Clone, Debug)]
pub struct NewCommunity {
    /// Its address: `nowa-huta`.
    pub slug: String,
    /// Its face.
    pub face: Face,
}

/// Founds a neighbourhood, as the operator; the first administrators come next.
///
/// # Errors
/// [`kernel::Code::Invalid`] or [`kernel::Code::Conflict`] at the field; those of the store.
pub async fn create(store: &Store, new: NewCommunity) -> Result<CommunityId> {
    check_slug(&new.slug)?;
    new.face.check()?;
    let id = CommunityId::random();
    store
        .write(Actor::operator(id), move |tx| {
            let permit = tx.permit(CreateCommunity)?;
            sql::create(tx, &permit, &new.slug, &new.face)
        })
        .await?;
    Ok(id)
}

/// Changes the face, from the version that was seen.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody changed it meanwhile; those of the store.
pub async fn change(store: &Store, actor: Actor, version: i64, face: Face) -> Result<()> {
    face.check()?;
    store
        .write(actor, move |tx| {
            let permit = tx.permit(ChangeCommunity)?;
            sql::change(tx, &permit, version, &face)
        })
        .await
}
