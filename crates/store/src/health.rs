//! What the operator's `doctor` asks a database.

use crate::migrate::outstanding;
use crate::{
    Dialect, Engine, Error, GLOBAL_NEWEST, NEWEST_HERE, OWN_STEPS, Result, Snapshot, Step, Store, args,
    check_copy,
};
use kernel::{Actor, CommunityId, Time};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

/// Looks at a thousand rows of an index at most (SQLite, "PRAGMA optimize").
const OPTIMIZE: &str = "PRAGMA analysis_limit=1000; PRAGMA optimize=0x10002;";

/// What was found out about a database.
#[derive(Debug)]
pub struct Health {
    /// What SQLite's own checks say is damaged; empty when nothing is. PostgreSQL watches its pages itself.
    pub damage: Vec<String>,
    /// Steps of the schema that are still to run; or why this program cannot use it.
    pub steps: std::result::Result<Vec<&'static str>, String>,
    /// When something was last written, by the clock of then.
    pub newest: Option<Time>,
}

/// How far a database's schema has come.
#[derive(Debug)]
pub struct Progress {
    /// The steps that ran.
    pub ran: Vec<Step>,
    /// Those still to run.
    pub left: Vec<Step>,
}

/// A clock may be so many seconds behind without anybody having to know: nodes differ a little.
const SLACK_SECONDS: i64 = 120;

/// When something was last written in this neighbourhood, if that is later than now: the clock of this machine
/// was set back, or was ahead before. Deadlines must not move until it is right again.
///
/// # Errors
/// Those of the engine.
pub fn written_later(seen: &Snapshot<'_>) -> Result<Option<Time>> {
    let newest: Option<(Time,)> = seen.row(&NEWEST_HERE, &args![seen.community()])?;
    let now = seen.now().plus_seconds(SLACK_SECONDS);
    Ok(newest.map(|(at,)| at).filter(|at| *at > now))
}

impl Store {
    /// How far the schema has come, changing nothing. `steps` are those of [`Store::migrate`].
    ///
    /// # Errors
    /// When the database is newer than the program; those of the engine.
    pub async fn progress(&self, steps: &[Step]) -> Result<Progress> {
        let known = self.steps_that_ran().await?;
        let all: Vec<Step> = OWN_STEPS.iter().chain(steps).copied().collect();
        let left = outstanding(&all, &known)?;
        let ran = steps.iter().filter(|step| known.contains_key(step.name)).copied().collect();
        Ok(Progress { ran, left })
    }

    /// Looks at the whole database, changing nothing. Takes long on a large one.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub async fn health(&self, steps: &[Step]) -> Result<Health> {
        let damage = match &self.shared.engine {
            Engine::Postgres(_) => Vec::new(),
            Engine::Sqlite(sqlite) => {
                let path = sqlite.path().to_owned();
                let task = tokio::task::spawn_blocking(move || damage(&path));
                task.await.map_err(|error| Error::fault(error.to_string()))??
            }
        };
        let ran = self.steps_that_ran().await?;
        if ran.is_empty() {
            return Ok(Health { damage, steps: Err("it has no tables".to_owned()), newest: None });
        }
        let all: Vec<Step> = OWN_STEPS.iter().chain(steps).copied().collect();
        let steps = outstanding(&all, &ran).map(|left| left.iter().map(|step| step.name).collect());
        let operator = Actor::operator(CommunityId::INSTALLATION);
        let newest = self.read_long(operator, |seen| seen.row::<(Time,)>(&GLOBAL_NEWEST, &[])).await?;
        Ok(Health { damage, steps: steps.map_err(|fault| fault.to_string()), newest: newest.map(|(at,)| at) })
    }

    /// Lets the engine count anew what its plans rest on: after many rows came in at once, a plan made for empty
    /// tables reads them all for every row.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn count_for_plans(&self) -> Result<()> {
        match &self.shared.engine {
            Engine::Sqlite(_) => self.alone(|file| Ok(file.execute_batch(OPTIMIZE)?)).await,
            Engine::Postgres(postgres) => Ok(postgres.client().await?.batch_execute("ANALYZE").await?),
        }
    }

    async fn steps_that_ran(&self) -> Result<BTreeMap<String, String>> {
        let text = "SELECT name, hash FROM schema_step";
        match &self.shared.engine {
            Engine::Sqlite(sqlite) => {
                let file = Connection::open_with_flags(sqlite.path(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
                if !file.table_exists(None, "schema_step")? {
                    return Ok(BTreeMap::new());
                }
                let mut steps = file.prepare(text)?;
                let rows = steps.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<std::result::Result<_, _>>()?)
            }
            Engine::Postgres(postgres) => {
                let client = postgres.client().await?;
                let there = "SELECT to_regclass('schema_step') IS NOT NULL";
                if !client.query_one(there, &[]).await?.get::<_, bool>(0) {
                    return Ok(BTreeMap::new());
                }
                let rows = client.query(text, &[]).await?;
                Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
            }
        }
    }

    /// Whether it is a file of our own, and not a server's.
    pub fn is_file(&self) -> bool {
        self.dialect() == Dialect::Sqlite
    }
}

/// What the checks of pages, indexes and references find.
fn damage(path: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let words = check_copy(path)?;
    if words != "ok" {
        found.push(words);
    }
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut references = file.prepare("SELECT \"table\", parent FROM pragma_foreign_key_check")?;
    let rows = references.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    for row in rows {
        let (table, parent) = row?;
        found.push(format!("a row of {table} refers to one of {parent} that is not there"));
    }
    Ok(found)
}
