//! SQL of neighbourhoods.

use super::acts::{ChangeCommunity, CreateCommunity};
use super::model::Face;
use kernel::{Code, CommunityId, Refusal, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Founds one.
    INSERT = "INSERT INTO community (community_id, slug, face, state, version, created) VALUES ($1, $2, $3, 'open', 1, $4)";
    /// Changes its face, from the version that was seen.
    UPDATE = "UPDATE community SET face = $3, version = version + 1 WHERE community_id = $1 AND version = $2";
    /// By address.
    GLOBAL_BY_SLUG = "SELECT community_id, slug, face, version FROM community WHERE slug = $1 AND state = 'open'";
    /// By key.
    BY_ID = "SELECT community_id, slug, face, version FROM community WHERE community_id = $1";
    /// A version of the house agreement, announced now.
    ANNOUNCE = "INSERT INTO house_version (community_id, number, announced, holds_from) VALUES ($1, $2, $3, $4)";
    /// All of them, oldest first.
    GLOBAL_ALL = "SELECT community_id, slug, face, version FROM community WHERE state = 'open' ORDER BY created, community_id";
}

record! {
    struct Stored { id: CommunityId, slug: String, face: String, version: i64 }
}

/// A neighbourhood as it lies in the database.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its key.
    pub id: CommunityId,
    /// Its address.
    pub slug: String,
    /// Its face.
    pub face: Face,
    /// How often the face was changed, plus one.
    pub version: i64,
}

impl TryFrom<Stored> for Found {
    type Error = store::Error;
    fn try_from(stored: Stored) -> Result<Self> {
        let fault = |fault| store::Error::fault(format!("the face of {}: {fault}", stored.slug));
        let face = serde_json::from_str(&stored.face).map_err(fault)?;
        Ok(Self { id: stored.id, face, version: stored.version, slug: stored.slug })
    }
}

/// The neighbourhood of this transaction.
///
/// # Errors
/// [`Code::NotFound`]; those of the engine.
pub fn here(seen: &Snapshot<'_>) -> Result<Found> {
    let stored: Option<Stored> = seen.row(&BY_ID, &args![seen.community()])?;
    stored.ok_or(Code::NotFound)?.try_into()
}

/// The neighbourhood at an address.
///
/// # Errors
/// Those of the engine.
pub fn by_slug(seen: &Snapshot<'_>, slug: &str) -> Result<Option<Found>> {
    seen.row::<Stored>(&GLOBAL_BY_SLUG, &args![slug])?.map(TryInto::try_into).transpose()
}

/// All neighbourhoods of the installation, oldest first.
///
/// # Errors
/// Those of the engine.
pub fn all(seen: &Snapshot<'_>) -> Result<Vec<Found>> {
    seen.rows::<Stored>(&GLOBAL_ALL, &args![])?.into_iter().map(TryInto::try_into).collect()
}

fn json(face: &Face) -> Result<String> {
    serde_json::to_string(face).map_err(|fault| store::Error::fault(fault.to_string()))
}

/// Founds the neighbourhood of this transaction.
pub(super) fn create<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, CreateCommunity>,
    slug: &str,
    face: &Face,
) -> Result<()> {
    let made = tx.attempt(|tx| tx.exec(permit, &INSERT, &args![tx.community(), slug, json(face)?, tx.now()]));
    match made {
        Err(error) if error.taken("community") => {
            Err(Refusal::new(Code::Conflict, crate::texts::community::wrong_slug_taken).at("slug").into())
        }
        other => other.map(|_| ()),
    }
}

/// Changes the face.
pub(super) fn change<'tx>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, ChangeCommunity>,
    version: i64,
    face: &Face,
) -> Result<()> {
    tx.exec_one(permit, &UPDATE, &args![tx.community(), version, json(face)?])
}

/// Notes that a version of the house agreement was announced, and from when it holds; its text is kept by who asks.
///
/// # Errors
/// The key of the table when this number was announced before; those of the engine.
pub fn announce<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    number: i64,
    announced: Time,
    holds_from: Time,
) -> Result<()> {
    tx.exec(permit, &ANNOUNCE, &args![tx.community(), number, announced, holds_from])?;
    Ok(())
}
