//! `mikropolis backup`: both databases, each in one snapshot, and the pictures, in a folder of their own.
//!
//! The databases are SQLite files whatever the engine, so that a backup opens everywhere. The databases are copied
//! before the pictures: every picture a row speaks of is there by then. Keys are left out unless asked for, letters
//! and half-received files always.

use super::{ABOUT, About, ERASURES, Source, files};
use crate::installation::Installation;
use anyhow::{Context as _, ensure};
use jiff::{SignedDuration, Timestamp};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use store::{check_copy, rows_by_table};
use web::Seal;

/// The privacy notice promises that backups live no longer.
const KEPT_DAYS: i64 = 30;

/// What was done.
pub struct Done {
    /// Where the backup lies.
    pub folder: PathBuf,
    /// What is in it.
    pub about: About,
    /// Older ones that were removed.
    pub removed: usize,
}

/// Makes a backup: at `to` if nothing is there yet; in a dated folder inside it if it is a folder; in the data
/// folder's `backup` if nothing is said. In the two latter cases backups older than 30 days go.
///
/// # Errors
/// When something can't be read or written. Nothing that looks like a backup stays then.
pub async fn make(installation: &Installation, to: Option<&Path>, keys: bool) -> anyhow::Result<Done> {
    let shelf = to.map_or_else(|| installation.folder.join("backup"), Path::to_owned);
    let now = installation.store.now();
    let dated = shelf.is_dir();
    let folder = if dated { shelf.join(now.rfc3339().replace(':', "-")) } else { shelf };
    ensure!(!folder.exists(), "{} is there already", folder.display());
    let shelf = folder.parent().filter(|parent| parent.is_dir());
    let shelf = shelf.with_context(|| format!("there is no folder around {}", folder.display()))?.to_owned();

    let half = tempfile::Builder::new().prefix(".backup-").tempdir_in(&shelf);
    let half = half.with_context(|| format!("cannot write in {}", shelf.display()))?;
    crate::installation::private(half.path())?;
    let about = fill(installation, half.path(), keys, now.rfc3339()).await?;
    fs::rename(half.keep(), &folder).with_context(|| format!("cannot make {}", folder.display()))?;
    files::sync(&shelf)?;
    files::merge_lines(&installation.folder.join(ERASURES), &shelf.join(ERASURES))?;
    let removed = if dated { remove_old(&shelf, now.micros())? } else { 0 };
    Ok(Done { folder, about, removed })
}

async fn fill(installation: &Installation, folder: &Path, keys: bool, made: String) -> anyhow::Result<About> {
    let about = databases(installation.source(), folder, made, keys).await?;
    let pictures = files::copy_tree(&installation.folder.join("media"), &folder.join("media"))?;
    if keys {
        files::copy_tree(&installation.folder.join("keys"), &folder.join("keys"))?;
        crate::installation::private(&folder.join("keys"))?;
    }
    let about = About { pictures, ..about };
    files::write(&folder.join(ABOUT), &serde_json::to_vec_pretty(&about)?)?;
    files::sync(folder)?;
    Ok(about)
}

/// Copies of both databases, opened and counted.
///
/// # Errors
/// When something can't be read or written, or a copy is damaged.
pub async fn databases(from: Source<'_>, folder: &Path, made: String, keys: bool) -> anyhow::Result<About> {
    let (open, sealed) = (folder.join("mikropolis.db"), folder.join("sealed.db"));
    // the steps that ran: before an upgrade they are fewer than this program's
    let steps = from.store.progress(&crate::slices::steps(Seal::Open)).await?;
    from.store.copy_to(&open, &steps.ran).await?;
    let steps = from.sealed.progress(&crate::slices::steps(Seal::Sealed)).await?;
    from.sealed.copy_to(&sealed, &steps.ran).await?;
    described(folder, made, keys)
}

/// What copies in a folder hold, opened and checked.
///
/// # Errors
/// When a copy can't be read or is damaged.
pub fn described(folder: &Path, made: String, keys: bool) -> anyhow::Result<About> {
    let (open, sealed) = (folder.join("mikropolis.db"), folder.join("sealed.db"));
    for copy in [&open, &sealed] {
        let words = check_copy(copy)?;
        ensure!(words == "ok", "the copy {} is damaged: {words}", copy.display());
        files::sync(copy)?;
    }
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let (open, sealed) = (rows_by_table(&open)?, rows_by_table(&sealed)?);
    Ok(About { version, made, keys, open, sealed, pictures: 0 })
}

/// What the backup in this folder says of itself; `None` when there is none.
///
/// # Errors
/// When its description can't be read.
pub fn about(folder: &Path) -> anyhow::Result<Option<About>> {
    let path = folder.join(ABOUT);
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let about = serde_json::from_slice(&text);
    Ok(Some(about.with_context(|| format!("{} is not the description of a backup", path.display()))?))
}

/// The backups in a folder, the newest last.
///
/// # Errors
/// When the folder can't be read.
pub fn all(shelf: &Path) -> anyhow::Result<Vec<(Timestamp, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(shelf).with_context(|| format!("cannot read {}", shelf.display()))? {
        let path = entry?.path();
        if let Some(about) = about(&path)? {
            let made = about.made.parse();
            found.push((made.with_context(|| format!("{}: {}", path.display(), about.made))?, path));
        }
    }
    found.sort();
    Ok(found)
}

/// When the newest backup in a folder was made; `None` when there is none, or none that can be read. The folders are
/// named by their time, so that only the newest has to be opened.
pub fn newest(shelf: &Path) -> Option<Timestamp> {
    let entries = fs::read_dir(shelf).ok()?;
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    let found = folders.iter().rev().find_map(|folder| about(folder).ok().flatten());
    found.and_then(|about| about.made.parse().ok())
}

fn remove_old(shelf: &Path, now: i64) -> anyhow::Result<usize> {
    let oldest = Timestamp::from_microsecond(now)? - SignedDuration::from_hours(24 * KEPT_DAYS);
    let since_1970 = Duration::from_micros(u64::try_from(now)?);
    let yesterday = SystemTime::UNIX_EPOCH + since_1970.saturating_sub(Duration::from_secs(86_400));
    let old: Vec<PathBuf> =
        all(shelf)?.into_iter().filter(|(made, _)| *made < oldest).map(|(_, path)| path).collect();
    for path in old.iter().chain(&unfinished(shelf, yesterday)?) {
        fs::remove_dir_all(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(old.len())
}

/// Copies that were begun before this moment and left behind by a power cut.
fn unfinished(shelf: &Path, before: SystemTime) -> anyhow::Result<Vec<PathBuf>> {
    let mut left = Vec::new();
    for entry in fs::read_dir(shelf)? {
        let entry = entry?;
        let begun = entry.file_name().to_string_lossy().starts_with(super::copy::UNFINISHED);
        if begun && entry.metadata()?.modified()? < before {
            left.push(entry.path());
        }
    }
    Ok(left)
}
