//! The same acts for programs, and the places as GeoJSON.

use super::acts;
use super::input::{ListInput, PlaceInput, cursor};
use super::store;
use ::store::Snapshot;
use serde_json::{Map, Value, json};
use web::{Document, Form, Json, Query, Result, Visit};

/// Places of one answer.
const PAGE: i64 = 100;
/// Places of the one file for maps.
const ALL: i64 = 5000;

fn row(row: &store::Listed) -> Value {
    json!({
        "id": row.id.to_string(), "slug": row.slug, "lang": row.lang.code(), "title": row.title,
        "summary": row.summary, "kind": row.kind.word(), "status": row.status.word(), "address": row.address,
        "geometry": row.shape().geojson(), "sample": row.sample,
    })
}

/// `GET /api/places`
pub async fn list(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| store::list(seen, locale, &wanted.filter, wanted.after, PAGE);
    let rows = visit.app.store.read(visit.actor, read).await?;
    let next = rows.last().filter(|_| rows.len() as i64 == PAGE).map(|last| cursor(&last.list_key, last.id));
    Ok(Json::of(json!({"places": rows.iter().map(row).collect::<Vec<_>>(), "next": next})))
}

/// `POST /api/places`
pub async fn add(visit: Visit, form: Form<PlaceInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let told = ready.input.told;
    let slug = visit.app.store.write_once(visit.actor, ready.once, move |tx| acts::add(tx, &told)).await?;
    Ok(Json::created(json!({"slug": slug, "path": visit.path(&format!("/places/{slug}"))})))
}

/// `GET /places.geojson`
pub async fn geojson(visit: Visit) -> Result<Document> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| store::list(seen, locale, &store::Filter::default(), None, ALL);
    let rows = visit.app.store.read_long(visit.actor, read).await?;
    let features = rows.iter().map(|place| {
        let mut about: Map<String, Value> = match row(place) {
            Value::Object(about) => about,
            _ => Map::new(),
        };
        let geometry = about.remove("geometry").filter(|geometry| !geometry.is_null());
        text::geojson::feature(&place.id.to_string(), geometry, about)
    });
    let collection = text::geojson::collection(features.collect());
    Ok(Document::new("application/geo+json", collection.to_string()))
}
