//! The schema: dated steps, each run once, in one transaction, never edited afterwards.

use crate::statement::{Dialect, render};
use crate::{Engine, Error, Result, Store};
use kernel::Time;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// One step of the schema, embedded from `schema/20261124-1_ballots.sql` of a slice.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The file's name: its date orders the steps of all slices.
    pub name: &'static str,
    /// Portable SQL with column tokens.
    pub text: &'static str,
}

/// Declares a step from a file beside the module.
#[macro_export]
macro_rules! step {
    ($name:literal) => {
        $crate::Step { name: $name, text: include_str!(concat!("schema/", $name, ".sql")) }
    };
}

/// The store's own tables.
pub const OWN_STEPS: &[Step] = &[step!("20261123-0_store")];

const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS schema_step (name TEXT PRIMARY KEY, hash TEXT NOT NULL, at BIGINT NOT NULL)";

impl Step {
    fn hash(&self) -> String {
        Sha256::digest(self.text).iter().map(|byte| format!("{byte:02x}")).collect()
    }
    fn commands(&self, dialect: Dialect) -> String {
        let bare: Vec<&str> =
            self.text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        let text = render(&bare.join("\n"), dialect);
        if dialect == Dialect::Sqlite { text.replace("BIGINT", "INTEGER") } else { text }
    }
}

/// Which steps are still to run.
///
/// # Errors
/// When the database knows a step this program does not (it is newer), or a step was edited after it ran.
pub(crate) fn outstanding(steps: &[Step], ran: &BTreeMap<String, String>) -> Result<Vec<Step>> {
    let mut ordered: Vec<Step> = steps.to_vec();
    ordered.sort_by_key(|step| step.name);
    if let Some(newer) = ran.keys().find(|name| !ordered.iter().any(|step| step.name == name.as_str())) {
        return Err(Error::fault(format!(
            "the database has the step {newer}, which this version does not know: start the newer program"
        )));
    }
    if let Some(edited) =
        ordered.iter().find(|step| ran.get(step.name).is_some_and(|hash| *hash != step.hash()))
    {
        return Err(Error::fault(format!("the step {} was edited after it had run", edited.name)));
    }
    Ok(ordered.into_iter().filter(|step| !ran.contains_key(step.name)).collect())
}

impl Store {
    /// Brings the schema up to these steps; running it again does nothing.
    ///
    /// # Errors
    /// When the database is newer than the program, or a step fails (it leaves nothing behind then).
    pub async fn migrate(&self, steps: &[Step]) -> Result<usize> {
        let steps: Vec<Step> = OWN_STEPS.iter().chain(steps).copied().collect();
        let now = self.now();
        match &self.shared.engine {
            Engine::Sqlite(_) => self.alone(move |connection| migrate_sqlite(connection, &steps, now)).await,
            Engine::Postgres(postgres) => {
                let client = postgres.client().await?;
                migrate_postgres(&client, postgres.schema(), &steps, now).await
            }
        }
    }
}

fn migrate_sqlite(connection: &rusqlite::Connection, steps: &[Step], now: Time) -> Result<usize> {
    connection.execute_batch(TABLE)?;
    let ran = connection
        .prepare("SELECT name, hash FROM schema_step")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<BTreeMap<String, String>, _>>()?;
    let todo = outstanding(steps, &ran)?;
    for step in &todo {
        connection
            .execute_batch(&step.commands(Dialect::Sqlite))
            .map_err(|error| Error::fault(format!("{}: {error}", step.name)))?;
        connection.execute(
            "INSERT INTO schema_step VALUES (?1, ?2, ?3)",
            rusqlite::params![step.name, step.hash(), now.micros()],
        )?;
    }
    Ok(todo.len())
}

async fn migrate_postgres(
    client: &tokio_postgres::Client,
    schema: Option<&str>,
    steps: &[Step],
    now: Time,
) -> Result<usize> {
    // one program at a time: the number is "mikropol" read as bytes
    client.batch_execute("BEGIN; SELECT pg_advisory_xact_lock(7883960597573726060)").await?;
    let outcome = match make_schema(client, schema).await {
        Ok(()) => migrate_postgres_locked(client, steps, now).await,
        Err(fault) => Err(fault),
    };
    client.batch_execute(if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
    outcome
}

/// Only where it is missing: whoever made it beforehand need not give us the right to make schemas.
async fn make_schema(client: &tokio_postgres::Client, schema: Option<&str>) -> Result<()> {
    let Some(schema) = schema else { return Ok(()) };
    let there: Option<String> = client.query_one("SELECT CAST(current_schema() AS TEXT)", &[]).await?.get(0);
    if there.is_none() {
        client.batch_execute(&format!("CREATE SCHEMA {schema}")).await?;
    }
    Ok(())
}

async fn migrate_postgres_locked(
    client: &tokio_postgres::Client,
    steps: &[Step],
    now: Time,
) -> Result<usize> {
    client.batch_execute(TABLE).await?;
    let rows = client.query("SELECT name, hash FROM schema_step", &[]).await?;
    let ran = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let todo = outstanding(steps, &ran)?;
    for step in &todo {
        client
            .batch_execute(&step.commands(Dialect::Postgres))
            .await
            .map_err(|error| Error::fault(format!("{}: {:?}", step.name, Error::from(error))))?;
        client
            .execute(
                "INSERT INTO schema_step VALUES ($1, $2, $3)",
                &[&step.name, &step.hash(), &now.micros()],
            )
            .await?;
    }
    Ok(todo.len())
}
