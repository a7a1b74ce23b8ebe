//! The same for programs: each of the three reads what is for them.

use super::acts;
use super::input::{MessageInput, ViewInput};
use super::model::{MatterId, Party};
use super::pages::{self, Line, Whole};
use serde_json::{Value, json};
use web::{Form, Json, Path, Result, Visit};

/// `GET /api/me/mediation`
pub async fn list(visit: Visit) -> Result<Json<Value>> {
    let one = |line: Line| {
        json!({
            "id": line.matter.id.to_string(), "as": line.party.word(), "state": line.matter.state.word(),
            "outcome": line.matter.outcome.word(), "with": line.names, "since": line.matter.asked_at.rfc3339(),
        })
    };
    let all = pages::own(&visit).await?.into_iter().map(one);
    Ok(Json::of(json!({ "mediations": all.collect::<Vec<_>>() })))
}

/// `GET /api/me/mediation/{id}`
pub async fn one(visit: Visit, Path(id): Path<MatterId>) -> Result<Json<Value>> {
    let whole: Whole = pages::whole(&visit, id).await?;
    let l = visit.locale;
    let written = whole.written.iter().map(|one| {
        json!({
            "id": one.id.to_string(), "what": one.slot.word(), "language": one.lang.code(), "words": one.words,
            "day": one.day.to_string(),
        })
    });
    Ok(Json::of(json!({
        "id": id.to_string(), "as": whole.party.word(), "state": whole.matter.state.word(),
        "outcome": whole.matter.outcome.word(), "asker": whole.called(Party::Asker, l),
        "other": whole.called(Party::Other, l), "mediator": whole.called(Party::Mediator, l),
        "written": written.collect::<Vec<_>>(),
    })))
}

/// `POST /api/me/mediation/{id}/yes`
pub async fn yes(visit: Visit, Path(id): Path<MatterId>, form: Form<()>) -> Result<Json<Value>> {
    let once = form.ready()?.once;
    pages::step(&visit, once, move |tx| acts::say_yes(tx, id)).await?;
    one(visit, Path(id)).await
}

/// `POST /api/me/mediation/{id}/stop`
pub async fn stop(visit: Visit, Path(id): Path<MatterId>, form: Form<()>) -> Result<Json<Value>> {
    let once = form.ready()?.once;
    pages::step(&visit, once, move |tx| acts::stop(tx, id)).await?;
    list(visit).await
}

/// `POST /api/me/mediation/{id}/view`
pub async fn view(visit: Visit, Path(id): Path<MatterId>, form: Form<ViewInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    pages::keep_view(&visit, id, ready.once, ready.input).await?;
    one(visit, Path(id)).await
}

/// `POST /api/me/mediation/{id}/message`
pub async fn message(
    visit: Visit,
    Path(id): Path<MatterId>,
    form: Form<MessageInput>,
) -> Result<Json<Value>> {
    let ready = form.ready()?;
    pages::keep_message(&visit, id, ready.once, ready.input).await?;
    one(visit, Path(id)).await
}
