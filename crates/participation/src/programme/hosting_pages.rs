//! Announcing a date, changing it, writing it in another language.

use super::acts::{self, Add, Edit, Told, Translate};
use super::input::{DateInput, TranslationInput, values};
use super::store::{self, PlaceName};
use crate::texts::programme as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use commons::items::{self, Card, TextRow};
use commons::translating::{self, Side};
use kernel::{Code, ItemId, Key, Locale, MemberId};
use people::organisation;
use web::{
    Chrome, Error, Field, Form, Input, Limit, Page, Path, Paths, Query, Reader, Redirect, Result, Typed,
    Visit,
};

/// Dates of one member in a day.
static OFTEN: Limit = Limit::new("dates of one member", 20, 86_400);

#[derive(Template)]
#[template(path = "programme/edit.html")]
struct EditPage {
    chrome: Chrome,
    form: Typed,
    action: String,
    around: Around,
    button: &'static str,
    /// Of one that is there, its language and host stay.
    new: bool,
}

/// What the form offers to choose from.
#[derive(Clone, Debug, Default)]
struct Around {
    places: Vec<PlaceName>,
    hosts: Vec<(MemberId, String)>,
}

fn around(seen: &Snapshot<'_>, locale: Locale) -> ::store::Result<Around> {
    let hosts = match seen.actor().acting() {
        Some(me) => organisation::of(seen, me)?.into_iter().map(|one| (one.id, one.name)).collect(),
        None => Vec::new(),
    };
    Ok(Around { places: store::places(seen, locale)?, hosts })
}

async fn look_around(visit: &Visit) -> Result<Around> {
    let locale = visit.locale;
    Ok(visit.app.store.read(visit.actor, move |seen| around(seen, locale)).await?)
}

fn add_page(visit: &Visit, around: &Around, form: Typed) -> EditPage {
    EditPage {
        chrome: visit.chrome(t::add(visit.locale)),
        form,
        action: visit.path("/dates/add"),
        around: around.clone(),
        button: t::add_do(visit.locale),
        new: true,
    }
}

/// Where something is to take place, from the page of a place.
pub struct AtPlace(String);

impl Input for AtPlace {
    const FIELDS: &'static [Field] = &[Field::new("place", t::field_place)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("place").unwrap_or_default().to_owned()))
    }
}

/// `GET /dates/add`
pub async fn add_form(visit: Visit, Query(AtPlace(place)): Query<AtPlace>) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&Add)?;
        around(seen, locale)
    };
    let around = visit.app.store.read(visit.actor, read).await?;
    // a neighbourhood that has just begun has one place, and it is there
    let only = match around.places.as_slice() {
        [only] => only.id.to_string(),
        _ => String::new(),
    };
    let place = if place.is_empty() { only } else { place };
    let form = visit.form_with::<DateInput>([
        ("lang", locale.code().to_owned()),
        ("repeat", "once".to_owned()),
        ("for_whom", "anyone".to_owned()),
        ("cost", "free".to_owned()),
        ("languages", locale.code().to_owned()),
        ("place", place),
    ]);
    Ok(Page::of(add_page(&visit, &around, form)))
}

/// Announces a date, once; tells its address below `/dates`.
pub(super) async fn adds(visit: &Visit, once: Key, told: Told) -> Result<String> {
    if let Some(member) = visit.actor.acting() {
        visit.limit(&OFTEN, &member.to_string())?;
    }
    Ok(visit.app.store.write_once(visit.actor, once, move |tx| acts::add(tx, &told)).await?)
}

/// `POST /dates/add`
pub async fn add(visit: Visit, form: Form<DateInput>) -> Result<Redirect> {
    let around = look_around(&visit).await?;
    let ready = form.or_show(|form| add_page(&visit, &around, form))?;
    let (sent, once) = (ready.sent(), ready.once);
    let added = adds(&visit, once, ready.input.told).await;
    let slug = added.map_err(|error| sent.or_show(error, |form| add_page(&visit, &around, form)))?;
    Ok(Redirect::to(visit.path(&format!("/dates/{slug}"))).say(t::added(visit.locale)))
}

fn edit_page(visit: &Visit, slug: &str, around: &Around, form: Typed) -> EditPage {
    EditPage {
        chrome: visit.chrome(t::edit_title(visit.locale)),
        form,
        action: visit.path(&format!("/dates/{slug}/edit")),
        around: around.clone(),
        button: t::save(visit.locale),
        new: false,
    }
}

/// `GET /dates/{slug}/edit`
pub async fn edit_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let (wanted, locale) = (slug.clone(), visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Edit(store::facts_by_slug(seen, &wanted)?.id))?;
        let texts = items::texts_in_any_stage(seen, facts.id)?;
        Ok((facts, texts, around(seen, locale)?))
    };
    let (facts, texts, around) = visit.app.store.read(visit.actor, read).await?;
    let form = visit.form_with::<DateInput>(values(&facts, &texts));
    Ok(Page::of(edit_page(&visit, &slug, &around, form)))
}

/// Changes a date, once.
pub(super) async fn edits(visit: &Visit, slug: &str, once: Key, input: DateInput) -> ::store::Result<()> {
    let slug = slug.to_owned();
    let write = move |tx: &Tx<'_>| {
        let id = store::facts_by_slug(tx, &slug)?.id;
        acts::edit(tx, id, input.version, &input.told).map(|()| String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await.map(|_| ())
}

/// `POST /dates/{slug}/edit`
pub async fn edit(visit: Visit, Path(slug): Path<String>, form: Form<DateInput>) -> Result<Redirect> {
    let around = look_around(&visit).await?;
    let ready = form.or_show(|form| edit_page(&visit, &slug, &around, form))?;
    let (sent, once, input) = (ready.sent(), ready.once, ready.input);
    let body = input.told.written.body.clone();
    match edits(&visit, &slug, once, input).await {
        Ok(()) => Ok(Redirect::to(visit.path(&format!("/dates/{slug}"))).say(t::edited(visit.locale))),
        Err(::store::Error::Refused(refusal)) if refusal.code == Code::Conflict => {
            Err(stale(&visit, &slug, body).await)
        }
        Err(error) => Err(sent.or_show(error, |form| edit_page(&visit, &slug, &around, form))),
    }
}

/// Somebody changed it meanwhile: both texts, so that nothing typed is lost.
async fn stale(visit: &Visit, slug: &str, yours: String) -> Error {
    let (slug, locale) = (slug.to_owned(), visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        let facts = store::facts_by_slug(seen, &slug)?;
        let texts = items::texts(seen, facts.id)?;
        Ok(Card::pick(&texts, locale).map(|text| text.body.clone()).unwrap_or_default())
    };
    match visit.app.store.read(visit.actor, read).await {
        Ok(theirs) => Error::Stale { theirs, yours },
        Err(error) => error.into(),
    }
}

#[derive(Template)]
#[template(path = "programme/translate.html")]
struct TranslatePage {
    chrome: Chrome,
    form: Typed,
    action: String,
    original: TextRow,
    original_body: String,
    lang: Locale,
}

/// The language of an address.
pub struct Lang(Locale);

impl std::str::FromStr for Lang {
    type Err = ();
    fn from_str(code: &str) -> std::result::Result<Self, ()> {
        Locale::parse(code).map(Self).ok_or(())
    }
}

/// What a translation is written beside.
async fn side(visit: &Visit, slug: &str, lang: Locale) -> Result<(ItemId, Side)> {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let id = seen.allow(&Translate(store::facts_by_slug(seen, &slug)?.id))?.id;
        let item = items::facts(seen, id)?.ok_or(Code::NotFound)?;
        Ok((id, Side::of(seen, &item, lang)?))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn translate_page(visit: &Visit, slug: &str, lang: Locale, original: TextRow, form: Typed) -> TranslatePage {
    TranslatePage {
        chrome: visit.chrome(t::translate_title(visit.locale, lang.code())).wide(),
        action: visit.path(&format!("/dates/{slug}/translate/{lang}")),
        original_body: text::markdown::to_html(&original.body),
        original,
        lang,
        form,
    }
}

/// `GET /dates/{slug}/translate/{lang}`
pub async fn translate_form(
    visit: Visit,
    Paths(slug, Lang(lang)): Paths<String, Lang>,
) -> Result<Page<impl Template>> {
    let (_, side) = side(&visit, &slug, lang).await?;
    let values = side.values().into_iter().chain([("lang", lang.code().to_owned())]);
    let form = visit.form_with::<TranslationInput>(values);
    Ok(Page::of(translate_page(&visit, &slug, lang, side.original, form)))
}

/// `POST /dates/{slug}/translate/{lang}`
pub async fn translate(
    visit: Visit,
    Paths(slug, Lang(lang)): Paths<String, Lang>,
    form: Form<TranslationInput>,
) -> Result<Redirect> {
    let (id, side) = side(&visit, &slug, lang).await?;
    let ready = form.or_show(|form| translate_page(&visit, &slug, lang, side.original, form))?;
    let TranslationInput { written, beside } = ready.input;
    let written = acts::Written { lang, ..written };
    let there = visit.path(&format!("/dates/{slug}?lang={lang}"));
    let words = written.words();
    let write = move |tx: &Tx<'_>| acts::translate(tx, id, &written, beside.as_ref()).map(|()| String::new());
    match visit.app.store.write_once(visit.actor, ready.once, write).await {
        Ok(_) => Ok(Redirect::to(there).say(t::translated(visit.locale))),
        Err(error) => Err(translating::not_kept(&visit, error, (id, lang), &words).await),
    }
}
