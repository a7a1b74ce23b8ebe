//! One visit: what can be done in it, what was done, what was promised, and the slip to take home.
//!
//! While it runs the screen shows nothing else. The slip is in the language of the person it is for.

use super::acts::{self, FindMembers};
use super::store::{self as sql, Current};
use crate::house::Browser;
use crate::member::pages::acting;
use crate::member::{self, Introduce};
use crate::texts::desk as t;
use crate::{code, when};
use askama::Template;
use kernel::{Channel, Code, Day, Key, Locale, Refusal};
use store::Act as _;
use web::{Chrome, Field, Form, Input, Page, Reader, Redirect, Result, Spot, Typed, Visit, Whereabouts};

/// What happens next, and until when.
pub(super) struct PromiseInput(Option<(String, Day)>);
impl Input for PromiseInput {
    const FIELDS: &'static [Field] = &[
        Field::new("promise", t::promise).hint(t::promise_hint),
        Field::new("day", t::promise_day).hint(t::promise_day_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let words = read.maybe_line("promise", 3..=200);
        let day = read.maybe_day("day");
        match (words?, day?) {
            (Some(words), Some(day)) => Some(Self(Some((words, day)))),
            (None, None) => Some(Self(None)),
            (Some(_), None) => {
                read.wrong("day", t::wrong_promise_day);
                None
            }
            (None, Some(_)) => {
                read.wrong("promise", t::wrong_promise);
                None
            }
        }
    }
}

/// Something done in this visit, in words.
pub(super) struct DoneLine {
    at: String,
    what: String,
    /// Where it stands.
    opens: Option<String>,
    /// Where it is taken back.
    undo: Option<String>,
}

/// What a visit holds so far.
struct Going {
    current: Current,
    done: Vec<sql::DoneFor>,
    vouched: bool,
    with_roles: bool,
    /// What came of it, in the language of the person it was for.
    home: Vec<String>,
}

async fn going(visit: &Visit, browser: &Browser) -> Result<Option<Going>> {
    let slices = visit.app.slices;
    let helper = visit.actor.signed_in().ok_or_else(|| Refusal::plain(Code::NotSignedIn))?;
    let hash = code::Purpose::Session.hash(b"", &browser.session);
    let read = visit.app.store.read(super::pages::own(visit), move |seen| {
        seen.allow(&FindMembers)?;
        let session = crate::sign_in::session(seen, &hash)?.ok_or(Code::NotSignedIn)?;
        let Some(current) = sql::current(seen, session.id, helper)? else { return Ok(None) };
        let done = sql::done_since(seen, current.member, current.started)?;
        let standing = seen.standing(current.member)?.unwrap_or_default();
        let (vouched, with_roles) = (standing.vouched, !standing.roles.is_empty());
        let mut home = Vec::new();
        for takes_home in slices.iter().filter_map(|slice| slice.takes_home) {
            home.extend(takes_home(seen, current.member, current.started, current.locale)?);
        }
        Ok(Some(Going { current, done, vouched, with_roles, home }))
    });
    Ok(read.await?)
}

/// What was done, in words of a language; the same thing again and again stands once.
fn lines(visit: &Visit, done: &[sql::DoneFor], locale: Locale) -> Vec<DoneLine> {
    let mut lines: Vec<DoneLine> = Vec::new();
    let mut seen: Vec<(&str, Option<Key>)> = Vec::new();
    for row in done.iter().filter(|row| row.act != Introduce::NAME) {
        if seen.contains(&(row.act.as_str(), row.target)) {
            continue;
        }
        seen.push((row.act.as_str(), row.target));
        let traces = visit.app.slices.iter().flat_map(|slice| slice.traces);
        let trace = traces.into_iter().find(|trace| trace.act.name == row.act);
        let path = |path: Option<Whereabouts>| Some(visit.path(&path?.path(row.target)?));
        lines.push(DoneLine {
            at: when::clock(row.at),
            what: visit.app.act_words(&row.act, locale),
            opens: trace.and_then(|trace| path(trace.opens)),
            undo: trace.and_then(|trace| path(trace.undo)),
        });
    }
    lines
}

#[derive(Template)]
#[template(path = "desk/visit.html")]
pub(super) struct VisitPage {
    chrome: Chrome,
    current: Current,
    done: Vec<DoneLine>,
    vouched: bool,
    with_roles: bool,
    form: Typed,
    button: Typed,
}

impl VisitPage {
    fn by_phone(&self) -> bool {
        self.current.channel == Channel::Phone
    }
}

fn visit_page(visit: &Visit, going: Going, form: Typed) -> VisitPage {
    let Going { current, done, vouched, with_roles, .. } = going;
    VisitPage {
        chrome: visit.chrome(t::visit_title(visit.locale, &current.name)),
        done: lines(visit, &done, visit.locale),
        current,
        vouched,
        with_roles,
        form,
        button: visit.form::<()>(),
    }
}

/// `GET /desk/visit`
pub(super) async fn show(
    visit: Visit,
    browser: Browser,
) -> Result<std::result::Result<Page<VisitPage>, Redirect>> {
    let Some(going) = going(&visit, &browser).await? else {
        return Ok(Err(Redirect::to(visit.path("/desk"))));
    };
    let Current { promise, promise_day, .. } = &going.current;
    let day = promise_day.map(|day| ("day", day.to_string()));
    let values = [("promise", promise.clone())].into_iter().chain(day);
    let form = visit.form_with::<PromiseInput>(values);
    Ok(Ok(Page::of(visit_page(&visit, going, form))))
}

/// `POST /desk/visit`: what was promised; then the slip that says it.
pub(super) async fn promise(visit: Visit, browser: Browser, form: Form<PromiseInput>) -> Result<Redirect> {
    let Some(going) = going(&visit, &browser).await? else {
        return Ok(Redirect::to(visit.path("/desk")));
    };
    let ready = form.or_show(|form| visit_page(&visit, going, form))?;
    acts::promise(&visit.app.store, visit.actor, &browser.session, ready.input.0).await?;
    Ok(Redirect::to(visit.path("/desk/slip")))
}

/// What a person takes home, in their language: for the page, and for the paper.
#[derive(Clone, Debug)]
pub struct Slip {
    /// What they are called.
    pub name: String,
    /// In which language all of it is.
    pub locale: Locale,
    /// Why they came.
    pub reason: String,
    /// What was done, and what came of it.
    pub done: Vec<String>,
    /// What comes next, and until when.
    pub next: Option<String>,
    /// When the desk is open.
    pub hours: String,
    /// Where it is.
    pub place: String,
}

/// The slip of the visit that is going on in this browser.
///
/// # Errors
/// [`Code::NotFound`] when none is; a refusal, or those of the store.
pub async fn slip_of(visit: &Visit, browser: &Browser) -> Result<Slip> {
    let going = going(visit, browser).await?.ok_or_else(|| Refusal::plain(Code::NotFound))?;
    let here = visit.app.store.read(visit.actor, crate::community::here).await?;
    let current = going.current;
    let l = current.locale;
    let next = current.promise_day.map(|day| t::slip_until(l, when::day(l, day.start()), &current.promise));
    Ok(Slip {
        done: lines(visit, &going.done, l).into_iter().map(|line| line.what).chain(going.home).collect(),
        name: current.name,
        locale: l,
        reason: current.reason,
        next,
        hours: here.face.desk_hours.get(l).to_owned(),
        place: here.face.desk_place.get(l).to_owned(),
    })
}

#[derive(Template)]
#[template(path = "desk/slip.html")]
pub(super) struct SlipPage {
    chrome: Chrome,
    slip: Slip,
    code: Option<String>,
    form: Typed,
}

async fn slip_page(visit: &Visit, browser: &Browser, code: Option<String>) -> Result<SlipPage> {
    let slip = slip_of(visit, browser).await?;
    let chrome = visit.chrome(t::slip_title(visit.locale));
    Ok(SlipPage { chrome, slip, code: code.map(|code| code::grouped(&code)), form: visit.form::<()>() })
}

/// `GET /desk/slip`
pub(super) async fn slip(visit: Visit, browser: Browser) -> Result<Page<SlipPage>> {
    Ok(Page::of(slip_page(&visit, &browser, None).await?))
}

/// The slip with a code by which the desk finds this person again.
pub(super) async fn slip_with_code(visit: Visit, browser: Browser, form: Form<()>) -> Result<Page<SlipPage>> {
    form.ready()?;
    let (fresh, _) = member::introduce(&visit.app.store, visit.actor, acting(&visit)?).await?;
    Ok(Page::of(slip_page(&visit, &browser, Some(fresh)).await?))
}
