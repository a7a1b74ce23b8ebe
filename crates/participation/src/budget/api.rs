//! Editions for programs.

use super::KIND;
use super::store::{self, ProjectRow};
use ::store::Snapshot;
use commons::items::{self, Stage};
use kernel::Code;
use serde_json::{Value, json};
use web::{Json, Path, Result, Visit};

/// `GET /api/budget`
pub async fn list(visit: Visit) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| items::newest(seen, KIND, locale, None, 100);
    let editions = visit.app.store.read(visit.actor, read).await?;
    let one = |card: &items::Card| json!({"slug": card.slug, "title": card.title, "summary": card.summary});
    Ok(Json::of(json!({"editions": editions.iter().map(one).collect::<Vec<_>>()})))
}

/// `GET /api/budget/{slug}`
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let facts = items::facts_by_slug(seen, KIND, &slug)?.filter(|facts| facts.stage == Stage::Live);
        let facts = facts.ok_or(Code::NotFound)?;
        let edition = store::edition(seen, facts.id)?.ok_or(Code::NotFound)?;
        Ok((edition, store::projects(seen, facts.id)?))
    };
    let (edition, projects) = visit.app.store.read(visit.actor, read).await?;
    let project = |project: &ProjectRow| {
        json!({
            "id": project.project_id, "name": project.name, "cost": project.cost, "points": project.points,
            "votes": project.votes, "outcome": project.outcome.word(), "why": project.why(locale),
        })
    };
    Ok(Json::of(json!({
        "rule": edition.rule, "currency": edition.currency, "decimals": edition.decimals,
        "budget": edition.budget, "spent": edition.spent, "voters": edition.voters,
        "input_sha256": edition.file_hash, "differences": edition.differences(),
        "projects": projects.iter().map(project).collect::<Vec<_>>(),
    })))
}
