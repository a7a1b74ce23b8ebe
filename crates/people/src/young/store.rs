//! SQL of people under sixteen and of who agreed for them.

use super::model::Agreed;
use kernel::{Key, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// Until when somebody is under sixteen; nothing for everybody else.
    SET = "UPDATE member SET young_through = $3 WHERE community_id = $1 AND id = $2 AND state = 'active'";
    /// Who agreed, instead of what was known before.
    SET_GUARDIAN = "INSERT INTO young_guardian (community_id, member, guardian, name, phone, agreed, agreed_at, heard_by)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (community_id, member) DO UPDATE SET guardian = $3, name = $4, phone = $5,
                      agreed = $6, agreed_at = $7, heard_by = $8";
    /// Nobody has to have agreed any more.
    DELETE_GUARDIAN = "DELETE FROM young_guardian WHERE community_id = $1 AND member = $2";
    /// What is known of somebody.
    OF = "SELECT m.id, m.name, m.young_through, g.guardian, COALESCE(o.name, ''), COALESCE(g.name, ''),
            COALESCE(g.phone, ''), COALESCE(g.agreed, 'call'), g.agreed_at, g.heard_by
          FROM member m
          LEFT JOIN young_guardian g ON g.community_id = m.community_id AND g.member = m.id
          LEFT JOIN member o ON o.community_id = g.community_id AND o.id = g.guardian AND o.state = 'active'
          WHERE m.community_id = $1 AND m.id = $2 AND m.state = 'active' AND m.young_through >= $3";
    /// Everybody who is under sixteen; first those whose guardian the desk has not spoken with.
    LIST = "SELECT m.id, m.name, m.young_through, g.guardian, COALESCE(o.name, ''), COALESCE(g.name, ''),
              COALESCE(g.phone, ''), COALESCE(g.agreed, 'call'), g.agreed_at, g.heard_by
            FROM member m
            LEFT JOIN young_guardian g ON g.community_id = m.community_id AND g.member = m.id
            LEFT JOIN member o ON o.community_id = g.community_id AND o.id = g.guardian AND o.state = 'active'
            WHERE m.community_id = $1 AND m.state = 'active' AND m.young_through >= $2
            ORDER BY CASE WHEN g.heard_by IS NULL THEN 0 ELSE 1 END, m.name, m.id LIMIT 200";
    /// Who agreed for those who are of age by now is forgotten.
    GROWN_GUARDIANS = "DELETE FROM young_guardian WHERE community_id = $1 AND member IN
                         (SELECT id FROM member WHERE community_id = $1 AND young_through < $2)";
    /// And that they were younger.
    GROWN = "UPDATE member SET young_through = NULL WHERE community_id = $1 AND young_through < $2";
    /// A guardian leaves: the desk asks anew.
    FORGET_GUARDIAN = "UPDATE young_guardian SET guardian = NULL, name = '', phone = '', heard_by = NULL
                       WHERE community_id = $1 AND guardian = $2";
    /// Who spoke with them leaves.
    FORGET_HEARD = "UPDATE young_guardian SET heard_by = NULL WHERE community_id = $1 AND heard_by = $2";
}

record! {
    /// Somebody under sixteen.
    #[derive(Clone, Debug)]
    pub struct Young {
        /// Who.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// The last year of it.
        pub through: i64,
        /// Their parent or guardian, when they are a member here.
        pub guardian: Option<MemberId>,
        linked: String,
        told: String,
        /// How to ring them.
        pub phone: String,
        /// How they agreed.
        pub agreed: Agreed,
        /// When.
        pub at: Option<Time>,
        heard_by: Option<Key>,
    }
}

impl Young {
    /// What the parent or guardian is called.
    pub fn guardian_name(&self) -> &str {
        if self.linked.is_empty() { &self.told } else { &self.linked }
    }
    /// Whether somebody at the desk spoke with them.
    pub fn heard(&self) -> bool {
        self.heard_by.is_some()
    }
}

/// Who agreed, as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Guardian<'a> {
    pub(super) member: Option<MemberId>,
    pub(super) name: &'a str,
    pub(super) phone: &'a str,
    pub(super) agreed: Agreed,
    pub(super) heard_by: Option<MemberId>,
}

/// What is known of somebody under sixteen. The caller has decided that the actor may know.
pub(super) fn of(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Young>> {
    seen.row(&OF, &args![seen.community(), member, super::model::year(seen.now())])
}

/// Everybody under sixteen. The caller has decided that the actor may know.
pub(super) fn list(seen: &Snapshot<'_>) -> Result<Vec<Young>> {
    seen.rows(&LIST, &args![seen.community(), super::model::year(seen.now())])
}

/// Says until when somebody is under sixteen, and who agreed; nothing for everybody of age.
pub(super) fn set<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    young: Option<(i64, Guardian<'_>)>,
) -> Result<()> {
    let through = young.as_ref().map(|(through, _)| *through);
    tx.exec_one(permit, &SET, &args![tx.community(), member, through])?;
    let Some((_, guardian)) = young else {
        tx.exec(permit, &DELETE_GUARDIAN, &args![tx.community(), member])?;
        return Ok(());
    };
    let Guardian { member: linked, name, phone, agreed, heard_by } = guardian;
    let values = args![tx.community(), member, linked, name, phone, agreed, tx.now(), heard_by];
    tx.exec(permit, &SET_GUARDIAN, &values)?;
    Ok(())
}

/// Forgets of those who are of age by now; tells of how many.
pub(super) fn grown<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>) -> Result<u64> {
    let values = args![tx.community(), super::model::year(tx.now())];
    tx.exec(permit, &GROWN_GUARDIANS, &values)?;
    tx.exec(permit, &GROWN, &values)
}

/// Forgets somebody who leaves, as child, as guardian, and as who spoke with one.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    for statement in [&DELETE_GUARDIAN, &FORGET_GUARDIAN, &FORGET_HEARD] {
        tx.exec(permit, statement, &args![tx.community(), member])?;
    }
    Ok(())
}
