//! The rows of helplines.

use super::model::{Helpline, HelplineId, Told, Worded};
use kernel::Day;
use store::{Act, FromRow, Permit, Result, Row, Snapshot, Tx, args, statements};

statements! {
    /// All of them; the emergency number first.
    ALL = "SELECT id, phone, name, about, hours, owner, checked, verify, version FROM helpline
           WHERE community_id = $1 ORDER BY CASE WHEN phone = '112' THEN 0 ELSE 1 END, position, id LIMIT 200";
    /// One of them.
    ONE = "SELECT id, phone, name, about, hours, owner, checked, verify, version FROM helpline
           WHERE community_id = $1 AND id = $2";
    /// The last place in the list.
    LAST = "SELECT position FROM helpline WHERE community_id = $1 ORDER BY position DESC LIMIT 1";
    /// A new one; a number that is there already is rewritten.
    UPSERT = "INSERT INTO helpline (community_id, id, position, phone, name, about, hours, owner, checked, verify,
                version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
              ON CONFLICT (community_id, phone) DO UPDATE SET name = excluded.name, about = excluded.about,
                hours = excluded.hours, owner = excluded.owner, checked = excluded.checked,
                verify = excluded.verify, version = helpline.version + 1";
    /// Changes one, if nobody did meanwhile. Whoever changes it has checked it.
    UPDATE = "UPDATE helpline SET phone = $3, name = $4, about = $5, hours = $6, owner = $7, checked = $8,
                verify = 0, version = version + 1
              WHERE community_id = $1 AND id = $2 AND version = $9";
    /// Somebody rang it.
    CONFIRM = "UPDATE helpline SET checked = $3, verify = 0, version = version + 1
               WHERE community_id = $1 AND id = $2";
    /// Takes one away.
    DELETE = "DELETE FROM helpline WHERE community_id = $1 AND id = $2";
}

impl FromRow for Helpline {
    fn from_row(row: &mut Row) -> Result<Self> {
        let id: HelplineId = row.read()?;
        let phone = row.read()?;
        let mut worded = || Ok::<_, store::Error>(Worded::read(&row.read::<String>()?));
        let (name, about, hours) = (worded()?, worded()?, worded()?);
        let told = Told { phone, name, about, hours, owner: row.read()? };
        Ok(Self { id, told, checked: row.read()?, verify: row.read()?, version: row.read()? })
    }
}

/// All helplines, the emergency number first.
///
/// # Errors
/// Those of the store.
pub fn all(seen: &Snapshot<'_>) -> Result<Vec<Helpline>> {
    seen.rows(&ALL, &args![seen.community()])
}

/// One helpline.
///
/// # Errors
/// Those of the store.
pub fn one(seen: &Snapshot<'_>, id: HelplineId) -> Result<Option<Helpline>> {
    seen.row(&ONE, &args![seen.community(), id])
}

/// Writes a new one at the end of the list.
///
/// # Errors
/// Those of the store.
pub fn put<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    told: &Told,
    checked: Day,
    verify: bool,
) -> Result<()> {
    let last: Option<(i64,)> = tx.row(&LAST, &args![tx.community()])?;
    let position = last.map_or(0, |(last,)| last + 1);
    let Told { phone, name, about, hours, owner } = told;
    let (name, about, hours) = (name.stored(), about.stored(), hours.stored());
    let id = tx.new_key();
    let values = args![tx.community(), id, position, phone, name, about, hours, owner, checked, verify];
    tx.exec(permit, &UPSERT, &values)?;
    Ok(())
}

/// Changes one, which counts as checking it.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody changed it meanwhile.
pub fn update<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: HelplineId,
    version: i64,
    told: &Told,
) -> Result<()> {
    let Told { phone, name, about, hours, owner } = told;
    let (name, about, hours) = (name.stored(), about.stored(), hours.stored());
    let today = tx.now().day();
    tx.exec_one(permit, &UPDATE, &args![tx.community(), id, phone, name, about, hours, owner, today, version])
}

/// Notes that somebody rang it today.
///
/// # Errors
/// Those of the store.
pub fn confirm<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: HelplineId) -> Result<()> {
    tx.exec_one(permit, &CONFIRM, &args![tx.community(), id, tx.now().day()])
}

/// Takes one away.
///
/// # Errors
/// Those of the store.
pub fn delete<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: HelplineId) -> Result<()> {
    tx.exec_one(permit, &DELETE, &args![tx.community(), id])
}
