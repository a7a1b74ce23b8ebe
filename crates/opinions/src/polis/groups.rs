//! Votes by group and what follows from them statement by statement.

use crate::statistics::{one_proportion, two_proportions};
use crate::table::{Tally, VoteTable};

/// Votes by group and statement, over those who belong to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupVotes {
    /// Per group: people.
    pub sizes: Vec<u32>,
    /// Per group, per statement.
    tallies: Vec<Vec<Tally>>,
}

/// One direction (agree or disagree) of one statement in one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statistic {
    /// How many of the group.
    pub successes: u32,
    /// Of how many, passes included.
    pub trials: u32,
    /// (successes + 1) / (trials + 2).
    pub probability: f64,
    /// One-proportion test against one half.
    pub probability_test: f64,
    /// Probability here divided by that of all others.
    pub ratio: f64,
    /// Two-proportion test against all others.
    pub ratio_test: f64,
}

/// Both directions of one statement in one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupStatistics {
    /// pa, pat, ra, rat.
    pub agree: Statistic,
    /// pd, pdt, rd, rdt.
    pub disagree: Statistic,
}

impl GroupVotes {
    /// Counts; people without a label are left out.
    #[must_use]
    pub fn count(table: &VoteTable, labels: &[Option<usize>], groups: usize) -> Self {
        let mut sizes = vec![0; groups];
        let mut tallies = vec![vec![Tally::default(); table.statements()]; groups];
        for (row, label) in table.rows().iter().zip(labels) {
            if let Some(label) = label.filter(|label| *label < groups) {
                sizes[label] += 1;
                for cell in row {
                    tallies[label][cell.statement()].add(cell.vote());
                }
            }
        }
        Self { sizes, tallies }
    }

    /// Number of groups.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.sizes.len()
    }

    /// One group's answers to one statement.
    #[must_use]
    pub fn tally(&self, group: usize, statement: usize) -> Tally {
        self.tallies[group][statement]
    }

    /// Answers of all groups to one statement.
    #[must_use]
    pub fn total(&self, statement: usize) -> Tally {
        let sum = |pick: fn(&Tally) -> u32| self.tallies.iter().map(|group| pick(&group[statement])).sum();
        Tally { agree: sum(|t| t.agree), disagree: sum(|t| t.disagree), pass: sum(|t| t.pass) }
    }

    /// One group against all others on one statement.
    #[must_use]
    pub fn statistics(&self, group: usize, statement: usize) -> GroupStatistics {
        let (own, all) = (self.tally(group, statement), self.total(statement));
        let direction = |pick: fn(Tally) -> u32| {
            let others = pick(all) - pick(own);
            let others_trials = all.votes() - own.votes();
            statistic(pick(own), own.votes(), others, others_trials)
        };
        GroupStatistics { agree: direction(|tally| tally.agree), disagree: direction(|tally| tally.disagree) }
    }
}

fn smoothed(successes: u32, trials: u32) -> f64 {
    (f64::from(successes) + 1.0) / (f64::from(trials) + 2.0)
}

fn statistic(successes: u32, trials: u32, others: u32, others_trials: u32) -> Statistic {
    let probability = smoothed(successes, trials);
    Statistic {
        successes,
        trials,
        probability,
        probability_test: one_proportion(successes, trials),
        ratio: probability / smoothed(others, others_trials),
        ratio_test: two_proportions(successes, trials, others, others_trials),
    }
}

/// Product over groups of the smoothed share that agrees.
#[must_use]
pub fn group_aware_consensus(votes: &GroupVotes, statement: usize) -> f64 {
    (0..votes.groups())
        .map(|group| {
            let tally = votes.tally(group, statement);
            smoothed(tally.agree, tally.votes())
        })
        .product()
}

/// How much a statement should be shown: high for little seen, far out, agreed with, rarely passed.
/// Statements about the person ("meta") get 49.
#[must_use]
pub fn priority(tally: Tally, extremity: f64, meta: bool) -> f64 {
    if meta {
        return 49.0;
    }
    let seen = f64::from(tally.votes());
    let passed = (f64::from(tally.pass) + 1.0) / (seen + 2.0);
    let agreed = (f64::from(tally.agree) + 1.0) / (seen + 2.0);
    let importance = (1.0 - passed) * (1.0 + extremity) * agreed;
    (importance * (1.0 + 8.0 * (-seen / 5.0).exp2())).powi(2)
}
