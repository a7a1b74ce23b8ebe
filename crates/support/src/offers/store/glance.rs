//! What pages about the whole neighbourhood read of needs and offers: what waits today, what may be printed.

use crate::offers::model::{Side, State};
use commons::items::Audience;
use kernel::{Day, ItemId, Locale, MemberId};
use store::{Result, Snapshot, args, record, statements};

statements! {
    /// Open ones in sight that somebody should look at: needs for the desk alone, needs without an answer since a
    /// moment (one that was taken back or declined is none), and those that end by a day; the first to end first.
    PERMITTED_TODAY = "SELECT i.id, o.title, o.lang, p.side, p.until, p.desk_only,
                         CASE WHEN p.side = 'need' AND i.created_at < $2 AND NOT EXISTS
                           (SELECT 1 FROM offer_answer a WHERE a.community_id = p.community_id AND a.offer_id = p.id
                             AND a.state IN ('waiting', 'accepted'))
                           THEN 1 ELSE 0 END
                       FROM offer p
                       JOIN item i ON i.community_id = p.community_id AND i.id = p.id
                       JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                         AND o.lang = i.origin AND o.ease = 'plain'
                       WHERE p.community_id = $1 AND p.state = 'open' AND (p.desk_only = 1 OR i.stage = 'live')
                         AND (p.until <= $3 OR p.desk_only = 1 OR (p.side = 'need' AND i.created_at < $2 AND NOT EXISTS
                           (SELECT 1 FROM offer_answer a WHERE a.community_id = p.community_id AND a.offer_id = p.id
                             AND a.state IN ('waiting', 'accepted'))))
                       ORDER BY p.until, p.id LIMIT 200";
    /// What may be printed, the newest first: open ones that last until a day, and public thanks; nothing for the desk
    /// alone, nothing that concerns children. `agreed`: whoever thanks and all who are thanked agreed to print.
    PRINTABLE = "SELECT i.id, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title), COALESCE(w.summary, o.summary),
           p.side, p.state, p.until, p.thanks, p.thanks_lang,
           CASE WHEN p.state = 'done' AND EXISTS (SELECT 1 FROM consent c WHERE c.community_id = i.community_id
               AND c.item_id = i.id AND c.member_id = i.owner AND c.in_print = 1 AND c.withdrawn_at IS NULL)
             AND NOT EXISTS (SELECT 1 FROM offer_answer a WHERE a.community_id = i.community_id AND a.offer_id = i.id
               AND a.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM consent c
                 WHERE c.community_id = i.community_id AND c.item_id = i.id AND c.member_id = a.member
                   AND c.in_print = 1 AND c.withdrawn_at IS NULL)) THEN 1 ELSE 0 END
         FROM offer p
         JOIN item i ON i.community_id = p.community_id AND i.id = p.id
         JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
           AND o.ease = 'plain'
         LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
           AND w.ease = 'plain'
         WHERE p.community_id = $1 AND p.desk_only = 0 AND p.for_whom <> 'children' AND {visible i $3}
           AND ((p.state = 'open' AND p.until >= $4)
             OR (p.state = 'done' AND p.thanks_public = 1 AND p.thanks <> '' AND p.until >= $5))
         ORDER BY p.id DESC LIMIT 60";
    /// Public thanks that both sides agreed to print, of these.
    THANKS_OF = "SELECT p.id, p.thanks, p.thanks_lang
         FROM offer p
         JOIN item i ON i.community_id = p.community_id AND i.id = p.id
         WHERE p.community_id = $1 AND p.desk_only = 0 AND p.for_whom <> 'children' AND {visible i $2}
           AND p.state = 'done' AND p.thanks_public = 1 AND p.thanks <> ''
           AND EXISTS (SELECT 1 FROM consent c WHERE c.community_id = i.community_id AND c.item_id = i.id
             AND c.member_id = i.owner AND c.in_print = 1 AND c.withdrawn_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM offer_answer a WHERE a.community_id = i.community_id AND a.offer_id = i.id
             AND a.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM consent c
               WHERE c.community_id = i.community_id AND c.item_id = i.id AND c.member_id = a.member
                 AND c.in_print = 1 AND c.withdrawn_at IS NULL))
           AND p.id IN ($3, $4, $5, $6, $7, $8, $9, $10)";
    /// Who thanks, and who is thanked, where thanks are public; each with whether they agreed to print.
    PERMITTED_PARTIES = "SELECT m.id, m.name, 1, CASE WHEN EXISTS (SELECT 1 FROM consent c
             WHERE c.community_id = i.community_id AND c.item_id = i.id AND c.member_id = m.id AND c.in_print = 1
               AND c.withdrawn_at IS NULL) THEN 1 ELSE 0 END
         FROM offer p
         JOIN item i ON i.community_id = p.community_id AND i.id = p.id
         JOIN member m ON m.community_id = i.community_id AND m.id = i.owner AND m.state = 'active'
         WHERE p.community_id = $1 AND p.id = $2 AND p.state = 'done' AND p.thanks_public = 1 AND p.desk_only = 0
           AND p.for_whom <> 'children' AND i.stage = 'live'
         UNION ALL
         SELECT m.id, m.name, 0, CASE WHEN EXISTS (SELECT 1 FROM consent c
             WHERE c.community_id = a.community_id AND c.item_id = a.offer_id AND c.member_id = m.id AND c.in_print = 1
               AND c.withdrawn_at IS NULL) THEN 1 ELSE 0 END
         FROM offer_answer a
         JOIN member m ON m.community_id = a.community_id AND m.id = a.member AND m.state = 'active'
         WHERE a.community_id = $1 AND a.offer_id = $2 AND a.state = 'accepted'
         ORDER BY 3 DESC, 2, 1";
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

record! {
    /// A need, an offer or thanks that may be printed.
    #[derive(Clone, Debug)]
    pub struct Printable {
        /// Its key.
        pub id: ItemId,
        /// The language of title and summary.
        pub lang: Locale,
        /// One line.
        pub title: String,
        /// Its first sentences.
        pub summary: String,
        /// Which list.
        pub side: Side,
        /// Open, or done with public thanks.
        pub state: State,
        /// The last day.
        pub until: Day,
        /// The thanks.
        pub thanks: String,
        /// Their language.
        pub thanks_lang: String,
        /// Both sides agreed to print the thanks.
        pub agreed: bool,
    }
}

/// What may be printed from tomorrow's point of view: it lasts a week at least, thanks are of the last two months.
/// As everybody may read it.
///
/// # Errors
/// Those of the store.
pub fn printable(seen: &Snapshot<'_>, locale: Locale) -> Result<Vec<Printable>> {
    let (level, today) = (Audience::Public.level(), seen.now().day());
    seen.rows(&PRINTABLE, &args![seen.community(), locale, level, today.plus(7), today.plus(-60)])
}

/// So many thanks can be asked for at once.
pub const MOST_THANKS: usize = 8;

/// The words of thanks of these that both sides agreed to print, with their language.
///
/// # Errors
/// Those of the store.
pub fn thanks_of(seen: &Snapshot<'_>, of: &[ItemId]) -> Result<Vec<(ItemId, String, String)>> {
    let Some(first) = of.first() else { return Ok(Vec::new()) };
    let mut values = args![seen.community(), Audience::Public.level()].to_vec();
    for place in 0..MOST_THANKS {
        values.extend(args![of.get(place).copied().unwrap_or(*first)]);
    }
    seen.rows(&THANKS_OF, &values)
}

record! {
    /// Somebody who thanks or is thanked.
    #[derive(Clone, Debug)]
    pub struct Party {
        /// Who.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Thanks; else is thanked.
        pub thanks: bool,
        /// Agreed to see it printed.
        pub agreed: bool,
    }
}

/// Who thanks and who is thanked. The caller decides whether the actor may know.
///
/// # Errors
/// Those of the store.
pub fn parties(seen: &Snapshot<'_>, id: ItemId) -> Result<Vec<Party>> {
    seen.rows(&PERMITTED_PARTIES, &args![seen.community(), id])
}
