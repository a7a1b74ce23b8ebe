//! Proposing a change, reading and discussing it, and the two people who adopt it.

use super::KIND;
use super::acts::{self, Told};
use super::input::{BeginInput, ProposalInput, ReasonInput, RemarkInput};
use super::store::{self, Remark, Text};
use super::view::{self, Compared, May, Opened, Sentences};
use crate::items::{self, Stage};
use crate::reports::{self, Hidden};
use crate::texts::agreement as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use kernel::{Code, ItemId, Key, Locale};
use web::{Choice as _, Chrome, Form, Page, Path, Query, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "agreement/propose.html")]
struct ProposePage {
    chrome: Chrome,
    form: Typed,
}

fn propose_page(visit: &Visit, form: Typed) -> ProposePage {
    ProposePage { chrome: visit.chrome(t::propose(visit.locale)), form }
}

/// What the form begins with: the newest version in the reader's language, or in its own; or a proposal somebody takes
/// up.
fn begin(
    seen: &Snapshot<'_>,
    from: Option<&str>,
    locale: Locale,
) -> ::store::Result<Vec<(&'static str, String)>> {
    let shelf = store::shelf(seen, locale)?;
    let base = ("base", shelf.latest_number().to_string());
    let text = match from {
        Some(slug) => Some(shelf.at(slug).ok_or(Code::NotFound)?),
        None => shelf.latest(),
    };
    let Some(text) = text else {
        let sentences = acts::starting(locale).join("\n");
        return Ok(vec![base, ("lang", locale.code().to_owned()), ("body", sentences)]);
    };
    let (words, _) = store::words(seen, text.id, None)?;
    let shown = items::Card::pick(&words, locale).ok_or(Code::NotFound)?;
    let sentences = super::model::sentences(&shown.body).join("\n");
    let mut values = vec![base, ("lang", shown.lang.code().to_owned()), ("body", sentences)];
    if from.is_some() {
        values.push(("title", shown.title.clone()));
    }
    Ok(values)
}

/// `GET /agreement/propose`
pub async fn propose_form(visit: Visit, Query(wanted): Query<BeginInput>) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&acts::Propose)?;
        begin(seen, wanted.from.as_deref(), locale)
    };
    let values = visit.app.store.read(visit.actor, read).await?;
    Ok(Page::of(propose_page(&visit, visit.form_with::<ProposalInput>(values))))
}

/// Proposes, once; tells the address.
pub(super) async fn proposes(visit: &Visit, once: Key, told: Told) -> ::store::Result<String> {
    visit.app.store.write_once(visit.actor, once, move |tx: &Tx<'_>| acts::propose(tx, &told)).await
}

/// `POST /agreement/propose`
pub async fn propose(visit: Visit, form: Form<ProposalInput>) -> Result<Redirect> {
    let ready = form.or_show(|form| propose_page(&visit, form))?;
    let (sent, told) = (ready.sent(), ready.input.0);
    let slug = proposes(&visit, ready.once, told)
        .await
        .map_err(|error| sent.or_show(error, |form| propose_page(&visit, form)))?;
    let next = visit.path(&format!("/agreement/proposals/{slug}"));
    Ok(Redirect::to(next).say(t::proposed(visit.locale)))
}

#[derive(Template)]
#[template(path = "agreement/proposal.html")]
struct ProposalPage {
    chrome: Chrome,
    text: Text,
    /// Title and reason in the reader's language, or their own.
    lang: Locale,
    sentences: Sentences,
    compared: Option<Compared>,
    /// Something else was adopted meanwhile.
    stale: bool,
    base: i64,
    remarks: Vec<Remark>,
    good: usize,
    may: May,
    remark: Typed,
    withdraw: Typed,
    refuse: Typed,
    button: Typed,
}

impl ProposalPage {
    /// When it was proposed, and by whom if they want to be named.
    fn by(&self) -> String {
        // what was read in from a file was announced before it came here
        let created = self.text.created_at;
        let at = self.text.announced.map_or(created, |announced| announced.min(created));
        let (l, at) = (self.chrome.locale, view::day(self.chrome.locale, at));
        match &self.text.author {
            Some(name) => t::proposed_by(l, at, name),
            None => t::proposed_at(l, at),
        }
    }
    /// It was put forward, and somebody else has to confirm it.
    fn waits(&self) -> bool {
        self.text.state == super::model::State::Forward
    }
    /// How many say what.
    fn counted(&self) -> String {
        let l = self.chrome.locale;
        match self.remarks.len() {
            0 => t::remarks_none(l).to_owned(),
            all => t::remarks_count(l, self.good, all - self.good),
        }
    }
}

/// The forms of a proposal's page; one of them may show what was wrong with it.
struct Forms {
    remark: Option<Typed>,
    withdraw: Option<Typed>,
    refuse: Option<Typed>,
}

impl Forms {
    const EMPTY: Self = Self { remark: None, withdraw: None, refuse: None };
}

async fn page(visit: &Visit, slug: &str, forms: Forms) -> Result<ProposalPage> {
    let (locale, slug) = (visit.locale, slug.to_owned());
    let read = move |seen: &Snapshot<'_>| {
        let opened = view::open(seen, locale, |shelf| shelf.at(&slug))?;
        let remarks = store::remarks(seen, opened.text.id)?;
        Ok((opened, remarks))
    };
    let (Opened { shelf, text, words, before, .. }, remarks) =
        visit.app.store.read(visit.actor, read).await?;
    let me = visit.actor.acting();
    let own = remarks.iter().find(|remark| Some(remark.member) == me);
    let values = own.map(|own| {
        let named = own.named.then(|| ("named", "1".to_owned()));
        let said = [("stance", own.stance.word().to_owned()), ("words", own.words.clone())];
        said.into_iter().chain(named).collect::<Vec<_>>()
    });
    Ok(ProposalPage {
        chrome: visit.chrome(text.title.clone()).describe(text.why.clone()),
        sentences: Sentences::of(visit, text.id, &format!("/agreement/proposals/{}", text.slug), &words),
        compared: view::compare(before.as_deref(), &words, locale),
        stale: text.state.running() && text.base != shelf.latest_number(),
        base: text.base,
        good: remarks.iter().filter(|remark| remark.stance == super::model::Stance::Good).count(),
        may: May::with(visit, &shelf, &text),
        remark: forms.remark.unwrap_or_else(|| visit.form_with::<RemarkInput>(values.unwrap_or_default())),
        withdraw: forms.withdraw.unwrap_or_else(|| visit.form::<ReasonInput>()),
        refuse: forms.refuse.unwrap_or_else(|| visit.form::<ReasonInput>()),
        button: visit.form::<()>(),
        lang: text.lang,
        remarks,
        text,
    })
}

#[derive(Template)]
#[template(path = "agreement/stub.html")]
struct StubPage {
    chrome: Chrome,
    hidden: Hidden,
}

/// By which rule the proposal at an address is out of sight, if it is.
async fn hidden(visit: &Visit, slug: &str) -> Result<Option<Hidden>> {
    let slug = slug.to_owned();
    let read = move |seen: &Snapshot<'_>| match items::facts_by_slug(seen, KIND, &slug)? {
        Some(facts) if facts.stage == Stage::Withdrawn => reports::hidden(seen, facts.id, facts.version),
        _ => Ok(None),
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

/// `GET /agreement/proposals/{slug}`
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response> {
    let error = match page(&visit, &slug, Forms::EMPTY).await {
        Ok(page) => return Ok(Page::of(page).into_response()),
        Err(error) => error,
    };
    let Some(hidden) = hidden(&visit, &slug).await? else { return Err(error) };
    let page = StubPage { chrome: visit.chrome(t::out_of_sight(visit.locale)), hidden };
    Ok(Page::with(StatusCode::GONE, page).into_response())
}

/// Which text stands at an address.
fn id(tx: &Tx<'_>, slug: &str) -> ::store::Result<ItemId> {
    let shelf = store::shelf(tx, Locale::Pl)?;
    Ok(shelf.at(slug).ok_or(Code::NotFound)?.id)
}

/// Does something with a proposal, once.
pub(super) async fn does(
    visit: &Visit,
    slug: &str,
    once: Key,
    act: impl Fn(&Tx<'_>, ItemId) -> ::store::Result<()> + Send + Sync + 'static,
) -> ::store::Result<()> {
    let slug = slug.to_owned();
    let write = move |tx: &Tx<'_>| {
        act(tx, id(tx, &slug)?)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await.map(|_| ())
}

fn back(visit: &Visit, slug: &str) -> Redirect {
    Redirect::to(visit.path(&format!("/agreement/proposals/{slug}")))
}

/// `POST /agreement/proposals/{slug}/remark`
pub async fn remark(visit: Visit, Path(slug): Path<String>, form: Form<RemarkInput>) -> Result<Redirect> {
    let empty = page(&visit, &slug, Forms::EMPTY).await?;
    let ready = form.or_show(|remark| ProposalPage { remark, ..empty })?;
    let said = ready.input.said(visit.locale);
    does(&visit, &slug, ready.once, move |tx, id| acts::remark(tx, id, &said)).await?;
    Ok(back(&visit, &slug).say(t::remarked(visit.locale)))
}

/// `POST /agreement/proposals/{slug}/withdraw`
pub async fn withdraw(visit: Visit, Path(slug): Path<String>, form: Form<ReasonInput>) -> Result<Redirect> {
    let empty = page(&visit, &slug, Forms::EMPTY).await?;
    let ready = form.or_show(|withdraw| ProposalPage { withdraw, ..empty })?;
    let reason = ready.input.0;
    does(&visit, &slug, ready.once, move |tx, id| acts::withdraw(tx, id, &reason)).await?;
    Ok(back(&visit, &slug).say(t::is_withdrawn(visit.locale)))
}

/// `POST /agreement/proposals/{slug}/refuse`
pub async fn refuse(visit: Visit, Path(slug): Path<String>, form: Form<ReasonInput>) -> Result<Redirect> {
    let empty = page(&visit, &slug, Forms::EMPTY).await?;
    let ready = form.or_show(|refuse| ProposalPage { refuse, ..empty })?;
    let reason = ready.input.0;
    does(&visit, &slug, ready.once, move |tx, id| acts::refuse(tx, id, &reason)).await?;
    Ok(back(&visit, &slug).say(t::is_refused(visit.locale)))
}

/// `POST /agreement/proposals/{slug}/put-forward`
pub async fn put_forward(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let once = form.ready()?.once;
    does(&visit, &slug, once, acts::put_forward).await?;
    Ok(back(&visit, &slug).say(t::is_forward(visit.locale)))
}

/// `POST /agreement/proposals/{slug}/confirm`
pub async fn confirm(visit: Visit, Path(slug): Path<String>, form: Form<()>) -> Result<Redirect> {
    let once = form.ready()?.once;
    does(&visit, &slug, once, |tx, id| acts::confirm(tx, id).map(|_| ())).await?;
    Ok(back(&visit, &slug).say(t::is_confirmed(visit.locale)))
}
