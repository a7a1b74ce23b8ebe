//! The rows of places.

use super::model::{Details, Place, PlaceKind, PlaceStatus, Shape};
use commons::items;
use kernel::{Day, ItemId, Key, Locale, MemberId};
use store::{Act, Error, Permit, Result, Snapshot, Tx, args, record, statements};
use web::MeetingPlace;

statements! {
    /// Writes or rewrites what a place is.
    UPSERT = "INSERT INTO place (community_id, id, kind, status, shape, lat, lon, south, west, north, east,
                precision_m, next_door, address, source, checked, list_key)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
              ON CONFLICT (community_id, id) DO UPDATE SET kind = excluded.kind, status = excluded.status,
                shape = excluded.shape, lat = excluded.lat, lon = excluded.lon, south = excluded.south,
                west = excluded.west, north = excluded.north, east = excluded.east,
                precision_m = excluded.precision_m, next_door = excluded.next_door,
                address = excluded.address, source = excluded.source, checked = excluded.checked,
                list_key = excluded.list_key";
    /// Writes or rewrites access facts in one language.
    UPSERT_ACCESS = "INSERT INTO place_access (community_id, id, lang, access) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (community_id, id, lang) DO UPDATE SET access = excluded.access";
    /// What a place is, with access facts in every language. The caller has loaded the item through its visibility.
    DETAILS = "SELECT p.kind, p.status, p.shape, p.precision_m, p.next_door, p.address, p.source, p.checked, a.lang,
                 a.access
               FROM place p
               LEFT JOIN place_access a ON a.community_id = p.community_id AND a.id = p.id
               WHERE p.community_id = $1 AND p.id = $2 ORDER BY a.lang";
    /// A page of the list in Polish order, after a sort key; kind and status may be '' for all.
    LIST = "SELECT i.id, i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
              COALESCE(w.summary, o.summary), p.kind, p.status, p.address, p.shape, i.sample, p.list_key
            FROM place p
            JOIN item i ON i.community_id = p.community_id AND i.id = p.id
            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
              AND o.ease = 'plain'
            LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
              AND w.ease = 'plain'
            WHERE p.community_id = $1 AND {visible i $3}
              AND ($4 = '' OR p.kind = $4) AND ($5 = '' OR p.status = $5)
              AND (p.list_key, p.id) > ($6, $7)
            ORDER BY p.list_key, p.id LIMIT $8";
    /// Blanks what a place is.
    ERASE = "UPDATE place SET shape = $3, lat = NULL, lon = NULL, south = NULL, west = NULL, north = NULL, east = NULL,
               address = '', source = '', list_key = $4 WHERE community_id = $1 AND id = $2";
    /// And its access facts.
    DELETE_ACCESS = "DELETE FROM place_access WHERE community_id = $1 AND id = $2";
    /// Places of a member that are out of sight.
    PERMITTED_WITHDRAWN_OF = "SELECT id FROM item
                              WHERE community_id = $1 AND owner = $2 AND kind = 'place' AND stage = 'withdrawn'";
    /// Every place with its names, for choosing one in a form.
    NAMES = "SELECT i.id, COALESCE(w.title, o.title)
             FROM item i
             JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
               AND o.ease = 'plain'
             LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
               AND w.ease = 'plain'
             WHERE i.community_id = $1 AND i.kind = 'place' AND {visible i $3}
             ORDER BY o.sort_key, i.id LIMIT 2000";
}

record! {
    /// A place as the list and the map show it.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// Its key.
        pub id: ItemId,
        /// Its address below `/places`.
        pub slug: String,
        /// The language of title and summary.
        pub lang: Locale,
        /// Its name.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// What sort.
        pub kind: PlaceKind,
        /// How it fares.
        pub status: PlaceStatus,
        /// As people say it.
        pub address: String,
        /// GeoJSON geometry.
        pub shape: String,
        /// Invented, for trying out.
        pub sample: bool,
        /// Where the list goes on.
        pub list_key: Vec<u8>,
    }
}

impl Listed {
    /// Its shape on the ground.
    pub fn shape(&self) -> Shape {
        read_shape(&self.shape)
    }
}

record! {
    struct DetailsRow {
        kind: PlaceKind,
        status: PlaceStatus,
        shape: String,
        precision_m: i64,
        next_door: bool,
        address: String,
        source: String,
        checked: Option<Day>,
        lang: Option<Locale>,
        access: Option<String>,
    }
}

/// Which places a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this sort.
    pub kind: Option<PlaceKind>,
    /// Only those that fare so.
    pub status: Option<PlaceStatus>,
}

/// Where a list goes on: after this name and key.
pub type After = Option<(Vec<u8>, ItemId)>;

/// Places in Polish order of their names.
///
/// # Errors
/// Those of the store.
pub fn list(
    seen: &Snapshot<'_>,
    locale: Locale,
    filter: &Filter,
    after: After,
    limit: i64,
) -> Result<Vec<Listed>> {
    let level = items::viewer(seen)?.level();
    let (key, id) = after.unwrap_or((Vec::new(), ItemId(Key(0))));
    let kind = filter.kind.map_or("", PlaceKind::word);
    let status = filter.status.map_or("", PlaceStatus::word);
    seen.rows(&LIST, &args![seen.community(), locale, level, kind, status, key, id, limit])
}

/// Activity Places, where neighbours may meet for the first time: name, address, and what is said of them (hours).
///
/// # Errors
/// Those of the store.
pub fn meeting_places(seen: &Snapshot<'_>, locale: Locale) -> Result<Vec<MeetingPlace>> {
    let filter = Filter { kind: Some(PlaceKind::Activity), ..Filter::default() };
    let told = |place: Listed| {
        let said = [place.address, place.summary].into_iter().filter(|said| !said.is_empty());
        let about = said.collect::<Vec<_>>().join(" · ");
        MeetingPlace { key: place.id.to_string(), name: place.title, about }
    };
    Ok(list(seen, locale, &filter, None, 20)?.into_iter().map(told).collect())
}

/// Keys and names of all places, for choosing one in a form.
///
/// # Errors
/// Those of the store.
pub fn names(seen: &Snapshot<'_>, locale: Locale) -> Result<Vec<(ItemId, String)>> {
    let level = items::viewer(seen)?.level();
    seen.rows(&NAMES, &args![seen.community(), locale, level])
}

/// What a place is. The caller has loaded its item through the visibility of items, or under a permit.
///
/// # Errors
/// Those of the store.
pub fn place(seen: &Snapshot<'_>, id: ItemId) -> Result<Option<Place>> {
    let mut rows = seen.rows::<DetailsRow>(&DETAILS, &args![seen.community(), id])?;
    let access = rows.iter_mut().filter_map(|row| row.lang.zip(row.access.take())).collect();
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let details = Details {
        kind: row.kind,
        status: row.status,
        shape: read_shape(&row.shape),
        precision_m: row.precision_m,
        next_door: row.next_door,
        address: row.address,
        source: row.source,
        checked: row.checked,
    };
    Ok(Some(Place { id, details, access }))
}

fn read_shape(text: &str) -> Shape {
    // written by `put` from a Shape; anything else is shown as having no place rather than failing the page
    serde_json::from_str(text).ok().and_then(|json| Shape::from_geojson(&json).ok()).unwrap_or(Shape::Nowhere)
}

/// Writes what a place is. `title` in the language of origin gives its position in the list.
///
/// # Errors
/// Those of the store.
pub fn put<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    details: &Details,
    title: &str,
) -> Result<()> {
    let middle = details.shape.middle();
    let (low, high) = details.shape.corners().unzip();
    tx.exec(
        permit,
        &UPSERT,
        &args![
            tx.community(),
            id,
            details.kind,
            details.status,
            details.shape.geojson().to_string(),
            middle.map(|at| at.lat),
            middle.map(|at| at.lon),
            low.map(|at| at.lat),
            low.map(|at| at.lon),
            high.map(|at| at.lat),
            high.map(|at| at.lon),
            details.precision_m,
            details.next_door,
            details.address,
            details.source,
            details.checked,
            text::sort_key(title)
        ],
    )?;
    Ok(())
}

/// Writes access facts in one language.
///
/// # Errors
/// Those of the store.
pub fn put_access<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    lang: Locale,
    access: &str,
) -> Result<(), Error> {
    tx.exec(permit, &UPSERT_ACCESS, &args![tx.community(), id, lang, access])?;
    Ok(())
}

/// Places of a member that are out of sight. The caller has decided that the actor may know.
///
/// # Errors
/// Those of the store.
pub fn withdrawn_of(seen: &Snapshot<'_>, owner: MemberId) -> Result<Vec<ItemId>> {
    let rows: Vec<(ItemId,)> = seen.rows(&PERMITTED_WITHDRAWN_OF, &args![seen.community(), owner])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Blanks what a place is.
///
/// # Errors
/// Those of the store.
pub fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: ItemId) -> Result<()> {
    let (nowhere, empty) = (Shape::Nowhere.geojson().to_string(), Vec::<u8>::new());
    tx.exec(permit, &ERASE, &args![tx.community(), id, nowhere, empty])?;
    tx.exec(permit, &DELETE_ACCESS, &args![tx.community(), id])?;
    Ok(())
}
