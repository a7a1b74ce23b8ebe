//! Who comes on which day, who waits, and the secrets of personal calendars.

use super::Facts;
use kernel::{Day, ItemId, Key, MemberId, Time};
use store::{Act, Error, FromRow, Permit, Result, Snapshot, Statement, Tx, args, record, statements};

statements! {
    /// Somebody comes, or waits where there is no place.
    INSERT = "INSERT INTO programme_coming (community_id, id, date_id, day, member, guest, place, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Which places of a day are taken.
    TAKEN = "SELECT place FROM programme_coming
             WHERE community_id = $1 AND date_id = $2 AND day = $3 AND place IS NOT NULL ORDER BY place";
    /// The seat of a member on a day.
    OF_MEMBER = "SELECT id, day, place FROM programme_coming
                 WHERE community_id = $1 AND date_id = $2 AND day = $3 AND member = $4";
    /// The seat of a browser on a day.
    OF_GUEST = "SELECT id, day, place FROM programme_coming
                WHERE community_id = $1 AND date_id = $2 AND day = $3 AND guest = $4";
    /// How many come and wait, by day.
    COUNTS = "SELECT day, CAST(COUNT(place) AS BIGINT), CAST(COUNT(id) - COUNT(place) AS BIGINT)
              FROM programme_coming
              WHERE community_id = $1 AND date_id = $2 AND day >= $3 GROUP BY day ORDER BY day";
    /// How many come, by date and day, for lists.
    ALL_COUNTS = "SELECT date_id, day, CAST(COUNT(place) AS BIGINT) FROM programme_coming
                  WHERE community_id = $1 AND day >= $2 AND day <= $3 GROUP BY date_id, day";
    /// Everybody of a day, the first first: for host and desk.
    COMING = "SELECT c.id, c.member, m.name, c.place FROM programme_coming c
              LEFT JOIN member m ON m.community_id = c.community_id AND m.id = c.member
              WHERE c.community_id = $1 AND c.date_id = $2 AND c.day = $3
              ORDER BY c.created_at, c.id LIMIT 2000";
    /// The first who waits.
    NEXT_WAITING = "SELECT id, member FROM programme_coming
                    WHERE community_id = $1 AND date_id = $2 AND day = $3 AND place IS NULL
                      AND member IS NOT NULL
                    ORDER BY created_at, id LIMIT 1";
    /// Gives somebody who waits a place.
    GIVE_PLACE = "UPDATE programme_coming SET place = $3 WHERE community_id = $1 AND id = $2 AND place IS NULL";
    /// Takes somebody's seat away.
    REMOVE = "DELETE FROM programme_coming WHERE community_id = $1 AND id = $2";
    /// Who comes or waits on a day.
    MEMBERS_ON = "SELECT member FROM programme_coming
                  WHERE community_id = $1 AND date_id = $2 AND day = $3 AND member IS NOT NULL
                  ORDER BY created_at, id";
    /// Who comes or waits from a day on, and when.
    MEMBERS_FROM = "SELECT DISTINCT member, day FROM programme_coming
                    WHERE community_id = $1 AND date_id = $2 AND day >= $3 AND member IS NOT NULL
                    ORDER BY member, day";
    /// The days from one on for which anybody signed up.
    DAYS = "SELECT DISTINCT day FROM programme_coming WHERE community_id = $1 AND date_id = $2 AND day >= $3
            ORDER BY day";
    /// Everybody of a day goes along to another.
    MOVE_DAY = "UPDATE programme_coming SET day = $4 WHERE community_id = $1 AND date_id = $2 AND day = $3";
    /// Forgets everybody of a day.
    FORGET_DAY = "DELETE FROM programme_coming WHERE community_id = $1 AND date_id = $2 AND day = $3";
    /// Forgets everybody of a date.
    FORGET_DATE = "DELETE FROM programme_coming WHERE community_id = $1 AND date_id = $2";
    /// Days before one for which anybody signed up, by date.
    PAST = "SELECT DISTINCT date_id, day FROM programme_coming WHERE community_id = $1 AND day < $2
            ORDER BY day, date_id LIMIT 2000";
    /// The guest who said so last.
    LAST_GUEST = "SELECT id, day, place FROM programme_coming
                  WHERE community_id = $1 AND date_id = $2 AND day = $3 AND guest IS NOT NULL
                  ORDER BY created_at DESC, id DESC LIMIT 1";
    /// Where a member comes or waits: past ones are forgotten after a while.
    SEATS = "SELECT id, date_id, day, place FROM programme_coming
             WHERE community_id = $1 AND member = $2 ORDER BY day, id";
    /// Where a member comes or waits since a moment.
    SEATS_SINCE = "SELECT id, date_id, day, place FROM programme_coming
                   WHERE community_id = $1 AND member = $2 AND created_at >= $3 ORDER BY day, id LIMIT 20";
    /// Another secret instead of the one before.
    PUT_FEED = "INSERT INTO programme_feed (community_id, member, secret_hash, created_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (community_id, member) DO UPDATE SET secret_hash = excluded.secret_hash,
                  created_at = excluded.created_at";
    /// No calendar any more.
    DROP_FEED = "DELETE FROM programme_feed WHERE community_id = $1 AND member = $2";
    /// Whose calendar this secret opens.
    FEED = "SELECT member FROM programme_feed WHERE community_id = $1 AND secret_hash = $2";
    /// Since when a member has one.
    SHARED = "SELECT created_at FROM programme_feed WHERE community_id = $1 AND member = $2";
}

record! {
    /// Somebody's own seat: a place, or none while they wait.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Seat {
        /// Its key.
        pub id: Key,
        /// On which day.
        pub day: Day,
        /// Which place.
        pub place: Option<i64>,
    }
}

record! {
    /// How many come on a day.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Count {
        /// The day.
        pub day: Day,
        /// So many have a place.
        pub come: i64,
        /// So many wait.
        pub wait: i64,
    }
}

record! {
    /// One of those of a day, for host and desk.
    #[derive(Clone, Debug)]
    pub struct Comes {
        /// Their seat.
        pub id: Key,
        /// Who; nobody where they have no account.
        pub member: Option<MemberId>,
        /// What they are called.
        pub name: Option<String>,
        /// Which place; none while they wait.
        pub place: Option<i64>,
    }
}

record! {
    /// Where a member comes or waits.
    #[derive(Clone, Copy, Debug)]
    pub struct Shared {
        /// Their seat.
        pub id: Key,
        /// To what.
        pub date: ItemId,
        /// On which day.
        pub day: Day,
        /// Which place; none while they wait.
        pub place: Option<i64>,
    }
}

/// One who comes: a member, or a browser without an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// A member.
    Member(MemberId),
    /// A browser, as a number of its own for each day.
    Guest(&'a [u8]),
}

/// Somebody's own seat on a day.
///
/// # Errors
/// Those of the store.
pub fn own(seen: &Snapshot<'_>, date: ItemId, day: Day, whose: Whose<'_>) -> Result<Option<Seat>> {
    match whose {
        Whose::Member(member) => seen.row(&OF_MEMBER, &args![seen.community(), date, day, member]),
        Whose::Guest(guest) => seen.row(&OF_GUEST, &args![seen.community(), date, day, *guest]),
    }
}

/// Which places of a day are taken, in order.
///
/// # Errors
/// Those of the store.
pub fn taken(seen: &Snapshot<'_>, date: ItemId, day: Day) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = seen.rows(&TAKEN, &args![seen.community(), date, day])?;
    Ok(rows.into_iter().map(|(place,)| place).collect())
}

/// Rows of days, from the first on that may be to come, and whether each really is. Seats stand under the day by which
/// the series knows them: whoever asks who is still to come asks here, so that nobody whose day was moved is forgotten.
fn ahead<T: FromRow>(
    seen: &Snapshot<'_>,
    statement: &Statement,
    facts: &Facts,
    day: impl Fn(&T) -> Day,
) -> Result<Vec<T>> {
    let (plan, now) = (&facts.details.plan, seen.now());
    let mut rows: Vec<T> = seen.rows(statement, &args![seen.community(), facts.id, plan.since(now)])?;
    rows.retain(|row| plan.ahead(day(row), now));
    Ok(rows)
}

/// How many come and wait, on the days that are still to come.
///
/// # Errors
/// Those of the store.
pub fn counts(seen: &Snapshot<'_>, facts: &Facts) -> Result<Vec<Count>> {
    ahead(seen, &COUNTS, facts, |count: &Count| count.day)
}

/// How many come to everything there is, from one day of its series to another.
///
/// # Errors
/// Those of the store.
pub fn counts_of(seen: &Snapshot<'_>, from: Day, until: Day) -> Result<Vec<(ItemId, Day, i64)>> {
    seen.rows(&ALL_COUNTS, &args![seen.community(), from, until])
}

/// Everybody of a day. The caller has decided that the actor may see them.
///
/// # Errors
/// Those of the store.
pub fn coming(seen: &Snapshot<'_>, date: ItemId, day: Day) -> Result<Vec<Comes>> {
    seen.rows(&COMING, &args![seen.community(), date, day])
}

/// The first who waits.
///
/// # Errors
/// Those of the store.
pub fn next_waiting(seen: &Snapshot<'_>, date: ItemId, day: Day) -> Result<Option<(Key, MemberId)>> {
    seen.row(&NEXT_WAITING, &args![seen.community(), date, day])
}

fn keys<T: From<Key>>(rows: Vec<(Key,)>) -> Vec<T> {
    rows.into_iter().map(|(key,)| T::from(key)).collect()
}

/// Who comes or waits on a day.
///
/// # Errors
/// Those of the store.
pub fn members_on(seen: &Snapshot<'_>, date: ItemId, day: Day) -> Result<Vec<MemberId>> {
    Ok(keys(seen.rows(&MEMBERS_ON, &args![seen.community(), date, day])?))
}

/// Who comes or waits on days that are still to come, each once.
///
/// # Errors
/// Those of the store.
pub fn members_ahead(seen: &Snapshot<'_>, facts: &Facts) -> Result<Vec<MemberId>> {
    let rows: Vec<(MemberId, Day)> = ahead(seen, &MEMBERS_FROM, facts, |(_, day)| *day)?;
    let mut members: Vec<MemberId> = rows.into_iter().map(|(member, _)| member).collect();
    members.dedup();
    Ok(members)
}

/// The days that are still to come and for which anybody signed up.
///
/// # Errors
/// Those of the store.
pub fn days_ahead(seen: &Snapshot<'_>, facts: &Facts) -> Result<Vec<Day>> {
    let rows: Vec<(Day,)> = ahead(seen, &DAYS, facts, |(day,)| *day)?;
    Ok(rows.into_iter().map(|(day,)| day).collect())
}

/// Days of series before one for which anybody signed up.
///
/// # Errors
/// Those of the store.
pub fn days_before(seen: &Snapshot<'_>, before: Day) -> Result<Vec<(ItemId, Day)>> {
    seen.rows(&PAST, &args![seen.community(), before])
}

/// The seat of the guest who said so last.
///
/// # Errors
/// Those of the store.
pub fn last_guest(seen: &Snapshot<'_>, date: ItemId, day: Day) -> Result<Option<Seat>> {
    seen.row(&LAST_GUEST, &args![seen.community(), date, day])
}

/// Where a member comes or waits. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn seats_of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Shared>> {
    seen.rows(&SEATS, &args![seen.community(), member])
}

/// Where a member said since a moment that they come. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn seats_since(seen: &Snapshot<'_>, member: MemberId, since: Time) -> Result<Vec<Shared>> {
    seen.rows(&SEATS_SINCE, &args![seen.community(), member, since])
}

/// Whose calendar a secret opens.
///
/// # Errors
/// Those of the store.
pub fn feed(seen: &Snapshot<'_>, hash: &[u8]) -> Result<Option<MemberId>> {
    Ok(seen.row::<(MemberId,)>(&FEED, &args![seen.community(), *hash])?.map(|(member,)| member))
}

/// Since when a member has a calendar of their own.
///
/// # Errors
/// Those of the store.
pub fn shared(seen: &Snapshot<'_>, member: MemberId) -> Result<Option<Time>> {
    Ok(seen.row::<(Time,)>(&SHARED, &args![seen.community(), member])?.map(|(at,)| at))
}

/// A place that somebody took a moment ago is looked for again: another one may be free.
fn again(error: Error) -> Error {
    match &error {
        Error::Taken { table, key } if table == "programme_coming" && key.ends_with("place") => Error::Again,
        _ => error,
    }
}

/// Somebody comes on a day, or waits where there is no place.
///
/// # Errors
/// [`Error::Taken`] when they are there already; those of the store.
pub fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    date: ItemId,
    day: Day,
    whose: Whose<'_>,
    place: Option<i64>,
) -> Result<()> {
    let (member, guest) = match whose {
        Whose::Member(member) => (Some(member), None),
        Whose::Guest(guest) => (None, Some(guest.to_vec())),
    };
    let values = args![tx.community(), tx.new_key(), date, day, member, guest, place, tx.now()];
    tx.exec(permit, &INSERT, &values).map_err(again)?;
    Ok(())
}

/// Gives somebody who waits a place.
///
/// # Errors
/// Those of the store.
pub fn give_place<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, seat: Key, place: i64) -> Result<()> {
    tx.exec(permit, &GIVE_PLACE, &args![tx.community(), seat, place]).map_err(again)?;
    Ok(())
}

/// Takes somebody's seat away.
///
/// # Errors
/// [`kernel::Code::Conflict`] when it is gone already; those of the store.
pub fn remove<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, seat: Key) -> Result<()> {
    tx.exec_one(permit, &REMOVE, &args![tx.community(), seat])
}

/// Everybody of a day goes along to another.
///
/// # Errors
/// Those of the store.
pub fn move_day<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    date: ItemId,
    from: Day,
    to: Day,
) -> Result<()> {
    tx.exec(permit, &MOVE_DAY, &args![tx.community(), date, from, to])?;
    Ok(())
}

/// Forgets everybody of a day that is no more.
///
/// # Errors
/// Those of the store.
pub fn let_go<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, date: ItemId, day: Day) -> Result<()> {
    tx.exec(permit, &FORGET_DAY, &args![tx.community(), date, day])?;
    Ok(())
}

pub(super) fn forget_date<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, date: ItemId) -> Result<()> {
    tx.exec(permit, &FORGET_DATE, &args![tx.community(), date])?;
    Ok(())
}

/// Keeps the hash of a new secret; the one before opens nothing any more.
///
/// # Errors
/// Those of the store.
pub fn put_feed<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
    hash: &[u8],
) -> Result<()> {
    tx.exec(permit, &PUT_FEED, &args![tx.community(), member, *hash, tx.now()])?;
    Ok(())
}

/// Nobody's secret opens a member's calendar any more.
///
/// # Errors
/// Those of the store.
pub fn drop_feed<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &DROP_FEED, &args![tx.community(), member])?;
    Ok(())
}
