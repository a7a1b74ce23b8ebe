//! What a page about the whole neighbourhood reads of needs and offers: what waits today.

use super::model::Side;
use kernel::{Day, ItemId, Locale};
use store::{Result, Snapshot, args, record, statements};

statements! {
    /// Open ones that somebody should look at: needs for the desk alone, needs nobody has answered since a moment,
    /// and those that end by a day; the first to end first.
    pub PERMITTED_TODAY = "SELECT i.id, o.title, o.lang, p.side, p.until, p.desk_only,
                         CASE WHEN p.side = 'need' AND i.created_at < $2 AND NOT EXISTS
                           (SELECT 1 FROM offer_answer a WHERE a.community_id = p.community_id AND a.offer_id = p.id)
                           THEN 1 ELSE 0 END
                       FROM offer p
                       JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                       JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                         AND o.lang = i.origin AND o.ease = 'plain'
                       WHERE p.community_id = $1 AND p.state = 'open'
                         AND (p.until <= $3 OR p.desk_only = 1 OR (p.side = 'need' AND i.created_at < $2 AND NOT EXISTS
                           (SELECT 1 FROM offer_answer a WHERE a.community_id = p.community_id AND a.offer_id = p.id)))
                       ORDER BY p.until, p.id LIMIT 200";
}

/// A need without an answer is old after so many days.
pub const UNANSWERED_DAYS: i64 = 3;

record! {
    /// An open need or offer that somebody should look at.
    #[derive(Clone, Debug)]
    pub struct AtHand {
        /// Its key.
        pub id: ItemId,
        /// One line.
        pub title: String,
        /// Its language.
        pub lang: Locale,
        /// Which list.
        pub side: Side,
        /// The last day.
        pub until: Day,
        /// Seen by the desk alone.
        pub desk_only: bool,
        /// A need nobody has answered for three days.
        pub unanswered: bool,
    }
}

/// Open needs and offers that somebody should look at today. The caller has decided that the actor may; what is for
/// the desk alone must be shown to it alone.
///
/// # Errors
/// Those of the store.
pub fn at_hand(seen: &Snapshot<'_>, ends_by: Day) -> Result<Vec<AtHand>> {
    let since = seen.now().plus_days(-UNANSWERED_DAYS);
    seen.rows(&PERMITTED_TODAY, &args![seen.community(), since, ends_by])
}
