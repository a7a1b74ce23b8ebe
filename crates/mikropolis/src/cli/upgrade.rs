//! `mikropolis upgrade`.

use super::place::{self, Place};
use std::process::ExitCode;

/// Bring the databases up to this program, after a backup; `serve` does the same by itself when it starts.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
}

/// Upgrades and says so.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(async {
        arguments.place.open().await?;
        println!("The databases fit this program, version {}.", env!("CARGO_PKG_VERSION"));
        Ok(())
    })
}
