//! What is read for the page, on one snapshot: each slice's own answer to "what waits?".

use super::ReadToday;
use super::store::{self, Overview};
use ::store::{Result, Snapshot};
use belonging::stories::store as stories;
use commons::notices::{self, DuePerson};
use commons::reports;
use kernel::{Code, Day, Locale, Role, Standing, Time};
use participation::programme::store as programme;
use people::vouching::{self, Waits, WaitsFor};
use support::offers::store::glance::{self, AtHand};

/// So many lines of one sort are shown; the rest is one line that leads to the list.
pub const MOST: usize = 5;
/// A series of dates that ends within so many days is worth a question.
pub const LAST_DAYS: i32 = 7;
/// What ends within so many days is worth a look.
pub const ENDS_DAYS: i32 = 3;

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// Today.
    pub today: Day,
    /// Now.
    pub now: Time,
    /// Roles of the reader.
    pub roles: Vec<Role>,
    /// Whom the desk is to tell something.
    pub calls: Vec<DuePerson>,
    /// Stories that wait for the editors.
    pub stories: Vec<stories::InHand>,
    /// Needs and offers to look at.
    pub offers: Vec<AtHand>,
    /// What takes place, today or not.
    pub dates: Vec<programme::Listed>,
    /// Reports that wait for a decision.
    pub reports: Vec<reports::Waiting>,
    /// Who waits for somebody's word.
    pub waits: Vec<Waits>,
    /// What stands where.
    pub overview: Option<Overview>,
}

impl Found {
    /// Whether the reader has one of these roles.
    pub fn has(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }
}

/// Reads it all; what the reader may not see is not even asked for.
///
/// # Errors
/// A refusal, or those of the store.
pub fn look(seen: &Snapshot<'_>, locale: Locale) -> Result<Found> {
    seen.allow(&ReadToday)?;
    let me = seen.actor().signed_in().ok_or(Code::NotSignedIn)?;
    let Standing { roles, .. } = seen.standing(me)?.unwrap_or_default();
    let has = |wanted: &[Role]| wanted.iter().any(|role| roles.contains(role));
    let (desk, today) = (has(&[Role::Desk]), seen.now().day());
    let offers = when(has(&[Role::Desk, Role::Animator]), || glance::at_hand(seen, today.plus(ENDS_DAYS)))?;
    let waits = when(has(&[Role::Desk, Role::Administrator]), || vouching::waits(seen, me))?;
    let mine = |waits: &Waits| match waits.what {
        WaitsFor::Vouch | WaitsFor::Letter => desk,
        WaitsFor::Role => has(&[Role::Administrator]),
    };
    Ok(Found {
        today,
        now: seen.now(),
        calls: when(desk, || notices::due_people(seen, MOST as i64))?,
        stories: when(has(&[Role::Editor]), || stories::waiting(seen))?,
        offers: offers.into_iter().filter(|offer| desk || !offer.desk_only).collect(),
        dates: when(has(&[Role::Desk, Role::Animator]), || programme::list(seen, locale))?,
        reports: when(has(&[Role::Editor, Role::Animator]), || reports::waiting(seen, me))?,
        waits: waits.into_iter().filter(mine).collect(),
        overview: store::overview(seen, me)?,
        roles,
    })
}

fn when<T>(may: bool, read: impl FnOnce() -> Result<Vec<T>>) -> Result<Vec<T>> {
    if may { read() } else { Ok(Vec::new()) }
}
