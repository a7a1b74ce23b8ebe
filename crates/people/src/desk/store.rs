//! SQL of the desk.

use kernel::{Channel, Day, Key, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};
use web::Helping;

statements! {
    /// The visit that is going on in this browser.
    CURRENT = "SELECT v.id, v.member, m.name, m.locale, v.channel, v.reason, v.promise, v.promise_day, v.started, v.ends
               FROM desk_visit v
               JOIN member m ON m.community_id = v.community_id AND m.id = v.member
               WHERE v.community_id = $1 AND v.session_id = $2 AND v.helper = $3 AND v.ends > $4 AND m.state = 'active'
               ORDER BY v.ends DESC LIMIT 1";
    /// Begins a visit.
    INSERT = "INSERT INTO desk_visit (community_id, id, session_id, helper, member, channel, reason, paper, started, ends)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Ends what is going on in this browser.
    END = "UPDATE desk_visit SET ends = $4 WHERE community_id = $1 AND session_id = $2 AND helper = $3 AND ends > $4";
    /// Visits in which something was done for a member, newest first.
    OF = "SELECT v.id, h.name, v.channel, v.reason, v.promise, v.started, v.ends FROM desk_visit v
          LEFT JOIN member h ON h.community_id = v.community_id AND h.id = v.helper
          WHERE v.community_id = $1 AND v.member = $2 ORDER BY v.started DESC LIMIT $3";
    /// What was done for a member since a moment.
    DONE = "SELECT act, target, at FROM journal WHERE community_id = $1 AND for_member = $2 AND at >= $3 ORDER BY at LIMIT 200";
    /// Keeps what was promised.
    PROMISE = "UPDATE desk_visit SET promise = $3, promise_day = $4, promise_kept = NULL WHERE community_id = $1 AND id = $2";
    /// What is promised until a day and not done yet, the oldest first.
    PROMISED = "SELECT v.id, v.member, m.name, v.promise, v.promise_day, COALESCE(h.name, '') FROM desk_visit v
                JOIN member m ON m.community_id = v.community_id AND m.id = v.member
                LEFT JOIN member h ON h.community_id = v.community_id AND h.id = v.helper
                WHERE v.community_id = $1 AND v.promise_day <= $2 AND v.promise_kept IS NULL AND m.state = 'active'
                ORDER BY v.promise_day, v.id LIMIT 100";
    /// Somebody did what was promised, if nobody else did meanwhile.
    KEEP = "UPDATE desk_visit SET promise_kept = $3
            WHERE community_id = $1 AND id = $2 AND promise_day <> '' AND promise_kept IS NULL";
    /// Asks a second person for a letter.
    INSERT_LETTER = "INSERT INTO desk_letter (community_id, id, member, proposed_by, reason, at) VALUES ($1, $2, $3, $4, $5, $6)";
    /// One letter asked for.
    LETTER = "SELECT id, member, proposed_by, reason, at FROM desk_letter WHERE community_id = $1 AND id = $2";
    /// Letters that wait for a second person.
    LETTERS = "SELECT l.id, m.name, p.name, l.proposed_by, l.reason, l.at FROM desk_letter l
               JOIN member m ON m.community_id = l.community_id AND m.id = l.member
               JOIN member p ON p.community_id = l.community_id AND p.id = l.proposed_by
               WHERE l.community_id = $1 AND m.state = 'active' ORDER BY l.at";
    /// Printed, or not needed any more.
    DELETE_LETTER = "DELETE FROM desk_letter WHERE community_id = $1 AND id = $2";
    /// Blanks the reasons and paper numbers of visits of somebody who leaves.
    FORGET = "UPDATE desk_visit SET reason = '', paper = '', promise = '', promise_day = NULL WHERE community_id = $1 AND member = $2";
    /// Forgets letters for somebody who leaves.
    FORGET_LETTERS = "DELETE FROM desk_letter WHERE community_id = $1 AND (member = $2 OR proposed_by = $2)";
}

record! {
    /// A visit that is going on.
    #[derive(Clone, Debug)]
    pub struct Current {
        /// Its key.
        pub id: Key,
        /// For whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Their language.
        pub locale: Locale,
        /// Face to face or by phone.
        pub channel: Channel,
        /// Why.
        pub reason: String,
        /// What happens next, as it was promised.
        pub promise: String,
        /// Until which day.
        pub promise_day: Option<Day>,
        /// Since when.
        pub started: Time,
        /// Until when.
        pub ends: Time,
    }
}

impl From<Current> for Helping {
    fn from(visit: Current) -> Self {
        Self {
            member: visit.member,
            name: visit.name,
            locale: visit.locale,
            until: visit.ends,
            channel: visit.channel,
        }
    }
}

record! {
    /// A visit as its member sees it.
    #[derive(Clone, Debug)]
    pub struct Past {
        /// Its key.
        pub id: Key,
        /// Who helped; `None` once they left.
        pub helper: Option<String>,
        /// Face to face or by phone.
        pub channel: Channel,
        /// Why.
        pub reason: String,
        /// What was promised.
        pub promise: String,
        /// Since when.
        pub started: Time,
        /// Until when.
        pub ends: Time,
    }
}

record! {
    /// Something the desk promised somebody.
    #[derive(Clone, Debug)]
    pub struct Promised {
        /// The visit in which it was promised.
        pub id: Key,
        /// To whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// What.
        pub promise: String,
        /// Until which day.
        pub day: Day,
        /// Who promised it; empty once they left.
        pub helper: String,
    }
}

record! {
    /// Something that was done for somebody.
    #[derive(Clone, Debug)]
    pub struct DoneFor {
        /// The act, as the policy table names it.
        pub act: String,
        /// With what.
        pub target: Option<Key>,
        /// When.
        pub at: Time,
    }
}

record! {
    /// A letter that waits for a second person.
    #[derive(Clone, Debug)]
    pub struct Letter {
        /// Its key.
        pub id: Key,
        /// For whom.
        pub member: MemberId,
        /// Who asked.
        pub proposed_by: MemberId,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Time,
    }
}

record! {
    /// The same, with names.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        /// Its key.
        pub id: Key,
        /// For whom.
        pub name: String,
        /// Who asked.
        pub proposer: String,
        /// Who asked, by key.
        pub proposed_by: MemberId,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Time,
    }
}

/// Whom this member helps just now in this browser.
pub(crate) fn current(seen: &Snapshot<'_>, session: Key, helper: MemberId) -> Result<Option<Current>> {
    seen.row(&CURRENT, &args![seen.community(), session, helper, seen.now()])
}

/// Visits in which something was done for a member. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn visits_of(seen: &Snapshot<'_>, member: MemberId, most: i64) -> Result<Vec<Past>> {
    seen.rows(&OF, &args![seen.community(), member, most])
}

/// What was done for a member since a moment. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn done_since(seen: &Snapshot<'_>, member: MemberId, since: Time) -> Result<Vec<DoneFor>> {
    seen.rows(&DONE, &args![seen.community(), member, since])
}

/// What was promised until today and is not done yet. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn promised(seen: &Snapshot<'_>) -> Result<Vec<Promised>> {
    seen.rows(&PROMISED, &args![seen.community(), seen.now().day()])
}

/// Keeps what was promised in a visit.
pub(super) fn promise<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    visit: Key,
    words: &str,
    day: Option<Day>,
) -> Result<()> {
    tx.exec_one(permit, &PROMISE, &args![tx.community(), visit, words, day])
}

/// Somebody did what was promised.
pub(super) fn keep<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, visit: Key) -> Result<()> {
    tx.exec_one(permit, &KEEP, &args![tx.community(), visit, tx.now()])
}

pub(super) fn letter(seen: &Snapshot<'_>, id: Key) -> Result<Option<Letter>> {
    seen.row(&LETTER, &args![seen.community(), id])
}

/// Letters that wait for a second person.
///
/// # Errors
/// Those of the engine.
pub fn waiting(seen: &Snapshot<'_>) -> Result<Vec<Waiting>> {
    seen.rows(&LETTERS, &args![seen.community()])
}

/// What a new visit holds.
#[derive(Clone, Debug)]
pub(super) struct NewVisit {
    pub(super) session: Key,
    pub(super) helper: MemberId,
    pub(super) member: MemberId,
    pub(super) channel: Channel,
    pub(super) reason: String,
    pub(super) paper: String,
    pub(super) ends: Time,
}

pub(super) fn start<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, new: &NewVisit) -> Result<()> {
    end(tx, permit, new.session, new.helper)?;
    let values = args![
        tx.community(),
        tx.new_key(),
        new.session,
        new.helper,
        new.member,
        new.channel,
        new.reason,
        new.paper,
        tx.now(),
        new.ends,
    ];
    tx.exec(permit, &INSERT, &values)?;
    Ok(())
}

pub(super) fn end<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    session: Key,
    helper: MemberId,
) -> Result<()> {
    tx.exec(permit, &END, &args![tx.community(), session, helper, tx.now()])?;
    Ok(())
}

pub(super) fn insert_letter<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, new: &Letter) -> Result<()> {
    let values = args![tx.community(), new.id, new.member, new.proposed_by, new.reason, new.at];
    tx.exec(permit, &INSERT_LETTER, &values)?;
    Ok(())
}

pub(super) fn delete_letter<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: Key) -> Result<()> {
    tx.exec_one(permit, &DELETE_LETTER, &args![tx.community(), id])
}

/// Forgets why somebody who leaves came to the desk. That somebody was helped, when and by whom, stays: it says
/// what the helper did.
pub(crate) fn forget<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    tx.exec(permit, &FORGET, &args![tx.community(), member])?;
    tx.exec(permit, &FORGET_LETTERS, &args![tx.community(), member])?;
    Ok(())
}
