//! SQL of vouching.

use super::model::Way;
use kernel::{Key, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// "I know this person."
    INSERT = "INSERT INTO vouch (community_id, member, voucher, way, at) VALUES ($1, $2, $3, $4, $5)
              ON CONFLICT (community_id, member, voucher) DO NOTHING";
    /// Who vouches for somebody.
    FOR = "SELECT v.voucher, v.way, v.at FROM vouch v WHERE v.community_id = $1 AND v.member = $2 ORDER BY v.at";
    /// Takes one's word back.
    DELETE = "DELETE FROM vouch WHERE community_id = $1 AND member = $2 AND voucher = $3";
    /// Who waits: people nobody vouches for yet, and where another one than `$2` has to agree; who waits longest first.
    WAITING = "SELECT 'vouch', m.id, m.name, m.created FROM member m
               WHERE m.community_id = $1 AND m.state = 'active' AND m.kind = 'person'
                 AND NOT EXISTS (SELECT 1 FROM vouch v
                   WHERE v.community_id = m.community_id AND v.member = m.id AND v.way <> 'neighbour')
                 AND (SELECT COUNT(*) FROM vouch v WHERE v.community_id = m.community_id AND v.member = m.id) < 2
               UNION ALL
               SELECT 'role', p.id, m.name, p.at FROM role_proposal p
               JOIN member m ON m.community_id = p.community_id AND m.id = p.member
               WHERE p.community_id = $1 AND p.proposed_by <> $2 AND p.member <> $2
               UNION ALL
               SELECT 'letter', l.id, m.name, l.at FROM desk_letter l
               JOIN member m ON m.community_id = l.community_id AND m.id = l.member
               WHERE l.community_id = $1 AND l.proposed_by <> $2 AND m.state = 'active'
               ORDER BY 4, 2 LIMIT 200";
    /// For whom somebody vouches.
    BY = "SELECT m.id, m.name, v.way, v.at FROM vouch v
          JOIN member m ON m.community_id = v.community_id AND m.id = v.member
          WHERE v.community_id = $1 AND v.voucher = $2 AND v.member <> $2 AND m.state = 'active' ORDER BY v.at";
    /// A printed slip.
    INSERT_INVITATION = "INSERT INTO invitation (community_id, id, inviter, code_hash, made, ends) VALUES ($1, $2, $3, $4, $5, $6)";
    /// The slip with this code.
    INVITATION = "SELECT id, inviter, ends, used_by FROM invitation WHERE community_id = $1 AND code_hash = $2";
    /// Uses a slip, once.
    USE_INVITATION = "UPDATE invitation SET used_by = $3 WHERE community_id = $1 AND id = $2 AND used_by IS NULL";
    /// Slips of one inviter that can still be used.
    COUNT_OPEN = "SELECT COUNT(*) FROM invitation WHERE community_id = $1 AND inviter = $2 AND used_by IS NULL AND ends > $3";
    /// Forgets the slips of one inviter that nobody has used.
    DELETE_UNUSED = "DELETE FROM invitation WHERE community_id = $1 AND inviter = $2 AND used_by IS NULL";
    /// Forgets slips and words of somebody who leaves.
    DELETE_INVITATIONS = "DELETE FROM invitation WHERE community_id = $1 AND inviter = $2";
    /// Forgets who used a slip.
    FORGET_USER = "UPDATE invitation SET used_by = inviter WHERE community_id = $1 AND used_by = $2";
    /// Forgets all words for and of somebody who leaves.
    DELETE_FOR = "DELETE FROM vouch WHERE community_id = $1 AND member = $2";
}

record! {
    /// One who vouches.
    #[derive(Clone, Debug)]
    pub struct Vouch {
        /// Who.
        pub voucher: MemberId,
        /// How.
        pub way: Way,
        /// When.
        pub at: Time,
    }
}

record! {
    /// One for whom somebody vouches.
    #[derive(Clone, Debug)]
    pub struct VouchedFor {
        /// Who.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// How.
        pub way: Way,
        /// When.
        pub at: Time,
    }
}

record! {
    /// A slip.
    #[derive(Clone, Debug)]
    pub struct Invitation {
        /// Its key.
        pub id: Key,
        /// Who made it.
        pub inviter: MemberId,
        /// Until when it is good.
        pub ends: Time,
        /// Who used it.
        pub used_by: Option<MemberId>,
    }
}

/// For what somebody waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WaitsFor {
    /// That somebody vouches for them.
    Vouch,
    /// That a second administrator confirms their role.
    Role,
    /// That a second person at the desk prints their letter.
    Letter,
}

impl WaitsFor {
    /// The word of the statement.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vouch => "vouch",
            Self::Role => "role",
            Self::Letter => "letter",
        }
    }
    /// Reads it.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Vouch, Self::Role, Self::Letter].into_iter().find(|what| what.word() == word)
    }
}
store::word_value!(WaitsFor);

record! {
    /// Somebody who waits.
    #[derive(Clone, Debug)]
    pub struct Waits {
        /// For what.
        pub what: WaitsFor,
        /// The member, the proposal or the letter.
        pub id: Key,
        /// What they are called.
        pub name: String,
        /// Since when.
        pub since: Time,
    }
}

/// Who waits for somebody else than `me`: to be vouched for, for a role, for a letter. The caller shows each only to
/// those who may do something about it.
///
/// # Errors
/// Those of the engine.
pub fn waits(seen: &Snapshot<'_>, me: MemberId) -> Result<Vec<Waits>> {
    seen.rows(&WAITING, &args![seen.community(), me])
}

/// Who vouches for a member.
///
/// # Errors
/// Those of the engine.
pub fn vouches_for(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Vouch>> {
    seen.rows(&FOR, &args![seen.community(), member])
}

/// For whom a member vouches.
///
/// # Errors
/// Those of the engine.
pub fn vouched_by(seen: &Snapshot<'_>, voucher: MemberId) -> Result<Vec<VouchedFor>> {
    seen.rows(&BY, &args![seen.community(), voucher])
}

/// The slip with this code.
pub(super) fn invitation(seen: &Snapshot<'_>, code: &str) -> Result<Option<Invitation>> {
    let hash = crate::code::Purpose::Invitation.hash_in(seen.community(), code);
    seen.row(&INVITATION, &args![seen.community(), hash])
}

/// How many slips of this inviter can still be used.
pub(super) fn open_invitations(seen: &Snapshot<'_>, inviter: MemberId) -> Result<i64> {
    let count: Option<(i64,)> = seen.row(&COUNT_OPEN, &args![seen.community(), inviter, seen.now()])?;
    Ok(count.map_or(0, |(count,)| count))
}

/// Keeps that one vouches for the other.
pub(crate) fn enter<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    voucher: MemberId,
    way: Way,
) -> Result<()> {
    tx.exec(permit, &INSERT, &args![tx.community(), member, voucher, way, tx.now()])?;
    Ok(())
}

/// Takes one's word back.
pub(super) fn withdraw<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    voucher: MemberId,
) -> Result<()> {
    tx.exec_one(permit, &DELETE, &args![tx.community(), member, voucher])
}

/// Forgets the slips of one inviter that nobody has used.
pub(super) fn void_invitations<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    inviter: MemberId,
) -> Result<()> {
    tx.exec(permit, &DELETE_UNUSED, &args![tx.community(), inviter]).map(drop)
}

/// Keeps a printed slip.
pub(super) fn insert_invitation<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    inviter: MemberId,
    code: &str,
    ends: Time,
) -> Result<()> {
    let hash = crate::code::Purpose::Invitation.hash_in(tx.community(), code);
    let id = Key::random();
    tx.exec(permit, &INSERT_INVITATION, &args![tx.community(), id, inviter, hash, tx.now(), ends])?;
    Ok(())
}

/// Uses a slip; somebody faster makes this a conflict.
pub(super) fn use_invitation<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    invitation: Key,
    by: MemberId,
) -> Result<()> {
    tx.exec_one(permit, &USE_INVITATION, &args![tx.community(), invitation, by])
}

/// Forgets what vouching keeps of somebody who leaves. What they vouched for others stays: it says "somebody".
pub(crate) fn forget<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &DELETE_INVITATIONS, &args![tx.community(), member])?;
    tx.exec(permit, &FORGET_USER, &args![tx.community(), member])?;
    tx.exec(permit, &DELETE_FOR, &args![tx.community(), member])?;
    Ok(())
}
