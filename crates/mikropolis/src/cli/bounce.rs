//! `mikropolis bounce`.

use people::mail::Spool;
use std::path::PathBuf;
use std::process::ExitCode;

/// Take a message that a mail server returns, from standard input. The running server hears of it within a minute.
///
/// In an alias file of Postfix or Exim: `noreply: "|mikropolis bounce --folder /srv/mikropolis"`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The data folder.
    #[arg(long, env = "MIKROPOLIS_FOLDER", default_value = "data")]
    folder: PathBuf,
}

/// What mail servers understand as "try again later" (sysexits.h: `EX_TEMPFAIL`).
const LATER: u8 = 75;

/// Opens no database, so that a mail server never waits for one.
pub fn run(arguments: &Arguments) -> ExitCode {
    let mail = arguments.folder.join("mail");
    if !mail.is_dir() {
        eprintln!("There is no data folder at {}.", arguments.folder.display());
        return ExitCode::from(LATER);
    }
    match Spool::new(mail, "").take_bounce(&mut std::io::stdin().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("The message could not be kept: {}.", fault.kind());
            ExitCode::from(LATER)
        }
    }
}
