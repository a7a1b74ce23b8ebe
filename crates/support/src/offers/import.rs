//! Needs and offers from a TOML file: the sample neighbourhood, and what people bring from lists of their own.
//!
//! `[[offer]]` with `key`, `side`, `kind`, `title`, `text`, `lang`, `member` (a key of the members' file), `area`,
//! `when`, `for_whom`, `who_may_come`, `days_left` (counted from the day of reading in), `state`, and where there
//! are any `desk_only`, `places`, `first_come`, `answers`, `thanks`, `translations.<language>`.

use super::acts::{Resolved, Told};
use super::model::{
    Chosen, ForWhom, Hours, Kind, LONGEST_DAYS, MOST_PLACES, Side, State, USUAL_DAYS, WhoMayCome, brief,
};
use commons::items::Words;
use kernel::{Day, Locale, MemberId};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// One entry of a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// Its name in the file, for messages.
    pub key: String,
    side: String,
    kind: String,
    title: String,
    #[serde(default)]
    text: String,
    lang: String,
    /// Whose: a key of the members' file.
    pub member: String,
    #[serde(default)]
    area: String,
    #[serde(default = "anytime")]
    when: String,
    #[serde(default = "anyone")]
    for_whom: String,
    #[serde(default = "anyone")]
    who_may_come: String,
    days_left: Option<i32>,
    #[serde(default = "open")]
    state: String,
    #[serde(default)]
    desk_only: bool,
    places: Option<i64>,
    #[serde(default)]
    first_come: bool,
    #[serde(default)]
    answers: Vec<ImportedAnswer>,
    #[serde(default)]
    thanks: String,
    #[serde(default)]
    translations: BTreeMap<String, Translation>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ImportedAnswer {
    member: String,
    text: String,
    #[serde(default)]
    accepted: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    title: String,
    #[serde(default)]
    text: String,
}

fn anytime() -> String {
    "any".to_owned()
}
fn anyone() -> String {
    "anyone".to_owned()
}
fn open() -> String {
    "open".to_owned()
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    offer: Vec<Imported>,
}

/// Reads the entries of a file.
///
/// # Errors
/// What is wrong, in plain English, with the line of the file.
pub fn read(file: &str) -> Result<Vec<Imported>, String> {
    let file: File =
        toml::from_str(file.trim_start_matches('\u{feff}')).map_err(|fault| fault.to_string())?;
    Ok(file.offer)
}

/// Finds the people of entries by their keys and checks every word; `today` is the day from which `days_left`
/// counts, `areas` the keys of the ground's areas.
///
/// # Errors
/// Everything that is wrong, one line each, with the key of the entry.
pub fn resolve(
    entries: &[Imported],
    members: &HashMap<String, MemberId>,
    areas: &HashSet<String>,
    today: Day,
    sample: bool,
) -> Result<Vec<Resolved>, Vec<String>> {
    let (mut all, mut wrongs) = (Vec::new(), Vec::new());
    for entry in entries {
        match one(entry, members, areas, today, sample) {
            Ok(resolved) => all.push(resolved),
            Err(what) => wrongs.push(format!("offer {}: {what}", entry.key)),
        }
    }
    if wrongs.is_empty() { Ok(all) } else { Err(wrongs) }
}

fn one(
    entry: &Imported,
    members: &HashMap<String, MemberId>,
    areas: &HashSet<String>,
    today: Day,
    sample: bool,
) -> Result<Resolved, String> {
    let member =
        |key: &str| members.get(key).copied().ok_or_else(|| format!("there is no member with the key {key}"));
    let lang =
        Locale::parse(&entry.lang).ok_or_else(|| format!("lang = \"{}\" is not pl, en or uk", entry.lang))?;
    let accepted = entry.answers.iter().filter(|answer| answer.accepted).count();
    let chosen = chosen(entry, areas, today, i64::try_from(accepted).unwrap_or(i64::MAX))?;
    let state = word("state", &entry.state, State::parse)?;
    let answers = entry.answers.iter().map(|answer| {
        let words = clean(&answer.text)?;
        Ok((member(&answer.member)?, language_of(&words, lang), words, answer.accepted))
    });
    let translations = entry.translations.iter().map(|(code, words)| {
        let lang = Locale::parse(code).ok_or_else(|| format!("translations.{code} is not pl, en or uk"))?;
        let body = clean(&words.text)?;
        Ok((lang, Words { title: clean(&words.title)?, summary: brief(&body), body }))
    });
    if entry.title.trim().is_empty() {
        return Err("no title".to_owned());
    }
    Ok(Resolved {
        told: Told { chosen, lang, title: clean(&entry.title)?, text: clean(&entry.text)? },
        member: member(&entry.member)?,
        state,
        translations: translations.collect::<Result<_, String>>()?,
        answers: answers.collect::<Result<_, String>>()?,
        thanks: clean(&entry.thanks)?,
        sample,
    })
}

fn chosen(entry: &Imported, areas: &HashSet<String>, today: Day, accepted: i64) -> Result<Chosen, String> {
    if !entry.area.is_empty() && !areas.contains(&entry.area) {
        return Err(format!("there is no area with the key {}", entry.area));
    }
    let days = entry.days_left.unwrap_or(USUAL_DAYS);
    if !(-3650..=LONGEST_DAYS).contains(&days) {
        return Err(format!("days_left = {days} is more than {LONGEST_DAYS}"));
    }
    let places = entry.places.unwrap_or(1).max(accepted);
    if !(1..=MOST_PLACES).contains(&places) {
        return Err(format!("places = {places} is not between 1 and {MOST_PLACES}"));
    }
    Ok(Chosen {
        side: word("side", &entry.side, Side::parse)?,
        kind: word("kind", &entry.kind, Kind::parse)?,
        hours: word("when", &entry.when, Hours::parse)?,
        for_whom: word("for_whom", &entry.for_whom, ForWhom::parse)?,
        who_may_come: word("who_may_come", &entry.who_may_come, WhoMayCome::parse)?,
        area: entry.area.clone(),
        desk_only: entry.desk_only,
        places,
        first_come: entry.first_come,
        until: today.plus(days),
    })
}

/// Files do not say in which language an answer is: its letters do, else it is that of what it answers.
fn language_of(words: &str, asked: Locale) -> Locale {
    let cyrillic = words.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter));
    let polish = words.chars().any(|letter| "ąćęłńśźżĄĆĘŁŃŚŹŻ".contains(letter));
    match (cyrillic, polish, asked) {
        (true, ..) => Locale::Uk,
        (false, true, _) | (false, false, Locale::Uk) => Locale::Pl,
        (false, false, asked) => asked,
    }
}

fn word<T>(name: &str, word: &str, parse: fn(&str) -> Option<T>) -> Result<T, String> {
    parse(word).ok_or_else(|| format!("{name} = \"{word}\" is not one of its words"))
}

fn clean(text: &str) -> Result<String, String> {
    text::nfc(text).map_err(|_| "a text holds a NUL character".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Key;

    const SAMPLE: &str = include_str!("../../../../demo/nowa-huta/offers.toml");

    fn everybody(entries: &[Imported]) -> (HashMap<String, MemberId>, HashSet<String>) {
        let answering =
            entries.iter().flat_map(|entry| entry.answers.iter().map(|answer| answer.member.clone()));
        let keys = entries.iter().map(|entry| entry.member.clone()).chain(answering);
        let members = keys.enumerate().map(|(place, key)| (key, MemberId(Key(place as u128)))).collect();
        (members, entries.iter().map(|entry| entry.area.clone()).collect())
    }

    #[test]
    fn the_sample_is_read_whole() {
        let entries = read(SAMPLE).unwrap();
        let (members, areas) = everybody(&entries);
        let today = Day::parse("2026-11-24").unwrap();
        let all = resolve(&entries, &members, &areas, today, true).unwrap();
        assert!(all.len() >= 44, "{}", all.len());
        assert_eq!(all.iter().filter(|one| one.told.chosen.desk_only).count(), 2);
        let two = all.iter().find(|one| one.answers.iter().filter(|answer| answer.3).count() == 2).unwrap();
        assert_eq!(two.told.chosen.places, 2, "as many places as were accepted");
        assert!(all.iter().any(|one| !one.thanks.is_empty()));
        assert_eq!(all[0].told.chosen.until, today.plus(6));
        // the words that show helplines first are not such as ordinary needs hold
        let calm = |one: &&Resolved| {
            !commons::helplines::crisis_words(&format!("{} {}", one.told.title, one.told.text))
        };
        assert_eq!(all.iter().filter(calm).count(), all.len());
    }

    #[test]
    fn everything_wrong_is_said_with_its_entry() {
        let file = r#"
            [[offer]]
            key = "a"
            side = "need"
            kind = "magic"
            title = "t"
            lang = "pl"
            member = "nobody"
            [[offer]]
            key = "b"
            side = "need"
            kind = "time"
            title = "t"
            lang = "pl"
            member = "nobody"
        "#;
        let entries = read(file).unwrap();
        let today = Day::parse("2026-11-24").unwrap();
        let wrongs = resolve(&entries, &HashMap::new(), &HashSet::new(), today, false).unwrap_err();
        assert!(wrongs[0].starts_with("offer a: kind = \"magic\""), "{wrongs:?}");
        assert_eq!(wrongs[1], "offer b: there is no member with the key nobody");
        let unknown = read("[[offer]]\nkey = \"a\"\nprice = 1").unwrap_err();
        assert!(unknown.contains("price"), "{unknown}");
    }
}
