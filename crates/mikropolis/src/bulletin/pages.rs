//! The archive, and one issue as a page and as a PDF.

use super::acts::Make;
use super::model::{Bulletin, Edition, Entry, Issue, Sort, State};
use super::store::{self, Archived};
use super::{paper, printed};
use crate::texts::bulletin as t;
use ::store::{Act as _, Snapshot};
use askama::Template;
use commons::papers;
use kernel::Grant;
use web::{Chrome, Document, Page, Path, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "bulletin/archive.html")]
struct ArchivePage {
    chrome: Chrome,
    issues: Vec<Archived>,
    /// For those who make it.
    maker: bool,
    draft: Option<i64>,
    form: Typed,
}

/// Whether the reader puts bulletins together.
fn makes(visit: &Visit) -> bool {
    let may = |grant: &Grant| match grant {
        Grant::Role(role) => visit.person.as_ref().is_some_and(|person| person.has(*role)),
        _ => false,
    };
    Make::WHO.iter().any(may) && visit.actor.for_member.is_none()
}

/// `GET /bulletin`
pub async fn archive(visit: Visit) -> Result<Page<impl Template>> {
    let maker = makes(&visit);
    let read = move |seen: &Snapshot<'_>| {
        let draft = if maker { store::draft(seen)? } else { None };
        Ok((store::all(seen, State::Published)?, draft))
    };
    let (issues, draft) = visit.app.store.read(visit.actor, read).await?;
    let chrome = visit.chrome(t::name(visit.locale)).describe(t::lead(visit.locale));
    Ok(Page::of(ArchivePage { chrome, issues, maker, draft, form: visit.form::<()>() }))
}

#[derive(Template)]
#[template(path = "bulletin/issue.html")]
struct IssuePage {
    chrome: Chrome,
    bulletin: Bulletin,
    form: Typed,
}

impl IssuePage {
    fn draft(&self) -> bool {
        self.bulletin.issue.state == State::Draft
    }
    fn dateline(&self) -> String {
        paper::dateline(&self.bulletin)
    }
    fn imprint(&self) -> String {
        paper::imprint(&self.bulletin)
    }
    fn next(&self) -> String {
        text::date_with_weekday(self.chrome.locale, self.bulletin.issue.next_on.0)
    }
    fn thanks(&self, entry: &Entry) -> Option<String> {
        (entry.sort == Sort::Thanks).then(|| paper::quoted(entry))
    }
}

async fn read(visit: &Visit, number: i64) -> Result<Bulletin> {
    let locale = visit.locale;
    Ok(visit.app.store.read(visit.actor, move |seen| printed::bulletin(seen, number, locale)).await?)
}

/// `GET /bulletin/{number}`
pub async fn issue(visit: Visit, Path(number): Path<i64>) -> Result<Page<impl Template>> {
    let bulletin = read(&visit, number).await?;
    let chrome = visit.chrome(t::masthead(visit.locale, number));
    Ok(Page::of(IssuePage { chrome, form: visit.form::<()>(), bulletin }))
}

/// Where the paper leads: the short address of the issue, else its full one.
pub(super) fn short_address(visit: &Visit, issue: &Issue) -> String {
    let address = &visit.app.settings.address;
    match issue.short.as_str() {
        "" => format!("{address}{}", visit.path(&format!("/bulletin/{}", issue.number))),
        code => format!("{address}/q/{code}"),
    }
}

async fn pdf(visit: &Visit, number: i64, edition: Edition) -> Result<Document> {
    let bulletin = read(visit, number).await?;
    let address = short_address(visit, &bulletin.issue);
    papers::set(move || paper::pdf(&bulletin, edition, &address)).await
}

/// `GET /bulletin/{number}/a4.pdf`
pub async fn sheet(visit: Visit, Path(number): Path<i64>) -> Result<Document> {
    pdf(&visit, number, Edition::Sheet).await
}

/// `GET /bulletin/{number}/large.pdf`
pub async fn large(visit: Visit, Path(number): Path<i64>) -> Result<Document> {
    pdf(&visit, number, Edition::Large).await
}
