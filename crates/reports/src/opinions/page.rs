//! The report: one page that needs nothing else, on a screen or on paper.

use super::picture::{Picture, SIDE, picture};
use super::words::{Words, percent};
use crate::texts::opinions as texts;
use askama::Template;
use opinions::summary::Summary;
use opinions::{OpinionMap, SMALLEST_GROUP, StatementResult};
use std::collections::HashSet;
use text::{Locale, Number, ToNumber as _};

/// Views listed in a section at most; all statements are in the table.
const LISTED: usize = 12;

#[derive(Template)]
#[template(path = "opinions/page.html")]
struct Page<'a> {
    l: Locale,
    topic: &'a str,
    facts: Vec<(&'static str, String)>,
    finding: String,
    kept: bool,
    shared: Vec<Line>,
    parting: Vec<Line>,
    portraits: Vec<Section>,
    unclear: Vec<Line>,
    picture: Picture,
    side: f64,
    marks: Vec<[String; 4]>,
    group_columns: Vec<String>,
    rows: Vec<Row>,
    method: Vec<String>,
    tried: Vec<String>,
}

struct Line {
    number: usize,
    statement: String,
    sentence: String,
    /// Width of the bar in percent.
    bar: i64,
}

struct Section {
    heading: String,
    lines: Vec<Line>,
}

struct Row {
    number: usize,
    statement: String,
    cells: Vec<String>,
    finding: String,
}

/// The report in one language. `statement` gives a statement's words by its index in the table, or nothing where
/// there are none; then `id` names it.
///
/// # Errors
/// When the page cannot be written, which only a failing formatter could cause.
pub fn page<'s>(
    locale: Locale,
    topic: &str,
    map: &OpinionMap,
    statement: impl Fn(usize) -> Option<&'s str>,
    id: impl Fn(usize) -> &'s str,
) -> Result<String, askama::Error> {
    let name = |index: usize| match statement(index).map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => text.to_owned(),
        None => texts::untitled(locale, id(index)),
    };
    let summary = map.summary();
    let words = Words { locale };
    let numbers: Vec<usize> = (1..=map.statements.len()).collect();
    let lines = Lines { map, words, name: &name };
    Page {
        l: locale,
        topic,
        facts: facts(locale, map),
        finding: words.finding(&summary),
        kept: map.grouping.kept_from_before,
        shared: lines.shared(&summary),
        parting: lines.parting(&summary),
        portraits: lines.portraits(&summary),
        unclear: lines.unclear(&summary),
        picture: picture(map, &numbers),
        side: SIDE,
        marks: marks(locale, map),
        group_columns: group_columns(locale, map),
        rows: lines.rows(&summary),
        method: method(locale, map),
        tried: map.grouping.candidates.iter().map(|candidate| words.tried(candidate)).collect(),
    }
    .render()
}

fn shown(locale: Locale, count: usize) -> String {
    count.to_number().shown(locale).to_string()
}

fn facts(locale: Locale, map: &OpinionMap) -> Vec<(&'static str, String)> {
    vec![
        (texts::people(locale), shown(locale, map.basis.voters)),
        (texts::placed(locale), shown(locale, map.basis.on_the_map)),
        (texts::statements(locale), shown(locale, map.statements.len())),
        (texts::answers(locale), shown(locale, map.basis.votes)),
    ]
}

fn group_columns(locale: Locale, map: &OpinionMap) -> Vec<String> {
    let groups = if map.grouping.is_clear() { map.grouping.k } else { 0 };
    (1..=groups).map(|group| texts::group_agrees(locale, group)).collect()
}

/// The circles as a table: people, group, across, up.
fn marks(locale: Locale, map: &OpinionMap) -> Vec<[String; 4]> {
    let place = |value: f64| Number::decimal((value * 100.0).round() as i64, 2).shown(locale).to_string();
    let group = |group: Option<usize>| group.map_or_else(|| "–".to_owned(), |group| shown(locale, group + 1));
    let row = |mark: &opinions::CrowdMark| {
        [shown(locale, mark.people), group(mark.group), place(mark.place[0]), place(mark.place[1])]
    };
    map.crowd.iter().map(row).collect()
}

fn method(locale: Locale, map: &OpinionMap) -> Vec<String> {
    let words = Words { locale };
    let axes = texts::method_axes(locale, percent(map.explained.iter().sum()));
    let intervals = texts::method_intervals(locale, map.basis.votes_for_a_verdict);
    let privacy = texts::method_privacy(locale).to_owned();
    [Some(axes), words.gates(map), Some(intervals), Some(privacy)].into_iter().flatten().collect()
}

/// Makes the page's lists.
struct Lines<'a> {
    map: &'a OpinionMap,
    words: Words,
    name: &'a dyn Fn(usize) -> String,
}

impl Lines<'_> {
    fn line(&self, index: usize, sentence: String, share: f64) -> Line {
        let number =
            self.map.statements.iter().position(|result| result.index == index).map_or(0, |at| at + 1);
        Line { number, statement: (self.name)(index), sentence, bar: percent(share) }
    }

    fn shared(&self, summary: &Summary) -> Vec<Line> {
        let listed = summary.shared.iter().take(LISTED);
        listed.map(|view| self.line(view.statement, self.words.shared(view), view.share.share)).collect()
    }

    fn parting(&self, summary: &Summary) -> Vec<Line> {
        let listed = summary.parting.iter().take(LISTED);
        listed
            .map(|view| self.line(view.statement, self.words.parting(view, self.map), view.agree.share))
            .collect()
    }

    fn unclear(&self, summary: &Summary) -> Vec<Line> {
        let listed = summary.unclear.iter().take(LISTED);
        listed.map(|view| self.line(view.statement, self.words.unclear(view), view.pass.share)).collect()
    }

    fn portraits(&self, summary: &Summary) -> Vec<Section> {
        let line = |view: &opinions::GroupStatement| {
            self.line(view.statement, self.words.portrait(view), view.share.share)
        };
        let section = |portrait: &opinions::summary::Portrait| Section {
            heading: texts::portrait_heading(self.words.locale, portrait.group + 1, portrait.people),
            lines: portrait.statements.iter().map(line).collect(),
        };
        summary.portraits.iter().map(section).collect()
    }

    fn rows(&self, summary: &Summary) -> Vec<Row> {
        let parting: HashSet<usize> = summary.parting.iter().map(|view| view.statement).collect();
        let results = self.map.statements.iter().enumerate();
        results
            .map(|(at, result)| Row {
                number: at + 1,
                statement: (self.name)(result.index),
                cells: self.cells(result),
                finding: self.finding(result, &parting),
            })
            .collect()
    }

    fn cells(&self, result: &StatementResult) -> Vec<String> {
        let locale = self.words.locale;
        let votes = result.tally.votes();
        if votes < SMALLEST_GROUP as u32 {
            let groups = if self.map.grouping.is_clear() { self.map.grouping.k } else { 0 };
            let mut cells = vec![texts::too_few_to_show(locale).to_owned(); 3];
            cells.push(shown(locale, votes as usize));
            cells.extend(vec![texts::too_few_to_show(locale).to_owned(); groups]);
            return cells;
        }
        let shares = &result.shares;
        let mut cells: Vec<String> =
            [shares.agree, shares.disagree, shares.pass].map(|share| self.words.share(share)).into();
        cells.push(shown(locale, votes as usize));
        cells.extend(result.by_group.iter().map(|group| match group {
            Some(shares) => self.words.share(shares.agree),
            None => texts::too_few_to_show(locale).to_owned(),
        }));
        cells
    }

    fn finding(&self, result: &StatementResult, parting: &HashSet<usize>) -> String {
        let locale = self.words.locale;
        let few = result.tally.votes() < self.map.basis.votes_for_a_verdict;
        let findings = [
            (few, texts::finding_few(locale)),
            (result.consensus.is_some(), texts::finding_shared(locale)),
            (parting.contains(&result.index), texts::finding_parting(locale)),
            (result.unclear, texts::finding_unclear(locale)),
        ];
        findings.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
    }
}

/// Two decimals, as a reader of the page writes them.
#[cfg(test)]
pub(super) fn two_decimals(locale: Locale, value: f64) -> String {
    super::words::hundredths(value).shown(locale).to_string()
}
