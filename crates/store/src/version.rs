//! A mark of what a database holds: as long as it is the same, nothing was committed by anybody.

use crate::{Engine, Error, Result, Store};

/// What a database held at a moment. Marks can be compared only within one process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version(Seen);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Seen {
    /// SQLite's counter of commits by other connections; the one that watches never writes.
    Commits(i64),
    /// Which transactions a new snapshot would see: the same ones, the same rows.
    Transactions(String),
}

impl Store {
    /// The mark of now. Cheaper than any page: no table is read.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn version(&self) -> Result<Version> {
        match &self.shared.engine {
            Engine::Sqlite(sqlite) => Ok(Version(Seen::Commits(sqlite.commits()?))),
            Engine::Postgres(postgres) => {
                let client = postgres.client().await?;
                let text = "SELECT CAST(pg_current_snapshot() AS TEXT)";
                let snapshot = client.query_one(&client.prepare_cached(text).await?, &[]).await?;
                let seen = snapshot.try_get(0).map_err(|error| Error::fault(error.to_string()))?;
                Ok(Version(Seen::Transactions(seen)))
            }
        }
    }
}
