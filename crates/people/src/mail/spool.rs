//! Letters as files.

use super::{Forget, HandedOver, Letter, SendMail, bounce, message, read_back};
use crate::files;
use crate::returned::{CameBack, Returned, Why};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Letters for a mail server that was away for longer are given up.
const KEPT: Duration = Duration::from_secs(3 * 86_400);

/// A letter that waits for longer needs somebody to look.
const LONG: Duration = Duration::from_secs(3600);
/// The ending of letters refused because nobody is at their address.
pub(super) const REFUSED: &str = "refused";
/// The ending of letters that were given up, or not wanted as they are.
pub(super) const GIVEN_UP: &str = "given-up";
/// Where a mail server leaves what came back.
const BOUNCES: &str = "bounces";
/// Reports of mail servers are read so far; what matters stands at their beginning.
const MOST_BYTES: u64 = 1_000_000;

/// Writes each letter to a file: `<folder>/<id>.eml`, readable by the owner alone.
#[derive(Clone, Debug)]
pub struct Spool {
    folder: PathBuf,
    host: String,
}

impl Spool {
    /// Into this folder, from this host (`nowahuta.example`).
    pub fn new(folder: impl Into<PathBuf>, host: impl Into<String>) -> Self {
        Self { folder: folder.into(), host: host.into() }
    }

    /// Takes away what is written to a leaver, and reports of letters that did not reach them. A message among the
    /// reports that is none may be their answer: nobody reads it, and it goes.
    fn remove(&self, forget: &Forget) -> std::io::Result<()> {
        for (path, letter) in self.lying(&["eml", REFUSED, GIVEN_UP])? {
            if forget.is_about(letter.id, &[letter.to]) {
                files::remove(&path)?;
            }
        }
        for path in self.bounces()? {
            let report = bounce::read(&beginning(&path)?);
            if report.is_none_or(|report| forget.is_about(report.id, &report.to)) {
                files::remove(&path)?;
            }
        }
        files::sweep(&self.folder)
    }

    /// What a mail server left. Names that begin with a dot are still being written.
    fn bounces(&self) -> std::io::Result<Vec<PathBuf>> {
        let mut found = files::all(&self.folder.join(BOUNCES))?;
        found.retain(|path| !files::is_aside(path) && path.is_file());
        found.sort();
        Ok(found)
    }

    /// Letters refused or given up, and reports of letters that did not arrive. What reports nothing of ours is
    /// taken away: it may be somebody's answer to an address that nobody reads.
    fn came_back(&self) -> std::io::Result<Vec<Returned>> {
        let mut all = Vec::new();
        for (why, end) in [(Why::Nobody, REFUSED), (Why::GivenUp, GIVEN_UP)] {
            let letters = self.lying(&[end])?.into_iter();
            all.extend(letters.map(|(file, letter)| Returned {
                id: letter.id,
                to: vec![letter.to],
                why,
                file,
            }));
        }
        for file in self.bounces()? {
            match bounce::read(&beginning(&file)?) {
                Some(bounce) => all.push(Returned { id: bounce.id, to: bounce.to, why: Why::Nobody, file }),
                None => {
                    tracing::info!("a message among the bounces reports no letter of ours and was removed");
                    files::remove(&file)?;
                }
            }
        }
        Ok(all)
    }

    /// Keeps a message that a mail server hands over, for the next look at what came back.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn take_bounce(&self, message: &mut dyn std::io::Read) -> std::io::Result<()> {
        let name = format!("{}.eml", kernel::Key::random());
        let copy = |file: &mut std::fs::File| std::io::copy(&mut message.take(MOST_BYTES), file).map(|_| ());
        files::put(&self.folder.join(BOUNCES), &name, copy)
    }

    /// The letters that wait.
    pub(super) fn letters(&self) -> std::io::Result<Vec<(PathBuf, Letter)>> {
        self.lying(&["eml"])
    }

    /// Letters too old to be of use are given up, so that the desk is asked; what nobody asked for goes, and so does
    /// what is no letter.
    pub(super) fn forget_old(&self) -> std::io::Result<()> {
        for path in files::with_ends(&self.folder, &["eml", REFUSED, GIVEN_UP])? {
            let waits = path.extension().is_some_and(|end| end == "eml");
            match files::age(&path) {
                age if age > 2 * KEPT => files::remove(&path)?,
                age if age > KEPT && waits => {
                    files::gone(std::fs::rename(&path, path.with_extension(GIVEN_UP)))?;
                }
                _ => {}
            }
        }
        files::sweep(&self.folder)
    }

    /// Letters with these endings, the oldest first. One that another task took away meanwhile, or that can't be read,
    /// keeps none of the others back.
    fn lying(&self, ends: &[&str]) -> std::io::Result<Vec<(PathBuf, Letter)>> {
        let mut letters = Vec::new();
        for path in files::with_ends(&self.folder, ends)? {
            match std::fs::read_to_string(&path).map(|text| read_back(&text)) {
                Ok(Some(letter)) => letters.push((path, letter)),
                Ok(None) => tracing::warn!("a file among the letters is none"),
                Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
                Err(fault) => tracing::warn!(kind = %fault.kind(), "a letter can't be read"),
            }
        }
        Ok(letters)
    }

    fn write(&self, letter: &Letter) -> std::io::Result<()> {
        let bytes = message(letter, &self.host);
        files::put(&self.folder, &format!("{}.eml", letter.id), |file| file.write_all(bytes.as_bytes()))
    }
}

/// What lies in the folder of letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Lying {
    /// Letters that wait.
    pub waiting: usize,
    /// Those of them that have waited for more than an hour.
    pub long: usize,
    /// Letters the mail server refused for good, or that were given up.
    pub refused: usize,
}

/// Counts letters without reading them.
///
/// # Errors
/// When the folder can't be read.
pub fn lying(folder: &Path) -> std::io::Result<Lying> {
    let mut found = Lying::default();
    for path in files::with_ends(folder, &["eml"])? {
        found.waiting += 1;
        found.long += usize::from(files::age(&path) > LONG);
    }
    found.refused = files::with_ends(folder, &[REFUSED, GIVEN_UP])?.len();
    Ok(found)
}

fn beginning(path: &std::path::Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl SendMail for Spool {
    fn hand_over(&self, letter: Letter) -> HandedOver<'_> {
        Box::pin(
            async move { self.write(&letter).map_err(|fault| format!("writing a letter: {}", fault.kind())) },
        )
    }
    fn forget(&self, forget: Forget) -> HandedOver<'_> {
        Box::pin(async move {
            self.remove(&forget).map_err(|fault| format!("removing letters: {}", fault.kind()))
        })
    }
    fn returned(&self) -> CameBack<'_> {
        Box::pin(async move {
            self.came_back().map_err(|fault| format!("looking for what came back: {}", fault.kind()))
        })
    }
    fn leaves(&self) -> bool {
        false
    }
}
