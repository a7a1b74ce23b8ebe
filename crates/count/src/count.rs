//! Counting: a rule, a tie chain, and what comes out.

use crate::election::{Election, ProjectIndex};
use crate::log::Event;
use crate::money::Amount;
use crate::ratio::Ratio;
use crate::rules::Rule;
use crate::ties::{Tie, TieChain, TieOrder};

/// What to count with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The rule.
    pub rule: Rule,
    /// What decides between equal projects.
    pub ties: TieChain,
}

/// The result of a count: its log, and what follows from it at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Winners in the order in which they were funded.
    pub selected: Vec<ProjectIndex>,
    /// Projects funded although the budget was too small, with money from elsewhere.
    pub topped_up: Vec<ProjectIndex>,
    /// Cost of the winners.
    pub total_cost: Amount,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Ties met in the run that gave the result.
    pub ties: Vec<Tie>,
    /// Rounds with a tie over all runs (completions by Add1 have many runs).
    pub tied_rounds: u64,
}

impl Count {
    /// Money of every voter in the final run of an Equal Shares count.
    #[must_use]
    pub fn share(&self) -> Option<&Ratio> {
        self.shares().first()
    }

    /// The same by group of voters; empty where the rule gives no shares.
    #[must_use]
    pub fn shares(&self) -> &[Ratio] {
        let groups = self.events.iter().find_map(|event| match event {
            Event::Shares { groups, .. } => Some(groups.as_slice()),
            _ => None,
        });
        groups.unwrap_or_default()
    }

    /// How many times the shares were raised.
    #[must_use]
    pub fn steps(&self) -> Option<u64> {
        self.events.iter().find_map(|event| match event {
            Event::Shares { steps, .. } => Some(*steps),
            _ => None,
        })
    }

    pub(crate) fn from_log(
        election: &Election,
        events: Vec<Event>,
        mut ties: Vec<Tie>,
        tied_rounds: u64,
    ) -> Self {
        for tie in &mut ties {
            // In file order, however the count came upon them.
            tie.tied.sort_unstable();
        }
        let (mut selected, mut topped_up) = (Vec::new(), Vec::new());
        for event in &events {
            match event {
                Event::Funded { project, .. } => selected.push(*project),
                Event::ToppedUp { project, .. } => topped_up.push(*project),
                _ => {}
            }
        }
        let total_cost = election.cost_of(&selected);
        Self { selected, topped_up, total_cost, events, ties, tied_rounds }
    }
}

/// Counts an election.
#[must_use]
pub fn count(election: &Election, settings: &Settings) -> Count {
    count_with(election, &settings.rule, &settings.ties.order(election), &mut |_| {})
}

/// Counts with a given order for ties, and tells `progress` the number of each step of a completion
/// that raises the shares.
#[must_use]
pub fn count_with(election: &Election, rule: &Rule, ties: &TieOrder, progress: &mut dyn FnMut(u64)) -> Count {
    let outcome = rule.run(election, ties, progress);
    Count::from_log(election, outcome.events, outcome.ties, outcome.tied_rounds)
}
