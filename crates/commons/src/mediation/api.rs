//! The same for programs: each of the three reads what is for them.

use super::acts;
use super::ask_pages::{self, Line};
use super::input::{AgreeInput, AgreementInput, AskByCodeInput, MessageInput, NameInput, ViewInput};
use super::model::{MatterId, Party};
use super::pages::{self, Whole};
use people::member;
use serde_json::{Value, json};
use web::{Form, Json, Path, Result, Visit};

/// `GET /api/me/mediation`
pub async fn list(visit: Visit) -> Result<Json<Value>> {
    let one = |line: Line| {
        json!({
            "id": line.matter.id.to_string(), "as": line.party.word(), "state": line.matter.state.word(),
            "outcome": line.matter.outcome.word(), "with": line.names, "since": line.matter.asked_at.rfc3339(),
        })
    };
    let all = ask_pages::own(&visit).await?.into_iter().map(one);
    Ok(Json::of(json!({ "mediations": all.collect::<Vec<_>>() })))
}

/// `GET /api/me/mediation/{id}`
pub async fn one(visit: Visit, Path(id): Path<MatterId>) -> Result<Json<Value>> {
    let whole: Whole = pages::whole(&visit, id).await?;
    let l = visit.locale;
    let written = whole.written.iter().map(|one| {
        json!({
            "id": one.id.to_string(), "what": one.slot.word(), "language": one.lang.code(), "words": one.words,
            "day": one.day.to_string(),
        })
    });
    Ok(Json::of(json!({
        "id": id.to_string(), "as": whole.party.word(), "state": whole.matter.state.word(),
        "outcome": whole.matter.outcome.word(), "asker": whole.called(Party::Asker, l),
        "other": whole.called(Party::Other, l), "mediator": whole.called(Party::Mediator, l),
        "written": written.collect::<Vec<_>>(),
    })))
}

/// `POST /api/me/mediation`: asks somebody by the code that they showed.
pub async fn ask(visit: Visit, form: Form<AskByCodeInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let AskByCodeInput { code, asked } = ready.input;
    let with = visit.app.store.read(visit.actor, move |seen| Ok(member::whom(seen, &code)?.id)).await?;
    let id = ask_pages::send(&visit, ready.once, with, asked).await?;
    Ok(Json::created(json!({ "id": id.to_string() })))
}

macro_rules! steps {
    ($($(#[$meta:meta])* $name:ident: $act:path;)*) => {$(
        $(#[$meta])*
        pub async fn $name(visit: Visit, Path(id): Path<MatterId>, form: Form<()>) -> Result<Json<Value>> {
            let once = form.ready()?.once;
            pages::step(&visit, once, move |tx| $act(tx, id)).await?;
            list(visit).await
        }
    )*};
}
steps! {
    /// `POST /api/me/mediation/{id}/yes`
    yes: acts::say_yes;
    /// `POST /api/me/mediation/{id}/accept`
    accept: acts::accept;
    /// `POST /api/me/mediation/{id}/cannot`
    cannot: acts::cannot;
    /// `POST /api/me/mediation/{id}/without`
    without: acts::end_without;
    /// `POST /api/me/mediation/{id}/stop`
    stop: acts::stop;
}

/// `POST /api/me/mediation/{id}/name`
pub async fn name(visit: Visit, Path(id): Path<MatterId>, form: Form<NameInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let NameInput(mediator) = ready.input;
    pages::step(&visit, ready.once, move |tx| acts::name(tx, id, mediator)).await?;
    one(visit, Path(id)).await
}

/// `POST /api/me/mediation/{id}/agree`
pub async fn agree(visit: Visit, Path(id): Path<MatterId>, form: Form<AgreeInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let AgreeInput(shown) = ready.input;
    pages::step(&visit, ready.once, move |tx| acts::agree(tx, id, shown)).await?;
    one(visit, Path(id)).await
}

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident: $input:ident, $keep:path;)*) => {$(
        $(#[$meta])*
        pub async fn $name(visit: Visit, Path(id): Path<MatterId>, form: Form<$input>) -> Result<Json<Value>> {
            let ready = form.ready()?;
            $keep(&visit, id, ready.once, ready.input).await?;
            one(visit, Path(id)).await
        }
    )*};
}
words! {
    /// `POST /api/me/mediation/{id}/view`
    view: ViewInput, pages::keep_view;
    /// `POST /api/me/mediation/{id}/message`
    message: MessageInput, pages::keep_message;
    /// `POST /api/me/mediation/{id}/agreement`
    agreement: AgreementInput, pages::keep_agreement;
}
