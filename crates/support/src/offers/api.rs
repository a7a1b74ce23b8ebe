//! The same acts for programs. Nothing here shows a name, an address or a phone, or what is for the desk alone.

use super::acts::Told;
use super::answer_pages::send;
use super::input::{ListInput, OfferInput, WordsInput};
use super::own_pages::{checked, save_new};
use super::store::{self, Filter, Listed};
use ::store::Snapshot;
use commons::items::{self, Card};
use kernel::{Code, ItemId};
use serde_json::{Value, json};
use web::{Form, Json, Path, Query, Result, Visit};

/// Needs and offers of one answer.
const PAGE: i64 = 100;

fn row(row: &Listed) -> Value {
    json!({
        "id": row.id.to_string(), "side": row.side.word(), "kind": row.kind.word(), "lang": row.lang.code(),
        "title": row.title, "summary": row.summary, "hours": row.hours.word(), "for_whom": row.for_whom.word(),
        "who_may_come": row.who_may_come.word(), "area": row.area, "until": row.until.to_string(),
        "places": row.places, "first_come": row.first_come, "sample": row.sample,
    })
}

/// `GET /api/offers`
pub async fn list(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let side = wanted.side.unwrap_or(super::model::Side::Need);
    let read = move |seen: &Snapshot<'_>| {
        let filter = Filter { kind: wanted.kind, area: &wanted.area, for_whom: wanted.for_whom };
        store::list(seen, side, locale, filter, wanted.after, PAGE)
    };
    let rows = visit.app.store.read(visit.actor, read).await?;
    let next = rows.last().filter(|_| rows.len() as i64 == PAGE).map(|last| last.id.to_string());
    Ok(Json::of(json!({"offers": rows.iter().map(row).collect::<Vec<_>>(), "next": next})))
}

/// `GET /api/offers/{id}`
pub async fn one(visit: Visit, Path(id): Path<ItemId>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let facts = store::facts(seen, id)?;
        let texts = items::texts(seen, id)?;
        let text = Card::pick(&texts, locale).cloned().ok_or(Code::NotFound)?;
        let languages: Vec<&str> = texts.iter().map(|text| text.lang.code()).collect();
        let chosen = &facts.chosen;
        Ok(json!({
            "id": id.to_string(), "side": chosen.side.word(), "kind": chosen.kind.word(), "lang": text.lang.code(),
            "languages": languages, "title": text.title, "text": text.body, "hours": chosen.hours.word(),
            "for_whom": chosen.for_whom.word(), "who_may_come": chosen.who_may_come.word(), "area": chosen.area,
            "until": chosen.until.to_string(), "places": chosen.places, "first_come": chosen.first_come,
            "state": facts.state.word(), "sample": facts.sample,
            "thanks": facts.thanks_public.then_some(facts.thanks.as_str()),
        }))
    };
    Ok(Json::of(visit.app.store.read(visit.actor, read).await?))
}

/// `POST /api/offers`: published where somebody vouches for the member, else kept as a draft.
pub async fn post(visit: Visit, form: Form<OfferInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let (told, vouched) = checked(&visit, &ready.input).await?;
    let told: Told = told?;
    let id = save_new(&visit, ready.once, told, vouched).await?;
    let path = visit.path(&format!("/offers/{id}"));
    Ok(Json::created(
        json!({"id": id.to_string(), "path": path, "state": if vouched { "open" } else { "draft" }}),
    ))
}

/// `POST /api/offers/{id}/answers`
pub async fn answer(visit: Visit, Path(id): Path<ItemId>, form: Form<WordsInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let answer = send(&visit, id, ready.once, ready.input).await?;
    Ok(Json::created(json!({"id": answer.to_string(), "path": visit.path(&format!("/answers/{answer}"))})))
}
