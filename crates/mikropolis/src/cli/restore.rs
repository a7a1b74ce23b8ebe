//! `mikropolis restore`.

use super::place::{self, Place};
use crate::upkeep::restore;
use std::path::PathBuf;
use std::process::ExitCode;

/// Put a backup into an empty folder (and an empty PostgreSQL database), and erase again what was erased since.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// The backup.
    from: PathBuf,
    /// A list of erasures, such as `erasures.txt` of the folder that was lost; may be given several times. The one
    /// beside the backup and the one in the new folder are read anyway.
    #[arg(long)]
    erasures: Vec<PathBuf>,
}

/// Restores and says what was done.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(async {
        let (folder, database) = (&arguments.place.folder, arguments.place.database());
        let done = restore::restore(&arguments.from, folder, &database, &arguments.erasures).await?;
        let rows: i64 = done.about.open.values().chain(done.about.sealed.values()).sum();
        println!("{}: as of {}, {rows} rows, compared", folder.display(), done.about.made);
        println!(
            "{} members and {} stories or pictures erased since are erased again; {} files went with them.",
            done.erased.members, done.erased.things, done.removed
        );
        if !done.about.keys {
            println!(
                "The keys were not in the backup: put your copy of the folder keys back before serving."
            );
        }
        Ok(())
    })
}
