//! Looking after a story: one's own, the editors' queue, pictures, consents, and the steps between its states.

use super::acts::{self, Agreed, Edit, ReadAny, ReadQueue, Withdraw};
use super::input::{ConsentInput, WordInput};
use super::pages::facts;
use super::store::{self, InHand};
use super::write::code;
use crate::texts::stories as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use commons::consent::{self, Consent};
use commons::items::{self, Facts, Stage};
use commons::media;
use commons::media::album::{self, Asked, PictureInput};
use kernel::{Code, Locale, Time};
use web::{Choice as _, Chrome, Form, Input, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "stories/mine.html")]
struct MinePage {
    chrome: Chrome,
    stories: Vec<InHand>,
    base: String,
}

/// `GET /stories/mine`
pub async fn mine(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&acts::Tell)?;
        let me = seen.actor().acting().ok_or(Code::NotSignedIn)?;
        store::mine(seen, me)
    };
    let stories = visit.app.store.read(visit.actor, read).await?;
    Ok(Page::of(MinePage { chrome: visit.chrome(t::mine(visit.locale)), stories, base: visit.path("") }))
}

#[derive(Template)]
#[template(path = "stories/waiting.html")]
struct WaitingPage {
    chrome: Chrome,
    stories: Vec<InHand>,
    /// Consents taken back: when, kind, address and title.
    withdrawn: Vec<(Time, String, String, String)>,
    base: String,
}

/// `GET /stories/waiting`
pub async fn waiting(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadQueue)?;
        Ok((store::waiting(seen)?, consent::withdrawals(seen, seen.now().plus_days(-90))?))
    };
    let (stories, mut withdrawn) = visit.app.store.read(visit.actor, read).await?;
    withdrawn.retain(|(_, kind, _, _)| kind == super::KIND);
    let chrome = visit.chrome(t::waiting(visit.locale));
    Ok(Page::of(WaitingPage { chrome, stories, withdrawn, base: visit.path("") }))
}

/// The state of a story in words, for templates.
pub(super) fn state(stage: &str, locale: impl Into<Locale>) -> &'static str {
    let locale = locale.into();
    match stage {
        "draft" => t::state_draft(locale),
        "review" => t::state_review(locale),
        "withdrawn" => t::state_withdrawn(locale),
        _ => t::state_live(locale),
    }
}

/// Which story, for its album.
async fn story(visit: &Visit, slug: &str) -> Result<(Edit, Locale, String, Option<Asked>)> {
    let (path, slug) = (format!("/stories/{slug}"), slug.to_owned());
    let facts = visit.app.store.read(visit.actor, move |seen| facts(seen, &slug)).await?;
    // before a story is published everybody is asked anyway
    let asked = (facts.stage == Stage::Live).then_some(acts::asked_before_shown as Asked);
    Ok((Edit(facts.id), facts.origin, path, asked))
}

/// `GET /stories/{slug}/pictures`
pub async fn pictures(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let (act, origin, path, asked) = story(&visit, &slug).await?;
    album::show_asking(&visit, act, origin, &path, asked).await
}

/// `POST /stories/{slug}/pictures`: a new picture, other words for one, or one less.
pub async fn change_pictures(
    visit: Visit,
    Path(slug): Path<String>,
    form: Form<PictureInput>,
) -> Result<Redirect> {
    let (act, origin, path, asked) = story(&visit, &slug).await?;
    album::change_asking(&visit, act, origin, &path, form, asked).await
}

#[derive(Template)]
#[template(path = "stories/consents.html")]
struct ConsentsPage {
    chrome: Chrome,
    form: Typed,
    facts: Facts,
    consents: Vec<Consent>,
    /// Living people of the story who have not agreed yet.
    missing: Vec<String>,
    base: String,
}

/// What the page shows. It opens to whoever may write one more down; once something is `typed`, that is decided where it
/// is written, so that nothing is lost when it may not be.
async fn consents_of(visit: &Visit, slug: &str, typed: bool) -> Result<(Facts, Vec<Consent>, Vec<String>)> {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| {
        let id = facts(seen, &slug)?.id;
        let facts = if typed { seen.allow(&ReadAny(id))? } else { seen.allow(&Edit(id))? }.item;
        let (consents, people) = (consent::of_item(seen, facts.id)?, store::people(seen, facts.id)?);
        let holding = consent::holding(&consents.iter().collect::<Vec<_>>(), |consent| consent.screen);
        let given: Vec<String> = holding.iter().map(|consent| consent.name.clone()).collect();
        let missing = super::model::without_consent(&people, &given).into_iter().map(str::to_owned).collect();
        Ok((facts, consents, missing))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

/// `GET /stories/{slug}/consents`
pub async fn consents(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let (facts, consents, missing) = consents_of(&visit, &slug, false).await?;
    let chrome = visit.chrome(t::consents(visit.locale));
    let form = visit.form_with::<ConsentInput>([("who", missing.first().cloned().unwrap_or_default())]);
    Ok(Page::of(ConsentsPage { chrome, form, facts, consents, missing, base: visit.path("") }))
}

/// `POST /stories/{slug}/consents`
pub async fn agree(visit: Visit, Path(slug): Path<String>, form: Form<ConsentInput>) -> Result<Redirect> {
    let (facts, consents, missing) = consents_of(&visit, &slug, true).await?;
    let id = facts.id;
    let show = |form: Typed| ConsentsPage {
        chrome: visit.chrome(t::consents(visit.locale)),
        form,
        facts: facts.clone(),
        consents: consents.clone(),
        missing: missing.clone(),
        base: visit.path(""),
    };
    let ready = form.or_show(show)?;
    let sent = ready.sent();
    let code = code(&visit, ready.once);
    let agreed = Agreed { given: ready.input.0, code: code.clone() };
    let next = visit.path(&format!("/stories/{slug}/consents"));
    let write = move |tx: &Tx<'_>| {
        acts::agree(tx, id, &agreed)?;
        Ok(next.clone())
    };
    let written = visit.app.store.write_once(visit.actor, ready.once, write).await;
    let next = written.map_err(|error| sent.or_keep(error, show))?;
    Ok(Redirect::to(next).say(t::agreed_with_code(visit.locale, code)))
}

/// Does one step with the story at this address, once, and goes to its page.
async fn step<I>(
    visit: &Visit,
    slug: String,
    form: Form<I>,
    act: impl Fn(&Tx<'_>, kernel::ItemId, &I) -> ::store::Result<()> + Send + Sync + 'static,
    next: impl Fn(&str) -> String,
    says: &'static str,
) -> Result<Redirect>
where
    I: Input + Sync + 'static,
{
    let ready = form.ready()?;
    let (input, next) = (ready.input, visit.path(&next(&slug)));
    let write = move |tx: &Tx<'_>| {
        act(tx, facts(tx, &slug)?.id, &input)?;
        Ok(next.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(says))
}

fn own_page(slug: &str) -> String {
    format!("/stories/{slug}")
}

/// `POST /stories/{slug}/submit`
pub async fn submit(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let says = t::submitted(visit.locale);
    step(&visit, slug, form, |tx, id, _: &()| acts::submit(tx, id).map(drop), own_page, says).await
}

/// `POST /stories/{slug}/publish`
pub async fn publish(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let says = t::published(visit.locale);
    step(&visit, slug, form, |tx, id, _: &()| acts::publish(tx, id).map(drop), own_page, says).await
}

/// `POST /stories/{slug}/send-back`
pub async fn send_back(visit: Visit, Path(slug): Path<String>, form: Form<WordInput>) -> Result<Redirect> {
    let says = t::sent_back(visit.locale);
    let act = |tx: &Tx<'_>, id, word: &WordInput| acts::send_back(tx, id, &word.0);
    step(&visit, slug, form, act, |_| "/stories/waiting".to_owned(), says).await
}

/// `POST /stories/{slug}/put-back`
pub async fn put_back(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let says = t::put_back_done(visit.locale);
    step(&visit, slug, form, |tx, id, _: &()| acts::put_back(tx, id).map(drop), own_page, says).await
}

#[derive(Template)]
#[template(path = "stories/sure.html")]
struct SurePage {
    chrome: Chrome,
    form: Typed,
    says: &'static str,
    button: &'static str,
    action: String,
    back: String,
}

fn sure(
    visit: &Visit,
    slug: &str,
    what: &str,
    says: &'static str,
    button: &'static str,
    title: &'static str,
) -> SurePage {
    SurePage {
        chrome: visit.chrome(title),
        form: visit.form::<()>(),
        says,
        button,
        action: visit.path(&format!("/stories/{slug}/{what}")),
        back: visit.path(&own_page(slug)),
    }
}

/// `GET /stories/{slug}/withdraw`
pub async fn withdraw_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let (wanted, locale) = (slug.clone(), visit.locale);
    let read = move |seen: &Snapshot<'_>| seen.allow(&Withdraw(facts(seen, &wanted)?.id)).map(drop);
    visit.app.store.read(visit.actor, read).await?;
    let (says, button, title) = (t::withdraw_says(locale), t::withdraw_do(locale), t::withdraw_title(locale));
    Ok(Page::of(sure(&visit, &slug, "withdraw", says, button, title)))
}

/// `POST /stories/{slug}/withdraw`
pub async fn withdraw(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let says = t::withdrawn(visit.locale);
    let act = |tx: &Tx<'_>, id, _: &()| acts::withdraw(tx, id).map(drop);
    step(&visit, slug, form, act, |_| "/stories/mine".to_owned(), says).await
}

/// `GET /stories/{slug}/erase`
pub async fn erase_form(visit: Visit, Path(slug): Path<String>) -> Result<Page<impl Template>> {
    let (wanted, locale) = (slug.clone(), visit.locale);
    let read = move |seen: &Snapshot<'_>| seen.allow(&acts::Erase(facts(seen, &wanted)?.id)).map(drop);
    visit.app.store.read(visit.actor, read).await?;
    let (says, button, title) = (t::erase_says(locale), t::erase_do(locale), t::erase_title(locale));
    Ok(Page::of(sure(&visit, &slug, "erase", says, button, title)))
}

/// `POST /stories/{slug}/erase`: its words, people and pictures are gone when this answers.
pub async fn erase(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    let wanted = slug.clone();
    let may = move |seen: &Snapshot<'_>| {
        let id = facts(seen, &wanted)?.id;
        seen.allow(&acts::Erase(id))?;
        Ok(id)
    };
    let id = visit.app.store.read(visit.actor, may).await?;
    items::on_the_list(&visit.app, visit.actor.community, id.0)?;
    let write = move |tx: &Tx<'_>| acts::erase(tx, id);
    let hashes = visit.app.store.write(visit.actor, write).await?;
    media::forget(&visit.app, visit.actor, hashes).await?;
    Ok(Redirect::to(visit.path("/stories/mine")).say(t::erased(visit.locale)))
}
