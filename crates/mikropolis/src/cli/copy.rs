//! `mikropolis copy`.

use super::place::{self, Place};
use crate::upkeep::copy::{self, Lock, What};
use anyhow::{Context as _, ensure};
use std::path::PathBuf;
use std::process::ExitCode;

/// The fewest letters of a word of one's own: it has to withstand guessing by whoever finds the stick.
const LEAST_LETTERS: usize = 16;

/// Save everything in one encrypted file, for a stick or another machine. `mikropolis restore` opens it.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// The folder it goes to, such as the stick's.
    #[arg(long)]
    to: PathBuf,
    /// Only the neighbourhood at this address, with its people and nobody else's: to move it to another machine.
    #[arg(long, value_name = "NEIGHBOURHOOD")]
    only: Option<String>,
    /// A file with a word of your own to lock it with; a new word is made and printed when left out.
    #[arg(long)]
    word_file: Option<PathBuf>,
    /// Lock it to this key instead (`age1…`), which only its owner opens; may be given several times.
    #[arg(long, conflicts_with = "word_file")]
    key: Vec<age::x25519::Recipient>,
}

/// Saves it and says where it is and what opens it.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(async {
        let installation = arguments.place.open().await?;
        let (lock, says) = lock(arguments)?;
        let what = match &arguments.only {
            None => What::Everything,
            Some(slug) => What::Only { community: installation.community(slug).await?, sealed: true },
        };
        let (path, about) = copy::save(installation.source(), what, &arguments.to, lock).await?;
        let rows: i64 = about.open.values().chain(about.sealed.values()).sum();
        println!("{}: {rows} rows, {} pictures, encrypted", path.display(), about.pictures);
        println!("{says}");
        println!("To put it back: mikropolis restore {} --folder NEW", path.display());
        Ok(())
    })
}

fn lock(arguments: &Arguments) -> anyhow::Result<(Lock, String)> {
    if !arguments.key.is_empty() {
        let says = "Only the owners of the named keys can open it.".to_owned();
        return Ok((Lock::Keys(arguments.key.clone()), says));
    }
    let Some(path) = &arguments.word_file else {
        let word = copy::new_word();
        let says = format!(
            "The word is {word}\nWrite it on paper and keep it away from the copy: without it nobody opens the copy."
        );
        return Ok((Lock::Word(word), says));
    };
    let word = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let word = word.trim().to_owned();
    ensure!(
        word.chars().count() >= LEAST_LETTERS,
        "the word in {} is too short: take at least {LEAST_LETTERS} letters, four or five ordinary words",
        path.display()
    );
    Ok((Lock::Word(word), format!("It opens with the word in {}.", path.display())))
}
