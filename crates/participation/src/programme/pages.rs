//! The calendar and the page of one date.

use super::acts::ReadComing;
use super::calendar::{self, OneDay};
use super::input::{DayInput, ListInput, furthest};
use super::model::{Details, Different, ForWhom, Occurrence, State};
use super::store::{self, Count, Facts, Seat, Whose};
use crate::texts::programme as t;
use ::store::Snapshot;
use askama::Template;
use axum::response::{IntoResponse, Response};
use commons::items::{self, Audience, Card, Stage, TextRow};
use commons::translating::{self, Note};
use kernel::{Code, Day, ItemId, Locale, Role, Time};
use people::member::{self, Kind, Language};
use web::form::TypedOption;
use web::{Choice as _, Chrome, Error, Page, Path, Query, Result, Typed, Visit};

/// A page of the calendar shows so many days: two weeks at least, then whole ones.
const DAYS: i32 = 14;
/// And about so many lines.
const LINES: usize = 60;
/// The page of a date shows so many of its days.
const SHOWN: usize = 8;

#[derive(Template)]
#[template(path = "programme/list.html")]
struct ListPage {
    chrome: Chrome,
    days: Vec<OneDay>,
    wanted: ListInput,
    whom: Vec<(TypedOption, bool)>,
    languages: Vec<(TypedOption, bool)>,
    /// The name of the place, where only what is there is shown.
    place: Option<String>,
    more: Option<String>,
    calendar: String,
    today: Day,
}

fn options<T: web::Choice>(locale: Locale, chosen: Option<T>) -> Vec<(TypedOption, bool)> {
    let option = |choice: &T| {
        (TypedOption { key: choice.key(), label: choice.label(locale) }, chosen.as_ref() == Some(choice))
    };
    T::ALL.iter().map(option).collect()
}

/// `GET /dates`
pub async fn list(visit: Visit, Query(wanted): Query<ListInput>) -> Result<Page<impl Template>> {
    let locale = visit.locale;
    let asked = wanted.clone();
    let read = move |seen: &Snapshot<'_>| {
        let today = seen.now().day();
        let from = asked.since(today).max(today);
        let until = from.plus(DAYS + 6 - i32::from(from.plus(DAYS).0.weekday().to_monday_zero_offset()));
        let all = store::list(seen, locale)?;
        let (first, last) = calendar::named(&all, from, until);
        let counts = store::counts_of(seen, first, last)?;
        Ok((all, counts, (from, until), seen.now()))
    };
    let (all, counts, (from, until), now) = visit.app.store.read(visit.actor, read).await?;
    let lines = calendar::lines(&all, &wanted, &counts, (from, until), now, locale);
    let cut = lines.len() > LINES;
    let days = calendar::by_day(lines, now.day(), LINES, locale);
    let last = days.last().map_or(until, |last| if cut { last.day } else { until });
    let more = calendar::first_after(&all, &wanted, last).filter(|day| *day <= furthest(now.day()));
    let more =
        more.map(|day| visit.path(&format!("/dates?{}&from={day}", wanted.query())).replace("?&", "?"));
    let place = all.iter().find(|one| !wanted.place.is_empty() && one.place_slug == wanted.place);
    let calendar = match wanted.place.as_str() {
        "" => visit.path("/dates.ics"),
        place => visit.path(&format!("/dates/at/{place}.ics")),
    };
    Ok(Page::of(ListPage {
        chrome: visit.chrome(t::name(locale)).describe(t::about(locale)),
        whom: options(locale, wanted.for_whom)
            .into_iter()
            .filter(|(one, _)| one.key != ForWhom::Anyone.key())
            .collect(),
        languages: options(locale, wanted.language),
        place: place.map(|one| one.place_name.clone()),
        days,
        wanted,
        more,
        calendar,
        today: now.day(),
    }))
}

/// Who looks at a date, and what they may do with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rights {
    /// Change it and call it off.
    pub keeps: bool,
    /// See who comes.
    pub sees_who: bool,
    /// Take it out of sight.
    pub edits: bool,
}

/// What somebody may do with a date, found out with one statement for all of it.
pub fn rights(seen: &Snapshot<'_>, facts: &Facts) -> ::store::Result<Rights> {
    let Some(me) = seen.actor().acting() else { return Ok(Rights::default()) };
    let own = seen.standing(me)?.unwrap_or_default();
    let hosts = facts.owner.is_some_and(|owner| owner == me || own.organisations.contains(&owner));
    let has = |role: Role| own.roles.contains(&role);
    Ok(Rights {
        keeps: hosts || has(Role::Animator),
        sees_who: hosts || seen.allows(&ReadComing(facts.id), facts),
        edits: has(Role::Editor) || has(Role::Animator),
    })
}

/// What the page of one needs, in one read.
pub(super) struct Found {
    pub(super) facts: Facts,
    pub(super) texts: Vec<TextRow>,
    place: Option<Card>,
    /// Shown to everybody if it is an organisation, else to members.
    host: Option<String>,
    counts: Vec<Count>,
    seat: Option<Seat>,
    rights: Rights,
    /// The day that is asked for, or the next.
    at: Option<Occurrence>,
    coming: Vec<Occurrence>,
    now: Time,
}

impl Found {
    fn count(&self, day: Day) -> Count {
        let none = Count { day, come: 0, wait: 0 };
        self.counts.iter().find(|count| count.day == day).copied().unwrap_or(none)
    }
}

/// The one that is asked for if it is there, else the next.
fn chosen(facts: &Facts, day: Option<Day>, now: Time) -> Option<Occurrence> {
    let plan = &facts.details.plan;
    let asked = day.and_then(|day| plan.occurrence(day)).filter(|one| !one.over(now));
    asked.or_else(|| plan.next(now))
}

fn find(
    seen: &Snapshot<'_>,
    slug: &str,
    day: Option<Day>,
    guest: &dyn Fn(ItemId, Day) -> Vec<u8>,
    locale: Locale,
) -> ::store::Result<Found> {
    let facts = store::facts_by_slug(seen, slug)?;
    let texts = items::texts(seen, facts.id)?;
    let now = seen.now();
    let at = chosen(&facts, day, now);
    let me = seen.actor().acting();
    let seat = match (&at, me) {
        (Some(at), Some(me)) => store::own(seen, facts.id, at.day, Whose::Member(me))?,
        (Some(at), None) => match guest(facts.id, at.day) {
            none if none.is_empty() => None,
            guest => store::own(seen, facts.id, at.day, Whose::Guest(&guest))?,
        },
        (None, _) => None,
    };
    let host = facts.owner.map(|owner| member::name(seen, owner)).transpose()?.flatten();
    let member = items::viewer(seen)? >= Audience::Members;
    let host = host.filter(|(_, _, kind)| member || *kind == Kind::Organisation).map(|(name, ..)| name);
    let place = match facts.details.place {
        Some(_) => items::linked_to(seen, facts.id, "at", locale, 1)?.pop(),
        None => None,
    };
    Ok(Found {
        counts: store::counts(seen, &facts)?,
        rights: rights(seen, &facts)?,
        coming: facts.details.plan.coming(now, SHOWN),
        facts,
        texts,
        place,
        host,
        seat,
        at,
        now,
    })
}

#[derive(Template)]
#[template(path = "programme/show.html")]
struct ShowPage {
    chrome: Chrome,
    found: Found,
    text: TextRow,
    mark: Note,
    body: String,
    come: Typed,
    cost: String,
    access: String,
    languages: String,
    /// Days that are called off or moved, and those left out.
    different: Vec<Occurrence>,
    skipped: String,
    translations: Vec<Locale>,
    base: String,
}

impl ShowPage {
    fn details(&self) -> &Details {
        &self.found.facts.details
    }
    fn called_off(&self) -> bool {
        self.found.facts.state == State::CalledOff || self.found.at.as_ref().is_some_and(|at| at.called_off)
    }
    fn count(&self) -> Count {
        self.found.count(self.found.at.as_ref().map_or(self.found.now.day(), |at| at.day))
    }
    fn left(&self) -> Option<i64> {
        self.details().places.map(|places| (places - self.count().come).max(0))
    }
    fn member(&self) -> bool {
        self.chrome.person().is_some()
    }
    /// Whether the change of all of it is news.
    fn was(&self) -> Option<&store::Was> {
        let fresh = self.found.facts.changed_at.plus_days(14) > self.found.now;
        self.found.facts.was.as_ref().filter(|_| fresh)
    }
    fn was_when(&self, was: &store::Was, locale: &Locale) -> String {
        let plan = super::model::Plan { series: was.series.clone(), exceptions: Vec::new() };
        let day = if was.series.weekly {
            text::weekday(*locale, was.series.first).to_owned()
        } else {
            text::date(*locale, was.series.first)
        };
        plan.occurrence(was.series.first).map_or(day.clone(), |one| format!("{day}, {}", one.hours()))
    }
    fn here(&self) -> String {
        format!("{}/dates/{}", self.base, self.found.facts.slug)
    }
    fn is_here(&self, one: &Occurrence) -> bool {
        self.day() == Some(one.day)
    }
    fn day(&self) -> Option<Day> {
        self.found.at.as_ref().map(|at| at.day)
    }
}

#[derive(Template)]
#[template(path = "programme/stub.html")]
struct StubPage {
    chrome: Chrome,
    says: &'static str,
    reinstate: Option<String>,
}

/// `?day=`, which may be missing.
pub struct MaybeDay(pub Option<Day>);

impl web::Input for MaybeDay {
    const FIELDS: &'static [web::Field] = <DayInput as web::Input>::FIELDS;
    fn parse(read: &mut web::Reader<'_>) -> Option<Self> {
        // a day that is none leads to the next: posters stay up longer than plans
        Some(Self(read.raw_day("day")))
    }
}

/// What stands for the visitor's browser on a day of a date.
pub(super) fn guest(visit: &Visit, date: ItemId, day: Day) -> Vec<u8> {
    // at a screen that many use, each who says so is one more
    let browser = match visit.kiosk() {
        true => kernel::Key::random().to_string(),
        false => visit.browser(&format!("coming {date} {day}")),
    };
    browser.into_bytes()
}

/// `GET /dates/{slug}`
pub async fn show(
    visit: Visit,
    Path(slug): Path<String>,
    Query(MaybeDay(day)): Query<MaybeDay>,
) -> Result<Response> {
    let locale = visit.locale;
    let asking = visit.clone();
    let read =
        move |seen: &Snapshot<'_>| find(seen, &slug, day, &|date, day| guest(&asking, date, day), locale);
    let found = visit.app.store.read(visit.actor, read).await?;
    let Some(text) = Card::pick(&found.texts, locale).cloned() else { return stub(&visit, &found) };
    let details = &found.facts.details;
    let access: Vec<&str> = details.access.iter().map(|one| one.label(locale)).collect();
    let languages: Vec<&str> = details.languages.iter().map(|one: &Language| one.label(locale)).collect();
    let skipped = details.plan.exceptions.iter().filter(|one| one.what == Different::Skipped);
    let today = found.now.day();
    let skipped: Vec<String> = skipped
        .filter(|one| one.day >= today)
        .take(6)
        .map(|one| text::day_and_month(locale, one.day))
        .collect();
    let different = found.coming.iter().filter(|one| one.called_off || one.moved).cloned().collect();
    let missing = |lang: &Locale| found.texts.iter().all(|text| text.lang != *lang);
    let when = found.at.as_ref().map(|at| at.when(locale)).unwrap_or_default();
    let chosen = found.at.as_ref().map(|at| ("day", at.day.to_string()));
    let place =
        store::in_one_line(found.place.as_ref().map_or("", |place| &place.title), &details.place_words);
    let described = [when, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Ok(Page::of(ShowPage {
        chrome: visit.chrome(text.title.clone()).describe(described),
        mark: translating::mark(
            &visit,
            found.facts.id,
            &format!("/dates/{}", found.facts.slug),
            &found.texts,
            &text,
        ),
        body: text::markdown::to_html(&text.body),
        come: visit.form_with::<DayInput>(chosen),
        cost: calendar::cost(details, locale),
        access: access.join(", "),
        languages: languages.join(", "),
        different,
        skipped: skipped.join(", "),
        translations: visit.community.languages.iter().copied().filter(missing).collect(),
        base: visit.path(""),
        text,
        found,
    })
    .into_response())
}

/// What is no longer to be seen says so kindly, with a way on.
fn stub(visit: &Visit, found: &Found) -> Result<Response> {
    let locale = visit.locale;
    let says = match found.facts.stage {
        Stage::Ended => t::stub_over(locale),
        Stage::Withdrawn => t::stub_withdrawn(locale),
        _ => return Err(Error::from(kernel::Refusal::plain(Code::NotFound))),
    };
    let again = found.rights.edits && found.facts.stage == Stage::Withdrawn;
    let reinstate = again.then(|| visit.path(&format!("/dates/{}/reinstate", found.facts.slug)));
    let page = StubPage { chrome: visit.chrome(says), says, reinstate };
    Ok(Page::with(axum::http::StatusCode::GONE, page).into_response())
}
