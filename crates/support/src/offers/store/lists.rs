//! Needs and offers in lists: for everybody, for their owners, for the desk.

use crate::offers::model::{AnswerId, AnswerState, ForWhom, Hours, Kind, Side, State, WhoMayCome};
use commons::items;
use kernel::{Day, ItemId, Key, Locale, MemberId, Time};
use store::{Result, Snapshot, args, record, statements};

statements! {
    /// A page of a list, newest first; kind, area and for whom may be '' for all.
    LIST = "SELECT i.id, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title), COALESCE(w.summary, o.summary),
              p.side, p.kind, p.hours, p.for_whom, p.who_may_come, p.area, p.until, p.places, p.first_come,
              i.sample, i.published_at
            FROM offer p
            JOIN item i ON i.community_id = p.community_id AND i.id = p.id
            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
              AND o.ease = 'plain'
            LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
              AND w.ease = 'plain'
            WHERE p.community_id = $1 AND p.side = $3 AND p.state = 'open' AND p.desk_only = 0
              AND {visible i $4 $10}
              AND ($5 = '' OR p.kind = $5) AND ($6 = '' OR p.area = $6) AND ($7 = '' OR p.for_whom = $7)
              AND p.id < $8
            ORDER BY p.id DESC LIMIT $9";
    /// What a member asks for and gives, newest first.
    PERMITTED_MINE = "SELECT i.id, o.title, p.side, p.state, p.until, p.desk_only,
                        CASE WHEN i.stage = 'withdrawn' AND p.state <> 'withdrawn' THEN 1 ELSE 0 END,
                        CAST((SELECT COUNT(*) FROM offer_answer a
                              WHERE a.community_id = p.community_id AND a.offer_id = p.id
                                AND a.state = 'waiting') AS BIGINT)
                      FROM item i
                      JOIN offer p ON p.community_id = i.community_id AND p.id = i.id
                      JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                        AND o.lang = i.origin AND o.ease = 'plain'
                      WHERE i.community_id = $1 AND i.owner = $2 AND i.stage <> 'erased'
                      ORDER BY i.created_at DESC, i.id DESC LIMIT $3";
    /// What a member answered, newest first.
    PERMITTED_MY_ANSWERS = "SELECT a.id, o.title, o.lang, a.state, p.state
                            FROM offer_answer a
                            JOIN offer p ON p.community_id = a.community_id AND p.id = a.offer_id
                            JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                              AND o.lang = i.origin AND o.ease = 'plain'
                            WHERE a.community_id = $1 AND a.member = $2
                            ORDER BY a.created_at DESC, a.id DESC LIMIT $3";
    /// Open needs for the desk: those for it alone, and those in sight without an answer since a day; oldest first.
    PERMITTED_FOR_DESK = "SELECT i.id, o.title, o.lang, p.kind, p.area, p.until, p.desk_only, i.created_at, m.name
                          FROM offer p
                          JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                          JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                            AND o.lang = i.origin AND o.ease = 'plain'
                          LEFT JOIN member m ON m.community_id = i.community_id AND m.id = i.owner
                          WHERE p.community_id = $1 AND p.side = 'need' AND p.state = 'open'
                            AND (p.desk_only = 1 OR (i.created_at < $2 AND i.stage = 'live' AND NOT EXISTS
                              (SELECT 1 FROM offer_answer a WHERE a.community_id = p.community_id
                                 AND a.offer_id = p.id AND a.state IN ('waiting', 'accepted'))))
                          ORDER BY p.desk_only DESC, p.id LIMIT 100";
}

record! {
    /// A need or an offer as lists and feeds show it. No name: that stands on its page, for members.
    #[derive(Clone, Debug)]
    pub struct Listed {
        /// Its key, also its address below `/offers`.
        pub id: ItemId,
        /// The language of title and summary.
        pub lang: Locale,
        /// One line.
        pub title: String,
        /// Its first sentences.
        pub summary: String,
        /// Which list.
        pub side: Side,
        /// What.
        pub kind: Kind,
        /// When.
        pub hours: Hours,
        /// For whom.
        pub for_whom: ForWhom,
        /// Who may come.
        pub who_may_come: WhoMayCome,
        /// In which area.
        pub area: String,
        /// The last day.
        pub until: Day,
        /// How many answers can be accepted.
        pub places: i64,
        /// Who answers has a place at once.
        pub first_come: bool,
        /// Invented, for trying out.
        pub sample: bool,
        /// Since when it is public.
        pub published_at: Option<Time>,
    }
}

record! {
    /// One of a member's own.
    #[derive(Clone, Debug)]
    pub struct Mine {
        /// Its key.
        pub id: ItemId,
        /// One line.
        pub title: String,
        /// Which list.
        pub side: Side,
        /// How far it has come.
        pub state: State,
        /// The last day.
        pub until: Day,
        /// Seen by the desk alone.
        pub desk_only: bool,
        /// A decision hides it from everybody else.
        pub hidden: bool,
        /// Answers that wait for a decision.
        pub waiting: i64,
    }
}

record! {
    /// One of a member's own answers.
    #[derive(Clone, Debug)]
    pub struct MyAnswer {
        /// Its key.
        pub id: AnswerId,
        /// What it answers.
        pub title: String,
        /// The language of the title.
        pub lang: Locale,
        /// How far it has come.
        pub state: AnswerState,
        /// How far what it answers has come.
        pub offer: State,
    }
}

record! {
    /// A need as the desk's list shows it.
    #[derive(Clone, Debug)]
    pub struct ForDesk {
        /// Its key.
        pub id: ItemId,
        /// One line.
        pub title: String,
        /// Its language.
        pub lang: Locale,
        /// What.
        pub kind: Kind,
        /// In which area.
        pub area: String,
        /// The last day.
        pub until: Day,
        /// Seen by the desk alone.
        pub desk_only: bool,
        /// Since when.
        pub at: Time,
        /// Whose it is.
        pub name: Option<String>,
    }
}

/// Which of a list are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter<'a> {
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only in this area; empty: everywhere.
    pub area: &'a str,
    /// Only for these.
    pub for_whom: Option<ForWhom>,
}

/// The newest open ones of a side that others may see.
///
/// # Errors
/// Those of the store.
pub fn list(
    seen: &Snapshot<'_>,
    side: Side,
    locale: Locale,
    filter: Filter<'_>,
    after: Option<ItemId>,
    limit: i64,
) -> Result<Vec<Listed>> {
    let level = items::viewer(seen)?.level();
    let kind = filter.kind.map_or("", Kind::word);
    let for_whom = filter.for_whom.map_or("", ForWhom::word);
    let before = after.unwrap_or(ItemId(Key(u128::MAX)));
    let viewer = seen.actor().acting().unwrap_or(items::NOBODY);
    let values =
        args![seen.community(), locale, side, level, kind, filter.area, for_whom, before, limit, viewer];
    seen.rows(&LIST, &values)
}

/// The newest of a side, for the first page.
///
/// # Errors
/// Those of the store.
pub fn newest(seen: &Snapshot<'_>, side: Side, locale: Locale, limit: i64) -> Result<Vec<Listed>> {
    list(seen, side, locale, Filter::default(), None, limit)
}

/// What a member asks for and gives. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn mine(seen: &Snapshot<'_>, member: MemberId, most: i64) -> Result<Vec<Mine>> {
    seen.rows(&PERMITTED_MINE, &args![seen.community(), member, most])
}

/// What a member answered. The caller has decided that the actor may see it.
///
/// # Errors
/// Those of the store.
pub fn my_answers(seen: &Snapshot<'_>, member: MemberId, most: i64) -> Result<Vec<MyAnswer>> {
    seen.rows(&PERMITTED_MY_ANSWERS, &args![seen.community(), member, most])
}

/// Needs for the desk. The caller has decided that the actor may see them.
///
/// # Errors
/// Those of the store.
pub fn for_desk(seen: &Snapshot<'_>) -> Result<Vec<ForDesk>> {
    seen.rows(&PERMITTED_FOR_DESK, &args![seen.community(), seen.now().plus_days(-3)])
}
