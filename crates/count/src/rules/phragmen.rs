//! Sequential Phragmén: every project funded is a load on its supporters, shared so that the
//! greatest load stays least.
//!
//! All supporters of a funded project have the same load afterwards, so there are at most as many
//! different loads as projects funded, plus zero. Each project needs only the number of its
//! supporters at each load. (Los, Christoff, Grossi: "Proportional Budget Allocations", IJCAI 2022.)
//!
//! Loads are compared as doubles first. All terms are sums and quotients of positive numbers, so each
//! operation adds at most one rounding (2^-53, relative), and a load after `k` rounds is the result
//! of at most `k · (k + 4)` of them in a row. Only loads closer than twice that are compared as exact
//! fractions.

use std::cmp::Ordering;

use dashu_int::UBig;

use super::equal_shares::Utility;
use super::equal_shares::supports::Supports;
use super::greedy::Outcome;
use crate::election::{Election, ProjectIndex};
use crate::log::{Event, LeftOut, Passed};
use crate::ratio::Ratio;
use crate::ties::{Tie, TieOrder};

/// A load: a double with a known error, and how to compute it exactly.
struct Loads {
    approximate: Vec<f64>,
    /// The project that set the load, and how many of its supporters had each load before.
    origin: Vec<(ProjectIndex, Vec<u64>)>,
    /// Exact values computed so far, over the common denominator.
    exact: Vec<UBig>,
    denominator: UBig,
}

/// The state of a count.
struct State<'a> {
    supports: &'a Supports,
    /// Number of supporters of each project at each load.
    at_load: Vec<Vec<u64>>,
    load_of: Vec<u32>,
    loads: Loads,
}

impl State<'_> {
    fn approximate(&self, project: ProjectIndex) -> f64 {
        let sum: f64 =
            self.at_load[project].iter().zip(&self.loads.approximate).map(|(&n, load)| n as f64 * load).sum();
        (self.supports.cost[project] as f64 + sum) / self.supports.weight[project] as f64
    }

    /// The exact load numerator over `denominator × supporters`.
    fn exact(&mut self, project: ProjectIndex) -> UBig {
        self.loads.catch_up(self.supports);
        self.loads.numerator(self.supports, project, &self.at_load[project])
    }

    fn compare(&mut self, a: ProjectIndex, b: ProjectIndex) -> Ordering {
        let (first, second) = (self.approximate(a), self.approximate(b));
        let rounds = self.loads.approximate.len() as f64;
        let error = 2.0 * rounds * (rounds + 4.0) * f64::EPSILON;
        if (first - second).abs() > error * (first + second) {
            return first.total_cmp(&second);
        }
        let weight = |project: ProjectIndex| UBig::from(self.supports.weight[project]);
        let (first_weight, second_weight) = (weight(a), weight(b));
        (self.exact(a) * second_weight).cmp(&(self.exact(b) * first_weight))
    }

    fn fund(&mut self, election: &Election, project: ProjectIndex) {
        let load = self.approximate(project);
        let before = std::mem::take(&mut self.at_load[project]);
        self.loads.origin.push((project, before));
        self.loads.approximate.push(load);
        let new = (self.loads.approximate.len() - 1) as u32;
        for list in &mut self.at_load {
            list.resize(new as usize + 1, 0);
        }
        for supporter in &self.supports.supporters[project] {
            let ballot = supporter.ballot as usize;
            let old = std::mem::replace(&mut self.load_of[ballot], new);
            for &(other, _) in &election.ballots[ballot].choices {
                let list = &mut self.at_load[other as usize];
                if let Some(place) = list.get_mut(old as usize) {
                    *place = place.saturating_sub(u64::from(supporter.count));
                }
                list[new as usize] += u64::from(supporter.count);
            }
        }
    }
}

impl Loads {
    /// Cost plus the loads of all supporters, over the common denominator.
    fn numerator(&self, supports: &Supports, project: ProjectIndex, at_load: &[u64]) -> UBig {
        let mut sum = UBig::from(supports.cost[project].unsigned_abs()) * &self.denominator;
        for (&count, load) in at_load.iter().zip(&self.exact) {
            if count > 0 {
                sum += load * UBig::from(count);
            }
        }
        sum
    }

    fn catch_up(&mut self, supports: &Supports) {
        for round in self.exact.len() - 1..self.origin.len() {
            let (project, before) = &self.origin[round];
            let sum = self.numerator(supports, *project, before);
            let weight = UBig::from(supports.weight[*project]);
            for load in &mut self.exact {
                *load *= &weight;
            }
            self.denominator *= &weight;
            self.exact.push(sum);
        }
    }
}

/// Counts. Points play no part, only who supports what.
pub(crate) fn count(election: &Election, ties: &TieOrder) -> Outcome {
    let supports = Supports::new(election, Utility::Cardinality, None);
    let at_load = supports.weight.iter().map(|&weight| vec![weight]).collect();
    let loads =
        Loads { approximate: vec![0.0], origin: Vec::new(), exact: vec![UBig::ZERO], denominator: UBig::ONE };
    let load_of = vec![0; election.ballots.len()];
    let mut state = State { supports: &supports, at_load, load_of, loads };
    let mut outcome = Outcome::default();
    let mut alive: Vec<ProjectIndex> = Vec::new();
    for (project, facts) in election.projects.iter().enumerate() {
        // A project above the budget takes part: when its turn comes, the rule ends.
        match facts.withdrawn {
            true => outcome.events.push(Event::LeftOut { project, why: LeftOut::Withdrawn }),
            false => alive.push(project),
        }
    }
    let (mut left, mut round) = (election.budget, 0);
    while let Some(tied) = least(&mut state, &alive) {
        if let Some(&dear) = tied.iter().find(|&&project| election.projects[project].cost > left) {
            outcome.events.push(Event::Passed { project: dear, left, why: Passed::DoesNotFit });
            alive.retain(|&project| project != dear);
            break;
        }
        let Some(chosen) = ties.first(&tied) else { break };
        if tied.len() > 1 {
            outcome.ties.push(Tie { round, tied, chosen });
            outcome.tied_rounds += 1;
        }
        left -= election.projects[chosen].cost;
        outcome.events.push(Event::Funded { project: chosen, left, price: None, completion: false });
        if supports.weight[chosen] > 0 {
            state.fund(election, chosen);
        }
        alive.retain(|&project| project != chosen);
        round += 1;
    }
    for project in alive {
        outcome.events.push(Event::Passed { project, left, why: Passed::RuleEnded });
    }
    write_loads(&mut state, &mut outcome);
    outcome
}

/// The projects with the least load; those without support only where nothing else is there.
fn least(state: &mut State<'_>, alive: &[ProjectIndex]) -> Option<Vec<ProjectIndex>> {
    let mut tied: Vec<ProjectIndex> = Vec::new();
    for &project in alive.iter().filter(|&&project| state.supports.weight[project] > 0) {
        match tied.first().map_or(Ordering::Equal, |&best| state.compare(project, best)) {
            Ordering::Less => tied = vec![project],
            Ordering::Equal => tied.push(project),
            Ordering::Greater => {}
        }
    }
    if tied.is_empty() {
        tied = alive.to_vec();
    }
    (!tied.is_empty()).then_some(tied)
}

/// Writes the exact loads into the log.
fn write_loads(state: &mut State<'_>, outcome: &mut Outcome) {
    state.loads.catch_up(state.supports);
    let loads = &state.loads;
    for event in &mut outcome.events {
        if let Event::Funded { project, price, .. } = event
            && let Some(round) = loads.origin.iter().position(|origin| origin.0 == *project)
        {
            *price = Some(Ratio::of(&loads.exact[round + 1], &loads.denominator));
        }
    }
}
