//! Ending general news without signing in.

use super::acts::{self, Stop};
use super::{model, store};
use crate::texts::digest as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Actor, Code, Key, Who};
use web::{Chrome, Field, Form, Input, Json, Page, Path, Reader, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "digest/stop.html")]
pub(super) struct StopPage {
    chrome: Chrome,
    token: String,
    done: bool,
    form: Typed,
}

fn page(visit: &Visit, token: String, done: bool) -> Page<StopPage> {
    let title = if done { t::stopped_title(visit.locale) } else { t::stop_title(visit.locale) };
    Page::of(StopPage { chrome: visit.chrome(title), token, done, form: visit.form::<()>() })
}

/// Who holds the link of which letter.
async fn holder(visit: &Visit, token: &str) -> Result<(Actor, Key)> {
    let hash = model::stop_hash(visit.community.id, token);
    let found =
        visit.app.store.read(visit.actor, move |seen: &Snapshot<'_>| store::by_stop(seen, &hash)).await?;
    let id = found.ok_or(kernel::Refusal::plain(Code::Forbidden))?;
    Ok((Actor { who: Who::CodeHolder(id), for_member: None, ..visit.actor }, id))
}

async fn end(visit: &Visit, token: &str) -> Result<()> {
    let (actor, id) = holder(visit, token).await?;
    Ok(visit.app.store.write(actor, move |tx: &Tx<'_>| acts::stop(tx, id)).await?)
}

/// `GET /stop/{token}`: a button. Programs that open links to check them end nothing.
pub(super) async fn show(visit: Visit, Path(token): Path<String>) -> Result<Page<StopPage>> {
    let (actor, id) = holder(&visit, &token).await?;
    visit.app.store.read(actor, move |seen: &Snapshot<'_>| seen.allow(&Stop(id))).await?;
    Ok(page(&visit, token, false))
}

/// `POST /stop/{token}/now`
pub(super) async fn stop(visit: Visit, Path(token): Path<String>, form: Form<()>) -> Result<Page<StopPage>> {
    form.ready()?;
    end(&visit, &token).await?;
    Ok(page(&visit, token, true))
}

/// What a mail program sends (RFC 8058, 3.1).
#[derive(Clone, Copy, Debug)]
pub struct OneClick;

impl Input for OneClick {
    const FIELDS: &'static [Field] = &[Field::new("List-Unsubscribe", t::stop)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("List-Unsubscribe", 1..=40).map(|_| Self)
    }
}

/// `POST /stop/{token}`: by a mail program, with one press in it.
pub async fn one_click(
    visit: Visit,
    Path(token): Path<String>,
    form: Form<OneClick>,
) -> Result<Json<serde_json::Value>> {
    holder(&visit, &token).await?;
    form.ready()?;
    end(&visit, &token).await?;
    Ok(Json::of(serde_json::json!({ "stopped": true })))
}
