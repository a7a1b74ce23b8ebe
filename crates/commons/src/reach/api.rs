//! The same as JSON.

use super::acts;
use super::input::ReachInput;
use super::pages::{found, mine};
use ::store::{Snapshot, Tx};
use web::{Form, Json, Result, Visit};

/// `GET /api/me/reach`
pub async fn show(visit: Visit) -> Result<Json<serde_json::Value>> {
    let whose = mine(&visit)?;
    let (member, wish) =
        visit.app.store.read(visit.actor, move |seen: &Snapshot<'_>| found(seen, whose)).await?;
    let (reach, times) = (&member.profile.reach, wish.times.iter().map(|part| part.word()));
    Ok(Json::of(serde_json::json!({
        "reach_way": reach.way.word(),
        "reach_value": reach.value,
        "reach_hours": reach.hours,
        "times": times.collect::<Vec<_>>(),
        "news": wish.rhythm.word(),
        "area": wish.area,
        "version": member.version,
        "failed_since": member.reach_failed.map(|since| since.rfc3339()),
    })))
}

/// `POST /api/me/reach`
pub async fn keep(visit: Visit, form: Form<ReachInput>) -> Result<Json<serde_json::Value>> {
    let (ready, whose) = (form.ready()?, mine(&visit)?);
    let input = ready.input;
    let write = move |tx: &Tx<'_>| acts::change(tx, whose, input.version, &input.reach, &input.wish);
    visit.app.store.write(visit.actor, write).await?;
    show(visit).await
}
