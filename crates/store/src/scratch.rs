//! Throw-away databases for tests and benches: a SQLite file in a temporary folder, a schema of its own on the
//! PostgreSQL server named by `MIKROPOLIS_TEST_POSTGRES` (`cargo xtask test` starts one).

use crate::{Error, Location, Result, SealedStore, StandingOf, Step, Store};
use kernel::Clock;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The variable that names the server.
pub const POSTGRES: &str = "MIKROPOLIS_TEST_POSTGRES";

/// Where a test's databases lie; gone when dropped.
pub struct Scratch {
    folder: tempfile::TempDir,
    server: Option<(String, String)>,
}

impl Scratch {
    /// A SQLite file in a temporary folder.
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn sqlite() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|error| Error::fault(error.to_string()))?;
        Ok(Self { folder, server: None })
    }

    /// An own schema on the PostgreSQL server for tests; `None` when no server is named.
    ///
    /// # Errors
    /// When the server is named but cannot be reached.
    pub async fn postgres() -> Result<Option<Self>> {
        let Ok(address) = std::env::var(POSTGRES) else {
            return Ok(None);
        };
        let schema = format!("test_{:016x}", kernel::random_u64());
        let server = crate::postgres::Postgres::open(&address, None)?;
        let create = format!("CREATE SCHEMA {schema}; CREATE SCHEMA {schema}_sealed");
        server.client().await?.batch_execute(&create).await?;
        let mut scratch = Self::sqlite()?;
        scratch.server = Some((address, schema));
        Ok(Some(scratch))
    }

    /// A folder for other files of the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens the open database and brings its schema up.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::migrate`].
    pub async fn open(&self, clock: Arc<dyn Clock>, standing: StandingOf, steps: &[Step]) -> Result<Store> {
        let store = self.store("mikropolis.db", "", clock, standing)?;
        store.migrate(steps).await?;
        Ok(store)
    }

    /// Opens the sealed database and brings its schema up.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::migrate`].
    pub async fn sealed(
        &self,
        clock: Arc<dyn Clock>,
        standing: StandingOf,
        steps: &[Step],
    ) -> Result<SealedStore> {
        let store = self.store("sealed.db", "_sealed", clock, standing)?;
        store.migrate(steps).await?;
        Ok(SealedStore::new(store))
    }

    fn store(&self, file: &str, suffix: &str, clock: Arc<dyn Clock>, standing: StandingOf) -> Result<Store> {
        match &self.server {
            Some((address, schema)) => {
                let schema = format!("{schema}{suffix}");
                Store::open(&Location::Postgres { address, schema: Some(&schema) }, clock, standing)
            }
            None => {
                let path: PathBuf = self.folder.path().join(file);
                Store::open(&Location::File(&path), clock, standing)
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let Some((address, schema)) = self.server.take() else {
            return;
        };
        let sweep = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            let server = runtime.block_on(async { crate::postgres::Postgres::open(&address, None) }).ok()?;
            let drop = format!(
                "DROP SCHEMA IF EXISTS {schema} CASCADE; DROP SCHEMA IF EXISTS {schema}_sealed CASCADE"
            );
            runtime.block_on(async { server.client().await.ok()?.batch_execute(&drop).await.ok() })
        };
        // a thread of its own, since a runtime cannot be entered from within another
        let _ = std::thread::spawn(sweep).join();
    }
}
