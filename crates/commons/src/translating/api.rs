//! The same for programs.

use super::acts::ReadQueue;
use super::input::{AskInput, WordsInput};
use super::model::RequestId;
use super::pages::{self, Lang};
use super::store;
use crate::items;
use ::store::Snapshot;
use kernel::ItemId;
use serde_json::{Value, json};
use web::{Form, Json, Path, Paths, Result, Visit};

/// `GET /api/translate`
pub async fn queue(visit: Visit) -> Result<Json<Value>> {
    let member = visit.acting()?;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadQueue)?;
        let level = items::viewer(seen)?.level();
        store::queue(seen, member, level)
    };
    let rows = visit.app.store.read(visit.actor, read).await?;
    let row = |row: &store::Waiting| {
        json!({
            "id": row.id.to_string(), "item": row.thread.is_none().then(|| row.thing.to_string()),
            "from": row.from.code(), "to": row.to.code(), "title": row.title, "taken": row.taken_by.is_some(),
            "since": row.at.rfc3339(),
        })
    };
    Ok(Json::of(json!({ "requests": rows.iter().map(row).collect::<Vec<_>>() })))
}

/// `POST /api/translate/ask`
pub async fn ask(visit: Visit, form: Form<AskInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let path = pages::send(&visit, ready.once, ready.input).await?;
    Ok(Json::created(json!({ "path": path })))
}

/// `POST /api/translate/{id}/take`
pub async fn take(visit: Visit, Path(id): Path<RequestId>, form: Form<()>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let path = pages::take_once(&visit, ready.once, id).await?;
    Ok(Json::of(json!({ "path": path })))
}

/// `POST /api/translate/item/{item}/{lang}`
pub async fn item(
    visit: Visit,
    Paths(item, Lang(lang)): Paths<ItemId, Lang>,
    form: Form<WordsInput>,
) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let path = pages::keep(&visit, ready.once, (item, lang), ready.input).await?;
    Ok(Json::created(json!({ "path": path })))
}
