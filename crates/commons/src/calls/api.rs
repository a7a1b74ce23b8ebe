//! The same as JSON.

use super::acts::{self, ReadCalls};
use super::input::CallInput;
use super::store;
use crate::notices::NoticeId;
use ::store::{Snapshot, Tx};
use web::{Form, Json, Path, Result, Visit};

/// `GET /api/calls`
pub async fn list(visit: Visit) -> Result<Json<serde_json::Value>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadCalls)?;
        Ok((store::calls(seen)?, seen.now()))
    };
    let (calls, now) = visit.app.store.read(visit.actor, read).await?;
    let calls = calls.iter().map(|call| {
        let said = call.said(call.locale);
        serde_json::json!({
            "id": call.id.to_string(),
            "member": call.member.to_string(),
            "name": call.name,
            "language": call.locale.code(),
            "way": call.way.word(),
            "value": call.value,
            "hours": call.hours,
            "times": call.times().iter().map(|part| part.word()).collect::<Vec<_>>(),
            "good_now": call.is_good(now),
            "subject": said.subject,
            "text": said.text,
            "path": if call.path.is_empty() { String::new() } else { visit.path(&call.path) },
            "hitch": call.hitch.word(),
            "note": call.note,
            "since": call.at.rfc3339(),
            "seen": call.tries,
        })
    });
    Ok(Json::of(serde_json::json!({ "calls": calls.collect::<Vec<_>>() })))
}

/// `POST /api/calls/{id}`
pub async fn record(
    visit: Visit,
    Path(id): Path<NoticeId>,
    form: Form<CallInput>,
) -> Result<Json<serde_json::Value>> {
    let new = form.ready()?.input.0;
    let outcome = new.outcome.word();
    visit.app.store.write(visit.actor, move |tx: &Tx<'_>| acts::record(tx, id, &new)).await?;
    Ok(Json::of(serde_json::json!({ "id": id.to_string(), "outcome": outcome })))
}
