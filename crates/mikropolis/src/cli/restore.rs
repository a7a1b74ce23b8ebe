//! `mikropolis restore`.

use super::place::{self, Place};
use crate::upkeep::copy::{self, Opener};
use crate::upkeep::restore;
use anyhow::Context as _;
use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// Put a backup into an empty folder (and an empty PostgreSQL database), and erase again what was erased since.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// The folder of a backup, or the file of a copy.
    from: PathBuf,
    /// A file with the word the copy was locked with; asked for when left out.
    #[arg(long)]
    word_file: Option<PathBuf>,
    /// A file with the secret key that opens the copy (`AGE-SECRET-KEY-…`).
    #[arg(long, conflicts_with = "word_file")]
    key_file: Option<PathBuf>,
    /// A list of erasures, such as `erasures.txt` of the folder that was lost; may be given several times. The one
    /// beside the backup and the one in the new folder are read anyway.
    #[arg(long)]
    erasures: Vec<PathBuf>,
}

/// Restores and says what was done.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(async {
        let (folder, database) = (&arguments.place.folder, arguments.place.database());
        let (from, lists) = (&arguments.from, &arguments.erasures);
        let done = if copy::is_copy(from) {
            restore::restore_copy(from, &opener(arguments)?, folder, &database, lists).await?
        } else {
            restore::restore(from, folder, &database, lists).await?
        };
        let rows: i64 = done.about.open.values().chain(done.about.sealed.values()).sum();
        println!("{}: as of {}, {rows} rows, compared", folder.display(), done.about.made);
        println!(
            "{} members and {} stories or pictures erased since are erased again; {} files went with them.",
            done.erased.members, done.erased.things, done.removed
        );
        if !done.about.keys && !copy::is_copy(from) {
            println!(
                "The keys were not in the backup: put your copy of the folder keys back before serving."
            );
        }
        Ok(())
    })
}

/// What opens the copy: a key, a word from a file, or a word typed in.
fn opener(arguments: &Arguments) -> anyhow::Result<Opener> {
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    if let Some(path) = &arguments.key_file {
        let text = read(path)?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys =
            lines.map(|line| line.parse().map_err(|fault| anyhow::anyhow!("{}: {fault}", path.display())));
        return Ok(Opener::Key(keys.collect::<anyhow::Result<_>>()?));
    }
    let word = match &arguments.word_file {
        Some(path) => read(path)?,
        None => {
            print!("The word on the paper beside the copy: ");
            std::io::stdout().flush()?;
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            line
        }
    };
    Ok(Opener::Word(word.trim().to_owned()))
}
