//! Sequential Phragmén from its definition.

use std::cmp::Ordering;

use dashu_int::UBig;

use super::SecondCount;
use crate::election::{Election, ProjectIndex};
use crate::ratio::Ratio;
use crate::ties::TieOrder;

/// Sequential Phragmén with a load for every ballot.
pub(super) fn count(election: &Election, ties: &TieOrder) -> SecondCount {
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
