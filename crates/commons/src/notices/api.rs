//! The same as JSON.

use super::acts::{self, ReadInbox};
use super::pages::{SeenInput, mine};
use super::store;
use ::store::{Snapshot, Tx};
use web::{Form, Json, Result, Visit};

/// `GET /api/notices`
pub async fn inbox(visit: Visit) -> Result<Json<serde_json::Value>> {
    let (member, locale) = (mine(&visit)?, visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadInbox(member))?;
        store::inbox(seen, member, locale, store::PAGE)
    };
    let told = visit.app.store.read(visit.actor, read).await?.into_iter().map(|told| {
        serde_json::json!({
            "id": told.id.to_string(),
            "subject": told.said.subject,
            "text": told.said.text,
            "path": if told.path.is_empty() { String::new() } else { visit.path(&told.path) },
            "new": told.fresh,
            "at": told.at.rfc3339(),
            "until": told.at.micros(),
        })
    });
    Ok(Json::of(serde_json::json!({ "notices": told.collect::<Vec<_>>() })))
}

/// `POST /api/notices/seen`
pub async fn seen(visit: Visit, form: Form<SeenInput>) -> Result<Json<serde_json::Value>> {
    let (ready, member) = (form.ready()?, mine(&visit)?);
    let until = ready.input.0;
    visit.app.store.write(visit.actor, move |tx: &Tx<'_>| acts::mark_seen(tx, member, until)).await?;
    inbox(visit).await
}
