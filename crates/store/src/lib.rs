//! One thin layer over SQLite and PostgreSQL.
//!
//! - [`Store::read`] runs a closure on one consistent snapshot; [`Store::write`] runs one in a transaction that
//!   is durable when the call returns. Both take the [`Actor`]: no store call is made without one.
//! - A closure given to `write` may run more than once (PostgreSQL could not order it; a full disk dropped the
//!   group it was in). So it takes time and keys from the [`Tx`], owns what it uses, and does no input or
//!   output.
//! - Only [`Tx::permit`] makes a [`Permit`], and only with one can anything be written. Every permit used leaves
//!   a row in the journal.
//! - [`SealedStore`] is a second database without journal, for votes and crisis cases.
//!
//! No SQL of any feature lies here, and no SQL of an engine lies anywhere else.

mod backup;
mod error;
mod health;
mod lint;
mod migrate;
mod permit;
mod portable;
mod postgres;
#[cfg(feature = "scratch")]
pub mod scratch;
mod snapshot;
mod sqlite;
mod statement;
mod value;
mod version;

pub use backup::{check_copy, keep_only};
pub use error::{Error, Result};
pub use health::{Health, Progress, written_later};
pub use migrate::{OWN_STEPS, Step};
pub use permit::{Act, Between, Permit};
pub use portable::rows_by_table;
pub use snapshot::{Open, Sealed, Snapshot, StandingOf, Tx};
pub use statement::{Dialect, KEPT_APART, Statement, join};

/// All there is, where a statement takes as an argument how much is wanted: what people take along has no end of a page.
pub const ALL: i64 = i64::MAX;
pub use value::{FromRow, FromValue, Row, ToValue, Value};
pub use version::Version;

use kernel::{Actor, Clock, Code, Key, Time, Who};
use snapshot::{Given, Link};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::{Semaphore, oneshot};

statements! {
    /// Remembers where a form's effect led.
    REMEMBER = "INSERT INTO once (community_id, key, who, next, at) VALUES ($1, $2, $3, $4, $5)";
    /// Where this form's effect led, if it had one.
    RECALL = "SELECT who, next FROM once WHERE community_id = $1 AND key = $2";
    /// Writes one line of the journal.
    JOURNAL = "INSERT INTO journal (community_id, id, act, target, who_kind, who, for_member, channel, at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Forgets forms older than a moment.
    FORGET_ONCE = "DELETE FROM once WHERE community_id = $1 AND at < $2";
    /// Forgets the forms of one member: where they led may hold words of theirs.
    FORGET_ONCE_OF = "DELETE FROM once WHERE community_id = $1 AND who = $2";
    /// When something was written last.
    GLOBAL_NEWEST = "SELECT at FROM journal ORDER BY at DESC LIMIT 1";
    /// When something was written last in one neighbourhood; keys of the journal are sorted by time.
    NEWEST_HERE = "SELECT at FROM journal WHERE community_id = $1 ORDER BY id DESC LIMIT 1";
}

/// Where a database lies.
#[derive(Clone, Debug)]
pub enum Location<'a> {
    /// A SQLite file.
    File(&'a Path),
    /// A PostgreSQL server, and the schema in it.
    Postgres {
        /// As libpq takes it.
        address: &'a str,
        /// A schema of its own, where several share a database.
        schema: Option<&'a str>,
    },
}

/// The open database. Cloning it is cheap and gives the same database.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    engine: Engine,
    clock: Arc<dyn Clock>,
    standing: StandingOf,
    counter: AtomicU64,
    long: Semaphore,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// What a transaction is given, owned, so that it can go to another thread.
#[derive(Clone)]
pub(crate) struct OwnedGiven {
    actor: Actor,
    shared: Arc<Shared>,
}

impl OwnedGiven {
    pub(crate) fn borrow(&self) -> Given<'_> {
        Given {
            actor: self.actor,
            now: self.shared.clock.now(),
            standing: self.shared.standing,
            counter: &self.shared.counter,
        }
    }
}

impl Store {
    /// Opens a database. Tables are made by [`Store::migrate`].
    ///
    /// # Errors
    /// When the file or server cannot be opened.
    pub fn open(location: &Location<'_>, clock: Arc<dyn Clock>, standing: StandingOf) -> Result<Self> {
        let engine = match location {
            Location::File(path) => Engine::Sqlite(sqlite::Sqlite::open(path)?),
            Location::Postgres { address, schema } => {
                Engine::Postgres(postgres::Postgres::open(address, *schema)?)
            }
        };
        let shared = Shared { engine, clock, standing, counter: AtomicU64::new(0), long: Semaphore::new(2) };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// The clock's time, which is also the time of transactions.
    pub fn now(&self) -> Time {
        self.shared.clock.now()
    }
    /// Which engine it is, for `doctor` and tests.
    pub fn dialect(&self) -> Dialect {
        match self.shared.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }
    /// How many statements have run since opening: pages are tested for how many they need.
    pub fn statements(&self) -> u64 {
        self.shared.counter.load(Ordering::Relaxed)
    }

    fn given(&self, actor: Actor) -> OwnedGiven {
        OwnedGiven { actor, shared: Arc::clone(&self.shared) }
    }

    /// Reads for a page. On SQLite on this very thread, and stopped after half a second.
    ///
    /// # Errors
    /// [`Error::Busy`] when stopped, else those of `f` and of the engine.
    pub async fn read<T: Send + 'static>(
        &self,
        actor: Actor,
        f: impl FnOnce(&Snapshot<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match &self.shared.engine {
            Engine::Sqlite(sqlite) => sqlite.read(self.given(actor).borrow(), true, f),
            Engine::Postgres(postgres) => postgres.read(self.given(actor), f).await,
        }
    }

    /// Reads what may take long (exports, bulletins, totals), on a thread of its own, two at a time.
    ///
    /// # Errors
    /// Those of `f` and of the engine.
    pub async fn read_long<T: Send + 'static>(
        &self,
        actor: Actor,
        f: impl FnOnce(&Snapshot<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _turn = self.shared.long.acquire().await.map_err(|_| Error::Busy)?;
        let given = self.given(actor);
        if let Engine::Postgres(postgres) = &self.shared.engine {
            return postgres.read(given, f).await;
        }
        let task = tokio::task::spawn_blocking(move || match &given.shared.engine {
            Engine::Sqlite(sqlite) => sqlite.read(given.borrow(), false, f),
            Engine::Postgres(_) => Err(Error::fault("the engine changed")),
        });
        task.await.map_err(|error| Error::fault(error.to_string()))?
    }

    /// Writes. When this returns `Ok`, it is on the disk.
    ///
    /// # Errors
    /// Those of `f` and of the engine; nothing was written then (after [`Error::Away`] it may have been:
    /// forms go through [`Store::write_once`]).
    pub async fn write<T: Send + 'static>(
        &self,
        actor: Actor,
        f: impl for<'tx> Fn(&Tx<'tx>) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        self.transaction(actor, false, f, write_journal).await
    }

    /// Writes in chunks behind the queue of people: imports and re-indexing.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn bulk<T: Send + 'static>(
        &self,
        actor: Actor,
        f: impl for<'tx> Fn(&Tx<'tx>) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        self.transaction(actor, true, f, write_journal).await
    }

    /// Writes what a form asks for, once, however often the form arrives. `f` tells where to go next, and a
    /// repetition is told the same.
    ///
    /// # Errors
    /// As [`Store::write`]; [`Code::Conflict`] when the key was used by somebody else.
    pub async fn write_once(
        &self,
        actor: Actor,
        once: Key,
        f: impl for<'tx> Fn(&Tx<'tx>) -> Result<String> + Send + Sync + 'static,
    ) -> Result<String> {
        if let Some(next) = self.recall(actor, once).await? {
            return Ok(next);
        }
        // The key is only written here, never read: what many read and write at the same time on the same page of
        // an index, PostgreSQL could not order.
        let write = move |tx: &Tx<'_>| {
            let next = f(tx)?;
            tx.book(&REMEMBER, &args![tx.community(), once, person(tx.actor()), next, tx.now()])?;
            Ok(next)
        };
        match self.write(actor, write).await {
            // somebody's identical form may have come first by a hair: its row is there now
            Err(error) => self.recall(actor, once).await?.ok_or(error),
            next => next,
        }
    }

    /// Where the form with this key led, if it had its effect.
    async fn recall(&self, actor: Actor, once: Key) -> Result<Option<String>> {
        let read = move |seen: &Snapshot<'_>| {
            let before: Option<(Option<Key>, String)> = seen.row(&RECALL, &args![seen.community(), once])?;
            match before {
                Some((by, next)) if by == person(seen.actor()) => Ok(Some(next)),
                Some(_) => Err(Code::Conflict.into()),
                None => Ok(None),
            }
        };
        self.read(actor, read).await
    }

    async fn transaction<T: Send + 'static, S: 'static>(
        &self,
        actor: Actor,
        bulk: bool,
        f: impl for<'tx> Fn(&Tx<'tx, S>) -> Result<T> + Send + Sync + 'static,
        finish: fn(&Tx<'_, S>) -> Result<()>,
    ) -> Result<T> {
        let given = self.given(actor);
        let whole = move |snapshot: Snapshot<'_>| {
            let tx = Tx::new(snapshot);
            let value = f(&tx)?;
            finish(&tx)?;
            tx.sound().map(|()| value)
        };
        match &self.shared.engine {
            Engine::Postgres(postgres) => postgres.write(given, whole).await,
            Engine::Sqlite(sqlite) => {
                let (reply, answer) = oneshot::channel();
                let run = move |connection: &rusqlite::Connection| {
                    whole(Snapshot::new(Link::Sqlite(connection), given.borrow()))
                };
                sqlite.submit(Box::new(WriteJob { run, value: None, reply }), bulk);
                answer.await.map_err(|_| Error::Busy)?
            }
        }
    }

    /// Runs alone on SQLite's writing connection, between groups.
    pub(crate) async fn alone<T: Send + 'static>(
        &self,
        run: impl Fn(&rusqlite::Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let Engine::Sqlite(sqlite) = &self.shared.engine else {
            return Err(Error::fault("only SQLite has one writer"));
        };
        let (reply, answer) = oneshot::channel();
        sqlite.submit(Box::new(WriteJob { run, value: None, reply }), false);
        answer.await.map_err(|_| Error::Busy)?
    }

    /// Forgets the keys of forms older than seven days.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn forget_old_forms(&self, actor: Actor) -> Result<u64> {
        self.transaction(
            actor,
            true,
            |tx: &Tx<'_>| tx.book(&FORGET_ONCE, &args![tx.community(), tx.now().plus_days(-7)]),
            |_| Ok(()),
        )
        .await
    }
}

struct WriteJob<F, T> {
    run: F,
    value: Option<T>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: Fn(&rusqlite::Connection) -> Result<T> + Send> sqlite::Job for WriteJob<F, T> {
    fn run(&mut self, connection: &rusqlite::Connection) -> Result<()> {
        self.value = Some((self.run)(connection)?);
        Ok(())
    }
    fn answer(self: Box<Self>, outcome: Result<()>) {
        let Self { value, reply, .. } = *self;
        let value = outcome.and_then(|()| value.ok_or_else(|| Error::fault("a write without an answer")));
        let _ = reply.send(value); // the person may have gone meanwhile
    }
}

fn person(actor: &Actor) -> Option<Key> {
    match actor.who {
        Who::Member(member) => Some(member.0),
        Who::CodeHolder(subject) => Some(subject),
        Who::Visitor | Who::Job(_) | Who::Operator => None,
    }
}

impl Tx<'_> {
    /// Forgets which forms somebody who leaves has sent, and where they led.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn forget_forms(&self, member: kernel::MemberId) -> Result<()> {
        self.book(&FORGET_ONCE_OF, &args![self.community(), member]).map(|_| ())
    }
}

fn write_journal(tx: &Tx<'_>) -> Result<()> {
    let actor = *tx.actor();
    let kind = match actor.who {
        Who::Visitor => "visitor",
        Who::Member(_) => "member",
        Who::CodeHolder(_) => "code",
        Who::Job(name) => name,
        Who::Operator => "operator",
    };
    for (act, target) in tx.granted() {
        let id = Key::by_time(tx.now());
        tx.book(
            &JOURNAL,
            &args![
                actor.community,
                id,
                act,
                target,
                kind,
                person(&actor),
                actor.for_member,
                actor.channel,
                tx.now()
            ],
        )?;
    }
    Ok(())
}

/// The sealed database: its transactions are [`Tx`]`<Sealed>`, leave no journal, and everything that could
/// link a row to a time or a person (search, items, notices) refuses them by type.
#[derive(Clone)]
pub struct SealedStore(Store);

impl SealedStore {
    /// Seals a database: from here on only sealed transactions are made in it.
    pub fn new(store: Store) -> Self {
        Self(store)
    }
    /// Reads.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn read<T: Send + 'static>(
        &self,
        actor: Actor,
        f: impl FnOnce(&Snapshot<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.0.read(actor, f).await
    }
    /// Writes, leaving no journal.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write<T: Send + 'static>(
        &self,
        actor: Actor,
        f: impl for<'tx> Fn(&Tx<'tx, Sealed>) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        self.0.transaction(actor, false, f, |_| Ok(())).await
    }
    /// As [`Store::migrate`].
    ///
    /// # Errors
    /// As [`Store::migrate`].
    pub async fn migrate(&self, steps: &[Step]) -> Result<usize> {
        self.0.migrate(steps).await
    }
    /// As [`Store::progress`].
    ///
    /// # Errors
    /// As [`Store::progress`].
    pub async fn progress(&self, steps: &[Step]) -> Result<Progress> {
        self.0.progress(steps).await
    }
    /// As [`Store::copy_to`].
    ///
    /// # Errors
    /// As [`Store::copy_to`].
    pub async fn copy_to(&self, target: &Path, steps: &[Step]) -> Result<()> {
        self.0.copy_to(target, steps).await
    }
    /// As [`Store::rows_by_table`].
    ///
    /// # Errors
    /// As [`Store::rows_by_table`].
    pub async fn rows_by_table(&self) -> Result<std::collections::BTreeMap<String, i64>> {
        self.0.rows_by_table().await
    }
    /// As [`Store::erase_traces`].
    ///
    /// # Errors
    /// As [`Store::erase_traces`].
    pub async fn erase_traces(&self) -> Result<()> {
        self.0.erase_traces().await
    }
}
