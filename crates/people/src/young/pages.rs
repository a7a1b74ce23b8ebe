//! The desk's list of people under sixteen, and the page on which it says who is.

use super::acts::{self, ReadYoung};
use super::model::{Age, AgeInput};
use super::store::Young;
use crate::desk::own_actor;
use crate::member;
use crate::texts::young as t;
use askama::Template;
use kernel::MemberId;
use web::{Choice as _, Chrome, Form, Json, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "young/list.html")]
pub(super) struct ListPage {
    chrome: Chrome,
    young: Vec<Young>,
}

/// `GET /desk/young`
pub(super) async fn list(visit: Visit) -> Result<Page<ListPage>> {
    let young = visit.app.store.read(own_actor(&visit), acts::list).await?;
    Ok(Page::of(ListPage { chrome: visit.chrome(t::title(visit.locale)), young }))
}

#[derive(Template)]
#[template(path = "young/age.html")]
pub(super) struct AgePage {
    chrome: Chrome,
    id: MemberId,
    young: Option<Young>,
    form: Typed,
    back: String,
}

async fn page(visit: &Visit, id: MemberId, typed: Option<Typed>) -> Result<AgePage> {
    let read = visit.app.store.read(own_actor(visit), move |seen| {
        seen.allow(&ReadYoung)?;
        let found = member::acts::active(seen, id)?;
        Ok((found.profile.name, acts::of(seen, id)?))
    });
    let (name, young) = read.await?;
    let mut values =
        vec![("age", if young.is_some() { Age::Younger } else { Age::Sixteen }.key().to_owned())];
    if let Some(young) = &young {
        values.push(("born", (young.through - super::model::OF_AGE).to_string()));
        values.push(("guardian", young.guardian_name().to_owned()));
        values.push(("guardian_phone", young.phone.clone()));
        values.push(("guardian_agreed", young.agreed.word().to_owned()));
    }
    let back = match visit.actor.for_member {
        Some(_) => "/desk/visit".to_owned(),
        None => format!("/desk/people/{id}"),
    };
    Ok(AgePage {
        chrome: visit.chrome(t::age_title(visit.locale, &name)),
        id,
        young,
        form: typed.unwrap_or_else(|| visit.form_with::<AgeInput>(values)),
        back: visit.path(&back),
    })
}

/// `GET /desk/people/{id}/age`
pub(super) async fn age(visit: Visit, Path(id): Path<MemberId>) -> Result<Page<AgePage>> {
    Ok(Page::of(page(&visit, id, None).await?))
}

/// `POST /desk/people/{id}/age`
pub(super) async fn keep(visit: Visit, Path(id): Path<MemberId>, form: Form<AgeInput>) -> Result<Redirect> {
    let around = page(&visit, id, None).await?;
    let back = around.back.clone();
    let ready = form.or_show(|form| AgePage { form, ..around })?;
    let (sent, AgeInput { younger, code }) = (ready.sent(), ready.input);
    if let Err(error) = acts::set(&visit.app.store, visit.actor, id, younger, code).await {
        let around = page(&visit, id, None).await?;
        return Err(sent.or_show(error, |form| AgePage { form, ..around }));
    }
    Ok(Redirect::to(back).say(t::kept(visit.locale)))
}

/// `GET /api/desk/people/{id}/age`
pub(super) async fn api_age(visit: Visit, Path(id): Path<MemberId>) -> Result<Json<serde_json::Value>> {
    let read = visit.app.store.read(own_actor(&visit), move |seen| {
        seen.allow(&ReadYoung)?;
        member::acts::active(seen, id)?;
        acts::of(seen, id)
    });
    let young = read.await?;
    Ok(Json::of(serde_json::json!({
        "age": if young.is_some() { Age::Younger.word() } else { Age::Sixteen.word() },
        "through": young.as_ref().map(|young| young.through),
        "guardian": young.as_ref().map(|young| young.guardian_name().to_owned()),
        "guardian_phone": young.as_ref().map(|young| young.phone.clone()),
        "guardian_agreed": young.as_ref().map(|young| young.agreed.word()),
        "heard": young.as_ref().is_some_and(Young::heard),
    })))
}

/// `POST /api/desk/people/{id}/age`
pub(super) async fn api_keep(
    visit: Visit,
    Path(id): Path<MemberId>,
    form: Form<AgeInput>,
) -> Result<Json<serde_json::Value>> {
    let AgeInput { younger, code } = form.ready()?.input;
    acts::set(&visit.app.store, visit.actor, id, younger, code).await?;
    api_age(visit, Path(id)).await
}

impl ListPage {
    fn agreed(&self, young: &Young) -> &'static str {
        young.agreed.label(self.chrome.locale)
    }
}
