//! The poster for the stairwell and the list for the desk.

use super::calendar::cost;
use super::day_pages::{OnDay, OneDay, one_day};
use super::model::{Occurrence, State};
use super::pages::MaybeDay;
use super::store::{self, Listed};
use crate::texts::programme as t;
use ::store::Snapshot;
use commons::items::{self, TextRow};
use kernel::{Actor, Code, Locale, Refusal, Time};
use people::member::{self, Kind, Language};
use print::{Paper, Size};
use web::{Choice as _, Document, Error, Path, Paths, Query, Result, Visit};

fn pdf(paper: Paper, name: String) -> Result<Document> {
    let bytes = paper.finish().map_err(|problem| Error::fault(problem.to_string()))?;
    Ok(Document::new("application/pdf", bytes).named(name))
}

/// Everything a poster says.
struct Poster {
    listed: Listed,
    texts: Vec<TextRow>,
    /// An organisation's name: what a neighbour is called stands on no poster.
    host: Option<String>,
    now: Time,
}

fn look(seen: &Snapshot<'_>, slug: &str, locale: Locale) -> ::store::Result<Poster> {
    let listed = store::list(seen, locale)?.into_iter().find(|one| one.slug == slug).ok_or(Code::NotFound)?;
    let host = listed.owner.map(|owner| member::name(seen, owner)).transpose()?.flatten();
    let host = host.filter(|(_, _, kind)| *kind == Kind::Organisation).map(|(name, ..)| name);
    Ok(Poster { texts: items::texts(seen, listed.id)?, listed, host, now: seen.now() })
}

/// "co tydzień, czwartek 17:00–19:00", or the one day in full.
fn when(listed: &Listed, at: &Occurrence, locale: Locale) -> String {
    if listed.details.plan.series.weekly && !at.moved {
        return t::every_week(locale, text::weekday(locale, at.on()), at.hours());
    }
    format!("{}, {}, {}", text::weekday(locale, at.on()), text::date(locale, at.on()), at.hours())
}

/// `GET /dates/{slug}/poster.pdf`
pub async fn poster(
    visit: Visit,
    Path(slug): Path<String>,
    Query(MaybeDay(day)): Query<MaybeDay>,
) -> Result<Document> {
    let locale = visit.locale;
    let (wanted, actor) = (slug.clone(), Actor::visitor(visit.actor.community));
    let Poster { listed, texts, host, now } =
        visit.app.store.read(actor, move |seen| look(seen, &wanted, locale)).await?;
    let plan = &listed.details.plan;
    let asked = day.and_then(|day| plan.occurrence(day)).filter(|at| !at.over(now));
    let Some(at) = asked.or_else(|| plan.next(now)) else { return Err(Refusal::plain(Code::Gone).into()) };
    let off = at.called_off || listed.state == State::CalledOff;
    let details = &listed.details;
    let (place, price) = (listed.place(), cost(details, locale));
    let said = when(&listed, &at, locale);
    let access = details.access.iter().map(|one| one.label(locale)).collect::<Vec<_>>().join(", ");
    let spoken: Vec<&str> = details.languages.iter().map(|one: &Language| one.label(locale)).collect();
    let spoken = spoken.join(", ");
    let mut rows = vec![
        (t::field_when(locale), said.as_str()),
        (t::field_place(locale), place.as_str()),
        (t::field_for_whom(locale), details.for_whom.label(locale)),
        (t::field_cost(locale), price.as_str()),
    ];
    for (label, value) in [(t::field_access(locale), &access), (t::field_languages(locale), &spoken)] {
        if !value.is_empty() {
            rows.push((label, value));
        }
    }
    rows.extend(host.as_deref().map(|host| (t::field_host(locale), host)));
    let phone = visit.community.phone.clone().unwrap_or_default();
    if !phone.is_empty() {
        rows.push((t::phone(locale), phone.as_str()));
    }
    let address = format!("{}{}", visit.app.settings.address, visit.path(&format!("/dates/{slug}")));
    let title = if off { t::title_called_off(locale, &listed.title) } else { listed.title.clone() };
    let mut paper = Paper::new(Size::A4, locale, &title).sender(visit.community.name(locale));
    if visit.community.sample {
        paper = paper.small(t::sample_paper(locale));
    }
    paper = paper.rows(rows).qr(&address, t::poster_qr(locale)).text(t::poster_come(locale));
    paper = in_other_languages(paper, &visit, &listed, &texts, &at);
    pdf(paper.on_one_sheet(), format!("{slug}.pdf"))
}

/// A line in each other language of the neighbourhood, so that nobody walks past.
fn in_other_languages(
    mut paper: Paper,
    visit: &Visit,
    listed: &Listed,
    texts: &[TextRow],
    at: &Occurrence,
) -> Paper {
    for locale in visit.community.languages.iter().copied().filter(|other| *other != visit.locale) {
        let title = texts.iter().find(|text| text.lang == locale).map_or(listed.title.as_str(), |text| &text.title);
        let line = format!("{title} · {} · {}", when(listed, at, locale), cost(&listed.details, locale));
        paper = paper.language(locale).text(&line);
    }
    paper.language(visit.locale)
}

/// `GET /dates/{slug}/days/{day}/list.pdf`: names, a count and the waiting list, with a box before each.
pub async fn list(visit: Visit, Paths(slug, OnDay(day)): Paths<String, OnDay>) -> Result<Document> {
    let locale = visit.locale;
    let one = one_day(&visit, &slug, day).await?;
    let (title, _) = one.title(locale);
    let paper = Paper::new(Size::A4, locale, title).sender(visit.community.name(locale)).text(&one.at.when(locale));
    pdf(names(paper, &one, locale), format!("{slug}-{day}.pdf"))
}

fn names(mut paper: Paper, one: &OneDay, locale: Locale) -> Paper {
    let (named, waiting) = (one.named(), one.waiting());
    let guests = i64::try_from(one.guests()).unwrap_or(i64::MAX);
    paper = paper.heading(&t::list_named(locale, i64::try_from(named.len()).unwrap_or(i64::MAX)));
    paper = boxes(paper, &named, locale);
    paper = paper.heading(&t::list_guests(locale, guests));
    if guests > 0 {
        paper = paper.text(&"[   ]  ".repeat(usize::try_from(guests).unwrap_or(0).min(60)));
    }
    if !waiting.is_empty() {
        paper = paper.heading(t::list_waiting(locale));
        paper = boxes(paper, &waiting, locale);
    }
    paper.small(t::list_foot(locale))
}

fn boxes(paper: Paper, names: &[&str], locale: Locale) -> Paper {
    if names.is_empty() {
        return paper.text(t::nobody_yet(locale));
    }
    let rows: Vec<(String, String)> =
        names.iter().enumerate().map(|(at, name)| (format!("[   ]  {}", at + 1), (*name).to_owned())).collect();
    paper.rows(rows.iter().map(|(number, name)| (number.as_str(), name.as_str())))
}
