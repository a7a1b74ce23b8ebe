//! When something was last saved: for the page of health, and for whoever reminds people of it.
//!
//! Copies are noted in `copied.txt` of the data folder, by neighbourhood: not in the database, since a copy put back
//! on another machine has not been saved from there.

use super::{backup, files};
use kernel::{CommunityId, Time};
use std::fs;
use std::path::Path;

/// A copy older than so many days is worth a reminder.
pub const REMIND_DAYS: i64 = 7;
/// Where copies are noted.
const NOTED: &str = "copied.txt";
/// Whose copy it was when it held everything.
const EVERYTHING: &str = "all";

/// When this neighbourhood was last saved in a copy.
pub fn last_copy(folder: &Path, community: CommunityId) -> Option<Time> {
    let own = community.to_string();
    let noted = fs::read_to_string(folder.join(NOTED)).ok()?;
    let lines = noted.lines().filter_map(|line| line.split_once(' '));
    let mine = lines.filter(|(whose, _)| *whose == EVERYTHING || *whose == own);
    mine.filter_map(|(_, at)| read(at)).max()
}

/// Whether it is time to remind people: never saved, or longer ago than a week.
pub fn is_due(last: Option<Time>, now: Time) -> bool {
    last.is_none_or(|at| at.plus_days(REMIND_DAYS) < now)
}

/// When the last nightly backup was made.
pub fn last_backup(folder: &Path) -> Option<Time> {
    backup::newest(&folder.join("backup")).map(|made| Time::from_micros(made.as_microsecond()))
}

/// Notes that a copy was saved; `None`: of everything.
///
/// # Errors
/// When it can't be written.
pub fn note_copy(folder: &Path, whose: Option<CommunityId>, at: Time) -> anyhow::Result<()> {
    let path = folder.join(NOTED);
    let whose = whose.map_or(EVERYTHING.to_owned(), |community| community.to_string());
    let noted = fs::read_to_string(&path).unwrap_or_default();
    let others = noted.lines().filter(|line| line.split_once(' ').is_some_and(|(one, _)| one != whose));
    let mut lines: Vec<String> = others.map(str::to_owned).collect();
    lines.push(format!("{whose} {}", at.rfc3339()));
    let new = path.with_extension("new");
    files::write(&new, (lines.join("\n") + "\n").as_bytes())?;
    Ok(fs::rename(new, path)?)
}

fn read(at: &str) -> Option<Time> {
    let at: jiff::Timestamp = at.parse().ok()?;
    Some(Time::from_micros(at.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_neighbourhood_knows_its_own_copy_and_those_of_everything() {
        let folder = tempfile::tempdir().unwrap();
        let (here, there) = (CommunityId(1), CommunityId(2));
        let day = |days| Time::from_micros(1_795_431_600_000_000).plus_days(days);
        assert!(is_due(last_copy(folder.path(), here), day(0)));
        note_copy(folder.path(), Some(here), day(0)).unwrap();
        assert_eq!(last_copy(folder.path(), here), Some(day(0)));
        assert_eq!(last_copy(folder.path(), there), None);
        note_copy(folder.path(), None, day(3)).unwrap();
        note_copy(folder.path(), Some(here), day(1)).unwrap();
        assert_eq!(last_copy(folder.path(), here), Some(day(3)));
        assert_eq!(last_copy(folder.path(), there), Some(day(3)));
        assert!(!is_due(last_copy(folder.path(), here), day(10)));
        assert!(is_due(last_copy(folder.path(), here), day(11)));
    }
}
