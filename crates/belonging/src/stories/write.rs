//! Telling, changing and translating a story.

use super::acts::{self, Agreed, Edit, Told};
use super::input::{ALTS, AboutInput, StoryInput, TellInput, TranslationInput};
use super::model::{Leaving, Life, Part, Someone};
use super::pages::facts;
use super::store::{self, Whole};
use crate::texts::stories as t;
use ::store::Snapshot;
use askama::Template;
use commons::consent;
use commons::items::{self, Card, Facts, Stage, TextRow};
use commons::media::{self, Picture, album};
use commons::translating::{self, Side};
use kernel::{Code, ItemId, Key, Locale};
use web::{Chrome, Error, Form, Page, Path, Paths, Query, Redirect, Result, Typed, Visit};

/// Places to choose from.
type Places = Vec<(ItemId, String)>;

#[derive(Template)]
#[template(path = "stories/tell.html")]
struct TellPage {
    chrome: Chrome,
    form: Typed,
    places: Places,
    /// At the desk somebody else ticks, so how they agreed is asked.
    helping: bool,
}

async fn places(visit: &Visit) -> Result<Places> {
    let locale = visit.locale;
    Ok(visit.app.store.read(visit.actor, move |seen| crate::places::store::names(seen, locale)).await?)
}

fn tell_page(visit: &Visit, form: Typed, places: Places) -> TellPage {
    let helping = visit.person.as_ref().is_some_and(|person| person.helping.is_some());
    TellPage { chrome: visit.chrome(t::tell(visit.locale)), form, places, helping }
}

/// `GET /stories/tell`
pub async fn tell_form(
    visit: Visit,
    Query(AboutInput(place)): Query<AboutInput>,
) -> Result<Page<impl Template>> {
    let name = visit.person.as_ref().map_or(String::new(), |person| match &person.helping {
        Some(helping) => helping.name.clone(),
        None => person.name.clone(),
    });
    let values = [
        ("lang", visit.locale.code().to_owned()),
        ("teller", name),
        ("place", place.unwrap_or_default()),
        ("leaving", Leaving::Erase.word().to_owned()),
    ];
    let places = places(&visit).await?;
    Ok(Page::of(tell_page(&visit, visit.form_with::<TellInput>(values), places)))
}

/// `POST /stories/tell`
pub async fn tell(visit: Visit, form: Form<TellInput>) -> Result<Redirect> {
    let places = places(&visit).await?;
    let ready = form.or_show(|form| tell_page(&visit, form, places.clone()))?;
    let (sent, input) = (ready.sent(), ready.input);
    let show = |error: Error| sent.clone().or_show(error, |form| tell_page(&visit, form, places.clone()));
    let lang = input.told.lang;
    let sent = album::sent_picture(&visit, &ready.files, lang, &input.alt, &input.credit);
    let picture = sent.await.map_err(show)?;
    let agreed = input.given.map(|given| Agreed { given, code: code(&visit, ready.once) });
    let (base, told, consented) = (visit.path("/stories/"), input.told, agreed.clone());
    let write = move |tx: &::store::Tx<'_>| {
        Ok(format!("{base}{}", acts::tell(tx, &told, picture.as_ref(), consented.as_ref())?))
    };
    let next = visit
        .app
        .store
        .write_once(visit.actor, ready.once, write)
        .await
        .map_err(|error| show(error.into()))?;
    let says = match agreed {
        Some(agreed) => t::told_with_code(visit.locale, agreed.code),
        None => t::told_draft(visit.locale).to_owned(),
    };
    Ok(Redirect::to(next).say(says))
}

/// The code for a consent, made from the form's own key: the same form sent again tells the same one.
pub(super) fn code(visit: &Visit, once: Key) -> String {
    consent::code_from(&visit.app.secret.sign("consent code", &[&once.0.to_be_bytes()]))
}

#[derive(Template)]
#[template(path = "stories/edit.html")]
struct EditPage {
    chrome: Chrome,
    form: Typed,
    action: String,
    places: Places,
}

fn edit_page(visit: &Visit, slug: &str, form: Typed, places: Places) -> EditPage {
    let action = visit.path(&format!("/stories/{slug}/edit"));
    EditPage { chrome: visit.chrome(t::edit_title(visit.locale)), action, form, places }
}

/// `GET /stories/{slug}/edit`
pub async fn edit_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let (wanted, locale) = (slug.clone(), visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Edit(facts(seen, &wanted)?.id))?.item;
        let whole = store::whole(seen, facts.id)?.ok_or(Code::NotFound)?;
        let texts = items::texts_in_any_stage(seen, facts.id)?;
        let linked = store::linked(seen, facts.id)?;
        Ok((values(&facts, &whole, &texts, &linked), crate::places::store::names(seen, locale)?))
    };
    let (values, places) = visit.app.store.read(visit.actor, read).await?;
    let form = visit.form_with::<StoryInput>(values);
    Ok(Page::of(edit_page(&visit, &slug, form, places)))
}

fn values(facts: &Facts, whole: &Whole, texts: &[TextRow], places: &[ItemId]) -> Vec<(&'static str, String)> {
    let text = texts.iter().find(|text| text.lang == facts.origin);
    let words = |part: fn(&TextRow) -> &String| text.map(part).cloned().unwrap_or_default();
    let details = &whole.details;
    let names = |wanted: &dyn Fn(&Someone) -> bool| {
        whole
            .people
            .iter()
            .filter(|someone| wanted(someone))
            .map(|someone| someone.name.clone())
            .collect::<Vec<_>>()
    };
    let subject =
        |life: Life| names(&|someone| someone.part == Part::Subject && someone.life == life).join("\n");
    let mut tellers = names(&|someone| someone.part == Part::Teller).into_iter();
    let hidden = whole
        .people
        .iter()
        .any(|someone| someone.part == Part::Subject && named(someone) && !someone.visible);
    let mut values = vec![
        ("version", facts.version.to_string()),
        ("lang", facts.origin.code().to_owned()),
        ("title", words(|text| &text.title)),
        ("summary", words(|text| &text.summary)),
        ("body", words(|text| &text.body)),
        ("era", details.era.words(facts.origin)),
        ("place", places.first().map(ToString::to_string).unwrap_or_default()),
        ("place2", places.get(1).map(ToString::to_string).unwrap_or_default()),
        ("place_words", details.place_words.clone()),
        ("teller", tellers.next().unwrap_or_default()),
        ("teller2", tellers.next().unwrap_or_default()),
        ("living", subject(Life::Living)),
        ("deceased", subject(Life::Deceased)),
        ("source", details.source.clone()),
        ("leaving", details.leaving.word().to_owned()),
    ];
    if hidden {
        values.push(("hide_names", "1".to_owned()));
    }
    values
}

/// Whether the form shows this one.
fn named(someone: &Someone) -> bool {
    someone.life != Life::Unnamed
}

/// `POST /stories/{slug}/edit`
pub async fn edit(visit: Visit, Path(slug): Path<String>, form: Form<StoryInput>) -> Result<Redirect> {
    let places = places(&visit).await?;
    let ready = form.or_show(|form| edit_page(&visit, &slug, form, places.clone()))?;
    let (sent, input) = (ready.sent(), ready.input);
    let (base, wanted, told) = (visit.path("/stories/"), slug.clone(), input.told.clone());
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
        Err(error) => Err(sent.or_show(error, |form| edit_page(&visit, &slug, form, places))),
    }
}

/// What the form does not show stays as it was: the unnamed, further tellers, further places.
fn kept(seen: &Snapshot<'_>, before: &Facts, mut told: Told) -> ::store::Result<Told> {
    let people = store::people(seen, before.id)?;
    let tellers = people.iter().filter(|someone| someone.part == Part::Teller).skip(2);
    let unnamed = people.iter().filter(|someone| someone.part == Part::Subject && !named(someone));
    told.people.extend(tellers.chain(unnamed).cloned());
    for someone in &mut told.people {
        let before = people.iter().find(|other| other.part == someone.part && other.name == someone.name);
        someone.member = someone.member.or(before.and_then(|other| other.member));
    }
    told.places.extend(store::linked(seen, before.id)?.into_iter().skip(2));
    Ok(told)
}

/// Somebody changed it meanwhile: both texts, so that nothing typed is lost.
async fn stale(visit: &Visit, slug: &str, told: &Told) -> Error {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&Edit(facts(seen, &slug)?.id))?.item;
        let texts = items::texts_in_any_stage(seen, facts.id)?;
        Ok(Card::pick(&texts, facts.origin).map(|text| text.body.clone()).unwrap_or_default())
    };
    match visit.app.store.read(visit.actor, read).await {
        Ok(theirs) => Error::Stale { theirs, yours: told.words.body.clone() },
        Err(error) => error.into(),
    }
}

#[derive(Template)]
#[template(path = "stories/translate.html")]
struct TranslatePage {
    chrome: Chrome,
    form: Typed,
    action: String,
    original: TextRow,
    original_body: String,
    /// Each picture with the field for its words.
    pictures: Vec<(Picture, &'static str)>,
    lang: Locale,
    base: String,
}

/// What a translation is written beside.
struct Around {
    side: Side,
    pictures: Vec<Picture>,
    id: ItemId,
}

async fn around(visit: &Visit, slug: &str, lang: Locale) -> Result<Around> {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let Facts { id, stage, .. } = facts(seen, &slug)?;
        match stage {
            Stage::Live => {}
            Stage::Withdrawn => return Err(Code::Gone.into()),
            // whoever may not read a draft is not told that there is one
            _ => drop(seen.allow(&acts::ReadAny(id)).map_err(|_| Code::NotFound)?),
        }
        let item = seen.allow(&acts::Translate(id))?.item;
        Ok(Around { side: Side::of(seen, &item, lang)?, pictures: media::of_item(seen, id, lang)?, id })
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn translate_page(visit: &Visit, slug: &str, lang: Locale, around: &Around, form: Typed) -> TranslatePage {
    TranslatePage {
        chrome: visit.chrome(t::translate_title(visit.locale, lang.code())).wide(),
        action: visit.path(&format!("/stories/{slug}/translate/{lang}")),
        original_body: text::markdown::to_html(&around.side.original.body),
        original: around.side.original.clone(),
        pictures: around.pictures.iter().cloned().zip(ALTS).collect(),
        base: visit.path(""),
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

/// `GET /stories/{slug}/translate/{lang}`
pub async fn translate_form(
    visit: Visit,
    Paths(slug, Lang(lang)): Paths<String, Lang>,
) -> Result<Page<impl Template>> {
    let around = around(&visit, &slug, lang).await?;
    let mut values = around.side.values();
    values.push(("lang", lang.code().to_owned()));
    let described = around.pictures.iter().zip(ALTS).filter(|(picture, _)| picture.alt_lang == lang);
    values.extend(described.map(|(picture, field)| (field, picture.alt.clone())));
    let form = visit.form_with::<TranslationInput>(values);
    Ok(Page::of(translate_page(&visit, &slug, lang, &around, form)))
}

/// `POST /stories/{slug}/translate/{lang}`
pub async fn translate(
    visit: Visit,
    Paths(slug, Lang(lang)): Paths<String, Lang>,
    form: Form<TranslationInput>,
) -> Result<Redirect> {
    let around = around(&visit, &slug, lang).await?;
    let ready = form.or_show(|form| translate_page(&visit, &slug, lang, &around, form))?;
    let (base, id, input) = (visit.path("/stories/"), around.id, ready.input);
    let pictures = around.pictures.iter().map(|picture| picture.id);
    let alts: Vec<_> = pictures.zip(input.alts).filter(|(_, alt)| !alt.is_empty()).collect();
    let (words, typed) = (input.words.clone(), input.words);
    let write = move |tx: &::store::Tx<'_>| {
        let slug = acts::translate(tx, id, lang, &words, input.beside.as_ref(), &alts)?;
        Ok(format!("{base}{slug}?lang={lang}"))
    };
    match visit.app.store.write_once(visit.actor, ready.once, write).await {
        Ok(next) => Ok(Redirect::to(next).say(t::translated(visit.locale))),
        Err(error) => Err(translating::not_kept(&visit, error, (id, lang), &typed).await),
    }
}
