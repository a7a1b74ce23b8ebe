//! Announcing a date, changing what was announced, writing it in another language, bringing in a file.

use super::{KEEPERS, RULES, date_act, fill, notices, on};
use crate::programme::KIND;
use crate::programme::model::{Details, Different, Plan};
use crate::programme::store::{self, Facts, Was};
use crate::texts::programme as t;
use ::store::{Act, Permit, Result, Snapshot, Tx};
use commons::items::{self, Audience, Beside, NewItem, Stage, TextState, Translation, Words};
use commons::{seats, short_links};
use kernel::{Code, Day, Grant, ItemId, Locale, MemberId, Refusal, Role};

/// Announcing a date. It is public at once: those who may do it are vouched for, and anybody may report it.
pub struct Add;

impl Act for Add {
    const NAME: &'static str = "programme.add";
    const WHO: &'static [Grant] = &[Grant::Vouched, Grant::Role(Role::Editor), Grant::Role(Role::Animator)];
    const PUBLISHES: bool = true;
    const LAW: &'static str = RULES;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Bringing in a file of dates.
pub struct Import;

impl Act for Import {
    const NAME: &'static str = "programme.import";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Animator), Grant::Operator];
    const LAW: &'static str = RULES;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

date_act! {
    /// Changing what was announced.
    Edit: "programme.edit", KEEPERS, desk true, "it takes place", on;
    /// Writing it in another language.
    Translate: "programme.translate", &[Grant::Vouched, Grant::Role(Role::Editor)], desk true, "it takes place", on;
}

/// What is written of a date in one language.
#[derive(Clone, Debug)]
pub struct Written {
    /// The language.
    pub lang: Locale,
    /// One line.
    pub title: String,
    /// The rest; may be empty.
    pub body: String,
}

impl Written {
    pub(crate) fn words(&self) -> Words {
        Words { title: self.title.clone(), summary: text::brief(&self.body), body: self.body.clone() }
    }
}

/// What a form says of a date.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it is.
    pub details: Details,
    /// Its words.
    pub written: Written,
    /// In whose name; none: the acting member's own.
    pub host: Option<MemberId>,
}

/// In whose name somebody may announce something: their own, and that of the organisations they act for.
///
/// # Errors
/// [`Code::Forbidden`] for anybody else's; those of the store.
pub fn in_whose_name(seen: &Snapshot<'_>, host: Option<MemberId>) -> Result<Option<MemberId>> {
    let Some(me) = seen.actor().acting() else { return Ok(host) };
    let theirs = seen.standing(me)?.unwrap_or_default().organisations;
    match host {
        None => Ok(Some(me)),
        Some(host) if host == me || theirs.contains(&host) => Ok(Some(host)),
        Some(_) => Err(Refusal::new(Code::Invalid, t::wrong_host).at("host").into()),
    }
}

/// Something of it is still to come.
fn check_days(seen: &Snapshot<'_>, details: &Details) -> Result<()> {
    match details.plan.coming(seen.now(), 1).is_empty() {
        true => Err(Refusal::new(Code::Invalid, t::wrong_past).at("first").into()),
        false => Ok(()),
    }
}

/// A place that was chosen is one that is there.
fn check_place(seen: &Snapshot<'_>, details: &Details) -> Result<()> {
    let Some(place) = details.place else { return Ok(()) };
    let there = items::facts(seen, place)?;
    match there.filter(|item| item.kind == "place" && item.stage == Stage::Live) {
        Some(_) => Ok(()),
        None => Err(Refusal::new(Code::Invalid, t::wrong_place).at("place").into()),
    }
}

/// Announces a date; tells its address below `/dates`.
///
/// # Errors
/// A refusal, or those of the store.
pub fn add(tx: &Tx<'_>, told: &Told) -> Result<String> {
    let permit = tx.permit(Add)?;
    check_days(tx, &told.details)?;
    check_place(tx, &told.details)?;
    let owner = in_whose_name(tx, told.host)?;
    let (id, slug) = items::create(tx, &permit, &new_item(told, owner, false), &told.written.words())?;
    short_links::for_item(tx, &permit, id, &format!("/dates/{slug}"))?;
    store::create(tx, &permit, id, &told.details)?;
    link(tx, &permit, id, &told.details)?;
    Ok(slug)
}

fn new_item(told: &Told, owner: Option<MemberId>, sample: bool) -> NewItem {
    NewItem {
        kind: KIND,
        slug: text::slug(&told.written.title),
        owner,
        origin: told.written.lang,
        stage: Stage::Live,
        audience: Audience::Public,
        sample,
        area: String::new(),
        ends_at: told.details.plan.over_at(),
    }
}

/// The place's own page lists what takes place there.
fn link<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, id: ItemId, details: &Details) -> Result<()> {
    let place: Vec<ItemId> = details.place.into_iter().collect();
    items::set_links(tx, permit, id, "at", &place)
}

/// Where it is, as its page says in a language.
pub(super) fn place(seen: &Snapshot<'_>, details: &Details, locale: Locale) -> Result<String> {
    let texts = details.place.map(|place| items::texts(seen, place)).transpose()?.unwrap_or_default();
    let name = items::Card::pick(&texts, locale).map_or("", |text| text.title.as_str());
    Ok(store::in_one_line(name, &details.place_words))
}

/// Days called off or moved stay so where the series still has them; which days are left out, the form says.
fn merged(before: &Plan, told: &Plan, today: Day) -> Plan {
    let mut plan = told.clone();
    for exception in before.exceptions.iter().filter(|one| one.what != Different::Skipped) {
        if plan.exception(exception.day).is_none() {
            plan.exceptions.push(exception.clone());
        }
    }
    plan.tidied(today)
}

/// Changes what was announced; `version` is the one the form showed. Whoever comes goes along and is told.
///
/// # Errors
/// [`Code::Conflict`] when somebody changed it meanwhile; a refusal, or those of the store.
pub fn edit(tx: &Tx<'_>, id: ItemId, version: i64, told: &Told) -> Result<()> {
    let permit = tx.permit(Edit(id))?;
    let before = permit.facts();
    check_place(tx, &told.details)?;
    let mut after = before.clone();
    after.details = Details {
        plan: merged(&before.details.plan, &told.details.plan, tx.now().day()),
        ..told.details.clone()
    };
    check_days(tx, &after.details)?;
    enough_places(tx, before, &after)?;
    items::bump(tx, &permit, version)?;
    let words = told.written.words();
    items::put_original(tx, &permit, before.origin, &words, version + 1)?;
    items::set_end(tx, &permit, after.details.plan.over_at())?;
    let moved = before.details.plan.series != after.details.plan.series
        || (before.details.place, &before.details.place_words)
            != (after.details.place, &after.details.place_words);
    let was = match moved {
        true => Some(Was {
            series: before.details.plan.series.clone(),
            place: place(tx, &before.details, before.origin)?,
        }),
        false => before.was.clone(),
    };
    store::update(tx, &permit, id, &after.details, was.as_ref())?;
    link(tx, &permit, id, &after.details)?;
    go_along(tx, &permit, before, &after)?;
    if moved { notices::changed(tx, &permit, &after) } else { Ok(()) }
}

/// Nobody who has a place loses it because there are fewer.
fn enough_places(seen: &Snapshot<'_>, before: &Facts, after: &Facts) -> Result<()> {
    let Some(places) = after.details.places else { return Ok(()) };
    let most = store::counts(seen, before)?.iter().map(|count| count.come).max();
    match most.filter(|most| *most > places) {
        Some(most) => Err(Refusal::new(Code::Invalid, move |l| t::wrong_places(l, most)).at("places").into()),
        None => Ok(()),
    }
}

/// Whoever comes goes along to the day that stands for theirs; where there is none, they are told so.
fn go_along<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, before: &Facts, after: &Facts) -> Result<()> {
    let (old, new) = (&before.details.plan, &after.details.plan);
    for day in store::days_ahead(tx, before)? {
        let to = if new.series.has(day) { Some(day) } else { new.series.instead_of(day, &old.series) };
        match to.filter(|to| new.ahead(*to, tx.now())) {
            Some(to) => {
                if to != day {
                    store::move_day(tx, permit, before.id, day, to)?;
                }
                fill(tx, permit, after, to)?;
            }
            None => {
                if let Some(occurrence) = old.occurrence(day) {
                    notices::called_off(tx, permit, before, &occurrence)?;
                }
                store::let_go(tx, permit, before.id, day)?;
            }
        }
    }
    Ok(())
}

/// Writes a date's words in another language.
///
/// # Errors
/// A refusal, or those of the store.
pub fn translate(tx: &Tx<'_>, id: ItemId, written: &Written, beside: Option<&Beside>) -> Result<()> {
    let permit = tx.permit(Translate(id))?;
    let (lang, words, path) = (written.lang, &written.words(), format!("/dates/{}", permit.facts().slug));
    let new = Translation { lang, state: TextState::Neighbour, words, beside };
    commons::translating::acts::write(tx, &permit, &new, &path)
}

/// One date of a file, with its people and places found.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Its address below `/dates`.
    pub slug: String,
    /// What is told in its first language.
    pub told: Told,
    /// Its words in other languages.
    pub translations: Vec<Written>,
    /// Who comes, by how many days after the next; nobody is told anything.
    pub coming: Vec<(Day, MemberId)>,
    /// Invented, for trying out.
    pub sample: bool,
}

/// Imports dates; tells their keys in the order of the file.
///
/// # Errors
/// A refusal, or those of the store; nothing is imported then.
pub fn import(tx: &Tx<'_>, all: &[Resolved]) -> Result<Vec<ItemId>> {
    let permit = tx.permit(Import)?;
    let mut keys = Vec::new();
    for one in all {
        let told = &one.told;
        let new = NewItem { slug: one.slug.clone(), ..new_item(told, told.host, one.sample) };
        let (id, slug) = items::create(tx, &permit, &new, &told.written.words())?;
        short_links::for_item(tx, &permit, id, &format!("/dates/{slug}"))?;
        for written in &one.translations {
            items::add_text(tx, &permit, id, written.lang, &written.words(), TextState::Reviewed)?;
        }
        store::create(tx, &permit, id, &told.details)?;
        link(tx, &permit, id, &told.details)?;
        for (day, member) in &one.coming {
            let place = seats::free(&store::taken(tx, id, *day)?, told.details.places);
            store::insert(tx, &permit, id, *day, store::Whose::Member(*member), place)?;
        }
        keys.push(id);
    }
    Ok(keys)
}
