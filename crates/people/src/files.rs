//! Files that others take: letters, text messages, reports. Nobody ever sees half of one.

use std::fs::File;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What was not finished for so long never will be.
const GIVEN_UP: Duration = Duration::from_secs(3600);

/// Writes a file that its owner alone reads, aside first, and names it when it lies on the disk.
pub(crate) fn put(folder: &Path, name: &str, write: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let stem = name.split('.').next().unwrap_or(name);
    let aside = folder.join(format!(".{stem}"));
    let mut file = private(&aside)?;
    write(&mut file)?;
    file.sync_all()?;
    std::fs::rename(aside, folder.join(name))
}

/// Files with these endings, those with the first names first; none where there is no folder.
pub(crate) fn with_ends(folder: &Path, ends: &[&str]) -> Result<Vec<PathBuf>> {
    let fits = |path: &PathBuf| path.extension().is_some_and(|end| ends.iter().any(|own| end == *own));
    let mut files: Vec<PathBuf> = all(folder)?.into_iter().filter(|path| !is_aside(path)).collect();
    files.retain(fits);
    files.sort();
    Ok(files)
}

/// Everything in a folder; nothing where there is none.
pub(crate) fn all(folder: &Path) -> Result<Vec<PathBuf>> {
    match std::fs::read_dir(folder) {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        entries => entries?.map(|entry| entry.map(|entry| entry.path())).collect(),
    }
}

/// Whether it is still being written.
pub(crate) fn is_aside(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'))
}

/// Takes away what was begun and never finished: the power went.
pub(crate) fn sweep(folder: &Path) -> Result<()> {
    let begun = all(folder)?.into_iter().filter(|path| is_aside(path) && path.is_file());
    begun.filter(|path| age(path) > GIVEN_UP).try_for_each(|path| remove(&path))
}

/// How long it has lain there; no time at all when it is gone.
pub(crate) fn age(path: &Path) -> Duration {
    #[expect(
        clippy::disallowed_methods,
        reason = "compared with the file system's clock, which no test can move"
    )]
    let now = std::time::SystemTime::now();
    let then = path.metadata().and_then(|about| about.modified());
    then.map_or(Duration::ZERO, |then| now.duration_since(then).unwrap_or_default())
}

/// Takes a file away; somebody else may have been faster.
pub(crate) fn remove(path: &Path) -> Result<()> {
    gone(std::fs::remove_file(path))
}

/// That it was gone already is as good.
pub(crate) fn gone(outcome: Result<()>) -> Result<()> {
    match outcome {
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

#[cfg(unix)]
fn private(path: &Path) -> Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> Result<File> {
    File::create(path)
}
