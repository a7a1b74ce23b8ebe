//! A member's own notices.

use super::acts::{self, ReadInbox};
use super::model::NoticeId;
use super::store::{self, Told};
use crate::texts::notices as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{MemberId, Time};
use people::member::ReadMember;
use web::{Chrome, Field, Form, Input, Page, Path, Reader, Redirect, Result, Typed, Visit};

/// Whose notices are meant: those of the person helped, else of the one signed in.
pub(super) fn mine(visit: &Visit) -> Result<MemberId> {
    Ok(visit.acting()?)
}

/// Everything told about one matter, newest first: what leads to one page stands together.
struct Matter {
    newest: Told,
    before: Vec<Told>,
}

fn by_matter(told: Vec<Told>) -> (Vec<Matter>, Vec<Matter>) {
    let mut matters: Vec<Matter> = Vec::new();
    for one in told {
        let same = |matter: &&mut Matter| !one.path.is_empty() && matter.newest.path == one.path;
        match matters.iter_mut().find(same) {
            Some(matter) => matter.before.push(one),
            None => matters.push(Matter { newest: one, before: Vec::new() }),
        }
    }
    let fresh = |matter: &Matter| matter.newest.fresh || matter.before.iter().any(|one| one.fresh);
    matters.into_iter().partition(fresh)
}

#[derive(Template)]
#[template(path = "notices/inbox.html")]
struct InboxPage {
    chrome: Chrome,
    fresh: Vec<Matter>,
    known: Vec<Matter>,
    newest: i64,
    /// The address or number at which nobody is reached.
    failed: Option<String>,
    form: Typed,
}

/// `GET /me/notices`
pub async fn inbox(visit: Visit) -> Result<Page<impl Template>> {
    let (member, locale) = (mine(&visit)?, visit.locale);
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadInbox(member))?;
        let own = seen.allow(&ReadMember(member))?;
        Ok((store::inbox(seen, member, locale, store::PAGE)?, own))
    };
    let (told, own) = visit.app.store.read(visit.actor, read).await?;
    let newest = told.first().map_or(0, |told| told.at.micros());
    let (fresh, known) = by_matter(told);
    Ok(Page::of(InboxPage {
        chrome: visit.chrome(t::name(locale)),
        newest,
        fresh,
        known,
        failed: own.reach_failed.map(|_| own.profile.reach.value),
        form: visit.form::<SeenInput>(),
    }))
}

/// Up to which moment everything was seen.
#[derive(Clone, Copy, Debug)]
pub struct SeenInput(pub(super) Time);

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
    let write = move |tx: &Tx<'_>| {
        acts::mark_seen(tx, member, until)?;
        Ok(back.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::put_away_done(visit.locale)))
}

/// `POST /me/notices/{id}/seen`
pub async fn matter_seen(visit: Visit, Path(id): Path<NoticeId>, form: Form<()>) -> Result<Redirect> {
    let (ready, member) = (form.ready()?, mine(&visit)?);
    let back = visit.path("/me/notices");
    let write = move |tx: &Tx<'_>| {
        acts::mark_matter_seen(tx, member, id)?;
        Ok(back.clone())
    };
    let next = visit.app.store.write_once(visit.actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::put_away_one(visit.locale)))
}
