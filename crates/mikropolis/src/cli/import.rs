//! `mikropolis import`.

use super::place::{self, Place};
use std::path::PathBuf;
use std::process::ExitCode;

/// Bring things in from files.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// A whole neighbourhood from a folder.
    Neighbourhood {
        /// The folder with `neighbourhood.toml`.
        from: PathBuf,
    },
}

/// Imports, saying what was done.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(async {
        let installation = arguments.place.open().await?;
        match &arguments.what {
            What::Neighbourhood { from } => {
                crate::import::neighbourhood(&installation, from, &|step| println!("{step}")).await?;
            }
        }
        Ok(())
    })
}
