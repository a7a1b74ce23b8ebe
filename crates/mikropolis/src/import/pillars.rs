//! Stories, needs and offers, dates, helplines and the house agreement from the folder.

use super::{People, read};
use crate::installation::Installation;
use anyhow::Context as _;
use commons::{helplines, items};
use kernel::{Actor, CommunityId, Locale};
use participation::programme;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use support::offers;
use web::Choice as _;
use web::Settings;

/// Imports `stories/*.md` with `pictures/`; tells how many.
pub async fn stories(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
    people: &People,
) -> anyhow::Result<usize> {
    use belonging::stories::{acts, import};
    let mut files = Vec::new();
    for path in files_in(&folder.join("stories"), "md")? {
        files.push((name_of(&path), read(&path)?));
    }
    let stories = import::read(&files, people).map_err(|wrongs| anyhow::anyhow!("{}", lines(&wrongs)))?;
    let count = stories.len();
    let app = installation.app(Settings::at("http://localhost", &installation.folder))?;
    let pictures = folder.join("pictures");
    for story in stories {
        let picture = |name: &str| std::fs::read(pictures.join(name)).ok();
        let ready =
            import::with_pictures(&app, story, picture).await.map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
        let write = move |tx: &store::Tx<'_>| acts::import(tx, std::slice::from_ref(&ready));
        installation.store.bulk(Actor::operator(community), write).await?;
    }
    Ok(count)
}

/// Imports `offers.toml`; tells how many.
pub async fn offers(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
    people: &People,
    sample: bool,
) -> anyhow::Result<usize> {
    let path = folder.join("offers.toml");
    if !path.exists() {
        return Ok(0);
    }
    let entries = offers::import::read(&read(&path)?)
        .map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?;
    let operator = Actor::operator(community);
    let areas = installation.store.read(operator, commons::ground::areas).await?;
    let areas: HashSet<String> = areas.into_iter().map(|area| area.key).collect();
    let members: HashMap<_, _> = people.iter().map(|(key, (id, _))| (key.clone(), *id)).collect();
    let today = installation.store.now().day();
    let resolved = offers::import::resolve(&entries, &members, &areas, today, sample)
        .map_err(|wrongs| anyhow::anyhow!("{}: {}", path.display(), wrongs.join("\n")))?;
    let count = resolved.len();
    installation.store.bulk(operator, move |tx| offers::acts::import(tx, &resolved).map(|_| ())).await?;
    Ok(count)
}

/// Imports `dates.toml`; tells how many.
pub async fn dates(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
    people: &People,
    sample: bool,
) -> anyhow::Result<usize> {
    let path = folder.join("dates.toml");
    if !path.exists() {
        return Ok(0);
    }
    let entries = programme::import::read(&read(&path)?)
        .map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?;
    let operator = Actor::operator(community);
    let places = installation.store.read(operator, |seen| programme::store::places(seen, Locale::Pl)).await?;
    let places: HashMap<_, _> = places.into_iter().map(|place| (place.slug, place.id)).collect();
    let members: HashMap<_, _> = people.iter().map(|(key, (id, _))| (key.clone(), *id)).collect();
    let today = installation.store.now().day();
    let resolved = programme::import::resolve(&entries, &members, &places, today, sample)
        .map_err(|wrongs| anyhow::anyhow!("{}: {}", path.display(), wrongs.join("\n")))?;
    let count = resolved.len();
    let write = move |tx: &store::Tx<'_>| programme::acts::import(tx, &resolved).map(|_| ());
    installation.store.bulk(operator, write).await?;
    Ok(count)
}

/// Imports `agreement.toml`; tells how many texts.
pub async fn agreement(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
    people: &People,
    sample: bool,
) -> anyhow::Result<usize> {
    let path = folder.join("agreement.toml");
    if !path.exists() {
        return Ok(0);
    }
    let members: HashMap<_, _> = people.iter().map(|(key, (id, _))| (key.clone(), *id)).collect();
    let texts = commons::agreement::import::read(&read(&path)?, &members, sample)
        .map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?;
    let write = move |tx: &store::Tx<'_>| commons::agreement::import::import(tx, &texts);
    Ok(installation.store.bulk(Actor::operator(community), write).await?)
}

/// Imports the helplines of `neighbourhood.toml`.
pub async fn helplines(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
) -> anyhow::Result<()> {
    let path = folder.join("neighbourhood.toml");
    let lines = helplines::import::read(&read(&path)?)
        .map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?;
    let write = move |tx: &store::Tx<'_>| helplines::acts::import(tx, &lines);
    Ok(installation.store.bulk(Actor::operator(community), write).await?)
}

/// What `translations.toml` says: who translates between which languages, and which texts are asked for.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Bridge {
    #[serde(default)]
    translates: Vec<Translates>,
    #[serde(default)]
    ask: Vec<Asked>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Translates {
    member: String,
    pairs: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    member: String,
    story: String,
    to: String,
}

/// Imports `translations.toml` as its people would do it themselves; tells how many texts are asked for.
pub async fn translations(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
    people: &People,
) -> anyhow::Result<usize> {
    use commons::translating::{acts, model::Pair};
    let path = folder.join("translations.toml");
    if !path.exists() {
        return Ok(0);
    }
    let bridge: Bridge = super::toml_file(&path)?;
    let wrong = |what: String| anyhow::anyhow!("{}: {what}", path.display());
    let actor = |key: &str| {
        let found = people.get(key).ok_or_else(|| wrong(format!("{key} is no member")));
        found.map(|(member, _)| Actor::member(community, *member))
    };
    for one in &bridge.translates {
        let known = |word: &String| Pair::ALL.iter().copied().find(|pair| pair.key() == word);
        let pair = |word: &String| known(word).ok_or_else(|| wrong(format!("{word} is no pair")));
        let pairs: Vec<Pair> = one.pairs.iter().map(pair).collect::<anyhow::Result<_>>()?;
        let write = move |tx: &store::Tx<'_>| acts::set_pairs(tx, &pairs, true);
        installation.store.bulk(actor(&one.member)?, write).await?;
    }
    for asked in &bridge.ask {
        let to = Locale::parse(&asked.to).ok_or_else(|| wrong(format!("{} is pl, en or uk", asked.to)))?;
        let (story, unknown) = (asked.story.clone(), wrong(format!("there is no story {}", asked.story)));
        let find = move |seen: &store::Snapshot<'_>| items::facts_by_slug(seen, "story", &story);
        let found = installation.store.read(Actor::operator(community), find).await?.ok_or(unknown)?;
        let write = move |tx: &store::Tx<'_>| acts::ask(tx, found.id, to, None).map(drop);
        let done = installation.store.bulk(actor(&asked.member)?, write).await;
        done.with_context(|| format!("{}: {}", path.display(), asked.story))?;
    }
    Ok(bridge.ask.len())
}

fn files_in(folder: &Path, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|own| own == ending));
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn lines<T: std::fmt::Display>(wrongs: &[T]) -> String {
    wrongs.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
