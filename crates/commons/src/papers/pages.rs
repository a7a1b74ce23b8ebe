//! The page of the kit, and how one's own papers are printed.

use super::acts::{self, PrintKit, ReadSetting};
use super::input::{KitInput, SettingInput};
use super::model::Sort;
use super::store;
use crate::texts::papers as t;
use ::store::Snapshot;
use askama::Template;
use kernel::MemberId;
use serde_json::{Value, json};
use web::{Chrome, Form, Json, Page, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "papers/kit.html")]
pub(super) struct KitPage {
    chrome: Chrome,
    form: Typed,
    button: Typed,
}

impl KitPage {
    pub(super) fn of(visit: &Visit, form: Typed) -> Self {
        Self { chrome: visit.chrome(t::name(visit.locale)), form, button: visit.form::<()>() }
    }
}

/// `GET /paper`
pub async fn kit(visit: Visit) -> Result<Page<impl Template>> {
    visit.app.store.read(visit.actor, |seen: &Snapshot<'_>| seen.allow(&PrintKit)).await?;
    let languages =
        visit.community.languages.iter().map(|language| ("languages", language.code().to_owned()));
    let first = [("sorts", web::Choice::key(&Sort::Poster).to_owned()), ("copies", "5".to_owned())];
    let form = visit.form_with::<KitInput>(languages.chain(first).collect::<Vec<_>>());
    Ok(Page::of(KitPage::of(&visit, form)))
}

#[derive(Template)]
#[template(path = "papers/setting.html")]
struct SettingPage {
    chrome: Chrome,
    form: Typed,
}

fn me(visit: &Visit) -> Result<MemberId> {
    Ok(visit.acting()?)
}

async fn is_large(visit: &Visit) -> Result<bool> {
    let member = me(visit)?;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadSetting(member))?;
        store::large(seen, member)
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

/// `GET /me/paper`
pub async fn setting(visit: Visit) -> Result<Page<impl Template>> {
    let ticked = is_large(&visit).await?.then(|| ("large", "1".to_owned()));
    let form = visit.form_with::<SettingInput>(ticked);
    Ok(Page::of(SettingPage { chrome: visit.chrome(t::setting_title(visit.locale)), form }))
}

/// `POST /me/paper`
pub async fn keep_setting(visit: Visit, form: Form<SettingInput>) -> Result<Redirect> {
    let (member, large) = (me(&visit)?, form.ready()?.input.large);
    visit.app.store.write(visit.actor, move |tx| acts::change_setting(tx, member, large)).await?;
    Ok(Redirect::to(visit.path("/me/paper")).say(t::setting_kept(visit.locale)))
}

/// `GET /api/me/paper`
pub async fn api(visit: Visit) -> Result<Json<Value>> {
    Ok(Json::of(json!({ "large": is_large(&visit).await? })))
}

/// `POST /api/me/paper`
pub async fn api_keep(visit: Visit, form: Form<SettingInput>) -> Result<Json<Value>> {
    let (member, large) = (me(&visit)?, form.ready()?.input.large);
    visit.app.store.write(visit.actor, move |tx| acts::change_setting(tx, member, large)).await?;
    Ok(Json::of(json!({ "large": large })))
}
