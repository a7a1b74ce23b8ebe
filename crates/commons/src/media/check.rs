//! Rows and files side by side: for the operator's check, and for a restored backup.

use super::files::{listed, place};
use super::store;
use ::store::Store;
use kernel::{Actor, CommunityId};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use web::Error;

/// Where rows and files differ.
#[derive(Debug, Default)]
pub struct Differences {
    /// Files to which a row points and which are not there.
    pub missing: Vec<PathBuf>,
    /// Files to which no row points: harmless for an hour, while they wait for their row.
    pub stray: Vec<PathBuf>,
}

/// Compares the folder of pictures with the rows of all communities.
///
/// # Errors
/// Those of the store and of the file system.
pub async fn differences(store: &Store, media: &Path) -> Result<Differences, Error> {
    let operator = Actor::operator(CommunityId::INSTALLATION);
    let rows = store.read_long(operator, store::all_files).await?;
    let wanted = places(rows, media);
    let there = all(media).map_err(|fault| Error::io("looking through the pictures", &fault))?;
    let mut missing: Vec<PathBuf> = wanted.iter().filter(|path| !there.contains(*path)).cloned().collect();
    let mut stray: Vec<PathBuf> = there.difference(&wanted).cloned().collect();
    missing.sort();
    stray.sort();
    Ok(Differences { missing, stray })
}

/// The files of one community's pictures.
///
/// # Errors
/// Those of the store.
pub async fn of_community(
    store: &Store,
    community: CommunityId,
    media: &Path,
) -> Result<HashSet<PathBuf>, Error> {
    let rows = store.read_long(Actor::operator(community), store::files_here).await?;
    Ok(places(rows, media))
}

fn places(rows: Vec<(String, String)>, media: &Path) -> HashSet<PathBuf> {
    let files = |(hash, widths): (String, String)| -> Vec<PathBuf> {
        let widths = widths.split(',').filter_map(|width| width.parse().ok());
        widths.map(|width| place(media, &hash, width)).collect()
    };
    rows.into_iter().flat_map(files).collect()
}

/// Every file on the shelves.
fn all(media: &Path) -> io::Result<HashSet<PathBuf>> {
    let mut files = HashSet::new();
    for shelf in listed(media)?.into_iter().filter(|shelf| shelf.is_dir()) {
        files.extend(listed(&shelf)?);
    }
    Ok(files)
}
