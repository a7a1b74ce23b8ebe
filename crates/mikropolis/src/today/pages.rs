//! The page.

use super::first_days::{self, Step};
use super::lines::{self, Group};
use super::read::{self, Found};
use crate::texts::today as t;
use crate::upkeep::kept;
use askama::Template;
use kernel::Time;
use web::{Chrome, Page, Result, Visit};

#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    chrome: Chrome,
    day: String,
    steps: Option<Vec<Step>>,
    groups: Vec<Group>,
}

impl TodayPage {
    fn done(&self) -> usize {
        self.steps.iter().flatten().filter(|step| step.done).count()
    }
    fn next(&self) -> Option<&Step> {
        self.steps.iter().flatten().find(|step| !step.done)
    }
}

/// What there is to do, and the steps of the first days.
pub(super) async fn found(visit: &Visit) -> Result<(Found, Option<Time>)> {
    let locale = visit.locale;
    let found = visit.app.store.read(visit.actor, move |seen| read::look(seen, locale)).await?;
    let copy = kept::last_copy(&visit.app.settings.folder, visit.community.id);
    Ok((found, copy))
}

pub(super) fn grouped(visit: &Visit, found: &Found, copy: Option<Time>) -> Vec<Group> {
    let chrome = visit.chrome("");
    let copy_path = first_days::COPY.iter().copied().find(|path| chrome.offers(path)).unwrap_or_default();
    lines::groups(found, visit.locale, copy, copy_path)
}

/// `GET /today`
pub async fn today(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let (found, copy) = found(&visit).await?;
    let chrome = visit.chrome(t::title(locale));
    let steps = match chrome.community().sample {
        true => None,
        false => first_days::steps(&found, locale, copy, |path| chrome.offers(path)),
    };
    let groups = grouped(&visit, &found, copy);
    Ok(Page::of(TodayPage { day: text::date_with_weekday(locale, found.today.0), chrome, steps, groups }))
}
