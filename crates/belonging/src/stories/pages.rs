//! Reading stories: the list and one story.

use super::KIND;
use super::era::{Era, Precision};
use super::input::{DECADES, ListInput, cursor};
use super::model::{Life, Part, Someone};
use super::store::{self, Listed, PAGE, Spot, Whole};
use crate::texts::stories as t;
use ::store::Snapshot;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use commons::consent::{self, Consent};
use commons::ground::{self, Ground, for_map};
use commons::items::{self, Card, Facts, Stage, TextRow};
use commons::media::{self, Picture};
use commons::reports::{self, Hidden};
use commons::translating::{self, Note};
use kernel::{Code, ItemId, Locale, Role};
use web::map::{Map, Mark};
use web::{Chrome, Page, Path, Query, Result, Visit};

/// A story of a list, with what belongs to it.
pub(super) struct Row {
    pub(super) story: Listed,
    pub(super) tellers: String,
    pub(super) places: Vec<Spot>,
    pub(super) picture: Option<Picture>,
}

/// A page of the list in four statements, however many stories there are.
pub(super) fn rows(
    seen: &Snapshot<'_>,
    locale: Locale,
    wanted: &ListInput,
) -> ::store::Result<(Vec<Row>, bool)> {
    let mut stories = store::list(seen, locale, &wanted.filter, wanted.after, PAGE as i64 + 1)?;
    let more = stories.len() > PAGE;
    stories.truncate(PAGE);
    let keys: Vec<ItemId> = stories.iter().map(|story| story.id).collect();
    let tellers = store::tellers(seen, &keys)?;
    let mut spots = store::spots(seen, &keys, locale)?;
    let mut pictures = media::first_of(seen, &keys, locale)?;
    let row = |story: Listed| {
        let names = tellers
            .iter()
            .filter(|(id, name)| *id == story.id && !name.is_empty())
            .map(|(_, name)| name.as_str());
        let names: Vec<&str> = names.collect();
        let own = |spot: &mut Spot| spot.story == story.id;
        let at = pictures.iter().position(|picture| picture.item == story.id);
        Row {
            tellers: text::list(locale, text::Joined::And, &names),
            places: spots.extract_if(.., own).collect(),
            picture: at.map(|at| pictures.swap_remove(at)),
            story,
        }
    };
    Ok((stories.into_iter().map(row).collect(), more))
}

#[derive(Template)]
#[template(path = "stories/list.html")]
struct ListPage {
    chrome: Chrome,
    rows: Vec<Row>,
    map: String,
    eras: Vec<(String, String, bool)>,
    place: Option<ItemId>,
    person: String,
    filtered: bool,
    more: Option<String>,
    later: bool,
    base: String,
}

/// `GET /stories`
pub async fn list(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Page<impl Template>> {
    let (locale, asked) = (visit.locale, wanted.clone());
    let read = move |seen: &Snapshot<'_>| Ok((rows(seen, locale, &asked)?, ground::all(seen)?));
    let ((rows, more), ground) = visit.app.store.read(visit.actor, read).await?;
    let filter = &wanted.filter;
    let more = rows.last().filter(|_| more).map(|last| next_page(&visit, &wanted, &last.story));
    Ok(Page::of(ListPage {
        map: map(locale, &ground, &rows),
        eras: eras(locale, filter.years),
        place: filter.place,
        person: filter.person.clone(),
        filtered: *filter != store::Filter::default(),
        later: wanted.after.is_some(),
        chrome: visit.chrome(t::name(locale)).describe(t::about(locale)).wide(),
        base: visit.path(""),
        rows,
        more,
    }))
}

/// The stories on the map of their places, numbered like the list.
fn map(locale: Locale, ground: &[Ground], rows: &[Row]) -> String {
    let marks = rows.iter().enumerate().flat_map(|(at, row)| {
        row.places.iter().filter_map(move |spot| {
            let (number, name) = (at + 1, row.story.title.clone());
            Some(Mark { number, name, href: format!("#story-{number}"), shape: spot.shape.clone()? })
        })
    });
    let marks: Vec<Mark> = marks.collect();
    let ground = for_map(ground);
    if marks.is_empty() {
        return String::new();
    }
    Map { title: t::map_title(locale), ground: &ground, marks: &marks, locale, list: "list" }.html()
}

/// Where one story happened.
fn map_of_one(locale: Locale, ground: &[Ground], places: &[Spot]) -> String {
    let mark = |(at, spot): (usize, &Spot)| {
        let (number, name) = (at + 1, spot.title.clone());
        Some(Mark { number, name, href: "#places".to_owned(), shape: spot.shape.clone()? })
    };
    let marks: Vec<Mark> = places.iter().enumerate().filter_map(mark).collect();
    if marks.is_empty() {
        return String::new();
    }
    let ground = for_map(ground);
    Map { title: t::map_one(locale), ground: &ground, marks: &marks, locale, list: "" }.html()
}

/// Key, words and whether it is chosen, of each span of time a list may be narrowed to.
fn eras(locale: Locale, chosen: Option<(i32, i32)>) -> Vec<(String, String, bool)> {
    let early = Era::of(0, 1940, Precision::Before).map(|era| ("1939".to_owned(), era, (0, 1939)));
    let decade = |tens: i32| {
        let years = (tens * 10, tens * 10 + 9);
        Era::of(years.0, years.1, Precision::Decade).map(|era| (years.0.to_string(), era, years))
    };
    let all = std::iter::once(early).chain(DECADES.map(decade)).flatten();
    all.map(|(key, era, years)| (key, era.words(locale), chosen == Some(years))).collect()
}

fn next_page(visit: &Visit, wanted: &ListInput, last: &Listed) -> String {
    let filter = &wanted.filter;
    let era = filter.years.map_or(String::new(), |(from, to)| if from == 0 { to } else { from }.to_string());
    let place = filter.place.map_or(String::new(), |place| place.to_string());
    let after = cursor(last.published_at, last.id);
    visit.path(&format!("/stories?era={era}&place={place}&person={}&after={after}", filter.person))
}

/// What the page of a story needs.
pub(super) struct Found {
    pub(super) facts: Facts,
    pub(super) whole: Whole,
    pub(super) texts: Vec<TextRow>,
    pub(super) pictures: Vec<Picture>,
    pub(super) places: Vec<Spot>,
    pub(super) consents: Vec<Consent>,
    pub(super) ground: Vec<Ground>,
    pub(super) owner: bool,
    pub(super) editor: bool,
}

/// The story at this address as far as this reader may see it; in words where it is withdrawn.
pub(super) enum Seen {
    Whole(Box<Found>),
    Stub { slug: String, editor: bool, hidden: Option<Hidden> },
}

pub(super) fn facts(seen: &Snapshot<'_>, slug: &str) -> ::store::Result<Facts> {
    let facts = items::facts_by_slug(seen, KIND, slug)?.filter(|facts| facts.stage != Stage::Erased);
    Ok(facts.ok_or(Code::NotFound)?)
}

/// A live story for everybody it is for, a withdrawn one as a stub, anything else for its author and the editors.
pub(super) fn find(seen: &Snapshot<'_>, slug: &str, locale: Locale) -> ::store::Result<Seen> {
    let facts = facts(seen, slug)?;
    let me = seen.actor().acting();
    let standing = me.map(|member| seen.standing(member)).transpose()?.flatten();
    let editor = standing.is_some_and(|standing| standing.roles.contains(&Role::Editor));
    let owner = me.is_some() && facts.owner == me;
    let texts = match facts.stage {
        Stage::Live => items::texts(seen, facts.id)?,
        Stage::Withdrawn if !owner && !editor => {
            let hidden = reports::hidden(seen, facts.id, facts.version)?;
            return Ok(Seen::Stub { slug: facts.slug, editor, hidden });
        }
        _ => {
            seen.allow(&super::acts::ReadAny(facts.id)).map_err(|_| Code::NotFound)?;
            items::texts_in_any_stage(seen, facts.id)?
        }
    };
    if texts.is_empty() {
        return Err(Code::NotFound.into());
    }
    let id = facts.id;
    Ok(Seen::Whole(Box::new(Found {
        whole: store::whole(seen, id)?.ok_or(Code::NotFound)?,
        pictures: media::of_item(seen, id, locale)?,
        places: store::spots(seen, &[id], locale)?,
        // shown to readers of the published story only, so that no page needs more than eight statements
        consents: if facts.stage == Stage::Live { consent::of_item(seen, id)? } else { Vec::new() },
        ground: ground::all(seen)?,
        facts,
        texts,
        owner,
        editor,
    })))
}

#[derive(Template)]
#[template(path = "stories/show.html")]
struct ShowPage {
    chrome: Chrome,
    mark: Note,
    facts: Facts,
    whole: Whole,
    text: TextRow,
    body: String,
    pictures: Vec<Picture>,
    places: Vec<Spot>,
    map: String,
    tellers: Vec<Someone>,
    subjects: Vec<Someone>,
    /// For what its teller agreed, in words.
    agreed: String,
    keeper: bool,
    editor: bool,
    owner: bool,
    translations: Vec<Locale>,
    others: Vec<Locale>,
    base: String,
}

#[derive(Template)]
#[template(path = "stories/stub.html")]
struct StubPage {
    chrome: Chrome,
    slug: String,
    may_put_back: bool,
    hidden: Option<Hidden>,
}

/// `GET /stories/{slug}`
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response> {
    let locale = visit.locale;
    let found = match visit.app.store.read(visit.actor, move |seen| find(seen, &slug, locale)).await? {
        Seen::Whole(found) => *found,
        Seen::Stub { slug, editor, hidden } => return Ok(stub(&visit, slug, editor, hidden)),
    };
    let text =
        Card::pick(&found.texts, locale).cloned().ok_or_else(|| kernel::Refusal::plain(Code::NotFound))?;
    Ok(Page::of(page(&visit, found, text)).into_response())
}

fn stub(visit: &Visit, slug: String, may_put_back: bool, hidden: Option<Hidden>) -> Response {
    let chrome = visit.chrome(t::withdrawn_stub(visit.locale));
    Page::with(StatusCode::GONE, StubPage { chrome, slug, may_put_back, hidden }).into_response()
}

fn page(visit: &Visit, found: Found, text: TextRow) -> ShowPage {
    let locale = visit.locale;
    let Found { facts, whole, texts, pictures, places, consents, ground, owner, editor } = found;
    let named = |part: Part| {
        let shown =
            move |someone: &&Someone| someone.part == part && someone.visible && !someone.name.is_empty();
        whole.people.iter().filter(shown).cloned().collect::<Vec<_>>()
    };
    let teller = |consent: &&Consent| consent.stands() && consent.part == consent::Part::Teller;
    // beside a shared link it stands elsewhere: everybody in the story has to have agreed to that
    let mut standing = consents.iter().filter(|consent| consent.stands()).peekable();
    let elsewhere = standing.peek().is_some() && standing.all(|consent| consent.elsewhere);
    let first = pictures.first().filter(|_| elsewhere && facts.stage == Stage::Live);
    let preview = first.map(|picture| picture.preview(&visit.path("")));
    let has = |lang: &Locale| texts.iter().any(|text| text.lang == *lang);
    let path = format!("/stories/{}", facts.slug);
    ShowPage {
        mark: translating::mark(visit, facts.id, &path, &texts, &text),
        body: text::markdown::to_html(&text.body),
        map: map_of_one(locale, &ground, &places),
        tellers: named(Part::Teller),
        subjects: named(Part::Subject),
        agreed: consents.iter().find(teller).map(|consent| consent.purposes(locale)).unwrap_or_default(),
        translations: visit.community.languages.iter().copied().filter(|lang| !has(lang)).collect(),
        others: texts.iter().map(|other| other.lang).filter(|lang| *lang != text.lang).collect(),
        chrome: visit.chrome(text.title.clone()).describe(text.summary.clone()).previewed(preview),
        base: visit.path(""),
        keeper: owner || editor,
        facts,
        whole,
        text,
        pictures,
        places,
        editor,
        owner,
    }
}

/// Whether whoever reads sits at the desk, for templates.
pub(super) fn at_the_desk(chrome: &Chrome) -> bool {
    chrome.person().is_some_and(|person| person.has(Role::Desk))
}

/// Whether somebody has died, for templates.
pub(super) fn is_deceased(someone: &Someone) -> bool {
    someone.life == Life::Deceased
}
