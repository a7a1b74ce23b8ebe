//! SQL of organisations.

use crate::member::Brief;
use kernel::{MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// This member acts for this organisation.
    INSERT = "INSERT INTO represents (community_id, member, organisation, added_by, since) VALUES ($1, $2, $3, $4, $5)
              ON CONFLICT (community_id, member, organisation) DO NOTHING";
    /// No longer.
    DELETE = "DELETE FROM represents WHERE community_id = $1 AND member = $2 AND organisation = $3";
    /// Who acts for an organisation.
    PEOPLE = "SELECT m.id, m.name, r.since FROM represents r
              JOIN member m ON m.community_id = r.community_id AND m.id = r.member
              WHERE r.community_id = $1 AND r.organisation = $2 AND m.state = 'active' ORDER BY m.name, m.id";
    /// For which organisations a member acts.
    OF = "SELECT m.id, m.name, m.kind FROM represents r
          JOIN member m ON m.community_id = r.community_id AND m.id = r.organisation
          WHERE r.community_id = $1 AND r.member = $2 AND m.state = 'active' ORDER BY m.name, m.id";
    /// All organisations: they are public.
    ALL = "SELECT id, name, kind FROM member WHERE community_id = $1 AND kind = 'organisation' AND state = 'active'
           ORDER BY name, id LIMIT 500";
    /// Forgets for whom somebody acted who leaves.
    DELETE_OF = "DELETE FROM represents WHERE community_id = $1 AND (member = $2 OR organisation = $2)";
}

record! {
    /// Somebody who acts for an organisation.
    #[derive(Clone, Debug)]
    pub struct Representative {
        /// Who.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Since when.
        pub since: Time,
    }
}

/// Who acts for an organisation. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn people_of(seen: &Snapshot<'_>, organisation: MemberId) -> Result<Vec<Representative>> {
    seen.rows(&PEOPLE, &args![seen.community(), organisation])
}

/// For which organisations a member acts: what an "in whose name" field offers.
///
/// # Errors
/// Those of the engine.
pub fn of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Brief>> {
    seen.rows(&OF, &args![seen.community(), member])
}

/// All organisations of the neighbourhood: what an organisation is called is public.
///
/// # Errors
/// Those of the engine.
pub fn all(seen: &Snapshot<'_>) -> Result<Vec<Brief>> {
    seen.rows(&ALL, &args![seen.community()])
}

pub(super) fn add<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    organisation: MemberId,
    member: MemberId,
) -> Result<()> {
    let values = args![tx.community(), member, organisation, tx.actor().signed_in(), tx.now()];
    tx.exec(permit, &INSERT, &values)?;
    Ok(())
}

pub(super) fn remove<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    organisation: MemberId,
    member: MemberId,
) -> Result<()> {
    tx.exec_one(permit, &DELETE, &args![tx.community(), member, organisation])
}

/// Forgets for whom somebody acted who leaves.
pub(crate) fn forget<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &DELETE_OF, &args![tx.community(), member])?;
    Ok(())
}
