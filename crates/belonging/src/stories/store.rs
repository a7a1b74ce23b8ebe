//! The rows of stories.

use super::model::{Details, Era, Leaving, Life, Part, Precision, Someone};
use commons::consent;
use commons::items::{self, After};
use commons::media;
use kernel::{ItemId, Key, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, Value, args, record, statements};

/// Stories on one page of a list.
pub const PAGE: usize = 20;

statements! {
    /// Writes or rewrites what a story is.
    UPSERT = "INSERT INTO story (community_id, id, era_from, era_to, era_precision, place_words, source, leaving, note)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')
              ON CONFLICT (community_id, id) DO UPDATE SET era_from = excluded.era_from, era_to = excluded.era_to,
                era_precision = excluded.era_precision, place_words = excluded.place_words,
                source = excluded.source, leaving = excluded.leaving";
    /// A word from the editors.
    SET_NOTE = "UPDATE story SET note = $3 WHERE community_id = $1 AND id = $2";
    /// What a story is and who is in it, one row each. The caller has decided that the viewer may see it.
    WHOLE = "SELECT s.era_from, s.era_to, s.era_precision, s.place_words, s.source, s.leaving, s.note,
               p.part, p.member_id, COALESCE(p.name, ''), COALESCE(p.life, 'living'), COALESCE(p.visible, 0)
             FROM story s
             LEFT JOIN story_person p ON p.community_id = s.community_id AND p.item_id = s.id
             WHERE s.community_id = $1 AND s.id = $2 ORDER BY p.position NULLS LAST";
    /// Who is in a story. The caller has decided as above.
    PEOPLE = "SELECT part, member_id, name, life, visible FROM story_person
              WHERE community_id = $1 AND item_id = $2 ORDER BY position";
    /// Who is in these stories. The caller has decided as above.
    PEOPLE_OF = "SELECT item_id, part, member_id, name, life, visible FROM story_person
                 WHERE community_id = $1 AND item_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                   $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
                 ORDER BY item_id, position";
    /// Forgets who is in a story.
    DELETE_PEOPLE = "DELETE FROM story_person WHERE community_id = $1 AND item_id = $2";
    /// Somebody in a story.
    INSERT_PERSON = "INSERT INTO story_person (community_id, item_id, position, part, member_id, name, name_key, life,
                       visible)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// A page of the list, newest first. Years 0 to 9999, no place ('' before its key) and nobody ('') are all.
    LIST = "SELECT i.id, i.slug, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title), COALESCE(w.summary, o.summary),
              s.era_from, s.era_to, s.era_precision, i.sample, i.published_at
            FROM item i
            JOIN story s ON s.community_id = i.community_id AND s.id = i.id
            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
              AND o.ease = 'plain'
            LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
              AND w.ease = 'plain'
            WHERE i.community_id = $1 AND i.kind = 'story' AND {visible i $3} AND (i.published_at, i.id) < ($4, $5)
              AND ($6 = '' OR (s.era_precision <> 'unknown' AND s.era_from <= $8 AND s.era_to >= $7))
              AND ($9 = '' OR EXISTS (SELECT 1 FROM item_link l WHERE l.community_id = i.community_id
                     AND l.item_id = i.id AND l.to_item = $10 AND l.part = 'place'))
              AND ($11 = '' OR EXISTS (SELECT 1 FROM story_person p WHERE p.community_id = i.community_id
                     AND p.item_id = i.id AND p.name_key = $11 AND p.visible = 1))
            ORDER BY i.published_at DESC, i.id DESC LIMIT $12";
    /// Who tells these stories.
    TELLERS = "SELECT item_id, name FROM story_person
               WHERE community_id = $1 AND part = 'teller' AND visible = 1
                 AND item_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                                 $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
               ORDER BY item_id, position";
    /// Where these stories happened: live places with their shapes.
    PLACES_OF = "SELECT l.item_id, i.slug, COALESCE(w.title, o.title), p.shape
                 FROM item_link l
                 JOIN item i ON i.community_id = l.community_id AND i.id = l.to_item
                 JOIN place p ON p.community_id = i.community_id AND p.id = i.id
                 JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                   AND o.ease = 'plain'
                 LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
                   AND w.ease = 'plain'
                 WHERE l.community_id = $1 AND l.part = 'place' AND {visible i $3}
                   AND l.item_id IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
                                     $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
                 ORDER BY l.item_id, o.sort_key, i.id";
    /// Keys of places a story is linked to, whatever their stage.
    LINKED = "SELECT to_item FROM item_link WHERE community_id = $1 AND item_id = $2 AND part = 'place' ORDER BY to_item";
    /// A place by its address, for imports.
    PERMITTED_PLACE = "SELECT id FROM item WHERE community_id = $1 AND kind = 'place' AND slug = $2";
    /// What a member told or began to tell, in any stage, newest first.
    PERMITTED_MINE = "SELECT i.slug, o.lang, o.title, i.stage, s.note
                      FROM item i
                      JOIN story s ON s.community_id = i.community_id AND s.id = i.id
                      JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                        AND o.ease = 'plain'
                      WHERE i.community_id = $1 AND i.owner = $2 AND i.kind = 'story' AND i.stage <> 'erased'
                      ORDER BY i.created_at DESC, i.id DESC LIMIT 100";
    /// What waits for the editors, oldest first.
    PERMITTED_WAITING = "SELECT i.slug, o.lang, o.title, i.stage, s.note
                         FROM item i
                         JOIN story s ON s.community_id = i.community_id AND s.id = i.id
                         JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                           AND o.ease = 'plain'
                         WHERE i.community_id = $1 AND i.kind = 'story' AND i.stage = 'review'
                         ORDER BY i.created_at, i.id LIMIT 100";
    /// The stories of a member who leaves, and what they chose for each.
    PERMITTED_OF_OWNER = "SELECT i.id, s.leaving FROM item i
                          JOIN story s ON s.community_id = i.community_id AND s.id = i.id
                          WHERE i.community_id = $1 AND i.owner = $2 AND i.kind = 'story' AND i.stage <> 'erased'";
    /// A story that stays without its teller is told by nobody in particular.
    UNNAME_TELLERS = "UPDATE story_person SET member_id = NULL, name = '', name_key = ''
                      WHERE community_id = $1 AND item_id = $2 AND part = 'teller'";
    /// A member who leaves is named in nobody's story any more.
    UNNAME_MEMBER = "UPDATE story_person SET member_id = NULL, name = '', name_key = ''
                     WHERE community_id = $1 AND member_id = $2";
    /// Blanks what a story is.
    ERASE = "UPDATE story SET place_words = '', source = '', note = '', era_precision = 'unknown'
             WHERE community_id = $1 AND id = $2";
}

record! {
    /// A story as lists show it.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// Its key.
        pub id: ItemId,
        /// Its address below `/stories`.
        pub slug: String,
        /// The language of title and summary.
        pub lang: Locale,
        /// Its title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        from: i32,
        to: i32,
        precision: Precision,
        /// Invented, for trying out.
        pub sample: bool,
        /// When it was published.
        pub published_at: Option<Time>,
    }
}

impl Listed {
    /// When it happened.
    pub fn era(&self) -> Era {
        Era { from: self.from, to: self.to, precision: self.precision }
    }
}

record! {
    struct WholeRow {
        from: i32, to: i32, precision: Precision, place_words: String, source: String, leaving: Leaving, note: String,
        part: Option<Part>, member: Option<MemberId>, name: String, life: Life, visible: bool,
    }
}

/// A whole story but for its words.
#[derive(Clone, Debug)]
pub struct Whole {
    /// When, where, how known.
    pub details: Details,
    /// A word from the editors who sent it back.
    pub note: String,
    /// Who tells and who is told about.
    pub people: Vec<Someone>,
}

record! {
    /// A story in a list of its author or of the editors.
    #[derive(Clone, Debug)]
    pub struct InHand {
        /// Its address below `/stories`.
        pub slug: String,
        /// The language of the title.
        pub lang: Locale,
        /// Its title.
        pub title: String,
        /// How far it has come.
        pub stage: items::Stage,
        /// A word from the editors who sent it back.
        pub note: String,
    }
}

/// A place of a story, as lists and the map show it.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Of which story.
    pub story: ItemId,
    /// Its address below `/places`.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// Where it lies, as the map draws it; `None` if nobody said.
    pub shape: Option<web::map::Shape>,
}

/// Which stories a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those that touch these years.
    pub years: Option<(i32, i32)>,
    /// Those that happened at this place.
    pub place: Option<ItemId>,
    /// Those somebody of this name (as [`text::slug`] writes it) tells or is in.
    pub person: String,
}

/// The newest stories first.
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
    let (time, id) = after.unwrap_or((Time::from_micros(i64::MAX), ItemId(Key(u128::MAX))));
    let (from, to) = filter.years.unwrap_or((0, 9999));
    let by_years = if filter.years.is_some() { "years" } else { "" };
    let by_place = if filter.place.is_some() { "place" } else { "" };
    let place = filter.place.unwrap_or(ItemId(Key(0)));
    let community = seen.community();
    let args =
        args![community, locale, level, time, id, by_years, from, to, by_place, place, filter.person, limit];
    seen.rows(&LIST, &args)
}

/// Twenty keys at most for the `IN (…)` of a statement.
fn twenty(values: &mut Vec<Value>, stories: &[ItemId], first: ItemId) {
    for place in 0..PAGE {
        values.extend(args![stories.get(place).copied().unwrap_or(first)]);
    }
}

/// Who tells these stories (twenty at most), by name.
///
/// # Errors
/// Those of the store.
pub fn tellers(seen: &Snapshot<'_>, stories: &[ItemId]) -> Result<Vec<(ItemId, String)>> {
    let Some(first) = stories.first() else { return Ok(Vec::new()) };
    let mut values = args![seen.community()].to_vec();
    twenty(&mut values, stories, *first);
    seen.rows(&TELLERS, &values)
}

/// Where these stories (twenty at most) happened.
///
/// # Errors
/// Those of the store.
pub fn spots(seen: &Snapshot<'_>, stories: &[ItemId], locale: Locale) -> Result<Vec<Spot>> {
    let Some(first) = stories.first() else { return Ok(Vec::new()) };
    let level = items::viewer(seen)?.level();
    let mut values = args![seen.community(), locale, level].to_vec();
    twenty(&mut values, stories, *first);
    let rows: Vec<(ItemId, String, String, String)> = seen.rows(&PLACES_OF, &values)?;
    let spot = |(story, slug, title, shape): (ItemId, String, String, String)| {
        let json = serde_json::from_str(&shape).unwrap_or_default();
        Spot { story, slug, title, shape: commons::ground::shape(&json) }
    };
    Ok(rows.into_iter().map(spot).collect())
}

/// A whole story but for its words. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn whole(seen: &Snapshot<'_>, id: ItemId) -> Result<Option<Whole>> {
    let rows: Vec<WholeRow> = seen.rows(&WHOLE, &args![seen.community(), id])?;
    let Some(first) = rows.first() else { return Ok(None) };
    let era = Era { from: first.from, to: first.to, precision: first.precision };
    let (place_words, source) = (first.place_words.clone(), first.source.clone());
    let details = Details { era, place_words, source, leaving: first.leaving };
    let note = first.note.clone();
    let someone = |row: WholeRow| {
        let WholeRow { part, member, name, life, visible, .. } = row;
        part.map(|part| Someone { part, member, name, life, visible })
    };
    Ok(Some(Whole { details, note, people: rows.into_iter().filter_map(someone).collect() }))
}

/// Who is in a story. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn people(seen: &Snapshot<'_>, id: ItemId) -> Result<Vec<Someone>> {
    seen.rows(&PEOPLE, &args![seen.community(), id])
}

record! {
    struct PersonOf { item: ItemId, part: Part, member: Option<MemberId>, name: String, life: Life, visible: bool }
}

/// Which of these stories (twenty at most) may be printed: the teller and everybody living in it agreed to print, and
/// nobody took consent back. Nothing but the keys comes out, so nobody's leave is needed.
///
/// # Errors
/// Those of the store.
pub fn printable(seen: &Snapshot<'_>, stories: &[ItemId]) -> Result<Vec<ItemId>> {
    let Some(first) = stories.first() else { return Ok(Vec::new()) };
    let mut values = args![seen.community()].to_vec();
    twenty(&mut values, stories, *first);
    let people: Vec<PersonOf> = seen.rows(&PEOPLE_OF, &values)?;
    let consents = consent::of_items(seen, stories)?;
    let pictures = media::ids_of(seen, stories)?;
    let may = |story: &ItemId| {
        let own = people.iter().filter(|person| person.item == *story);
        let own: Vec<Someone> = own
            .map(|person| Someone {
                part: person.part,
                member: person.member,
                name: person.name.clone(),
                life: person.life,
                visible: person.visible,
            })
            .collect();
        let consents: Vec<&consent::Consent> =
            consents.iter().filter(|consent| consent.item == *story).collect();
        let of_it = pictures.iter().filter(|(item, _)| item == story);
        let pictures: Vec<media::MediaId> = of_it.map(|(_, picture)| *picture).collect();
        super::model::may_be_printed(&own, &pictures, &consents)
    };
    Ok(stories.iter().take(PAGE).copied().filter(may).collect())
}

/// Places a story is linked to.
///
/// # Errors
/// Those of the store.
pub fn linked(seen: &Snapshot<'_>, id: ItemId) -> Result<Vec<ItemId>> {
    let rows: Vec<(ItemId,)> = seen.rows(&LINKED, &args![seen.community(), id])?;
    Ok(rows.into_iter().map(|(place,)| place).collect())
}

/// The place at this address, for imports.
///
/// # Errors
/// Those of the store.
pub fn place_at(seen: &Snapshot<'_>, slug: &str) -> Result<Option<ItemId>> {
    Ok(seen.row::<(ItemId,)>(&PERMITTED_PLACE, &args![seen.community(), slug])?.map(|(id,)| id))
}

/// What a member told or began to tell. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn mine(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<InHand>> {
    seen.rows(&PERMITTED_MINE, &args![seen.community(), member])
}

/// What waits for the editors. The caller has decided that the actor is one.
///
/// # Errors
/// Those of the store.
pub fn waiting(seen: &Snapshot<'_>) -> Result<Vec<InHand>> {
    seen.rows(&PERMITTED_WAITING, &args![seen.community()])
}

/// The stories of a member who leaves.
///
/// # Errors
/// Those of the store.
pub fn of_owner(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(ItemId, Leaving)>> {
    seen.rows(&PERMITTED_OF_OWNER, &args![seen.community(), member])
}

/// Writes what a story is and who is in it. `id` is the permit's, or made in this very transaction.
///
/// # Errors
/// Those of the store.
pub fn put<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    details: &Details,
    people: &[Someone],
) -> Result<()> {
    let Details { era, place_words, source, leaving } = details;
    let community = tx.community();
    tx.exec(
        permit,
        &UPSERT,
        &args![community, id, era.from, era.to, era.precision, place_words, source, leaving],
    )?;
    tx.exec(permit, &DELETE_PEOPLE, &args![community, id])?;
    for (position, someone) in (0_i64..).zip(people) {
        let Someone { part, member, name, life, visible } = someone;
        let key = text::slug(name);
        tx.exec(
            permit,
            &INSERT_PERSON,
            &args![community, id, position, part, member, name, key, life, visible],
        )?;
    }
    Ok(())
}

/// Leaves a word for the author.
///
/// # Errors
/// Those of the store.
pub fn set_note<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: ItemId, note: &str) -> Result<()> {
    tx.exec(permit, &SET_NOTE, &args![tx.community(), id, note])?;
    Ok(())
}

/// A story stays without its teller's name.
///
/// # Errors
/// Those of the store.
pub fn unname_tellers<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: ItemId) -> Result<()> {
    tx.exec(permit, &UNNAME_TELLERS, &args![tx.community(), id])?;
    Ok(())
}

/// A member who leaves is named in nobody's story any more.
///
/// # Errors
/// Those of the store.
pub fn unname<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &UNNAME_MEMBER, &args![tx.community(), member])?;
    Ok(())
}

/// Blanks what a story is and who is in it.
///
/// # Errors
/// Those of the store.
pub fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: ItemId) -> Result<()> {
    tx.exec(permit, &ERASE, &args![tx.community(), id])?;
    tx.exec(permit, &DELETE_PEOPLE, &args![tx.community(), id])?;
    Ok(())
}
