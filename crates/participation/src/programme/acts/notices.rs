//! What is told to those who come or wait, by their own way and in their own language.

use crate::programme::model::Occurrence;
use crate::programme::store::{self, Facts};
use crate::texts::programme as t;
use ::store::{Act, Permit, Result, Snapshot, Tx};
use commons::items;
use commons::notices::{Notice, Said, tell};
use kernel::{ItemId, Locale, MemberId};

/// The title as its host wrote it, and in translation where there is one.
struct Named {
    titles: Vec<(Locale, String)>,
    origin: Locale,
}

impl Named {
    fn of(seen: &Snapshot<'_>, id: ItemId, origin: Locale) -> Result<Self> {
        let texts = items::texts_in_any_stage(seen, id)?;
        Ok(Self { titles: texts.into_iter().map(|text| (text.lang, text.title)).collect(), origin })
    }
    fn in_language(&self, locale: Locale) -> &str {
        let of = |lang: Locale| self.titles.iter().find(|(own, _)| *own == lang);
        of(locale).or_else(|| of(self.origin)).map_or("", |(_, title)| title.as_str())
    }
}

fn send<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    kind: &'static str,
    to: &[MemberId],
    say: &dyn Fn(Locale) -> Said,
) -> Result<()> {
    let path = format!("/dates/{}", facts.slug);
    // whose words are quoted: when they leave, these words go along
    let notice = Notice { kind, about: Some(facts.id.0), by: facts.owner, path, say };
    let me = tx.actor().acting();
    to.iter().filter(|member| Some(**member) != me).try_for_each(|member| tell(tx, permit, *member, &notice))
}

fn said(subject: &str, text: String) -> Said {
    Said { subject: subject.to_owned(), text }
}

/// With the host's reason after it, if they gave one.
fn because(text: String, note: &str, locale: Locale) -> String {
    if note.is_empty() { text } else { format!("{text} {}", t::because(locale, note)) }
}

/// A place became free.
pub(super) fn has_place<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    member: MemberId,
    at: &Occurrence,
) -> Result<()> {
    let named = Named::of(tx, facts.id, facts.origin)?;
    send(tx, permit, facts, "programme.has_place", &[member], &|l| {
        said(t::say_place(l), t::say_place_text(l, named.in_language(l), at.when(l)))
    })
}

/// One day is at another time.
pub(super) fn moved<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    at: &Occurrence,
) -> Result<()> {
    let named = Named::of(tx, facts.id, facts.origin)?;
    let to = store::members_on(tx, facts.id, at.day)?;
    send(tx, permit, facts, "programme.moved", &to, &|l| {
        let was = text::date_with_weekday(l, at.day);
        let text = t::say_moved_text(l, named.in_language(l), was, at.when(l));
        said(t::say_moved(l), because(text, &at.note, l))
    })
}

/// One day is called off.
pub(super) fn called_off<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    at: &Occurrence,
) -> Result<()> {
    let named = Named::of(tx, facts.id, facts.origin)?;
    let to = store::members_on(tx, facts.id, at.day)?;
    send(tx, permit, facts, "programme.called_off", &to, &|l| {
        let text = t::say_called_off_text(l, named.in_language(l), at.when(l));
        said(t::say_called_off(l), because(text, &at.note, l))
    })
}

/// One day takes place as announced.
pub(super) fn takes_place<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    at: &Occurrence,
) -> Result<()> {
    let named = Named::of(tx, facts.id, facts.origin)?;
    let to = store::members_on(tx, facts.id, at.day)?;
    send(tx, permit, facts, "programme.takes_place", &to, &|l| {
        said(t::say_takes_place(l), t::say_takes_place_text(l, named.in_language(l), at.when(l)))
    })
}

/// Days, hours or the place of all of it changed.
pub(super) fn changed<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, facts: &Facts) -> Result<()> {
    let named = Named::of(tx, facts.id, facts.origin)?;
    let to = store::members_ahead(tx, facts)?;
    let Some(next) = facts.details.plan.next(tx.now()) else { return Ok(()) };
    let places: Vec<(Locale, String)> = Locale::ALL
        .into_iter()
        .map(|locale| Ok((locale, super::hosting::place(tx, &facts.details, locale)?)))
        .collect::<Result<_>>()?;
    send(tx, permit, facts, "programme.changed", &to, &|l| {
        let place = places.iter().find(|(own, _)| *own == l).map_or("", |(_, place)| place.as_str());
        said(t::say_changed(l), t::say_changed_text(l, place, named.in_language(l), next.when(l)))
    })
}

/// None of it takes place.
pub(super) fn all_called_off<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
    note: &str,
) -> Result<()> {
    let named = Named::of(tx, facts.id, facts.origin)?;
    let to = store::members_ahead(tx, facts)?;
    send(tx, permit, facts, "programme.called_off", &to, &|l| {
        let text = t::say_all_called_off_text(l, named.in_language(l));
        said(t::say_called_off(l), because(text, note, l))
    })
}

/// All of it takes place after all.
pub(super) fn all_takes_place<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    facts: &Facts,
) -> Result<()> {
    let named = Named::of(tx, facts.id, facts.origin)?;
    let to = store::members_ahead(tx, facts)?;
    let Some(next) = facts.details.plan.next(tx.now()) else { return Ok(()) };
    send(tx, permit, facts, "programme.takes_place", &to, &|l| {
        said(t::say_takes_place(l), t::say_takes_place_text(l, named.in_language(l), next.when(l)))
    })
}

/// The host leaves the neighbourhood: said without any of their words, since these go along with them.
pub(super) fn host_left<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, facts: &Facts) -> Result<()> {
    let to = store::members_ahead(tx, facts)?;
    let Some(next) = facts.details.plan.next(tx.now()) else { return Ok(()) };
    let say = |l: Locale| said(t::say_called_off(l), t::say_host_left_text(l, next.when(l)));
    let notice =
        Notice { kind: "programme.called_off", about: None, by: None, path: "/dates".to_owned(), say: &say };
    to.into_iter()
        .filter(|member| Some(*member) != facts.owner)
        .try_for_each(|member| tell(tx, permit, member, &notice))
}
