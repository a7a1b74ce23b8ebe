//! "Mine": what is kept of me, how to reach me, what was done for me, taking it along, leaving.

use super::acts::{self, ExportMember, ReadLog, ReadMember};
use super::export::{Export, gather};
use super::input::{LeaveInput, ProfileInput, WordInput, typed_profile};
use super::{ErasureList, Member, leaving, model};
use crate::house::People;
use crate::shown::Shown;
use crate::texts::member as t;
use crate::{code, desk, organisation, sign_in};
use askama::Template;
use kernel::{Code, Locale, MemberId};
use web::{Choice as _, Chrome, Document, Form, Page, Redirect, Result, Typed, Visit};

/// Whose page this is: the one helped at the desk, else the one signed in.
pub(crate) fn acting(visit: &Visit) -> Result<MemberId> {
    Ok(visit.acting()?)
}

#[derive(Template)]
#[template(path = "member/me.html")]
pub(super) struct MePage {
    chrome: Chrome,
    member: Member,
    email: String,
    vouched: bool,
    young: bool,
    roles: Vec<&'static str>,
    organisations: Vec<super::Brief>,
    card: bool,
    to_agree: Option<super::ToAgree>,
    now: kernel::Time,
    button: Typed,
}

impl MePage {
    fn languages(&self) -> String {
        let all = self.member.profile.languages.iter();
        all.map(|language| language.label(self.chrome.locale)).collect::<Vec<_>>().join(", ")
    }
    fn way(&self) -> &'static str {
        self.member.profile.reach.way.label(self.chrome.locale)
    }
    /// What waits for a yes, in words, and where it is read.
    fn to_agree(&self) -> Option<(String, String)> {
        let (to, l) = (self.to_agree?, self.chrome.locale);
        let day = crate::when::day(l, to.holds_from);
        let says = if to.holds_from > self.now { t::agree_soon(l, &day) } else { t::agree_now(l, &day) };
        Some((says, self.chrome.path(&format!("/agreement/versions/{}", to.number))))
    }
    fn standing(&self) -> &'static str {
        let l = self.chrome.locale;
        if self.vouched { t::vouched(l) } else { t::not_vouched(l) }
    }
}

/// Everything at a glance, and the ways on.
pub(super) async fn me(visit: Visit) -> Result<Page<MePage>> {
    let id = acting(&visit)?;
    let read = visit.app.store.read(visit.actor, move |seen| {
        let member = seen.allow(&ReadMember(id))?;
        let standing = seen.standing(id)?.unwrap_or_default();
        let (email, card) = match member.person {
            Some(person) => (super::email(seen, person)?, sign_in::card_since(seen, person)?),
            None => (None, None),
        };
        let to_agree = super::to_agree(seen, id)?;
        Ok((member, standing, organisation::of(seen, id)?, email, card, to_agree, seen.now()))
    });
    let (member, standing, organisations, email, card, to_agree, now) = read.await?;
    let roles = standing.roles.iter().map(|role| crate::roles::label(*role, visit.locale)).collect();
    Ok(Page::of(MePage {
        chrome: visit.chrome(member.profile.name.clone()),
        member,
        email: email.unwrap_or_default(),
        vouched: standing.vouched,
        young: standing.young,
        roles,
        organisations,
        card: card.is_some(),
        to_agree,
        now,
        button: visit.form::<()>(),
    }))
}

#[derive(Template)]
#[template(path = "member/edit.html")]
pub(super) struct EditPage {
    chrome: Chrome,
    form: Typed,
    word: Typed,
    has_word: bool,
}

async fn own(visit: &Visit) -> Result<Member> {
    let id = acting(visit)?;
    Ok(visit.app.store.read(visit.actor, move |seen| seen.allow(&ReadMember(id))).await?)
}

pub(super) async fn edit(visit: Visit) -> Result<Page<EditPage>> {
    let member = own(&visit).await?;
    let mut values = typed_profile(&member.profile);
    values.push(("version", member.version.to_string()));
    Ok(Page::of(EditPage {
        chrome: visit.chrome(t::edit_title(visit.locale)),
        form: visit.form_with::<ProfileInput>(values),
        word: visit.form::<WordInput>(),
        has_word: member.has_word,
    }))
}

pub(super) async fn keep(visit: Visit, people: People, form: Form<ProfileInput>) -> Result<Redirect> {
    let member = own(&visit).await?;
    let page = |form| EditPage {
        chrome: visit.chrome(t::edit_title(visit.locale)),
        form,
        word: visit.form::<WordInput>(),
        has_word: member.has_word,
    };
    let ready = form.or_show(page)?;
    let sent = ready.sent();
    let ProfileInput { profile, version } = ready.input;
    let kept = acts::change(&visit.app.store, visit.actor, member.id, version, profile.clone()).await;
    match kept.map_err(web::Error::from) {
        Err(web::Error::Refused(refusal)) if refusal.code == Code::Conflict => {
            let locale = visit.locale;
            return Err(web::Error::Stale {
                theirs: plain(&member.profile, locale),
                yours: plain(&profile, locale),
            });
        }
        outcome => outcome.map_err(|error| sent.or_show(error, page))?,
    }
    people.directory.forget();
    Ok(Redirect::to(visit.path("/me")).say(t::kept(visit.locale)))
}

/// A profile as plain lines, to hold two versions beside each other.
fn plain(profile: &model::Profile, locale: Locale) -> String {
    let languages: Vec<_> = profile.languages.iter().map(|language| language.label(locale)).collect();
    [
        profile.name.as_str(),
        &languages.join(", "),
        &profile.about,
        profile.reach.way.label(locale),
        &profile.reach.value,
        &profile.reach.hours,
    ]
    .join("\n")
}

pub(super) async fn keep_word(visit: Visit, form: Form<WordInput>) -> Result<Redirect> {
    let member = own(&visit).await?;
    let mut values = typed_profile(&member.profile);
    values.push(("version", member.version.to_string()));
    let ready = form.or_show(|word| EditPage {
        chrome: visit.chrome(t::edit_title(visit.locale)),
        form: visit.form_with::<ProfileInput>(values),
        word,
        has_word: member.has_word,
    })?;
    acts::set_word(&visit.app.store, visit.actor, member.id, &ready.input.0).await?;
    Ok(Redirect::to(visit.path("/me")).say(t::word_kept(visit.locale)))
}

/// A fresh code by which others point to this member.
pub(super) async fn introduce(visit: Visit, form: Form<()>) -> Result<Page<Shown>> {
    form.ready()?;
    let id = acting(&visit)?;
    let (fresh, ends) = acts::introduce(&visit.app.store, visit.actor, id).await?;
    let l = visit.locale;
    Ok(Page::of(Shown {
        chrome: visit.chrome(t::code_title(l)),
        codes: vec![code::grouped(&fresh)],
        says: vec![t::code_says(l).to_owned(), t::code_until(l, crate::when::day(l, ends))],
        next: (visit.path("/me"), t::back(l)),
        paper: None,
    }))
}

#[derive(Template)]
#[template(path = "member/log.html")]
pub(crate) struct LogPage {
    pub(crate) chrome: Chrome,
    pub(crate) name: String,
    pub(crate) visits: Vec<desk::Past>,
    pub(crate) done: Vec<Done>,
}

impl LogPage {
    fn road(&self, channel: &kernel::Channel) -> &'static str {
        road(*channel, self.chrome.locale)
    }
}

/// A line of what was done.
pub(crate) struct Done {
    pub(crate) at: String,
    pub(crate) what: String,
    pub(crate) road: &'static str,
}

/// The log of a member: what was done for them, when, by whom.
pub(crate) async fn log_of(visit: &Visit, actor: kernel::Actor, id: MemberId) -> Result<LogPage> {
    let read = visit.app.store.read(actor, move |seen| {
        let member = seen.allow(&ReadLog(id))?;
        Ok((member, desk::visits_of(seen, id, 100)?, super::store::journal_of(seen, id, 500)?))
    });
    let (member, visits, lines) = read.await?;
    let l = visit.locale;
    let done = lines.into_iter().filter(|line| line.for_member == Some(id)).map(|line| Done {
        at: crate::when::moment(l, line.at),
        what: visit.app.act_words(&line.act, l),
        road: road(line.channel, l),
    });
    let done = done.collect();
    Ok(LogPage { chrome: visit.chrome(t::log_title(l)), name: member.profile.name, visits, done })
}

/// By which road, in words.
pub fn road(channel: kernel::Channel, l: Locale) -> &'static str {
    use kernel::Channel;
    match channel {
        Channel::Web => t::road_web(l),
        Channel::Desk => t::road_desk(l),
        Channel::Paper => t::road_paper(l),
        Channel::Phone => t::road_phone(l),
        Channel::Api => t::road_api(l),
        Channel::Mail => t::road_mail(l),
        Channel::Cli => t::road_cli(l),
    }
}

pub(super) async fn log(visit: Visit) -> Result<Page<LogPage>> {
    let id = acting(&visit)?;
    Ok(Page::of(log_of(&visit, visit.actor, id).await?))
}

#[derive(Template)]
#[template(path = "member/export.html")]
pub(super) struct ExportPage {
    chrome: Chrome,
}

pub(super) async fn exported(visit: &Visit) -> Result<Export> {
    let id = acting(visit)?;
    visit.limit(&web::limit::EXPORT, &id.to_string())?;
    let slices = visit.app.slices;
    let read = visit.app.store.read_long(visit.actor, move |seen| {
        let member = seen.allow(&ExportMember(id))?;
        gather(seen, &member, slices)
    });
    Ok(read.await?)
}

/// `GET /me/export`: the ways to take everything along. The data themselves are read when they are fetched.
pub(super) async fn export_page(visit: Visit) -> Result<Page<ExportPage>> {
    let id = acting(&visit)?;
    let allowed = visit.app.store.read(visit.actor, move |seen| seen.allow(&ExportMember(id)).map(drop));
    allowed.await?;
    Ok(Page::of(ExportPage { chrome: visit.chrome(t::export_title(visit.locale)) }))
}

pub(super) async fn export_file(visit: Visit) -> Result<Document> {
    let export = exported(&visit).await?;
    let body = serde_json::to_vec_pretty(&export).map_err(|fault| web::Error::fault(fault.to_string()))?;
    Ok(Document::new("application/json", body).named("mikropolis.json"))
}

#[derive(Template)]
#[template(path = "member/leave.html")]
pub(super) struct LeavePage {
    chrome: Chrome,
    form: Typed,
}

pub(super) async fn leave(visit: Visit) -> Result<Page<LeavePage>> {
    own(&visit).await?;
    Ok(Page::of(LeavePage {
        chrome: visit.chrome(t::leave_title(visit.locale)),
        form: visit.form::<LeaveInput>(),
    }))
}

pub(super) async fn erase(visit: Visit, people: People, form: Form<LeaveInput>) -> Result<Redirect> {
    let page = |form| LeavePage { chrome: visit.chrome(t::leave_title(visit.locale)), form };
    form.or_show(page)?;
    let id = acting(&visit)?;
    let list = ErasureList::in_folder(&visit.app.settings.folder);
    let app = &visit.app;
    let letters = leaving::letters_of(&app.store, app.slices, visit.actor, id).await?;
    leaving::erase_member(&app.store, &app.sealed, app.slices, &list, visit.actor, id).await?;
    people.directory.forget(); // whoever is erased is signed in nowhere, whatever becomes of their letters
    people.forget(letters).await?;
    leaving::erase_traces(app).await;
    let to = Redirect::to(visit.path("/sign-in")).say(t::left(visit.locale));
    Ok(if visit.actor.for_member.is_some() { to } else { to.sign_out() })
}
