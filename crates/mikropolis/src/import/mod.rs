//! A whole neighbourhood from a folder of readable files: the sample, or what an NGO prepared beforehand. The same
//! files can be imported one by one by people in the browser.
//!
//! `neighbourhood.toml`, `boundary.geojson`, `lines.geojson`, `areas.geojson`, `members.toml`, `places.geojson`,
//! `stories/*.md` with `pictures/`, `offers.toml`, `dates.toml`, `agreement.toml`, `translations.toml`, `budget/*.pb`,
//! `bulletin.toml`.

pub mod budget;
mod frame;
mod pillars;

use crate::installation::Installation;
use anyhow::{Context as _, bail};
use commons::ground::{self, Draw, Part};
use frame::{Frame, Members};
use kernel::{Actor, CommunityId, Locale, MemberId, Role};
use std::collections::BTreeMap;
use std::path::Path;

/// Who came in with the files, by their key in `members.toml`.
pub type People = BTreeMap<String, (MemberId, String)>;

/// Imports a folder as a new neighbourhood; `told` hears what was done, step by step.
///
/// # Errors
/// The first thing that is wrong, with its file.
pub async fn neighbourhood(
    installation: &Installation,
    folder: &Path,
    told: &dyn Fn(&str),
) -> anyhow::Result<CommunityId> {
    let frame: Frame = toml_file(&folder.join("neighbourhood.toml"))?;
    let community = people::community::create(&installation.store, frame.new_community(folder)?).await?;
    told(&format!("neighbourhood {}", frame.slug));
    let people = members(installation, community, folder).await?;
    told(&format!("{} members", people.len()));
    draw(installation, community, folder).await?;
    told("boundary, lines and areas");
    let count = places(installation, community, folder).await?;
    told(&format!("{count} places"));
    let count = pillars::stories(installation, community, folder, &people).await?;
    told(&format!("{count} stories"));
    let count = pillars::offers(installation, community, folder, &people, frame.sample).await?;
    told(&format!("{count} needs and offers"));
    let count = pillars::dates(installation, community, folder, &people, frame.sample).await?;
    told(&format!("{count} dates"));
    pillars::helplines(installation, community, folder).await?;
    let count = pillars::translations(installation, community, folder, &people).await?;
    told(&format!("{count} texts that wait for a translation"));
    let count = pillars::agreement(installation, community, folder, &people, frame.sample).await?;
    told(&format!("{count} texts for the house agreement"));
    let count = budget::of_folder(installation, community, folder).await?;
    told(&format!("{count} budget editions"));
    let short = |tx: &store::Tx<'_>| commons::short_links::make_standing(tx).map(|made| made.len());
    let count = installation.store.bulk(Actor::operator(community), short).await?;
    told(&format!("{count} short addresses for paper"));
    if let Some(number) = bulletin(installation, community, folder, &people).await? {
        told(&format!("issue {number} of the bulletin"));
    }
    installation.store.count_for_plans().await?;
    Ok(community)
}

/// Puts the first issue of the bulletin together, if the folder has one.
async fn bulletin(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
    people: &People,
) -> anyhow::Result<Option<i64>> {
    let path = folder.join("bulletin.toml");
    if !path.exists() {
        return Ok(None);
    }
    let file: crate::bulletin::import::File = toml_file(&path)?;
    let wrong = |what: &str| anyhow::anyhow!("{}: {what}", path.display());
    let (editor, _) = people.get(&file.editor).ok_or_else(|| wrong("`editor` is no member"))?;
    let lang = Locale::parse(&file.lang).ok_or_else(|| wrong("`lang` is pl, en or uk"))?;
    let actor = Actor::member(community, *editor);
    let address = "http://localhost/q/BULLET";
    let issue = crate::bulletin::import::issue(&installation.store, actor, lang, file.hello, address).await;
    Ok(Some(issue.with_context(|| path.display().to_string())?))
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn toml_file<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    toml::from_str(&read(path)?).with_context(|| path.display().to_string())
}

async fn members(
    installation: &Installation,
    community: CommunityId,
    folder: &Path,
) -> anyhow::Result<People> {
    let path = folder.join("members.toml");
    let file: Members = toml_file(&path)?;
    let mut people = People::new();
    let (mut mediators, mut team) = (Vec::new(), Vec::new());
    for member in file.member {
        let key = member.key.clone();
        let name = member.name.clone();
        let here = || format!("{}: {key}", path.display());
        let wish = member.wish().with_context(here)?;
        let mediates = member.mediates.clone();
        let new = member.new_member().with_context(here)?;
        let confirms = new.roles.iter().any(|role| matches!(role, Role::Animator | Role::Administrator));
        let id = people::member::add(&installation.store, community, new).await?;
        team.extend(confirms.then_some(id));
        mediators.extend(mediates.map(|told| (id, told.into())));
        if let Some(wish) = wish {
            let write = move |tx: &store::Tx<'_>| commons::reach::acts::wish(tx, id, &wish);
            installation.store.bulk(Actor::operator(community), write).await?;
        }
        if people.insert(key.clone(), (id, name)).is_some() {
            bail!("{}: {key} stands there twice", path.display());
        }
    }
    if let [first, second, ..] = team[..] {
        let all: Vec<_> =
            mediators.into_iter().map(|(member, told)| (member, told, [first, second])).collect();
        let write = move |tx: &store::Tx<'_>| commons::mediation::acts::import(tx, &all);
        installation.store.bulk(Actor::operator(community), write).await?;
    }
    Ok(people)
}

async fn draw(installation: &Installation, community: CommunityId, folder: &Path) -> anyhow::Result<()> {
    let files =
        [(Part::Boundary, "boundary.geojson"), (Part::Line, "lines.geojson"), (Part::Area, "areas.geojson")];
    for (part, name) in files {
        let path = folder.join(name);
        if !path.exists() {
            continue;
        }
        let drawn =
            ground::read(&read(&path)?).map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?;
        let write = move |tx: &store::Tx<'_>| {
            let permit = tx.permit(Draw)?;
            ground::replace(tx, &permit, part, &drawn)
        };
        installation.store.bulk(Actor::operator(community), write).await?;
    }
    Ok(())
}

async fn places(installation: &Installation, community: CommunityId, folder: &Path) -> anyhow::Result<usize> {
    let path = folder.join("places.geojson");
    let places = belonging::places::import::read(&read(&path)?, Locale::Pl)
        .map_err(|wrongs| anyhow::anyhow!("{}: {wrongs:?}", path.display()))?;
    let count = places.len();
    for chunk in places.chunks(20) {
        let chunk = chunk.to_vec();
        let write = move |tx: &store::Tx<'_>| belonging::places::acts::import(tx, &chunk);
        installation.store.bulk(Actor::operator(community), write).await?;
    }
    Ok(count)
}
