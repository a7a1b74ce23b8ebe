//! The pages of budget editions.

use super::KIND;
use super::acts::{self, Import, Named, Preview, Told};
use super::model::{Counted, Outcome, Said, counted};
use super::store::{self, Edition, ProjectRow};
use crate::texts::budget as t;
use ::store::Snapshot;
use askama::Template;
use commons::ground::{self, Ground};
use commons::items::{self, Card, Facts, Stage, TextRow};
use commons::translating::{self, Note};
use kernel::{Code, ItemId, Key, Locale, Refusal};
use web::form::Upload;
use web::map::{Map, Mark, Point, Shape};
use web::{Chrome, Error, Field, Form, Input, Page, Path, Reader, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "budget/list.html")]
struct ListPage {
    chrome: Chrome,
    editions: Vec<Card>,
    drafts: Vec<Card>,
    office: bool,
}

/// `GET /budget`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let editions = items::newest(seen, KIND, locale, None, 50)?;
        let office = seen.actor().acting().is_some() && seen.allow(&Import).is_ok();
        let drafts = if office { items::waiting(seen, Stage::Draft, 50)? } else { Vec::new() };
        Ok((editions, drafts, office))
    };
    let (editions, drafts, office) = visit.app.store.read(visit.actor, read).await?;
    let drafts = drafts.into_iter().filter(|card| card.kind == KIND).collect();
    let chrome = visit.chrome(t::name(locale)).describe(t::about(locale));
    Ok(Page::of(ListPage { chrome, editions, drafts, office }))
}

/// An edition with everything its pages show.
struct Found {
    facts: Facts,
    texts: Vec<TextRow>,
    title: String,
    about: String,
    edition: Edition,
    projects: Vec<ProjectRow>,
    ground: Vec<Ground>,
}

fn by_facts(seen: &Snapshot<'_>, facts: Facts, locale: Locale) -> ::store::Result<Found> {
    let texts = items::texts_in_any_stage(seen, facts.id)?;
    let text = Card::pick(&texts, locale);
    let (title, about) = text.map(|text| (text.title.clone(), text.summary.clone())).unwrap_or_default();
    let edition = store::edition(seen, facts.id)?.ok_or(Code::NotFound)?;
    let projects = store::projects(seen, facts.id)?;
    Ok(Found { texts, title, about, edition, projects, ground: ground::all(seen)?, facts })
}

fn live(seen: &Snapshot<'_>, slug: &str, locale: Locale) -> ::store::Result<Found> {
    let facts = items::facts_by_slug(seen, KIND, slug)?.filter(|facts| facts.stage == Stage::Live);
    by_facts(seen, facts.ok_or(Code::NotFound)?, locale)
}

#[derive(Template)]
#[template(path = "budget/result.html")]
struct ResultPage {
    chrome: Chrome,
    mark: Option<Note>,
    about: String,
    slug: String,
    sample: bool,
    edition: Edition,
    won: Vec<ProjectRow>,
    others: Vec<ProjectRow>,
    map: String,
    what_if: bool,
    differences: Vec<String>,
}

fn map(locale: Locale, found: &Found) -> String {
    let mark = |project: &ProjectRow| {
        let point = Point::e7(project.lat?, project.lon?);
        let number = usize::try_from(project.position).unwrap_or(0);
        Some(Mark {
            number,
            name: project.name.clone(),
            href: format!("#project-{number}"),
            shape: Shape::Point(point),
        })
    };
    let marks: Vec<Mark> = found.projects.iter().filter_map(mark).collect();
    if marks.is_empty() {
        return String::new();
    }
    let ground = ground::for_map(&found.ground);
    Map { title: t::map_title(locale), ground: &ground, marks: &marks, locale, list: "won" }.html()
}

/// `GET /budget/{slug}`: the official result, first and alone.
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let found = visit.app.store.read(visit.actor, move |seen| live(seen, &slug, locale)).await?;
    let map = map(locale, &found);
    let (won, others) = found.projects.into_iter().partition(|project| project.outcome == Outcome::Won);
    let (id, path) = (found.facts.id, format!("/budget/{}", found.facts.slug));
    let shown = Card::pick(&found.texts, locale);
    Ok(Page::of(ResultPage {
        mark: shown.map(|text| translating::mark(&visit, id, &path, &found.texts, text)),
        chrome: visit.chrome(found.title).describe(found.about.clone()),
        about: found.about,
        slug: found.facts.slug,
        sample: found.facts.sample,
        what_if: found.edition.what_if_open(visit.app.clock.now().day()),
        differences: found.edition.differences(),
        edition: found.edition,
        won,
        others,
        map,
    }))
}

#[derive(Template)]
#[template(path = "budget/what_if.html")]
struct WhatIfPage {
    chrome: Chrome,
    slug: String,
    edition: Edition,
    projects: Vec<ProjectRow>,
    both: usize,
    gained: usize,
    missed: usize,
}

/// `GET /budget/{slug}/what-if`: Equal Shares, once the edition is no longer open to appeal.
pub async fn what_if(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let today = visit.app.clock.now().day();
    let found = visit.app.store.read(visit.actor, move |seen| live(seen, &slug, locale)).await?;
    if !found.edition.what_if_open(today) {
        return Err(Refusal::new(Code::NotFound, t::what_if_later).into());
    }
    let count = |official: bool, shares: bool| {
        let wins = |project: &&ProjectRow| {
            (project.outcome == Outcome::Won) == official && (project.what_if == Outcome::Won) == shares
        };
        found.projects.iter().filter(wins).count()
    };
    let (both, gained, missed) = (count(true, true), count(false, true), count(true, false));
    let mut projects = found.projects;
    projects.retain(|project| project.outcome != Outcome::Withdrawn);
    projects.sort_by_key(|project| (project.what_if != Outcome::Won, project.position));
    let chrome = visit.chrome(t::what_if_title(locale, &found.title));
    Ok(Page::of(WhatIfPage {
        chrome,
        slug: found.facts.slug,
        edition: found.edition,
        projects,
        both,
        gained,
        missed,
    }))
}

/// `GET /budget/{slug}/ballots.txt`: what anybody needs to count again.
pub async fn ballots(visit: Visit, Path(slug): Path<String>) -> Result<web::Document> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let found = live(seen, &slug, locale)?;
        Ok((found.facts.slug, store::ballots(seen, found.facts.id)?.ok_or(Code::NotFound)?))
    };
    let (slug, ballots) = visit.app.store.read_long(visit.actor, read).await?;
    Ok(web::Document::new("text/plain; charset=utf-8", ballots).named(format!("{slug}.txt")))
}

/// What the office tells with a file.
#[derive(Clone, Debug)]
pub struct ImportInput(Told);

impl Input for ImportInput {
    const FIELDS: &'static [Field] = &[
        Field::new("file", t::field_file).hint(t::field_file_hint),
        Field::new("title", t::field_title).hint(t::field_title_hint),
        Field::new("about", t::field_about),
        Field::new("appeals", t::field_appeals).hint(t::field_appeals_hint),
        Field::new("lang", t::field_lang),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let title = read.maybe_line("title", 2..=120);
        let about = read.maybe_line("about", 1..=300);
        let appeals_until = read.maybe_day("appeals");
        let lang = read.maybe_choice::<Locale>("lang");
        let named = Named {
            lang: lang?.unwrap_or(Locale::Pl),
            title: title?.unwrap_or_default(),
            about: about?.unwrap_or_default(),
        };
        Some(Self(Told { named, translated: Vec::new(), appeals_until: appeals_until?, sample: false }))
    }
}

#[derive(Template)]
#[template(path = "budget/import.html")]
struct ImportPage {
    chrome: Chrome,
    form: Typed,
    problems: Vec<Said>,
}

fn import_page(visit: &Visit, form: Typed, problems: Vec<Said>) -> ImportPage {
    ImportPage { chrome: visit.chrome(t::import(visit.locale)), form, problems }
}

/// `GET /budget/import`
pub async fn import_form(visit: Visit) -> Page<impl Template> {
    let form = visit.form_with::<ImportInput>([("lang", visit.locale.code().to_owned())]);
    Page::of(import_page(&visit, form, Vec::new()))
}

/// `POST /budget/import`: counts the file and keeps it as a draft.
pub async fn import(visit: Visit, form: Form<ImportInput>) -> Result<Redirect> {
    let ready = form.or_show(|form| import_page(&visit, form, Vec::new()))?;
    let sent = ready.sent();
    let Some(file) = ready.files.into_iter().next() else {
        let missing = Refusal::new(Code::Invalid, t::file_missing).at("file");
        return Err(sent.or_show(missing, |form| import_page(&visit, form, Vec::new())));
    };
    let counted = match read_file(file).await? {
        Ok(counted) => counted,
        Err(problems) => {
            let refused = Refusal::new(Code::Invalid, t::file_refused).at("file");
            return Err(sent.or_show(refused, |form| import_page(&visit, form, problems)));
        }
    };
    let (told, base) = (ready.input.0, visit.path("/budget/draft/"));
    let write = move |tx: &::store::Tx<'_>| Ok(format!("{base}{}", acts::import(tx, &counted, &told)?));
    Ok(Redirect::to(visit.app.store.write_once(visit.actor, ready.once, write).await?))
}

/// Reads and counts on a thread that may take its time.
async fn read_file(file: Upload) -> Result<std::result::Result<Counted, Vec<Said>>> {
    let work = move || std::fs::read(file.path()).map(|bytes| counted(&bytes));
    let read = tokio::task::spawn_blocking(work).await.map_err(|fault| Error::fault(fault.to_string()))?;
    read.map_err(|fault| Error::io("reading an upload", &fault))
}

#[derive(Template)]
#[template(path = "budget/draft.html")]
struct DraftPage {
    chrome: Chrome,
    form: Typed,
    id: ItemId,
    edition: Edition,
    projects: Vec<ProjectRow>,
    warnings: Vec<Said>,
    differences: Vec<String>,
}

/// `GET /budget/draft/{id}`: what will be published, and what is odd about the file.
pub async fn draft(visit: Visit, Path(id): Path<Key>) -> Result<Page<impl Template>> {
    let (id, locale) = (ItemId(id), visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Preview(id))?;
        by_facts(seen, facts, locale)
    };
    let found = visit.app.store.read(visit.actor, read).await?;
    Ok(Page::of(DraftPage {
        chrome: visit.chrome(found.title),
        form: visit.form::<()>(),
        id,
        warnings: found.edition.warnings(),
        differences: found.edition.differences(),
        edition: found.edition,
        projects: found.projects,
    }))
}

/// `POST /budget/draft/{id}/publish`
pub async fn publish(visit: Visit, Path(id): Path<Key>, form: Form<()>) -> Result<Redirect> {
    let (ready, base) = (form.ready()?, visit.path("/budget/"));
    let write = move |tx: &::store::Tx<'_>| Ok(format!("{base}{}", acts::publish(tx, ItemId(id))?));
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::published(visit.locale)))
}

/// `POST /budget/draft/{id}/discard`
pub async fn discard(visit: Visit, Path(id): Path<Key>, form: Form<()>) -> Result<Redirect> {
    let (ready, list) = (form.ready()?, visit.path("/budget"));
    let write = move |tx: &::store::Tx<'_>| acts::discard(tx, ItemId(id)).map(|()| list.clone());
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::discarded(visit.locale)))
}
