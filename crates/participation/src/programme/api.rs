//! The same acts for programs. Names of those who come are told to host and desk alone.

use super::coming_pages::{comes, gives_up};
use super::day_pages::{OnDay, calls_off, calls_off_day, changes, drops_guests, one_day};
use super::hosting_pages::{adds, edits};
use super::input::{ChangeInput, DateInput, DayInput, FewerInput, ListInput, NoteInput};
use super::model::{Details, Occurrence, State};
use super::store::{self, Listed};
use ::store::Snapshot;
use commons::items::{self, Card};
use kernel::{Code, Refusal};
use serde_json::{Value, json};
use web::{Choice as _, Form, Json, Path, Paths, Query, Result, Visit};

/// Days of one answer.
const DAYS: i32 = 60;

fn occurrence(at: &Occurrence) -> Value {
    json!({
        "day": at.day.to_string(), "from": at.start().rfc3339(), "to": at.to.map(|_| at.end().rfc3339()),
        "called_off": at.called_off, "moved": at.moved, "note": at.note,
    })
}

fn about(details: &Details) -> Value {
    let series = &details.plan.series;
    json!({
        "first": series.first.to_string(), "from": series.from.to_string(), "to": series.to.map(|to| to.to_string()),
        "repeat": if series.weekly { "weekly" } else { "once" }, "last": series.last.map(|last| last.to_string()),
        "place": details.place.map(|place| place.to_string()), "place_words": details.place_words,
        "for_whom": details.for_whom.key(), "cost": details.cost.key(), "amount_grosze": details.amount.0,
        "access": details.access.iter().map(|one| one.key()).collect::<Vec<_>>(),
        "languages": details.languages.iter().map(|one| one.key()).collect::<Vec<_>>(), "places": details.places,
    })
}

fn row(listed: &Listed, coming: &[Occurrence]) -> Value {
    json!({
        "slug": listed.slug, "lang": listed.lang.code(), "title": listed.title, "summary": listed.summary,
        "state": listed.state.word(), "place_name": listed.place(), "sample": listed.sample,
        "date": about(&listed.details), "coming": coming.iter().map(occurrence).collect::<Vec<_>>(),
    })
}

/// `GET /api/dates`
pub async fn list(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| Ok((store::list(seen, locale)?, seen.now()));
    let (all, now) = visit.app.store.read(visit.actor, read).await?;
    let from = wanted.since(now.day());
    let fitting = all.iter().filter(|one| wanted.fits(&one.details, &one.place_slug));
    let rows: Vec<Value> = fitting
        .map(|one| (one, one.details.plan.occurrences(from, from.plus(DAYS))))
        .filter(|(_, coming)| !coming.is_empty())
        .map(|(one, coming)| row(one, &coming))
        .collect();
    Ok(Json::of(json!({ "dates": rows })))
}

/// `GET /api/dates/{slug}`
pub async fn one(visit: Visit, Path(slug): Path<String>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let facts = store::facts_by_slug(seen, &slug)?;
        let texts = items::texts(seen, facts.id)?;
        let text = Card::pick(&texts, locale).cloned().ok_or(Code::NotFound)?;
        let counts = store::counts(seen, &facts)?;
        let counts: Vec<Value> = counts
            .iter()
            .map(|count| json!({"day": count.day.to_string(), "come": count.come, "wait": count.wait}))
            .collect();
        let coming = facts.details.plan.coming(seen.now(), 12);
        Ok(json!({
            "slug": facts.slug, "lang": text.lang.code(), "title": text.title, "body": text.body,
            "state": facts.state.word(), "version": facts.version, "sample": facts.sample,
            "date": about(&facts.details), "coming": coming.iter().map(occurrence).collect::<Vec<_>>(),
            "counts": counts, "called_off": facts.state == State::CalledOff,
        }))
    };
    Ok(Json::of(visit.app.store.read(visit.actor, read).await?))
}

/// Programs act for somebody: without an account there is nobody to act for.
fn for_somebody(visit: &Visit) -> Result<()> {
    match visit.actor.acting() {
        Some(_) => Ok(()),
        None => Err(Refusal::plain(Code::NotSignedIn).into()),
    }
}

/// `POST /api/dates`
pub async fn add(visit: Visit, form: Form<DateInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let slug = adds(&visit, ready.once, ready.input.told).await?;
    Ok(Json::created(json!({"slug": slug, "path": visit.path(&format!("/dates/{slug}"))})))
}

/// `POST /api/dates/{slug}/edit`
pub async fn edit(visit: Visit, Path(slug): Path<String>, form: Form<DateInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    edits(&visit, &slug, ready.once, ready.input).await?;
    Ok(Json::of(json!({"slug": slug, "path": visit.path(&format!("/dates/{slug}"))})))
}

/// `POST /api/dates/{slug}/come`
pub async fn come(visit: Visit, Path(slug): Path<String>, form: Form<DayInput>) -> Result<Json<Value>> {
    for_somebody(&visit)?;
    let ready = form.ready()?;
    let (at, place) = comes(&visit, &slug, ready.input.0, ready.once).await?;
    Ok(Json::created(json!({"at": occurrence(&at), "state": if place { "coming" } else { "waiting" }})))
}

/// `POST /api/dates/{slug}/give-up`
pub async fn give_up(visit: Visit, Path(slug): Path<String>, form: Form<DayInput>) -> Result<Json<Value>> {
    for_somebody(&visit)?;
    let ready = form.ready()?;
    gives_up(&visit, &slug, ready.input.0, ready.once).await?;
    Ok(Json::of(json!({"state": "not_coming"})))
}

/// `POST /api/dates/{slug}/call-off`
pub async fn call_off(visit: Visit, Path(slug): Path<String>, form: Form<NoteInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    calls_off(&visit, &slug, ready.once, ready.input.0).await?;
    Ok(Json::of(json!({"state": State::CalledOff.word()})))
}

/// `GET /api/dates/{slug}/days/{day}`
pub async fn day(visit: Visit, Paths(slug, OnDay(day)): Paths<String, OnDay>) -> Result<Json<Value>> {
    let one = one_day(&visit, &slug, day).await?;
    Ok(Json::of(json!({
        "at": occurrence(&one.at), "coming": one.named(), "without_account": one.guests(), "waiting": one.waiting(),
    })))
}

/// `POST /api/dates/{slug}/days/{day}/fewer`
pub async fn drop_guests(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
    form: Form<FewerInput>,
) -> Result<Json<Value>> {
    let ready = form.ready()?;
    drops_guests(&visit, &slug, day, ready.once, ready.input.0).await?;
    let one = one_day(&visit, &slug, day).await?;
    Ok(Json::of(json!({"day": day.to_string(), "without_account": one.guests()})))
}

/// `POST /api/dates/{slug}/days/{day}/change`
pub async fn change(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
    form: Form<ChangeInput>,
) -> Result<Json<Value>> {
    let ready = form.ready()?;
    changes(&visit, &slug, day, ready.once, ready.input).await?;
    Ok(Json::of(json!({"day": day.to_string(), "moved": true})))
}

/// `POST /api/dates/{slug}/days/{day}/call-off`
pub async fn call_off_day(
    visit: Visit,
    Paths(slug, OnDay(day)): Paths<String, OnDay>,
    form: Form<NoteInput>,
) -> Result<Json<Value>> {
    let ready = form.ready()?;
    calls_off_day(&visit, &slug, day, ready.once, ready.input.0).await?;
    Ok(Json::of(json!({"day": day.to_string(), "called_off": true})))
}
