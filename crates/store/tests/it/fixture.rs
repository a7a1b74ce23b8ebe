//! A toy slice: seats that can be taken and notes that can be written.

use kernel::{Actor, Clock, CommunityId, Grant, Key, ManualClock, MemberId, Standing, Time};
use std::sync::Arc;
use store::scratch::Scratch;
use store::{Act, Result, Snapshot, Step, Store, Tx, args, statements};

pub const STEPS: &[Step] = &[Step {
    name: "20260101-1_toy",
    text: "-- a toy; with a semicolon in the comment
           CREATE TABLE seat (community_id {int} NOT NULL, number {int} NOT NULL, taken_by {id} NOT NULL,
             PRIMARY KEY (community_id, number, taken_by)) {clustered};
           CREATE TABLE note (community_id {int} NOT NULL, id {id} NOT NULL, words {text} NOT NULL, day {day},
             picture {blob}, PRIMARY KEY (community_id, id)) {rows};",
}];

statements! {
    /// Who sits there.
    pub COUNT_SEATS = "SELECT COUNT(*) FROM seat WHERE community_id = $1 AND number = $2";
    /// Sits down.
    pub TAKE_SEAT = "INSERT INTO seat (community_id, number, taken_by) VALUES ($1, $2, $3)";
    /// Writes a note.
    pub WRITE_NOTE = "INSERT INTO note (community_id, id, words, day, picture) VALUES ($1, $2, $3, $4, $5)";
    /// Reads notes in order.
    pub READ_NOTES = "SELECT id, words, day, picture FROM note WHERE community_id = $1 ORDER BY id";
    /// All words, for counting.
    pub COUNT_NOTES = "SELECT COUNT(*) FROM note WHERE community_id = $1";
    /// How many lines the journal has.
    pub COUNT_JOURNAL = "SELECT COUNT(*) FROM journal WHERE community_id = $1 AND act = $2";
}

pub const TOWN: CommunityId = CommunityId(7);

pub fn member(number: u128) -> MemberId {
    MemberId(Key(number))
}

pub fn actor(number: u128) -> Actor {
    Actor::member(TOWN, member(number))
}

/// Members 1 to 9,999 exist; the odd ones are vouched for.
pub fn standing(_: &Snapshot<'_>, member: MemberId) -> Result<Option<Standing>> {
    let number = member.0.0;
    let known = (1..10_000).contains(&number);
    Ok(known.then(|| Standing { vouched: number % 2 == 1, ..Standing::default() }))
}

pub struct TakeSeat(pub i64);
impl Act for TakeSeat {
    const NAME: &'static str = "toy.take_seat";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = "none";
    type Facts = i64;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<i64> {
        let found: Option<(i64,)> = seen.row(&COUNT_SEATS, &args![seen.community(), self.0])?;
        Ok(found.map_or(0, |(count,)| count))
    }
    fn also(&self, taken: &i64, _: &Actor) -> Result<(), kernel::Refusal> {
        let refusal = || kernel::Refusal::new(kernel::Code::Conflict, |_| "somebody was faster");
        if *taken == 0 { Ok(()) } else { Err(refusal()) }
    }
}

pub struct WriteNote;
impl Act for WriteNote {
    const NAME: &'static str = "toy.write_note";
    const WHO: &'static [Grant] = &[Grant::Vouched, Grant::Job("toy")];
    const LAW: &'static str = "none";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

pub fn write_note<S>(tx: &Tx<'_, S>, words: &str) -> Result<Key> {
    let permit = tx.permit(WriteNote)?;
    let id = tx.new_key();
    tx.exec(&permit, &WRITE_NOTE, &args![tx.community(), id, words, tx.now().day(), vec![0_u8, 255]])?;
    Ok(id)
}

pub async fn count(store: &Store, statement: &'static store::Statement) -> i64 {
    let read = move |seen: &Snapshot<'_>| seen.row::<(i64,)>(statement, &args![TOWN]);
    store.read(actor(1), read).await.unwrap().unwrap().0
}

pub fn clock() -> Arc<dyn Clock> {
    Arc::new(ManualClock::at(Time::from_micros(1_790_000_000_000_000)))
}

/// Runs a story on SQLite and, where a server is named, on PostgreSQL.
pub async fn on_both<F: AsyncFn(Store)>(story: F) {
    let sqlite = Scratch::sqlite().unwrap();
    story(sqlite.open(clock(), standing, STEPS).await.unwrap()).await;
    match Scratch::postgres().await.unwrap() {
        Some(postgres) => story(postgres.open(clock(), standing, STEPS).await.unwrap()).await,
        None => eprintln!("{} is not set: SQLite only", store::scratch::POSTGRES),
    }
}
