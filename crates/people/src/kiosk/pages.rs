//! The list of kiosks, their first page, and leaving a shared screen.

use super::acts::{self, Read};
use super::store::{self as sql, Kiosk};
use crate::code;
use crate::house::{Browser, People};
use crate::shown::Shown;
use crate::sign_in::input::WhichInput;
use crate::sign_in::local_path;
use crate::sign_in::pages::end_here;
use crate::texts::kiosk as t;
use askama::Template;
use kernel::Time;
use web::layout::ANSWER_SECONDS;
use web::{Chrome, Field, Form, Input, Page, Query, Reader, Redirect, Result, Spot, Typed, Visit};

/// A device stays a kiosk for a year, or until it is taken back.
const DEVICE_SECONDS: i64 = 365 * 86_400;

/// Where a kiosk stands.
pub(super) struct MakeInput(String);
impl Input for MakeInput {
    const FIELDS: &'static [Field] = &[Field::new("label", t::label).hint(t::label_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("label", 2..=80).map(Self)
    }
}

#[derive(Template)]
#[template(path = "kiosk/list.html")]
pub(super) struct ListPage {
    chrome: Chrome,
    kiosks: Vec<Kiosk>,
    now: Time,
    form: Typed,
    button: Typed,
}

impl ListPage {
    fn state(&self, kiosk: &Kiosk) -> String {
        let l = self.chrome.locale;
        match kiosk.started {
            Some(since) => t::since(l, crate::when::day(l, since)),
            None if kiosk.code_ends > self.now => t::waits(l, crate::when::clock(kiosk.code_ends)),
            None => t::unused(l).to_owned(),
        }
    }
}

async fn list_page(visit: &Visit, form: Typed) -> Result<ListPage> {
    let own = visit.actor.own();
    let read = visit.app.store.read(own, |seen| {
        seen.allow(&Read)?;
        sql::kiosks(seen)
    });
    Ok(ListPage {
        chrome: visit.chrome(t::list_title(visit.locale)),
        kiosks: read.await?,
        now: visit.app.store.now(),
        form,
        button: visit.form::<()>(),
    })
}

/// `GET /desk/kiosks`
pub(super) async fn list(visit: Visit) -> Result<Page<ListPage>> {
    let form = visit.form::<MakeInput>();
    Ok(Page::of(list_page(&visit, form).await?))
}

/// `POST /desk/kiosks`: the code is shown once. It is made from the form's own key, so that the same form sent again
/// shows the same one.
pub(super) async fn make(visit: Visit, form: Form<MakeInput>) -> Result<Page<Shown>> {
    let page = list_page(&visit, visit.form::<MakeInput>()).await?;
    let ready = form.or_show(|form| ListPage { form, ..page })?;
    let fresh = code::signed(&visit.app.secret.sign("kiosk code", &[&ready.once.0.to_be_bytes()]));
    acts::make(&visit.app.store, visit.actor, ready.once, &fresh, ready.input.0).await?;
    let l = visit.locale;
    let address = format!("{}{}", visit.app.settings.address, visit.path("/kiosk/start"));
    Ok(Page::of(Shown {
        chrome: visit.chrome(t::code_title(l)),
        codes: vec![code::grouped(&fresh)],
        says: vec![t::code_use(l, &address), t::code_until(l, acts::CODE_MINUTES)],
        next: (visit.path("/desk/kiosks"), t::list_back(l)),
        paper: None,
    }))
}

/// `POST /desk/kiosks/end`
pub(super) async fn end(visit: Visit, people: People, form: Form<WhichInput>) -> Result<Redirect> {
    let WhichInput(id) = form.ready()?.input;
    acts::end(&visit.app.store, visit.actor, id).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/desk/kiosks")).say(t::ended(visit.locale)))
}

/// The code from the desk.
pub(super) struct CodeInput(String);
impl Input for CodeInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::code).hint(t::code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("code", 8..=12).map(Self)
    }
}

#[derive(Template)]
#[template(path = "kiosk/start.html")]
pub(super) struct StartPage {
    chrome: Chrome,
    form: Typed,
}

/// `GET /kiosk/start`
pub(super) async fn start_page(visit: Visit) -> Page<StartPage> {
    Page::of(StartPage {
        chrome: visit.chrome(t::start_title(visit.locale)),
        form: visit.form::<CodeInput>(),
    })
}

/// `POST /kiosk/start`: whoever was signed in on this device is not any more.
pub(super) async fn start(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<CodeInput>,
) -> Result<Redirect> {
    let page = |form| StartPage { chrome: visit.chrome(t::start_title(visit.locale)), form };
    let ready = form.or_show(page)?;
    let sent = ready.sent();
    let started = acts::start(&visit.app.store, visit.community.id, &ready.input.0).await;
    let token = started.map_err(|error| sent.or_show(error, page))?;
    end_here(&visit, &people, &browser).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/kiosk")).fresh().kiosk(token, DEVICE_SECONDS))
}

#[derive(Template)]
#[template(path = "kiosk/screen.html")]
pub(super) struct ScreenPage {
    chrome: Chrome,
}

/// `GET /kiosk`: the language first, then what one can do here.
pub(super) async fn screen(visit: Visit) -> std::result::Result<Page<ScreenPage>, Redirect> {
    if !visit.kiosk() {
        return Err(Redirect::to(visit.path("/kiosk/start")));
    }
    Ok(Page::of(ScreenPage { chrome: visit.chrome(t::screen_title(visit.locale)) }))
}

/// `POST /kiosk/end`: the big button.
pub(super) async fn finish(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<()>,
) -> Result<Redirect> {
    form.ready()?;
    leave(&visit, &people, &browser).await
}

/// Everything about whoever was here leaves the screen.
async fn leave(visit: &Visit, people: &People, browser: &Browser) -> Result<Redirect> {
    if visit.kiosk() {
        end_here(visit, people, browser).await?;
        return Ok(Redirect::to(visit.path("/kiosk")).fresh());
    }
    if visit.actor.for_member.is_some() {
        crate::desk::end(&visit.app.store, visit.actor, &browser.session).await?;
        people.directory.forget();
        return Ok(Redirect::to(visit.path("/desk")).say(t::cleared(visit.locale)));
    }
    Ok(Redirect::to(visit.path("/")))
}

/// Which page nobody looks at.
pub(super) struct OnInput(String);
impl Input for OnInput {
    const FIELDS: &'static [Field] = &[Field::new("on", t::still_title)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("on").unwrap_or_default().to_owned()))
    }
}

#[derive(Template)]
#[template(path = "kiosk/still.html")]
pub(super) struct StillPage {
    chrome: Chrome,
    back: String,
}

/// `GET /still`: where a page without a script leads after a while (WCAG 2.2, 2.2.1).
pub(super) async fn still(visit: Visit, Query(OnInput(on)): Query<OnInput>) -> Page<StillPage> {
    let back = local_path(&on, &visit.community.slug).unwrap_or_else(|| visit.path("/"));
    let chrome = visit.chrome(t::still_title(visit.locale));
    chrome.leads_on(ANSWER_SECONDS, &format!("{}?token={}", visit.path("/away"), chrome.token()));
    Page::of(StillPage { chrome, back })
}

/// The token of the page that was left.
pub(super) struct AwayInput(String);
impl Input for AwayInput {
    const FIELDS: &'static [Field] = &[];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("token").unwrap_or_default().to_owned()))
    }
}

/// `GET /away`: nobody answered. A refresh can only ask like this and not send a form, so the address carries a
/// form token: no page of others can end what goes on here.
pub(super) async fn away(
    visit: Visit,
    people: People,
    browser: Browser,
    Query(AwayInput(token)): Query<AwayInput>,
) -> Result<Redirect> {
    if !visit.accepts(&token) {
        return Ok(Redirect::to(visit.path("/")));
    }
    leave(&visit, &people, &browser).await
}
