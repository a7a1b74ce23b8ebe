//! The same acts for programs, which act for a member.

use super::acts;
use super::input::{DecisionInput, ObjectionInput, ReceiptInput, ReportInput};
use super::model::{Report, ReportId, Verdict};
use super::{deciding, pages};
use kernel::{Day, Key};
use serde_json::{Value, json};
use web::{Form, Json, Path, Result, Visit};

fn verdict(verdict: &Verdict) -> Value {
    json!({
        "decision": verdict.decision.word(), "rule": verdict.rule.word(), "reasons": verdict.reasons,
    })
}

/// The way of a report, as both sides may know it.
fn way(report: &Report) -> Value {
    json!({
        "state": report.state.word(), "reason": report.reason.word(), "received": report.created_at.rfc3339(),
        "promised_until": report.promised().map(|day| day.to_string()),
        "decision": report.first().as_ref().map(verdict),
        "object_until": report.object_until().map(|day: Day| day.to_string()),
        "objection_by": report.objector().map(|objector| objector.word()),
        "second_decision": report.second().as_ref().map(verdict),
    })
}

/// `POST /api/reports`: the receipt is told once.
pub async fn file(visit: Visit, form: Form<ReportInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let receipt = pages::keep(&visit, ready.once, ready.input.0).await?;
    Ok(Json::created(json!({ "receipt": receipt })))
}

/// `POST /api/reports/status`: by POST, since the code of a receipt stands in no address.
pub async fn status(visit: Visit, form: Form<ReceiptInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let (once, input) = (ready.once, ready.input);
    let mut report = pages::of_receipt(&visit, &input.receipt).await?;
    if let Some(words) = input.objection {
        report = pages::object(&visit, once, &report, words).await?;
    }
    Ok(Json::of(way(&report)))
}

/// `GET /api/reports`
pub async fn list(visit: Visit) -> Result<Json<Value>> {
    let queues = visit.app.store.read(visit.actor, deciding::queues).await?;
    let reports = [queues.objected, queues.open].concat();
    let one = |report: &Report| {
        let mut one = way(report);
        one["id"] = report.id.to_string().into();
        one["words"] = report.words.clone().into();
        one["objection"] = report.objection.clone().into();
        one
    };
    Ok(Json::of(json!({ "reports": reports.iter().map(one).collect::<Vec<_>>() })))
}

/// `POST /api/reports/{id}/decision`
pub async fn decide(visit: Visit, Path(id): Path<Key>, form: Form<DecisionInput>) -> Result<Json<Value>> {
    let (ready, id) = (form.ready()?, ReportId(id));
    let (once, verdict) = (ready.once, ready.input.0);
    let write = move |tx: &::store::Tx<'_>| {
        acts::decide(tx, id, &verdict)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(Json::of(json!({ "id": id.to_string() })))
}

/// `POST /api/reports/{id}/object`
pub async fn object(visit: Visit, Path(id): Path<Key>, form: Form<ObjectionInput>) -> Result<Json<Value>> {
    let (ready, id) = (form.ready()?, ReportId(id));
    let (once, words) = (ready.once, ready.input.0);
    let write = move |tx: &::store::Tx<'_>| {
        acts::object_as_author(tx, id, &words)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(Json::of(json!({ "id": id.to_string() })))
}
