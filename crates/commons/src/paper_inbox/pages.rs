//! The desk's list of forms, taking one in, one form.

use super::acts::{self, ReadForms};
use super::input::{ArrivalInput, ConsentInput, FromSquare, NoteInput, OutcomeInput, WhoseInput};
use super::model::{Filled, FormId, State, TypedConsent, page_of};
use super::scans;
use super::store::{self, Arrived};
use crate::items;
use crate::papers::Form as Blank;
use crate::texts::paper_inbox as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Actor, Code, Day, Locale, Refusal, Role};
use people::member::Brief;
use web::{
    Choice as _, Chrome, Document, Form, ItemRef, Page, Path, Paths, Query, Redirect, Result, Typed, Visit,
};

/// As oneself, also while acting for somebody.
pub(super) fn own(visit: &Visit) -> Actor {
    visit.actor.own()
}

/// `GET /paper/in/{kind}/{batch}`: where the square on a form leads. The desk takes the form in; everybody else comes
/// to the page that does the same without paper.
pub async fn by_square(visit: Visit, Paths(kind, batch): Paths<String, String>) -> Result<Redirect> {
    let kind = Blank::parse(&kind).ok_or_else(|| Refusal::plain(Code::NotFound))?;
    let plain = batch.len() <= 12 && batch.bytes().all(|sign| sign.is_ascii_alphanumeric());
    let at_desk = visit.person.as_ref().is_some_and(|person| person.has(Role::Desk));
    let to = match at_desk && plain {
        true => format!("/desk/papers/new?kind={}&number={}-{batch}-", kind.word(), kind.letter()),
        false => page_of(kind).to_owned(),
    };
    Ok(Redirect::to(visit.path(&to)))
}

#[derive(Template)]
#[template(path = "paper_inbox/list.html")]
struct ListPage {
    chrome: Chrome,
    waiting: Vec<Filled>,
    typed: Vec<Filled>,
    today: Day,
}

/// `GET /desk/papers`
pub async fn list(visit: Visit) -> Result<Page<impl Template>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadForms)?;
        Ok((store::list(seen, State::Waiting)?, store::list(seen, State::Typed)?, seen.now().day()))
    };
    let (waiting, typed, today) = visit.app.store.read(own(&visit), read).await?;
    Ok(Page::of(ListPage { chrome: visit.chrome(t::name(visit.locale)), waiting, typed, today }))
}

#[derive(Template)]
#[template(path = "paper_inbox/new.html")]
struct NewPage {
    chrome: Chrome,
    form: Typed,
}

fn new_page(visit: &Visit, form: Typed) -> NewPage {
    NewPage { chrome: visit.chrome(t::take_in(visit.locale)), form }
}

/// `GET /desk/papers/new`
pub async fn new(visit: Visit, Query(square): Query<FromSquare>) -> Page<impl Template> {
    let kind = square.kind.map(|kind| ("kind", kind.word().to_owned()));
    let form = visit.form_with::<ArrivalInput>(kind.into_iter().chain([("number", square.number)]));
    Page::of(new_page(&visit, form))
}

/// `POST /desk/papers/new`
pub async fn receive(visit: Visit, form: Form<ArrivalInput>) -> Result<Redirect> {
    let ready = form.or_show(|form| new_page(&visit, form))?;
    let (sent, once) = (ready.sent(), ready.once);
    // before anything is kept: whoever may not read forms leaves no picture here
    visit.app.store.read(own(&visit), |seen: &Snapshot<'_>| seen.allow(&acts::Receive)).await?;
    let picture = ready.files.iter().find(|file| file.field == "scan" && file.bytes > 0);
    let scan = match picture {
        None => String::new(),
        Some(picture) => {
            let kept = scans::keep(&visit.app, picture).await;
            kept.map_err(|error| sent.clone().or_show(error, |form| new_page(&visit, form)))?
        }
    };
    let (input, home, kept) = (ready.input, visit.path("/desk/papers"), scan.clone());
    let write = move |tx: &::store::Tx<'_>| {
        let ArrivalInput { kind, number, note, .. } = input.clone();
        let due = input.due(tx.now().day());
        let id = acts::receive(tx, &Arrived { kind, number, due, note, scan: scan.clone() })?;
        Ok(format!("{home}/{id}"))
    };
    match visit.app.store.write_once(own(&visit), once, write).await {
        Ok(next) => Ok(Redirect::to(next).say(t::taken_in(visit.locale))),
        Err(error) => {
            scans::remove(&visit.app, &kept)?;
            Err(sent.or_show(error, |form| new_page(&visit, form)))
        }
    }
}

/// One form, with everything that may be done with it now.
#[derive(Template)]
#[template(path = "paper_inbox/show.html")]
pub(super) struct ShowPage {
    pub(super) chrome: Chrome,
    pub(super) form: Filled,
    pub(super) whose: String,
    pub(super) found: Vec<Brief>,
    pub(super) asked: bool,
    pub(super) consent: Option<TypedConsent>,
    /// Somebody else typed it in, so this reader may check it.
    pub(super) second: bool,
    pub(super) late: bool,
    pub(super) search: Typed,
    pub(super) outcome: Typed,
    pub(super) typing: Typed,
    pub(super) note: Typed,
    pub(super) button: Typed,
}

impl ShowPage {
    fn purposes(&self, typed: &TypedConsent, locale: impl Into<Locale>) -> String {
        let locale = locale.into();
        let all = [
            (typed.screen, crate::texts::consent::purpose_screen(locale)),
            (typed.print, crate::texts::consent::purpose_print(locale)),
            (typed.elsewhere, crate::texts::consent::purpose_elsewhere(locale)),
        ];
        all.into_iter().filter(|(yes, _)| *yes).map(|(_, words)| words).collect::<Vec<_>>().join(", ")
    }
}

/// The page of one form; `name` looks for its writer.
pub(super) async fn page(visit: &Visit, id: FormId, name: String) -> Result<ShowPage> {
    let asked = name.clone();
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadForms)?;
        let form = store::one(seen, id)?;
        let whose = match form.member {
            Some(member) => people::member::name(seen, member)?.map(|(name, _, _)| name).unwrap_or_default(),
            None => String::new(),
        };
        let found = people::member::asked_for(seen, &asked)?;
        let newest = match (form.member, form.state) {
            (Some(member), State::Waiting) => items::own(seen, member, 1)?.pop(),
            _ => None,
        };
        Ok((form, whose, found, newest, seen.now().day()))
    };
    let (form, whose, found, newest, today) = visit.app.store.read(own(visit), read).await?;
    let since = newest.map(|card| path_of(visit, &card.kind, card.id, &card.slug));
    let l = visit.locale;
    Ok(ShowPage {
        chrome: visit.chrome(t::one(l, form.kind.label(l), &form.number)),
        asked: !name.is_empty(),
        search: visit.form_with::<WhoseInput>([("name", name)]),
        outcome: visit.form_with::<OutcomeInput>(since.map(|path| ("outcome", path))),
        typing: visit.form_with::<ConsentInput>((!whose.is_empty()).then(|| ("name", whose.clone()))),
        note: visit.form::<NoteInput>(),
        button: visit.form::<()>(),
        consent: TypedConsent::read(&form.typed),
        second: form.typed_by.is_some() && form.typed_by != visit.actor.signed_in(),
        late: form.is_late(today),
        whose,
        found,
        form,
    })
}

fn path_of(visit: &Visit, kind: &str, id: kernel::ItemId, slug: &str) -> String {
    let kinds = visit.app.slices.iter().flat_map(|slice| slice.item_kinds);
    let named = ItemRef { id, slug: slug.to_owned() };
    kinds.into_iter().find(|known| known.key == kind).map_or_else(String::new, |known| (known.path)(&named))
}

/// `GET /desk/papers/{id}`
pub async fn show(visit: Visit, Path(id): Path<FormId>) -> Result<Page<impl Template>> {
    Ok(Page::of(page(&visit, id, String::new()).await?))
}

/// `POST /desk/papers/{id}`: looks for its writer. Asked for in a form and not in an address, since addresses stay in
/// the browser.
pub async fn find(
    visit: Visit,
    Path(id): Path<FormId>,
    form: Form<WhoseInput>,
) -> Result<Page<impl Template>> {
    let WhoseInput(name) = form.ready()?.input;
    Ok(Page::of(page(&visit, id, name).await?))
}

/// `GET /desk/papers/{id}/scan.jpg`
pub async fn scan(visit: Visit, Path(id): Path<FormId>) -> Result<Document> {
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadForms)?;
        store::one(seen, id)
    };
    let form = visit.app.store.read(own(&visit), read).await?;
    Ok(Document::new("image/jpeg", scans::read(&visit.app, &form.scan).await?))
}
