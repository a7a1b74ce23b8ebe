//! A member's own notices, and the desk's call list.

use super::acts::{self, ReadCalls, ReadInbox};
use super::model::{NoticeId, Outcome};
use super::store::{self, Call, Told};
use crate::texts::notices as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Code, Day, Key, MemberId, Time};
use people::member::Way;
use web::{Choice as _, Chrome, Field, Form, Input, Page, Path, Reader, Redirect, Result, Typed, Visit};

/// Whose notices are meant: those of the person helped, else of the one signed in.
fn mine(visit: &Visit) -> Result<MemberId> {
    Ok(visit.actor.acting().ok_or(kernel::Refusal::plain(Code::NotSignedIn))?)
}

#[derive(Template)]
#[template(path = "notices/inbox.html")]
struct InboxPage {
    chrome: Chrome,
    told: Vec<Told>,
    fresh: bool,
    newest: i64,
    form: Typed,
}

/// `GET /me/notices`
pub async fn inbox(visit: Visit) -> Result<Page<impl Template>> {
    let (member, locale) = (mine(&visit)?, visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadInbox(member))?;
        store::inbox(seen, member, locale)
    };
    let told = visit.app.store.read(visit.actor, read).await?;
    Ok(Page::of(InboxPage {
        chrome: visit.chrome(t::name(locale)),
        fresh: told.iter().any(|told| told.fresh),
        newest: told.first().map_or(0, |told| told.at.micros()),
        form: visit.form::<SeenInput>(),
        told,
    }))
}

/// Up to which moment everything was seen.
#[derive(Clone, Copy, Debug)]
pub struct SeenInput(Time);

impl Input for SeenInput {
    const FIELDS: &'static [Field] = &[Field::new("until", t::name)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(Time::from_micros(read.integer("until", 0..=i64::MAX)?)))
    }
}

/// `POST /me/notices/seen`
pub async fn seen(visit: Visit, form: Form<SeenInput>) -> Result<Redirect> {
    let (ready, member) = (form.ready()?, mine(&visit)?);
    let (until, back) = (ready.input.0, visit.path("/me/notices"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::mark_seen(tx, member, until)?;
        Ok(back.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::put_away_done(visit.locale)))
}

/// Everything to be told to one member in one call.
struct Person {
    first: Call,
    calls: Vec<Call>,
}

impl Person {
    fn way(&self, locale: impl Into<kernel::Locale>) -> &'static str {
        let locale = locale.into();
        match self.first.way {
            Way::Phone => t::way_phone(locale),
            Way::Sms => t::way_sms(locale),
            Way::Letter => t::way_letter(locale),
            Way::Neighbour => t::way_neighbour(locale),
            Way::Board => t::way_board(locale),
            Way::Desk => t::way_desk(locale),
            Way::Mail => t::way_mail(locale),
        }
    }
    fn number(&self) -> Option<String> {
        let rings = matches!(self.first.way, Way::Phone | Way::Sms) && !self.first.value.is_empty();
        rings.then(|| self.first.value.chars().filter(|letter| !letter.is_whitespace()).collect())
    }
}

fn by_person(calls: Vec<Call>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for call in calls {
        match people.iter_mut().find(|person| person.first.member == call.member) {
            Some(person) => person.calls.push(call),
            None => people.push(Person { first: call.clone(), calls: vec![call] }),
        }
    }
    people
}

#[derive(Template)]
#[template(path = "notices/calls.html")]
struct CallsPage {
    chrome: Chrome,
    people: Vec<Person>,
    form: Typed,
}

impl CallsPage {
    /// Whether the person at the desk already acts for them: the next step is then one press away.
    fn helping(&self, chrome: &Chrome, call: &Call) -> bool {
        chrome.helping().is_some_and(|helping| helping.member == call.member)
    }
}

/// `GET /desk/calls`
pub async fn calls(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadCalls)?;
        store::calls(seen)
    };
    let calls = visit.app.store.read(visit.actor, read).await?;
    let chrome = visit.chrome(t::calls(visit.locale)).wide();
    Ok(Page::of(CallsPage { chrome, people: by_person(calls), form: visit.form::<CallInput>() }))
}

/// What came of a call.
#[derive(Clone, Copy, Debug)]
pub struct CallInput {
    outcome: Outcome,
    again: Option<Day>,
}

impl Input for CallInput {
    const FIELDS: &'static [Field] = &[
        Field::new("outcome", t::field_outcome),
        Field::new("again", t::field_again).hint(t::field_again_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let outcome = read.choice::<Outcome>("outcome");
        let again = read.maybe_day("again");
        Some(Self { outcome: outcome?, again: again? })
    }
}

/// `POST /desk/calls/{id}`
pub async fn record(visit: Visit, Path(id): Path<Key>, form: Form<CallInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let (input, back) = (ready.input, visit.path("/desk/calls"));
    let write = move |tx: &::store::Tx<'_>| {
        acts::record_call(tx, NoticeId(id), input.outcome, input.again)?;
        Ok(back.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::recorded(visit.locale, input.outcome.label(visit.locale))))
}
