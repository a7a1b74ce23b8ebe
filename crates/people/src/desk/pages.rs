//! The desk's own pages: finding or receiving somebody, acting for them, cards, letters, slips, the log.

use super::acts::{self, AskedForLetter, FindMembers, Received};
use super::store::{Promised, Waiting, promised, waiting};
use crate::code;
use crate::house::{Browser, People};
use crate::member::input::{profile_fields, read_profile};
use crate::member::pages::{LogPage, log_of};
use crate::member::{self, Brief, Kind};
use crate::queue::{self, Waits};
use crate::shown::Shown;
use crate::sign_in::input::WhichInput;
use crate::sign_in::pages::card_shown;
use crate::texts::desk as t;
use crate::{vouching, young};
use askama::Template;
use kernel::{Code, Day, MemberId, Refusal, Role};
use web::{Chrome, Field, Form, Input, Limit, Page, Path, Reader, Redirect, Result, Typed, Visit};

/// How often the word for the phone may be tried, for each member.
static WORD: Limit = Limit::new("the word for the phone", 5, 15 * 60);

/// Beginning of a name, or a code.
pub(super) struct FindInput(String);
impl Input for FindInput {
    const FIELDS: &'static [Field] = &[Field::new("name", t::find).hint(t::find_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.maybe_line("name", 1..=80).map(|name| Self(name.unwrap_or_default()))
    }
}

#[derive(Template)]
#[template(path = "desk/desk.html")]
pub(crate) struct DeskPage {
    chrome: Chrome,
    queue: Vec<Waits>,
    /// Whom the reader called from the queue and has not begun a visit with.
    called: Option<Waits>,
    promised: Vec<Promised>,
    waiting: Vec<Waiting>,
    me: Option<MemberId>,
    /// Whether the reader receives people; whoever looks after the machine only finds them.
    receives: bool,
    today: Day,
    find: Typed,
    add: Typed,
    button: Typed,
}

impl DeskPage {
    /// With what was typed about somebody who came.
    pub(crate) fn with(self, add: Typed) -> Self {
        Self { add, ..self }
    }
    fn late(&self, promised: &Promised) -> bool {
        promised.day < self.today
    }
}

/// Whether the screen belongs to a visit: then it shows nothing of others.
fn in_visit(visit: &Visit) -> Option<Redirect> {
    let helping = visit.person.as_ref().is_some_and(|person| person.helping.is_some());
    helping.then(|| Redirect::to(visit.path("/desk/visit")))
}

/// `GET /desk`
pub(super) async fn desk(visit: Visit) -> Result<std::result::Result<Page<DeskPage>, Redirect>> {
    if let Some(back) = in_visit(&visit) {
        return Ok(Err(back));
    }
    let add = visit.form_with::<queue::WaitInput>([("locale", visit.locale.code().to_owned())]);
    Ok(Ok(Page::of(desk_page(&visit, add).await?)))
}

/// The desk before anybody sits opposite; with what was typed about somebody who came.
pub(crate) async fn desk_page(visit: &Visit, add: Typed) -> Result<DeskPage> {
    let me = visit.actor.signed_in();
    let read = visit.app.store.read(own(visit), move |seen| {
        seen.allow(&FindMembers)?;
        Ok((queue::today(seen)?, promised(seen)?, waiting(seen)?))
    });
    let (all, promised, waiting) = read.await?;
    let (taken, queue): (Vec<Waits>, Vec<Waits>) = all.into_iter().partition(|one| one.taken_by.is_some());
    Ok(DeskPage {
        chrome: visit.chrome(t::title(visit.locale)),
        queue,
        called: taken.into_iter().find(|one| one.taken_by == me),
        promised,
        waiting,
        me,
        receives: visit.person.as_ref().is_some_and(|person| person.has(Role::Desk)),
        today: visit.app.store.now().day(),
        find: visit.form::<FindInput>(),
        add,
        button: visit.form::<()>(),
    })
}

#[derive(Template)]
#[template(path = "desk/found.html")]
pub(super) struct FoundPage {
    chrome: Chrome,
    found: Vec<Brief>,
    find: Typed,
    button: Typed,
}

/// `POST /desk/find`: asked for in a form and not in an address, since addresses stay in the browser.
pub(super) async fn find(visit: Visit, form: Form<FindInput>) -> Result<Page<FoundPage>> {
    let FindInput(name) = form.ready()?.input;
    let asked = name.clone();
    let read = visit.app.store.read(own(&visit), move |seen| {
        seen.allow(&FindMembers)?;
        member::asked_for(seen, &asked)
    });
    let found = read.await?.into_iter().filter(|one| one.kind == Kind::Person).collect();
    Ok(Page::of(FoundPage {
        chrome: visit.chrome(t::find_title(visit.locale)),
        found,
        find: visit.form_with::<FindInput>([("name", name)]),
        button: visit.form::<()>(),
    }))
}

/// `POST /desk/promises`: what was promised is done.
pub(super) async fn keep_promise(visit: Visit, form: Form<WhichInput>) -> Result<Redirect> {
    let WhichInput(id) = form.ready()?.input;
    acts::keep_promise(&visit.app.store, visit.actor, id).await?;
    Ok(Redirect::to(visit.path("/desk")).say(t::promise_kept(visit.locale)))
}

/// As oneself, also while acting for somebody.
pub(crate) fn own(visit: &Visit) -> kernel::Actor {
    visit.actor.own()
}

/// Somebody who sits opposite.
pub(super) struct ReceiveInput(Received);
impl Input for ReceiveInput {
    const FIELDS: &'static [Field] = profile_fields!(
        Field::new("word", t::word).hint(t::word_hint),
        Field::new("reason", t::reason).hint(t::reason_hint),
        Field::new("paper", t::paper).hint(t::paper_hint),
        Field::new("read_aloud", t::read_aloud),
        young::AGE,
        young::BORN,
        young::GUARDIAN,
        young::PHONE,
        young::AGREED,
    );
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let profile = read_profile(read);
        let word = read.maybe_line("word", 4..=60);
        let reason = read.line("reason", 3..=300);
        let paper = read.line("paper", 1..=40);
        let younger = young::read_age(read);
        read.must_tick("read_aloud")?;
        let (reason, younger) = (reason?, younger?);
        Some(Self(Received { profile: profile?, word: word?, paper: paper?, reason, younger }))
    }
}

#[derive(Template)]
#[template(path = "desk/receive.html")]
pub(super) struct ReceivePage {
    chrome: Chrome,
    form: Typed,
}

/// `GET /desk/receive`: who was called from the queue is known in a few words already.
pub(super) async fn receive_page(visit: Visit) -> Result<std::result::Result<Page<ReceivePage>, Redirect>> {
    if let Some(back) = in_visit(&visit) {
        return Ok(Err(back));
    }
    let me = visit.actor.signed_in();
    let read = visit.app.store.read(own(&visit), |seen| {
        seen.allow(&FindMembers)?;
        queue::today(seen)
    });
    let read = read.await?;
    let called = read.into_iter().find(|one| one.taken_by.is_some() && one.taken_by == me);
    let locale = called.as_ref().map_or(visit.locale, |one| one.locale).code();
    let mut values = vec![("locale", locale.to_owned()), ("languages", locale.to_owned())];
    values.extend(called.map(|one| ("reason", one.why)));
    let form = visit.form_with::<ReceiveInput>(values);
    Ok(Ok(Page::of(ReceivePage { chrome: visit.chrome(t::receive(visit.locale)), form })))
}

pub(super) async fn receive(
    visit: Visit,
    people: People,
    browser: Browser,
    form: Form<ReceiveInput>,
) -> Result<Redirect> {
    let page = |form| ReceivePage { chrome: visit.chrome(t::receive(visit.locale)), form };
    let ready = form.or_show(page)?;
    let (once, sent) = (ready.once, ready.sent());
    let name = ready.input.0.profile.name.clone();
    let received = acts::receive(&visit.app.store, visit.actor, once, &browser.session, ready.input.0).await;
    received.map_err(|error| sent.or_show(error, page))?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/desk/visit")).say(t::received(visit.locale, &name)))
}

/// For whom, why, and the word if they are on the phone.
pub(super) struct StartInput {
    member: MemberId,
    reason: String,
    word: Option<String>,
    /// Where to go on, below the community.
    next: String,
}
impl Input for StartInput {
    const FIELDS: &'static [Field] = &[
        Field::new("member", t::whom),
        Field::new("reason", t::reason).hint(t::reason_hint),
        Field::new("word", t::start_word).hint(t::start_word_hint),
        Field::new("next", t::back),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let member = read.parsed("member");
        let reason = read.line("reason", 3..=300);
        let word = read.maybe_line("word", 1..=60);
        let next = read.maybe_line("next", 1..=300);
        let next = next?.filter(|next| next.starts_with('/')).unwrap_or_else(|| "/desk/visit".to_owned());
        Some(Self { member: member?, reason: reason?, word: word?, next })
    }
}

#[derive(Template)]
#[template(path = "desk/person.html")]
pub(super) struct PersonPage {
    chrome: Chrome,
    id: MemberId,
    has_word: bool,
    vouched: bool,
    with_roles: bool,
    form: Typed,
    letter: Typed,
    button: Typed,
}

/// Why a letter is needed.
pub(super) struct LetterInput(String);
impl Input for LetterInput {
    const FIELDS: &'static [Field] = &[Field::new("reason", t::letter_reason).hint(t::letter_reason_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("reason", 3..=300).map(Self)
    }
}

async fn person_page(visit: &Visit, id: MemberId) -> Result<PersonPage> {
    let read = visit.app.store.read(own(visit), move |seen| {
        seen.allow(&FindMembers)?;
        let found = member::acts::active(seen, id)?;
        if found.kind != Kind::Person {
            return Err(Code::NotFound.into());
        }
        Ok((found, seen.standing(id)?.unwrap_or_default()))
    });
    let (found, standing) = read.await?;
    Ok(PersonPage {
        chrome: visit.chrome(found.profile.name),
        id,
        has_word: found.has_word,
        vouched: standing.vouched,
        with_roles: !standing.roles.is_empty(),
        form: visit.form_with::<StartInput>([("member", id.to_string())]),
        letter: visit.form::<LetterInput>(),
        button: visit.form::<()>(),
    })
}

pub(super) async fn person(
    visit: Visit,
    Path(id): Path<MemberId>,
) -> Result<std::result::Result<Page<PersonPage>, Redirect>> {
    match in_visit(&visit) {
        Some(back) => Ok(Err(back)),
        None => Ok(Ok(Page::of(person_page(&visit, id).await?))),
    }
}

/// The same from the list of those found: a page that came by a form is not shown again by the button "back".
pub(super) async fn open(visit: Visit, Path(id): Path<MemberId>, form: Form<()>) -> Result<Page<PersonPage>> {
    form.ready()?;
    Ok(Page::of(person_page(&visit, id).await?))
}

pub(super) async fn start(
    visit: Visit,
    people: People,
    browser: Browser,
    Path(id): Path<MemberId>,
    form: Form<StartInput>,
) -> Result<Redirect> {
    let page = person_page(&visit, id).await?;
    let ready = form.or_show(|form| PersonPage { form, ..page })?;
    let sent = ready.sent();
    let StartInput { member, reason, word, next } = ready.input;
    if member != id {
        return Err(Refusal::plain(Code::Invalid).into());
    }
    if word.is_some() {
        visit.limit(&WORD, &id.to_string())?;
    }
    let started = acts::start(&visit.app.store, visit.actor, &browser.session, id, word, reason).await;
    if let Err(error) = started {
        let page = person_page(&visit, id).await?;
        return Err(sent.or_show(error, |form| PersonPage { form, ..page }));
    }
    people.directory.forget();
    Ok(Redirect::to(visit.path(&next)).say(t::started(visit.locale)))
}

pub(super) async fn end(visit: Visit, people: People, browser: Browser, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    acts::end(&visit.app.store, visit.actor, &browser.session).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/desk")).say(t::ended(visit.locale)))
}

pub(super) async fn vouch(
    visit: Visit,
    people: People,
    Path(id): Path<MemberId>,
    form: Form<()>,
) -> Result<Redirect> {
    form.ready()?;
    vouching::vouch_as_desk(&visit.app.store, own(&visit), id).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path(&onward(&visit, id))).say(t::vouched(visit.locale)))
}

pub(super) async fn card(visit: Visit, Path(id): Path<MemberId>, form: Form<()>) -> Result<Page<Shown>> {
    form.ready()?;
    let fresh = acts::issue_card(&visit.app.store, visit.actor, id).await?;
    Ok(Page::of(card_shown(&visit, &fresh, visit.path(&onward(&visit, id)))))
}

/// Back to the visit with somebody, or to where one begins.
fn onward(visit: &Visit, id: MemberId) -> String {
    match visit.actor.for_member {
        Some(_) => "/desk/visit".to_owned(),
        None => format!("/desk/people/{id}"),
    }
}

fn letter_shown(visit: &Visit, fresh: &str) -> Shown {
    let l = visit.locale;
    let address = format!("{}{}", visit.app.settings.address, visit.path("/sign-in/letter"));
    Shown {
        chrome: visit.chrome(t::letter_title(l)),
        codes: vec![code::grouped(fresh)],
        says: vec![
            t::letter_says(l, acts::LETTER_DAYS),
            t::letter_use(l, &address),
            t::letter_ends(l).to_owned(),
        ],
        next: (visit.path("/desk"), t::back(l)),
        paper: None,
    }
}

pub(super) async fn letter(
    visit: Visit,
    Path(id): Path<MemberId>,
    form: Form<LetterInput>,
) -> Result<std::result::Result<Page<Shown>, Redirect>> {
    let page = person_page(&visit, id).await?;
    let ready = form.or_show(|letter| PersonPage { letter, ..page })?;
    let app = &visit.app;
    match acts::ask_for_letter(&app.store, &app.sealed, visit.actor, id, ready.input.0).await? {
        AskedForLetter::Print(fresh) => Ok(Ok(Page::of(letter_shown(&visit, &fresh)))),
        AskedForLetter::Waits => {
            Ok(Err(Redirect::to(visit.path("/desk")).say(t::letter_waits(visit.locale))))
        }
    }
}

pub(super) async fn print_letter(visit: Visit, form: Form<WhichInput>) -> Result<Page<Shown>> {
    let WhichInput(id) = form.ready()?.input;
    let app = &visit.app;
    let fresh = acts::print_letter(&app.store, &app.sealed, visit.actor, id).await?;
    Ok(Page::of(letter_shown(&visit, &fresh)))
}

/// What was done for somebody, to be printed for them.
pub(super) async fn log(visit: Visit, Path(id): Path<MemberId>) -> Result<Page<LogPage>> {
    Ok(Page::of(log_of(&visit, own(&visit), id).await?))
}
