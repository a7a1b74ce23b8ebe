//! Who supports what, prepared for Equal Shares.

use dashu_int::UBig;

use crate::election::{Election, ProjectIndex};
use crate::money::Amount;

/// What a voter gains from a funded project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Utility {
    /// Points × cost: the usual choice of cities. For approvals: the cost.
    PointsTimesCost,
    /// Points. For approvals: 1, the number of projects.
    Points,
    /// Cost, whatever the points.
    Cost,
    /// 1, whatever the points.
    Cardinality,
}

impl Utility {
    /// The utility grows with the cost of the project.
    #[must_use]
    pub fn counts_cost(self) -> bool {
        matches!(self, Self::PointsTimesCost | Self::Cost)
    }

    fn uses_points(self) -> bool {
        matches!(self, Self::PointsTimesCost | Self::Points)
    }
}

/// Equal ballots that support a project.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Supporter {
    pub ballot: u32,
    /// Number of voters.
    pub count: u32,
    /// Points each of them gives.
    pub points: u32,
}

/// An election as Equal Shares sees it.
#[derive(Debug)]
pub(crate) struct Supports {
    pub cost: Vec<Amount>,
    pub supporters: Vec<Vec<Supporter>>,
    /// Points of all supporters together.
    pub weight: Vec<u64>,
    /// Projects that can be funded at all: wanted by somebody, not withdrawn, not above the budget.
    pub active: Vec<ProjectIndex>,
    pub utility: Utility,
    /// Every choice has one point.
    pub all_single: bool,
    pub budget: Amount,
    pub voters: u64,
    /// Number of voters and share group of each ballot.
    pub ballots: Vec<(u32, u32)>,
}

impl Supports {
    /// `group_of_voter` names the share group of each voter; without it all have equal shares.
    pub fn new(election: &Election, utility: Utility, group_of_voter: Option<&[u32]>) -> Self {
        let (ballots, choices_of) = split_by_group(election, group_of_voter);
        let mut supporters = vec![Vec::new(); election.projects.len()];
        for (index, &(count, _)) in ballots.iter().enumerate() {
            for &(project, points) in &election.ballots[choices_of[index]].choices {
                let points = if utility.uses_points() { points } else { 1 };
                let supporter = Supporter { ballot: index as u32, count, points };
                supporters[project as usize].push(supporter);
            }
        }
        let weigh =
            |list: &Vec<Supporter>| list.iter().map(|s| u64::from(s.count) * u64::from(s.points)).sum();
        let weight: Vec<u64> = supporters.iter().map(weigh).collect();
        let can_win = |&index: &usize| {
            let project = &election.projects[index];
            weight[index] > 0 && !project.withdrawn && project.cost <= election.budget
        };
        Self {
            cost: election.projects.iter().map(|project| project.cost).collect(),
            all_single: supporters.iter().flatten().all(|supporter| supporter.points == 1),
            active: (0..election.projects.len()).filter(can_win).collect(),
            supporters,
            weight,
            utility,
            budget: election.budget,
            voters: election.voters,
            ballots,
        }
    }

    pub fn cost_of(&self, projects: &[ProjectIndex]) -> Amount {
        projects.iter().map(|&project| self.cost[project]).sum()
    }

    /// Nothing that somebody wants and that is not in `selected` fits in the rest of the budget.
    pub fn is_exhaustive(&self, selected: &[ProjectIndex]) -> bool {
        let left = self.budget - self.cost_of(selected);
        self.active.iter().all(|project| self.cost[*project] > left || selected.contains(project))
    }
}

/// Splits ballots so that all voters of one have the same share. Returns number of voters and group
/// of each, and the ballot of the election that it came from.
fn split_by_group(election: &Election, group_of_voter: Option<&[u32]>) -> (Vec<(u32, u32)>, Vec<usize>) {
    let Some(groups) = group_of_voter else {
        return election.ballots.iter().enumerate().map(|(index, ballot)| ((ballot.count, 0), index)).unzip();
    };
    let mut split = std::collections::BTreeMap::new();
    for (&ballot, &group) in election.ballot_of_voter.iter().zip(groups) {
        *split.entry((ballot, group)).or_insert(0_u32) += 1;
    }
    split.into_iter().map(|((ballot, group), count)| ((count, group), ballot as usize)).unzip()
}

/// The money of one voter in each share group, as a function of the number of steps it was raised:
/// `(base + steps × step) / denominator`.
#[derive(Debug, Clone)]
pub(crate) struct Endowment {
    pub base: Vec<UBig>,
    pub step: UBig,
    pub denominator: UBig,
}

impl Endowment {
    /// The same share for all: `budget / voters`, raised by `step`.
    pub fn equal(budget: Amount, voters: u64, step: Amount) -> Self {
        let denominator = UBig::from(voters.max(1));
        Self {
            base: vec![UBig::from(budget.unsigned_abs())],
            step: &denominator * UBig::from(step.unsigned_abs()),
            denominator,
        }
    }

    /// A whole share for all, raised by `step`.
    pub fn whole(share: Amount, step: Amount) -> Self {
        let base = vec![UBig::from(share.unsigned_abs())];
        Self { base, step: UBig::from(step.unsigned_abs()), denominator: UBig::ONE }
    }

    /// Shares of groups: the budget of each over its voters (turnout correction between districts).
    pub fn by_group(budgets: &[Amount], voters: &[u64], step: Amount) -> Self {
        let mut denominator = UBig::ONE;
        for &count in voters {
            denominator *= UBig::from(count.max(1));
        }
        let share = |(&budget, &count): (&Amount, &u64)| {
            &denominator / UBig::from(count.max(1)) * UBig::from(budget.unsigned_abs())
        };
        let base = budgets.iter().zip(voters).map(share).collect();
        Self { base, step: &denominator * UBig::from(step.unsigned_abs()), denominator }
    }

    /// Numerator of the share of a group after some steps.
    pub fn numerator(&self, group: u32, steps: u64) -> UBig {
        &self.base[group as usize] + &self.step * UBig::from(steps)
    }
}
