//! Dates from a TOML file: the sample neighbourhood, and what people bring from a calendar of their own.
//!
//! `[[date]]` with `key`, `host` (a key of the members' file), `title`, `text`, `lang`, `from`, `to`, when it is
//! (`in_days` from the day of reading in, or `weekday` 1 to 7 for the next such day), `weekly`, `weeks` (how many),
//! `place` (the address of a place) and `place_words`, `for_whom`, `cost`, `amount` in złoty, `access`, `languages`,
//! `places`, `skipped`, `called_off`, `moved` (by number of the occurrence, the first is 0), `coming` (keys of members,
//! for the first occurrence), `translations.<language>`.

use super::acts::{Resolved, Told, Written};
use super::model::{Access, Cost, Details, Different, ForWhom, Hour, Plan, Series};
use kernel::{Day, Grosze, ItemId, Locale, MemberId};
use people::member::Language;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// One entry of a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// Its name in the file, for messages.
    pub key: String,
    host: String,
    title: String,
    #[serde(default)]
    text: String,
    lang: String,
    from: String,
    to: Option<String>,
    in_days: Option<i32>,
    weekday: Option<i8>,
    #[serde(default)]
    weekly: bool,
    weeks: Option<i32>,
    place: Option<String>,
    #[serde(default)]
    place_words: String,
    #[serde(default = "anyone")]
    for_whom: String,
    #[serde(default = "free")]
    cost: String,
    amount: Option<i64>,
    #[serde(default)]
    access: Vec<String>,
    #[serde(default)]
    languages: Vec<String>,
    places: Option<i64>,
    #[serde(default)]
    skipped: Vec<i32>,
    #[serde(default)]
    called_off: Vec<Off>,
    #[serde(default)]
    moved: Vec<Moved>,
    #[serde(default)]
    coming: Vec<String>,
    #[serde(default)]
    translations: BTreeMap<String, Translation>,
}

/// A day called off.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Off {
    number: i32,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    number: i32,
    from: String,
    to: Option<String>,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    title: String,
    #[serde(default)]
    text: String,
}

fn anyone() -> String {
    "anyone".to_owned()
}
fn free() -> String {
    "free".to_owned()
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    date: Vec<Imported>,
}

/// Reads the entries of a file.
///
/// # Errors
/// What is wrong, in plain English, with the line of the file.
pub fn read(file: &str) -> Result<Vec<Imported>, String> {
    let file: File =
        toml::from_str(file.trim_start_matches('\u{feff}')).map_err(|fault| fault.to_string())?;
    Ok(file.date)
}

/// Finds people and places of entries by their keys and checks every word; `today` is the day from which days count.
///
/// # Errors
/// Everything that is wrong, one line each, with the key of the entry.
pub fn resolve(
    entries: &[Imported],
    members: &HashMap<String, MemberId>,
    places: &HashMap<String, ItemId>,
    today: Day,
    sample: bool,
) -> Result<Vec<Resolved>, Vec<String>> {
    let (mut all, mut wrongs) = (Vec::new(), Vec::new());
    for entry in entries {
        match one(entry, members, places, today, sample) {
            Ok(resolved) => all.push(resolved),
            Err(what) => wrongs.push(format!("date {}: {what}", entry.key)),
        }
    }
    if wrongs.is_empty() { Ok(all) } else { Err(wrongs) }
}

fn one(
    entry: &Imported,
    members: &HashMap<String, MemberId>,
    places: &HashMap<String, ItemId>,
    today: Day,
    sample: bool,
) -> Result<Resolved, String> {
    let member = |key: &String| {
        members.get(key).copied().ok_or_else(|| format!("there is no member with the key {key}"))
    };
    let place = |key: &String| places.get(key).copied().ok_or_else(|| format!("there is no place {key}"));
    let plan = plan(entry, today)?;
    let first = plan.series.first;
    let details = Details {
        place: entry.place.as_ref().map(place).transpose()?,
        place_words: clean(&entry.place_words)?,
        for_whom: word("for_whom", &entry.for_whom, ForWhom::parse)?,
        cost: word("cost", &entry.cost, Cost::parse)?,
        amount: Grosze(entry.amount.unwrap_or(0).saturating_mul(100)),
        access: words("access", &entry.access, Access::parse)?,
        languages: words("languages", &entry.languages, Language::parse)?,
        places: entry.places,
        plan,
    };
    if details.place.is_none() && details.place_words.is_empty() {
        return Err("neither place nor place_words".to_owned());
    }
    let written = written(&entry.lang, &entry.title, &entry.text)?;
    let translations =
        entry.translations.iter().map(|(lang, words)| self::written(lang, &words.title, &words.text));
    let coming = entry.coming.iter().map(|key| Ok((first, member(key)?)));
    Ok(Resolved {
        slug: text::slug(&entry.key),
        translations: translations.collect::<Result<_, String>>()?,
        coming: coming.collect::<Result<_, String>>()?,
        told: Told { details, written, host: Some(member(&entry.host)?) },
        sample,
    })
}

fn plan(entry: &Imported, today: Day) -> Result<Plan, String> {
    let first = match (entry.in_days, entry.weekday) {
        (Some(days), None) => today.plus(days),
        (None, Some(weekday)) if (1..=7).contains(&weekday) => {
            let now = today.0.weekday().to_monday_one_offset();
            today.plus(i32::from((weekday - now).rem_euclid(7)))
        }
        _ => return Err("either in_days or weekday (1 to 7)".to_owned()),
    };
    let hour = |text: &String| text.parse::<Hour>().map_err(|_| format!("\"{text}\" is no time of the day"));
    let series = Series {
        first,
        from: hour(&entry.from)?,
        to: entry.to.as_ref().map(hour).transpose()?,
        weekly: entry.weekly,
        last: entry.weeks.map(|weeks| first.plus((weeks - 1) * 7)),
    };
    let mut plan = Plan { series, exceptions: Vec::new() };
    for number in &entry.skipped {
        plan = plan.with(first.plus(number * 7), Some((Different::Skipped, String::new())));
    }
    for off in &entry.called_off {
        plan = plan.with(first.plus(off.number * 7), Some((Different::CalledOff, clean(&off.note)?)));
    }
    for moved in &entry.moved {
        let day = first.plus(moved.number * 7);
        let different =
            Different::Moved { day, from: hour(&moved.from)?, to: moved.to.as_ref().map(hour).transpose()? };
        plan = plan.with(day, Some((different, clean(&moved.note)?)));
    }
    Ok(plan)
}

fn written(lang: &str, title: &str, body: &str) -> Result<Written, String> {
    let locale = Locale::parse(lang).ok_or_else(|| format!("\"{lang}\" is not pl, en or uk"))?;
    if title.trim().is_empty() {
        return Err("no title".to_owned());
    }
    Ok(Written { lang: locale, title: clean(title)?, body: clean(body)? })
}

fn word<T>(name: &str, word: &str, parse: fn(&str) -> Option<T>) -> Result<T, String> {
    parse(word).ok_or_else(|| format!("{name} = \"{word}\" is not one of its words"))
}

fn words<T>(name: &str, all: &[String], parse: fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    all.iter().map(|one| word(name, one, parse)).collect()
}

fn clean(text: &str) -> Result<String, String> {
    text::nfc(text).map_err(|_| "a text holds a NUL character".to_owned())
}
