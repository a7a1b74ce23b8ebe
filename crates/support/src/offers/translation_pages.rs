//! Asking a neighbour to translate one message of a conversation.

use super::acts::{self, AskTranslation};
use super::model::AnswerId;
use super::store::{self, Message};
use crate::texts::offers as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use commons::translating::input::Who;
use commons::translating::model::Pair;
use commons::translating::{Named, to_choose};
use kernel::{Code, Key, Locale};
use serde_json::{Value, json};
use web::{Chrome, Field, Form, Input, Json, Page, Path, Query, Reader, Redirect, Result, Typed, Visit};

/// One message, into which language, and whom the asker allows to see it.
#[derive(Clone, Copy, Debug)]
pub struct AskInput {
    message: Key,
    to: Locale,
    who: Who,
}

impl Input for AskInput {
    const FIELDS: &'static [Field] = &[
        Field::new("message", t::field_message),
        Field::new("to", commons::texts::translating::field_to),
        Field::new("who", commons::texts::translating::field_who).hint(t::field_who_message_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let message = read.parsed("message");
        let to = read.choice::<Locale>("to");
        let who = Who::read(read, "who");
        Some(Self { message: message?, to: to?, who: who? })
    }
}

/// Which message a link asks about.
pub struct MessageInput(Key);

impl Input for MessageInput {
    const FIELDS: &'static [Field] = &[Field::new("message", t::field_message)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.parsed("message").map(Self)
    }
}

#[derive(Template)]
#[template(path = "offers/translate.html")]
struct AskPage {
    chrome: Chrome,
    form: Typed,
    id: AnswerId,
    message: Message,
    named: Vec<Named>,
}

async fn asked(visit: &Visit, id: AnswerId, message: Key, to: Locale) -> Result<(Message, Vec<Named>)> {
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&AskTranslation(id))?;
        let found = store::messages(seen, id)?.into_iter().find(|one| one.id == message);
        let found = found.ok_or(Code::NotFound)?;
        let named = to_choose(seen, Pair { from: found.lang, to }, Some(found.member))?;
        Ok((found, named))
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

fn page(visit: &Visit, id: AnswerId, (message, named): (Message, Vec<Named>), form: Typed) -> AskPage {
    let chrome = visit.chrome(commons::texts::translating::ask(visit.locale));
    AskPage { chrome, form, id, message, named }
}

/// `GET /answers/{id}/translate`
pub async fn ask_form(
    visit: Visit,
    Path(id): Path<AnswerId>,
    Query(MessageInput(message)): Query<MessageInput>,
) -> Result<Page<impl Template>> {
    let around = asked(&visit, id, message, visit.locale).await?;
    let values = [("message", message.to_string()), ("to", visit.locale.code().to_owned())];
    let form = visit.form_with::<AskInput>(values);
    Ok(Page::of(page(&visit, id, around, form)))
}

async fn send(visit: &Visit, id: AnswerId, once: Key, input: AskInput) -> ::store::Result<String> {
    let there = visit.path(&format!("/answers/{id}"));
    let write = move |tx: &Tx<'_>| {
        acts::ask_translation(tx, id, input.message, input.to, input.who.0)?;
        Ok(there.clone())
    };
    visit.app.store.write_once(visit.actor, once, write).await
}

/// `POST /answers/{id}/translate`
pub async fn ask(visit: Visit, Path(id): Path<AnswerId>, form: Form<AskInput>) -> Result<Redirect> {
    // who may see it is never chosen for the asker; the page says so again
    let typed = form.typed("message").and_then(|message| message.parse::<Key>().ok());
    let around = match typed {
        Some(message) => Some(asked(&visit, id, message, visit.locale).await?),
        None => None,
    };
    let ready = match around {
        Some(around) => form.or_show(|form| page(&visit, id, around, form))?,
        None => form.ready()?,
    };
    let (sent, input) = (ready.sent(), ready.input);
    match send(&visit, id, ready.once, input).await {
        Ok(there) => Ok(Redirect::to(there).say(t::translate_asked(visit.locale))),
        Err(error) => {
            let around = asked(&visit, id, input.message, input.to).await?;
            Err(sent.or_show(error, |form| page(&visit, id, around, form)))
        }
    }
}

/// `POST /api/answers/{id}/translate`
pub async fn ask_by_program(
    visit: Visit,
    Path(id): Path<AnswerId>,
    form: Form<AskInput>,
) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let path = send(&visit, id, ready.once, ready.input).await?;
    Ok(Json::created(json!({ "path": path })))
}
