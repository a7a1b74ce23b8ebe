//! The editors' queue, and deciding; what the author of a thing reads of a decision.

use super::acts::{self, Case, Decide, Objecting, ReadAll, ReadDecision, ReadOne};
use super::input::{DecisionInput, ObjectionInput};
use super::model::{Objector, Report, ReportId, State, Verdict};
use super::store;
use crate::texts::reports as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Code, Key, Locale, MemberId, Role};
use web::{Choice as _, Chrome, Error, Form, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "reports/list.html")]
struct ListPage {
    chrome: Chrome,
    /// Under each heading the reports that wait there.
    queues: Vec<(&'static str, Vec<Report>)>,
    none: bool,
    /// So many wait for somebody else, and nobody else is there.
    alone_with: usize,
}

/// What waits, without what is the reader's own.
pub(super) struct Queues {
    pub(super) open: Vec<Report>,
    pub(super) objected: Vec<Report>,
    alone_with: usize,
}

pub(super) fn queues(seen: &Snapshot<'_>) -> ::store::Result<Queues> {
    seen.allow(&ReadAll)?;
    let me = seen.actor().signed_in().ok_or(Code::NotSignedIn)?;
    let open = store::list(seen, me, State::Open)?;
    let objected = store::list(seen, me, State::Objected)?;
    Ok(Queues { open, objected, alone_with: alone_with(seen, me)? })
}

/// So many reports are the reader's own while nobody else may decide: their number is told, and nothing of them, so
/// that they do not wait for ever. Where others read reports, not even that is.
fn alone_with(seen: &Snapshot<'_>, me: MemberId) -> ::store::Result<usize> {
    let mut held = people::roles::held(seen)?.into_iter();
    let others = held.any(|held| matches!(held.role, Role::Editor | Role::Animator) && held.member != me);
    let count = if others { 0 } else { store::for_others(seen, me)? };
    Ok(usize::try_from(count).unwrap_or_default())
}

/// `GET /reports`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let Queues { open, objected, alone_with } = visit.app.store.read(visit.actor, queues).await?;
    let none = open.is_empty() && objected.is_empty();
    let queues = vec![(t::objected(visit.locale), objected), (t::open(visit.locale), open)];
    Ok(Page::of(ListPage { chrome: visit.chrome(t::name(visit.locale)), queues, none, alone_with }))
}

#[derive(Template)]
#[template(path = "reports/show.html")]
struct ShowPage {
    chrome: Chrome,
    report: Report,
    title: String,
    path: Option<String>,
    /// Whoever decided before may read on, and not decide again.
    may: bool,
    form: Typed,
}

async fn show_page(visit: &Visit, id: ReportId, form: Typed) -> Result<ShowPage> {
    let read = move |seen: &Snapshot<'_>| {
        let case = seen.allow(&ReadOne(id))?;
        let may = seen.allows(&Decide(id), &case);
        let Some(item) = case.report.item else { return Ok((case, may, String::new())) };
        let title = crate::items::texts_in_any_stage(seen, item)?.into_iter().next().map(|text| text.title);
        Ok((case, may, title.unwrap_or_default()))
    };
    let (Case { report, item, .. }, may, title) = visit.app.store.read(visit.actor, read).await?;
    let path = item.and_then(|item| crate::cards::path_of(visit, &item));
    Ok(ShowPage { chrome: visit.chrome(t::one(visit.locale)), report, title, path, may, form })
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
    let (sent, list, verdict) = (ready.sent(), visit.path("/reports"), ready.input.0);
    let yours = plain(&verdict, visit.locale);
    let write = visit.app.store.write_once(visit.actor, ready.once, move |tx| {
        acts::decide(tx, id, &verdict)?;
        Ok(list.clone())
    });
    match write.await.map_err(Error::from) {
        Ok(list) => Ok(Redirect::to(list).say(t::decided(visit.locale))),
        Err(Error::Refused(refusal)) if refusal.code == Code::Conflict => {
            let theirs = show_page(&visit, id, visit.form::<DecisionInput>()).await?.report.holds();
            let theirs = theirs.map_or(String::new(), |verdict| plain(&verdict, visit.locale));
            Err(Error::Stale { theirs, yours })
        }
        Err(error) => {
            let page = show_page(&visit, id, visit.form::<DecisionInput>()).await?;
            Err(sent.or_keep(error, |form| ShowPage { form, ..page }))
        }
    }
}

/// A decision in words, as whoever comes second finds it beside their own.
fn plain(verdict: &Verdict, locale: Locale) -> String {
    [verdict.decision.label(locale), verdict.rule.label(locale), &verdict.reasons].join("\n")
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
    let (sent, words) = (ready.sent(), ready.input.0);
    let there = visit.path(&format!("/reports/{id}/decision"));
    let write = visit.app.store.write_once(visit.actor, ready.once, move |tx| {
        acts::object_as_author(tx, id, &words)?;
        Ok(there.clone())
    });
    match write.await {
        Ok(there) => Ok(Redirect::to(there).say(t::objected_done(visit.locale))),
        Err(error) => {
            let page = decision_page(&visit, id, visit.form::<ObjectionInput>()).await?;
            Err(sent.or_keep(error, |form| DecisionPage { form, ..page }))
        }
    }
}
