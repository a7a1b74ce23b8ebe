//! The page of a count: one file that needs nothing else, for screens, readers and paper.

use askama::Template;
use text::Locale;

use super::body::{Body, Report};
use crate::texts::counting as texts;

#[derive(Template)]
#[template(path = "counting/page.html")]
struct Page {
    locale: Locale,
    title: String,
    body: Body,
}

/// Makes the page.
///
/// # Errors
/// None in practice: writing to memory cannot fail; the template engine's error is handed on.
pub fn html(report: &Report<'_>, locale: Locale) -> Result<String, askama::Error> {
    let title = report.election.meta.get("description").unwrap_or_default().to_owned();
    Page { locale, title, body: Body::of(report, locale, "", 2) }.render()
}
