//! Answering, and the messages through us.

use super::acts::{self, ReadThread, Thread};
use super::input::{WhyInput, WordsInput};
use super::model::{AnswerId, AnswerState, State};
use super::own_pages::{Nothing, typed_again, unprocessable};
use super::pages::show_page;
use super::store::{self, Message};
use crate::texts::offers as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use commons::items;
use commons::mediation;
use commons::translating::{self, store::OfMessage};
use kernel::{ItemId, Locale};
use web::{Choice as _, Chrome, Error, Form, Page, Path, Redirect, Result, Typed, Visit};

/// `POST /offers/{id}/answer`
pub async fn answer(visit: Visit, Path(id): Path<ItemId>, form: Form<WordsInput>) -> Result<Response> {
    let mut wrong = None;
    let ready = match form.or_show(|form| {
        wrong = Some(form);
        Nothing
    }) {
        Ok(ready) => ready,
        Err(error) => match wrong {
            Some(form) => return unprocessable(show_page(&visit, id, Some(form), None).await?),
            None => return Err(error),
        },
    };
    let (sent, once) = (ready.sent(), ready.once);
    let next = match send(&visit, id, once, ready.input).await {
        Ok(next) => next,
        Err(error) => {
            let form = typed_again(sent, error)?;
            return unprocessable(show_page(&visit, id, Some(form), None).await?);
        }
    };
    let say = if visit.actor.for_member.is_some() {
        t::answered_for(visit.locale)
    } else {
        t::answered(visit.locale)
    };
    Ok(Redirect::to(visit.path(&format!("/answers/{next}"))).say(say).into_response())
}

/// Keeps an answer, once.
pub(super) async fn send(
    visit: &Visit,
    id: ItemId,
    once: kernel::Key,
    input: WordsInput,
) -> Result<AnswerId> {
    let write = move |tx: &Tx<'_>| Ok(acts::answer(tx, id, input.lang, &input.words)?.to_string());
    let next = visit.app.store.write_once(visit.actor, once, write).await?;
    next.parse().map_err(|_| Error::fault("a form remembered something else"))
}

#[derive(Template)]
#[template(path = "offers/thread.html")]
struct ThreadPage {
    chrome: Chrome,
    id: AnswerId,
    thread: Thread,
    title: String,
    lang: Locale,
    messages: Vec<Message>,
    translations: Vec<OfMessage>,
    write: Typed,
    report: Typed,
    /// The way to ask somebody to help the two agree.
    mediation: Option<String>,
}

impl ThreadPage {
    fn waits_for_me(&self) -> bool {
        self.thread.owns()
            && self.thread.answer.state == AnswerState::Waiting
            && self.thread.offer.state == State::Open
    }
    /// Whether the reader may end what was agreed with the other one.
    fn can_call_off(&self) -> bool {
        let agreed = self.thread.answer.state == AnswerState::Accepted;
        self.thread.owns() && agreed && matches!(self.thread.offer.state, State::Open | State::Accepted)
    }
    fn can_take_back(&self) -> bool {
        let mine = self.thread.party == Some(self.thread.answer.member);
        let there = matches!(self.thread.answer.state, AnswerState::Waiting | AnswerState::Accepted);
        mine && there && matches!(self.thread.offer.state, State::Open | State::Accepted)
    }
    fn is_me(&self, message: &Message) -> bool {
        self.thread.party == Some(message.member)
    }
    /// The translations of a message, and those that are asked for.
    fn translations(&self, message: &Message) -> impl Iterator<Item = &OfMessage> {
        let id = message.id;
        self.translations.iter().filter(move |one| one.message == id)
    }
    fn may_ask(&self, message: &Message) -> bool {
        let locale = self.chrome.locale;
        let missing = message.lang != locale && self.translations(message).all(|one| one.to != locale);
        missing && self.party() && self.thread.running()
    }
    fn party(&self) -> bool {
        self.thread.party.is_some()
    }
}

async fn thread_page(
    visit: &Visit,
    id: AnswerId,
    write: Option<Typed>,
    report: Option<Typed>,
) -> Result<ThreadPage> {
    let read = move |seen: &Snapshot<'_>| {
        let thread = seen.allow(&ReadThread(id))?;
        let texts = items::texts_in_any_stage(seen, thread.offer.id)?;
        let messages = store::messages(seen, id)?;
        Ok((thread, texts, messages, translating::store::of_thread(seen, id.0)?))
    };
    let (thread, texts, messages, translations) = visit.app.store.read(visit.actor, read).await?;
    let text = items::Card::pick(&texts, visit.locale);
    let title = text.map(|text| text.title.clone()).unwrap_or_default();
    let lang = text.map_or(visit.locale, |text| text.lang);
    let language = [("language", visit.locale.code().to_owned())];
    // between two people: who acts for an organisation has no quarrel of their own
    let own = thread.party.is_some() && thread.party == visit.actor.acting();
    let mediation = thread.other().filter(|_| own).and_then(|other| mediation::way(visit, other));
    Ok(ThreadPage {
        mediation,
        chrome: visit.chrome(t::thread(visit.locale)),
        id,
        thread,
        title,
        lang,
        messages,
        translations,
        write: write.unwrap_or_else(|| visit.form_with::<WordsInput>(language)),
        report: report.unwrap_or_else(|| visit.form::<WhyInput>()),
    })
}

/// `GET /answers/{id}`
pub async fn thread(visit: Visit, Path(id): Path<AnswerId>) -> Result<Page<impl Template>> {
    Ok(Page::of(thread_page(&visit, id, None, None).await?))
}

/// `POST /answers/{id}/messages`
pub async fn write(visit: Visit, Path(id): Path<AnswerId>, form: Form<WordsInput>) -> Result<Response> {
    let mut wrong = None;
    let ready = match form.or_show(|form| {
        wrong = Some(form);
        Nothing
    }) {
        Ok(ready) => ready,
        Err(error) => match wrong {
            Some(form) => {
                let page = thread_page(&visit, id, Some(form), None).await?;
                return unprocessable(Page::of(page).into_response());
            }
            None => return Err(error),
        },
    };
    let (sent, once) = (ready.sent(), ready.once);
    let (input, there) = (ready.input, visit.path(&format!("/answers/{id}")));
    let write = move |tx: &Tx<'_>| {
        acts::write(tx, id, input.lang, &input.words)?;
        Ok(there.clone())
    };
    let next = match visit.app.store.write_once(visit.actor, once, write).await {
        Ok(next) => next,
        Err(error) => {
            let form = typed_again(sent, error)?;
            let page = thread_page(&visit, id, Some(form), None).await?;
            return unprocessable(Page::of(page).into_response());
        }
    };
    Ok(Redirect::to(next).say(t::wrote(visit.locale)).into_response())
}

/// `POST /answers/{id}/report`
pub async fn report(visit: Visit, Path(id): Path<AnswerId>, form: Form<WhyInput>) -> Result<Response> {
    let mut wrong = None;
    let ready = match form.or_show(|form| {
        wrong = Some(form);
        Nothing
    }) {
        Ok(ready) => ready,
        Err(error) => match wrong {
            Some(form) => {
                let page = thread_page(&visit, id, None, Some(form)).await?;
                return unprocessable(Page::of(page).into_response());
            }
            None => return Err(error),
        },
    };
    let (why, there) = (ready.input.0, visit.path(&format!("/answers/{id}")));
    let write = move |tx: &Tx<'_>| {
        acts::report(tx, id, &why)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::reported(visit.locale)).into_response())
}

type Step = fn(&Tx<'_>, AnswerId) -> ::store::Result<()>;

async fn step(visit: Visit, id: AnswerId, form: Form<()>, act: Step, say: &'static str) -> Result<Redirect> {
    let (ready, there) = (form.ready()?, visit.path(&format!("/answers/{id}")));
    let write = move |tx: &Tx<'_>| {
        act(tx, id)?;
        Ok(there.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(say))
}

/// `POST /answers/{id}/accept`
pub async fn accept(visit: Visit, Path(id): Path<AnswerId>, form: Form<()>) -> Result<Redirect> {
    let say = t::accepted(visit.locale);
    step(visit, id, form, acts::accept, say).await
}

/// `POST /answers/{id}/decline`
pub async fn decline(visit: Visit, Path(id): Path<AnswerId>, form: Form<()>) -> Result<Redirect> {
    let say = t::declined(visit.locale);
    step(visit, id, form, acts::decline, say).await
}

/// `POST /answers/{id}/take-back`
pub async fn take_back(visit: Visit, Path(id): Path<AnswerId>, form: Form<()>) -> Result<Redirect> {
    let say = t::taken_back(visit.locale);
    step(visit, id, form, acts::take_back, say).await
}
