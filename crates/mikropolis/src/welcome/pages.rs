//! The page.

use super::others::{self, Line};
use crate::texts::welcome as t;
use askama::Template;
use commons::helplines::{self, Helpline};
use kernel::Day;
use participation::programme::{calendar as dates, store as programme};
use people::community::Face;
use people::member::Language;
use people::texts::community as c;
use store::Snapshot;
use support::offers::model::{Kind, Side};
use support::offers::store::{self as offered, Filter, Listed};
use web::{Choice as _, Chrome, Page, Result, Visit};

/// Dates, offers and needs shown: enough to see that something lives here, few enough for a cheap phone.
const FEW: i64 = 3;

/// What somebody sees, in two cells.
struct Seen {
    who: &'static str,
    sees: &'static str,
}

/// What is read for the page, on one snapshot.
struct Found {
    face: Face,
    spoken: Vec<Language>,
    lines: Vec<Helpline>,
    languages: Vec<Listed>,
    needs: Vec<Listed>,
    dates: Vec<dates::Line>,
    today: Day,
}

fn look(seen: &Snapshot<'_>, locale: kernel::Locale) -> store::Result<Found> {
    let language = Filter { kind: Some(Kind::Language), area: "", for_whom: None };
    Ok(Found {
        face: people::community::here(seen)?.face,
        spoken: people::roles::spoken_at_the_desk(seen)?,
        lines: helplines::all(seen)?,
        languages: offered::list(seen, Side::Offer, locale, language, None, FEW)?,
        needs: offered::newest(seen, Side::Need, locale, FEW)?,
        dates: dates::easiest(&programme::list(seen, locale)?, seen.now(), locale, FEW as usize),
        today: seen.now().day(),
    })
}

#[derive(Template)]
#[template(path = "welcome/welcome.html")]
struct WelcomePage {
    chrome: Chrome,
    who_sees: Vec<Seen>,
    desk: String,
    spoken: String,
    others: Vec<Line>,
    lines: Vec<Helpline>,
    languages: Vec<Listed>,
    needs: Vec<Listed>,
    dates: Vec<dates::Line>,
    today: Day,
}

/// `GET /welcome`
pub async fn welcome(visit: Visit) -> Result<Page<impl Template>> {
    let l = visit.locale;
    let Found { face, spoken, lines, languages, needs, dates, today } =
        visit.app.store.read(visit.actor, move |seen| look(seen, l)).await?;
    let who_sees = vec![
        Seen { who: c::who_all(l), sees: c::who_all_says(l) },
        Seen { who: c::who_neighbours(l), sees: c::who_neighbours_says(l) },
        Seen { who: c::who_desk(l), sees: c::who_desk_says(l) },
        Seen { who: c::who_editors(l), sees: c::who_editors_says(l) },
        Seen { who: t::offices(l), sees: c::who_offices_says(l) },
    ];
    let desk = [face.desk_place.get(l), face.desk_hours.get(l)];
    let names = spoken.iter().map(|language| language.label(l)).collect::<Vec<_>>();
    Ok(Page::of(WelcomePage {
        chrome: visit.chrome(t::title(l, visit.community.name(l))).describe(t::lead(l)),
        who_sees,
        desk: desk.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", "),
        spoken: names.join(", "),
        others: others::lines(&spoken),
        lines,
        languages,
        needs,
        dates,
        today,
    }))
}
