//! Letters as files.

use super::{Forget, HandedOver, Letter, SendMail, message, read_back};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Letters for a mail server that was away for longer are given up.
const KEPT: Duration = Duration::from_secs(3 * 86_400);

/// A letter that waits for longer needs somebody to look.
const LONG: Duration = Duration::from_secs(3600);

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
        for (path, letter) in self.lying(&["eml", "refused"])? {
            let to = forget.addresses.iter().any(|address| address.eq_ignore_ascii_case(&letter.to));
            if to || forget.ids.contains(&letter.id) {
                std::fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// The letters that wait.
    pub(super) fn letters(&self) -> std::io::Result<Vec<(PathBuf, Letter)>> {
        self.lying(&["eml"])
    }

    /// Letters too old to be of use: digits in them are past, and notices stand on people's own pages.
    pub(super) fn forget_old(&self) -> std::io::Result<()> {
        for (path, _) in self.lying(&["eml", "refused"])? {
            #[expect(
                clippy::disallowed_methods,
                reason = "compared with the file system's clock, which no test can move"
            )]
            let age = SystemTime::now().duration_since(path.metadata()?.modified()?);
            if age.is_ok_and(|age| age > KEPT) {
                std::fs::remove_file(path)?;
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
    /// Letters the mail server refused for good.
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
            Some("refused") => found.refused += 1,
            _ => {}
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> std::io::Result<std::fs::File> {
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
}
