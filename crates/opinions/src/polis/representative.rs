//! Which statements stand for a group, and which everybody shares, by Polis' rules.

use super::groups::{GroupStatistics, GroupVotes, Statistic};
use crate::statistics::one_proportion;
use crate::table::VoteTable;

/// 90 % quantile of the normal distribution as Polis rounds it.
const Z90: f64 = 1.2816;
const LISTED: usize = 5;

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Agree.
    Agree,
    /// Disagree.
    Disagree,
}

/// A statement that stands for a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Representative {
    /// Index of the statement.
    pub statement: usize,
    /// The side that sets the group apart.
    pub side: Side,
    /// The numbers of that side.
    pub statistic: Statistic,
    /// Polis' "best agree", with the number who agree.
    pub best_agree: Option<u32>,
}

/// One entry of the consensus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConsensusEntry {
    /// Index of the statement.
    pub statement: usize,
    /// How many.
    pub successes: u32,
    /// Of how many.
    pub trials: u32,
    /// Smoothed share.
    pub probability: f64,
    /// Test against one half.
    pub probability_test: f64,
}

/// What most agree or disagree with: at most five each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Consensus {
    /// Shared agreement, strongest first.
    pub agree: Vec<ConsensusEntry>,
    /// Shared disagreement, strongest first.
    pub disagree: Vec<ConsensusEntry>,
}

/// Statements that take part: voted on, neither moderated out nor meta.
fn open_statements(table: &VoteTable) -> impl Iterator<Item = usize> + '_ {
    (0..table.statements()).filter(|&j| table.tally(j).votes() > 0 && !table.standing(j).is_zeroed())
}

/// Up to five statements for every group.
#[must_use]
pub fn representative(table: &VoteTable, votes: &GroupVotes) -> Vec<Vec<Representative>> {
    (0..votes.groups()).map(|group| of_group(table, votes, group)).collect()
}

fn of_group(table: &VoteTable, votes: &GroupVotes, group: usize) -> Vec<Representative> {
    let mut significant: Vec<Representative> = Vec::new();
    let mut best_agree: Option<(usize, GroupStatistics)> = None;
    let mut strongest: Option<(usize, GroupStatistics)> = None;
    for statement in open_statements(table) {
        let numbers = votes.statistics(group, statement);
        if is_significant(&numbers.agree) || is_significant(&numbers.disagree) {
            significant.push(entry(statement, &numbers));
        }
        if agrees_better(&numbers, best_agree.as_ref().map(|(_, best)| best)) {
            best_agree = Some((statement, numbers));
        }
        let strength = |numbers: &GroupStatistics| numbers.agree.ratio_test.max(numbers.disagree.ratio_test);
        if strongest.as_ref().is_none_or(|(_, best)| strength(&numbers) > strength(best)) {
            strongest = Some((statement, numbers));
        }
    }
    let head = best_agree.map(|(statement, numbers)| Representative {
        best_agree: Some(numbers.agree.successes),
        ..entry(statement, &numbers)
    });
    if significant.is_empty() {
        return head
            .or_else(|| strongest.map(|(statement, numbers)| entry(statement, &numbers)))
            .into_iter()
            .collect();
    }
    significant.sort_by(|a, b| score(b).total_cmp(&score(a)));
    significant.retain(|entry| head.is_none_or(|head| head.statement != entry.statement));
    let mut list: Vec<Representative> = head.into_iter().chain(significant).take(LISTED).collect();
    list.sort_by_key(|entry| entry.side == Side::Disagree);
    list
}

fn entry(statement: usize, numbers: &GroupStatistics) -> Representative {
    let agrees = numbers.agree.ratio_test > numbers.disagree.ratio_test;
    let (side, statistic) =
        if agrees { (Side::Agree, numbers.agree) } else { (Side::Disagree, numbers.disagree) };
    Representative { statement, side, statistic, best_agree: None }
}

fn is_significant(statistic: &Statistic) -> bool {
    statistic.ratio_test > Z90 && statistic.probability_test > Z90
}

fn score(entry: &Representative) -> f64 {
    let s = entry.statistic;
    s.ratio * s.ratio_test * s.probability * s.probability_test
}

/// Whether this statement replaces the best agree found so far.
fn agrees_better(numbers: &GroupStatistics, best: Option<&GroupStatistics>) -> bool {
    let (new, against) = (numbers.agree, numbers.disagree);
    if new.successes == 0 && against.successes == 0 {
        return false;
    }
    let plain = |s: Statistic| s.probability * s.probability_test;
    match best.map(|best| best.agree) {
        Some(best) if best.ratio > 1.0 => {
            new.ratio * new.ratio_test * plain(new) > best.ratio * best.ratio_test * plain(best)
        }
        Some(best) => plain(new) > plain(best),
        None => new.probability_test > Z90 || (new.ratio > 1.0 && new.probability > 0.5),
    }
}

/// Consensus over everybody who voted.
#[must_use]
pub fn consensus(table: &VoteTable) -> Consensus {
    let strongest = |successes: fn(&VoteTable, usize) -> u32| {
        let mut list: Vec<ConsensusEntry> = open_statements(table)
            .map(|statement| {
                consensus_entry(statement, successes(table, statement), table.tally(statement).votes())
            })
            .filter(|entry| entry.probability > 0.5 && entry.probability_test > Z90)
            .collect();
        let weight = |entry: &ConsensusEntry| entry.probability * entry.probability_test;
        list.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        list.truncate(LISTED);
        list
    };
    Consensus {
        agree: strongest(|table, statement| table.tally(statement).agree),
        disagree: strongest(|table, statement| table.tally(statement).disagree),
    }
}

fn consensus_entry(statement: usize, successes: u32, trials: u32) -> ConsensusEntry {
    ConsensusEntry {
        statement,
        successes,
        trials,
        probability: (f64::from(successes) + 1.0) / (f64::from(trials) + 2.0),
        probability_test: one_proportion(successes, trials),
    }
}
