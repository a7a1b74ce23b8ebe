//! Greedy from its definition.

use super::SecondCount;
use crate::election::{Election, ProjectIndex};
use crate::rules::greedy::{Greedy, Measure, Misfit};
use crate::ties::TieOrder;

/// Greedy from nothing.
pub(super) fn count(election: &Election, rule: &Greedy, ties: &TieOrder) -> SecondCount {
    after(election, rule, ties, Vec::new())
}

/// Takes the best remaining project again and again, looking at all of them each time.
pub(super) fn after(
    election: &Election,
    rule: &Greedy,
    ties: &TieOrder,
    before: Vec<ProjectIndex>,
) -> SecondCount {
    let points = |project: ProjectIndex| -> u128 {
        match &rule.stated_points {
            Some(points) => points[project].into(),
            None => {
                let given = |ballot: &crate::Ballot| {
                    let choice = ballot.choices.iter().find(|choice| choice.0 as usize == project);
                    choice.map_or(0, |choice| u128::from(choice.1) * u128::from(ballot.count))
                };
                election.ballots.iter().map(given).sum()
            }
        }
    };
    let all: Vec<u128> = (0..election.projects.len()).map(points).collect();
    let cost = |project: ProjectIndex| election.projects[project].cost;
    let mut waiting: Vec<ProjectIndex> = (0..election.projects.len())
        .filter(|&p| !before.contains(&p) && !election.projects[p].withdrawn)
        .filter(|&p| rule.threshold.is_none_or(|needed| all[p] >= u128::from(needed)))
        .filter(|&p| !rule.needs_support || all[p] > 0)
        .collect();
    let mut left = election.budget - election.cost_of(&before);
    let mut built = before;
    let mut result = SecondCount::default();
    while !waiting.is_empty() {
        let first = |a: &&ProjectIndex, b: &&ProjectIndex| {
            let (a, b) = (**a, **b);
            let order = match rule.measure {
                Measure::Points => all[b].cmp(&all[a]),
                Measure::PointsPerCost if cost(a) == 0 || cost(b) == 0 => {
                    (cost(b) == 0 && all[b] > 0).cmp(&(cost(a) == 0 && all[a] > 0))
                }
                Measure::PointsPerCost => (all[b] * cost(a) as u128).cmp(&(all[a] * cost(b) as u128)),
            };
            order.then(ties.rank(a).cmp(&ties.rank(b)))
        };
        let Some(&project) = waiting.iter().min_by(first) else { break };
        waiting.retain(|&other| other != project);
        let conflict = rule
            .conflicts
            .iter()
            .any(|group| group.contains(&project) && group.iter().any(|p| built.contains(p)));
        let over_cap = rule.caps.iter().filter(|cap| cap.members.contains(&project)).any(|cap| {
            let used: i64 = built.iter().filter(|p| cap.members.contains(p)).map(|&p| cost(p)).sum();
            used + cost(project) > cap.limit
        });
        if conflict || over_cap {
            continue;
        }
        if cost(project) <= left {
            left -= cost(project);
            built.push(project);
            result.funded.push((project, None));
        } else if rule.misfit != Misfit::Skip {
            break;
        }
    }
    result
}
