//! What is done with one form, step by step.

use super::acts;
use super::input::{BeginInput, ConsentInput, NoteInput, OutcomeInput};
use super::model::{FormId, TypedConsent};
use super::pages::{ShowPage, own, page};
use super::store;
use crate::consent;
use crate::items;
use crate::texts::paper_inbox as t;
use ::store::Snapshot;
use kernel::{Code, ItemId, Key, Refusal};
use people::{Browser, People};
use web::{Form, ItemRef, Path, Redirect, Result, Visit};

/// `POST /desk/papers/{id}/begin`: from now on the desk acts for whoever wrote the sheet, by the road "paper".
pub async fn begin(
    visit: Visit,
    people: People,
    browser: Browser,
    Path(id): Path<FormId>,
    form: Form<BeginInput>,
) -> Result<Redirect> {
    let BeginInput(member) = form.ready()?.input;
    let write = move |tx: &::store::Tx<'_>| {
        acts::begin(tx, id, member)?;
        store::one(tx, id)
    };
    let filled = visit.app.store.write(own(&visit), write).await?;
    let reason = t::visit_reason(visit.locale, &filled.number);
    people::desk::start_from_paper(&visit.app.store, visit.actor, &browser, member, reason, &filled.number)
        .await?;
    people.directory.forget();
    let (next, says) = match filled.kind.is_signed() {
        true => (format!("/desk/papers/{id}"), t::begun_here(visit.locale)),
        false => (filled.page().to_owned(), t::begun(visit.locale)),
    };
    Ok(Redirect::to(visit.path(&next)).say(says))
}

/// Does one step with a form, however often it is sent.
async fn once(
    visit: &Visit,
    key: Key,
    step: impl for<'tx> Fn(&::store::Tx<'tx>) -> ::store::Result<()> + Send + Sync + 'static,
) -> Result<()> {
    let write = move |tx: &::store::Tx<'_>| step(tx).map(|()| String::new());
    visit.app.store.write_once(own(visit), key, write).await?;
    Ok(())
}

/// The address of a page of ours below the neighbourhood, from what was copied out of the browser.
fn below(visit: &Visit, typed: &str) -> String {
    let without = typed.strip_prefix(visit.app.settings.address.as_str()).unwrap_or(typed);
    let home = visit.path("/");
    let below = without.strip_prefix(home.as_str()).unwrap_or(without);
    below.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Which item a page is of.
async fn item_at(visit: &Visit, path: &str) -> Result<Option<(ItemId, String)>> {
    let slug = path.rsplit('/').next().unwrap_or_default().to_owned();
    let named = ItemRef { id: ItemId(slug.parse().unwrap_or(Key(0))), slug: slug.clone() };
    let kinds = visit.app.slices.iter().flat_map(|slice| slice.item_kinds);
    let fitting: Vec<&'static str> =
        kinds.filter(|kind| (kind.path)(&named) == path).map(|kind| kind.key).collect();
    let read = move |seen: &Snapshot<'_>| {
        for kind in fitting {
            if let Some(found) = items::facts_by_slug(seen, kind, &slug)? {
                return Ok(Some(found.id));
            }
        }
        let by_key =
            slug.parse::<Key>().ok().map(|key| items::facts(seen, ItemId(key))).transpose()?.flatten();
        Ok(by_key.map(|found| found.id))
    };
    Ok(visit.app.store.read(own(visit), read).await?.map(|id| (id, path.to_owned())))
}

/// `POST /desk/papers/{id}/typed`: it is typed in, and this came of it.
pub async fn typed(visit: Visit, Path(id): Path<FormId>, form: Form<OutcomeInput>) -> Result<Redirect> {
    let shown = page(&visit, id, String::new()).await?;
    let ready = form.or_show(|outcome| ShowPage { outcome, ..shown })?;
    let sent = ready.sent();
    let path = below(&visit, &ready.input.0);
    let Some((_, path)) = item_at(&visit, &path).await? else {
        let shown = page(&visit, id, String::new()).await?;
        let wrong = Refusal::new(Code::Invalid, t::wrong_page).at("outcome");
        return Err(sent.or_show(wrong, |outcome| ShowPage { outcome, ..shown }));
    };
    once(&visit, ready.once, move |tx| acts::typed(tx, id, &path)).await?;
    Ok(Redirect::to(visit.path("/desk/papers")).say(t::typed_done(visit.locale)))
}

/// `POST /desk/papers/{id}/consent`: what the sheet says, for a second person to check.
pub async fn consent(visit: Visit, Path(id): Path<FormId>, form: Form<ConsentInput>) -> Result<Redirect> {
    let shown = page(&visit, id, String::new()).await?;
    let ready = form.or_show(|typing| ShowPage { typing, ..shown })?;
    let (sent, key, input) = (ready.sent(), ready.once, ready.input);
    let path = below(&visit, &input.page);
    let Some((item, page_of_item)) = item_at(&visit, &path).await? else {
        let shown = page(&visit, id, String::new()).await?;
        let wrong = Refusal::new(Code::Invalid, t::wrong_page).at("page");
        return Err(sent.or_show(wrong, |typing| ShowPage { typing, ..shown }));
    };
    let ConsentInput { name, part, screen, print, elsewhere, on, .. } = input;
    let typed = TypedConsent { item, page: page_of_item, name, part, screen, print, elsewhere, on };
    once(&visit, key, move |tx| acts::type_consent(tx, id, &typed)).await?;
    Ok(Redirect::to(visit.path("/desk/papers")).say(t::waits_for_second(visit.locale)))
}

/// `POST /desk/papers/{id}/check`: now the consent counts.
pub async fn check(visit: Visit, Path(id): Path<FormId>, form: Form<()>) -> Result<Redirect> {
    let key = form.ready()?.once;
    // made from the key of the sheet, so that it lies nowhere and is the same for a form that came twice
    let code = consent::code_from(&visit.app.secret.sign("paper consent", &[&id.0.0.to_be_bytes()]));
    let kept = code.clone();
    once(&visit, key, move |tx| acts::check(tx, id, &kept)).await?;
    Ok(Redirect::to(visit.path(&format!("/desk/papers/{id}"))).say(t::checked(visit.locale, &code)))
}

/// `POST /desk/papers/{id}/return`: it is not what the sheet says.
pub async fn give_back(visit: Visit, Path(id): Path<FormId>, form: Form<NoteInput>) -> Result<Redirect> {
    let shown = page(&visit, id, String::new()).await?;
    let ready = form.or_show(|note| ShowPage { note, ..shown })?;
    let NoteInput(why) = ready.input;
    once(&visit, ready.once, move |tx| acts::give_back(tx, id, &why)).await?;
    Ok(Redirect::to(visit.path("/desk/papers")).say(t::given_back(visit.locale)))
}

/// `POST /desk/papers/{id}/close`: nothing comes of it.
pub async fn close(visit: Visit, Path(id): Path<FormId>, form: Form<NoteInput>) -> Result<Redirect> {
    let shown = page(&visit, id, String::new()).await?;
    let ready = form.or_show(|note| ShowPage { note, ..shown })?;
    let NoteInput(why) = ready.input;
    once(&visit, ready.once, move |tx| acts::close(tx, id, &why)).await?;
    Ok(Redirect::to(visit.path("/desk/papers")).say(t::closed(visit.locale)))
}
