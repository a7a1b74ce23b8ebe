//! For whom the limits of the first two weeks hold, and lifting them.

use super::acts::{self, ReadNewcomers};
use super::model::NEWCOMER_DAYS;
use super::store::{self, Lately};
use crate::texts::offers as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::MemberId;
use serde_json::{Value, json};
use web::{Chrome, Form, Json, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "offers/newcomers.html")]
struct NewcomersPage {
    chrome: Chrome,
    lately: Vec<Lately>,
    button: Typed,
}

async fn lately(visit: &Visit) -> Result<Vec<Lately>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadNewcomers)?;
        store::lately(seen, seen.now().plus_days(-NEWCOMER_DAYS))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

/// `GET /desk/newcomers`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let lately = lately(&visit).await?;
    let chrome = visit.chrome(t::newcomers(visit.locale));
    Ok(Page::of(NewcomersPage { chrome, lately, button: visit.form::<()>() }))
}

async fn keep(visit: &Visit, member: MemberId, form: Form<()>) -> Result<()> {
    let once = form.ready()?.once;
    let write = move |tx: &Tx<'_>| {
        acts::free(tx, member)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(())
}

/// `POST /desk/newcomers/{member}/free`
pub async fn free(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Redirect> {
    keep(&visit, member, form).await?;
    Ok(Redirect::to(visit.path("/desk/newcomers")).say(t::newcomer_freed(visit.locale)))
}

/// `GET /api/desk/newcomers`
pub async fn api_list(visit: Visit) -> Result<Json<Value>> {
    let lately = lately(&visit).await?.into_iter();
    let one = |one: Lately| json!({ "member": one.member.to_string(), "name": one.name, "since": one.since.rfc3339() });
    Ok(Json::of(json!({ "newcomers": lately.map(one).collect::<Vec<_>>() })))
}

/// `POST /api/desk/newcomers/{member}/free`
pub async fn api_free(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Json<Value>> {
    keep(&visit, member, form).await?;
    Ok(Json::of(json!({ "member": member.to_string() })))
}
