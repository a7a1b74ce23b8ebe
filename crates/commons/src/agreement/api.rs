//! The same for programs, which act for a member.

use super::acts;
use super::input::{ProposalInput, ReasonInput, RemarkInput, TwoInput};
use super::model::{Comparison, Mark};
use super::pages::agrees;
use super::proposal_pages::{does, proposes};
use super::store::{self, Remark, Shelf, Text};
use super::view::{self, Opened, Sentences, Two};
use ::store::Snapshot;
use people::People;
use serde_json::{Value, json};
use web::{Form, Json, Path, Query, Result, Visit};

/// A text without its sentences.
fn row(text: &Text) -> Value {
    let at = |at: Option<kernel::Time>| at.map(kernel::Time::rfc3339);
    json!({
        "slug": text.slug, "state": text.state.word(), "lang": text.lang.code(), "title": text.title,
        "why": text.why, "author": text.author, "base": text.base, "number": text.number,
        "proposed_at": text.created_at.rfc3339(), "announced_at": at(text.announced),
        "holds_from": at(text.holds_from), "decided_at": at(text.decided_at), "reason": text.reason,
        "sample": text.sample,
    })
}

fn with_sentences(visit: &Visit, text: &Text, sentences: &Sentences) -> Value {
    let mut row = row(text);
    row["sentences"] = sentences.all.clone().into();
    row["sentences_lang"] = sentences.lang.code().into();
    row["path"] = visit.path(&view::path(text)).into();
    row
}

fn compared(comparison: &Comparison) -> Value {
    let line = |line: &super::model::Line| {
        let mark = match line.mark {
            Mark::Same => "same",
            Mark::Removed => "removed",
            Mark::Added => "added",
        };
        json!({ "mark": mark, "number": line.number, "sentence": line.words() })
    };
    comparison.0.iter().map(line).collect()
}

/// `GET /api/agreement`: what is in force, what comes, what is proposed.
pub async fn show(visit: Visit) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let shelf = store::shelf(seen, locale)?;
        let words = shelf.in_force().map(|text| store::words(seen, text.id, None)).transpose()?;
        Ok((shelf, words))
    };
    let (shelf, words) = visit.app.store.read(visit.actor, read).await?;
    let in_force = shelf.in_force().zip(words).map(|(text, (words, _))| {
        with_sentences(&visit, text, &Sentences::of(&visit, text.id, "/agreement", &words))
    });
    let starting = in_force.is_none().then(|| Sentences::starting(locale).all);
    Ok(Json::of(json!({
        "in_force": in_force, "starting_sentences": starting, "announced": shelf.announced().map(row),
        "proposals": shelf.running().into_iter().map(row).collect::<Vec<_>>(),
        "versions": shelf.versions().into_iter().map(row).collect::<Vec<_>>(),
    })))
}

fn opened(visit: &Visit, opened: &Opened) -> Value {
    let Opened { text, words, before, hands, .. } = opened;
    let mut one = with_sentences(visit, text, &Sentences::of(visit, text.id, &view::path(text), words));
    let between = view::compare(before.as_deref(), words, visit.locale);
    one["comparison"] = between.map_or(Value::Null, |between| compared(&between.comparison));
    one["worked_on"] = hands.clone().into();
    one
}

/// `GET /api/agreement/versions/{number}`
pub async fn version(visit: Visit, Path(number): Path<i64>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| view::open(seen, locale, |shelf: &Shelf| shelf.version(number));
    let found = visit.app.store.read(visit.actor, read).await?;
    Ok(Json::of(opened(&visit, &found)))
}

/// `GET /api/agreement/compare`: without numbers, the newest version with the one before it.
pub async fn compare(visit: Visit, Query(wanted): Query<TwoInput>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let two = visit.app.store.read(visit.actor, move |seen| view::two(seen, wanted, locale)).await?;
    let Two { from, to, compared: between, .. } = two;
    Ok(Json::of(json!({
        "from": from, "to": to, "lang": between.as_ref().map(|between| between.lang.code()),
        "comparison": between.map_or(Value::Null, |between| compared(&between.comparison)),
    })))
}

fn said(remark: &Remark) -> Value {
    json!({
        "stance": remark.stance.word(), "lang": remark.lang.code(), "words": remark.words, "name": remark.name,
        "at": remark.at.rfc3339(),
    })
}

/// `GET /api/agreement/proposals/{slug}`
pub async fn proposal(visit: Visit, Path(slug): Path<String>) -> Result<Json<Value>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let found = view::open(seen, locale, |shelf: &Shelf| shelf.at(&slug))?;
        let remarks = store::remarks(seen, found.text.id)?;
        Ok((found, remarks))
    };
    let (found, remarks) = visit.app.store.read(visit.actor, read).await?;
    let mut one = opened(&visit, &found);
    one["remarks"] = remarks.iter().map(said).collect();
    Ok(Json::of(one))
}

/// `POST /api/agreement/propose`
pub async fn propose(visit: Visit, form: Form<ProposalInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let slug = proposes(&visit, ready.once, ready.input.0).await?;
    let path = visit.path(&format!("/agreement/proposals/{slug}"));
    Ok(Json::created(json!({ "slug": slug, "path": path })))
}

/// `POST /api/agreement/proposals/{slug}/remark`
pub async fn remark(visit: Visit, Path(slug): Path<String>, form: Form<RemarkInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let said = ready.input.said(visit.locale);
    does(&visit, &slug, ready.once, move |tx, id| acts::remark(tx, id, &said)).await?;
    Ok(Json::of(json!({ "slug": slug })))
}

/// `POST /api/agreement/proposals/{slug}/withdraw`
pub async fn withdraw(
    visit: Visit,
    Path(slug): Path<String>,
    form: Form<ReasonInput>,
) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let reason = ready.input.0;
    does(&visit, &slug, ready.once, move |tx, id| acts::withdraw(tx, id, &reason)).await?;
    Ok(Json::of(json!({ "slug": slug })))
}

/// `POST /api/agreement/versions/{number}/agree`
pub async fn agree(
    visit: Visit,
    people: People,
    Path(number): Path<i64>,
    form: Form<()>,
) -> Result<Json<Value>> {
    let once = form.ready()?.once;
    agrees(&visit, &people, number, once).await?;
    Ok(Json::of(json!({ "agreed": number })))
}
