//! One's own list, the question before, and the way back.

use super::acts::{self, Block, ReadOwn};
use super::input::CodeInput;
use super::store::{self, Blocked};
use crate::texts::blocks as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::MemberId;
use web::{Chrome, Form, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "blocks/list.html")]
struct ListPage {
    chrome: Chrome,
    blocked: Vec<Blocked>,
    form: Typed,
    button: Typed,
}

pub(super) async fn own(visit: &Visit) -> Result<Vec<Blocked>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadOwn)?;
        store::of(seen, acts::me(seen)?)
    };
    Ok(visit.app.store.read(visit.actor, read).await?)
}

async fn list_page(visit: &Visit, form: Typed) -> Result<ListPage> {
    let chrome = visit.chrome(t::name(visit.locale));
    Ok(ListPage { chrome, blocked: own(visit).await?, form, button: visit.form::<()>() })
}

/// `GET /me/blocks`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    Ok(Page::of(list_page(&visit, visit.form::<CodeInput>()).await?))
}

/// `POST /me/blocks`: by the code somebody showed.
pub async fn by_code(visit: Visit, form: Form<CodeInput>) -> Result<Redirect> {
    let page = list_page(&visit, visit.form::<CodeInput>()).await?;
    let ready = form.or_show(|form| ListPage { form, ..page })?;
    let (sent, code) = (ready.sent(), ready.input.0);
    let found =
        visit.app.store.read(visit.actor, move |seen| Ok(people::member::whom(seen, &code)?.id)).await;
    let done = match found {
        Ok(other) => keep(&visit, ready.once, other).await,
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => Ok(Redirect::to(visit.path("/me/blocks")).say(t::blocked(visit.locale))),
        Err(error) => {
            let page = list_page(&visit, visit.form::<CodeInput>()).await?;
            Err(sent.or_show(error, |form| ListPage { form, ..page }))
        }
    }
}

/// Begins a block, once. What is remembered of the form names nobody.
pub(super) async fn keep(visit: &Visit, once: kernel::Key, other: MemberId) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        acts::block(tx, other)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(())
}

#[derive(Template)]
#[template(path = "blocks/ask.html")]
struct AskPage {
    chrome: Chrome,
    member: MemberId,
    form: Typed,
}

/// `GET /me/blocks/{member}`: what it means, before it is done.
pub async fn ask(visit: Visit, Path(member): Path<MemberId>) -> Result<Page<impl Template>> {
    let name = visit.app.store.read(visit.actor, move |seen| seen.allow(&Block(member))).await?;
    let chrome = visit.chrome(t::ask(visit.locale, &name));
    Ok(Page::of(AskPage { chrome, member, form: visit.form::<()>() }))
}

/// `POST /me/blocks/{member}`
pub async fn block(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Redirect> {
    let once = form.ready()?.once;
    keep(&visit, once, member).await?;
    Ok(Redirect::to(visit.path("/me/blocks")).say(t::blocked(visit.locale)))
}

/// `POST /me/blocks/{member}/lift`
pub async fn lift(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Redirect> {
    let (ready, list) = (form.ready()?, visit.path("/me/blocks"));
    let write = move |tx: &Tx<'_>| {
        acts::lift(tx, member)?;
        Ok(list.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::lifted(visit.locale)))
}
