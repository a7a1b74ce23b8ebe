//! Maximin support: each round funds the project with which the greatest load of any voter stays
//! least, where the cost of everything funded so far may be shared out anew among supporters.
//!
//! The least possible greatest load for a set `W` of projects is the greatest `cost(S) / voters(S)`
//! over all parts `S` of it, where `voters(S)` are those who support at least one of `S`. It is found
//! exactly: start with some part, ask a maximum flow whether every cost can be covered with that
//! load, and if not, the minimum cut is a part with a greater ratio (Dinkelbach's method). (Aziz,
//! Lee, Talmon: "Proportionally Representative Participatory Budgeting", AAMAS 2018.)

use std::cmp::Ordering;
use std::collections::HashMap;

use super::equal_shares::Utility;
use super::equal_shares::supports::Supports;
use super::greedy::Outcome;
use crate::election::{Election, ProjectIndex};
use crate::flow::Network;
use crate::log::{Event, LeftOut, Passed};
use crate::ratio::Ratio;
use crate::ties::{Tie, TieOrder};

/// A load: cost over voters.
#[derive(Debug, Clone, Copy)]
struct Load {
    cost: i128,
    voters: i128,
}

impl Load {
    fn compare(self, other: Self) -> Ordering {
        (self.cost * other.voters).cmp(&(other.cost * self.voters))
    }
}

/// Counts. Points play no part, only who supports what.
pub(crate) fn count(election: &Election, ties: &TieOrder) -> Outcome {
    let supports = Supports::new(election, Utility::Cardinality, None);
    let mut outcome = Outcome::default();
    let mut alive: Vec<(ProjectIndex, Load)> = Vec::new();
    for (project, facts) in election.projects.iter().enumerate() {
        let load = Load { cost: facts.cost.into(), voters: supports.weight[project].into() };
        let why = match (facts.withdrawn, facts.cost > election.budget, load.voters == 0) {
            (true, ..) => LeftOut::Withdrawn,
            (_, true, _) => LeftOut::TooDear,
            (.., true) => LeftOut::NoSupport,
            _ => {
                alive.push((project, load));
                continue;
            }
        };
        outcome.events.push(Event::LeftOut { project, why });
    }
    let (mut funded, mut left) = (Vec::new(), election.budget);
    loop {
        let fits = |entry: &(ProjectIndex, Load)| election.projects[entry.0].cost <= left;
        for (project, _) in alive.iter().filter(|entry| !fits(entry)) {
            outcome.events.push(Event::Passed { project: *project, left, why: Passed::DoesNotFit });
        }
        alive.retain(fits);
        let (tied, load) = least(election, &funded, &mut alive);
        let Some(chosen) = ties.first(&tied) else { return outcome };
        if tied.len() > 1 {
            outcome.ties.push(Tie { round: funded.len(), tied, chosen });
            outcome.tied_rounds += 1;
        }
        left -= election.projects[chosen].cost;
        let price = Ratio::new(load.cost, load.voters.unsigned_abs());
        outcome.events.push(Event::Funded { project: chosen, left, price, completion: false });
        funded.push(chosen);
        alive.retain(|entry| entry.0 != chosen);
    }
}

/// The projects with the least load. Loads never fall from one round to the next, so the last known
/// one is a lower bound, and only projects whose bound is not above the best need a flow.
fn least(
    election: &Election,
    funded: &[ProjectIndex],
    alive: &mut [(ProjectIndex, Load)],
) -> (Vec<ProjectIndex>, Load) {
    alive.sort_by(|a, b| a.1.compare(b.1));
    let mut best = (Vec::new(), Load { cost: 0, voters: 1 });
    for entry in alive.iter_mut() {
        if !best.0.is_empty() && entry.1.compare(best.1).is_gt() {
            break;
        }
        let mut set = funded.to_vec();
        set.push(entry.0);
        entry.1 = greatest_load(election, &set, entry.1);
        match entry.1.compare(best.1) {
            Ordering::Greater if !best.0.is_empty() => {}
            Ordering::Equal if !best.0.is_empty() => best.0.push(entry.0),
            _ => best = (vec![entry.0], entry.1),
        }
    }
    best
}

/// The greatest ratio of cost to voters over all parts of `set`, from a ratio that some part has or
/// that is known not to be above the result.
fn greatest_load(election: &Election, set: &[ProjectIndex], start: Load) -> Load {
    // Ballots are the same here if they support the same projects of the set.
    let mut patterns: HashMap<Vec<usize>, i128> = HashMap::new();
    for ballot in &election.ballots {
        let named = |project: &ProjectIndex| {
            ballot.choices.binary_search_by_key(&(*project as u32), |choice| choice.0).is_ok()
        };
        let pattern: Vec<usize> = (0..set.len()).filter(|&place| named(&set[place])).collect();
        if !pattern.is_empty() {
            *patterns.entry(pattern).or_default() += i128::from(ballot.count);
        }
    }
    let patterns: Vec<(Vec<usize>, i128)> = patterns.into_iter().collect();
    let mut load = start;
    loop {
        let part = uncovered(election, set, &patterns, load);
        if part.is_empty() {
            return load;
        }
        let cost = part.iter().map(|&place| i128::from(election.projects[set[place]].cost)).sum();
        let touched = patterns.iter().filter(|(pattern, _)| pattern.iter().any(|place| part.contains(place)));
        load = Load { cost, voters: touched.map(|(_, count)| count).sum::<i128>().max(1) };
    }
}

/// A part of `set` whose cost its supporters cannot cover if nobody bears more than `load`; empty
/// where everything can be covered.
fn uncovered(
    election: &Election,
    set: &[ProjectIndex],
    patterns: &[(Vec<usize>, i128)],
    load: Load,
) -> Vec<usize> {
    let (source, sink) = (set.len() + patterns.len(), set.len() + patterns.len() + 1);
    let mut network = Network::new(sink + 1);
    let mut wanted = 0;
    for (place, &project) in set.iter().enumerate() {
        let cost = i128::from(election.projects[project].cost) * load.voters;
        wanted += cost;
        network.connect(source, place, cost);
    }
    for (index, (pattern, count)) in patterns.iter().enumerate() {
        for &place in pattern {
            network.connect(place, set.len() + index, i128::MAX / 4);
        }
        network.connect(set.len() + index, sink, count * load.cost);
    }
    if network.maximum_flow(source, sink) == wanted {
        return Vec::new();
    }
    let reached = network.reachable(source);
    (0..set.len()).filter(|&place| reached[place]).collect()
}
