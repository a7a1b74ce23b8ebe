//! Who holds which role, and what is proposed.

use super::acts::{self, ReadRoles};
use super::store::{Held, Proposed, held, proposed};
use crate::house::People;
use crate::texts::roles as t;
use askama::Template;
use kernel::{Key, Locale, MemberId, Role};
use web::{Choice, Chrome, Field, Form, Input, Page, Path, Reader, Redirect, Result, Typed, Visit};

/// What a role is called.
pub fn label(role: Role, l: Locale) -> &'static str {
    match role {
        Role::Editor => t::editor(l),
        Role::Animator => t::animator(l),
        Role::Desk => t::desk(l),
        Role::Officer => t::officer(l),
        Role::Administrator => t::administrator(l),
    }
}

/// A role, as forms offer it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct RoleChoice(Role);

impl Choice for RoleChoice {
    const ALL: &'static [Self] = &[
        Self(Role::Editor),
        Self(Role::Animator),
        Self(Role::Desk),
        Self(Role::Officer),
        Self(Role::Administrator),
    ];
    fn key(&self) -> &'static str {
        self.0.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        label(self.0, locale)
    }
}

/// A proposal as typed: the member by the code they showed.
pub(super) struct ProposeInput {
    code: String,
    role: Role,
    reason: String,
}

impl Input for ProposeInput {
    const FIELDS: &'static [Field] = &[
        Field::new("code", t::code).hint(t::code_hint),
        Field::new("role", t::role),
        Field::new("reason", t::reason).hint(t::reason_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let code = read.line("code", 1..=40);
        let role = read.choice::<RoleChoice>("role");
        let reason = read.line("reason", 3..=300);
        Some(Self { code: code?, role: role?.0, reason: reason? })
    }
}

/// A role somebody holds.
pub(super) struct HeldInput {
    member: MemberId,
    role: Role,
}

impl Input for HeldInput {
    const FIELDS: &'static [Field] = &[Field::new("member", t::holder), Field::new("role", t::role)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let (member, role) = (read.parsed("member"), read.choice::<RoleChoice>("role"));
        Some(Self { member: member?, role: role?.0 })
    }
}

#[derive(Template)]
#[template(path = "roles/roles.html")]
pub(super) struct RolesPage {
    chrome: Chrome,
    held: Vec<Held>,
    proposed: Vec<Proposed>,
    me: Option<MemberId>,
    form: Typed,
    button: Typed,
}

impl RolesPage {
    fn label(&self, role: &Role) -> &'static str {
        label(*role, self.chrome.locale)
    }
}

async fn page(visit: &Visit, form: Typed) -> Result<RolesPage> {
    let read = visit.app.store.read(visit.actor, |seen| {
        seen.allow(&ReadRoles)?;
        Ok((held(seen)?, proposed(seen)?))
    });
    let (held, proposed) = read.await?;
    let (chrome, button) = (visit.chrome(t::title(visit.locale)), visit.form::<()>());
    Ok(RolesPage { chrome, held, proposed, me: visit.actor.signed_in(), form, button })
}

pub(super) async fn roles(visit: Visit) -> Result<Page<RolesPage>> {
    let form = visit.form::<ProposeInput>();
    Ok(Page::of(page(&visit, form).await?))
}

pub(super) async fn propose(visit: Visit, form: Form<ProposeInput>) -> Result<Redirect> {
    let empty = page(&visit, visit.form::<ProposeInput>()).await?;
    let ready = form.or_show(|form| RolesPage { form, ..empty })?;
    let sent = ready.sent();
    let ProposeInput { code, role, reason } = ready.input;
    let store = &visit.app.store;
    let found = store.read(visit.actor, move |seen| {
        seen.allow(&ReadRoles)?;
        crate::member::acts::whom(seen, &code)
    });
    let outcome = match found.await {
        Ok(whom) => acts::propose(store, visit.actor, whom.id, role, reason).await,
        Err(error) => Err(error),
    };
    if let Err(error) = outcome {
        let empty = page(&visit, visit.form::<ProposeInput>()).await?;
        return Err(sent.or_show(error, |form| RolesPage { form, ..empty }));
    }
    Ok(Redirect::to(visit.path("/roles")).say(t::is_proposed(visit.locale)))
}

pub(super) async fn confirm(
    visit: Visit,
    people: People,
    Path(proposal): Path<Key>,
    form: Form<()>,
) -> Result<Redirect> {
    form.ready()?;
    acts::confirm(&visit.app.store, visit.actor, proposal).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/roles")).say(t::is_confirmed(visit.locale)))
}

pub(super) async fn decline(visit: Visit, Path(proposal): Path<Key>, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    acts::decline(&visit.app.store, visit.actor, proposal).await?;
    Ok(Redirect::to(visit.path("/roles")).say(t::is_declined(visit.locale)))
}

pub(super) async fn revoke(visit: Visit, people: People, form: Form<HeldInput>) -> Result<Redirect> {
    let HeldInput { member, role } = form.ready()?.input;
    acts::revoke(&visit.app.store, visit.actor, member, role).await?;
    people.directory.forget();
    let own = visit.actor.signed_in() == Some(member) && role == Role::Administrator;
    let to = if own { "/me" } else { "/roles" };
    Ok(Redirect::to(visit.path(to)).say(t::is_revoked(visit.locale)))
}
