//! The forms about who waits; they stand on the page of the desk.

use super::acts;
use crate::desk::desk_page;
use crate::sign_in::input::WhichInput;
use crate::texts::queue as t;
use kernel::Locale;
use web::{Field, Form, Input, Reader, Redirect, Result, Visit};

/// Somebody who came.
pub(crate) struct WaitInput {
    called: String,
    why: String,
    locale: Locale,
}

impl Input for WaitInput {
    const FIELDS: &'static [Field] = &[
        Field::new("called", t::called).hint(t::called_hint),
        Field::new("why", t::why).hint(t::why_hint),
        Field::new("locale", t::locale),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let called = read.maybe_line("called", 1..=60);
        let why = read.maybe_line("why", 1..=120);
        let locale = read.choice("locale");
        Some(Self { called: called?.unwrap_or_default(), why: why?.unwrap_or_default(), locale: locale? })
    }
}

/// `POST /desk/queue`
pub(super) async fn add(visit: Visit, form: Form<WaitInput>) -> Result<Redirect> {
    let page = desk_page(&visit, visit.form::<WaitInput>()).await?;
    let ready = form.or_show(|add| page.with(add))?;
    let WaitInput { called, why, locale } = ready.input;
    acts::add(&visit.app.store, visit.actor, ready.once, called, why, locale).await?;
    Ok(Redirect::to(visit.path("/desk")).say(t::added(visit.locale)))
}

/// `POST /desk/queue/next`
pub(super) async fn next(visit: Visit, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    acts::call(&visit.app.store, visit.actor, None).await?;
    Ok(Redirect::to(visit.path("/desk")))
}

/// `POST /desk/queue/take`
pub(super) async fn take(visit: Visit, form: Form<WhichInput>) -> Result<Redirect> {
    let WhichInput(id) = form.ready()?.input;
    acts::call(&visit.app.store, visit.actor, Some(id)).await?;
    Ok(Redirect::to(visit.path("/desk")))
}

/// `POST /desk/queue/leave`
pub(super) async fn leave(visit: Visit, form: Form<WhichInput>) -> Result<Redirect> {
    let WhichInput(id) = form.ready()?.input;
    acts::leave(&visit.app.store, visit.actor, id).await?;
    Ok(Redirect::to(visit.path("/desk")).say(t::left(visit.locale)))
}
