//! The code that opens the first page: printed on the console, kept as a file that only the operator reads.

use crate::installation::Installation;
use anyhow::Context as _;
use kernel::{Actor, CommunityId};
use std::fs;
use std::path::{Path, PathBuf};

/// Letters of the code: none that are taken for another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

fn file(folder: &Path) -> PathBuf {
    folder.join("keys/first-page.code")
}

/// A code for the first page, if nobody lives here yet.
///
/// # Errors
/// When the database or the folder of keys can't be used.
pub async fn code_if_empty(installation: &Installation) -> anyhow::Result<Option<String>> {
    let operator = Actor::operator(CommunityId::INSTALLATION);
    if !installation.store.read(operator, people::community::all).await?.is_empty() {
        return Ok(None);
    }
    let random = kernel::random_u64();
    let letter = |place: u32| LETTERS[(random >> (place * 5) & 31) as usize] as char;
    let code: String = (0..8).map(letter).collect();
    let path = file(&installation.folder);
    fs::write(&path, &code).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(Some(format!("{}-{}", &code[..4], &code[4..])))
}

/// Whether this is the code, as people type it.
pub fn is_right(folder: &Path, typed: &str) -> bool {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let kept = fs::read_to_string(file(folder)).unwrap_or_default();
    // 40 bits and a limit on tries: comparing in constant time would add nothing
    kept.len() == 8 && kept == plain.to_ascii_uppercase()
}

/// The code opens nothing any more.
pub fn used(folder: &Path) {
    // a file that is already gone is what is wanted
    let _ = fs::remove_file(file(folder));
}
