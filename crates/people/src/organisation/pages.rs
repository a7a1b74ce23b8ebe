//! Organisations: a public list, a page for each, and who acts for them.

use super::acts::{self, ReadOrganisation};
use super::store::{Representative, all, people_of};
use crate::house::People;
use crate::member::input::{profile_fields, read_profile};
use crate::member::{Brief, Kind, Member, Profile, State};
use crate::sign_in::input::WhichInput;
use crate::texts::organisation as t;
use askama::Template;
use kernel::{Code, MemberId};
use web::{Chrome, Field, Form, Input, Page, Path, Reader, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "organisation/list.html")]
pub(super) struct ListPage {
    chrome: Chrome,
    all: Vec<Brief>,
    may_add: bool,
}

pub(super) async fn list(visit: Visit) -> Result<Page<ListPage>> {
    let all = visit.app.store.read(visit.actor, all).await?;
    let may_add = visit.person.as_ref().is_some_and(|person| person.has(kernel::Role::Administrator));
    Ok(Page::of(ListPage { chrome: visit.chrome(t::title(visit.locale)), all, may_add }))
}

/// A new organisation.
pub(super) struct NewInput(Profile);
impl Input for NewInput {
    const FIELDS: &'static [Field] = profile_fields!();
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read_profile(read).map(Self)
    }
}

#[derive(Template)]
#[template(path = "organisation/new.html")]
pub(super) struct NewPage {
    chrome: Chrome,
    form: Typed,
}

pub(super) async fn new(visit: Visit) -> Page<NewPage> {
    let form = visit.form_with::<NewInput>([("locale", visit.locale.code().to_owned())]);
    Page::of(NewPage { chrome: visit.chrome(t::new_title(visit.locale)), form })
}

pub(super) async fn create(visit: Visit, form: Form<NewInput>) -> Result<Redirect> {
    let page = |form| NewPage { chrome: visit.chrome(t::new_title(visit.locale)), form };
    let ready = form.or_show(page)?;
    let (once, sent) = (ready.once, ready.sent());
    let created = acts::create(&visit.app.store, visit.actor, once, ready.input.0).await;
    let id = created.map_err(|error| sent.or_show(error, page))?;
    Ok(Redirect::to(visit.path(&format!("/organisations/{id}"))).say(t::created(visit.locale)))
}

/// The code of somebody who is to act for it.
pub(super) struct CodeInput(String);
impl Input for CodeInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::code).hint(t::code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("code", 1..=40).map(Self)
    }
}

#[derive(Template)]
#[template(path = "organisation/show.html")]
pub(super) struct ShowPage {
    chrome: Chrome,
    id: MemberId,
    about: String,
    /// Only for those who may know.
    people: Option<Vec<Representative>>,
    form: Typed,
    button: Typed,
}

async fn page(visit: &Visit, id: MemberId, form: Typed) -> Result<ShowPage> {
    let signed_in = visit.actor.signed_in().is_some();
    let read = visit.app.store.read(visit.actor, move |seen| {
        let found: Option<Member> = crate::member::by_id(seen, id)?;
        let found = found.filter(|member| member.kind == Kind::Organisation && member.state == State::Active);
        let found = found.ok_or(Code::NotFound)?;
        let may = signed_in && seen.allow(&ReadOrganisation(id)).is_ok();
        Ok((found, may.then(|| people_of(seen, id)).transpose()?))
    });
    let (found, people) = read.await?;
    let Profile { name, about, .. } = found.profile;
    let (chrome, button) = (visit.chrome(name), visit.form::<()>());
    Ok(ShowPage { chrome, id, about, people, form, button })
}

pub(super) async fn show(visit: Visit, Path(id): Path<MemberId>) -> Result<Page<ShowPage>> {
    let form = visit.form::<CodeInput>();
    Ok(Page::of(page(&visit, id, form).await?))
}

pub(super) async fn add(
    visit: Visit,
    people: People,
    Path(id): Path<MemberId>,
    form: Form<CodeInput>,
) -> Result<Redirect> {
    let shown = page(&visit, id, visit.form::<CodeInput>()).await?;
    let ready = form.or_show(|form| ShowPage { form, ..shown })?;
    let sent = ready.sent();
    match acts::add_by_code(&visit.app.store, visit.actor, id, ready.input.0).await {
        Ok(whom) => {
            people.directory.forget();
            let says = t::added(visit.locale, &whom.name);
            Ok(Redirect::to(visit.path(&format!("/organisations/{id}"))).say(says))
        }
        Err(error) => {
            let shown = page(&visit, id, visit.form::<CodeInput>()).await?;
            Err(sent.or_show(error, |form| ShowPage { form, ..shown }))
        }
    }
}

pub(super) async fn remove(
    visit: Visit,
    people: People,
    Path(id): Path<MemberId>,
    form: Form<WhichInput>,
) -> Result<Redirect> {
    let WhichInput(member) = form.ready()?.input;
    acts::remove(&visit.app.store, visit.actor, id, MemberId(member)).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path(&format!("/organisations/{id}"))).say(t::removed(visit.locale)))
}
