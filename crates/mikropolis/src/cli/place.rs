//! Where an installation lies: the arguments that most commands share.

use crate::installation::{Database, Installation};
use kernel::SystemClock;
use std::future::Future;
use std::path::PathBuf;
use std::process::ExitCode;

/// Which installation.
#[derive(clap::Args, Clone, Debug)]
pub struct Place {
    /// The data folder.
    #[arg(long, env = "MIKROPOLIS_FOLDER", default_value = "data")]
    pub folder: PathBuf,
    /// A PostgreSQL server instead of the files in the data folder, as libpq writes it.
    #[arg(long, env = "MIKROPOLIS_POSTGRES")]
    pub postgres: Option<String>,
    /// For rehearsals: the clock runs so many days ahead.
    #[arg(long, env = "MIKROPOLIS_DAYS_AHEAD", default_value_t = 0, hide = true)]
    pub days_ahead: u16,
}

impl Place {
    /// Opens it.
    ///
    /// # Errors
    /// As [`Installation::open`].
    pub async fn open(&self) -> anyhow::Result<Installation> {
        let clock = SystemClock::ahead_by_days(self.days_ahead.into());
        Installation::open(&self.folder, &self.database(), clock).await
    }

    /// Where its databases are.
    pub fn database(&self) -> Database {
        self.postgres.clone().map_or(Database::Embedded, Database::Postgres)
    }
}

/// Runs a command to its end; faults go to standard error in one line each.
pub fn run(command: impl Future<Output = anyhow::Result<()>>) -> ExitCode {
    run_with_code(async { command.await.map(|()| ExitCode::SUCCESS) })
}

/// The same for commands that choose how they end.
pub fn run_with_code(command: impl Future<Output = anyhow::Result<ExitCode>>) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(command),
        Err(fault) => Err(fault.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("mikropolis: {fault:#}");
            ExitCode::FAILURE
        }
    }
}
