//! The same for programs.

use super::acts::{self, Meeting, Read};
use super::input::{AgreeInput, AskInput, PlanInput, TellInput};
use super::pages::{keep, places, plan};
use crate::offers::model::AnswerId;
use ::store::Snapshot;
use serde_json::{Value, json};
use web::{Form, Json, MeetingPlace, Path, Result, Visit};

async fn read(visit: &Visit, id: AnswerId) -> Result<(Meeting, Vec<MeetingPlace>)> {
    let (slices, locale) = (visit.app.slices, visit.locale);
    let read = move |seen: &Snapshot<'_>| Ok((seen.allow(&Read(id))?, places(seen, slices, locale)?));
    Ok(visit.app.store.read(visit.actor, read).await?)
}

async fn told(visit: &Visit, id: AnswerId) -> Result<Json<Value>> {
    let (meeting, places) = read(visit, id).await?;
    let me = meeting.thread.party;
    let places = places.iter();
    let places = places.map(|place| json!({ "key": place.key, "name": place.name, "about": place.about }));
    let asked = meeting.asked.iter().map(|asked| {
        json!({
            "field": asked.field.word(), "by_me": Some(asked.asked_by) == me, "told": asked.words,
        })
    });
    let proposed = meeting.proposed.as_ref().map(|proposed| {
        json!({
            "place": proposed.plan.place, "elsewhere": proposed.plan.elsewhere, "hours": proposed.plan.hours,
            "by_me": Some(proposed.by) == me, "agreed": proposed.agreed_at.is_some(),
        })
    });
    Ok(Json::of(json!({
        "met_before": meeting.before, "proposed": proposed, "asked": asked.collect::<Vec<_>>(),
        "places": places.collect::<Vec<_>>(),
    })))
}

/// `GET /api/answers/{id}/meeting`
pub async fn show(visit: Visit, Path(id): Path<AnswerId>) -> Result<Json<Value>> {
    told(&visit, id).await
}

/// `POST /api/answers/{id}/meeting`
pub async fn propose(visit: Visit, Path(id): Path<AnswerId>, form: Form<PlanInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let plan = plan(ready.input, &read(&visit, id).await?.1)?;
    keep(&visit, ready.once, move |tx| acts::propose(tx, id, &plan)).await?;
    told(&visit, id).await
}

/// `POST /api/answers/{id}/meeting-agreed`
pub async fn agree(visit: Visit, Path(id): Path<AnswerId>, form: Form<AgreeInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let AgreeInput(knowingly) = ready.input;
    keep(&visit, ready.once, move |tx| acts::agree(tx, id, knowingly)).await?;
    told(&visit, id).await
}

/// `POST /api/answers/{id}/ask`
pub async fn ask(visit: Visit, Path(id): Path<AnswerId>, form: Form<AskInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let AskInput(field) = ready.input;
    keep(&visit, ready.once, move |tx| acts::ask(tx, id, field)).await?;
    told(&visit, id).await
}

/// `POST /api/answers/{id}/tell`
pub async fn tell(visit: Visit, Path(id): Path<AnswerId>, form: Form<TellInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let TellInput(field, words) = ready.input;
    keep(&visit, ready.once, move |tx| acts::tell(tx, id, field, &words)).await?;
    told(&visit, id).await
}

/// `POST /api/answers/{id}/untell`
pub async fn untell(visit: Visit, Path(id): Path<AnswerId>, form: Form<AskInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let AskInput(field) = ready.input;
    keep(&visit, ready.once, move |tx| acts::take_back(tx, id, field)).await?;
    told(&visit, id).await
}
