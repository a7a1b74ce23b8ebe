//! Consents by name: one's own, those somebody comes to the desk for, and the question before one is taken back.

use super::acts::{ReadAtDesk, ReadOwn, Withdraw, Withdrawing};
use super::model::{Consent, ConsentId};
use super::store::{self, Shown};
use crate::cards::path_of;
use crate::items::{self, Facts, Stage};
use crate::texts::consent as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Code, ItemId};
use web::{Choice as _, Chrome, Field, Input, Page, Path, Query, Reader, Result, Typed, Visit};

/// What somebody at the desk looks for: a part of a title, or the address of a page.
#[derive(Clone, Debug, Default)]
pub struct FindInput(String);

impl Input for FindInput {
    const FIELDS: &'static [Field] = &[Field::new("find", t::field_find).hint(t::field_find_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("find").unwrap_or_default().chars().take(200).collect()))
    }
}

/// Whether this is what is looked for.
fn fits(shown: &Shown, wanted: &str) -> bool {
    let address = wanted.split(['?', '#']).next().unwrap_or_default().trim().trim_end_matches('/');
    let (slug, part) = (address.rsplit('/').next().unwrap_or_default(), text::slug(wanted));
    shown.slug == slug || !part.is_empty() && text::slug(&shown.title).contains(&part)
}

#[derive(Template)]
#[template(path = "consent/find.html")]
struct FindPage {
    chrome: Chrome,
    form: Typed,
    found: Vec<Shown>,
    asked: bool,
}

/// `GET /desk/consents`
pub async fn find(visit: Visit, Query(FindInput(wanted)): Query<FindInput>) -> Result<Page<impl Template>> {
    let (asked, sought) = (!wanted.trim().is_empty(), wanted.clone());
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadAtDesk)?;
        if asked { store::shown(seen) } else { Ok(Vec::new()) }
    };
    let mut found = visit.app.store.read(visit.actor, read).await?;
    found.retain(|shown| fits(shown, &sought));
    found.truncate(50);
    let form = visit.form_with::<FindInput>([("find", wanted)]);
    Ok(Page::of(FindPage { chrome: visit.chrome(t::desk(visit.locale)), form, found, asked }))
}

/// The title as it was first written.
fn title(seen: &Snapshot<'_>, facts: &Facts) -> ::store::Result<String> {
    let texts = items::texts_in_any_stage(seen, facts.id)?.into_iter();
    Ok(texts.filter(|text| text.lang == facts.origin).map(|text| text.title).next().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "consent/of_item.html")]
struct OfItemPage {
    chrome: Chrome,
    consents: Vec<Consent>,
}

/// `GET /desk/consents/{item}`: those that stand.
pub async fn of_item(visit: Visit, Path(item): Path<ItemId>) -> Result<Page<impl Template>> {
    let read = move |seen: &Snapshot<'_>| {
        seen.allow(&ReadAtDesk)?;
        let facts = items::facts(seen, item)?.ok_or(Code::NotFound)?;
        if matches!(facts.stage, Stage::Draft | Stage::Erased) {
            return Err(Code::NotFound.into());
        }
        Ok((title(seen, &facts)?, store::of_item(seen, item)?))
    };
    let (title, mut consents) = visit.app.store.read(visit.actor, read).await?;
    consents.retain(Consent::stands);
    Ok(Page::of(OfItemPage { chrome: visit.chrome(title), consents }))
}

/// A consent of one's own, and what it is to.
pub(super) struct Own {
    pub(super) consent: Consent,
    pub(super) title: String,
}

/// One's own consents.
pub(super) async fn own_of(visit: &Visit) -> Result<Vec<Own>> {
    let read = |seen: &Snapshot<'_>| {
        seen.allow(&ReadOwn)?;
        let me = seen.actor().acting().ok_or(Code::NotSignedIn)?;
        Ok((store::of_member(seen, me)?, store::shown_of(seen, me)?))
    };
    let (consents, shown) = visit.app.store.read(visit.actor, read).await?;
    let own = |consent: Consent| {
        let to = shown.iter().find(|shown| shown.id == consent.item)?;
        Some(Own { consent, title: to.title.clone() })
    };
    Ok(consents.into_iter().filter_map(own).collect())
}

#[derive(Template)]
#[template(path = "consent/own.html")]
struct OwnPage {
    chrome: Chrome,
    own: Vec<Own>,
}

/// `GET /me/consents`
pub async fn own(visit: Visit) -> Result<Page<impl Template>> {
    Ok(Page::of(OwnPage { chrome: visit.chrome(t::own(visit.locale)), own: own_of(&visit).await? }))
}

#[derive(Template)]
#[template(path = "consent/sure.html")]
struct SurePage {
    chrome: Chrome,
    consent: Consent,
    title: String,
    path: Option<String>,
    form: Typed,
}

/// `GET /consent/{id}`: what it means, before it is done.
pub async fn sure(visit: Visit, Path(id): Path<ConsentId>) -> Result<Page<impl Template>> {
    let read = move |seen: &Snapshot<'_>| {
        let item = store::one(seen, id)?.ok_or(Code::NotFound)?.item;
        let Withdrawing { consent, item } = seen.allow(&Withdraw { id, item })?;
        Ok((title(seen, &item)?, consent, item))
    };
    let (title, consent, item) = visit.app.store.read(visit.actor, read).await?;
    let path = path_of(&visit, &item).filter(|_| item.stage == Stage::Live);
    let (chrome, form) = (visit.chrome(t::sure_title(visit.locale)), visit.form::<()>());
    Ok(Page::of(SurePage { chrome, consent, title, path, form }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_found_by_a_word_of_its_title_or_its_address() {
        let shown = Shown {
            id: ItemId(kernel::Key(1)),
            kind: "story".into(),
            slug: "dwie-konewki".into(),
            lang: kernel::Locale::Pl,
            title: "Dwie konewki".into(),
        };
        for wanted in
            ["konewki", "Dwie", "KONEW", "dwie konewki", "https://x.example/o/stories/dwie-konewki?lang=en"]
        {
            assert!(fits(&shown, wanted), "{wanted}");
        }
        for wanted in ["", "lipy", "https://x.example/o/stories/lipy", "…"] {
            assert!(!fits(&shown, wanted), "{wanted}");
        }
    }
}
