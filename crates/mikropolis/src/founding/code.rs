//! Codes that open the first page. The one of an empty installation is printed on the console and kept as a file that
//! only the operator reads, so that it stays the same until somebody used it: it may stand on paper by then. Codes
//! for further neighbourhoods are printed once and kept as hashes.

use crate::installation::Installation;
use kernel::{Actor, CommunityId, Time};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Letters of the code: none that are taken for another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

fn first(folder: &Path) -> PathBuf {
    folder.join("keys/first-page.code")
}

fn further(folder: &Path) -> PathBuf {
    folder.join("keys/founding.codes")
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
    let path = first(&installation.folder);
    let code = match fs::read_to_string(&path) {
        Ok(code) if code.len() == 8 => code,
        _ => {
            let code = new_code();
            crate::installation::write_private(&path, code.as_bytes())?;
            code
        }
    };
    Ok(Some(in_halves(&code)))
}

/// A code for one further neighbourhood, good until a moment.
///
/// # Errors
/// When it can't be kept.
pub fn code_for_another(folder: &Path, now: Time, until: Time) -> anyhow::Result<String> {
    let code = new_code();
    let mut lines = good(folder, now);
    lines.push((hash(&code), until));
    keep(folder, &lines)?;
    Ok(in_halves(&code))
}

/// Whether this is a code, as people type it.
pub fn is_right(folder: &Path, typed: &str, now: Time) -> bool {
    let plain = plain(typed);
    let kept = fs::read_to_string(first(folder)).unwrap_or_default();
    // 40 bits and a limit on tries: comparing in constant time would add nothing
    plain.len() == 8 && (kept == plain || good(folder, now).iter().any(|(one, _)| *one == hash(&plain)))
}

/// The code opens nothing any more.
pub fn used(folder: &Path, typed: &str, now: Time) {
    let (plain, path) = (plain(typed), first(folder));
    if fs::read_to_string(&path).is_ok_and(|kept| kept == plain) {
        // a file that is already gone is what is wanted
        let _ = fs::remove_file(path);
    }
    let mut lines = good(folder, now);
    let before = lines.len();
    lines.retain(|(one, _)| *one != hash(&plain));
    if lines.len() < before
        && let Err(fault) = keep(folder, &lines)
    {
        tracing::error!(%fault, "a used code could not be taken away");
    }
}

fn new_code() -> String {
    let random = kernel::random_u64();
    let letter = |place: u32| LETTERS[(random >> (place * 5) & 31) as usize] as char;
    (0..8).map(letter).collect()
}

fn in_halves(code: &str) -> String {
    format!("{}-{}", &code[..4], &code[4..])
}

fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

fn hash(code: &str) -> String {
    let hash = Sha256::digest(format!("mikropolis founding {code}"));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Codes that are still good: hash and end.
fn good(folder: &Path, now: Time) -> Vec<(String, Time)> {
    let text = fs::read_to_string(further(folder)).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    let lines =
        lines.filter_map(|(hash, until)| Some((hash.to_owned(), Time::from_micros(until.parse().ok()?))));
    lines.filter(|(_, until)| *until > now).collect()
}

fn keep(folder: &Path, lines: &[(String, Time)]) -> anyhow::Result<()> {
    let text: String = lines.iter().map(|(hash, until)| format!("{hash} {}\n", until.micros())).collect();
    let path = further(folder);
    let new = path.with_extension("new");
    crate::installation::write_private(&new, text.as_bytes())?;
    Ok(fs::rename(new, path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_for_another_opens_once_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("keys")).unwrap();
        let now = Time::from_micros(1_795_431_600_000_000);
        let (one, two) = (
            code_for_another(folder.path(), now, now.plus_days(7)).unwrap(),
            code_for_another(folder.path(), now, now.plus_days(7)).unwrap(),
        );
        assert!(is_right(folder.path(), &one.to_lowercase(), now));
        assert!(!is_right(folder.path(), "2222-2222", now) && !is_right(folder.path(), "", now));
        used(folder.path(), &one, now);
        assert!(!is_right(folder.path(), &one, now) && is_right(folder.path(), &two, now));
        assert!(!is_right(folder.path(), &two, now.plus_days(8)), "a week is over");
        let kept = fs::read_to_string(further(folder.path())).unwrap();
        assert!(!kept.contains(&plain(&two)), "only hashes lie there");
    }
}
