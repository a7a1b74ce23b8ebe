//! What the inside of a transaction can do: read, ask for permits, and with a permit write.

use crate::permit::{Act, Permit, decide};
use crate::statement::{Dialect, Statement};
use crate::value::{FromRow, Value};
use crate::{Error, Result};
use kernel::{Actor, Code, CommunityId, Key, MemberId, Standing, Time};
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells the standing of a member; `None` when there is no such active member. Filled by `people`, so that
/// the store knows no feature's tables.
pub type StandingOf = fn(&Snapshot<'_>, MemberId) -> Result<Option<Standing>>;

/// The open database: journal, search, items, everything that may be linked to its time and author.
#[derive(Debug)]
pub enum Open {}

/// The sealed database: no journal, no search, random keys. Votes and crisis cases live there.
#[derive(Debug)]
pub enum Sealed {}

/// The connection of whichever engine.
pub(crate) enum Link<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres { client: &'c deadpool_postgres::ClientWrapper, runtime: &'c tokio::runtime::Handle },
}

/// What every transaction is given from outside.
#[derive(Clone, Copy)]
pub(crate) struct Given<'c> {
    pub(crate) actor: Actor,
    pub(crate) now: Time,
    pub(crate) standing: StandingOf,
    pub(crate) counter: &'c AtomicU64,
}

/// One consistent view of the database, seen by one actor.
pub struct Snapshot<'c> {
    link: Link<'c>,
    given: Given<'c>,
    standings: RefCell<Vec<(MemberId, Option<Standing>)>>,
    /// Why nothing of this transaction may stay, once a statement failed.
    poison: RefCell<Option<Error>>,
}

impl<'c> Snapshot<'c> {
    pub(crate) fn new(link: Link<'c>, given: Given<'c>) -> Self {
        Self { link, given, standings: RefCell::default(), poison: RefCell::default() }
    }

    /// Who looks or writes.
    pub fn actor(&self) -> &Actor {
        &self.given.actor
    }
    /// The neighbourhood of this transaction.
    pub fn community(&self) -> CommunityId {
        self.given.actor.community
    }
    /// The moment of this transaction; SQL never asks a clock.
    pub fn now(&self) -> Time {
        self.given.now
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// Those of the engine. In a writing transaction a failed statement undoes the whole transaction on both
    /// engines, unless it stands inside [`Tx::attempt`].
    pub fn rows<T: FromRow>(&self, statement: &Statement, args: &[Value]) -> Result<Vec<T>> {
        self.guard(|| self.fetch(statement, args))
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// As [`Snapshot::rows`].
    pub fn row<T: FromRow>(&self, statement: &Statement, args: &[Value]) -> Result<Option<T>> {
        Ok(self.rows(statement, args)?.into_iter().next())
    }

    /// The standing of a member of this community; `None` for strangers and members who left.
    ///
    /// # Errors
    /// As [`Snapshot::rows`].
    pub fn standing(&self, member: MemberId) -> Result<Option<Standing>> {
        if let Some((_, standing)) = self.standings.borrow().iter().find(|(known, _)| *known == member) {
            return Ok(standing.clone());
        }
        let standing = (self.given.standing)(self, member)?;
        self.standings.borrow_mut().push((member, standing.clone()));
        Ok(standing)
    }

    /// Decides whether this actor may do `act`, and gives the facts on which that was decided. Private reads
    /// ask here too.
    ///
    /// # Errors
    /// [`Error::Refused`] when not.
    pub fn allow<A: Act>(&self, act: &A) -> Result<A::Facts> {
        let facts = act.facts(self)?;
        decide(self, act, &facts)?;
        Ok(facts)
    }

    /// Whether this actor may do `act`, of which the facts were read before: for pages that offer it.
    pub fn allows<A: Act>(&self, act: &A, facts: &A::Facts) -> bool {
        decide(self, act, facts).is_ok()
    }

    /// Which engine this is; only the store itself writes anything differently for it.
    pub(crate) fn dialect(&self) -> Dialect {
        match self.link {
            Link::Sqlite(_) => Dialect::Sqlite,
            Link::Postgres { .. } => Dialect::Postgres,
        }
    }

    fn guard<T>(&self, run: impl FnOnce() -> Result<T>) -> Result<T> {
        self.sound()?;
        self.given.counter.fetch_add(1, Ordering::Relaxed);
        run().inspect_err(|error| *self.poison.borrow_mut() = Some(error.passed_on()))
    }

    fn fetch<T: FromRow>(&self, statement: &Statement, args: &[Value]) -> Result<Vec<T>> {
        let text = statement.render(self.dialect());
        match &self.link {
            Link::Sqlite(connection) => crate::sqlite::fetch(connection, text, args),
            Link::Postgres { client, runtime } => {
                runtime.block_on(crate::postgres::fetch(client, text, args))
            }
        }
        .map_err(|error| named(statement, error))
    }

    fn execute(&self, statement: &Statement, args: &[Value]) -> Result<u64> {
        let text = statement.render(self.dialect());
        match &self.link {
            Link::Sqlite(connection) => crate::sqlite::execute(connection, text, args),
            Link::Postgres { client, runtime } => {
                runtime.block_on(crate::postgres::execute(client, text, args))
            }
        }
        .map_err(|error| named(statement, error))
    }

    /// Runs text that takes no arguments and is the same on both engines (savepoints).
    fn command(&self, text: &str) -> Result<()> {
        match &self.link {
            Link::Sqlite(connection) => Ok(connection.prepare_cached(text)?.raw_execute().map(|_| ())?),
            Link::Postgres { client, runtime } => Ok(runtime.block_on(client.batch_execute(text))?),
        }
    }

    /// Fails when a statement failed before: with its reason, where that is not the closure's fault (somebody who
    /// only asked `is_ok` meets it here).
    pub(crate) fn sound(&self) -> Result<()> {
        self.poison.borrow().as_ref().map_or(Ok(()), |error| Err(error.passed_on()))
    }
}

fn named(statement: &Statement, error: Error) -> Error {
    match error {
        Error::Fault(words) => Error::Fault(format!("{statement:?}: {words}")),
        other => other,
    }
}

/// Invariant in `'tx`: neither a longer nor a shorter transaction will do.
pub(crate) type Brand<'tx> = fn(&'tx ()) -> &'tx ();

/// A writing transaction. Everything read through it is as of this transaction.
///
/// `'tx` is different for every transaction, so a permit cannot be carried from one into another. `S` says
/// which database it is; what must never meet sealed things takes a `Tx<'_, Open>`.
pub struct Tx<'tx, S = Open> {
    snapshot: Snapshot<'tx>,
    granted: RefCell<Vec<(&'static str, Option<Key>)>>,
    depth: Cell<u32>,
    brand: PhantomData<(Brand<'tx>, S)>,
}

impl<'tx, S> Deref for Tx<'tx, S> {
    type Target = Snapshot<'tx>;
    fn deref(&self) -> &Snapshot<'tx> {
        &self.snapshot
    }
}

impl<'tx, S> Tx<'tx, S> {
    pub(crate) fn new(snapshot: Snapshot<'tx>) -> Self {
        Self { snapshot, granted: RefCell::default(), depth: Cell::new(0), brand: PhantomData }
    }

    /// Decides in this transaction whether the actor may do `act`. Only this makes permits, and only with a
    /// permit can anything be written.
    ///
    /// # Errors
    /// [`Error::Refused`] when not.
    pub fn permit<A: Act>(&self, act: A) -> Result<Permit<'tx, A>> {
        let facts = self.allow(&act)?;
        self.granted.borrow_mut().push((A::NAME, act.target()));
        Ok(Permit::new(act, facts))
    }

    /// Writes; tells how many rows it touched.
    ///
    /// # Errors
    /// As [`Snapshot::rows`].
    pub fn exec<A: Act>(
        &self,
        _permit: &Permit<'tx, A>,
        statement: &Statement,
        args: &[Value],
    ) -> Result<u64> {
        self.guard(|| self.execute(statement, args))
    }

    /// Writes with the version the person saw: no row means that somebody changed it meanwhile.
    ///
    /// # Errors
    /// [`Code::Conflict`] when no row was touched; else as [`Snapshot::rows`].
    pub fn exec_one<A: Act>(
        &self,
        permit: &Permit<'tx, A>,
        statement: &Statement,
        args: &[Value],
    ) -> Result<()> {
        match self.exec(permit, statement, args)? {
            0 => Err(Code::Conflict.into()),
            _ => Ok(()),
        }
    }

    /// A key that sorts by time (open things).
    pub fn new_key(&self) -> Key {
        Key::by_time(self.now())
    }

    /// Something that may fail without undoing the rest: a savepoint.
    ///
    /// # Errors
    /// Those of `run`; what it wrote is undone then.
    pub fn attempt<T>(&self, run: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.sound()?;
        let name = format!("attempt_{}", self.depth.get());
        self.depth.set(self.depth.get() + 1);
        self.snapshot.command(&format!("SAVEPOINT {name}"))?;
        let outcome = run(self);
        self.depth.set(self.depth.get() - 1);
        if outcome.is_err() {
            self.snapshot.command(&format!("ROLLBACK TO SAVEPOINT {name}"))?;
            self.snapshot.poison.take();
        }
        self.snapshot.command(&format!("RELEASE SAVEPOINT {name}"))?;
        outcome
    }

    /// For the store's own bookkeeping (journal, once): needs no permit.
    pub(crate) fn book(&self, statement: &Statement, args: &[Value]) -> Result<u64> {
        self.guard(|| self.execute(statement, args))
    }

    pub(crate) fn granted(&self) -> Vec<(&'static str, Option<Key>)> {
        self.granted.take()
    }
}
