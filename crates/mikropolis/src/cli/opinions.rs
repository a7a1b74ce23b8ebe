//! `mikropolis opinions`.

use std::path::PathBuf;
use std::process::ExitCode;

/// Draw an opinion map from votes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The file to read.
    file: PathBuf,
}

/// Exit code 2 means that the file was refused.
pub fn run(arguments: &Arguments) -> ExitCode {
    eprintln!("{}: not read", arguments.file.display());
    ExitCode::from(2)
}
