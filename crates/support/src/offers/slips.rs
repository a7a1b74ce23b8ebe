//! The slip from the desk, what its code opens, and the desk's own list.

use super::acts::{self, ReadDesk, ReadSlip};
use super::input::{CodeInput, code_from, code_hash};
use super::pages::{Area, area_name, areas};
use super::store::{self, Facts, ForDesk, Reported};
use crate::texts::offers as t;
use ::store::Snapshot;
use askama::Template;
use commons::ground;
use commons::items;
use kernel::{Actor, Code, ItemId, Locale, Refusal, Who};
use web::{Choice as _, Chrome, Document, Form, Page, Path, Redirect, Result, Typed, Visit};

#[derive(Template)]
#[template(path = "offers/slip.html")]
struct SlipPage {
    chrome: Chrome,
    facts: Facts,
    title: String,
    lang: Locale,
    area: String,
    code: String,
    call_by: kernel::Day,
}

/// The code on a slip: made anew from the key of the need, so that it lies nowhere.
pub(super) fn code(visit: &Visit, id: ItemId) -> String {
    code_from(&visit.app.secret.sign("offer slip", &[&id.0.0.to_be_bytes()]))
}

/// `GET /offers/{id}/slip`: to be printed at 18 points.
pub async fn slip(visit: Visit, Path(id): Path<ItemId>) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&ReadSlip(id))?.facts;
        let texts = items::texts_in_any_stage(seen, id)?;
        let text = texts.into_iter().find(|text| text.lang == facts.origin).ok_or(Code::NotFound)?;
        let area = area_name(&areas(&ground::areas(seen)?, locale), &facts.chosen.area);
        Ok((facts, text, area, seen.now().day().plus(3)))
    };
    let (facts, text, area, call_by) = visit.app.store.read(visit.actor, read).await?;
    let code = code(&visit, id);
    let chrome = visit.chrome(t::slip(locale));
    Ok(Page::of(SlipPage { chrome, facts, title: text.title, lang: text.lang, area, code, call_by }))
}

/// `GET /offers/{id}/slip.pdf`: the same as a paper, as large as its owner wants.
pub async fn paper(visit: Visit, Path(id): Path<ItemId>) -> Result<Document> {
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&ReadSlip(id))?.facts;
        let texts = items::texts_in_any_stage(seen, id)?;
        let text = texts.into_iter().find(|text| text.lang == facts.origin).ok_or(Code::NotFound)?;
        let large = facts.owner.map(|owner| commons::papers::large(seen, owner)).transpose()?;
        Ok((facts, text.title, large.unwrap_or_default(), seen.now().day().plus(3)))
    };
    let (facts, title, large, call_by) = visit.app.store.read(visit.actor, read).await?;
    let large = large || commons::papers::wants_large(&visit).await?;
    let (locale, address) = (visit.locale, commons::papers::short(&visit, "/slip").await?);
    let slip = print::papers::Slip {
        place: visit.community.name(locale),
        what: &title,
        until: Some(facts.chosen.until.0),
        done: "",
        code: Some(&code(&visit, id)),
        next: &t::slip_next(locale, text::date(locale, call_by.0)),
        phone: visit.community.phone.as_deref().unwrap_or_default(),
        address: Some(&address),
        large,
    };
    let made = print::papers::slip(locale, &slip);
    let bytes = made.map_err(|problem| web::Error::fault(problem.to_string()))?;
    Ok(Document::new("application/pdf", bytes))
}

#[derive(Template)]
#[template(path = "offers/code.html")]
struct CodePage {
    chrome: Chrome,
    form: Typed,
    found: Option<(Facts, String)>,
}

/// `GET /slip`
pub async fn code_form(visit: Visit) -> Page<impl Template> {
    let form = visit.form::<CodeInput>();
    Page::of(CodePage { chrome: visit.chrome(t::by_code(visit.locale)), form, found: None })
}

fn code_page(visit: &Visit, form: Typed, found: Option<(Facts, String)>) -> CodePage {
    CodePage { chrome: visit.chrome(t::by_code(visit.locale)), form, found }
}

/// Who holds the code of one.
async fn holder(visit: &Visit, typed: &str) -> ::store::Result<(Actor, ItemId)> {
    let hash = code_hash(typed);
    let unknown = || Refusal::new(Code::NotFound, t::code_unknown).at("code");
    let find = move |seen: &Snapshot<'_>| Ok(store::by_code(seen, &hash)?.ok_or_else(unknown)?);
    let id = visit.app.store.read(visit.actor, find).await?;
    Ok((Actor { who: Who::CodeHolder(id.0), for_member: None, ..visit.actor }, id))
}

/// `POST /slip`: how far it has come, without an account.
pub async fn by_code(visit: Visit, form: Form<CodeInput>) -> Result<Page<impl Template>> {
    let ready = form.or_show(|form| code_page(&visit, form, None))?;
    let (sent, typed) = (ready.sent(), ready.input.0);
    let (actor, id) = match holder(&visit, &typed).await {
        Ok(found) => found,
        Err(error) => return Err(sent.or_show(error, |form| code_page(&visit, form, None))),
    };
    let read = move |seen: &Snapshot<'_>| {
        let facts = seen.allow(&ReadSlip(id))?.facts;
        let texts = items::texts_in_any_stage(seen, id)?;
        let title = texts.into_iter().find(|text| text.lang == facts.origin).map(|text| text.title);
        Ok((facts, title.unwrap_or_default()))
    };
    let found = visit.app.store.read(actor, read).await?;
    let form = visit.form_with::<CodeInput>([("code", typed)]);
    Ok(Page::of(code_page(&visit, form, Some(found))))
}

/// `POST /slip/withdraw`: whoever holds the slip can say that it is no longer needed.
pub async fn withdraw_by_code(visit: Visit, form: Form<CodeInput>) -> Result<Redirect> {
    let ready = form.ready()?;
    let (actor, id) = holder(&visit, &ready.input.0).await?;
    let home = visit.path("/slip");
    let write = move |tx: &::store::Tx<'_>| {
        acts::withdraw(tx, id)?;
        Ok(home.clone())
    };
    let next = visit.app.store.write_once(actor, ready.once, write).await?;
    Ok(Redirect::to(next).say(t::withdrawn(visit.locale)))
}

#[derive(Template)]
#[template(path = "offers/desk.html")]
struct DeskPage {
    chrome: Chrome,
    /// For the desk alone, then those nobody answered.
    needs: Vec<ForDesk>,
    reported: Vec<Reported>,
    areas: Vec<Area>,
}

impl DeskPage {
    fn area(&self, key: &str) -> String {
        area_name(&self.areas, key)
    }
    fn own(&self) -> impl Iterator<Item = &ForDesk> {
        self.needs.iter().filter(|need| need.desk_only)
    }
    fn unanswered(&self) -> impl Iterator<Item = &ForDesk> {
        self.needs.iter().filter(|need| !need.desk_only)
    }
}

/// `GET /desk/needs`
pub async fn desk(visit: Visit) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadDesk)?;
        Ok((store::for_desk(seen)?, store::reported(seen)?, areas(&ground::areas(seen)?, locale)))
    };
    let (needs, reported, areas) = visit.app.store.read(visit.actor, read).await?;
    Ok(Page::of(DeskPage { chrome: visit.chrome(t::desk(locale)), needs, reported, areas }))
}
