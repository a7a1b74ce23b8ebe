//! What stands where in a neighbourhood, in one statement.

use kernel::{Day, MemberId, Time};
use store::{Result, Snapshot, args, record, statements};

statements! {
    /// Since when it is there, how many look after it, and what it has of each thing a place begins with; sheets that
    /// were promised by a day, and a change of the house agreement that waits for somebody other than $3. People are
    /// counted without those who hold a role.
    PERMITTED_OVERVIEW = "SELECT c.created,
        (SELECT COUNT(*) FROM role_held r WHERE r.community_id = c.community_id AND r.role = 'administrator'),
        (SELECT COUNT(*) FROM item i WHERE i.community_id = c.community_id AND i.kind = 'place' AND i.stage = 'live'),
        (SELECT COUNT(*) FROM item i WHERE i.community_id = c.community_id AND i.kind = 'date'
           AND i.stage = 'live'),
        (SELECT COUNT(*) FROM item i WHERE i.community_id = c.community_id AND i.kind = 'story'
           AND i.stage IN ('draft', 'review', 'live') AND EXISTS
             (SELECT 1 FROM media m WHERE m.community_id = i.community_id AND m.item_id = i.id)),
        (SELECT COUNT(*) FROM invitation v WHERE v.community_id = c.community_id),
        (SELECT COUNT(*) FROM member m WHERE m.community_id = c.community_id AND m.state = 'active'
           AND m.kind = 'person' AND NOT EXISTS
             (SELECT 1 FROM role_held r WHERE r.community_id = m.community_id AND r.member = m.id)),
        (SELECT MAX(b.number) FROM bulletin b WHERE b.community_id = c.community_id AND b.state = 'draft'),
        (SELECT MAX(b.next_on) FROM bulletin b WHERE b.community_id = c.community_id AND b.state = 'published'),
        (SELECT COUNT(*) FROM paper_form p WHERE p.community_id = c.community_id
           AND p.state IN ('waiting', 'typed') AND p.due <= $2),
        (SELECT MIN(i.slug) FROM agreement a JOIN item i ON i.community_id = a.community_id AND i.id = a.id
           WHERE a.community_id = c.community_id AND a.state = 'forward' AND i.stage = 'live'
             AND a.forward_by <> $3 AND COALESCE(i.owner, a.forward_by) <> $3)
      FROM community c WHERE c.community_id = $1";
}

record! {
    /// What stands where.
    #[derive(Clone, Debug)]
    pub struct Overview {
        /// Since when the neighbourhood is there.
        pub since: Time,
        /// How many can look after settings and roles.
        pub administrators: i64,
        /// Places.
        pub places: i64,
        /// Dates.
        pub dates: i64,
        /// Stories with a picture, drafts too.
        pub stories: i64,
        /// Invitation slips that were printed.
        pub slips: i64,
        /// People who hold no role.
        pub people: i64,
        /// The issue of the bulletin that is being put together.
        pub draft: Option<i64>,
        /// When the next issue was promised.
        pub next_issue: Option<Day>,
        /// Sheets that were to be typed in by today.
        pub sheets: i64,
        /// A change of the house agreement that waits for a second person.
        pub proposal: Option<String>,
    }
}

/// What stands where. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn overview(seen: &Snapshot<'_>, me: MemberId) -> Result<Option<Overview>> {
    seen.row(&PERMITTED_OVERVIEW, &args![seen.community(), seen.now().day(), me])
}
