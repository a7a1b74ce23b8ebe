//! What has happened first in a neighbourhood.

use kernel::{Day, Time};
use store::{Result, Snapshot, args, record, statements};

statements! {
    /// Since when it is there, how many look after it, and what it has of each thing a place begins with. People are
    /// counted without those who hold a role.
    PERMITTED_FIRSTS = "SELECT c.created,
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
        (SELECT MAX(b.next_on) FROM bulletin b WHERE b.community_id = c.community_id AND b.state = 'published')
      FROM community c WHERE c.community_id = $1";
}

record! {
    /// What has happened first.
    #[derive(Clone, Copy, Debug)]
    pub struct Firsts {
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
    }
}

/// What has happened first. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn firsts(seen: &Snapshot<'_>) -> Result<Option<Firsts>> {
    seen.row(&PERMITTED_FIRSTS, &args![seen.community()])
}
