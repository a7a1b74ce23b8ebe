//! `mikropolis backup`.

use super::place::{self, Place};
use crate::upkeep::backup;
use std::path::PathBuf;
use std::process::ExitCode;

/// Copy everything while it runs: both databases, each as it was at one moment, and the pictures.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Where to: a folder for a dated backup, in which those older than 30 days are removed, or a new name for just
    /// this one. The data folder's `backup` when left out.
    to: Option<PathBuf>,
    /// The keys, too. Whoever has such a backup can do what the program can: lock it away.
    #[arg(long)]
    with_keys: bool,
}

/// Makes the backup and says what is in it.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(async {
        let installation = arguments.place.open().await?;
        let done = backup::make(&installation, arguments.to.as_deref(), arguments.with_keys).await?;
        let rows: i64 = done.about.open.values().chain(done.about.sealed.values()).sum();
        println!(
            "{}: {rows} rows, {} pictures, opened and checked",
            done.folder.display(),
            done.about.pictures
        );
        if !done.about.keys {
            println!("The keys are not in it: print or copy the folder keys once and lock it away.");
        }
        if done.removed > 0 {
            println!("{} backups older than 30 days were removed.", done.removed);
        }
        Ok(())
    })
}
