//! How many reports came in and what became of them, year by year, without names (in the spirit of art. 15 of the
//! Digital Services Act, from which small services are spared). Small numbers are not told, nor what would give them
//! away: who lives next door could guess whom they are about.

use super::input::YearInput;
use super::model::{Decision, Reason};
use super::store::{self, Counted};
use crate::texts::reports as t;
use ::store::Snapshot;
use askama::Template;
use kernel::{Day, Locale};
use serde_json::{Value, json};
use text::suppress::{self, Cell};
use web::{Choice as _, Chrome, Json, Page, Query, Result, Visit};

/// The first year of all.
const FIRST_YEAR: i64 = 2026;

/// What is told of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Year {
    year: i64,
    /// All that came in.
    all: Cell,
    reasons: Vec<(Reason, Cell)>,
    decisions: Vec<(Decision, Cell)>,
    /// Waiting for a decision.
    waiting: Cell,
    /// Objections, and after how many of them it was decided otherwise.
    objections: Cell,
    changed: Cell,
}

/// Numbers as they may be told beside their sum, and the sum itself, last.
fn beside_their_sum(numbers: Vec<i64>) -> (Vec<Cell>, Cell) {
    let mut cells = suppress::hide(&[numbers]).swap_remove(0);
    let sum = cells.pop().unwrap_or(Cell::Exact(0));
    (cells, sum)
}

fn alone(number: i64) -> Cell {
    suppress::alone(&[vec![number]])[0][0]
}

impl Year {
    fn of(year: i64, rows: &[Counted]) -> Self {
        let sum = |fits: &dyn Fn(&Counted) -> bool| -> i64 {
            rows.iter().filter(|row| fits(row)).map(|row| row.number).sum()
        };
        let held =
            |row: &Counted| if row.again.is_empty() { row.decision.clone() } else { row.again.clone() };
        let reasons = Reason::ALL.iter().map(|reason| sum(&|row| row.reason == reason.word()));
        let decisions = Decision::ALL.iter().map(|decision| sum(&|row| held(row) == decision.word()));
        let waiting = sum(&|row| row.decision.is_empty());
        let (reasons, all) = beside_their_sum(reasons.collect());
        let (mut decisions, again) = beside_their_sum(decisions.chain([waiting]).collect());
        let waiting = decisions.pop().unwrap_or(Cell::Exact(0));
        Self {
            year,
            // of both sums the one that tells less
            all: if matches!(all, Cell::Exact(_)) { again } else { all },
            reasons: Reason::ALL.iter().copied().zip(reasons).collect(),
            decisions: Decision::ALL.iter().copied().zip(decisions).collect(),
            waiting,
            objections: alone(sum(&|row| !row.objector.is_empty())),
            changed: alone(sum(&|row| !row.again.is_empty() && row.again != row.decision)),
        }
    }
    fn json(&self) -> Value {
        let told = |cell: Cell| match cell {
            Cell::Exact(number) => json!(number),
            Cell::Few => json!("fewer than 5"),
            Cell::Hidden | Cell::Unsaid => json!("hidden"),
        };
        let of = |pairs: Vec<(&'static str, Cell)>| -> Value {
            let pairs = pairs.into_iter().map(|(word, number)| (word.to_owned(), told(number)));
            Value::Object(pairs.collect())
        };
        json!({
            "year": self.year, "reports": told(self.all), "waiting": told(self.waiting),
            "reasons": of(self.reasons.iter().map(|(reason, number)| (reason.word(), *number)).collect()),
            "decisions": of(self.decisions.iter().map(|(made, number)| (made.word(), *number)).collect()),
            "objections": told(self.objections), "decided_otherwise": told(self.changed),
        })
    }
}

fn told(locale: Locale, cell: Cell) -> String {
    match cell {
        Cell::Exact(number) => number.to_string(),
        Cell::Few => t::few(locale).to_owned(),
        Cell::Hidden | Cell::Unsaid => t::hidden_number(locale).to_owned(),
    }
}

fn first_day(year: i64) -> Option<kernel::Time> {
    Day::parse(&format!("{year:04}-01-01")).map(Day::start)
}

async fn read(visit: &Visit, YearInput(wanted): YearInput) -> Result<(Year, i64)> {
    let this = i64::from(visit.app.clock.now().day().0.year());
    let year = wanted.filter(|year| (FIRST_YEAR..=this).contains(year)).unwrap_or(this);
    let read = move |seen: &Snapshot<'_>| match (first_day(year), first_day(year + 1)) {
        (Some(from), Some(until)) => store::counts(seen, from, until),
        _ => Ok(Vec::new()),
    };
    let rows = visit.app.store.read(visit.actor, read).await?;
    Ok((Year::of(year, &rows), this))
}

#[derive(Template)]
#[template(path = "reports/counts.html")]
struct CountsPage {
    chrome: Chrome,
    year: Year,
    others: Vec<i64>,
}

impl CountsPage {
    fn told(&self, cell: &Cell) -> String {
        told(self.chrome.locale, *cell)
    }
}

/// `GET /about/reports`
pub async fn page(visit: Visit, Query(wanted): Query<YearInput>) -> Result<Page<impl Template>> {
    let (year, this) = read(&visit, wanted).await?;
    let others = (FIRST_YEAR..=this).filter(|other| *other != year.year).rev().collect();
    let chrome = visit.chrome(t::counts(visit.locale, year.year.to_string()));
    Ok(Page::of(CountsPage { chrome, year, others }))
}

/// `GET /api/reports/counts`
pub async fn api(visit: Visit, Query(wanted): Query<YearInput>) -> Result<Json<Value>> {
    Ok(Json::of(read(&visit, wanted).await?.0.json()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(reason: Reason, decision: &str, again: &str, number: i64) -> Counted {
        let objector = if again.is_empty() { "" } else { "author" };
        Counted {
            reason: reason.word().into(),
            decision: decision.into(),
            again: again.into(),
            objector: objector.into(),
            number,
        }
    }

    #[test]
    fn a_year_is_counted_by_what_holds_and_small_numbers_are_not_told() {
        let rows = [
            row(Reason::Untrue, "hidden", "kept", 2),
            row(Reason::Untrue, "hidden", "", 6),
            row(Reason::Danger, "", "", 1),
        ];
        let year = Year::of(2026, &rows);
        // 9 in all, 8 untrue: the one about danger could be worked out, so the eight are hidden
        assert_eq!(year.all, Cell::Exact(9));
        assert!(year.reasons.contains(&(Reason::Danger, Cell::Few)));
        assert!(year.reasons.contains(&(Reason::Untrue, Cell::Hidden)));
        assert_eq!((year.waiting, year.objections, year.changed), (Cell::Few, Cell::Few, Cell::Few));
        assert!(year.decisions.contains(&(Decision::Kept, Cell::Few)));
        let json = year.json();
        assert_eq!((&json["reports"], &json["decisions"]["kept"]), (&json!(9), &json!("fewer than 5")));
        assert_eq!(json["reasons"]["untrue"], json!("hidden"));
        assert_eq!(told(Locale::En, Cell::Exact(0)), "0");
    }
}
