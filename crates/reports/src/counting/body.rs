//! What one count found, ready for a template: the same for a page of one count and for each pool of an
//! edition.

use count::{Count, Election, Explanation, ResultFile, Rule};
use text::Locale;

use super::rules::rule_name;
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
pub(super) struct Line {
    pub id: String,
    pub name: String,
    pub won: bool,
    pub cost: String,
    pub points: String,
    pub why: String,
    /// Widths of the bars, 0 to 1000.
    pub support_width: u64,
    pub cost_width: u64,
    pub flows: Vec<(String, u64, String)>,
}

/// A part of the pool, for the picture and its table.
pub(super) struct Part {
    pub name: String,
    pub money: String,
    pub percent: String,
    /// Left edge and width, 0 to 1000.
    pub start: u64,
    pub width: u64,
    pub rest: bool,
}

/// What the template shows.
pub(super) struct Body {
    /// Makes names of parts differ where a page has several bodies.
    pub key: String,
    /// Level of its headings.
    pub level: u8,
    pub facts: Vec<(&'static str, String)>,
    pub lines: Vec<Line>,
    pub any_flows: bool,
    pub parts: Vec<Part>,
    pub ties: Vec<(String, Vec<String>)>,
    pub second: &'static str,
    pub input_sha256: String,
    pub log_sha256: String,
    pub seed: String,
    pub version: String,
}

impl Body {
    pub fn of(report: &Report<'_>, locale: Locale, key: &str, level: u8) -> Self {
        let result = report.result;
        Self {
            key: key.to_owned(),
            level,
            facts: facts(report, locale),
            lines: report.explanations.iter().map(|explained| line(report, locale, explained)).collect(),
            any_flows: report.explanations.iter().any(|explained| !explained.spending.is_empty()),
            parts: parts(report, locale),
            ties: ties(report, locale),
            second: match result.second_count.as_str() {
                "same" => texts::second_same(locale),
                "same at the final share" => texts::second_final(locale),
                "differs" => texts::second_differs(locale),
                _ => texts::second_none(locale),
            },
            input_sha256: result.input_sha256.clone(),
            log_sha256: result.log_sha256.clone(),
            seed: result.seed.clone(),
            version: result.version.clone(),
        }
    }
}

pub(super) fn number(locale: Locale, value: u64) -> String {
    text::Number::integer(i64::try_from(value).unwrap_or(i64::MAX)).shown(locale).to_string()
}

pub(super) fn percent(locale: Locale, part: i64, whole: i64) -> String {
    let tenths = i128::from(part) * 1000 / i128::from(whole.max(1));
    format!("{}%", text::Number::decimal(i64::try_from(tenths).unwrap_or(0), 1).shown(locale))
}

fn facts(report: &Report<'_>, locale: Locale) -> Vec<(&'static str, String)> {
    let election = report.election;
    let money = |value| amount(locale, &election.currency, value);
    let figures = count::figures(election, report.count);
    let (with_winner, voters) = (figures.voters_with_winner, election.voters);
    let mut facts = vec![
        (texts::rule(locale), rule_name(locale, &report.result.rule)),
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
