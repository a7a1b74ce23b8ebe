//! The rows of pictures.

use super::model::{MOST, MediaId, NewPicture, Picture};
use crate::items;
use crate::texts::media as t;
use kernel::{Code, ItemId, Key, Locale, MemberId, Refusal};
use store::{Act, Permit, Result, Snapshot, Tx, Value, args, record, statements};

/// Items of one page of a list.
const PAGE: usize = 20;

statements! {
    /// A picture.
    INSERT = "INSERT INTO media (community_id, id, item_id, position, hash, widths, width, height, credit, taken, owner)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// What it shows, in one language.
    UPSERT_ALT = "INSERT INTO media_alt (community_id, media_id, lang, alt) VALUES ($1, $2, $3, $4)
                  ON CONFLICT (community_id, media_id, lang) DO UPDATE SET alt = excluded.alt";
    /// Whose it is and when it was taken.
    UPDATE_CREDIT = "UPDATE media SET credit = $4, taken = $5 WHERE community_id = $1 AND item_id = $2 AND id = $3";
    /// How many an item has, and the last position.
    COUNT = "SELECT COUNT(*), CAST(COALESCE(MAX(position), 0) AS BIGINT) FROM media
             WHERE community_id = $1 AND item_id = $2";
    /// Where the files of a picture lie.
    FILE = "SELECT hash, widths, item_id FROM media WHERE community_id = $1 AND id = $2";
    /// The pictures of an item. The caller has decided that the viewer may see the item.
    PERMITTED_OF_ITEM = "SELECT m.id, m.item_id, m.widths, m.width, m.height, m.credit, m.taken,
                           COALESCE(w.alt, o.alt, ''), COALESCE(w.lang, o.lang, $2)
                         FROM media m JOIN item i ON i.community_id = m.community_id AND i.id = m.item_id
                         LEFT JOIN media_alt w ON w.community_id = m.community_id AND w.media_id = m.id AND w.lang = $2
                         LEFT JOIN media_alt o ON o.community_id = m.community_id AND o.media_id = m.id
                           AND o.lang = i.origin
                         WHERE m.community_id = $1 AND m.item_id = $3 ORDER BY m.position, m.id";
    /// The first picture of each of these items.
    FIRST_OF = "SELECT m.id, m.item_id, m.widths, m.width, m.height, m.credit, m.taken,
                  COALESCE(w.alt, o.alt, ''), COALESCE(w.lang, o.lang, $2)
                FROM media m JOIN item i ON i.community_id = m.community_id AND i.id = m.item_id
                LEFT JOIN media_alt w ON w.community_id = m.community_id AND w.media_id = m.id AND w.lang = $2
                LEFT JOIN media_alt o ON o.community_id = m.community_id AND o.media_id = m.id AND o.lang = i.origin
                WHERE m.community_id = $1 AND {visible i $3}
                  AND m.position = (SELECT MIN(x.position) FROM media x
                                    WHERE x.community_id = m.community_id AND x.item_id = m.item_id)
                  AND m.item_id IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
                                    $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)";
    /// Which pictures these items have.
    IDS_OF = "SELECT item_id, id FROM media
              WHERE community_id = $1 AND item_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
    /// What the pictures of an item show, in every language.
    ALTS = "SELECT a.media_id, a.lang, a.alt FROM media_alt a
            JOIN media m ON m.community_id = a.community_id AND m.id = a.media_id
            WHERE a.community_id = $1 AND m.item_id = $2 ORDER BY m.position, a.lang";
    /// Whether any row of any community has these bytes.
    GLOBAL_USED = "SELECT id FROM media WHERE hash = $1 LIMIT 1";
    /// Where the files of all pictures lie, for the operator's check.
    GLOBAL_FILES = "SELECT DISTINCT hash, widths FROM media";
    /// The same of one neighbourhood.
    FILES_HERE = "SELECT DISTINCT hash, widths FROM media WHERE community_id = $1";
    /// The bytes a member brought.
    HASHES_OF_OWNER = "SELECT DISTINCT hash FROM media WHERE community_id = $1 AND owner = $2";
    /// The bytes of an item.
    HASHES_OF_ITEM = "SELECT DISTINCT hash FROM media WHERE community_id = $1 AND item_id = $2";
    /// Pictures that stay with their item, a place for example, are nobody's.
    LET_GO = "UPDATE media SET owner = NULL, credit = '', taken = '' WHERE community_id = $1 AND owner = $2";
    /// Takes the words of a picture away.
    DELETE_ALTS = "DELETE FROM media_alt WHERE community_id = $1 AND media_id = $2";
    /// Takes a picture away.
    DELETE = "DELETE FROM media WHERE community_id = $1 AND item_id = $2 AND id = $3";
    /// Takes the words of all pictures of an item away.
    DELETE_ALTS_OF = "DELETE FROM media_alt WHERE community_id = $1 AND media_id IN
                        (SELECT id FROM media WHERE community_id = $1 AND item_id = $2)";
    /// Takes all pictures of an item away.
    DELETE_OF = "DELETE FROM media WHERE community_id = $1 AND item_id = $2";
}

record! {
    /// Where the files of a picture lie.
    pub(super) struct File {
        pub(super) hash: String,
        pub(super) widths: String,
        pub(super) item: ItemId,
    }
}

pub(super) fn file(seen: &Snapshot<'_>, id: MediaId) -> Result<Option<File>> {
    seen.row(&FILE, &args![seen.community(), id])
}

/// Gives an item a picture. `item` is the permit's, or one made in this very transaction.
///
/// # Errors
/// A refusal when the item has as many as it may; those of the store.
pub fn add<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    new: &NewPicture,
) -> Result<MediaId> {
    let (count, last): (i64, i64) = tx.row(&COUNT, &args![tx.community(), item])?.unwrap_or_default();
    if count >= MOST {
        return Err(Refusal::new(Code::Invalid, |locale| t::wrong_many(locale, MOST)).at("picture").into());
    }
    let (id, file) = (MediaId(tx.new_key()), &new.file);
    let widths: Vec<String> = file.widths.iter().map(u32::to_string).collect();
    tx.exec(
        permit,
        &INSERT,
        &args![
            tx.community(),
            id,
            item,
            last + 1,
            file.hash,
            widths.join(","),
            file.width,
            file.height,
            new.credit,
            new.taken,
            tx.actor().acting()
        ],
    )?;
    for (lang, alt) in &new.alts {
        put_alt(tx, permit, id, *lang, alt)?;
    }
    Ok(id)
}

/// Which pictures these items (twenty at most) have: keys alone, which sort by the time at which they were added.
///
/// # Errors
/// Those of the store.
pub fn ids_of(seen: &Snapshot<'_>, items: &[ItemId]) -> Result<Vec<(ItemId, MediaId)>> {
    let Some(first) = items.first() else { return Ok(Vec::new()) };
    let mut values = args![seen.community()].to_vec();
    for place in 0..PAGE {
        values.extend(args![items.get(place).copied().unwrap_or(*first)]);
    }
    seen.rows(&IDS_OF, &values)
}

/// How many pictures an item has.
///
/// # Errors
/// Those of the store.
pub fn count(seen: &Snapshot<'_>, item: ItemId) -> Result<i64> {
    Ok(seen.row::<(i64, i64)>(&COUNT, &args![seen.community(), item])?.map_or(0, |(count, _)| count))
}

/// Says in one language what a picture shows. The picture belongs to the permit's item.
///
/// # Errors
/// Those of the store.
pub fn put_alt<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    picture: MediaId,
    lang: Locale,
    alt: &str,
) -> Result<()> {
    tx.exec(permit, &UPSERT_ALT, &args![tx.community(), picture, lang, alt])?;
    Ok(())
}

/// Says whose a picture is and when it was taken.
///
/// # Errors
/// [`Code::Conflict`] when the picture is not one of this item.
pub fn put_credit<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    picture: MediaId,
    credit: &str,
    taken: &str,
) -> Result<()> {
    tx.exec_one(permit, &UPDATE_CREDIT, &args![tx.community(), item, picture, credit, taken])
}

/// Takes a picture away; tells its hash for [`super::forget`].
///
/// # Errors
/// [`Code::Conflict`] when the picture is not one of this item.
pub fn remove<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    picture: MediaId,
) -> Result<String> {
    let file = file(tx, picture)?.ok_or(Code::NotFound)?;
    tx.exec_one(permit, &DELETE, &args![tx.community(), item, picture])?;
    tx.exec(permit, &DELETE_ALTS, &args![tx.community(), picture])?;
    Ok(file.hash)
}

/// Takes all pictures of an item away; tells their hashes for [`super::forget`].
///
/// # Errors
/// Those of the store.
pub fn erase_of<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, item: ItemId) -> Result<Vec<String>> {
    let hashes: Vec<(String,)> = tx.rows(&HASHES_OF_ITEM, &args![tx.community(), item])?;
    tx.exec(permit, &DELETE_ALTS_OF, &args![tx.community(), item])?;
    tx.exec(permit, &DELETE_OF, &args![tx.community(), item])?;
    Ok(hashes.into_iter().map(|(hash,)| hash).collect())
}

/// Takes again away what was erased after the backup now restored: one picture, or all of an item. The files go
/// with the sweep.
pub(super) fn erase_again(tx: &Tx<'_>, thing: Key) -> Result<bool> {
    if let Some(file) = file(tx, MediaId(thing))? {
        let permit = tx.permit(items::EraseAgain(file.item))?;
        remove(tx, &permit, file.item, MediaId(thing))?;
        return Ok(true);
    }
    let permit = tx.permit(items::EraseAgain(ItemId(thing)))?;
    Ok(!erase_of(tx, &permit, ItemId(thing))?.is_empty())
}

/// The pictures of an item, their words in the reader's language or the item's own. The caller has decided that
/// the viewer may see the item.
///
/// # Errors
/// Those of the store.
pub fn of_item(seen: &Snapshot<'_>, item: ItemId, locale: Locale) -> Result<Vec<Picture>> {
    seen.rows(&PERMITTED_OF_ITEM, &args![seen.community(), locale, item])
}

/// What the pictures of an item show, in every language there is. The caller has decided as for [`of_item`].
///
/// # Errors
/// Those of the store.
pub fn alts(seen: &Snapshot<'_>, item: ItemId) -> Result<Vec<(MediaId, Locale, String)>> {
    seen.rows(&ALTS, &args![seen.community(), item])
}

/// The first picture of each of these items (twenty at most), as far as the viewer may see them.
///
/// # Errors
/// Those of the store.
pub fn first_of(seen: &Snapshot<'_>, items: &[ItemId], locale: Locale) -> Result<Vec<Picture>> {
    let Some(first) = items.first() else { return Ok(Vec::new()) };
    let level = items::viewer(seen)?.level();
    let mut values: Vec<Value> = args![seen.community(), locale, level].to_vec();
    for place in 0..PAGE {
        values.extend(args![items.get(place).unwrap_or(first)]);
    }
    seen.rows(&FIRST_OF, &values)
}

/// Hash and widths of every picture of every community.
pub(super) fn all_files(seen: &Snapshot<'_>) -> Result<Vec<(String, String)>> {
    seen.rows(&GLOBAL_FILES, &[])
}

/// Hash and widths of every picture of this community.
pub(super) fn files_here(seen: &Snapshot<'_>) -> Result<Vec<(String, String)>> {
    seen.rows(&FILES_HERE, &args![seen.community()])
}

/// Whether any row has these bytes.
pub(super) fn is_used(seen: &Snapshot<'_>, hash: &str) -> Result<bool> {
    Ok(seen.row::<(MediaId,)>(&GLOBAL_USED, &args![hash])?.is_some())
}

/// The hashes of what a member brought, for removing the files after their rows are gone.
///
/// # Errors
/// Those of the store.
pub fn hashes_of_owner(seen: &Snapshot<'_>, owner: MemberId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = seen.rows(&HASHES_OF_OWNER, &args![seen.community(), owner])?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}

/// What stays of somebody who leaves has neither owner nor credit.
pub(super) fn let_go(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(people::member::EraseMember(member))?;
    tx.exec(&permit, &LET_GO, &args![tx.community(), member])?;
    Ok(())
}
