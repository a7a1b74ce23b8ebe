//! The page of helplines.

use super::acts::{self, Add};
use super::model::{Helpline, HelplineId, Told, Worded};
use super::store;
use crate::texts::helplines as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Code, Day, Key, Locale};
use web::{Chrome, Field, Form, Input, Page, Path, Reader, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "helplines/page.html")]
struct HelpPage {
    chrome: Chrome,
    lines: Vec<Helpline>,
    today: Day,
    keeper: bool,
}

/// `GET /help`
pub async fn page(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        let keeper = seen.actor().signed_in().is_some() && seen.allow(&Add).is_ok();
        Ok((store::all(seen)?, keeper, seen.now().day()))
    };
    let (lines, keeper, today) = visit.app.store.read(visit.actor, read).await?;
    let chrome = visit.chrome(t::name(visit.locale)).describe(t::about(visit.locale));
    Ok(Page::of(HelpPage { chrome, lines, today, keeper }))
}

/// A helpline as its form tells it.
#[derive(Clone, Debug)]
pub struct HelplineInput {
    told: Told,
    version: i64,
}

const LANGUAGES: [(Locale, [&str; 3]); 3] = [
    (Locale::Pl, ["name-pl", "about-pl", "hours-pl"]),
    (Locale::En, ["name-en", "about-en", "hours-en"]),
    (Locale::Uk, ["name-uk", "about-uk", "hours-uk"]),
];

impl Input for HelplineInput {
    const FIELDS: &'static [Field] = &[
        Field::new("phone", t::field_phone),
        Field::new("name-pl", t::field_name_pl),
        Field::new("about-pl", t::field_about_pl).hint(t::field_about_hint),
        Field::new("hours-pl", t::field_hours_pl),
        Field::new("name-en", t::field_name_en),
        Field::new("about-en", t::field_about_en),
        Field::new("hours-en", t::field_hours_en),
        Field::new("name-uk", t::field_name_uk),
        Field::new("about-uk", t::field_about_uk),
        Field::new("hours-uk", t::field_hours_uk),
        Field::new("owner", t::field_owner).hint(t::field_owner_hint),
        Field::new("version", t::name),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let phone = read.line("phone", 3..=40);
        if phone.as_ref().is_some_and(|phone| !phone.chars().any(|letter| letter.is_ascii_digit())) {
            read.wrong("phone", t::wrong_phone);
        }
        let mut words = |part: usize, most: usize| -> Option<Worded> {
            let all = LANGUAGES
                .map(|(lang, names)| read.maybe_line(names[part], 1..=most).map(|words| (lang, words)));
            let all: Option<Vec<_>> = all.into_iter().collect();
            Some(Worded::new(all?.into_iter().map(|(lang, words)| (lang, words.unwrap_or_default()))))
        };
        let (name, about, hours) = (words(0, 120), words(1, 300), words(2, 120));
        if name.as_ref().is_some_and(Worded::is_empty) {
            read.wrong("name-pl", t::wrong_name);
        }
        let owner = read.line("owner", 2..=120);
        let version = read.maybe_integer("version", 0..=i64::MAX);
        let told = Told { phone: phone?, name: name?, about: about?, hours: hours?, owner: owner? };
        Some(Self { told, version: version?.unwrap_or(0) })
    }
}

#[derive(Template)]
#[template(path = "helplines/edit.html")]
struct EditPage {
    chrome: Chrome,
    form: Typed,
    action: String,
    /// Where the entry is taken away, if it may be.
    remove: Option<String>,
}

fn add_page(visit: &Visit, form: Typed) -> EditPage {
    EditPage {
        chrome: visit.chrome(t::add(visit.locale)),
        form,
        action: visit.path("/help/add"),
        remove: None,
    }
}

/// `GET /help/add`
pub async fn add_form(visit: Visit) -> Page<impl Template> {
    Page::of(add_page(&visit, visit.form::<HelplineInput>()))
}

/// `POST /help/add`
pub async fn add(visit: Visit, form: Form<HelplineInput>) -> Result<Redirect> {
    let ready = form.or_show(|form| add_page(&visit, form))?;
    let (told, list) = (ready.input.told, visit.path("/help"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::add(tx, &told)?;
        Ok(list.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::saved(visit.locale)))
}

fn edit_page(visit: &Visit, id: HelplineId, emergency: bool, form: Typed) -> EditPage {
    EditPage {
        chrome: visit.chrome(t::edit(visit.locale)),
        form,
        action: visit.path(&format!("/help/{id}/edit")),
        remove: (!emergency).then(|| visit.path(&format!("/help/{id}/remove"))),
    }
}

/// `GET /help/{id}/edit`
pub async fn edit_form(visit: Visit, Path(id): Path<Key>) -> Result<Page<impl Template>> {
    let id = HelplineId(id);
    let read = move |seen: &Snapshot<'_>| seen.allow(&acts::Edit(id));
    let line = visit.app.store.read(visit.actor, read).await?;
    let mut values = vec![
        ("phone", line.told.phone.clone()),
        ("owner", line.told.owner.clone()),
        ("version", line.version.to_string()),
    ];
    for (lang, [name, about, hours]) in LANGUAGES {
        values.push((name, line.told.name.own(lang).to_owned()));
        values.push((about, line.told.about.own(lang).to_owned()));
        values.push((hours, line.told.hours.own(lang).to_owned()));
    }
    let form = visit.form_with::<HelplineInput>(values);
    Ok(Page::of(edit_page(&visit, id, line.emergency(), form)))
}

/// `POST /help/{id}/edit`
pub async fn edit(visit: Visit, Path(id): Path<Key>, form: Form<HelplineInput>) -> Result<Redirect> {
    let id = HelplineId(id);
    let ready = form.or_show(|form| edit_page(&visit, id, false, form))?;
    let (sent, input, list) = (ready.sent(), ready.input, visit.path("/help"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::edit(tx, id, input.version, &input.told)?;
        Ok(list.clone())
    };
    match visit.app.store.write_once(visit.actor, ready.once, write).await {
        Ok(next) => Ok(Redirect::to(next).say(t::saved(visit.locale))),
        Err(error) if error.taken("helpline") => {
            let taken = kernel::Refusal::new(Code::Conflict, t::phone_taken).at("phone");
            Err(sent.or_show(taken, |form| edit_page(&visit, id, false, form)))
        }
        Err(error) => Err(sent.or_show(error, |form| edit_page(&visit, id, false, form))),
    }
}

/// `POST /help/{id}/confirm`
pub async fn confirm(visit: Visit, Path(id): Path<Key>, form: Form<()>) -> Result<Redirect> {
    let (ready, list) = (form.ready()?, visit.path("/help"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::confirm(tx, HelplineId(id))?;
        Ok(list.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::confirmed(visit.locale)))
}

/// `POST /help/{id}/remove`
pub async fn remove(visit: Visit, Path(id): Path<Key>, form: Form<()>) -> Result<Redirect> {
    let (ready, list) = (form.ready()?, visit.path("/help"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::remove(tx, HelplineId(id))?;
        Ok(list.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::removed(visit.locale)))
}
