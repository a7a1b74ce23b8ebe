//! The page of a whole edition: pools, where their money comes from and goes, and each pool's count.

use askama::Template;
use count::plan::{Plan, PoolResult};
use count::{Amount, Currency, Explanation, ResultFile};
use text::Locale;

use super::body::{Body, Report};
use super::words::{amount, name};
use crate::texts::counting as texts;

/// A pool of an edition with what was made of its count.
#[derive(Debug, Clone, Copy)]
pub struct PoolReport<'a> {
    /// The count.
    pub result: &'a PoolResult,
    /// Every project explained, see [`count::explain`].
    pub explanations: &'a [Explanation],
    /// The result file, for ties and checks.
    pub file: &'a ResultFile,
}

/// A stretch of a bar, 0 to 1000.
struct Stretch {
    kind: &'static str,
    label: &'static str,
    start: i128,
    width: i128,
}

struct PoolPart {
    name: String,
    /// Amounts in the order of the table's columns.
    amounts: [String; 6],
    from: Vec<Stretch>,
    to: Vec<Stretch>,
    reserve: Vec<(String, String)>,
    cited: Vec<(String, String)>,
    body: Body,
}

#[derive(Template)]
#[template(path = "counting/edition.html")]
struct Page {
    locale: Locale,
    title: String,
    columns: [&'static str; 6],
    /// Colours of the bars by class, and what they mean.
    legend: [(&'static str, &'static str); 4],
    pools: Vec<PoolPart>,
    /// From, to, amount.
    moves: Vec<(String, String, String)>,
    cited: Vec<(String, String)>,
}

/// Makes the page of an edition; `pools` are those of the plan, in its order.
///
/// # Errors
/// As [`html`](super::html).
pub fn edition_html(plan: &Plan, pools: &[PoolReport<'_>], locale: Locale) -> Result<String, askama::Error> {
    let largest = pools.iter().map(|pool| coming_in(pool.result).max(going_out(pool.result))).max();
    let parts = plan.pools.iter().zip(pools).enumerate();
    let parts = parts.map(|(place, (planned, pool))| {
        let key = format!("-{}", place + 1);
        part(locale, pool, &key, largest.unwrap_or(1), pairs(&planned.cite))
    });
    let moves = pools.iter().flat_map(|pool| {
        let moved = |(to, money): &(String, Amount)| {
            let money = amount(locale, &pool.result.election.currency, *money);
            (pool.result.name.clone(), to.clone(), money)
        };
        pool.result.passed_on.iter().filter(|moved| moved.1 > 0).map(moved)
    });
    Page {
        locale,
        title: plan.edition.name.clone(),
        columns: [
            texts::own_money(locale),
            texts::received(locale),
            texts::spent(locale),
            texts::reserve(locale),
            texts::passed_on(locale),
            texts::unspent(locale),
        ],
        legend: [
            ("part", texts::spent(locale)),
            ("reserved", texts::reserve(locale)),
            ("moved", texts::passed_on(locale)),
            ("rest", texts::unspent(locale)),
        ],
        pools: parts.collect(),
        moves: moves.collect(),
        cited: pairs(&plan.edition.cite),
    }
    .render()
}

fn pairs(cited: &std::collections::BTreeMap<String, String>) -> Vec<(String, String)> {
    cited.iter().map(|(setting, paragraph)| (setting.clone(), paragraph.clone())).collect()
}

fn received(result: &PoolResult) -> Amount {
    result.received.iter().map(|entry| entry.1).sum()
}

/// Money moved into a pool after its rule had ended is not part of its budget.
fn own(result: &PoolResult) -> Amount {
    (going_out(result) - received(result)).max(0)
}

fn coming_in(result: &PoolResult) -> Amount {
    own(result) + received(result)
}

fn passed_on(result: &PoolResult) -> Amount {
    result.passed_on.as_ref().map_or(0, |moved| moved.1)
}

fn going_out(result: &PoolResult) -> Amount {
    let reserve = result.election.cost_of(&result.reserve);
    result.count.total_cost + reserve + passed_on(result) + result.unspent
}

fn part(
    locale: Locale,
    pool: &PoolReport<'_>,
    key: &str,
    largest: Amount,
    cited: Vec<(String, String)>,
) -> PoolPart {
    let result = pool.result;
    let currency = &result.election.currency;
    let reserve = result.election.cost_of(&result.reserve);
    let from = [
        ("part", texts::own_money(locale), own(result)),
        ("moved", texts::received(locale), received(result)),
    ];
    let to = [
        ("part", texts::spent(locale), result.count.total_cost),
        ("reserved", texts::reserve(locale), reserve),
        ("moved", texts::passed_on(locale), passed_on(result)),
        ("rest", texts::unspent(locale), result.unspent),
    ];
    let amounts = [from[0].2, from[1].2, to[0].2, to[1].2, to[2].2, to[3].2];
    let report = Report {
        election: &result.election,
        rule: &result.rule,
        count: &result.count,
        explanations: pool.explanations,
        result: pool.file,
    };
    PoolPart {
        name: result.name.clone(),
        amounts: amounts.map(|money| amount(locale, currency, money)),
        from: stretches(&from, largest),
        to: stretches(&to, largest),
        reserve: further(locale, result, currency),
        cited,
        body: Body::of(&report, locale, key, 3),
    }
}

fn further(locale: Locale, result: &PoolResult, currency: &Currency) -> Vec<(String, String)> {
    let line = |&project: &usize| {
        let cost = amount(locale, currency, result.election.projects[project].cost);
        (name(&result.election, project).to_owned(), cost)
    };
    result.reserve.iter().map(line).collect()
}

fn stretches(parts: &[(&'static str, &'static str, Amount)], largest: Amount) -> Vec<Stretch> {
    let place = |money: Amount| i128::from(money) * 1000 / i128::from(largest.max(1));
    let mut before = 0;
    let mut stretches = Vec::new();
    for &(kind, label, money) in parts.iter().filter(|part| part.2 > 0) {
        let start = place(before);
        before += money;
        stretches.push(Stretch { kind, label, start, width: place(before) - start });
    }
    stretches
}
