//! Votes: the edition of a neighbourhood's folder, and single Pabulib files.

use super::read;
use crate::installation::Installation;
use anyhow::Context as _;
use kernel::{Actor, CommunityId, Day, Locale};
use participation::budget;
use participation::budget::acts::{Named, Told};
use participation::budget::model::{Counted, Outcome, Project, Said};
use serde::Deserialize;
use std::path::Path;

/// `budget/edition.toml`, as far as it tells more than its file of votes.
#[derive(Deserialize)]
struct Edition {
    file: String,
    #[serde(default)]
    sample: bool,
    name: people::community::Worded,
    #[serde(default)]
    about: people::community::Worded,
    #[serde(default)]
    appeals_until: String,
}

/// Imports and publishes the edition of the folder's `budget/`; tells how many.
pub async fn of_folder(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
) -> anyhow::Result<usize> {
    let path = folder.join("budget/edition.toml");
    if !path.exists() {
        return Ok(0);
    }
    let edition: Edition = toml::from_str(&read(&path)?).with_context(|| path.display().to_string())?;
    let counted = counted(&folder.join("budget").join(&edition.file))?;
    let named = |lang| Named {
        lang,
        title: edition.name.own(lang).to_owned(),
        about: edition.about.own(lang).to_owned(),
    };
    let mut all = Locale::ALL.into_iter().map(named).filter(|named| !named.title.is_empty());
    let told = Told {
        named: all.next().with_context(|| format!("{}: name what it is", path.display()))?,
        translated: all.collect(),
        appeals_until: Day::parse(&edition.appeals_until),
        sample: edition.sample,
    };
    keep(installation, community, counted, told, true).await?;
    Ok(1)
}

/// Imports one file of votes; tells where the result or the draft is.
///
/// # Errors
/// What is wrong with the file, line by line; those of the store.
pub async fn file(
    installation: &Installation,
    community: CommunityId,
    votes: &Path,
    told: Told,
    publish: bool,
) -> anyhow::Result<String> {
    let counted = counted(votes)?;
    let differences = counted.differences.join(", ");
    let (won, all) = (counted.projects.iter().filter(won).count(), counted.projects.len());
    let path = keep(installation, community, counted, told, publish).await?;
    let odd = if differences.is_empty() {
        "the file's own list says the same, or it has none".to_owned()
    } else {
        format!("the file's own list differs on {differences}")
    };
    Ok(format!("{won} of {all} projects won; {odd}. {path}"))
}

fn won(project: &&Project) -> bool {
    project.outcome == Outcome::Won
}

async fn keep(
    installation: &Installation,
    community: CommunityId,
    counted: Counted,
    told: Told,
    publish: bool,
) -> anyhow::Result<String> {
    let write = move |tx: &store::Tx<'_>| {
        let id = budget::acts::import(tx, &counted, &told)?;
        Ok(if publish {
            format!("/budget/{}", budget::acts::publish(tx, id)?)
        } else {
            format!("/budget/draft/{id}")
        })
    };
    Ok(installation.store.bulk(Actor::operator(community), write).await?)
}

/// A file of votes, read and counted; what is wrong with it is told line by line.
fn counted(votes: &Path) -> anyhow::Result<Counted> {
    let file = std::fs::read(votes).with_context(|| format!("cannot read {}", votes.display()))?;
    let line = |said: &Said| {
        let (what, remedy) = (said.what(Locale::En), said.remedy(Locale::En));
        format!("{}:{}: {what} {remedy}", votes.display(), said.line)
    };
    budget::model::counted(&file)
        .map_err(|said| anyhow::anyhow!("{}", said.iter().map(line).collect::<Vec<_>>().join("\n")))
}
