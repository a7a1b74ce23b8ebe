//! An agreement from a file: what a neighbourhood agreed on before it came here, and the sample.
//!
//! `agreement.toml`: `[[version]]` in the order of their numbers, and `[[proposal]]` against the last of them; each with
//! `title`, `why`, `lang`, `author` (a key of the members' file), `named`, `sentences`, `translations.<language>` with
//! the same three. A version has `days_ago`: how long before the day of reading in it was announced. A proposal has
//! `remarks` of `member`, `stance`, `lang`, `words`, `named`.

use super::acts::{Import, Told, check, new_item};
use super::model::{self, Stance};
use super::store::{self, Said};
use crate::items::{self, TextState, Words};
use crate::short_links;
use ::store::{Permit, Result, Tx};
use kernel::{Locale, MemberId};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// What stands in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[serde(default)]
    version: Vec<Entry>,
    #[serde(default)]
    proposal: Vec<Entry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    title: String,
    why: String,
    lang: String,
    author: Option<String>,
    #[serde(default)]
    named: bool,
    sentences: Vec<String>,
    #[serde(default)]
    days_ago: i64,
    #[serde(default)]
    remarks: Vec<FileRemark>,
    #[serde(default)]
    translations: BTreeMap<String, Translation>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    title: String,
    why: String,
    sentences: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRemark {
    member: String,
    stance: String,
    lang: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    named: bool,
}

/// A text of a file, with its people found.
#[derive(Clone, Debug)]
pub struct Resolved {
    told: Told,
    owner: Option<MemberId>,
    days_ago: Option<i64>,
    translations: Vec<(Locale, Words)>,
    remarks: Vec<(MemberId, Said)>,
    sample: bool,
}

/// Reads a file and finds its people.
///
/// # Errors
/// What is wrong, in plain English, with the line of the file or the title of the entry.
pub fn read(
    file: &str,
    members: &HashMap<String, MemberId>,
    sample: bool,
) -> std::result::Result<Vec<Resolved>, String> {
    let file: File = toml::from_str(file).map_err(|fault| fault.to_string())?;
    let versions = file.version.len() as i64;
    let version = |(at, entry)| resolve(entry, at, true, members, sample);
    let proposal = |entry| resolve(entry, versions, false, members, sample);
    let versions = (0..).zip(file.version).map(version);
    versions.chain(file.proposal.into_iter().map(proposal)).collect()
}

fn resolve(
    entry: Entry,
    base: i64,
    adopted: bool,
    members: &HashMap<String, MemberId>,
    sample: bool,
) -> std::result::Result<Resolved, String> {
    let wrong = |what: &str| format!("{}: {what}", entry.title);
    let language = |code: &str| Locale::parse(code).ok_or_else(|| wrong("lang is pl, en or uk"));
    let who = |key: &String| members.get(key).copied().ok_or_else(|| wrong("no member has this key"));
    check(&entry.sentences).map_err(|_| wrong("sentences are none, too many or too long"))?;
    let remark = |one: &FileRemark| {
        let stance = Stance::parse(&one.stance).ok_or_else(|| wrong("stance is good or otherwise"))?;
        let said = Said { stance, lang: language(&one.lang)?, words: one.words.clone(), named: one.named };
        Ok((who(&one.member)?, said))
    };
    let translation = |(code, words): (&String, &Translation)| {
        let body = model::written(&words.sentences);
        Ok((language(code)?, Words { title: words.title.clone(), summary: words.why.clone(), body }))
    };
    Ok(Resolved {
        owner: entry.author.as_ref().map(who).transpose()?,
        days_ago: adopted.then_some(entry.days_ago),
        translations: entry
            .translations
            .iter()
            .map(translation)
            .collect::<std::result::Result<_, String>>()?,
        remarks: entry.remarks.iter().map(remark).collect::<std::result::Result<_, String>>()?,
        told: Told {
            lang: language(&entry.lang)?,
            base,
            title: entry.title.clone(),
            why: entry.why.clone(),
            sentences: entry.sentences.clone(),
            named: entry.named,
        },
        sample,
    })
}

/// Brings in what a file says; tells how many texts.
///
/// # Errors
/// A refusal, or those of the store.
pub fn import(tx: &Tx<'_>, texts: &[Resolved]) -> Result<usize> {
    let permit = tx.permit(Import)?;
    for text in texts {
        one(tx, &permit, text)?;
    }
    Ok(texts.len())
}

fn one<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Import>, text: &Resolved) -> Result<()> {
    let new = new_item(&text.told, text.owner, text.sample);
    let (id, _) = items::create(tx, permit, &new, &text.told.words())?;
    store::insert(tx, permit, id, text.told.base, text.told.named)?;
    for (lang, words) in &text.translations {
        items::add_text(tx, permit, id, *lang, words, TextState::Reviewed)?;
    }
    for (member, said) in &text.remarks {
        store::remark(tx, permit, id, *member, said)?;
    }
    let Some(days_ago) = text.days_ago else { return Ok(()) };
    let (number, announced) = (text.told.base + 1, tx.now().plus_days(-days_ago));
    people::community::announce(tx, permit, number, announced, model::holds_from(announced))?;
    store::forward(tx, permit, id, None)?;
    store::adopt(tx, permit, id, None, number, announced)?;
    // who came in by the same files accepted what holds
    store::told_upto(tx, permit, id, None, true)?;
    short_links::for_item(tx, permit, id, &format!("/agreement/versions/{number}"))?;
    Ok(())
}
