//! Checks beyond form, at the level of the library's own checker: META fields, stated tallies,
//! money, and whether the stated rule gives the stated result.

use super::fields::{self, Kind};
use super::problem::{Problem, Reason, Severity};
use super::read::{MetaPlaces, Problems, amount_reason};
use super::scan::Row;
use crate::election::{Election, Meta};
use crate::money::Decimal;

/// Checks the keys of META and their values.
pub(super) fn meta(meta: &Meta, places: &MetaPlaces, last_line: u64, problems: &mut Problems) {
    for &(key, _, needed) in fields::META {
        // Only these two are needed for counting; without the others the file is incomplete.
        let severity =
            if matches!(key, "budget" | "vote_type") { Severity::Error } else { Severity::Warning };
        if needed && meta.get(key).is_none() {
            let line = places.get(key).map_or(last_line, |place| place.0);
            problems.push(Problem { severity, line, column: 1, reason: Reason::MetaMissing { key } });
        }
    }
    for (key, value) in &meta.entries {
        let (line, column) = places.get(key).copied().unwrap_or((1, 1));
        let mut warn = |reason| problems.push(Problem { severity: Severity::Warning, line, column, reason });
        let Some(&(_, kind, _)) = fields::META.iter().find(|field| field.0 == key) else {
            warn(Reason::MetaUnknown { key: key.clone() });
            continue;
        };
        let value = value.trim();
        if let Some(reason) = value_problem(key, value, kind).filter(|_| !value.is_empty()) {
            warn(reason);
        }
        if key == "comment" && !value.is_empty() && !value.starts_with("#1: ") {
            warn(Reason::CommentFormat);
        }
    }
    dates(meta, places, problems);
    for (list, names) in [("budget_per_category", "categories"), ("budget_per_neighborhood", "neighborhoods")]
    {
        let (found, expected) = (meta.list(list).len(), meta.list(names).len());
        if found > 0 && found != expected {
            let (line, column) = places.get(list).copied().unwrap_or((1, 1));
            let reason = Reason::ListLength { field: list.to_owned(), expected, found };
            problems.push(Problem { severity: Severity::Warning, line, column, reason });
        }
    }
}

fn value_problem(key: &str, value: &str, kind: Kind) -> Option<Reason> {
    match kind {
        Kind::Text => None,
        Kind::Whole if value.parse::<u64>().is_err() => {
            Some(Reason::NotANumber { field: key.to_owned(), value: value.to_owned() })
        }
        Kind::One if value != "1" => {
            Some(Reason::ValueNotAllowed { field: key.to_owned(), value: value.to_owned(), allowed: "1" })
        }
        Kind::Date if fields::date(value).is_none() => Some(Reason::NotADate { value: value.to_owned() }),
        Kind::Amount if key != "budget" || value.contains(',') => match Decimal::parse(value) {
            Ok(amount) => amount.comma.then(|| Reason::DecimalComma { value: value.to_owned() }),
            Err(fault) => Some(amount_reason(fault, value)),
        },
        Kind::AmountList => {
            value.split(',').find_map(|part| Decimal::parse(part).err().map(|f| amount_reason(f, part)))
        }
        _ => None,
    }
}

fn dates(meta: &Meta, places: &MetaPlaces, problems: &mut Problems) {
    let date = |key| meta.get(key).and_then(fields::date);
    if let (Some(begin), Some(end)) = (date("date_begin"), date("date_end"))
        && begin > end
    {
        let (line, column) = places.get("date_end").copied().unwrap_or((1, 1));
        let reason = Reason::DatesReversed { begin, end };
        problems.push(Problem { severity: Severity::Warning, line, column, reason });
    }
}

/// Checks a header line for repeated and unknown columns.
pub(super) fn header(row: &Row, section: &'static str, known: &[&str], problems: &mut Problems) {
    for (cell, column) in row.iter().map(str::trim).enumerate() {
        if row.iter().take(cell).any(|earlier| earlier.trim() == column) {
            problems.warn(row, cell, Reason::ColumnRepeated { column: column.to_owned() });
        } else if !known.contains(&column) {
            problems.warn(row, cell, Reason::ColumnUnknown { section, column: column.to_owned() });
        }
    }
}

/// Checks stated numbers and money against the ballots.
pub(super) fn outcome(election: &Election, problems: &mut Problems) {
    let mut warn =
        |line, reason| problems.push(Problem { severity: Severity::Warning, line, column: 1, reason });
    let stated = |key| election.meta.number(key);
    let projects = election.projects.len() as u64;
    if let Some(stated) = stated("num_projects").filter(|&stated| stated != projects) {
        warn(1, Reason::NumberOfProjects { stated, found: projects });
    }
    if let Some(stated) = stated("num_votes").filter(|&stated| stated != election.voters) {
        warn(1, Reason::NumberOfVotes { stated, found: election.voters });
    }
    for (project, tally) in election.projects.iter().zip(election.tallies()) {
        let name = || project.id.clone();
        if let Some(stated) = project.stated_votes.filter(|&stated| stated != tally.votes) {
            warn(project.line, Reason::VotesDiffer { project: name(), stated, found: tally.votes });
        }
        if let Some(stated) = project.stated_score.filter(|&stated| stated != tally.points) {
            let stated = stated.to_string();
            warn(project.line, Reason::ScoreDiffers { project: name(), stated, found: tally.points });
        }
        if tally.votes == 0 {
            warn(project.line, Reason::ProjectWithoutVotes { project: name() });
        }
        if project.withdrawn {
            warn(project.line, Reason::ProjectWithdrawn { project: name() });
        } else if project.cost == 0 {
            warn(project.line, Reason::ProjectFree { project: name() });
        } else if project.cost > election.budget {
            warn(project.line, Reason::ProjectTooDear { project: name() });
        }
    }
    money(election, &mut warn);
}

fn money(election: &Election, warn: &mut impl FnMut(u64, Reason)) {
    let active = || election.projects.iter().filter(|project| !project.withdrawn);
    let total: i128 = active().map(|project| i128::from(project.cost)).sum();
    if election.meta.get("fully_funded") != Some("1") && total <= i128::from(election.budget) {
        warn(1, Reason::AllCouldBeFunded);
    }
    let winners = election.marked(&[1]);
    let spent: i128 = winners.iter().map(|&winner| i128::from(election.projects[winner].cost)).sum();
    if spent > i128::from(election.budget) {
        let budget = election.currency.plain(election.budget);
        warn(1, Reason::BudgetExceeded { cost: spent.to_string(), budget });
    } else if !winners.is_empty() {
        let left = i128::from(election.budget) - spent;
        for project in active().filter(|p| p.selected == Some(0) && i128::from(p.cost) < left) {
            warn(project.line, Reason::BudgetUnused { project: project.id.clone() });
        }
    }
}

/// Counts by the file's own rule and says where the stated result differs, or that the rule is not one that can be
/// counted again. `None` where both agree, or where the file states no result.
#[must_use]
pub fn recount(election: &Election) -> Option<Problem> {
    if election.projects.iter().all(|project| project.selected.is_none()) {
        return None;
    }
    let official = crate::official(election);
    let reason = match official.comparison.filter(|_| official.rule_is_known) {
        None => Reason::RuleUnknown { rule: election.meta.get("rule").unwrap_or_default().to_owned() },
        Some(comparison) if comparison.agrees() => return None,
        Some(comparison) => {
            Reason::RuleNotFollowed { missing: comparison.only_counted, extra: comparison.only_stated }
        }
    };
    Some(Problem { severity: Severity::Warning, line: 1, column: 1, reason })
}
