//! The call list, one call, and what is noted of it.

use super::acts::{self, ReadCalls, RecordCall};
use super::input::{CallInput, RoundInput};
use super::rounds::{Person, Round, rounds};
use super::store::{self, Call, Kept, Noted};
use crate::notices::{NoticeId, Outcome, State};
use crate::texts::calls as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Code, Key, Locale, Time};
use people::member::Way;
use web::{Choice as _, Chrome, Error, Form, Page, Path, Redirect, Result, Typed, Visit};

/// What a round is called.
fn round_title(way: Way, locale: Locale) -> &'static str {
    match way {
        Way::Phone => t::round_phone(locale),
        Way::Sms => t::round_sms(locale),
        Way::Letter => t::round_letter(locale),
        Way::Neighbour => t::round_neighbour(locale),
        Way::Board => t::round_board(locale),
        Way::Desk | Way::Mail => t::round_desk(locale),
    }
}

impl Round {
    fn title(&self, locale: impl Into<Locale>) -> &'static str {
        round_title(self.way, locale.into())
    }
    /// What is done for all at once: letters in boxes, the sheet on the board.
    fn together(&self, locale: impl Into<Locale>) -> Option<&'static str> {
        let locale = locale.into();
        match self.way {
            Way::Letter => Some(t::together_letter(locale)),
            Way::Board => Some(t::together_board(locale)),
            _ => None,
        }
    }
    fn paper(&self, locale: impl Into<Locale>) -> Option<(&'static str, &'static str)> {
        let locale = locale.into();
        match self.way {
            Way::Letter => Some(("/desk/calls/letters.pdf", t::print_letters(locale))),
            Way::Board => Some(("/desk/calls/board.pdf", t::print_board(locale))),
            _ => None,
        }
    }
}

impl Round {
    fn outcomes(&self) -> &'static [Outcome] {
        Outcome::of(self.way)
    }
}

impl Person {
    fn number(&self) -> Option<String> {
        number(&self.first)
    }
}

/// A number to be rung, as links take it.
fn number(call: &Call) -> Option<String> {
    let rings = matches!(call.way, Way::Phone | Way::Sms) && !call.value.is_empty();
    rings.then(|| call.value.chars().filter(|letter| !letter.is_whitespace()).collect())
}

/// What somebody who passes it on hears; nothing of what it is about.
fn passed_on(call: &Call, chrome: &Chrome) -> Option<String> {
    let phone = chrome.community().phone.as_deref().unwrap_or_default();
    (call.way == Way::Neighbour).then(|| t::pass_on(chrome.locale, &call.name, phone))
}

/// When somebody is best reached, in words; empty when they said nothing.
fn when(call: &Call, locale: Locale) -> String {
    let times = call.times();
    let times: Vec<&str> = times.iter().map(|part| part.label(locale)).collect();
    [times.join(", "), call.hours.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

#[derive(Template)]
#[template(path = "calls/list.html")]
struct ListPage {
    chrome: Chrome,
    rounds: Vec<Round>,
    noted: Vec<Noted>,
    form: Typed,
}

impl ListPage {
    fn passed_on(&self, call: &Call) -> Option<String> {
        passed_on(call, &self.chrome)
    }
    fn when(&self, call: &Call) -> String {
        when(call, self.chrome.locale)
    }
    /// Each form has a key of its own, the same however often this page's form is sent.
    fn once(&self, id: &NoticeId) -> Key {
        Key(self.form.once().0 ^ id.0.0)
    }
}

/// `GET /desk/calls`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadCalls)?;
        Ok((store::calls(seen)?, store::noted_today(seen)?, seen.now()))
    };
    let (calls, noted, now) = visit.app.store.read(visit.actor, read).await?;
    Ok(Page::of(ListPage {
        chrome: visit.chrome(t::title(visit.locale)),
        rounds: rounds(calls, now),
        noted,
        form: visit.form::<CallInput>(),
    }))
}

#[derive(Template)]
#[template(path = "calls/one.html")]
struct OnePage {
    chrome: Chrome,
    kept: Kept,
    form: Typed,
}

impl OnePage {
    /// They said what they want or do not want, so it can be done for them at once.
    fn wants(&self) -> bool {
        self.kept.outcome.is_some_and(leads_on) && !self.kept.call.path.is_empty()
    }
    /// Whether the person at the desk already acts for them.
    fn helping(&self) -> bool {
        self.chrome.helping().is_some_and(|helping| helping.member == self.kept.call.member)
    }
    fn outcomes(&self) -> &'static [Outcome] {
        Outcome::of(self.kept.call.way)
    }
    fn noted(&self) -> bool {
        self.kept.state == State::Called
    }
}

/// Whether something is to be done after it: a "no", too, is to reach whoever waits for an answer.
fn leads_on(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Wants | Outcome::WantsNot)
}

async fn found(visit: &Visit, id: NoticeId) -> Result<OnePage> {
    let read = move |seen: &Snapshot<'_>| seen.allow(&RecordCall(id));
    let kept = visit.app.store.read(visit.actor, read).await?.kept;
    let mut values = vec![("note", kept.call.note.clone()), ("seen", kept.call.tries.to_string())];
    values.extend(kept.outcome.map(|outcome| ("outcome", outcome.word().to_owned())));
    let (chrome, form) = (visit.chrome(kept.call.name.clone()), visit.form_with::<CallInput>(values));
    Ok(OnePage { chrome, kept, form })
}

/// `GET /desk/calls/{id}`: the next step, and correcting what was noted.
pub async fn one(visit: Visit, Path(id): Path<NoticeId>) -> Result<Page<impl Template>> {
    Ok(Page::of(found(&visit, id).await?))
}

/// `POST /desk/calls/{id}`
pub async fn record(visit: Visit, Path(id): Path<NoticeId>, form: Form<CallInput>) -> Result<Redirect> {
    let page = found(&visit, id).await?;
    let (somewhere, locale) = (!page.kept.call.path.is_empty(), visit.locale);
    let ready = form.or_show(|form| OnePage { form, ..page })?;
    let (sent, new) = (ready.sent(), ready.input.0);
    let to = match new.outcome {
        outcome if somewhere && leads_on(outcome) => visit.path(&format!("/desk/calls/{id}")),
        _ => visit.path("/desk/calls"),
    };
    let says = t::recorded(locale, new.outcome.label(locale));
    let yours = plain(new.outcome, &new.note, locale);
    let write = move |tx: &Tx<'_>| {
        acts::record(tx, id, &new)?;
        Ok(to.clone())
    };
    match visit.app.store.write_once(visit.actor, ready.once, write).await.map_err(Error::from) {
        Err(Error::Refused(refusal)) if refusal.code == Code::Conflict => {
            let theirs = found(&visit, id).await?.kept;
            Err(Error::Stale { theirs: by_whom(&theirs, locale), yours })
        }
        Err(error) => {
            let page = found(&visit, id).await?;
            Err(sent.or_show(error, |form| OnePage { form, ..page }))
        }
        Ok(next) => Ok(Redirect::to(next).say(says)),
    }
}

/// What somebody else noted meanwhile.
fn by_whom(kept: &Kept, locale: Locale) -> String {
    let outcome = kept.outcome.map_or(String::new(), |outcome| plain(outcome, &kept.call.note, locale));
    let by = kept.by.clone().unwrap_or_default();
    let at = kept.noted_at.map_or(String::new(), |at: Time| text::time(at.in_poland().time()));
    [outcome, by, at].join("\n")
}

fn plain(outcome: Outcome, note: &str, locale: Locale) -> String {
    [outcome.label(locale), note].join("\n")
}

/// `POST /desk/calls/round`
pub async fn round(visit: Visit, form: Form<RoundInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let (RoundInput { way, until }, back) = (ready.input, visit.path("/desk/calls"));
    let write = move |tx: &Tx<'_>| {
        acts::record_round(tx, way, until)?;
        Ok(back.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::recorded(visit.locale, Outcome::Delivered.label(visit.locale))))
}
