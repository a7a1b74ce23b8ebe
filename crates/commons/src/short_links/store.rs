//! The rows of short addresses.

use super::model::{CUT, ShortCode, last, own_path};
use kernel::{CommunityId, ItemId};
use store::{Act, Error, Permit, Result, Snapshot, Tx, args, statements};

statements! {
    /// A new code, unless it or the address is there.
    INSERT = "INSERT INTO short_link (code, community_id, path, last, item_id, made) VALUES ($1, $2, $3, $4, $5, $6)
              ON CONFLICT DO NOTHING";
    /// The code of an address.
    OF_PATH = "SELECT code FROM short_link WHERE community_id = $1 AND path = $2";
    /// Where a code leads. Codes stand for pages everybody may ask for, in whichever neighbourhood.
    GLOBAL_BY_CODE = "SELECT community_id, path FROM short_link WHERE code = $1";
    /// Takes the address of something erased out.
    CUT_ITEM = "UPDATE short_link SET path = '!' || code, last = '', item_id = NULL
                WHERE community_id = $1 AND item_id = $2";
    /// The same where only its name is known.
    CUT_NAMED = "UPDATE short_link SET path = '!' || code, last = ''
                 WHERE community_id = $1 AND last = $2 AND item_id IS NULL";
}

/// So often a fresh code is drawn before something must be wrong: with a million codes printed, three in a row are
/// taken once in a hundred million times.
const DRAWS: usize = 8;

/// The code of a page below this neighbourhood (`/needs`), made now if it has none; it stays for ever. For the page of
/// an item there is [`for_item`].
///
/// # Errors
/// A fault when the path is none of ours; those of the store.
pub fn for_path<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, path: &str) -> Result<ShortCode> {
    draw(tx, permit, path, None)
}

/// The code of an item's page (`/stories/lipy`), which is taken out when the item is erased.
///
/// # Errors
/// As [`for_path`].
pub fn for_item<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    path: &str,
) -> Result<ShortCode> {
    draw(tx, permit, path, Some(item))
}

fn draw<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    path: &str,
    item: Option<ItemId>,
) -> Result<ShortCode> {
    let path = own_path(path).ok_or_else(|| Error::fault(format!("{path:?} is no address of ours")))?;
    for _ in 0..DRAWS {
        if let Some(known) = code_of(tx, path)? {
            return Ok(known);
        }
        let code = ShortCode::random();
        let row = args![code.as_str(), tx.community(), path, last(path), item, tx.now()];
        if tx.exec(permit, &INSERT, &row)? == 1 {
            return Ok(code);
        }
    }
    Err(Error::fault("no free short code"))
}

/// The code a page has already.
///
/// # Errors
/// Those of the store.
pub fn code_of(seen: &Snapshot<'_>, path: &str) -> Result<Option<ShortCode>> {
    let found: Option<(String,)> = seen.row(&OF_PATH, &args![seen.community(), path])?;
    Ok(found.and_then(|(code,)| ShortCode::read(&code)))
}

/// Where a code leads.
pub(super) enum Target {
    /// To this page of this neighbourhood.
    Page(CommunityId, String),
    /// What stood there was erased.
    Erased,
}

pub(super) fn target(seen: &Snapshot<'_>, code: &ShortCode) -> Result<Option<Target>> {
    let found: Option<(CommunityId, String)> = seen.row(&GLOBAL_BY_CODE, &args![code.as_str()])?;
    Ok(found.map(|(community, path)| match path.starts_with(CUT) {
        true => Target::Erased,
        false => Target::Page(community, path),
    }))
}

/// Takes the address of an item out that is being erased: its name may hold a person's. A code that was made without
/// the item goes by the name alone, also if something else has the same.
///
/// # Errors
/// Those of the store.
pub(crate) fn cut<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    slug: &str,
) -> Result<()> {
    tx.exec(permit, &CUT_ITEM, &args![tx.community(), item])?;
    tx.exec(permit, &CUT_NAMED, &args![tx.community(), slug])?;
    Ok(())
}
