//! Keeping an installation: backups and copies for a stick, putting them back, and looking whether all is well.

mod archive;
pub mod backup;
pub mod copy;
pub mod doctor;
mod files;
pub mod finding;
pub mod kept;
pub mod restore;
pub mod upgrade;

pub use files::sync;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use store::{SealedStore, Store};

/// What a backup says of itself, in `backup.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The version of the program that made it.
    pub version: String,
    /// When, as RFC 3339.
    pub made: String,
    /// Whether the keys are in it.
    pub keys: bool,
    /// Rows of each table of the open database.
    pub open: BTreeMap<String, i64>,
    /// Rows of each table of the sealed one.
    pub sealed: BTreeMap<String, i64>,
    /// Files of pictures.
    pub pictures: usize,
}

/// Where [`About`] lies in a backup; written last, so that a folder without it is no whole backup.
pub const ABOUT: &str = "backup.json";

/// The list of erasures, which lies beside backups and in data folders, never inside a backup.
pub const ERASURES: &str = "erasures.txt";

/// What is copied: an installation, or what a running server shares of it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The data folder.
    pub folder: &'a Path,
    /// The open database.
    pub store: &'a Store,
    /// The sealed one.
    pub sealed: &'a SealedStore,
}

impl<'a> Source<'a> {
    /// Of a running server.
    pub fn of(app: &'a web::App) -> Self {
        Self { folder: &app.settings.folder, store: &app.store, sealed: &app.sealed }
    }
}

/// How many bytes are free where a folder lies.
pub fn free_space(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}
