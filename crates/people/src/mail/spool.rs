//! Letters as files.

use super::{Forget, HandedOver, Letter, SendMail, bounce, message, read_back};
use crate::returned::{CameBack, Returned, Why};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

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

    fn remove(&self, forget: &Forget) -> std::io::Result<()> {
        for (path, letter) in self.lying(&["eml", REFUSED, GIVEN_UP])? {
            let to = forget.addresses.iter().any(|address| address.eq_ignore_ascii_case(&letter.to));
            if to || forget.ids.contains(&letter.id) {
                std::fs::remove_file(path)?;
            }
        }
        for path in self.bounces()? {
            let report = String::from_utf8_lossy(&beginning(&path)?).to_lowercase();
            if forget.addresses.iter().any(|address| report.contains(&address.to_lowercase())) {
                std::fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// What a mail server left. Names that begin with a dot are still being written.
    fn bounces(&self) -> std::io::Result<Vec<PathBuf>> {
        let entries = match std::fs::read_dir(self.folder.join(BOUNCES)) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
            files.extend((!hidden && path.is_file()).then_some(path));
        }
        files.sort();
        Ok(files)
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
                    std::fs::remove_file(file)?;
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
        let folder = self.folder.join(BOUNCES);
        std::fs::create_dir_all(&folder)?;
        let name = kernel::Key::random();
        let writing = folder.join(format!(".{name}"));
        let mut file = private(&writing)?;
        std::io::copy(&mut message.take(MOST_BYTES), &mut file)?;
        file.sync_all()?;
        std::fs::rename(writing, folder.join(format!("{name}.eml")))
    }

    /// The letters that wait.
    pub(super) fn letters(&self) -> std::io::Result<Vec<(PathBuf, Letter)>> {
        self.lying(&["eml"])
    }

    /// Letters too old to be of use are given up, so that the desk is asked; what nobody asked for goes.
    pub(super) fn forget_old(&self) -> std::io::Result<()> {
        for (path, _) in self.lying(&["eml", REFUSED, GIVEN_UP])? {
            #[expect(
                clippy::disallowed_methods,
                reason = "compared with the file system's clock, which no test can move"
            )]
            let age = SystemTime::now().duration_since(path.metadata()?.modified()?);
            let waits = path.extension().is_some_and(|end| end == "eml");
            match age.unwrap_or_default() {
                age if age > 2 * KEPT => std::fs::remove_file(path)?,
                age if age > KEPT && waits => std::fs::rename(&path, path.with_extension(GIVEN_UP))?,
                _ => {}
            }
        }
        Ok(())
    }

    fn lying(&self, ends: &[&str]) -> std::io::Result<Vec<(PathBuf, Letter)>> {
        let mut letters = Vec::new();
        let entries = match std::fs::read_dir(&self.folder) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(letters),
            entries => entries?,
        };
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|end| ends.iter().any(|own| end == *own)) {
                letters.extend(read_back(&std::fs::read_to_string(&path)?).map(|letter| (path, letter)));
            }
        }
        Ok(letters)
    }

    fn write(&self, letter: &Letter) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let mut file = private(&self.folder.join(format!("{}.eml", letter.id)))?;
        file.write_all(message(letter, &self.host).as_bytes())?;
        file.sync_all()
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
    let entries = match std::fs::read_dir(folder) {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        match entry.path().extension().and_then(|end| end.to_str()) {
            Some("eml") => {
                found.waiting += 1;
                let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
                found.long += usize::from(age > LONG);
            }
            Some(REFUSED | GIVEN_UP) => found.refused += 1,
            _ => {}
        }
    }
    Ok(found)
}

fn beginning(path: &std::path::Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
pub(crate) fn private(path: &std::path::Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
pub(crate) fn private(path: &std::path::Path) -> std::io::Result<std::fs::File> {
    std::fs::File::create(path)
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
