//! The same as JSON.

use super::lines::Group;
use super::pages;
use serde_json::{Value, json};
use web::{Json, Result, Visit};

/// `GET /api/today`
pub async fn today(visit: Visit) -> Result<Json<Value>> {
    let (found, copy) = pages::found(&visit).await?;
    let groups: Vec<Value> = pages::grouped(&visit, &found, copy).iter().map(group).collect();
    Ok(Json::of(json!({ "day": found.today.to_string(), "groups": groups })))
}

fn group(group: &Group) -> Value {
    let lines = group.lines.iter().map(|line| {
        let about =
            line.about.as_ref().map(|(lang, title)| json!({ "language": lang.code(), "title": title }));
        json!({ "does": line.does, "about": about, "why": line.why, "path": line.path })
    });
    json!({ "title": group.title, "lines": lines.collect::<Vec<_>>() })
}
