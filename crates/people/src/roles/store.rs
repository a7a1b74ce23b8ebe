//! SQL of roles.

use crate::member::Language;
use crate::member::model::split_languages;
use kernel::{Key, MemberId, Role, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Grants.
    INSERT = "INSERT INTO role_held (community_id, member, role, proposed_by, confirmed_by, since)
              VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (community_id, member, role) DO NOTHING";
    /// Revokes.
    DELETE = "DELETE FROM role_held WHERE community_id = $1 AND member = $2 AND role = $3";
    /// Who holds what.
    ALL = "SELECT r.member, m.name, r.role, p.name, c.name, r.since FROM role_held r
           JOIN member m ON m.community_id = r.community_id AND m.id = r.member
           LEFT JOIN member p ON p.community_id = r.community_id AND p.id = r.proposed_by
           LEFT JOIN member c ON c.community_id = r.community_id AND c.id = r.confirmed_by
           WHERE r.community_id = $1 AND m.state = 'active' ORDER BY r.role, m.name, m.id";
    /// How many hold a role.
    COUNT = "SELECT COUNT(*) FROM role_held r JOIN member m ON m.community_id = r.community_id AND m.id = r.member
             WHERE r.community_id = $1 AND r.role = $2 AND m.state = 'active'";
    /// A proposal.
    INSERT_PROPOSAL = "INSERT INTO role_proposal (community_id, id, member, role, proposed_by, reason, at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// One proposal.
    PROPOSAL = "SELECT id, member, role, proposed_by, reason, at FROM role_proposal WHERE community_id = $1 AND id = $2";
    /// Open proposals with names.
    PROPOSALS = "SELECT q.id, q.member, m.name, q.role, q.proposed_by, p.name, q.reason, q.at FROM role_proposal q
                 JOIN member m ON m.community_id = q.community_id AND m.id = q.member
                 JOIN member p ON p.community_id = q.community_id AND p.id = q.proposed_by
                 WHERE q.community_id = $1 AND m.state = 'active' ORDER BY q.at";
    /// Ends a proposal.
    DELETE_PROPOSAL = "DELETE FROM role_proposal WHERE community_id = $1 AND id = $2";
    /// What those who hold a role speak, without their names.
    SPOKEN = "SELECT m.languages FROM role_held r JOIN member m ON m.community_id = r.community_id AND m.id = r.member
              WHERE r.community_id = $1 AND r.role = $2 AND m.state = 'active' ORDER BY m.id";
    /// Forgets roles of somebody who leaves.
    DELETE_OF = "DELETE FROM role_held WHERE community_id = $1 AND member = $2";
    /// Forgets proposals for somebody who leaves.
    DELETE_PROPOSALS_OF = "DELETE FROM role_proposal WHERE community_id = $1 AND (member = $2 OR proposed_by = $2)";
}

/// Which languages are spoken at the desk; nothing tells by whom.
///
/// # Errors
/// Those of the engine.
pub fn spoken_at_the_desk(seen: &Snapshot<'_>) -> Result<Vec<Language>> {
    let rows: Vec<(String,)> = seen.rows(&SPOKEN, &args![seen.community(), Role::Desk])?;
    let spoken: Vec<Language> = rows.iter().flat_map(|(languages,)| split_languages(languages)).collect();
    Ok(Language::ALL.iter().copied().filter(|language| spoken.contains(language)).collect())
}

record! {
    /// A role somebody holds.
    #[derive(Clone, Debug)]
    pub struct Held {
        /// Who.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Which role.
        pub role: Role,
        /// Who proposed it; `None` for the operator.
        pub proposed_by: Option<String>,
        /// Who confirmed it; `None` for the operator.
        pub confirmed_by: Option<String>,
        /// Since when.
        pub since: Time,
    }
}

record! {
    /// A proposal as it lies there.
    #[derive(Clone, Debug)]
    pub struct Proposal {
        /// Its key.
        pub id: Key,
        /// For whom.
        pub member: MemberId,
        /// Which role.
        pub role: Role,
        /// By whom.
        pub proposed_by: MemberId,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Time,
    }
}

record! {
    /// A proposal with names.
    #[derive(Clone, Debug)]
    pub struct Proposed {
        /// Its key.
        pub id: Key,
        /// For whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Which role.
        pub role: Role,
        /// By whom.
        pub proposed_by: MemberId,
        /// What they are called.
        pub proposer: String,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Time,
    }
}

/// Who holds what.
///
/// # Errors
/// Those of the engine.
pub fn held(seen: &Snapshot<'_>) -> Result<Vec<Held>> {
    seen.rows(&ALL, &args![seen.community()])
}

/// Open proposals.
///
/// # Errors
/// Those of the engine.
pub fn proposed(seen: &Snapshot<'_>) -> Result<Vec<Proposed>> {
    seen.rows(&PROPOSALS, &args![seen.community()])
}

/// One proposal.
pub(super) fn proposal(seen: &Snapshot<'_>, id: Key) -> Result<Option<Proposal>> {
    seen.row(&PROPOSAL, &args![seen.community(), id])
}

/// How many active members hold this role.
///
/// # Errors
/// Those of the engine.
pub fn holders(seen: &Snapshot<'_>, role: Role) -> Result<i64> {
    Ok(seen.row::<(i64,)>(&COUNT, &args![seen.community(), role])?.map_or(0, |(count,)| count))
}

/// Keeps a role.
pub(super) fn grant<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    role: Role,
    by: Option<(MemberId, MemberId)>,
) -> Result<()> {
    let (proposed, confirmed) = by.unzip();
    tx.exec(permit, &INSERT, &args![tx.community(), member, role, proposed, confirmed, tx.now()])?;
    Ok(())
}

/// Takes a role away.
pub(super) fn revoke<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    role: Role,
) -> Result<()> {
    tx.exec_one(permit, &DELETE, &args![tx.community(), member, role])
}

/// Keeps a proposal.
pub(super) fn propose<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, new: &Proposal) -> Result<()> {
    tx.exec(
        permit,
        &INSERT_PROPOSAL,
        &args![tx.community(), new.id, new.member, new.role, new.proposed_by, new.reason, new.at],
    )?;
    Ok(())
}

/// Ends a proposal.
pub(super) fn end_proposal<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key) -> Result<()> {
    tx.exec_one(permit, &DELETE_PROPOSAL, &args![tx.community(), id])
}

/// Forgets roles and proposals of somebody who leaves.
pub(crate) fn forget<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &DELETE_OF, &args![tx.community(), member])?;
    tx.exec(permit, &DELETE_PROPOSALS_OF, &args![tx.community(), member])?;
    Ok(())
}
