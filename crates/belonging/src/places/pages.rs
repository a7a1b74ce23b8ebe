//! The pages of places.

use super::acts::{self, Edit, PutBack, Told, Withdraw};
use super::input::{ListInput, PlaceInput, TranslationInput, cursor, version_of};
use super::model::{Place, PlaceKind, PlaceStatus, Shape};
use super::store::{self, Listed};
use super::{KIND, map};
use crate::texts::places as t;
use ::store::Snapshot;
use askama::Template;
use axum::response::{IntoResponse, Response};
use commons::ground::{self, Ground};
use commons::items::{self, Card, Facts, Stage, TextRow};
use commons::media::album::{self, PictureInput};
use commons::media::{self, Picture};
use commons::reports::{self, Hidden};
use commons::translating::{self, Note, Side};
use kernel::{Code, ItemId, Locale};
use web::form::TypedOption;
use web::{
    Beside, Choice as _, Chrome, Error, Form, ItemRef, Page, Path, Paths, Query, Redirect, Result, Slice,
    Typed, Visit,
};

/// Places on one page of the list, and marks on its map.
const PAGE: i64 = 40;

#[derive(Template)]
#[template(path = "places/list.html")]
struct ListPage {
    chrome: Chrome,
    rows: Vec<Listed>,
    map: String,
    kinds: Vec<(TypedOption, bool)>,
    statuses: Vec<(TypedOption, bool)>,
    filtered: bool,
    more: Option<String>,
    later: bool,
}

/// `GET /places`
pub async fn list(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Page<impl Template>> {
    let (locale, filter, after) = (visit.locale, wanted.filter.clone(), wanted.after.clone());
    let later = after.is_some();
    let read = move |seen: &Snapshot<'_>| {
        Ok((store::list(seen, locale, &filter, after, PAGE + 1)?, ground::all(seen)?))
    };
    let (mut rows, ground) = visit.app.store.read(visit.actor, read).await?;
    let more = (rows.len() as i64 > PAGE).then(|| {
        rows.truncate(PAGE as usize);
        rows.last().map(|last| next_page(&visit, &wanted, last)).unwrap_or_default()
    });
    let (kind, status) = (wanted.filter.kind, wanted.filter.status);
    Ok(Page::of(ListPage {
        map: map::many(locale, &ground, &rows),
        kinds: options::<PlaceKind>(locale, kind),
        statuses: options::<PlaceStatus>(locale, status),
        filtered: kind.is_some() || status.is_some(),
        chrome: visit.chrome(t::name(locale)).describe(t::about(locale)).wide(),
        rows,
        more,
        later,
    }))
}

fn next_page(visit: &Visit, wanted: &ListInput, last: &Listed) -> String {
    let kind = wanted.filter.kind.map_or("", PlaceKind::word);
    let status = wanted.filter.status.map_or("", PlaceStatus::word);
    let after = cursor(&last.list_key, last.id);
    visit.path(&format!("/places?kind={kind}&status={status}&after={after}"))
}

fn options<T: web::Choice>(locale: Locale, chosen: Option<T>) -> Vec<(TypedOption, bool)> {
    let option = |choice: &T| {
        (TypedOption { key: choice.key(), label: choice.label(locale) }, chosen.as_ref() == Some(choice))
    };
    T::ALL.iter().map(option).collect()
}

#[derive(Template)]
#[template(path = "places/show.html")]
struct ShowPage {
    chrome: Chrome,
    mark: Note,
    facts: Facts,
    place: Place,
    text: TextRow,
    body: String,
    map: String,
    pictures: Vec<Picture>,
    base: String,
    stories: Vec<Card>,
    beside: Vec<Beside>,
    may_edit: bool,
    translations: Vec<Locale>,
}

#[derive(Template)]
#[template(path = "places/stub.html")]
struct StubPage {
    chrome: Chrome,
    slug: String,
    may_put_back: bool,
    hidden: Option<Hidden>,
}

/// What the page of a place needs, in one read.
struct Found {
    facts: Facts,
    place: Place,
    texts: Vec<TextRow>,
    pictures: Vec<Picture>,
    stories: Vec<Card>,
    /// What other slices have that is here.
    beside: Vec<Beside>,
    ground: Vec<Ground>,
    may_edit: bool,
    may_put_back: bool,
    /// By a decision, if it is out of sight.
    hidden: Option<Hidden>,
}

fn find(
    seen: &Snapshot<'_>,
    slug: &str,
    locale: Locale,
    slices: &[&'static Slice],
) -> ::store::Result<Found> {
    let facts = facts(seen, slug)?;
    let place = store::place(seen, facts.id)?.ok_or(Code::NotFound)?;
    let texts = items::texts(seen, facts.id)?;
    let pictures = media::of_item(seen, facts.id, locale)?;
    let stories = items::linked_from(seen, facts.id, "place", locale, 20)?;
    let here = ItemRef { id: facts.id, slug: facts.slug.clone() };
    let beside = web::beside(slices, seen, KIND, &here, locale)?;
    let signed_in = seen.actor().acting().is_some();
    let may_edit = signed_in && seen.allows(&Edit(facts.id), &facts);
    let may_put_back = signed_in && seen.allows(&PutBack(facts.id), &facts);
    let ground = ground::all(seen)?;
    let stub = facts.stage == Stage::Withdrawn;
    let hidden = if stub { reports::hidden(seen, facts.id, facts.version)? } else { None };
    Ok(Found { facts, place, texts, pictures, stories, beside, ground, may_edit, may_put_back, hidden })
}

fn facts(seen: &Snapshot<'_>, slug: &str) -> ::store::Result<Facts> {
    let facts = items::facts_by_slug(seen, KIND, slug)?.filter(|facts| facts.stage != Stage::Erased);
    Ok(facts.ok_or(Code::NotFound)?)
}

/// `GET /places/{slug}`
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response> {
    let (locale, slices) = (visit.locale, visit.app.slices);
    let found = visit.app.store.read(visit.actor, move |seen| find(seen, &slug, locale, slices)).await?;
    let Some(text) = Card::pick(&found.texts, locale).cloned() else {
        return Ok(stub(&visit, found));
    };
    let chrome = visit.chrome(text.title.clone()).describe(text.summary.clone());
    let missing = |lang: &Locale| found.texts.iter().all(|text| text.lang != *lang);
    let path = format!("/places/{}", found.facts.slug);
    Ok(Page::of(ShowPage {
        mark: translating::mark(&visit, found.facts.id, &path, &found.texts, &text),
        body: text::markdown::to_html(&text.body),
        map: map::one(locale, &found.ground, &text.title, &found.place),
        translations: visit.community.languages.iter().copied().filter(missing).collect(),
        chrome,
        text,
        facts: found.facts,
        place: found.place,
        pictures: found.pictures,
        base: visit.path(""),
        stories: found.stories,
        beside: found.beside,
        may_edit: found.may_edit,
    })
    .into_response())
}

fn stub(visit: &Visit, found: Found) -> Response {
    let chrome = visit.chrome(t::withdrawn_stub(visit.locale));
    let Found { facts, may_put_back, hidden, .. } = found;
    let page = StubPage { chrome, slug: facts.slug, may_put_back, hidden };
    Page::with(axum::http::StatusCode::GONE, page).into_response()
}

#[derive(Template)]
#[template(path = "places/edit.html")]
struct EditPage {
    chrome: Chrome,
    form: Typed,
    action: String,
    lead: &'static str,
    button: &'static str,
    map: String,
    languages: bool,
}

/// The ground to draw a place on.
async fn ground(visit: &Visit) -> Result<Vec<Ground>> {
    Ok(visit.app.store.read(visit.actor, ground::all).await?)
}

fn add_page(visit: &Visit, ground: &[Ground], form: Typed) -> EditPage {
    let locale = visit.locale;
    EditPage {
        chrome: visit.chrome(t::add(locale)),
        action: visit.path("/places/add"),
        lead: t::add_lead(locale),
        button: t::add(locale),
        map: map::to_draw(locale, ground, &Shape::Nowhere),
        languages: true,
        form,
    }
}

/// `GET /places/add`
pub async fn add_form(visit: Visit) -> Result<Page<impl Template>> {
    let values = [("lang", visit.locale.code().to_owned())];
    let form = visit.form_with::<PlaceInput>(values);
    Ok(Page::of(add_page(&visit, &ground(&visit).await?, form)))
}

/// `POST /places/add`
pub async fn add(visit: Visit, form: Form<PlaceInput>) -> Result<Redirect> {
    let ground = ground(&visit).await?;
    let ready = form.or_show(|form| add_page(&visit, &ground, form))?;
    let (sent, told) = (ready.sent(), ready.input.told);
    let base = visit.path("/places/");
    let write = move |tx: &::store::Tx<'_>| Ok(format!("{base}{}", acts::add(tx, &told)?));
    let next = visit
        .app
        .store
        .write_once(visit.actor, ready.once, write)
        .await
        .map_err(|error| sent.or_show(error, |form| add_page(&visit, &ground, form)))?;
    Ok(Redirect::to(next).say(t::added(visit.locale)))
}

fn edit_page(visit: &Visit, slug: &str, ground: &[Ground], shape: &Shape, form: Typed) -> EditPage {
    let locale = visit.locale;
    EditPage {
        chrome: visit.chrome(t::edit_title(locale)),
        action: visit.path(&format!("/places/{slug}/edit")),
        lead: t::add_lead(locale),
        button: t::save(locale),
        map: map::to_draw(locale, ground, shape),
        languages: false,
        form,
    }
}

/// `GET /places/{slug}/edit`
pub async fn edit_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let wanted = slug.clone();
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Edit(facts(seen, &wanted)?.id))?;
        let place = store::place(seen, facts.id)?.ok_or(Code::NotFound)?;
        let texts = items::texts_in_any_stage(seen, facts.id)?;
        Ok((facts, place, texts, ground::all(seen)?))
    };
    let (facts, place, texts, ground) = visit.app.store.read(visit.actor, read).await?;
    let form = visit.form_with::<PlaceInput>(values(&facts, &place, &texts));
    Ok(Page::of(edit_page(&visit, &slug, &ground, &place.details.shape, form)))
}

fn values(facts: &Facts, place: &Place, texts: &[TextRow]) -> Vec<(&'static str, String)> {
    let mut values = vec![version_of(facts.version), ("lang", facts.origin.code().to_owned())];
    if let Some(text) = texts.iter().find(|text| text.lang == facts.origin) {
        values.push(("title", text.title.clone()));
        values.push(("summary", text.summary.clone()));
        values.push(("body", text.body.clone()));
    }
    let details = &place.details;
    let access = place.access.iter().find(|(lang, _)| *lang == facts.origin);
    values.push(("access", access.map(|(_, access)| access.clone()).unwrap_or_default()));
    values.push(("kind", details.kind.word().to_owned()));
    values.push(("status", details.status.word().to_owned()));
    values.push(("address", details.address.clone()));
    values.push(("source", details.source.clone()));
    values.push(("shape", details.shape.written()));
    if matches!(details.shape, Shape::Area(_)) {
        values.push(("area", "1".to_owned()));
    }
    values
}

/// `POST /places/{slug}/edit`
pub async fn edit(visit: Visit, Path(slug): Path<String>, form: Form<PlaceInput>) -> Result<Redirect> {
    let ground = ground(&visit).await?;
    let ready = form.or_show(|form| edit_page(&visit, &slug, &ground, &Shape::Nowhere, form))?;
    let (sent, input) = (ready.sent(), ready.input);
    let (base, wanted, told) = (visit.path("/places/"), slug.clone(), input.told.clone());
    let write = visit.app.store.write_once(visit.actor, ready.once, move |tx| {
        let before = facts(tx, &wanted)?;
        let told = kept(tx, &before, told.clone())?;
        Ok(format!("{base}{}", acts::edit(tx, before.id, input.version, &told)?))
    });
    match write.await {
        Ok(next) => Ok(Redirect::to(next).say(t::edited(visit.locale))),
        Err(::store::Error::Refused(refusal)) if refusal.code == Code::Conflict => {
            Err(stale(&visit, &slug, &input.told).await)
        }
        Err(error) => {
            Err(sent.or_show(error, |form| edit_page(&visit, &slug, &ground, &Shape::Nowhere, form)))
        }
    }
}

/// What the form does not ask stays as it was.
fn kept(seen: &Snapshot<'_>, before: &Facts, mut told: Told) -> ::store::Result<Told> {
    if let Some(place) = store::place(seen, before.id)? {
        told.details.precision_m = place.details.precision_m;
        told.details.next_door = place.details.next_door;
        told.details.checked = place.details.checked;
    }
    Ok(told)
}

/// Somebody changed it meanwhile: both texts, so that nothing typed is lost.
async fn stale(visit: &Visit, slug: &str, told: &Told) -> Error {
    let (slug, locale) = (slug.to_owned(), visit.locale);
    let theirs = visit.app.store.read(visit.actor, move |seen| find(seen, &slug, locale, &[])).await;
    let theirs = match theirs {
        Ok(found) => {
            Card::pick(&found.texts, found.facts.origin).map(|text| text.body.clone()).unwrap_or_default()
        }
        Err(error) => return error.into(),
    };
    Error::Stale { theirs, yours: told.written.words.body.clone() }
}

#[derive(Template)]
#[template(path = "places/translate.html")]
struct TranslatePage {
    chrome: Chrome,
    form: Typed,
    action: String,
    original: TextRow,
    original_body: String,
    lang: Locale,
}

/// What a translation is written beside, and what is said of access already.
async fn side(visit: &Visit, slug: &str, lang: Locale) -> Result<(ItemId, Side, String)> {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&acts::Translate(facts(seen, &slug)?.id))?;
        let side = Side::of(seen, &facts, lang)?;
        let access = store::place(seen, facts.id)?.map(|place| place.access).unwrap_or_default();
        let access = access.into_iter().find(|(own, _)| *own == lang).map(|(_, access)| access);
        Ok((facts.id, side, access.unwrap_or_default()))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn translate_page(visit: &Visit, slug: &str, lang: Locale, original: TextRow, form: Typed) -> TranslatePage {
    TranslatePage {
        chrome: visit.chrome(t::translate_title(visit.locale, lang.code())).wide(),
        action: visit.path(&format!("/places/{slug}/translate/{lang}")),
        original_body: text::markdown::to_html(&original.body),
        original,
        lang,
        form,
    }
}

/// The language of an address.
pub struct Lang(Locale);

impl std::str::FromStr for Lang {
    type Err = ();
    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        Locale::parse(code).map(Self).ok_or(())
    }
}

/// `GET /places/{slug}/translate/{lang}`
pub async fn translate_form(
    visit: Visit,
    Paths(slug, Lang(lang)): Paths<String, Lang>,
) -> Result<Page<impl Template>> {
    let (_, side, access) = side(&visit, &slug, lang).await?;
    let values = side.values().into_iter().chain([("lang", lang.code().to_owned()), ("access", access)]);
    let form = visit.form_with::<TranslationInput>(values);
    Ok(Page::of(translate_page(&visit, &slug, lang, side.original, form)))
}

/// `POST /places/{slug}/translate/{lang}`
pub async fn translate(
    visit: Visit,
    Paths(slug, Lang(lang)): Paths<String, Lang>,
    form: Form<TranslationInput>,
) -> Result<Redirect> {
    let (id, side, _) = side(&visit, &slug, lang).await?;
    let ready = form.or_show(|form| translate_page(&visit, &slug, lang, side.original, form))?;
    let base = visit.path("/places/");
    let TranslationInput { written, beside } = ready.input;
    let written = acts::Written { lang, ..written };
    let words = written.words.clone();
    let write = move |tx: &::store::Tx<'_>| {
        Ok(format!("{base}{}?lang={lang}", acts::translate(tx, id, &written, beside.as_ref())?))
    };
    match visit.app.store.write_once(visit.actor, ready.once, write).await {
        Ok(next) => Ok(Redirect::to(next).say(t::translated(visit.locale))),
        Err(error) => Err(translating::not_kept(&visit, error, (id, lang), &words).await),
    }
}

#[derive(Template)]
#[template(path = "places/withdraw.html")]
struct WithdrawPage {
    chrome: Chrome,
    form: Typed,
    slug: String,
}

/// `GET /places/{slug}/withdraw`
pub async fn withdraw_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let wanted = slug.clone();
    let read = move |seen: &Snapshot<'_>| seen.allow(&Withdraw(facts(seen, &wanted)?.id));
    visit.app.store.read(visit.actor, read).await?;
    let chrome = visit.chrome(t::withdraw_title(visit.locale));
    Ok(Page::of(WithdrawPage { chrome, form: visit.form::<()>(), slug }))
}

/// `POST /places/{slug}/withdraw`
pub async fn withdraw(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let (ready, places) = (form.ready()?, visit.path("/places"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::withdraw(tx, facts(tx, &slug)?.id)?;
        Ok(places.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::withdrawn(visit.locale)))
}

/// `POST /places/{slug}/put-back`
pub async fn put_back(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let (ready, base) = (form.ready()?, visit.path("/places/"));
    let write =
        move |tx: &::store::Tx<'_>| Ok(format!("{base}{}", acts::put_back(tx, facts(tx, &slug)?.id)?));
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::put_back_done(visit.locale)))
}

/// Which place, for its album.
async fn album_of(visit: &Visit, slug: &str) -> Result<(Edit, Locale, String)> {
    let (path, slug) = (format!("/places/{slug}"), slug.to_owned());
    let facts = visit.app.store.read(visit.actor, move |seen| facts(seen, &slug)).await?;
    Ok((Edit(facts.id), facts.origin, path))
}

/// `GET /places/{slug}/pictures`
pub async fn pictures(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let (act, origin, path) = album_of(&visit, &slug).await?;
    album::show(&visit, act, origin, &path).await
}

/// `POST /places/{slug}/pictures`: a new picture, other words for one, or one less.
pub async fn change_pictures(
    visit: Visit,
    Path(slug): Path<String>,
    form: Form<PictureInput>,
) -> Result<Redirect> {
    let (act, origin, path) = album_of(&visit, &slug).await?;
    album::change(&visit, act, origin, &path, form).await
}
