//! The rows of the call list: notices for the desk.

use crate::notices::{Hitch, NoticeId, Outcome, Said, State, read_words};
use crate::reach::PartOfDay;
use crate::reach::model::{is_good, split};
use kernel::{Locale, MemberId, Time};
use people::member::Way;
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// What the desk is to tell, oldest first. Text messages no gateway took are the desk's after five minutes.
    WAITING = "SELECT n.id, n.member, m.name, m.locale, n.channel, m.reach_value, m.reach_hours,
                 COALESCE(w.times, ''), n.words, n.path, n.created_at, n.tries,
                 CASE WHEN m.word_hash IS NULL THEN 0 ELSE 1 END, n.hitch, n.note, n.next_at,
                 COALESCE(g.name || ' · ' || g.phone, '')
               FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
               LEFT JOIN reach_wish w ON w.community_id = n.community_id AND w.member = n.member
               LEFT JOIN young_guardian g ON g.community_id = n.community_id AND g.member = n.member
               WHERE n.community_id = $1 AND n.state = 'waiting' AND n.channel <> 'mail' AND n.next_at <= $2
                 AND (n.channel <> 'sms' OR n.created_at <= $3)
               ORDER BY n.next_at, n.id LIMIT 200";
    /// Whom the desk is to tell something, who waits longest first: how many things, since when, and how many people
    /// there are in all.
    DUE_PEOPLE = "SELECT n.member, m.name, COUNT(*), MIN(n.created_at), COUNT(*) OVER ()
                  FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
                  WHERE n.community_id = $1 AND n.state = 'waiting' AND n.channel <> 'mail' AND n.next_at <= $2
                    AND (n.channel <> 'sms' OR n.created_at <= $3)
                  GROUP BY n.member, m.name ORDER BY MIN(n.created_at), n.member LIMIT $4";
    /// One of them, whatever became of it.
    ONE = "SELECT n.id, n.member, m.name, m.locale, n.channel, m.reach_value, m.reach_hours,
             COALESCE(w.times, ''), n.words, n.path, n.created_at, n.tries,
             CASE WHEN m.word_hash IS NULL THEN 0 ELSE 1 END, n.hitch, n.note, n.next_at,
             COALESCE(g.name || ' · ' || g.phone, ''), n.state, n.outcome, n.outcome_at, b.name
           FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
           LEFT JOIN reach_wish w ON w.community_id = n.community_id AND w.member = n.member
           LEFT JOIN young_guardian g ON g.community_id = n.community_id AND g.member = n.member
           LEFT JOIN member b ON b.community_id = n.community_id AND b.id = n.outcome_by
           WHERE n.community_id = $1 AND n.id = $2";
    /// What was noted since a moment, newest first.
    NOTED = "SELECT n.id, m.name, n.outcome, n.outcome_at, b.name
             FROM notice n JOIN member m ON m.community_id = n.community_id AND m.id = n.member
             LEFT JOIN member b ON b.community_id = n.community_id AND b.id = n.outcome_by
             WHERE n.community_id = $1 AND n.outcome_at >= $2 AND n.state <> 'seen'
             ORDER BY n.outcome_at DESC, n.id DESC LIMIT 50";
    /// What came of a call, if nobody else noted it meanwhile.
    RECORD = "UPDATE notice SET state = $3, channel = $4, hitch = $5, outcome = $6, outcome_by = $7, outcome_at = $8,
                next_at = $9, done_at = $10, note = $11, tries = tries + 1
              WHERE community_id = $1 AND id = $2 AND tries = $12 AND state IN ('waiting', 'called', 'failed')";
    /// All of a way that were due when the list was read are delivered; what came to this way later is on no sheet.
    RECORD_ROUND = "UPDATE notice SET state = 'called', outcome = 'delivered', outcome_by = $3, outcome_at = $4,
                      done_at = $4, tries = tries + 1
                    WHERE community_id = $1 AND state = 'waiting' AND channel = $2 AND next_at <= $5
                      AND next_at <= $4";
}

record! {
    /// A line of the call list.
    #[derive(Clone, Debug)]
    pub struct Call {
        /// Its key.
        pub id: NoticeId,
        /// Whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// Their language.
        pub locale: Locale,
        /// How.
        pub way: Way,
        /// Number, address, or the neighbour's name.
        pub value: String,
        /// When, in their own words.
        pub hours: String,
        times: String,
        words: String,
        /// Where the next step is, below the community.
        pub path: String,
        /// Since when it waits.
        pub at: Time,
        /// How often something was noted; also the version a form saw.
        pub tries: i64,
        /// They chose a word, so that acts can be done for them by phone.
        pub has_word: bool,
        /// What went wrong before it came here.
        pub hitch: Hitch,
        /// What they said last time.
        pub note: String,
        /// Since when it is the desk's to tell, or when it is tried again.
        pub due: Time,
        /// Of somebody under sixteen: with whom the desk speaks.
        pub guardian: String,
    }
}

impl Call {
    /// What to say, in a language.
    pub fn said(&self, locale: impl Into<Locale>) -> Said {
        read_words(&self.words, locale.into())
    }
    /// The parts of the day they like.
    pub fn times(&self) -> Vec<PartOfDay> {
        split(&self.times)
    }
    /// Whether now is a good moment.
    pub fn is_good(&self, now: Time) -> bool {
        is_good(&self.times(), now)
    }
}

record! {
    /// Somebody the desk is to tell something.
    #[derive(Clone, Debug)]
    pub struct DuePerson {
        /// Whom.
        pub member: MemberId,
        /// What they are called.
        pub name: String,
        /// How many things.
        pub things: i64,
        /// Since when the first of them waits.
        pub since: Time,
        /// How many people there are in all.
        pub people: i64,
    }
}

/// What was noted of a call, and by whom.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The call.
    pub call: Call,
    /// What became of it.
    pub state: State,
    /// What came of the call, if anything was noted yet.
    pub outcome: Option<Outcome>,
    /// When that was noted.
    pub noted_at: Option<Time>,
    /// Who noted it.
    pub by: Option<String>,
}

impl store::FromRow for Kept {
    fn from_row(row: &mut store::Row) -> Result<Self> {
        let call = Call::from_row(row)?;
        let state = row.read()?;
        let outcome: String = row.read()?;
        let outcome = Outcome::parse(&outcome);
        Ok(Self { call, state, outcome, noted_at: row.read()?, by: row.read()? })
    }
}

record! {
    /// Something noted today.
    #[derive(Clone, Debug)]
    pub struct Noted {
        /// Which.
        pub id: NoticeId,
        /// Whom it was about.
        pub name: String,
        outcome: String,
        /// When.
        pub at: Time,
        /// By whom.
        pub by: Option<String>,
    }
}

impl Noted {
    /// What came of it.
    pub fn outcome(&self) -> Option<Outcome> {
        Outcome::parse(&self.outcome)
    }
}

/// So long a text message is the gateway's and not the desk's.
const GATEWAY_SECONDS: i64 = 300;

/// The call list. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn calls(seen: &Snapshot<'_>) -> Result<Vec<Call>> {
    seen.rows(&WAITING, &args![seen.community(), seen.now(), seen.now().plus_seconds(-GATEWAY_SECONDS)])
}

/// Whom the desk is to tell something now, who waits longest first. The caller has decided that the actor may read it.
///
/// # Errors
/// Those of the store.
pub fn due_people(seen: &Snapshot<'_>, limit: i64) -> Result<Vec<DuePerson>> {
    let gateway = seen.now().plus_seconds(-GATEWAY_SECONDS);
    seen.rows(&DUE_PEOPLE, &args![seen.community(), seen.now(), gateway, limit])
}

/// One line of the call list, with what was noted.
pub(super) fn one(seen: &Snapshot<'_>, id: NoticeId) -> Result<Option<Kept>> {
    seen.row(&ONE, &args![seen.community(), id])
}

/// What was noted today.
pub(super) fn noted_today(seen: &Snapshot<'_>) -> Result<Vec<Noted>> {
    seen.rows(&NOTED, &args![seen.community(), seen.now().day().start()])
}

/// What is to be written down.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) id: NoticeId,
    pub(super) outcome: Outcome,
    pub(super) way: Way,
    pub(super) hitch: Hitch,
    pub(super) next_at: Time,
    pub(super) note: String,
    pub(super) seen: i64,
}

/// Notes what came of a call.
pub(super) fn record<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, new: &Record) -> Result<()> {
    let state = new.outcome.state();
    let done = (state != State::Waiting).then(|| tx.now());
    let values = args![
        tx.community(),
        new.id,
        state,
        new.way,
        new.hitch,
        new.outcome.word(),
        tx.actor().signed_in(),
        tx.now(),
        new.next_at,
        done,
        new.note,
        new.seen,
    ];
    tx.exec_one(permit, &RECORD, &values)
}

/// Notes that everything of a way was delivered, as far as it was due at that moment; tells how many.
pub(super) fn record_round<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    way: Way,
    until: Time,
) -> Result<u64> {
    tx.exec(permit, &RECORD_ROUND, &args![tx.community(), way, tx.actor().signed_in(), tx.now(), until])
}
