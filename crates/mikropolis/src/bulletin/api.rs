//! The archive for programs.

use super::model::{Entry, Part, State};
use super::{printed, store};
use ::store::Snapshot;
use serde_json::{Value, json};
use web::{Json, Path, Result, Visit};

/// `GET /api/bulletin`
pub async fn archive(visit: Visit) -> Result<Json<Value>> {
    let read = |seen: &Snapshot<'_>| store::all(seen, State::Published);
    let issues = visit.app.store.read(visit.actor, read).await?;
    let one = |issue: &store::Archived| {
        json!({
            "number": issue.number, "language": issue.lang.code(),
            "published": issue.published_at.map(kernel::Time::rfc3339), "next": issue.next_on.to_string(),
            "path": visit.path(&format!("/bulletin/{}", issue.number)),
        })
    };
    Ok(Json::of(json!({ "issues": issues.iter().map(one).collect::<Vec<_>>() })))
}

/// `GET /api/bulletin/{number}`
pub async fn issue(visit: Visit, Path(number): Path<i64>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| printed::bulletin(seen, number, locale);
    let bulletin = visit.app.store.read(visit.actor, read).await?;
    let entry = |entry: &Entry| {
        json!({
            "language": entry.lang.code(), "title": entry.title, "words": entry.words, "about": entry.about,
            "path": visit.path(&entry.path),
        })
    };
    let part = |part: &Part| json!({ "sort": part.sort.word(), "entries": part.entries.iter().map(entry).collect::<Vec<_>>() });
    Ok(Json::of(json!({
        "number": number, "language": locale.code(), "hello": bulletin.issue.hello,
        "next": bulletin.issue.next_on.to_string(), "parts": bulletin.parts.iter().map(part).collect::<Vec<_>>(),
    })))
}
