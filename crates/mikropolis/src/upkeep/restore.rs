//! `mikropolis restore`: a backup becomes an installation again, and what was erased since is erased again.

use super::{About, ERASURES, backup, copy, files};
use crate::installation::{Database, Installation};
use anyhow::{Context as _, ensure};
use people::member::{Again, ErasureList, erase_again};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Location, Store, check_copy, rows_by_table};
use web::Seal;

/// What was done.
pub struct Done {
    /// What was put back.
    pub about: About,
    /// What was erased again.
    pub erased: Again,
    /// Files of pictures that had gone with what was erased.
    pub removed: usize,
}

/// The copies of a backup and the schemas they become on a server.
const COPIES: [(Seal, &str); 2] = [(Seal::Open, "mikropolis.db"), (Seal::Sealed, "sealed.db")];

/// The same from a copy: it is opened and unpacked beside where it goes, and restored from there. The list of
/// erasures beside the copy is read, too.
///
/// # Errors
/// As [`restore`], and when the copy can't be opened; nothing was begun then.
pub async fn restore_copy(
    from: &Path,
    opener: &copy::Opener,
    folder: &Path,
    database: &Database,
    lists: &[PathBuf],
) -> anyhow::Result<Done> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let work = tempfile::Builder::new().prefix(".copy-").tempdir_in(folder)?;
    let backup = copy::unpack(from, opener, work.path())?;
    let beside = from.canonicalize()?.with_file_name(ERASURES);
    let lists: Vec<PathBuf> = beside.is_file().then_some(beside).into_iter().chain(lists.to_vec()).collect();
    restore(&backup, folder, database, &lists).await
}

/// Puts a backup into an empty installation. Erasures are read from the data folder, from beside the backup, and
/// from `lists`.
///
/// # Errors
/// When the backup is not whole, something is there already, or it can't be written; what is wrong is said, and
/// the folder is as before but for what was copied.
pub async fn restore(
    from: &Path,
    folder: &Path,
    database: &Database,
    lists: &[PathBuf],
) -> anyhow::Result<Done> {
    let about = backup::about(from)?;
    let about = about.with_context(|| format!("{} is no whole backup", from.display()))?;
    check(from, &about)?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for name in ["mikropolis.db", "sealed.db", "media", "keys"] {
        ensure!(
            !folder.join(name).exists(),
            "{} holds an installation already: restore into an empty folder and swap the two afterwards",
            folder.display()
        );
    }
    gather_erasures(from, folder, lists)?;
    files::copy_tree(&from.join("media"), &folder.join("media"))?;
    if about.keys {
        files::copy_tree(&from.join("keys"), &folder.join("keys"))?;
    }
    match database {
        Database::Embedded => {
            for (_, name) in COPIES {
                files::copy(&from.join(name), &folder.join(name)).with_context(|| name.to_owned())?;
            }
        }
        Database::Postgres(address) => load(from, folder, address).await?,
    }
    files::sync(folder)?;

    let installation = Installation::open_restored(folder, database).await?;
    compare(&about.open, &installation.store.rows_by_table().await?)?;
    compare(&about.sealed, &installation.sealed.rows_by_table().await?)?;
    let list = ErasureList::in_folder(folder);
    let slices = crate::slices::all();
    let erased = erase_again(&installation.store, &installation.sealed, slices, &list).await?;
    let removed = remove_strays(&installation).await?;
    Ok(Done { about, erased, removed })
}

/// Whether the copies are whole and hold what the backup says of itself.
fn check(from: &Path, about: &About) -> anyhow::Result<()> {
    for ((_, name), rows) in COPIES.into_iter().zip([&about.open, &about.sealed]) {
        let path = from.join(name);
        let words = check_copy(&path).with_context(|| format!("cannot open {}", path.display()))?;
        ensure!(words == "ok", "{} is damaged: {words}", path.display());
        compare(rows, &rows_by_table(&path)?).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn compare(said: &BTreeMap<String, i64>, there: &BTreeMap<String, i64>) -> anyhow::Result<()> {
    for (table, rows) in said {
        let found = there.get(table).copied().unwrap_or(0);
        ensure!(found == *rows, "the table {table} had {rows} rows and has {found}");
    }
    Ok(())
}

/// One list in the data folder from all that are known.
fn gather_erasures(from: &Path, folder: &Path, lists: &[PathBuf]) -> anyhow::Result<()> {
    let beside = from.canonicalize()?.parent().map(|shelf| shelf.join(ERASURES));
    for list in lists {
        ensure!(list.is_file(), "there is no list of erasures at {}", list.display());
    }
    for list in beside.iter().chain(lists) {
        files::merge_lines(list, &folder.join(ERASURES))?;
    }
    Ok(())
}

/// Brings copies of the copies up to this program's schema and loads them into a server's empty databases.
async fn load(from: &Path, folder: &Path, address: &str) -> anyhow::Result<()> {
    let work = tempfile::tempdir_in(folder)?;
    let clock: Arc<dyn kernel::Clock> = Arc::new(kernel::SystemClock::default());
    for (seal, name) in COPIES {
        let (copy, steps) = (work.path().join(name), crate::slices::steps(seal));
        files::copy(&from.join(name), &copy)?;
        let file = Store::open(&Location::File(&copy), Arc::clone(&clock), people::standing_of)?;
        file.migrate(&steps).await?;
        drop(file);
        let schema = Some(crate::installation::schema(seal));
        let location = Location::Postgres { address, schema };
        let server = Store::open(&location, Arc::clone(&clock), people::standing_of)?;
        server.migrate(&steps).await?;
        server.load_from_sqlite(&copy).await.context("loading into PostgreSQL")?;
    }
    Ok(())
}

/// What was erased again may have had pictures: their files go at once, not with the next sweep.
async fn remove_strays(installation: &Installation) -> anyhow::Result<usize> {
    let found = commons::media::differences(&installation.store, &installation.folder.join("media")).await;
    let found = found.map_err(|fault| anyhow::anyhow!("comparing pictures: {fault:?}"))?;
    for path in &found.stray {
        fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(found.stray.len())
}
