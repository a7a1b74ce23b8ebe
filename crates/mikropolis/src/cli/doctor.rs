//! `mikropolis doctor`.

use super::place::Place;
use crate::upkeep::doctor;
use kernel::Locale;
use std::process::ExitCode;

/// Look whether everything is well: databases, search, pictures, keys, disk, clock, backups. Changes nothing.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
}

/// Says what is wrong, and fails if anything is.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::place::run_with_code(async {
        let found = doctor::findings(&arguments.place.folder, &arguments.place.database()).await;
        for sentence in &found {
            println!("{}", sentence.says(Locale::En));
        }
        if found.is_empty() {
            println!("All is well.");
        }
        Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}
