//! The most points that the budget can buy (knapsack): a yardstick, not a fair rule.
//!
//! All sets that no other set beats in both cost and points are kept (Nemhauser and Ullmann), project
//! by project in order of points per cost, without those that cannot reach the best set known even
//! if the rest could be bought in parts (Dantzig's bound).

use std::rc::Rc;

use super::greedy::{self, Greedy, Measure, Outcome};
use crate::election::{Election, ProjectIndex};
use crate::log::{Event, LeftOut, Passed};
use crate::ties::TieOrder;

/// More sets than this are not kept; the greedy set is given then, and the log says so.
const MAX_SETS: usize = 4_000_000;

/// A set of projects, as a chain.
struct Chain {
    project: ProjectIndex,
    before: Option<Rc<Chain>>,
}

#[derive(Clone)]
struct Set {
    cost: i64,
    points: u64,
    chain: Option<Rc<Chain>>,
}

/// Counts.
pub(crate) fn count(election: &Election, ties: &TieOrder) -> Outcome {
    let mut outcome = Outcome::default();
    let points: Vec<u64> = election.tallies().iter().map(|tally| tally.points).collect();
    let mut items: Vec<ProjectIndex> = Vec::new();
    for (project, facts) in election.projects.iter().enumerate() {
        let why = match (facts.withdrawn, facts.cost > election.budget, points[project] == 0) {
            (true, ..) => LeftOut::Withdrawn,
            (_, true, _) => LeftOut::TooDear,
            (.., true) => LeftOut::NoSupport,
            _ => {
                items.push(project);
                continue;
            }
        };
        outcome.events.push(Event::LeftOut { project, why });
    }
    let cost = |project: ProjectIndex| election.projects[project].cost;
    let value =
        |project: ProjectIndex, other: ProjectIndex| u128::from(points[project]) * cost(other) as u128;
    items.sort_by(|&a, &b| value(b, a).cmp(&value(a, b)).then_with(|| ties.rank(a).cmp(&ties.rank(b))));
    let measures = [Measure::Points, Measure::PointsPerCost];
    let greedy =
        measures.map(|measure| greedy::count(election, &Greedy { measure, ..Greedy::default() }, ties, &[]));
    let funded = |outcome: &Outcome| -> Vec<ProjectIndex> {
        let project = |event: &Event| match event {
            Event::Funded { project, .. } => Some(*project),
            _ => None,
        };
        outcome.events.iter().filter_map(project).filter(|&project| points[project] > 0).collect()
    };
    let worth = |set: &[ProjectIndex]| set.iter().map(|&project| points[project]).sum::<u64>();
    let known = greedy.iter().map(funded).max_by_key(|set| worth(set)).unwrap_or_default();
    let search = Search { election, points: &points, items: &items };
    let mut best = match search.best(worth(&known)) {
        Some(better) if worth(&better) > worth(&known) => better,
        _ => known,
    };
    best.sort_by_key(|&project| (std::cmp::Reverse(points[project]), ties.rank(project)));
    let mut left = election.budget;
    for &project in &best {
        left -= cost(project);
        outcome.events.push(Event::Funded { project, left, price: None, completion: false });
    }
    for project in items.into_iter().filter(|project| !best.contains(project)) {
        outcome.events.push(Event::Passed { project, left, why: Passed::NotInBestSet });
    }
    outcome
}

struct Search<'a> {
    election: &'a Election,
    points: &'a [u64],
    /// By points per cost, the best first.
    items: &'a [ProjectIndex],
}

impl Search<'_> {
    /// The best set that is better than `known`; `None` where there is none or too many sets.
    fn best(&self, known: u64) -> Option<Vec<ProjectIndex>> {
        let mut sets = vec![Set { cost: 0, points: 0, chain: None }];
        let mut known = known;
        for (place, &project) in self.items.iter().enumerate() {
            let cost = self.election.projects[project].cost;
            let with = sets.iter().filter(|set| set.cost + cost <= self.election.budget).map(|set| Set {
                cost: set.cost + cost,
                points: set.points + self.points[project],
                chain: Some(Rc::new(Chain { project, before: set.chain.clone() })),
            });
            let mut merged: Vec<Set> = with.chain(sets.iter().cloned()).collect();
            merged.sort_by_key(|set| (set.cost, std::cmp::Reverse(set.points)));
            sets.clear();
            known = known.max(merged.iter().map(|set| set.points).max().unwrap_or(0));
            for set in merged {
                let dominated = sets.last().is_some_and(|last: &Set| last.points >= set.points);
                if !dominated && self.bound(&set, place + 1) >= u128::from(known) {
                    sets.push(set);
                }
            }
            if sets.len() > MAX_SETS {
                return None;
            }
        }
        let mut chain = sets.into_iter().max_by_key(|set| set.points)?.chain;
        let mut best = Vec::new();
        while let Some(link) = chain {
            best.push(link.project);
            chain = link.before.clone();
        }
        Some(best)
    }

    /// Points at most reachable if the rest could be bought in parts, rounded up.
    fn bound(&self, set: &Set, from: usize) -> u128 {
        let mut left = (self.election.budget - set.cost) as u128;
        let mut points = u128::from(set.points);
        for &project in &self.items[from..] {
            let (cost, worth) =
                (self.election.projects[project].cost as u128, u128::from(self.points[project]));
            if cost > left {
                return points + (left * worth).div_ceil(cost.max(1));
            }
            left -= cost;
            points += worth;
        }
        points
    }
}
