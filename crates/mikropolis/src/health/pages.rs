//! The page.

use super::ReadHealth;
use super::lines::{self, Facts, Line};
use crate::texts::health as t;
use ::store::Snapshot;
use askama::Template;
use web::{Chrome, Page, Result, Visit};

#[derive(Template)]
#[template(path = "health/health.html")]
struct HealthPage {
    chrome: Chrome,
    lines: Vec<Line>,
    wrong: usize,
}

/// `GET /health`
pub async fn health(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadHealth)?;
        ::store::written_later(seen)
    };
    let written_later = visit.app.store.read(visit.actor, read).await?;
    let facts = Facts {
        settings: &visit.app.settings,
        community: visit.community.id,
        now: visit.app.clock.now(),
        written_later,
    };
    let lines = lines::all(&facts, visit.locale);
    let wrong = lines.iter().filter(|line| !line.well).count();
    Ok(Page::of(HealthPage { chrome: visit.chrome(t::title(visit.locale)), lines, wrong }))
}
