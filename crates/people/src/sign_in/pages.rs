//! The doors: letter, digits, link, card, letter from the desk, joining; and what is open already.

use super::acts::{self, AskedLetter, Entrance, ReadSessions};
use super::input::{
    AskInput, CardInput, DigitsInput, JoinInput, LinkInput, NextInput, ProgramInput, WhichInput,
};
use super::model::{LONGEST_DAYS, MAIL_MINUTES, local_path, session_ends};
use super::store as sql;
use crate::code;
use crate::house::{Browser, People};
use crate::mail::Letter;
use crate::member::pages::acting;
use crate::shown::Shown;
use crate::texts::sign_in as t;
use askama::Template;
use kernel::{Code, Key, Locale, Refusal};
use web::limit::SIGN_IN;
use web::{Chrome, Errors, Form, Page, Path, Query, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
pub(super) struct SignInPage {
    chrome: Chrome,
    form: Typed,
}

fn own_next(visit: &Visit, next: &str) -> String {
    local_path(next, &visit.community.slug).unwrap_or_default()
}

pub(super) async fn sign_in(visit: Visit, Query(NextInput(next)): Query<NextInput>) -> Page<SignInPage> {
    let next = own_next(&visit, &next);
    let form = visit.form_with::<AskInput>([("next", next)]);
    Page::of(SignInPage { chrome: visit.chrome(t::title(visit.locale)), form })
}

/// Sends a letter, or one that says nobody is here: the answer is the same, and so is the work.
pub(super) async fn ask(visit: Visit, people: People, form: Form<AskInput>) -> Result<Redirect> {
    let page = |form| SignInPage { chrome: visit.chrome(t::title(visit.locale)), form };
    let AskInput { email, next } = form.or_show(page)?.input;
    letter_to(&visit, &people, &email, None, &next).await
}

async fn letter_to(
    visit: &Visit,
    people: &People,
    email: &str,
    joining: Option<super::Joining>,
    next: &str,
) -> Result<Redirect> {
    visit.limit(&SIGN_IN, &format!("mail {}", crate::member::tidy_email(email)))?;
    let next = own_next(visit, next);
    let asked = acts::ask(&visit.app.store, visit.community.id, email, joining, next, visit.locale).await?;
    let letter = write_letter(visit, asked.request, email, asked.letter);
    if let Err(fault) = people.mail.hand_over(letter).await {
        return Err(web::Error::fault(fault));
    }
    Ok(Redirect::to(visit.path(&format!("/sign-in/code/{}", asked.request))))
}

fn write_letter(visit: &Visit, id: Key, email: &str, letter: AskedLetter) -> Letter {
    let address = |below: &str| format!("{}{}", visit.app.settings.address, visit.path(below));
    let (subject, text) = match letter {
        AskedLetter::Open { token, digits, locale, joins } => {
            let place = visit.community.name(locale);
            let link = address(&format!("/sign-in/link/{token}"));
            let digits = format!("{} {}", &digits[..3], &digits[3..]);
            let begins = if joins { t::mail_joins(locale, place) } else { t::mail_enters(locale, place) };
            let lines = [
                begins,
                link,
                t::mail_digits(locale, &digits),
                t::mail_minutes(locale, MAIL_MINUTES),
                t::mail_not_you(locale).to_owned(),
                signature(visit, locale),
            ];
            (t::mail_subject(locale, place), lines.join("\n\n"))
        }
        AskedLetter::Nobody => {
            let locale = visit.locale;
            let place = visit.community.name(locale);
            let lines = [
                t::mail_nobody(locale, place),
                address("/join"),
                t::mail_not_you(locale).to_owned(),
                signature(visit, locale),
            ];
            (t::mail_subject(locale, place), lines.join("\n\n"))
        }
    };
    Letter { id, to: email.to_owned(), subject, text, stop: None }
}

fn signature(visit: &Visit, locale: Locale) -> String {
    let community = &visit.community;
    let reach = community.phone.as_deref().or(community.email.as_deref()).unwrap_or_default();
    t::mail_signature(locale, community.name(locale), reach, &community.responsible)
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
pub(super) struct CodePage {
    chrome: Chrome,
    form: Typed,
}

pub(super) async fn code_page(visit: Visit, Path(request): Path<Key>) -> Page<CodePage> {
    let form = visit.form_with::<DigitsInput>([("request", request.to_string())]);
    Page::of(CodePage { chrome: visit.chrome(t::code_title(visit.locale)), form })
}

pub(super) async fn digits(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<DigitsInput>,
) -> Result<Redirect> {
    let page = |form| CodePage { chrome: visit.chrome(t::code_title(visit.locale)), form };
    let ready = form.or_show(page)?;
    let sent = ready.sent();
    let DigitsInput { request, digits } = ready.input;
    visit.limit(&SIGN_IN, &format!("digits {request}"))?;
    let entrance =
        acts::by_digits(&visit.app.store, visit.community.id, request, &digits, browser.device).await?;
    enter(&visit, &people, entrance, "").ok_or_else(|| sent.or_show(wrong("digits", t::wrong_digits), page))
}

fn wrong(field: &'static str, say: fn(Locale) -> &'static str) -> web::Error {
    web::Error::Invalid(Errors::one(field, say))
}

/// Signed in: the cookie, and on to where the person was going.
fn enter(visit: &Visit, people: &People, entrance: Entrance, next: &str) -> Option<Redirect> {
    let Entrance::In { session, next: kept, joined, .. } = entrance else { return None };
    people.directory.forget();
    let l = visit.locale;
    let next = if kept.is_empty() { own_next(visit, next) } else { own_next(visit, &kept) };
    let to = match (next.is_empty(), joined) {
        (false, _) => next,
        (true, true) => visit.path("/me/card"),
        (true, false) if visit.chrome("").offers("/") => visit.path(""),
        (true, false) => visit.path("/me"),
    };
    let says = if joined { t::joined(l) } else { t::entered(l) };
    Some(Redirect::to(to).say(says).sign_in(session, Some(LONGEST_DAYS * 86_400)))
}

#[derive(Template)]
#[template(path = "sign_in/link.html")]
pub(super) struct LinkPage {
    chrome: Chrome,
    form: Typed,
    good: bool,
}

/// Opening a link shows a page and changes nothing.
pub(super) async fn link_page(visit: Visit, Path(key): Path<String>) -> Result<Page<LinkPage>> {
    let good = acts::link_is_good(&visit.app.store, visit.community.id, &key).await?;
    let form = visit.form_with::<LinkInput>([("key", key)]);
    Ok(Page::of(LinkPage { chrome: visit.chrome(t::link_title(visit.locale)), form, good }))
}

pub(super) async fn link(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<LinkInput>,
) -> Result<Redirect> {
    let LinkInput(key) = form.ready()?.input;
    let entrance = acts::by_link(&visit.app.store, visit.community.id, &key, browser.device).await?;
    let used = || web::Error::from(Refusal::new(Code::Gone, t::wrong_link));
    enter(&visit, &people, entrance, "").ok_or_else(used)
}

#[derive(Template)]
#[template(path = "sign_in/card.html")]
pub(super) struct CardPage {
    chrome: Chrome,
    form: Typed,
    lead: &'static str,
    action: String,
}

fn card_form(visit: &Visit, form: Typed) -> CardPage {
    let l = visit.locale;
    CardPage {
        chrome: visit.chrome(t::card_title(l)),
        form,
        lead: t::card_lead(l),
        action: visit.path("/sign-in/card"),
    }
}

fn letter_form(visit: &Visit, form: Typed) -> CardPage {
    let l = visit.locale;
    let action = visit.path("/sign-in/letter");
    CardPage { chrome: visit.chrome(t::letter_title(l)), form, lead: t::letter_lead(l), action }
}

pub(super) async fn card_page(visit: Visit, Query(NextInput(next)): Query<NextInput>) -> Page<CardPage> {
    let form = visit.form_with::<CardInput>([("next", own_next(&visit, &next))]);
    Page::of(card_form(&visit, form))
}

pub(super) async fn letter_page(visit: Visit) -> Page<CardPage> {
    let form = visit.form::<CardInput>();
    Page::of(letter_form(&visit, form))
}

/// A written code has an account of its own only once it is right, so tries are counted for its first group too.
fn limit_code(visit: &Visit, typed: &str) -> Result<()> {
    let first: String = typed.chars().filter(|letter| letter.is_alphanumeric()).take(4).collect();
    visit.limit(&SIGN_IN, &format!("code {}", first.to_uppercase()))
}

pub(super) async fn card(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<CardInput>,
) -> Result<Redirect> {
    let page = |form| card_form(&visit, form);
    let ready = form.or_show(page)?;
    let sent = ready.sent();
    let CardInput { code, next } = ready.input;
    limit_code(&visit, &code)?;
    let entrance = acts::by_card(&visit.app.store, visit.community.id, &code, browser.device).await?;
    enter(&visit, &people, entrance, &next).ok_or_else(|| sent.or_show(wrong("code", t::wrong_card), page))
}

pub(super) async fn letter(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<CardInput>,
) -> Result<Redirect> {
    let page = |form| letter_form(&visit, form);
    let ready = form.or_show(page)?;
    let sent = ready.sent();
    let typed = ready.input.code;
    limit_code(&visit, &typed)?;
    let app = &visit.app;
    let entered =
        crate::recovery::by_letter(&app.store, &app.sealed, visit.community.id, &typed, browser.device)
            .await?;
    match entered {
        Entrance::In { session, .. } => {
            people.directory.forget();
            let to = Redirect::to(visit.path("/me/card")).say(t::letter_used(visit.locale));
            Ok(to.sign_in(session, Some(LONGEST_DAYS * 86_400)))
        }
        Entrance::Wrong => Err(sent.or_show(wrong("code", t::wrong_letter), page)),
    }
}

#[derive(Template)]
#[template(path = "sign_in/join.html")]
pub(super) struct JoinPage {
    chrome: Chrome,
    form: Typed,
}

pub(super) async fn join_page(visit: Visit, Query(NextInput(next)): Query<NextInput>) -> Page<JoinPage> {
    let values = [("locale", visit.locale.code().to_owned()), ("next", own_next(&visit, &next))];
    let form = visit.form_with::<JoinInput>(values);
    Page::of(JoinPage { chrome: visit.chrome(t::join_title(visit.locale)), form })
}

pub(super) async fn join(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<JoinInput>,
) -> Result<Redirect> {
    let page = |form| JoinPage { chrome: visit.chrome(t::join_title(visit.locale)), form };
    let ready = form.or_show(page)?;
    let (once, sent) = (ready.once, ready.sent());
    let JoinInput { joining, email, next } = ready.input;
    if let Some(younger) = &joining.younger
        && let Err(refusal) = younger.check(visit.app.store.now())
    {
        return Err(sent.or_show(refusal, page));
    }
    if let Some(email) = email {
        return letter_to(&visit, &people, &email, Some(joining), &next).await;
    }
    // the same form, the same secret: nobody is left outside by an answer that got lost
    let session = visit.app.secret.sign("join", &[once.to_string().as_bytes()]);
    let joined =
        acts::join(&visit.app.store, visit.community.id, once, session, joining, browser.device).await?;
    let lost = || web::Error::fault("joining did not sign in");
    enter(&visit, &people, joined, &next).ok_or_else(lost)
}

/// Ends the session of this browser, if somebody is signed in.
pub(crate) async fn end_here(visit: &Visit, people: &People, browser: &Browser) -> Result<()> {
    let Some(member) = visit.actor.signed_in() else { return Ok(()) };
    let hash = code::Purpose::Session.hash(b"", &browser.session);
    let found = visit.app.store.read(visit.actor, move |seen| sql::session(seen, &hash)).await?;
    if let Some(session) = found {
        let own = kernel::Actor::member(visit.community.id, member);
        acts::end_session(&visit.app.store, own, member, session.id).await?;
    }
    people.directory.forget();
    Ok(())
}

pub(super) async fn sign_out(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<()>,
) -> Result<Redirect> {
    form.ready()?;
    end_here(&visit, &people, &browser).await?;
    Ok(Redirect::to(visit.path("/sign-in")).sign_out().say(t::signed_out(visit.locale)))
}

#[derive(Template)]
#[template(path = "sign_in/sessions.html")]
pub(super) struct SessionsPage {
    chrome: Chrome,
    sessions: Vec<Row>,
    programs: Vec<Row>,
    form: Typed,
    button: Typed,
}

/// A session or a program, ready to be shown.
struct Row {
    id: Key,
    name: String,
    since: String,
    until: String,
    here: bool,
}

async fn sessions_page(visit: &Visit, browser: &Browser, form: Typed) -> Result<SessionsPage> {
    let id = acting(visit)?;
    let hash = code::Purpose::Session.hash(b"", &browser.session);
    let read = visit.app.store.read(visit.actor, move |seen| {
        let member = seen.allow(&ReadSessions(id))?;
        let here = sql::session(seen, &hash)?.map(|session| session.id);
        let roles = seen.standing(id)?.is_some_and(|standing| !standing.roles.is_empty());
        let sessions = match member.person {
            Some(person) => sql::sessions(seen, person)?,
            None => Vec::new(),
        };
        let now = seen.now();
        let open = |session: &sql::Session| now < session_ends(session.created, session.seen, roles);
        Ok((here, sessions.into_iter().filter(open).collect::<Vec<_>>(), sql::programs(seen, id)?))
    });
    let (here, sessions, programs) = read.await?;
    let l = visit.locale;
    let named = |device: String| if device.is_empty() { t::some_device(l).to_owned() } else { device };
    let session = |session: sql::Session| Row {
        here: here == Some(session.id),
        id: session.id,
        name: named(session.device),
        since: crate::when::moment(l, session.created),
        until: crate::when::moment(l, session.seen),
    };
    let program = |program: sql::Program| Row {
        id: program.id,
        name: program.label,
        since: crate::when::day(l, program.made),
        until: crate::when::day(l, program.ends),
        here: false,
    };
    Ok(SessionsPage {
        chrome: visit.chrome(t::sessions_title(l)),
        sessions: sessions.into_iter().map(session).collect(),
        programs: programs.into_iter().map(program).collect(),
        form,
        button: visit.form::<()>(),
    })
}

pub(super) async fn sessions(visit: Visit, browser: Browser) -> Result<Page<SessionsPage>> {
    let form = visit.form::<ProgramInput>();
    Ok(Page::of(sessions_page(&visit, &browser, form).await?))
}

pub(super) async fn end_one(visit: Visit, people: People, form: Form<WhichInput>) -> Result<Redirect> {
    let WhichInput(id) = form.ready()?.input;
    acts::end_session(&visit.app.store, visit.actor, acting(&visit)?, id).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/me/sessions")).say(t::session_ended(visit.locale)))
}

pub(super) async fn end_all(visit: Visit, people: People, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    acts::end_sessions(&visit.app.store, visit.actor, acting(&visit)?).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/sign-in")).sign_out().say(t::sessions_ended(visit.locale)))
}

pub(super) async fn make_program(
    visit: Visit,
    browser: Browser,
    form: Form<ProgramInput>,
) -> Result<Page<Shown>> {
    let empty = sessions_page(&visit, &browser, visit.form::<ProgramInput>()).await?;
    let ready = form.or_show(|form| SessionsPage { form, ..empty })?;
    let token = acts::make_program(&visit.app.store, visit.actor, acting(&visit)?, ready.input.0).await?;
    let l = visit.locale;
    let address = format!("{}{}", visit.app.settings.address, visit.path("/api/me"));
    Ok(Page::of(Shown {
        chrome: visit.chrome(t::program_title(l)),
        codes: vec![token],
        says: vec![t::program_says(l).to_owned(), t::program_use(l, &address)],
        next: (visit.path("/me/sessions"), t::to_sessions(l)),
        paper: None,
    }))
}

pub(super) async fn end_program(visit: Visit, people: People, form: Form<WhichInput>) -> Result<Redirect> {
    let WhichInput(id) = form.ready()?.input;
    acts::end_program(&visit.app.store, visit.actor, acting(&visit)?, id).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/me/sessions")).say(t::program_ended(visit.locale)))
}

#[derive(Template)]
#[template(path = "sign_in/my_card.html")]
pub(super) struct MyCardPage {
    chrome: Chrome,
    form: Typed,
    since: Option<String>,
}

pub(super) async fn my_card(visit: Visit) -> Result<Page<MyCardPage>> {
    let id = acting(&visit)?;
    let read = visit.app.store.read(visit.actor, move |seen| {
        let member = seen.allow(&acts::ReadSessions(id))?;
        match member.person {
            Some(person) => sql::card_since(seen, person),
            None => Ok(None),
        }
    });
    let l = visit.locale;
    let since = read.await?.map(|since| crate::when::day(l, since));
    Ok(Page::of(MyCardPage { chrome: visit.chrome(t::my_card_title(l)), form: visit.form::<()>(), since }))
}

pub(super) async fn make_card(visit: Visit, form: Form<()>) -> Result<Page<Shown>> {
    form.ready()?;
    let fresh = acts::make_card(&visit.app.store, visit.actor, acting(&visit)?).await?;
    Ok(Page::of(card_shown(&visit, &fresh, visit.path("/me"))))
}

/// A card on the screen, to be printed or copied by hand.
pub(crate) fn card_shown(visit: &Visit, fresh: &str, next: String) -> Shown {
    let l = visit.locale;
    let address = format!("{}{}", visit.app.settings.address, visit.path("/sign-in/card"));
    Shown {
        chrome: visit.chrome(t::card_shown_title(l)),
        codes: vec![code::grouped(fresh)],
        says: vec![
            t::card_shown_says(l).to_owned(),
            t::card_shown_use(l, &address),
            t::card_shown_lost(l, visit.community.phone.as_deref().unwrap_or_default()),
        ],
        next: (next, t::go_on(l)),
        paper: Some((visit.path("/paper/card"), visit.form::<()>())),
    }
}
