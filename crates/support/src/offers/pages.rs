//! The two lists, the page of one, and the feeds.

use super::acts::{ReadOne, Seen};
use super::input::{ListInput, ThanksInput, WordsInput};
use super::model::{AnswerId, AnswerState, ForWhom, Kind, Side, State};
use super::store::{self, Answered, Facts, Filter, Listed};
use crate::texts::offers as t;
use ::store::Snapshot;
use askama::Template;
use axum::response::{IntoResponse, Response};
use commons::blocks;
use commons::ground::{self, Ground};
use commons::items::{self, Audience, Card, Stage, TextRow};
use commons::reports::{self, Hidden};
use commons::translating::{self, Note};
use kernel::{Code, ItemId, Locale};
use text::atom::{Entry, Feed};
use web::form::TypedOption;
use web::{Choice as _, Chrome, Document, Page, Path, Query, Result, Typed, Visit};

/// Needs or offers on one page of a list.
const PAGE: i64 = 40;
/// Entries of a feed.
const FEED: i64 = 30;

/// An area to choose.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its key.
    pub key: String,
    /// Its name in the reader's language.
    pub label: String,
}

/// The areas in the reader's language.
pub fn areas(ground: &[Ground], locale: Locale) -> Vec<Area> {
    ground.iter().map(|area| Area { key: area.key.clone(), label: area.name(locale) }).collect()
}

/// The name of an area; of an unknown one its key; nothing for anywhere.
pub fn area_name(areas: &[Area], key: &str) -> String {
    areas.iter().find(|area| area.key == key).map_or_else(|| key.to_owned(), |area| area.label.clone())
}

#[derive(Template)]
#[template(path = "offers/list.html")]
struct ListPage {
    chrome: Chrome,
    side: Side,
    rows: Vec<Listed>,
    areas: Vec<Area>,
    wanted: ListInput,
    kinds: Vec<(TypedOption, bool)>,
    whom: Vec<(TypedOption, bool)>,
    more: Option<String>,
    later: bool,
}

impl ListPage {
    fn area(&self, key: &str) -> String {
        area_name(&self.areas, key)
    }
}

fn options<T: web::Choice>(locale: Locale, chosen: Option<T>) -> Vec<(TypedOption, bool)> {
    let option = |choice: &T| {
        (TypedOption { key: choice.key(), label: choice.label(locale) }, chosen.as_ref() == Some(choice))
    };
    T::ALL.iter().map(option).collect()
}

/// `GET /needs`
pub async fn needs(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Page<impl Template>> {
    list(visit, wanted, Side::Need).await
}

/// `GET /offers`
pub async fn offers(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Page<impl Template>> {
    list(visit, wanted, Side::Offer).await
}

async fn list(visit: Visit, wanted: ListInput, side: Side) -> Result<Page<ListPage>> {
    let (locale, asked) = (visit.locale, wanted.clone());
    let read = move |seen: &Snapshot<'_>| {
        let filter = Filter { kind: asked.kind, area: &asked.area, for_whom: asked.for_whom };
        Ok((store::list(seen, side, locale, filter, asked.after, PAGE + 1)?, ground::areas(seen)?))
    };
    let (mut rows, ground) = visit.app.store.read(visit.actor, read).await?;
    let more = (rows.len() as i64 > PAGE).then(|| {
        rows.truncate(PAGE as usize);
        let last = rows.last().map(|last| last.id.to_string()).unwrap_or_default();
        visit.path(&format!("{}?{}&after={last}", side.path(), wanted.query()))
    });
    let (title, about) = match side {
        Side::Need => (t::needs(locale), t::needs_about(locale)),
        Side::Offer => (t::offers(locale), t::offers_about(locale)),
    };
    Ok(Page::of(ListPage {
        chrome: visit.chrome(title).describe(about),
        side,
        areas: areas(&ground, locale),
        kinds: options::<Kind>(locale, wanted.kind),
        whom: options::<ForWhom>(locale, wanted.for_whom),
        later: wanted.after.is_some(),
        wanted,
        rows,
        more,
    }))
}

/// What the page of one needs, in one read.
struct Found {
    facts: Facts,
    texts: Vec<TextRow>,
    ground: Vec<Ground>,
    /// Shown to members.
    owner: Option<String>,
    /// The reader acts as its owner.
    own: bool,
    /// The reader sees it because they sit at the desk.
    desk: bool,
    answers: Vec<Answered>,
    my_answer: Option<(AnswerId, AnswerState)>,
    /// By a decision, if it is out of sight.
    hidden: Option<Hidden>,
}

fn find(seen: &Snapshot<'_>, id: ItemId) -> ::store::Result<Found> {
    let mut facts = store::facts(seen, id)?;
    let me = seen.actor().acting();
    let own = me.is_some() && me == facts.owner;
    let private = facts.stage != Stage::Live && facts.stage != Stage::Withdrawn && me.is_some();
    let asked = (private && (own || facts.chosen.desk_only)).then(|| seen.allow(&ReadOne(id))).transpose();
    let allowed = match asked {
        // that there is one is for the desk alone
        Err(::store::Error::Refused(_)) if facts.chosen.desk_only => return Err(Code::NotFound.into()),
        asked => asked?,
    };
    let desk = allowed.is_some() && !own;
    if let Some(Seen { facts: same, .. }) = allowed {
        facts = same;
    }
    if let (Some(me), Some(owner)) = (me, facts.owner.filter(|_| !own))
        && blocks::between(seen, me, owner)?
    {
        return Err(Code::NotFound.into());
    }
    let member = items::viewer(seen)? >= Audience::Members;
    let texts = if own || desk { items::texts_in_any_stage(seen, id)? } else { items::texts(seen, id)? };
    if texts.is_empty() && facts.chosen.desk_only {
        return Err(Code::NotFound.into()); // that there is one is for the desk alone
    }
    let owner = facts.owner.filter(|_| member && !texts.is_empty());
    let owner = owner.map(|owner| people::member::name(seen, owner)).transpose()?.flatten();
    let answers = if own { store::answers(seen, id)? } else { Vec::new() };
    let my_answer = me.filter(|_| !own).map(|me| store::own_answer(seen, id, me)).transpose()?.flatten();
    let ground = ground::areas(seen)?;
    let owner = owner.map(|(name, ..)| name);
    let stub = facts.stage == Stage::Withdrawn;
    let hidden = if stub { reports::hidden(seen, id, facts.version)? } else { None };
    Ok(Found { facts, texts, ground, owner, own, desk, answers, my_answer, hidden })
}

#[derive(Template)]
#[template(path = "offers/show.html")]
struct ShowPage {
    chrome: Chrome,
    mark: Note,
    found: Found,
    text: TextRow,
    body: String,
    area: String,
    answer: Typed,
    thanks: Typed,
}

impl ShowPage {
    fn agreed(&self) -> usize {
        self.found.answers.iter().filter(|answer| answer.state == AnswerState::Accepted).count()
    }
    /// Whether the reader may answer it.
    fn answerable(&self) -> bool {
        let Found { facts, own, my_answer, .. } = &self.found;
        let answered = my_answer.is_some_and(|(_, state)| state != AnswerState::TakenBack);
        facts.state == State::Open && !facts.chosen.desk_only && !own && !answered
    }
    /// Whether a decision hides it from everybody but its owner.
    fn hidden(&self) -> bool {
        self.found.facts.stage == Stage::Withdrawn && self.found.facts.state != State::Withdrawn
    }
    fn can_be_done(&self) -> bool {
        let Found { facts, own, desk, .. } = &self.found;
        let running = matches!(facts.state, State::Open | State::Accepted) && !self.hidden();
        running && (*desk || (*own && (self.agreed() > 0 || facts.chosen.desk_only)))
    }
}

#[derive(Template)]
#[template(path = "offers/stub.html")]
struct StubPage {
    chrome: Chrome,
    says: &'static str,
    side: Side,
    hidden: Option<Hidden>,
}

/// The page of one, with a form that was typed before.
pub(super) async fn show_page(
    visit: &Visit,
    id: ItemId,
    answer: Option<Typed>,
    thanks: Option<Typed>,
) -> Result<Response> {
    let locale = visit.locale;
    let found = visit.app.store.read(visit.actor, move |seen| find(seen, id)).await?;
    let Some(text) = Card::pick(&found.texts, locale).cloned() else {
        return Ok(stub(visit, &found.facts, found.hidden));
    };
    let language = || vec![("language", locale.code().to_owned())];
    let path = format!("/offers/{id}");
    let page = ShowPage {
        mark: translating::mark(visit, id, &path, &found.texts, &text),
        chrome: visit.chrome(text.title.clone()).describe(text.summary.clone()),
        body: text::markdown::to_html(&text.body),
        area: area_name(&areas(&found.ground, locale), &found.facts.chosen.area),
        answer: answer.unwrap_or_else(|| visit.form_with::<WordsInput>(language())),
        thanks: thanks.unwrap_or_else(|| visit.form_with::<ThanksInput>(language())),
        text,
        found,
    };
    Ok(Page::of(page).into_response())
}

/// `GET /offers/{id}`
pub async fn show(visit: Visit, Path(id): Path<ItemId>) -> Result<Response> {
    show_page(&visit, id, None, None).await
}

/// What is no longer to be seen says so kindly, with a way on.
fn stub(visit: &Visit, facts: &Facts, hidden: Option<Hidden>) -> Response {
    let locale = visit.locale;
    let says = match facts.state {
        State::Done => t::stub_done(locale),
        State::Expired => t::stub_expired(locale),
        State::Withdrawn | State::Draft | State::Open | State::Accepted => t::stub_withdrawn(locale),
    };
    if facts.state == State::Draft {
        return web::Error::from(kernel::Refusal::plain(Code::NotFound)).into_response();
    }
    let page = StubPage { chrome: visit.chrome(says), says, side: facts.chosen.side, hidden };
    Page::with(axum::http::StatusCode::GONE, page).into_response()
}

/// `GET /needs.atom`
pub async fn needs_feed(visit: Visit) -> Result<Document> {
    feed(visit, Side::Need).await
}

/// `GET /offers.atom`
pub async fn offers_feed(visit: Visit) -> Result<Document> {
    feed(visit, Side::Offer).await
}

async fn feed(visit: Visit, side: Side) -> Result<Document> {
    let locale = visit.locale;
    // as a visitor: a feed is read by programs, whoever asked for it
    let actor = kernel::Actor::visitor(visit.actor.community);
    let rows = visit.app.store.read(actor, move |seen| store::newest(seen, side, locale, FEED)).await?;
    let address = |below: &str| format!("{}{}", visit.app.settings.address, visit.path(below));
    let entry = |row: Listed| {
        let published = row.published_at.unwrap_or(kernel::Time::from_micros(0));
        Entry {
            id: address(&format!("/offers/{}", row.id)),
            title: row.title,
            page: address(&format!("/offers/{}", row.id)),
            published,
            updated: published,
            author: visit.community.name(locale).to_owned(),
            summary: row.summary,
            html: String::new(),
        }
    };
    let updated = rows.iter().filter_map(|row| row.published_at).max();
    let feed = Feed {
        id: address(side.path()),
        title: side.label(locale).to_owned(),
        language: locale,
        page: address(side.path()),
        address: address(&format!("{}.atom", side.path())),
        updated: updated.unwrap_or(kernel::Time::from_micros(0)),
        entries: rows.into_iter().map(entry).collect(),
    };
    Ok(Document::new("application/atom+xml; charset=utf-8", feed.to_xml()))
}
