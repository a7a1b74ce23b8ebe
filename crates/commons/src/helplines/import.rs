//! Helplines from `neighbourhood.toml`: `[[helpline]]` with `phone`, `owner`, `checked`, `verify` and the tables
//! `name`, `about`, `hours` by language. Other parts of the file are left to those who read them.

use super::model::{Told, Worded};
use kernel::{Day, Locale};
use serde::Deserialize;

/// One helpline of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What is said of it.
    pub told: Told,
    /// When somebody last checked it.
    pub checked: Day,
    /// A person still has to check it.
    pub verify: bool,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    helpline: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    phone: String,
    owner: String,
    checked: String,
    #[serde(default = "yes")]
    verify: bool,
    name: Languages,
    #[serde(default)]
    about: Languages,
    #[serde(default)]
    hours: Languages,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Languages {
    pl: String,
    en: String,
    uk: String,
}

const fn yes() -> bool {
    true
}

impl From<Languages> for Worded {
    fn from(words: Languages) -> Self {
        Self::new([(Locale::Pl, words.pl), (Locale::En, words.en), (Locale::Uk, words.uk)])
    }
}

/// Reads the helplines of a file.
///
/// # Errors
/// What is wrong, in plain English, with the line of the file or the number of the entry (counted from 1).
pub fn read(file: &str) -> Result<Vec<Imported>, String> {
    let file: File = toml::from_str(file).map_err(|fault| fault.to_string())?;
    file.helpline.into_iter().enumerate().map(|(place, entry)| one(place + 1, entry)).collect()
}

fn one(number: usize, entry: Entry) -> Result<Imported, String> {
    let wrong = |what: &str| format!("helpline {number} ({}): {what}", entry.phone);
    if !entry.phone.chars().any(|letter| letter.is_ascii_digit()) {
        return Err(wrong("phone holds no digit"));
    }
    let checked = Day::parse(&entry.checked).ok_or_else(|| wrong("checked is no day like 2026-11-01"))?;
    let name = Worded::from(entry.name);
    if name.is_empty() {
        return Err(format!("helpline {number} ({}): no name in any language", entry.phone));
    }
    let told = Told {
        phone: entry.phone,
        name,
        about: entry.about.into(),
        hours: entry.hours.into(),
        owner: entry.owner,
    };
    Ok(Imported { told, checked, verify: entry.verify })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_read_whole() {
        let file = include_str!("../../../../demo/nowa-huta/neighbourhood.toml");
        let lines = read(file).unwrap();
        assert_eq!(lines.len(), 8);
        assert_eq!(lines[0].told.phone, "112");
        assert!(lines.iter().all(|line| line.verify && !line.told.name.own(Locale::Uk).is_empty()));
    }

    #[test]
    fn what_is_wrong_is_said_with_the_entry() {
        let entry = |phone: &str, checked: &str| {
            format!(
                "[[helpline]]\nphone = \"{phone}\"\nowner = \"o\"\nchecked = \"{checked}\"\nname = {{ pl = \"n\" }}\n"
            )
        };
        assert!(read(&entry("112", "1 listopada")).unwrap_err().contains("helpline 1 (112): checked"));
        assert!(read(&entry("abc", "2026-11-01")).unwrap_err().contains("no digit"));
        assert!(read("[[helpline]]\nphone = 1").unwrap_err().contains("line 2"));
        assert_eq!(read("slug = \"x\"").unwrap(), []);
    }
}
