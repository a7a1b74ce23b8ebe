//! The agreement in force, its versions, and any two of them beside each other.

use super::acts;
use super::input::TwoInput;
use super::store::{self, Shelf, Text};
use super::view::{self, Compared, Opened, Sentences, Two, named};
use crate::texts::agreement as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use kernel::{Code, Locale};
use people::People;
use people::member::ToAgree;
use web::{Chrome, Form, Page, Path, Query, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "agreement/agreement.html")]
struct AgreementPage {
    chrome: Chrome,
    /// The version in force; none: the sentences are those one begins with.
    text: Option<Text>,
    says: String,
    sentences: Sentences,
    hands: String,
    /// The version that comes, where it is read, and from when it holds.
    coming: Option<(String, String)>,
    running: Vec<Text>,
    to_agree: Option<ToAgree>,
    aloud: bool,
    button: Typed,
}

impl AgreementPage {
    /// Invented, for trying out.
    fn sample(&self) -> bool {
        self.text.as_ref().is_some_and(|text| text.sample)
    }
}

/// The version in force with its words, or nothing where neighbours have not written one yet.
struct Found {
    shelf: Shelf,
    opened: Option<Opened>,
    to_agree: Option<ToAgree>,
}

fn find(seen: &Snapshot<'_>, locale: Locale) -> ::store::Result<Found> {
    let to_agree = match seen.actor().acting() {
        Some(member) => people::member::to_agree(seen, member)?,
        None => None,
    };
    let opened = view::open(seen, locale, Shelf::in_force);
    let (shelf, opened) = match opened {
        Ok(opened) => (opened.shelf.clone(), Some(opened)),
        Err(::store::Error::Refused(refusal)) if refusal.code == Code::NotFound => {
            (store::shelf(seen, locale)?, None)
        }
        Err(error) => return Err(error),
    };
    Ok(Found { shelf, opened, to_agree })
}

/// `GET /agreement`
pub async fn show(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| find(seen, locale);
    let Found { shelf, opened, to_agree } = visit.app.store.read(visit.actor, read).await?;
    let coming = shelf.announced().and_then(|text| {
        let says = view::standing_words(&shelf, text, locale);
        Some((visit.path(&format!("/agreement/versions/{}", text.number?)), says))
    });
    let (sentences, says, hands) = match &opened {
        Some(Opened { text, words, hands, .. }) => (
            Sentences::of(&visit, text.id, "/agreement", words),
            view::standing_words(&shelf, text, locale),
            named(hands, locale),
        ),
        None => (Sentences::starting(locale), t::none_yet(locale).to_owned(), String::new()),
    };
    let text = opened.map(|opened| opened.text);
    // what waits for a yes is what is read here, else it has a page of its own
    let to_agree = to_agree.filter(|to| text.as_ref().and_then(|text| text.number) == Some(to.number));
    Ok(Page::of(AgreementPage {
        chrome: visit.chrome(t::name(locale)).describe(says.clone()),
        running: shelf.running().into_iter().cloned().collect(),
        aloud: visit.actor.for_member.is_some(),
        button: visit.form::<()>(),
        text,
        says,
        sentences,
        hands,
        coming,
        to_agree,
    }))
}

#[derive(Template)]
#[template(path = "agreement/version.html")]
struct VersionPage {
    chrome: Chrome,
    text: Text,
    number: i64,
    says: String,
    sentences: Sentences,
    hands: String,
    announced: String,
    compared: Option<Compared>,
    /// The one who reads has still to say yes to it.
    to_agree: bool,
    aloud: bool,
    button: Typed,
}

/// `GET /agreement/versions/{number}`
pub async fn version(visit: Visit, Path(number): Path<i64>) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let to_agree = match seen.actor().acting() {
            Some(member) => people::member::to_agree(seen, member)?,
            None => None,
        };
        Ok((view::open(seen, locale, |shelf| shelf.version(number))?, to_agree))
    };
    let (opened, to_agree) = visit.app.store.read(visit.actor, read).await?;
    let Opened { shelf, text, words, before, hands } = opened;
    let says = view::standing_words(&shelf, &text, locale);
    Ok(Page::of(VersionPage {
        chrome: visit.chrome(t::version_title(locale, number)).describe(says.clone()),
        sentences: Sentences::of(&visit, text.id, &format!("/agreement/versions/{number}"), &words),
        compared: view::compare(before.as_deref(), &words, locale),
        hands: named(&hands, locale),
        announced: text.announced.map(|at| view::day(locale, at)).unwrap_or_default(),
        to_agree: to_agree.is_some_and(|to| to.number == number),
        aloud: visit.actor.for_member.is_some(),
        button: visit.form::<()>(),
        number,
        text,
        says,
    }))
}

/// Says yes to a version, once.
pub(super) async fn agrees(visit: &Visit, people: &People, number: i64, once: kernel::Key) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        let shelf = store::shelf(tx, Locale::Pl)?;
        acts::agree(tx, shelf.version(number).ok_or(Code::NotFound)?.id)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    people.directory.forget();
    Ok(())
}

/// `POST /agreement/versions/{number}/agree`
pub async fn agree(
    visit: Visit,
    people: People,
    Path(number): Path<i64>,
    form: Form<()>,
) -> Result<Redirect> {
    let once = form.ready()?.once;
    agrees(&visit, &people, number, once).await?;
    let next = visit.path(&format!("/agreement/versions/{number}"));
    Ok(Redirect::to(next).say(t::agreed(visit.locale)))
}

/// A version in a list.
struct Row {
    number: i64,
    title: String,
    lang: Locale,
    says: String,
}

#[derive(Template)]
#[template(path = "agreement/versions.html")]
struct VersionsPage {
    chrome: Chrome,
    rows: Vec<Row>,
    ended: Vec<Text>,
}

/// `GET /agreement/versions`
pub async fn versions(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let shelf = visit.app.store.read(visit.actor, move |seen| store::shelf(seen, locale)).await?;
    let row = |text: &Text| {
        let says = view::standing_words(&shelf, text, locale);
        Some(Row { number: text.number?, title: text.title.clone(), lang: text.lang, says })
    };
    let rows: Vec<Row> = shelf.versions().into_iter().filter_map(row).collect();
    let ended = shelf.ended().into_iter().cloned().collect();
    Ok(Page::of(VersionsPage { chrome: visit.chrome(t::versions(locale)), rows, ended }))
}

#[derive(Template)]
#[template(path = "agreement/compare.html")]
struct ComparePage {
    chrome: Chrome,
    numbers: Vec<i64>,
    from: i64,
    to: i64,
    compared: Option<Compared>,
}

/// `GET /agreement/compare`: any two versions; without numbers, the newest with the one before it.
pub async fn compare(visit: Visit, Query(wanted): Query<TwoInput>) -> Result<Response> {
    let locale = visit.locale;
    let two = visit.app.store.read(visit.actor, move |seen| view::two(seen, wanted, locale)).await?;
    let Two { numbers, from, to, compared } = two;
    if numbers.is_empty() {
        return Ok(Redirect::to(visit.path("/agreement")).into_response());
    }
    let chrome = visit.chrome(t::compare_title(locale));
    Ok(Page::of(ComparePage { chrome, numbers, from, to, compared }).into_response())
}
