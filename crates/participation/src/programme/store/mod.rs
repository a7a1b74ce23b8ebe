//! The rows of dates, of those who come, and of personal calendars.

mod coming;

pub use coming::{
    Comes, Count, Seat, Shared, Whose, coming, counts, counts_of, days_ahead, days_before, drop_feed, feed,
    give_place, insert, last_guest, let_go, members_ahead, members_on, move_day, next_waiting, own, put_feed,
    remove, seats_of, seats_since, shared, taken,
};

use super::choices::{join, split};
use super::model::{Details, Hour, Plan, Series, State, read_exceptions, write_exceptions};
use commons::items::{self, Stage};
use kernel::{Day, ItemId, Locale, MemberId, Time};
use serde_json::{Value, json};
use store::{Act, FromRow, Permit, Result, Row, Snapshot, Tx, args, record, statements};

/// The columns that make [`Details`], in the order in which they are read.
macro_rules! details {
    () => {
        "p.first, p.from_hour, p.to_hour, p.weekly, p.last, p.exceptions, p.place, p.place_words, p.for_whom, p.cost,
         p.amount, p.access, p.languages, p.places"
    };
}
/// The columns that make [`Facts`].
macro_rules! facts {
    () => {
        concat!(
            "SELECT i.id, i.slug, i.owner, i.origin, i.stage, i.version, i.sample, p.state, p.sequence, p.was,
               p.changed_at, ",
            details!(),
            " FROM programme p JOIN item i ON i.community_id = p.community_id AND i.id = p.id "
        )
    };
}

/// What makes [`Listed`], with the name of its place, of everything that is not over.
macro_rules! listed {
    ($which:literal) => {
        concat!(
            "SELECT i.id, i.slug, i.owner, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
               COALESCE(w.summary, o.summary), i.sample, p.state, p.sequence, p.changed_at,
               COALESCE(qw.title, qo.title, ''), COALESCE(q.slug, ''), i.published_at, ",
            details!(),
            " FROM programme p
              JOIN item i ON i.community_id = p.community_id AND i.id = p.id
              JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                AND o.ease = 'plain'
              LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
                AND w.ease = 'plain'
              LEFT JOIN item q ON q.community_id = p.community_id AND q.id = p.place AND {visible q $3}
              LEFT JOIN item_text qo ON qo.community_id = q.community_id AND qo.item_id = q.id
                AND qo.lang = q.origin AND qo.ease = 'plain'
              LEFT JOIN item_text qw ON qw.community_id = q.community_id AND qw.item_id = q.id
                AND qw.lang = $2 AND qw.ease = 'plain'
              WHERE p.community_id = $1 AND p.state IN ('on', 'called_off') AND {visible i $3} ",
            $which
        )
    };
}

statements! {
    /// Writes what a date is.
    INSERT = "INSERT INTO programme (community_id, id, first, from_hour, to_hour, weekly, last, exceptions, place,
                place_words, for_whom, cost, amount, access, languages, places, over_at, state, sequence, was,
                changed_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'on', 0, '', $18)";
    /// Rewrites it, and notes what it was.
    UPDATE = "UPDATE programme SET first = $3, from_hour = $4, to_hour = $5, weekly = $6, last = $7, exceptions = $8,
                place = $9, place_words = $10, for_whom = $11, cost = $12, amount = $13, access = $14,
                languages = $15, places = $16, over_at = $17, changed_at = $18, was = $19, sequence = sequence + 1
              WHERE community_id = $1 AND id = $2";
    /// What is different on some days.
    SET_EXCEPTIONS = "UPDATE programme SET exceptions = $3, over_at = $4, changed_at = $5, sequence = sequence + 1
                      WHERE community_id = $1 AND id = $2";
    /// Passes to another state.
    PASS = "UPDATE programme SET state = $3, over_at = $4, changed_at = $5, sequence = sequence + 1
            WHERE community_id = $1 AND id = $2 AND state = $6";
    /// What decisions rest on: for permits, so without visibility.
    PERMITTED_FACTS = concat!(facts!(), "WHERE p.community_id = $1 AND p.id = $2");
    /// The same by address.
    PERMITTED_FACTS_BY_SLUG = concat!(facts!(), "WHERE p.community_id = $1 AND i.kind = 'date' AND i.slug = $2");
    /// Those for which anybody signed up in a while.
    PERMITTED_SIGNED_UP = concat!(facts!(), "WHERE p.community_id = $1 AND p.id IN (SELECT c.date_id
        FROM programme_coming c WHERE c.community_id = $1 AND c.day >= $2 AND c.day <= $3)");
    /// Everything that is not over, the newest first.
    LIST = listed!("ORDER BY p.id DESC LIMIT 2000");
    /// One of these, by its address.
    LISTED = listed!("AND i.kind = 'date' AND i.slug = $4");
    /// Those of these that are at a place.
    AT_PLACE = listed!("AND p.place = $4 ORDER BY p.id DESC LIMIT 200");
    /// The places of the neighbourhood by name, to choose from.
    PLACES = "SELECT i.id, COALESCE(w.title, o.title), i.slug
              FROM item i
              JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                AND o.ease = 'plain'
              LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
                AND w.ease = 'plain'
              WHERE i.community_id = $1 AND i.kind = 'place' AND {visible i $3}
              ORDER BY o.sort_key, i.id LIMIT 2000";
    /// What is past its end.
    PERMITTED_OVER = "SELECT id FROM programme
                      WHERE community_id = $1 AND state IN ('on', 'called_off') AND over_at < $2
                      ORDER BY over_at LIMIT 500";
    /// What a member hosts, newest first.
    PERMITTED_OWNED = "SELECT i.id, i.slug, o.title, o.lang, p.state
                       FROM item i
                       JOIN programme p ON p.community_id = i.community_id AND p.id = i.id
                       JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                         AND o.ease = 'plain'
                       WHERE i.community_id = $1 AND i.owner = $2 AND i.stage <> 'erased'
                       ORDER BY i.created_at DESC, i.id DESC LIMIT $3";
    /// Everything a member hosts, for when they leave.
    PERMITTED_HOSTED = "SELECT i.id FROM item i JOIN programme p ON p.community_id = i.community_id AND p.id = i.id
                        WHERE i.community_id = $1 AND i.owner = $2 AND i.stage <> 'erased' ORDER BY i.id";
    /// Takes what a date is back to nothing.
    BLANK = "UPDATE programme SET state = 'withdrawn', exceptions = '[]', place = NULL, place_words = '', was = '',
               over_at = NULL
             WHERE community_id = $1 AND id = $2";
}

fn read_details(row: &mut Row) -> Result<Details> {
    let series = Series {
        first: row.read()?,
        from: row.read()?,
        to: row.read::<String>()?.parse::<Hour>().ok(),
        weekly: row.read()?,
        last: row.read()?,
    };
    Ok(Details {
        plan: Plan { series, exceptions: read_exceptions(&row.read::<String>()?) },
        place: row.read()?,
        place_words: row.read()?,
        for_whom: row.read()?,
        cost: row.read()?,
        amount: row.read()?,
        access: split(&row.read::<String>()?),
        languages: split(&row.read::<String>()?),
        places: row.read()?,
    })
}

/// What decisions on a date rest on.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its key.
    pub id: ItemId,
    /// Its address below `/dates`.
    pub slug: String,
    /// Who hosts it.
    pub owner: Option<MemberId>,
    /// Its first language.
    pub origin: Locale,
    /// Its item's stage.
    pub stage: Stage,
    /// Counts changes; forms carry the one they saw.
    pub version: i64,
    /// Invented, for trying out.
    pub sample: bool,
    /// How far it has come.
    pub state: State,
    /// Counts changes, for calendar programs.
    pub sequence: i64,
    /// What it was before the last change.
    pub was: Option<Was>,
    /// When it was last changed.
    pub changed_at: Time,
    /// What it is.
    pub details: Details,
}

impl FromRow for Facts {
    fn from_row(row: &mut Row) -> Result<Self> {
        Ok(Self {
            id: row.read()?,
            slug: row.read()?,
            owner: row.read()?,
            origin: row.read()?,
            stage: row.read()?,
            version: row.read()?,
            sample: row.read()?,
            state: row.read()?,
            sequence: row.read()?,
            was: Was::read(&row.read::<String>()?),
            changed_at: row.read()?,
            details: read_details(row)?,
        })
    }
}

/// When and where something was before it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Was {
    /// Days and hours.
    pub series: Series,
    /// Where, as its page said.
    pub place: String,
}

impl Was {
    fn written(&self) -> String {
        let Series { first, from, to, weekly, last } = &self.series;
        json!({
            "first": first.to_string(), "from": from.to_string(), "to": to.map(|to| to.to_string()),
            "weekly": weekly, "last": last.map(|last| last.to_string()), "place": self.place,
        })
        .to_string()
    }
    fn read(stored: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(stored).ok()?;
        let hour = |name: &str| json[name].as_str().and_then(|text| text.parse().ok());
        let series = Series {
            first: Day::parse(json["first"].as_str()?)?,
            from: hour("from")?,
            to: hour("to"),
            weekly: json["weekly"].as_bool()?,
            last: json["last"].as_str().and_then(Day::parse),
        };
        Some(Self { series, place: json["place"].as_str().unwrap_or_default().to_owned() })
    }
}

/// A date as lists, feeds and calendars show it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its key.
    pub id: ItemId,
    /// Its address below `/dates`.
    pub slug: String,
    /// Who hosts it.
    pub owner: Option<MemberId>,
    /// The language of title and summary.
    pub lang: Locale,
    /// One line.
    pub title: String,
    /// Its first sentences.
    pub summary: String,
    /// Invented, for trying out.
    pub sample: bool,
    /// How far it has come.
    pub state: State,
    /// Counts changes, for calendar programs.
    pub sequence: i64,
    /// When it was last changed.
    pub changed_at: Time,
    /// The name of its place; empty where it has none.
    pub place_name: String,
    /// The place's address below its kind's.
    pub place_slug: String,
    /// Since when it is public.
    pub published_at: Option<Time>,
    /// What it is.
    pub details: Details,
}

impl FromRow for Listed {
    fn from_row(row: &mut Row) -> Result<Self> {
        Ok(Self {
            id: row.read()?,
            slug: row.read()?,
            owner: row.read()?,
            lang: row.read()?,
            title: row.read()?,
            summary: row.read()?,
            sample: row.read()?,
            state: row.read()?,
            sequence: row.read()?,
            changed_at: row.read()?,
            place_name: row.read()?,
            place_slug: row.read()?,
            published_at: row.read()?,
            details: read_details(row)?,
        })
    }
}

impl Listed {
    /// Where, in one line.
    pub fn place(&self) -> String {
        in_one_line(&self.place_name, &self.details.place_words)
    }
}

/// A place and where exactly.
pub fn in_one_line(place: &str, words: &str) -> String {
    [place, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

record! {
    /// One of a member's own.
    #[derive(Clone, Debug)]
    pub struct Owned {
        /// Its key.
        pub id: ItemId,
        /// Its address below `/dates`.
        pub slug: String,
        /// One line.
        pub title: String,
        /// Its language.
        pub lang: Locale,
        /// How far it has come.
        pub state: State,
    }
}

record! {
    /// A place to choose.
    #[derive(Clone, Debug)]
    pub struct PlaceName {
        /// Its key.
        pub id: ItemId,
        /// What it is called.
        pub name: String,
        /// Its address below its kind's.
        pub slug: String,
    }
}

/// What decisions rest on; not found once it is erased.
///
/// # Errors
/// [`kernel::Code::NotFound`]; those of the store.
pub fn facts(seen: &Snapshot<'_>, id: ItemId) -> Result<Facts> {
    there(seen.row(&PERMITTED_FACTS, &args![seen.community(), id])?)
}

/// The same by address.
///
/// # Errors
/// [`kernel::Code::NotFound`]; those of the store.
pub fn facts_by_slug(seen: &Snapshot<'_>, slug: &str) -> Result<Facts> {
    there(seen.row(&PERMITTED_FACTS_BY_SLUG, &args![seen.community(), slug])?)
}

/// What took place from one day to another, and how many had said that they come: without what was called off,
/// withdrawn, or is not over.
///
/// # Errors
/// Those of the store.
pub fn took_place(seen: &Snapshot<'_>, from: Day, until: Day) -> Result<Vec<(ItemId, Day, i64)>> {
    let all: Vec<Facts> = seen.rows(&PERMITTED_SIGNED_UP, &args![seen.community(), from, until])?;
    let happened = |(id, day, _): &(ItemId, Day, i64)| {
        let facts = all.iter().find(|facts| facts.id == *id && facts.stage != Stage::Withdrawn);
        let at = facts.and_then(|facts| facts.details.plan.occurrence(*day));
        at.is_some_and(|at| !at.called_off && at.end() <= seen.now())
    };
    let mut counts = counts_of(seen, from, until)?;
    counts.retain(happened);
    Ok(counts)
}

fn there(facts: Option<Facts>) -> Result<Facts> {
    Ok(facts.filter(|facts| facts.stage != Stage::Erased).ok_or(kernel::Code::NotFound)?)
}

/// Everything that is not over.
///
/// # Errors
/// Those of the store.
pub fn list(seen: &Snapshot<'_>, locale: Locale) -> Result<Vec<Listed>> {
    let level = items::viewer(seen)?.level();
    seen.rows(&LIST, &args![seen.community(), locale, level])
}

/// One of everything that is not over, by its address.
///
/// # Errors
/// [`kernel::Code::NotFound`]; those of the store.
pub fn listed(seen: &Snapshot<'_>, slug: &str, locale: Locale) -> Result<Listed> {
    let level = items::viewer(seen)?.level();
    let one = seen.row(&LISTED, &args![seen.community(), locale, level, slug])?;
    Ok(one.ok_or(kernel::Code::NotFound)?)
}

/// Everything that is not over at a place.
///
/// # Errors
/// Those of the store.
pub fn at_place(seen: &Snapshot<'_>, place: ItemId, locale: Locale) -> Result<Vec<Listed>> {
    let level = items::viewer(seen)?.level();
    seen.rows(&AT_PLACE, &args![seen.community(), locale, level, place])
}

/// The places of the neighbourhood.
///
/// # Errors
/// Those of the store.
pub fn places(seen: &Snapshot<'_>, locale: Locale) -> Result<Vec<PlaceName>> {
    let level = items::viewer(seen)?.level();
    seen.rows(&PLACES, &args![seen.community(), locale, level])
}

/// What is past its end.
///
/// # Errors
/// Those of the store.
pub fn over(seen: &Snapshot<'_>) -> Result<Vec<ItemId>> {
    let rows: Vec<(ItemId,)> = seen.rows(&PERMITTED_OVER, &args![seen.community(), seen.now()])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What a member hosts. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn owned(seen: &Snapshot<'_>, owner: MemberId, most: i64) -> Result<Vec<Owned>> {
    seen.rows(&PERMITTED_OWNED, &args![seen.community(), owner, most])
}

/// Everything a member hosts. The caller has decided that the actor may take it away.
///
/// # Errors
/// Those of the store.
pub fn hosted(seen: &Snapshot<'_>, owner: MemberId) -> Result<Vec<ItemId>> {
    let rows: Vec<(ItemId,)> = seen.rows(&PERMITTED_HOSTED, &args![seen.community(), owner])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

fn values<'tx>(tx: &Tx<'tx>, id: ItemId, details: &Details) -> Vec<store::Value> {
    let Series { first, from, to, weekly, last } = &details.plan.series;
    let to = to.map(|to| to.to_string()).unwrap_or_default();
    let exceptions = write_exceptions(&details.plan.exceptions);
    let (access, languages) = (join(&details.access), join(&details.languages));
    let over_at = details.plan.over_at();
    let Details { place, place_words, for_whom, cost, amount, places, .. } = details;
    let head = args![tx.community(), id, first, from, to, weekly, last, exceptions, place, place_words];
    let tail = args![for_whom, cost, amount, access, languages, places, over_at, tx.now()];
    [head.to_vec(), tail.to_vec()].concat()
}

/// Writes what a date is.
///
/// # Errors
/// Those of the store.
pub fn create<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    details: &Details,
) -> Result<()> {
    tx.exec(permit, &INSERT, &values(tx, id, details))?;
    Ok(())
}

/// Rewrites it, and notes what it was.
///
/// # Errors
/// Those of the store.
pub fn update<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    details: &Details,
    was: Option<&Was>,
) -> Result<()> {
    let mut values = values(tx, id, details);
    values.extend(args![was.map(Was::written).unwrap_or_default()]);
    tx.exec(permit, &UPDATE, &values)?;
    Ok(())
}

/// Writes what is different on some days.
///
/// # Errors
/// Those of the store.
pub fn set_exceptions<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    plan: &Plan,
) -> Result<()> {
    let exceptions = write_exceptions(&plan.exceptions);
    tx.exec(permit, &SET_EXCEPTIONS, &args![tx.community(), id, exceptions, plan.over_at(), tx.now()])?;
    Ok(())
}

/// Passes to another state; it leaves the lists at a moment.
///
/// # Errors
/// [`kernel::Code::Conflict`] when somebody else was faster; those of the store.
pub fn pass<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    to: State,
    over_at: Option<Time>,
) -> Result<()> {
    tx.exec_one(permit, &PASS, &args![tx.community(), facts.id, to, over_at, tx.now(), facts.state])
}

/// Takes what a date is back to nothing, and forgets who came.
///
/// # Errors
/// Those of the store.
pub fn blank<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: ItemId) -> Result<()> {
    tx.exec(permit, &BLANK, &args![tx.community(), id])?;
    coming::forget_date(tx, permit, id)
}

/// Every statement of this slice.
pub static ALL: &[&store::Statement] = &{
    let mut all = [STATEMENTS[0]; STATEMENTS.len() + coming::STATEMENTS.len()];
    let mut at = 0;
    while at < STATEMENTS.len() {
        all[at] = STATEMENTS[at];
        at += 1;
    }
    while at < all.len() {
        all[at] = coming::STATEMENTS[at - STATEMENTS.len()];
        at += 1;
    }
    all
};
