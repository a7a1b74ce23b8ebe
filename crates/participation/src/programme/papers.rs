//! The poster for the stairwell and the list for the desk.

use super::calendar::cost;
use super::day_pages::{OnDay, OneDay, one_day};
use super::model::{Occurrence, State};
use super::pages::MaybeDay;
use super::store::{self, Listed};
use crate::texts::programme as t;
use ::store::Snapshot;
use commons::items::{self, TextRow};
use commons::papers;
use commons::short_links::{self, ShortCode};
use kernel::{Actor, Code, Locale, Refusal, Time};
use people::member::{self, Kind, Language};
use print::{Paper, Size};
use web::{Choice as _, Document, Path, Paths, Query, Result, Visit};

async fn pdf(paper: Paper, name: String) -> Result<Document> {
    Ok(papers::set(move || paper.finish()).await?.named(name))
}

/// Everything a poster says.
struct Poster {
    listed: Listed,
    texts: Vec<TextRow>,
    /// An organisation's name: what a neighbour is called stands on no poster.
    host: Option<String>,
    short: Option<ShortCode>,
    now: Time,
}

fn look(seen: &Snapshot<'_>, slug: &str, locale: Locale) -> ::store::Result<Poster> {
    let listed = store::listed(seen, slug, locale)?;
    let host = listed.owner.map(|owner| member::name(seen, owner)).transpose()?.flatten();
    let host = host.filter(|(_, _, kind)| *kind == Kind::Organisation).map(|(name, ..)| name);
    let short = short_links::code_of(seen, &format!("/dates/{slug}"))?;
    Ok(Poster { texts: items::texts(seen, listed.id)?, listed, host, short, now: seen.now() })
}

/// "co tydzień, czwartek 17:00–19:00", or the one day in full.
fn when(listed: &Listed, at: &Occurrence, locale: Locale) -> String {
    if listed.details.plan.series.weekly && !at.moved {
        return t::every_week(locale, at.hours(), text::weekday(locale, at.on()));
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
    let poster = visit.app.store.read(actor, move |seen| look(seen, &wanted, locale)).await?;
    let plan = &poster.listed.details.plan;
    let asked = day.and_then(|day| plan.occurrence(day)).filter(|at| !at.over(poster.now));
    let Some(at) = asked.or_else(|| plan.next(poster.now)) else {
        return Err(Refusal::plain(Code::Gone).into());
    };
    let off = at.called_off || poster.listed.state == State::CalledOff;
    let title = match off {
        true => t::title_called_off(locale, &poster.listed.title),
        false => poster.listed.title.clone(),
    };
    let mut paper = Paper::new(Size::Poster, locale, &title).sender(visit.community.name(locale));
    paper = told(paper, &poster, &at, locale);
    paper = in_other_languages(paper, &visit, &poster, &at);
    if visit.community.sample {
        paper = paper.small(t::sample_paper(locale));
    }
    let full = || format!("{}{}", visit.app.settings.address, visit.path(&format!("/dates/{slug}")));
    let address = poster.short.as_ref().map_or_else(full, |code| code.address(&visit.app.settings.address));
    let phone = visit.community.phone.as_deref().map(|phone| (t::phone(locale), phone));
    paper = paper.reach(&address, t::poster_qr(locale), phone);
    pdf(paper.on_one_sheet(), format!("{slug}.pdf")).await
}

/// What decides whether somebody comes, the largest first.
fn told(paper: Paper, poster: &Poster, at: &Occurrence, locale: Locale) -> Paper {
    let (listed, details) = (&poster.listed, &poster.listed.details);
    let access: Vec<&str> = details.access.iter().map(|one| one.label(locale)).collect();
    let spoken: Vec<&str> = details.languages.iter().map(|one: &Language| one.label(locale)).collect();
    let (place, price, access) = (listed.place(), cost(details, locale), access.join(", "));
    let whom = format!("{} · {}", details.for_whom.label(locale), spoken.join(", "));
    let mut rows = vec![
        (t::poster_when(locale), when(listed, at, locale)),
        (t::field_place(locale), place),
        (t::poster_cost(locale), price),
        (t::field_for_whom(locale), whom.trim_end_matches([' ', '·']).to_owned()),
        (t::poster_access(locale), access),
        (t::poster_host(locale), poster.host.clone().unwrap_or_default()),
    ];
    rows.retain(|(_, value)| !value.is_empty());
    paper.rows(rows.iter().map(|(label, value)| (*label, value.as_str())))
}

/// A line in each other language of the neighbourhood, so that nobody walks past.
fn in_other_languages(mut paper: Paper, visit: &Visit, poster: &Poster, at: &Occurrence) -> Paper {
    let listed = &poster.listed;
    for locale in visit.community.languages.iter().copied().filter(|other| *other != visit.locale) {
        let words = poster.texts.iter().find(|text| text.lang == locale);
        let title = words.map_or(listed.title.as_str(), |text| &text.title);
        let line = format!("{title} · {} · {}", when(listed, at, locale), cost(&listed.details, locale));
        paper = paper.language(locale).small(&line);
    }
    paper.language(visit.locale)
}

/// `GET /dates/{slug}/days/{day}/list.pdf`: names, a count and the waiting list, with a box before each.
pub async fn list(visit: Visit, Paths(slug, OnDay(day)): Paths<String, OnDay>) -> Result<Document> {
    let locale = visit.locale;
    let one = one_day(&visit, &slug, day).await?;
    let (title, _) = one.title(locale);
    let paper =
        Paper::new(Size::A4, locale, title).sender(visit.community.name(locale)).text(&one.at.when(locale));
    pdf(names(paper, &one, locale), format!("{slug}-{day}.pdf")).await
}

fn names(mut paper: Paper, one: &OneDay, locale: Locale) -> Paper {
    let (named, waiting) = (one.named(), one.waiting());
    paper = boxes(paper, &t::list_named(locale, named.len()), &named, locale);
    let guests = vec![" "; one.guests()];
    paper = boxes(paper, &t::list_guests(locale, guests.len()), &guests, locale);
    if !waiting.is_empty() {
        paper = boxes(paper, t::list_waiting(locale), &waiting, locale);
    }
    paper.small(t::list_foot(locale))
}

/// A box to tick before each.
fn boxes(paper: Paper, label: &str, names: &[&str], locale: Locale) -> Paper {
    match names.is_empty() {
        true => paper.heading(label).text(t::nobody_yet(locale)),
        false => paper.ticks(label, names.iter().copied()),
    }
}
