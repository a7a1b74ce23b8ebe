//! Reporting, and what the receipt opens.

use super::acts;
use super::input::{About, ReceiptInput, ReportInput};
use super::model::{Objector, Reason, Report, Told};
use super::store;
use crate::texts::reports as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Actor, Code, Day, Key, Refusal, Who};
use web::{Choice as _, Chrome, Form, Page, Query, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "reports/file.html")]
struct FilePage {
    chrome: Chrome,
    form: Typed,
}

fn file_page(visit: &Visit, form: Typed) -> FilePage {
    FilePage { chrome: visit.chrome(t::wrong_here(visit.locale)), form }
}

/// `GET /report`
pub async fn file_form(visit: Visit, Query(about): Query<About>) -> Page<impl Template> {
    let values = [("item", about.item.unwrap_or_default()), ("page", about.page.unwrap_or_default())];
    Page::of(file_page(&visit, visit.form_with::<ReportInput>(values)))
}

#[derive(Template)]
#[template(path = "reports/filed.html")]
struct FiledPage {
    chrome: Chrome,
    receipt: String,
    /// Somebody may be in danger: whom to call stands first.
    danger: bool,
    until: Day,
}

/// Keeps a report, once; tells its receipt. The same form sent again gives the same receipt, since that is made from
/// the form's own key.
pub(super) async fn keep(visit: &Visit, once: Key, told: Told) -> Result<String> {
    let signature = visit.app.secret.sign("report receipt", &[&once.0.to_be_bytes()]);
    let receipt = super::model::receipt_from(&signature);
    let code = receipt.clone();
    let write = visit.app.store.write_once(visit.actor, once, move |tx| {
        acts::file(tx, &told, &code)?;
        Ok(String::new())
    });
    write.await?;
    Ok(receipt)
}

/// `POST /report`
///
/// Answers with the receipt and not with a redirect: it is shown once and stands in no address.
pub async fn file(visit: Visit, form: Form<ReportInput>) -> Result<Page<impl Template>> {
    let ready = form.or_show(|form| file_page(&visit, form))?;
    let told = ready.input.0;
    let (danger, today) = (told.reason == Reason::Danger, visit.app.clock.now().day());
    let receipt = keep(&visit, ready.once, told).await?;
    let until = today.plus(super::model::promise_days(danger));
    Ok(Page::of(FiledPage { chrome: visit.chrome(t::filed(visit.locale)), receipt, danger, until }))
}

#[derive(Template)]
#[template(path = "reports/status.html")]
struct StatusPage {
    chrome: Chrome,
    form: Typed,
    report: Option<Report>,
    side: Objector,
}

/// `GET /report/status`
pub async fn status_form(visit: Visit) -> Page<impl Template> {
    let form = visit.form::<ReceiptInput>();
    Page::of(StatusPage {
        chrome: visit.chrome(t::status(visit.locale)),
        form,
        report: None,
        side: Objector::Reporter,
    })
}

fn status_page(visit: &Visit, form: Typed, report: Option<Report>) -> StatusPage {
    StatusPage { chrome: visit.chrome(t::status(visit.locale)), form, report, side: Objector::Reporter }
}

/// The report of a receipt.
pub(super) async fn of_receipt(visit: &Visit, receipt: &str) -> ::store::Result<Report> {
    let unknown = || ::store::Error::Refused(Refusal::new(Code::NotFound, t::receipt_unknown).at("receipt"));
    let receipt = receipt.to_owned();
    let find = move |seen: &Snapshot<'_>| store::by_receipt(seen, &receipt)?.ok_or_else(unknown);
    visit.app.store.read(visit.actor, find).await
}

/// Objects with the receipt, once; tells the report as it stands then.
pub(super) async fn object(
    visit: &Visit,
    once: Key,
    report: &Report,
    words: String,
) -> ::store::Result<Report> {
    let (id, holder) = (report.id, Actor { who: Who::CodeHolder(report.id.0), ..visit.actor });
    let write = move |tx: &::store::Tx<'_>| acts::object(tx, id, &words).map(|()| String::new());
    visit.app.store.write_once(holder, once, write).await?;
    visit.app.store.read(visit.actor, move |seen| Ok(store::one(seen, id)?.ok_or(Code::NotFound)?)).await
}

/// `POST /report/status`: shows the whole way of a report, and takes an objection.
pub async fn status(visit: Visit, form: Form<ReceiptInput>) -> Result<Page<impl Template>> {
    let ready = form.or_show(|form| status_page(&visit, form, None))?;
    let (sent, once, input) = (ready.sent(), ready.once, ready.input);
    let mut report = match of_receipt(&visit, &input.receipt).await {
        Ok(report) => report,
        Err(error) => return Err(sent.or_show(error, |form| status_page(&visit, form, None))),
    };
    if let Some(words) = input.objection {
        report = object(&visit, once, &report, words).await?;
    }
    let form = visit.form_with::<ReceiptInput>([("receipt", input.receipt)]);
    Ok(Page::of(status_page(&visit, form, Some(report))))
}
