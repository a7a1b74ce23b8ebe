//! SQLite: readers that only read, and one writer thread that commits in groups.
//!
//! Every job runs in its own savepoint of a shared transaction, so that one fsync serves up to 256 people and
//! one person's panic or refusal undoes only their own. A full disk drops the whole transaction (SQLite rolls
//! back even from within a savepoint): the jobs of that group are then run again one by one.

use crate::snapshot::{Given, Link, Snapshot};
use crate::value::{FromRow, Row, Value};
use crate::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

const GROUP: usize = 256;
const GROUP_TIME: Duration = Duration::from_millis(10);
const QUEUE: usize = 4096;
/// Between two looks at how much a read has done: instructions of SQLite's virtual machine.
const LOOK: i32 = 20_000;
/// A page's read that does more is stopped: it would hold up everybody. Work is counted and not time, so that a machine
/// that is busy with something else stops nobody: 50 million instructions take a third of a second on two ordinary
/// cores and a second or two on a very small machine; pages need thousands.
const READ_LIMIT: u64 = 50_000_000 / LOOK as u64;

/// One write waiting for the writer.
pub(crate) trait Job: Send {
    /// Does it, keeping the answer inside. May be called again.
    fn run(&mut self, connection: &Connection) -> Result<()>;
    /// Tells the person, after the group is durable.
    fn answer(self: Box<Self>, outcome: Result<()>);
}

pub(crate) struct Sqlite {
    path: PathBuf,
    readers: Mutex<Vec<Reader>>,
    queue: Arc<Queue>,
    writer: Mutex<Option<std::thread::JoinHandle<()>>>,
    /// Sees that others have committed.
    watch: Mutex<Option<Connection>>,
}

struct Reader {
    connection: Connection,
    /// How many looks are left until a statement is stopped.
    left: Arc<AtomicU64>,
}

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    bell: Condvar,
    /// Set after an input/output error at commit: nobody knows then what is on the disk.
    stopped: AtomicBool,
}

#[derive(Default)]
struct Waiting {
    people: VecDeque<Box<dyn Job>>,
    bulk: VecDeque<Box<dyn Job>>,
    closed: bool,
}

/// Statements are prepared once for a connection. Without the planner's stability guarantee SQLite would prepare many
/// of them anew for every value that is bound, which took half the time of a list.
fn keep_statements(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(512);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;
             PRAGMA busy_timeout=5000; PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864;
             PRAGMA temp_store=MEMORY;",
        )?;
        keep_statements(&connection)?;
        let queue = Arc::new(Queue::default());
        let thread = std::thread::Builder::new().name("writer".into()).spawn({
            let queue = Arc::clone(&queue);
            move || write_until_closed(&connection, &queue)
        });
        let thread = thread.map_err(|error| Error::fault(error.to_string()))?;
        Ok(Self {
            path: path.to_owned(),
            readers: Mutex::default(),
            queue,
            writer: Mutex::new(Some(thread)),
            watch: Mutex::default(),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Another number after every commit, of whichever connection and process.
    pub(crate) fn commits(&self) -> Result<i64> {
        let mut watch = lock(&self.watch);
        if watch.is_none() {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            *watch = Some(Connection::open_with_flags(&self.path, flags)?);
        }
        let Some(connection) = &*watch else { return Err(Error::Busy) };
        Ok(connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }

    /// Reads in one snapshot on this very thread; `limited` reads are stopped when they take too long.
    pub(crate) fn read<T>(
        &self,
        given: Given<'_>,
        limited: bool,
        f: impl FnOnce(&Snapshot<'_>) -> Result<T>,
    ) -> Result<T> {
        let reader = match lock(&self.readers).pop() {
            Some(reader) => reader,
            None => self.open_reader()?,
        };
        reader.left.store(if limited { READ_LIMIT } else { u64::MAX }, Ordering::Relaxed);
        reader.connection.prepare_cached("BEGIN")?.raw_execute()?;
        let outcome =
            catch_unwind(AssertUnwindSafe(|| f(&Snapshot::new(Link::Sqlite(&reader.connection), given))));
        reader.connection.prepare_cached("COMMIT")?.raw_execute()?;
        lock(&self.readers).push(reader);
        outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }

    fn open_reader(&self) -> Result<Reader> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(&self.path, flags)?;
        connection
            .execute_batch("PRAGMA busy_timeout=5000; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY;")?;
        keep_statements(&connection)?;
        let left = Arc::new(AtomicU64::new(u64::MAX));
        let watched = Arc::clone(&left);
        // only the thread that reads counts down
        let too_much = move || {
            let left = watched.load(Ordering::Relaxed);
            watched.store(left.saturating_sub(1), Ordering::Relaxed);
            left == 0
        };
        connection.progress_handler(LOOK, Some(too_much))?;
        Ok(Reader { connection, left })
    }

    pub(crate) fn submit(&self, job: Box<dyn Job>, bulk: bool) {
        if self.queue.stopped.load(Ordering::Relaxed) {
            return job.answer(Err(Error::fault("writing stopped after a disk error: restart the program")));
        }
        let mut waiting = lock(&self.queue.waiting);
        if waiting.closed || waiting.people.len() >= QUEUE {
            drop(waiting);
            return job.answer(Err(Error::Busy));
        }
        if bulk {
            waiting.bulk.push_back(job)
        } else {
            waiting.people.push_back(job)
        }
        drop(waiting);
        self.queue.bell.notify_one();
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        lock(&self.queue.waiting).closed = true;
        self.queue.bell.notify_one();
        // the last job may hold the last handle: then this is the writer, which ends by itself
        let other =
            |thread: &std::thread::JoinHandle<()>| thread.thread().id() != std::thread::current().id();
        if let Some(thread) = lock(&self.writer).take().filter(other) {
            let _ = thread.join(); // a panic there was already answered to its job
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Queue {
    fn next(&self) -> Option<Box<dyn Job>> {
        let mut waiting = lock(&self.waiting);
        loop {
            if let Some(job) = waiting.pop() {
                return Some(job);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.bell.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
    fn try_next(&self) -> Option<Box<dyn Job>> {
        lock(&self.waiting).people.pop_front() // bulk work starts a group of its own
    }
}

impl Waiting {
    fn pop(&mut self) -> Option<Box<dyn Job>> {
        self.people.pop_front().or_else(|| self.bulk.pop_front())
    }
}

fn write_until_closed(connection: &Connection, queue: &Queue) {
    while let Some(first) = queue.next() {
        write_group(connection, queue, first);
    }
    let _ = connection.execute_batch("PRAGMA optimize"); // a hint for the next start, never needed
}

fn write_group(connection: &Connection, queue: &Queue, first: Box<dyn Job>) {
    if let Err(error) = command(connection, "BEGIN IMMEDIATE") {
        return first.answer(Err(error));
    }
    let started = Instant::now();
    let mut done: Vec<(Box<dyn Job>, Result<()>)> = Vec::new();
    let mut next = Some(first);
    while let Some(mut job) = next.take() {
        let outcome = in_savepoint(connection, &mut job);
        done.push((job, outcome));
        if connection.is_autocommit() {
            return one_by_one(connection, queue, done);
        }
        if done.len() < GROUP && started.elapsed() < GROUP_TIME {
            next = queue.try_next();
        }
    }
    match command(connection, "COMMIT") {
        Ok(()) => done.into_iter().for_each(|(job, outcome)| job.answer(outcome)),
        Err(Error::Full) => {
            let _ = command(connection, "ROLLBACK");
            one_by_one(connection, queue, done);
        }
        Err(error) => {
            queue.stopped.store(true, Ordering::Relaxed);
            tracing::error!(%error, "commit failed: writing stops until a restart");
            let words = error.to_string();
            done.into_iter().for_each(|(job, _)| job.answer(Err(Error::fault(words.clone()))));
        }
    }
}

/// The group was dropped: each job gets a transaction of its own.
fn one_by_one(connection: &Connection, queue: &Queue, jobs: Vec<(Box<dyn Job>, Result<()>)>) {
    for (mut job, _) in jobs {
        let outcome = command(connection, "BEGIN IMMEDIATE").and_then(|()| {
            let outcome = in_savepoint(connection, &mut job);
            if connection.is_autocommit() {
                return outcome.and(Err(Error::Full));
            }
            command(connection, "COMMIT").and(outcome)
        });
        if !connection.is_autocommit() {
            let _ = command(connection, "ROLLBACK");
        }
        if let Err(Error::Fault(words)) = &outcome {
            tracing::error!(words, stopped = queue.stopped.load(Ordering::Relaxed), "a write failed");
        }
        job.answer(outcome);
    }
}

fn in_savepoint(connection: &Connection, job: &mut Box<dyn Job>) -> Result<()> {
    command(connection, "SAVEPOINT job")?;
    let outcome = catch_unwind(AssertUnwindSafe(|| job.run(connection)))
        .unwrap_or_else(|panic| Err(Error::fault(format!("panic: {}", panic_words(&*panic)))));
    if outcome.is_err() && !connection.is_autocommit() {
        command(connection, "ROLLBACK TO job")?;
    }
    if !connection.is_autocommit() {
        command(connection, "RELEASE job")?;
    }
    outcome
}

pub(crate) fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn command(connection: &Connection, text: &str) -> Result<()> {
    Ok(connection.prepare_cached(text)?.raw_execute().map(|_| ())?)
}

pub(crate) fn fetch<T: FromRow>(connection: &Connection, text: &str, args: &[Value]) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(text)?;
    let columns = statement.column_count();
    let mut found = Vec::new();
    let mut rows = statement.query(rusqlite::params_from_iter(args))?;
    while let Some(row) = rows.next()? {
        let values = (0..columns).map(|column| read(row.get_ref_unwrap(column))).collect::<Result<_>>()?;
        found.push(T::from_row(&mut Row::new(values))?);
    }
    Ok(found)
}

pub(crate) fn execute(connection: &Connection, text: &str, args: &[Value]) -> Result<u64> {
    Ok(connection.prepare_cached(text)?.execute(rusqlite::params_from_iter(args))? as u64)
}

pub(crate) fn read(value: ValueRef<'_>) -> Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => {
            Value::Text(String::from_utf8(text.to_vec()).map_err(|_| Error::fault("text that is no UTF-8"))?)
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(Error::fault("a fraction where whole numbers are kept")),
    })
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Key(key) => ToSqlOutput::Owned(rusqlite::types::Value::Blob(key.0.to_be_bytes().to_vec())),
        })
    }
}
