//! The page of a count: one file that needs nothing else, for screens, readers and paper.

use askama::Template;
use count::{Count, Election, Explanation, ResultFile, Rule};
use text::Locale;

use super::words::{amount, explanation, name};
use crate::texts::counting as texts;

/// Everything a page is made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The election.
    pub election: &'a Election,
    /// The rule.
    pub rule: &'a Rule,
    /// The count.
    pub count: &'a Count,
    /// Every project explained, see [`count::explain`].
    pub explanations: &'a [Explanation],
    /// The result file, for ties and checks.
    pub result: &'a ResultFile,
}

/// One project on the page.
struct Line {
    id: String,
    name: String,
    won: bool,
    cost: String,
    points: String,
    why: String,
    /// Widths of the bars, 0 to 1000.
    support_width: u64,
    cost_width: u64,
    flows: Vec<(String, u64, String)>,
}

/// A part of the pool, for the picture and its table.
struct Part {
    name: String,
    money: String,
    percent: String,
    /// Left edge and width, 0 to 1000.
    start: u64,
    width: u64,
    rest: bool,
}

#[derive(Template)]
#[template(path = "counting/page.html")]
struct Page<'a> {
    locale: Locale,
    title: String,
    result: &'a ResultFile,
    facts: Vec<(&'static str, String)>,
    lines: Vec<Line>,
    any_flows: bool,
    parts: Vec<Part>,
    ties: Vec<(String, Vec<String>)>,
    second: &'static str,
}

/// Makes the page.
///
/// # Errors
/// None in practice: writing to memory cannot fail; the template engine's error is handed on.
pub fn html(report: &Report<'_>, locale: Locale) -> Result<String, askama::Error> {
    let meta = &report.election.meta;
    let described = meta.get("description").unwrap_or_default();
    Page {
        locale,
        title: described.to_owned(),
        result: report.result,
        facts: facts(report, locale),
        lines: report.explanations.iter().map(|explained| line(report, locale, explained)).collect(),
        any_flows: report.explanations.iter().any(|explained| !explained.spending.is_empty()),
        parts: parts(report, locale),
        ties: ties(report, locale),
        second: match report.result.second_count.as_str() {
            "same" => texts::second_same(locale),
            "differs" => texts::second_differs(locale),
            _ => texts::second_none(locale),
        },
    }
    .render()
}

fn number(locale: Locale, value: u64) -> String {
    text::Number::integer(i64::try_from(value).unwrap_or(i64::MAX)).shown(locale).to_string()
}

fn percent(locale: Locale, part: i64, whole: i64) -> String {
    let tenths = i128::from(part) * 1000 / i128::from(whole.max(1));
    format!("{}%", text::Number::decimal(i64::try_from(tenths).unwrap_or(0), 1).shown(locale))
}

fn facts(report: &Report<'_>, locale: Locale) -> Vec<(&'static str, String)> {
    let election = report.election;
    let money = |value| amount(locale, &election.currency, value);
    let figures = count::figures(election, report.count);
    let (with_winner, voters) = (figures.voters_with_winner, election.voters);
    let mut facts = vec![
        (texts::rule(locale), report.result.rule.clone()),
        (texts::budget(locale), money(election.budget)),
        (
            texts::spent(locale),
            format!(
                "{} ({})",
                money(report.count.total_cost),
                percent(locale, report.count.total_cost, election.budget)
            ),
        ),
        (texts::left_over(locale), money(election.budget - report.count.total_cost)),
        (texts::voters(locale), number(locale, voters)),
        (
            texts::with_winner(locale),
            format!(
                "{} ({})",
                number(locale, with_winner),
                percent(locale, with_winner as i64, voters as i64)
            ),
        ),
    ];
    if let Some(share) = report.count.share() {
        facts.push((texts::share(locale), money(share.rounded())));
    }
    facts
}

fn line(report: &Report<'_>, locale: Locale, explained: &Explanation) -> Line {
    let election = report.election;
    let project = &election.projects[explained.project];
    let most_points = report.explanations.iter().map(|other| other.support.points).max().unwrap_or(1).max(1);
    let width = i128::from(project.cost) * 1000 / i128::from(election.budget.max(1));
    let flows = explained.spending.iter().map(|entry| {
        let money = amount(locale, &election.currency, entry.money.rounded());
        (name(election, entry.winner).to_owned(), entry.voters, money)
    });
    Line {
        id: project.id.clone(),
        name: name(election, explained.project).to_owned(),
        won: report.count.selected.contains(&explained.project),
        cost: amount(locale, &election.currency, project.cost),
        points: number(locale, explained.support.points),
        why: explanation(locale, election, report.rule, explained),
        support_width: explained.support.points * 1000 / most_points,
        cost_width: width.clamp(0, 1000) as u64,
        flows: flows.collect(),
    }
}

fn parts(report: &Report<'_>, locale: Locale) -> Vec<Part> {
    let election = report.election;
    let mut start = 0_i128;
    let mut part = |name: String, money: i64, rest: bool| {
        let place = |value: i128| (value * 1000 / i128::from(election.budget.max(1))) as u64;
        let from = place(start);
        start += i128::from(money);
        Part {
            name,
            money: amount(locale, &election.currency, money),
            percent: percent(locale, money, election.budget),
            start: from,
            width: place(start) - from,
            rest,
        }
    };
    let winners = report.count.selected.iter();
    let mut parts: Vec<Part> = winners
        .map(|&winner| part(name(election, winner).to_owned(), election.projects[winner].cost, false))
        .collect();
    parts.push(part(texts::left_over(locale).to_owned(), election.budget - report.count.total_cost, true));
    parts
}

fn ties(report: &Report<'_>, locale: Locale) -> Vec<(String, Vec<String>)> {
    let line = |tie: &count::TieLine| {
        let what = texts::tie(locale, &tie.chosen, tie.tied.join(", "));
        let otherwise = tie
            .otherwise
            .iter()
            .map(|(first, winners)| texts::tie_otherwise(locale, first, winners.join(", ")));
        (what, otherwise.collect())
    };
    report.result.ties.iter().map(line).collect()
}
