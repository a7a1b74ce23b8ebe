//! The second count: the rules once more, written plainly from their definitions.
//!
//! Nothing here is shared with [`rules`](crate::rules) but the election and the tie order: no bounds,
//! no merged work between rounds, every price from the full list of supporters, every comparison in
//! whole numbers of any length (money over a common denominator, never rounded). Slow, and meant to
//! be checked by reading.

use std::cmp::Ordering;

use dashu_int::UBig;

use crate::election::{Election, ProjectIndex};
use crate::ratio::Ratio;
use crate::rules::Rule;
use crate::rules::equal_shares::{Completion, Utility};
use crate::rules::greedy::{Greedy, Measure, Misfit};
use crate::ties::TieOrder;

/// What the second count found: projects in order, with the exact price where the rule has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecondCount {
    /// Projects funded, and the price per point (Equal Shares) or load (Phragmén).
    pub funded: Vec<(ProjectIndex, Option<Ratio>)>,
}

/// Counts by a rule from its definition; `None` for rules that have no second count. For Equal Shares
/// this is one run with the given share for everybody.
#[must_use]
pub fn count(
    election: &Election,
    rule: &Rule,
    ties: &TieOrder,
    share: Option<&Ratio>,
) -> Option<SecondCount> {
    match rule {
        Rule::Greedy(greedy) => Some(self::greedy(election, greedy, ties)),
        Rule::EqualShares(settings) if settings.groups.is_none() => {
            // After a comparison step that chose greedy there is no share.
            let Some(share) = share else {
                let greedy = Greedy { needs_support: true, ..Greedy::default() };
                return settings.comparison.map(|_| self::greedy(election, &greedy, ties));
            };
            let mut result = equal_shares(election, settings.utility, ties, share);
            if matches!(settings.completion, Completion::Utilitarian | Completion::Add1Utilitarian) {
                let before: Vec<ProjectIndex> = result.funded.iter().map(|funded| funded.0).collect();
                let rest = greedy_after(election, &Greedy::default(), ties, before);
                result.funded.extend(rest.funded);
            }
            Some(result)
        }
        Rule::Phragmen => Some(phragmen(election, ties)),
        _ => None,
    }
}

fn greedy(election: &Election, rule: &Greedy, ties: &TieOrder) -> SecondCount {
    greedy_after(election, rule, ties, Vec::new())
}

/// Takes the best remaining project again and again, looking at all of them each time.
fn greedy_after(
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

/// One run of the Method of Equal Shares.
fn equal_shares(election: &Election, utility: Utility, ties: &TieOrder, share: &Ratio) -> SecondCount {
    let weigh = |points: u32| match utility {
        Utility::PointsTimesCost | Utility::Points => points,
        Utility::Cost | Utility::Cardinality => 1,
    };
    let mut denominator = share.0.denominator().clone();
    let start = UBig::try_from(share.0.numerator().clone()).unwrap_or_default();
    // Money of each voter of a ballot, over the common denominator.
    let mut money = vec![start; election.ballots.len()];
    let mut supporters: Vec<Vec<(usize, u64, u64)>> = vec![Vec::new(); election.projects.len()];
    for (ballot, cast) in election.ballots.iter().enumerate() {
        for &(project, points) in &cast.choices {
            supporters[project as usize].push((ballot, cast.count.into(), weigh(points).into()));
        }
    }
    let mut waiting: Vec<ProjectIndex> = (0..election.projects.len())
        .filter(|&p| !supporters[p].is_empty() && !election.projects[p].withdrawn)
        .filter(|&p| election.projects[p].cost <= election.budget)
        .collect();
    let mut result = SecondCount::default();
    loop {
        let mut best: Option<(ProjectIndex, UBig, u64)> = None;
        for &project in &waiting {
            let Some((amount, weight)) =
                price(election.projects[project].cost, &supporters[project], &money, &denominator)
            else {
                continue;
            };
            let better = best.as_ref().is_none_or(|(other, least, least_weight)| {
                let cost = |p: ProjectIndex| match utility.counts_cost() {
                    true => UBig::from(election.projects[p].cost.unsigned_abs()),
                    false => UBig::ONE,
                };
                let left = &amount * UBig::from(*least_weight) * cost(*other);
                let right = least * UBig::from(weight) * cost(project);
                left.cmp(&right).then(ties.rank(project).cmp(&ties.rank(*other))) == Ordering::Less
            });
            if better {
                best = Some((project, amount, weight));
            }
        }
        let Some((project, amount, weight)) = best else { return result };
        denominator *= UBig::from(weight);
        for own in &mut money {
            *own *= UBig::from(weight);
        }
        for &(ballot, _, points) in &supporters[project] {
            let due = (&amount * UBig::from(points)).min(money[ballot].clone());
            money[ballot] -= due;
        }
        result.funded.push((project, Some(Ratio::of(&amount, &denominator))));
        waiting.retain(|&other| other != project);
    }
}

/// The price per point, as numerator over `weight × denominator`: supporters from the poorest to the
/// richest per point, each paying all they have until the rest can share what is missing equally.
fn price(
    cost: i64,
    supporters: &[(usize, u64, u64)],
    money: &[UBig],
    denominator: &UBig,
) -> Option<(UBig, u64)> {
    let mut sorted: Vec<&(usize, u64, u64)> = supporters.iter().collect();
    sorted.sort_by(|a, b| match a.2 == b.2 {
        true => money[a.0].cmp(&money[b.0]),
        false => (&money[a.0] * UBig::from(b.2)).cmp(&(&money[b.0] * UBig::from(a.2))),
    });
    let mut missing = UBig::from(cost.unsigned_abs()) * denominator;
    let mut weight: u64 = supporters.iter().map(|s| s.1 * s.2).sum();
    for &&(ballot, count, points) in &sorted {
        if &money[ballot] * UBig::from(weight) >= &missing * UBig::from(points) {
            return Some((missing, weight));
        }
        missing -= &money[ballot] * UBig::from(count);
        weight -= count * points;
    }
    None
}

/// Sequential Phragmén with a load for every ballot.
fn phragmen(election: &Election, ties: &TieOrder) -> SecondCount {
    let mut denominator = UBig::ONE;
    let mut load = vec![UBig::ZERO; election.ballots.len()];
    let mut supporters: Vec<Vec<usize>> = vec![Vec::new(); election.projects.len()];
    for (ballot, cast) in election.ballots.iter().enumerate() {
        for choice in &cast.choices {
            supporters[choice.0 as usize].push(ballot);
        }
    }
    let voters = |project: ProjectIndex| {
        supporters[project].iter().map(|&b| u64::from(election.ballots[b].count)).sum::<u64>()
    };
    let mut waiting: Vec<ProjectIndex> =
        (0..election.projects.len()).filter(|&p| !election.projects[p].withdrawn).collect();
    let mut left = election.budget;
    let mut result = SecondCount::default();
    loop {
        let wanted: Vec<ProjectIndex> =
            waiting.iter().copied().filter(|&project| voters(project) > 0).collect();
        let mut tied: Vec<(ProjectIndex, UBig)> = Vec::new();
        for &project in &wanted {
            let carried =
                supporters[project].iter().map(|&b| &load[b] * UBig::from(election.ballots[b].count));
            let total = carried
                .fold(UBig::from(election.projects[project].cost.unsigned_abs()) * &denominator, |a, b| {
                    a + b
                });
            let order = tied.first().map_or(Ordering::Equal, |(best, least)| {
                (&total * UBig::from(voters(*best))).cmp(&(least * UBig::from(voters(project))))
            });
            match order {
                Ordering::Less => tied = vec![(project, total)],
                Ordering::Equal => tied.push((project, total)),
                Ordering::Greater => {}
            }
        }
        if wanted.is_empty() {
            tied = waiting.iter().map(|&project| (project, UBig::ZERO)).collect();
        }
        if tied.iter().any(|(project, _)| election.projects[*project].cost > left) {
            return result;
        }
        let Some((project, total)) = tied.into_iter().min_by_key(|(project, _)| ties.rank(*project)) else {
            return result;
        };
        left -= election.projects[project].cost;
        waiting.retain(|&other| other != project);
        let count = voters(project);
        if count == 0 {
            result.funded.push((project, None));
            continue;
        }
        denominator *= UBig::from(count);
        for own in &mut load {
            *own *= UBig::from(count);
        }
        for &ballot in &supporters[project] {
            load[ballot] = total.clone();
        }
        result.funded.push((project, Some(Ratio::of(&total, &denominator))));
    }
}
