//! The page where consent is taken back.

use super::acts;
use super::model::{Consent, ConsentId};
use super::store;
use crate::items;
use crate::texts::consent as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Actor, Code, Refusal, Role, Who};
use web::ItemRef;
use web::{Chrome, Field, Form, Input, Page, Path, Reader, Redirect, Result, Typed, Visit};

/// A code as typed.
#[derive(Clone, Debug)]
pub struct CodeInput(String);

impl Input for CodeInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::field_code).hint(t::field_code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("code", 16..=40).map(Self)
    }
}

#[derive(Template)]
#[template(path = "consent/withdraw.html")]
struct WithdrawPage {
    chrome: Chrome,
    form: Typed,
    /// Whoever sits at the desk finds it there without a code.
    desk: bool,
}

fn at_the_desk(visit: &Visit) -> bool {
    visit.person.as_ref().is_some_and(|person| person.has(Role::Desk))
}

fn page(visit: &Visit, form: Typed) -> WithdrawPage {
    WithdrawPage { chrome: visit.chrome(t::name(visit.locale)), form, desk: at_the_desk(visit) }
}

/// `GET /consent`
pub async fn form(visit: Visit) -> Page<impl Template> {
    Page::of(page(&visit, visit.form::<CodeInput>()))
}

/// `POST /consent`: whoever holds the code takes back the consent it belongs to.
pub async fn by_code(visit: Visit, form: Form<CodeInput>) -> Result<Redirect> {
    let ready = form.or_show(|form| page(&visit, form))?;
    let (sent, code) = (ready.sent(), ready.input.0);
    let unknown = || ::store::Error::Refused(Refusal::new(Code::Invalid, t::code_unknown).at("code"));
    let find = move |seen: &Snapshot<'_>| store::by_code(seen, &code)?.ok_or_else(unknown);
    let consent = match visit.app.store.read(visit.actor, find).await {
        Ok(consent) => consent,
        Err(error) => return Err(sent.or_show(error, |form| page(&visit, form))),
    };
    let holder = Actor { who: Who::CodeHolder(consent.id.0), for_member: None, ..visit.actor };
    withdraw(&visit, holder, &consent).await?;
    Ok(Redirect::to(visit.path("/consent")).say(t::withdrawn(visit.locale)))
}

/// `POST /consent/{id}`: by whose it is, at the desk, or by the editors; leads back to where each found it.
pub async fn by_id(visit: Visit, Path(id): Path<ConsentId>, form: Form<()>) -> Result<Redirect> {
    form.ready()?;
    let consent = withdraw_by_id(&visit, id).await?;
    let own = consent.member.is_some() && consent.member == visit.actor.acting();
    let next = match (own, at_the_desk(&visit)) {
        (true, _) => "/me/consents".to_owned(),
        (false, true) => format!("/desk/consents/{}", consent.item),
        (false, false) => "/consent".to_owned(),
    };
    Ok(Redirect::to(visit.path(&next)).say(t::withdrawn(visit.locale)))
}

/// Takes back the consent of this key.
pub(super) async fn withdraw_by_id(visit: &Visit, id: ConsentId) -> Result<Consent> {
    // only a code opens this to somebody without a name, and that is another door
    visit.actor.signed_in().ok_or_else(|| Refusal::plain(Code::NotSignedIn))?;
    let find = move |seen: &Snapshot<'_>| Ok(store::one(seen, id)?.ok_or(Code::NotFound)?);
    let consent = visit.app.store.read(visit.actor, find).await?;
    withdraw(visit, visit.actor, &consent).await?;
    Ok(consent)
}

async fn withdraw(visit: &Visit, actor: Actor, consent: &Consent) -> Result<()> {
    let (id, item) = (consent.id, consent.item);
    let find = move |seen: &Snapshot<'_>| Ok(items::facts(seen, item)?.ok_or(Code::NotFound)?);
    let facts = visit.app.store.read(actor, find).await?;
    let kinds = visit.app.slices.iter().flat_map(|slice| slice.item_kinds);
    let kind = kinds.into_iter().find(|kind| kind.key == facts.kind);
    let named = ItemRef { id: item, slug: facts.slug };
    let path = kind.map_or_else(String::new, |kind| (kind.path)(&named));
    visit.app.store.write(actor, move |tx| acts::withdraw(tx, id, item, &path)).await?;
    Ok(())
}
