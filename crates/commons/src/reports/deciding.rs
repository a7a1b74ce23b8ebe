//! The editors' queue, and deciding; what the author of a thing reads of a decision.

use super::acts::{self, Objecting, ReadAll, ReadDecision};
use super::input::{DecisionInput, ObjectionInput};
use super::model::{Objector, Report, ReportId, State};
use super::store;
use crate::texts::reports as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Code, Key};
use web::{Choice as _, Chrome, Form, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "reports/list.html")]
struct ListPage {
    chrome: Chrome,
    /// Under each heading the reports that wait there.
    queues: Vec<(&'static str, Vec<Report>)>,
    none: bool,
}

/// `GET /reports`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadAll)?;
        Ok((store::list(seen, State::Open)?, store::list(seen, State::Objected)?))
    };
    let (open, objected) = visit.app.store.read(visit.actor, read).await?;
    let none = open.is_empty() && objected.is_empty();
    let queues = vec![(t::objected(visit.locale), objected), (t::open(visit.locale), open)];
    Ok(Page::of(ListPage { chrome: visit.chrome(t::name(visit.locale)), queues, none }))
}

#[derive(Template)]
#[template(path = "reports/show.html")]
struct ShowPage {
    chrome: Chrome,
    report: Report,
    title: String,
    path: Option<String>,
    form: Typed,
}

async fn show_page(visit: &Visit, id: ReportId, form: Typed) -> Result<ShowPage> {
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadAll)?;
        let report = store::one(seen, id)?.ok_or(Code::NotFound)?;
        let Some(item) = report.item else { return Ok((report, None, String::new())) };
        let title = crate::items::texts_in_any_stage(seen, item)?.into_iter().next().map(|text| text.title);
        Ok((report, crate::items::facts(seen, item)?, title.unwrap_or_default()))
    };
    let (report, facts, title) = visit.app.store.read(visit.actor, read).await?;
    let path = facts.and_then(|facts| crate::cards::path_of(visit, &facts));
    Ok(ShowPage { chrome: visit.chrome(t::one(visit.locale)), report, title, path, form })
}

/// `GET /reports/{id}`
pub async fn show(visit: Visit, Path(id): Path<Key>) -> Result<Page<impl Template>> {
    let form = visit.form::<DecisionInput>();
    Ok(Page::of(show_page(&visit, ReportId(id), form).await?))
}

/// `POST /reports/{id}`
pub async fn decide(visit: Visit, Path(id): Path<Key>, form: Form<DecisionInput>) -> Result<Redirect> {
    let id = ReportId(id);
    let empty = show_page(&visit, id, visit.form::<DecisionInput>()).await?;
    let ready = form.or_show(|form| ShowPage { form, ..empty })?;
    let (list, verdict) = (visit.path("/reports"), ready.input.0);
    let write = visit.app.store.write_once(visit.actor, ready.once, move |tx| {
        acts::decide(tx, id, &verdict)?;
        Ok(list.clone())
    });
    Ok(Redirect::to(write.await?).say(t::decided(visit.locale)))
}

#[derive(Template)]
#[template(path = "reports/decision.html")]
struct DecisionPage {
    chrome: Chrome,
    report: Report,
    title: String,
    path: Option<String>,
    side: Objector,
    form: Typed,
}

async fn decision_page(visit: &Visit, id: ReportId, form: Typed) -> Result<DecisionPage> {
    let read = move |seen: &Snapshot<'_>| {
        let Objecting { case, .. } = seen.allow(&ReadDecision(id))?;
        let item = case.item.ok_or(Code::NotFound)?;
        let texts = crate::items::texts_in_any_stage(seen, item.id)?;
        let title = texts.into_iter().find(|text| text.lang == item.origin).map(|text| text.title);
        Ok((case.report, item, title.unwrap_or_default()))
    };
    let (report, item, title) = visit.app.store.read(visit.actor, read).await?;
    let path = crate::cards::path_of(visit, &item);
    let chrome = visit.chrome(t::about_yours(visit.locale));
    Ok(DecisionPage { chrome, report, title, path, side: Objector::Author, form })
}

/// `GET /reports/{id}/decision`
pub async fn decision(visit: Visit, Path(id): Path<Key>) -> Result<Page<impl Template>> {
    let form = visit.form::<ObjectionInput>();
    Ok(Page::of(decision_page(&visit, ReportId(id), form).await?))
}

/// `POST /reports/{id}/object`
pub async fn object(visit: Visit, Path(id): Path<Key>, form: Form<ObjectionInput>) -> Result<Redirect> {
    let id = ReportId(id);
    let empty = decision_page(&visit, id, visit.form::<ObjectionInput>()).await?;
    let ready = form.or_show(|form| DecisionPage { form, ..empty })?;
    let (there, words) = (visit.path(&format!("/reports/{id}/decision")), ready.input.0);
    let write = visit.app.store.write_once(visit.actor, ready.once, move |tx| {
        acts::object_as_author(tx, id, &words)?;
        Ok(there.clone())
    });
    Ok(Redirect::to(write.await?).say(t::objected_done(visit.locale)))
}
