//! Sessions and programs as JSON, for the member whose program asks.

use super::acts::{self, ReadSessions};
use super::input::WhichInput;
use super::store as sql;
use crate::house::People;
use crate::member::pages::acting;
use web::{Form, Json, Result, Visit};

/// `GET /{community}/api/me/sessions`
pub(super) async fn sessions(visit: Visit) -> Result<Json<serde_json::Value>> {
    let id = acting(&visit)?;
    let read = visit.app.store.read(visit.actor, move |seen| {
        let member = seen.allow(&ReadSessions(id))?;
        let sessions = match member.person {
            Some(person) => sql::sessions(seen, person)?,
            None => Vec::new(),
        };
        Ok((sessions, sql::programs(seen, id)?))
    });
    let (sessions, programs) = read.await?;
    let session = |session: &sql::Session| {
        serde_json::json!({
            "id": session.id.to_string(),
            "device": session.device,
            "created": session.created.rfc3339(),
            "seen": session.seen.rfc3339(),
        })
    };
    let program = |program: &sql::Program| {
        serde_json::json!({
            "id": program.id.to_string(),
            "label": program.label,
            "made": program.made.rfc3339(),
            "ends": program.ends.rfc3339(),
        })
    };
    Ok(Json::of(serde_json::json!({
        "sessions": sessions.iter().map(session).collect::<Vec<_>>(),
        "programs": programs.iter().map(program).collect::<Vec<_>>(),
    })))
}

/// `POST /{community}/api/me/sessions/end`
pub(super) async fn end(
    visit: Visit,
    people: People,
    form: Form<WhichInput>,
) -> Result<Json<serde_json::Value>> {
    let WhichInput(id) = form.ready()?.input;
    acts::end_session(&visit.app.store, visit.actor, acting(&visit)?, id).await?;
    people.directory.forget();
    sessions(visit).await
}
