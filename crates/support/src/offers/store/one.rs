//! One need or offer: what is chosen, how far it has come, its thanks.

use crate::offers::model::{Chosen, State};
use commons::items::Stage;
use kernel::{ItemId, Locale, MemberId, Time};
use store::{Act, FromRow, Permit, Result, Row, Snapshot, Tx, args, statements};

statements! {
    /// Writes what is chosen.
    INSERT = "INSERT INTO offer (community_id, id, side, kind, hours, for_whom, who_may_come, area, desk_only,
                places, first_come, until, state, reminded, code_hash, thanks, thanks_lang, thanks_public)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, '', '', 0)";
    /// Rewrites what is chosen. What is for the desk alone stays so.
    UPDATE = "UPDATE offer SET kind = $3, hours = $4, for_whom = $5, who_may_come = $6, area = $7, places = $8,
                first_come = $9, until = $10, reminded = 0
              WHERE community_id = $1 AND id = $2";
    /// Passes from one state to another, if it is still in the first.
    MOVE = "UPDATE offer SET state = $3 WHERE community_id = $1 AND id = $2 AND state = $4";
    /// Keeps the thanks.
    THANK = "UPDATE offer SET thanks = $3, thanks_lang = $4, thanks_public = $5 WHERE community_id = $1 AND id = $2";
    /// What decisions rest on: for permits, so without visibility.
    PERMITTED_FACTS = "SELECT p.side, p.kind, p.hours, p.for_whom, p.who_may_come, p.area, p.desk_only, p.places,
                         p.first_come, p.until, i.id, i.owner, i.origin, i.stage, i.version, i.sample, p.state,
                         p.thanks, p.thanks_lang, p.thanks_public, i.published_at
                       FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                       WHERE p.community_id = $1 AND p.id = $2";
    /// Which need or offer a slip's code stands for.
    BY_CODE = "SELECT id FROM offer WHERE community_id = $1 AND code_hash = $2";
    /// The owner is reminded.
    REMINDED = "UPDATE offer SET reminded = 1 WHERE community_id = $1 AND id = $2";
}

/// What decisions on a need or an offer rest on.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What is chosen.
    pub chosen: Chosen,
    /// Its key.
    pub id: ItemId,
    /// Whose it is.
    pub owner: Option<MemberId>,
    /// Its first language.
    pub origin: Locale,
    /// Its item's stage.
    pub stage: Stage,
    /// Counts changes.
    pub version: i64,
    /// Invented, for trying out.
    pub sample: bool,
    /// How far it has come.
    pub state: State,
    /// Thanks; empty before.
    pub thanks: String,
    /// Their language.
    pub thanks_lang: String,
    /// Everybody may read them.
    pub thanks_public: bool,
    /// Since when it is public.
    pub published_at: Option<Time>,
}

impl FromRow for Facts {
    fn from_row(row: &mut Row) -> Result<Self> {
        let chosen = Chosen {
            side: row.read()?,
            kind: row.read()?,
            hours: row.read()?,
            for_whom: row.read()?,
            who_may_come: row.read()?,
            area: row.read()?,
            desk_only: row.read()?,
            places: row.read()?,
            first_come: row.read()?,
            until: row.read()?,
        };
        Ok(Self {
            chosen,
            id: row.read()?,
            owner: row.read()?,
            origin: row.read()?,
            stage: row.read()?,
            version: row.read()?,
            sample: row.read()?,
            state: row.read()?,
            thanks: row.read()?,
            thanks_lang: row.read()?,
            thanks_public: row.read()?,
            published_at: row.read()?,
        })
    }
}

/// What decisions rest on; not found once it is erased.
///
/// # Errors
/// [`kernel::Code::NotFound`]; those of the store.
pub fn facts(seen: &Snapshot<'_>, id: ItemId) -> Result<Facts> {
    let facts: Option<Facts> = seen.row(&PERMITTED_FACTS, &args![seen.community(), id])?;
    Ok(facts.filter(|facts| facts.stage != Stage::Erased).ok_or(kernel::Code::NotFound)?)
}

/// Which one a slip's code stands for.
///
/// # Errors
/// Those of the store.
pub fn by_code(seen: &Snapshot<'_>, hash: &[u8]) -> Result<Option<ItemId>> {
    Ok(seen.row::<(ItemId,)>(&BY_CODE, &args![seen.community(), *hash])?.map(|(id,)| id))
}

/// Writes what is chosen of an item that was made in this very transaction.
pub(in crate::offers) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    chosen: &Chosen,
    state: State,
    code_hash: Option<Vec<u8>>,
) -> Result<()> {
    let Chosen { side, kind, hours, for_whom, who_may_come, area, desk_only, places, first_come, until } =
        chosen;
    let values = args![
        tx.community(),
        id,
        side,
        kind,
        hours,
        for_whom,
        who_may_come,
        area,
        desk_only,
        places,
        first_come,
        until,
        state,
        code_hash
    ];
    tx.exec(permit, &INSERT, &values)?;
    Ok(())
}

/// Rewrites what is chosen.
pub(in crate::offers) fn update<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    chosen: &Chosen,
) -> Result<()> {
    let Chosen { kind, hours, for_whom, who_may_come, area, places, first_come, until, .. } = chosen;
    let values =
        args![tx.community(), id, kind, hours, for_whom, who_may_come, area, places, first_come, until];
    tx.exec_one(permit, &UPDATE, &values)
}

/// Passes from one state to another.
pub(in crate::offers) fn pass<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    from: State,
    to: State,
) -> Result<()> {
    tx.exec_one(permit, &MOVE, &args![tx.community(), id, to, from])
}

/// Keeps the thanks.
pub(in crate::offers) fn thank<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    words: &str,
    lang: Locale,
    public: bool,
) -> Result<()> {
    tx.exec_one(permit, &THANK, &args![tx.community(), id, words, lang, public])
}

/// The owner is reminded.
pub(in crate::offers) fn reminded<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
) -> Result<()> {
    tx.exec_one(permit, &REMINDED, &args![tx.community(), id])
}
