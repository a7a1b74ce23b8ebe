//! The pages of reports.

use super::acts::{self, ReadAll};
use super::model::{Decision, Reason, Report, ReportId, State, Told};
use super::store;
use crate::texts::reports as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Actor, Code, ItemId, Key, Refusal, Who};
use web::{
    Choice as _, Chrome, Field, Form, Input, Page, Path, Query, Reader, Redirect, Result, Typed, Visit,
};

/// What the form says.
#[derive(Clone, Debug)]
pub struct ReportInput(Told);

impl Input for ReportInput {
    const FIELDS: &'static [Field] = &[
        Field::new("reason", t::field_reason),
        Field::new("words", t::field_words).hint(t::field_words_hint),
        Field::new("contact", t::field_contact).hint(t::field_contact_hint),
        Field::new("item", t::name),
        Field::new("page", t::name),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let reason = read.choice::<Reason>("reason");
        let words = read.text("words", 5..=4_000);
        let contact = read.maybe_line("contact", 1..=200);
        let item = read.maybe_parsed::<ItemId>("item");
        let page = read.maybe_line("page", 1..=300);
        let told = Told {
            item: item?,
            page: page?.unwrap_or_default(),
            reason: reason?,
            words: words?,
            contact: contact?.unwrap_or_default(),
        };
        Some(Self(told))
    }
}

/// About what a report is to be.
#[derive(Clone, Debug, Default)]
pub struct About {
    item: Option<String>,
    page: Option<String>,
}

impl Input for About {
    const FIELDS: &'static [Field] = &[Field::new("item", t::name), Field::new("page", t::name)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self { item: read.raw("item").map(str::to_owned), page: read.raw("page").map(str::to_owned) })
    }
}

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
}

/// `POST /report`
///
/// Answers with the receipt and not with a redirect: it is shown once and stands in no address. The same form
/// sent again gives the same receipt, since that is made from the form's own key.
pub async fn file(visit: Visit, form: Form<ReportInput>) -> Result<Page<impl Template>> {
    let ready = form.or_show(|form| file_page(&visit, form))?;
    let told = ready.input.0;
    let signature = visit.app.secret.sign("report receipt", &[&ready.once.0.to_be_bytes()]);
    let receipt = super::model::receipt_from(&signature);
    let code = receipt.clone();
    let write = visit.app.store.write_once(visit.actor, ready.once, move |tx| {
        acts::file(tx, &told, &code)?;
        Ok(String::new())
    });
    write.await?;
    Ok(Page::of(FiledPage { chrome: visit.chrome(t::filed(visit.locale)), receipt }))
}

/// A receipt as typed.
#[derive(Clone, Debug)]
pub struct ReceiptInput {
    receipt: String,
    objection: Option<String>,
}

impl Input for ReceiptInput {
    const FIELDS: &'static [Field] = &[
        Field::new("receipt", t::field_receipt).hint(t::field_receipt_hint),
        Field::new("objection", t::field_objection),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let receipt = read.line("receipt", 12..=20);
        let objection = read.maybe_text("objection", 5..=4_000);
        Some(Self { receipt: receipt?, objection: objection? })
    }
}

#[derive(Template)]
#[template(path = "reports/status.html")]
struct StatusPage {
    chrome: Chrome,
    form: Typed,
    report: Option<Report>,
}

/// `GET /report/status`
pub async fn status_form(visit: Visit) -> Page<impl Template> {
    let form = visit.form::<ReceiptInput>();
    Page::of(StatusPage { chrome: visit.chrome(t::status(visit.locale)), form, report: None })
}

fn status_page(visit: &Visit, form: Typed, report: Option<Report>) -> StatusPage {
    StatusPage { chrome: visit.chrome(t::status(visit.locale)), form, report }
}

/// `POST /report/status`: shows what became of a report, and takes an objection.
pub async fn status(visit: Visit, form: Form<ReceiptInput>) -> Result<Page<impl Template>> {
    let ready = form.or_show(|form| status_page(&visit, form, None))?;
    let (sent, input) = (ready.sent(), ready.input);
    let unknown = || ::store::Error::Refused(Refusal::new(Code::NotFound, t::receipt_unknown).at("receipt"));
    let receipt = input.receipt.clone();
    let find = move |seen: &Snapshot<'_>| store::by_receipt(seen, &receipt)?.ok_or_else(unknown);
    let mut report = match visit.app.store.read(visit.actor, find).await {
        Ok(report) => report,
        Err(error) => return Err(sent.or_show(error, |form| status_page(&visit, form, None))),
    };
    if let Some(words) = input.objection {
        let holder = Actor { who: Who::CodeHolder(report.id.0), ..visit.actor };
        let id = report.id;
        visit.app.store.write(holder, move |tx| acts::object(tx, id, &words)).await?;
        report = visit
            .app
            .store
            .read(visit.actor, move |seen| Ok(store::one(seen, id)?.ok_or(Code::NotFound)?))
            .await?;
    }
    let form = visit.form_with::<ReceiptInput>([("receipt", input.receipt)]);
    Ok(Page::of(status_page(&visit, form, Some(report))))
}

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

/// What the editors decide.
#[derive(Clone, Debug)]
pub struct DecisionInput {
    decision: Decision,
    reasons: String,
}

impl Input for DecisionInput {
    const FIELDS: &'static [Field] = &[
        Field::new("decision", t::field_decision),
        Field::new("reasons", t::field_reasons).hint(t::field_reasons_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let decision = read.choice::<Decision>("decision");
        let reasons = read.text("reasons", 10..=4_000);
        Some(Self { decision: decision?, reasons: reasons? })
    }
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
    let (list, input) = (visit.path("/reports"), ready.input);
    let write = visit.app.store.write_once(visit.actor, ready.once, move |tx| {
        acts::decide(tx, id, input.decision, &input.reasons)?;
        Ok(list.clone())
    });
    Ok(Redirect::to(write.await?).say(t::decided(visit.locale)))
}
