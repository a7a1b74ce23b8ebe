//! What is counted: one statement a table, each along an index.

use super::model::{Months, Topic};
use kernel::{Key, Time};
use store::{Result, Snapshot, Value, args, statements};

/// In which of thirteen months a moment lies, by the moments at which the last twelve begin ($3 to $14).
macro_rules! month {
    ($column:literal) => {
        concat!(
            "CASE WHEN ",
            $column,
            " < $3 THEN 0 WHEN ",
            $column,
            " < $4 THEN 1 WHEN ",
            $column,
            " < $5 THEN 2 WHEN ",
            $column,
            " < $6 THEN 3 WHEN ",
            $column,
            " < $7 THEN 4 WHEN ",
            $column,
            " < $8 THEN 5 WHEN ",
            $column,
            " < $9 THEN 6 WHEN ",
            $column,
            " < $10 THEN 7 WHEN ",
            $column,
            " < $11 THEN 8 WHEN ",
            $column,
            " < $12 THEN 9 WHEN ",
            $column,
            " < $13 THEN 10 WHEN ",
            $column,
            " < $14 THEN 11 ELSE 12 END"
        )
    };
}

statements! {
    /// What people did, by month and road. Keys of the journal sort by time, so its own key is the index.
    ROADS = concat!("SELECT ", month!("j.at"), ", j.channel, COUNT(*) FROM journal j
                     WHERE j.community_id = $1 AND j.id >= $2 AND j.channel IN ('web', 'desk', 'paper', 'phone', 'api')
                       AND j.who_kind IN ('visitor', 'member', 'code')
                     GROUP BY 1, 2");
    /// Needs by the month in which they were asked and the farthest they came; what is for the desk alone is in no
    /// count. Keys of needs sort by time too.
    PERMITTED_NEEDS = concat!("SELECT ", month!("i.created_at"), ",
                       CASE WHEN p.state = 'done' THEN 'done'
                         WHEN EXISTS (SELECT 1 FROM offer_answer a WHERE a.community_id = p.community_id
                           AND a.offer_id = p.id AND a.state = 'accepted') THEN 'agreed'
                         WHEN EXISTS (SELECT 1 FROM offer_answer a WHERE a.community_id = p.community_id
                           AND a.offer_id = p.id) THEN 'answered'
                         ELSE 'asked' END,
                       COUNT(*)
                     FROM offer p JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                     WHERE p.community_id = $1 AND p.id >= $2 AND p.side = 'need' AND p.desk_only = 0
                       AND p.state <> 'draft' AND i.stage <> 'erased'
                     GROUP BY 1, 2");
    /// Published stories by month and the language they were told in.
    PERMITTED_STORIES = concat!("SELECT ", month!("i.published_at"), ", i.origin, COUNT(*) FROM item i
                     WHERE i.community_id = $1 AND i.kind = 'story' AND i.stage = 'live' AND i.published_at >= $2
                     GROUP BY 1, 2");
    /// People by the language they chose.
    PEOPLE = "SELECT 0, locale, COUNT(*) FROM member
              WHERE community_id = $1 AND state = 'active' AND kind = 'person' GROUP BY locale";
    /// Since when the neighbourhood is there.
    SINCE = "SELECT created FROM community WHERE community_id = $1";
}

/// Counted words by month: `(month, word, count)`.
pub type Found = Vec<(i64, String, i64)>;

/// Counts one table. No row holds anything of a person.
///
/// # Errors
/// Those of the store.
pub fn count(seen: &Snapshot<'_>, topic: Topic, months: &Months) -> Result<Found> {
    let starts = months.starts();
    let first = starts.first().copied().unwrap_or(seen.now());
    let values = |since: Value| -> Vec<Value> {
        let mut values = args![seen.community()].to_vec();
        values.push(since);
        values.extend(starts.iter().skip(1).flat_map(|start| args![*start].to_vec()));
        values
    };
    let one = |since: &[Value]| values(since.first().cloned().unwrap_or(Value::Null));
    match topic {
        Topic::Roads => seen.rows(&ROADS, &one(&args![first_key(first)])),
        Topic::Needs => seen.rows(&PERMITTED_NEEDS, &one(&args![first_key(first)])),
        Topic::Stories => seen.rows(&PERMITTED_STORIES, &one(&args![first])),
        Topic::People => seen.rows(&PEOPLE, &args![seen.community()]),
        Topic::Dates => dates(seen),
    }
}

/// Days of the last month on which something took place for which anybody signed up, and how many; they are forgotten
/// after it.
fn dates(seen: &Snapshot<'_>) -> Result<Found> {
    let today = seen.now().day();
    let days = participation::programme::store::took_place(seen, today.plus(-30), today)?;
    let came = days.iter().map(|(.., came)| came).sum();
    Ok(vec![(0, "days".to_owned(), days.len() as i64), (0, "came".to_owned(), came)])
}

/// The smallest key of a moment: those of the store sort by time.
fn first_key(at: Time) -> Key {
    Key(u128::from((at.micros().max(0) / 1000).unsigned_abs()) << 80)
}

/// Since when the neighbourhood is there.
///
/// # Errors
/// Those of the store.
pub fn since(seen: &Snapshot<'_>) -> Result<Time> {
    Ok(seen.row::<(Time,)>(&SINCE, &args![seen.community()])?.map_or(seen.now(), |(since,)| since))
}
