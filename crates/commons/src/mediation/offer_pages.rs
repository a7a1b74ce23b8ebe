//! Who mediates, who offers to, and the two who say yes to them.

use super::acts::{self, Offer, ReadMediators, ReadOffers, Told};
use super::input::OfferInput;
use super::store::{self, Mediator};
use crate::texts::mediation as t;
use ::store::{Snapshot, Tx};
use askama::Template;
use kernel::{Code, MemberId, Refusal, Role};
use serde_json::{Value, json};
use web::{Chrome, Form, Json, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "mediation/mediators.html")]
struct MediatorsPage {
    chrome: Chrome,
    mediators: Vec<Mediator>,
    /// Whether the reader says yes to those who offer.
    confirms: bool,
    vouched: bool,
}

async fn confirmed(visit: &Visit) -> Result<Vec<Mediator>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadMediators)?;
        store::mediators(seen)
    };
    let mut all = visit.app.store.read(visit.actor, read).await?;
    all.retain(Mediator::confirmed);
    Ok(all)
}

/// `GET /mediators`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let mediators = confirmed(&visit).await?;
    let person = visit.person.as_ref();
    let confirms = person.is_some_and(|own| own.has(Role::Animator) || own.has(Role::Administrator));
    let vouched = person.is_some_and(|own| own.vouched);
    Ok(Page::of(MediatorsPage {
        chrome: visit.chrome(t::mediators(visit.locale)),
        mediators,
        confirms,
        vouched,
    }))
}

/// `GET /api/mediators`
pub async fn api_list(visit: Visit) -> Result<Json<Value>> {
    let one = |one: Mediator| {
        json!({
            "member": one.member.to_string(), "name": one.name, "about": one.about,
            "languages": one.languages, "hours": one.hours,
        })
    };
    let all = confirmed(&visit).await?.into_iter().map(one);
    Ok(Json::of(json!({ "mediators": all.collect::<Vec<_>>() })))
}

#[derive(Template)]
#[template(path = "mediation/offer.html")]
struct OfferPage {
    chrome: Chrome,
    form: Typed,
    button: Typed,
    own: Option<Mediator>,
}

async fn offer_page(visit: &Visit, typed: Option<Typed>) -> Result<OfferPage> {
    let me = visit.actor.acting().ok_or_else(|| Refusal::plain(Code::NotSignedIn))?;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&Offer)?;
        store::mediator(seen, me)
    };
    let own = visit.app.store.read(visit.actor, read).await?;
    let values = own.iter().flat_map(|own| {
        [("about", own.about.clone()), ("languages", own.languages.clone()), ("hours", own.hours.clone())]
    });
    let form = typed.unwrap_or_else(|| visit.form_with::<OfferInput>(values.collect::<Vec<_>>()));
    Ok(OfferPage {
        chrome: visit.chrome(t::offer_title(visit.locale)),
        form,
        button: visit.form::<()>(),
        own,
    })
}

/// `GET /mediators/offer`
pub async fn offer_form(visit: Visit) -> Result<Page<impl Template>> {
    Ok(Page::of(offer_page(&visit, None).await?))
}

/// `POST /mediators/offer`
pub async fn offer(visit: Visit, form: Form<OfferInput>) -> Result<Redirect> {
    let page = offer_page(&visit, None).await?;
    let ready = form.or_show(|form| OfferPage { form, ..page })?;
    let told: Told = ready.input.0;
    super::pages::step(&visit, ready.once, move |tx| acts::offer(tx, &told)).await?;
    Ok(Redirect::to(visit.path("/mediators")).say(t::offered(visit.locale)))
}

/// `POST /api/mediators/offer`
pub async fn api_offer(visit: Visit, form: Form<OfferInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let told: Told = ready.input.0;
    super::pages::step(&visit, ready.once, move |tx| acts::offer(tx, &told)).await?;
    api_list(visit).await
}

/// `POST /mediators/stop`
pub async fn stop(visit: Visit, form: Form<()>) -> Result<Redirect> {
    let once = form.ready()?.once;
    super::pages::step(&visit, once, acts::stop_offering).await?;
    Ok(Redirect::to(visit.path("/mediators")).say(t::offer_stopped(visit.locale)))
}

/// `POST /api/mediators/stop`
pub async fn api_stop(visit: Visit, form: Form<()>) -> Result<Json<Value>> {
    let once = form.ready()?.once;
    super::pages::step(&visit, once, acts::stop_offering).await?;
    api_list(visit).await
}

#[derive(Template)]
#[template(path = "mediation/offers.html")]
struct OffersPage {
    chrome: Chrome,
    offers: Vec<Mediator>,
    me: Option<MemberId>,
    button: Typed,
}

impl OffersPage {
    fn own(&self, one: &Mediator) -> bool {
        Some(one.member) == self.me
    }
    fn may_propose(&self, one: &Mediator) -> bool {
        one.proposed_by.is_none() && Some(one.member) != self.me
    }
    fn may_confirm(&self, one: &Mediator) -> bool {
        let second = one.proposed_by.is_some() && one.proposed_by != self.me;
        second && !one.confirmed() && Some(one.member) != self.me
    }
}

/// `GET /mediators/offers`
pub async fn offers(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadOffers)?;
        store::mediators(seen)
    };
    let offers = visit.app.store.read(visit.actor, read).await?;
    let (chrome, me) = (visit.chrome(t::offers_title(visit.locale)), visit.actor.signed_in());
    Ok(Page::of(OffersPage { chrome, offers, me, button: visit.form::<()>() }))
}

type Say = fn(&Tx<'_>, MemberId) -> ::store::Result<()>;

async fn say(
    visit: Visit,
    member: MemberId,
    form: Form<()>,
    act: Say,
    says: &'static str,
) -> Result<Redirect> {
    let once = form.ready()?.once;
    super::pages::step(&visit, once, move |tx| act(tx, member)).await?;
    Ok(Redirect::to(visit.path("/mediators/offers")).say(says))
}

/// `POST /mediators/{member}/propose`
pub async fn propose(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Redirect> {
    let says = t::proposed(visit.locale);
    say(visit, member, form, acts::propose, says).await
}

/// `POST /mediators/{member}/confirm`
pub async fn confirm(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Redirect> {
    let says = t::confirmed(visit.locale);
    say(visit, member, form, acts::confirm, says).await
}

/// `POST /mediators/{member}/refuse`
pub async fn refuse(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Redirect> {
    let says = t::refused(visit.locale);
    say(visit, member, form, acts::refuse, says).await
}
