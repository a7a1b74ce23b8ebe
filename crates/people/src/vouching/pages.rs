//! Who vouches for me, for whom I vouch, slips.

use super::acts::{self, ReadVouches};
use super::store::{VouchedFor, open_invitations, vouched_by, vouches_for};
use super::{MOST_SLIPS, Way};
use crate::code;
use crate::house::People;
use crate::member::pages::acting;
use crate::shown::Shown;
use crate::sign_in::input::WhichInput;
use crate::texts::vouching as t;
use askama::Template;
use kernel::{Locale, MemberId};
use web::{Chrome, Field, Form, Input, Page, Reader, Redirect, Result, Typed, Visit};

/// A neighbour's code.
pub(super) struct CodeInput(String);
impl Input for CodeInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::code).hint(t::code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("code", 1..=40).map(Self)
    }
}

/// The code of a slip.
pub(super) struct SlipInput(String);
impl Input for SlipInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::slip).hint(t::slip_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("code", 1..=60).map(Self)
    }
}

/// How many slips.
pub(super) struct CountInput(i64);
impl Input for CountInput {
    const FIELDS: &'static [Field] = &[Field::new("count", t::count).hint(t::count_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.integer("count", 1..=MOST_SLIPS).map(Self)
    }
}

#[derive(Template)]
#[template(path = "vouching/vouching.html")]
pub(super) struct VouchingPage {
    chrome: Chrome,
    vouched: bool,
    ways: Vec<&'static str>,
    theirs: Vec<VouchedFor>,
    /// Slips of theirs that nobody has used.
    unused: i64,
    form: Typed,
    slip: Typed,
    count: Typed,
    button: Typed,
}

fn way_words(way: Way, l: Locale) -> &'static str {
    match way {
        Way::Desk => t::way_desk(l),
        Way::Invitation => t::way_invitation(l),
        Way::Neighbour => t::way_neighbour(l),
        Way::Founder => t::way_founder(l),
    }
}

async fn page(visit: &Visit) -> Result<VouchingPage> {
    let id = acting(visit)?;
    let read = visit.app.store.read(visit.actor, move |seen| {
        seen.allow(&ReadVouches(id))?;
        let vouched = seen.standing(id)?.is_some_and(|standing| standing.vouched);
        Ok((vouched, vouches_for(seen, id)?, vouched_by(seen, id)?, open_invitations(seen, id)?))
    });
    let (vouched, vouches, theirs, unused) = read.await?;
    let l = visit.locale;
    Ok(VouchingPage {
        chrome: visit.chrome(t::title(l)),
        vouched,
        ways: vouches.iter().map(|vouch| way_words(vouch.way, l)).collect(),
        theirs,
        unused,
        form: visit.form::<CodeInput>(),
        slip: visit.form::<SlipInput>(),
        count: visit.form::<CountInput>(),
        button: visit.form::<()>(),
    })
}

pub(super) async fn vouching(visit: Visit) -> Result<Page<VouchingPage>> {
    Ok(Page::of(page(&visit).await?))
}

pub(super) async fn vouch(visit: Visit, people: People, form: Form<CodeInput>) -> Result<Redirect> {
    let shown = page(&visit).await?;
    let ready = form.or_show(|form| VouchingPage { form, ..shown })?;
    let sent = ready.sent();
    let outcome = acts::vouch_by_code(&visit.app.store, visit.actor, ready.input.0).await;
    let (whom, enough) = match outcome {
        Ok(done) => done,
        Err(error) => {
            let shown = page(&visit).await?;
            return Err(sent.or_show(error, |form| VouchingPage { form, ..shown }));
        }
    };
    people.directory.forget();
    let l = visit.locale;
    let says = if enough { t::vouched_enough(l, &whom.name) } else { t::vouched_first(l, &whom.name) };
    Ok(Redirect::to(visit.path("/vouching")).say(says))
}

pub(super) async fn withdraw(visit: Visit, people: People, form: Form<WhichInput>) -> Result<Redirect> {
    let WhichInput(member) = form.ready()?.input;
    acts::withdraw(&visit.app.store, visit.actor, MemberId(member)).await?;
    people.directory.forget();
    Ok(Redirect::to(visit.path("/vouching")).say(t::withdrawn(visit.locale)))
}

pub(super) async fn use_slip(visit: Visit, people: People, form: Form<SlipInput>) -> Result<Redirect> {
    let shown = page(&visit).await?;
    let ready = form.or_show(|slip| VouchingPage { slip, ..shown })?;
    let sent = ready.sent();
    visit.limit(&web::limit::SIGN_IN, &format!("slip {}", acting(&visit)?))?;
    if let Err(error) = acts::use_invitation(&visit.app.store, visit.actor, &ready.input.0).await {
        let shown = page(&visit).await?;
        return Err(sent.or_show(error, |slip| VouchingPage { slip, ..shown }));
    }
    people.directory.forget();
    Ok(Redirect::to(visit.path("/vouching")).say(t::slip_used(visit.locale)))
}

pub(super) async fn void_slips(visit: Visit, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    acts::void(&visit.app.store, visit.actor).await?;
    Ok(Redirect::to(visit.path("/vouching")).say(t::voided(visit.locale)))
}

pub(super) async fn print_slips(visit: Visit, form: Form<CountInput>) -> Result<Page<Shown>> {
    let shown = page(&visit).await?;
    let ready = form.or_show(|count| VouchingPage { count, ..shown })?;
    let sent = ready.sent();
    let codes = match acts::invite(&visit.app.store, visit.actor, ready.input.0).await {
        Ok(codes) => codes,
        Err(error) => {
            let shown = page(&visit).await?;
            return Err(sent.or_show(error, |count| VouchingPage { count, ..shown }));
        }
    };
    let l = visit.locale;
    let address = format!("{}{}", visit.app.settings.address, visit.path("/join"));
    Ok(Page::of(Shown {
        chrome: visit.chrome(t::slips_title(l)),
        codes: codes.iter().map(|code| code::grouped(code)).collect(),
        says: vec![t::slips_says(l).to_owned(), t::slips_use(l, &address)],
        next: (visit.path("/vouching"), t::back(l)),
        paper: Some((visit.path("/paper/invitations"), visit.form::<()>())),
    }))
}
