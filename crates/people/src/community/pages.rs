//! Settings of the neighbourhood, and the pages that say who is responsible and what the rules are.

use super::acts;
use super::input::{FaceInput, typed};
use super::legal::{self, Section};
use super::store::{Found, here};
use crate::house::People;
use crate::texts::community as t;
use askama::Template;
use web::{Chrome, Form, Page, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "community/settings.html")]
pub(super) struct SettingsPage {
    chrome: Chrome,
    form: Typed,
}

async fn found(visit: &Visit) -> Result<Found> {
    Ok(visit.app.store.read(visit.actor, here).await?)
}

pub(super) async fn settings(visit: Visit) -> Result<Page<SettingsPage>> {
    let found = found(&visit).await?;
    let form = visit.form_with::<FaceInput>(typed(&found.face, found.version));
    Ok(Page::of(SettingsPage { chrome: visit.chrome(t::settings_title(visit.locale)), form }))
}

pub(super) async fn keep(visit: Visit, people: People, form: Form<FaceInput>) -> Result<Redirect> {
    let page = |form| SettingsPage { chrome: visit.chrome(t::settings_title(visit.locale)), form };
    let ready = form.or_show(page)?;
    let sent = ready.sent();
    let before = found(&visit).await?.face;
    let FaceInput { face, version } = ready.input;
    let face = super::Face { sample: before.sample, rules_accepted_by: before.rules_accepted_by, ..face };
    let kept = acts::change(&visit.app.store, visit.actor, version, face).await;
    kept.map_err(|error| sent.or_show(error, page))?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/settings")).say(t::settings_kept(visit.locale)))
}

#[derive(Template)]
#[template(path = "community/legal.html")]
pub(super) struct LegalPage {
    chrome: Chrome,
    lead: String,
    sections: Vec<Section>,
    law: &'static str,
    agreement: bool,
}

async fn legal_page(
    visit: Visit,
    write: fn(&Found, kernel::Locale) -> legal::Text,
) -> Result<Page<LegalPage>> {
    let found = found(&visit).await?;
    let legal::Text { title, lead, sections, law } = write(&found, visit.locale);
    let chrome = visit.chrome(title).describe(lead.clone());
    // what neighbours write themselves stands beside what the law asks for
    let agreement = title == t::rules_title(visit.locale);
    Ok(Page::of(LegalPage { chrome, lead, sections, law, agreement }))
}

pub(super) async fn privacy(visit: Visit) -> Result<Page<LegalPage>> {
    legal_page(visit, legal::privacy).await
}
pub(super) async fn rules(visit: Visit) -> Result<Page<LegalPage>> {
    legal_page(visit, legal::rules).await
}
pub(super) async fn contact(visit: Visit) -> Result<Page<LegalPage>> {
    legal_page(visit, legal::contact).await
}
pub(super) async fn accessibility(visit: Visit) -> Result<Page<LegalPage>> {
    legal_page(visit, legal::accessibility).await
}
pub(super) async fn who_sees_this(visit: Visit) -> Result<Page<LegalPage>> {
    legal_page(visit, legal::who_sees).await
}
