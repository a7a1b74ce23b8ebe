//! The Method of Equal Shares from its definition: one run for given shares, and the shares raised
//! one step after the other.

use std::cmp::Ordering;

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use crate::election::{Election, ProjectIndex};
use crate::money::Amount;
use crate::ratio::Ratio;
use crate::rules::equal_shares::{Completion, EqualShares, Utility};
use crate::ties::TieOrder;

/// Projects in the order in which they are funded, with their prices.
type Run = Vec<(ProjectIndex, Option<Ratio>)>;

/// Where the raising ended.
pub(super) struct Raised {
    pub run: Run,
    pub shares: Vec<Ratio>,
    pub final_share_only: bool,
}

/// A supporter: equal ballots of voters with the same share, how many they are, points of each.
type Supporter = (usize, u64, u64);

/// An election as this count sees it.
struct Shares<'a> {
    election: &'a Election,
    settings: &'a EqualShares,
    ties: &'a TieOrder,
    /// Share group of each ballot.
    group_of: Vec<usize>,
    supporters: Vec<Vec<Supporter>>,
    /// Projects that can win at all.
    possible: Vec<ProjectIndex>,
}

/// Counts from the first share to the last, see [`count`](super::count).
pub(super) fn raised(
    election: &Election,
    settings: &EqualShares,
    ties: &TieOrder,
    claimed: &[Ratio],
    effort: u64,
) -> Raised {
    let count = Shares::new(election, settings, ties);
    let first = count.first_shares();
    let (run, work) = count.run(&first);
    let whole = |run: Run, shares: Vec<Ratio>| Raised { run, shares, final_share_only: false };
    let raises =
        matches!(settings.completion, Completion::Add1 | Completion::Add1Utilitarian | Completion::Add1City);
    if !raises || count.ends_at(&run, true) {
        return whole(run, first);
    }
    // How often the shares were raised, as claimed; one run more shows that the next raise overspends.
    let claimed_steps = count.steps_of(&first, claimed);
    if let Some(steps) = claimed_steps.filter(|&steps| work.saturating_mul(steps) > effort) {
        return count.end_only(&first, steps);
    }
    let (mut last, mut shares, mut spent) = (run, first.clone(), work);
    for step in 1..=claimed_steps.unwrap_or(u64::MAX - 1) + 1 {
        if claimed_steps.is_none() && spent > effort {
            return Raised { run: last, shares, final_share_only: true };
        }
        let next_shares = count.shares_after(&first, step);
        let (next, work) = count.run(&next_shares);
        if count.overspends(&next) {
            break;
        }
        let ended = count.ends_at(&next, false);
        (last, shares, spent) = (next, next_shares, spent + work);
        if ended {
            break;
        }
    }
    whole(last, shares)
}

impl<'a> Shares<'a> {
    fn new(election: &'a Election, settings: &'a EqualShares, ties: &'a TieOrder) -> Self {
        // Where shares differ, every voter is looked at alone.
        let casts: Vec<(u32, u64, usize)> = match &settings.groups {
            None => {
                let ballots = election.ballots.iter().enumerate();
                ballots.map(|(index, ballot)| (index as u32, ballot.count.into(), 0)).collect()
            }
            Some(groups) => {
                let voters = election.ballot_of_voter.iter().zip(&groups.of_voter);
                voters.map(|(&ballot, &group)| (ballot, 1, group as usize)).collect()
            }
        };
        let mut supporters: Vec<Vec<Supporter>> = vec![Vec::new(); election.projects.len()];
        for (cast, &(ballot, count, _)) in casts.iter().enumerate() {
            for &(project, points) in &election.ballots[ballot as usize].choices {
                let points = match settings.utility {
                    Utility::PointsTimesCost | Utility::Points => points.into(),
                    Utility::Cost | Utility::Cardinality => 1,
                };
                supporters[project as usize].push((cast, count, points));
            }
        }
        let possible = (0..election.projects.len())
            .filter(|&p| !supporters[p].is_empty() && !election.projects[p].withdrawn)
            .filter(|&p| election.projects[p].cost <= election.budget)
            .collect();
        let group_of = casts.iter().map(|cast| cast.2).collect();
        Self { election, settings, ties, group_of, supporters, possible }
    }

    /// The budget of each group over its voters.
    fn first_shares(&self) -> Vec<Ratio> {
        let share = |budget: Amount, voters: u64| {
            Ratio(RBig::from_parts(IBig::from(budget), UBig::from(voters.max(1))))
        };
        match &self.settings.groups {
            None => vec![share(self.election.budget, self.election.voters)],
            Some(groups) => {
                let voters =
                    |group: usize| groups.of_voter.iter().filter(|&&of| of as usize == group).count() as u64;
                let shares = groups.budgets.iter().enumerate();
                shares.map(|(group, &budget)| share(budget, voters(group))).collect()
            }
        }
    }

    fn step(&self) -> Amount {
        let (budget, voters) = (i128::from(self.election.budget), i128::from(self.election.voters.max(1)));
        let mut usual = self.election.currency.unit();
        // A share has fewer than 2000 steps.
        while budget >= i128::from(usual) * 2000 * voters {
            usual *= 10;
        }
        self.settings.step.unwrap_or(usual).max(1)
    }

    /// From what the shares are raised: cities' tools go on from the whole part of the first share.
    fn base(&self, first: &[Ratio]) -> Vec<Ratio> {
        if self.settings.completion != Completion::Add1City || self.settings.groups.is_some() {
            return first.to_vec();
        }
        let unit = self.election.currency.unit();
        first.iter().map(|share| Ratio::from(share.floor() / unit * unit)).collect()
    }

    fn shares_after(&self, first: &[Ratio], steps: u64) -> Vec<Ratio> {
        let more = RBig::from(UBig::from(steps) * UBig::from(self.step().unsigned_abs()));
        self.base(first).iter().map(|share| Ratio(&share.0 + &more)).collect()
    }

    /// How many steps lead to the claimed shares; `None` where no number does.
    fn steps_of(&self, first: &[Ratio], claimed: &[Ratio]) -> Option<u64> {
        if claimed == first {
            return Some(0);
        }
        let rise = &claimed.first()?.0 - &self.base(first).first()?.0;
        let steps = u64::try_from((rise / RBig::from(self.step())).floor()).ok()?;
        (self.shares_after(first, steps) == claimed).then_some(steps)
    }

    /// The outcome after so many raises, and whether the next one would overspend. A wrong end is shown
    /// by an empty list, which agrees with no count.
    fn end_only(&self, first: &[Ratio], steps: u64) -> Raised {
        let shares = if steps == 0 { first.to_vec() } else { self.shares_after(first, steps) };
        let (last, _) = self.run(&shares);
        let next = || self.run(&self.shares_after(first, steps + 1)).0;
        let ended = !self.overspends(&last) && (self.ends_at(&last, false) || self.overspends(&next()));
        Raised { run: if ended { last } else { Run::new() }, shares, final_share_only: true }
    }

    fn overspends(&self, run: &Run) -> bool {
        self.cost(run.iter().map(|funded| funded.0)) > i128::from(self.election.budget)
    }

    fn cost(&self, projects: impl Iterator<Item = ProjectIndex>) -> i128 {
        projects.map(|project| i128::from(self.election.projects[project].cost)).sum()
    }

    /// Raising further is not wanted, or cannot change anything.
    fn ends_at(&self, run: &Run, first: bool) -> bool {
        let won = |project: ProjectIndex| run.iter().any(|funded| funded.0 == project);
        let left = i128::from(self.election.budget) - self.cost(run.iter().map(|funded| funded.0));
        let fits = |project: ProjectIndex| i128::from(self.election.projects[project].cost) <= left;
        if self.possible.iter().all(|&project| won(project)) {
            return true;
        }
        if self.settings.completion != Completion::Add1City {
            return !self.possible.iter().any(|&project| !won(project) && fits(project));
        }
        // Cities' tools do not begin where all projects together fit in the budget.
        let all = self.cost(self.possible.iter().copied());
        first && self.settings.groups.is_none() && all <= i128::from(self.election.budget)
    }

    /// One run, and the number of supporters looked at.
    fn run(&self, shares: &[Ratio]) -> (Run, u64) {
        let mut denominator = UBig::ONE;
        for share in shares {
            denominator *= share.0.denominator();
        }
        let start = |share: &Ratio| {
            let numerator = UBig::try_from(share.0.numerator().clone()).unwrap_or_default();
            numerator * (&denominator / share.0.denominator())
        };
        let starts: Vec<UBig> = shares.iter().map(start).collect();
        // Money of each voter of a ballot, over the common denominator.
        let mut money: Vec<UBig> = self.group_of.iter().map(|&group| starts[group].clone()).collect();
        let (mut waiting, mut run, mut looked_at) = (self.possible.clone(), Run::new(), 0);
        loop {
            let mut best: Option<(ProjectIndex, UBig, u64)> = None;
            for &project in &waiting {
                let (cost, supporters) = (self.election.projects[project].cost, &self.supporters[project]);
                looked_at += supporters.len() as u64;
                let Some((amount, weight)) = price(cost, supporters, &money, &denominator) else { continue };
                let better = best.as_ref().is_none_or(|(other, least, least_weight)| {
                    let left = &amount * UBig::from(*least_weight) * self.value(*other);
                    let right = least * UBig::from(weight) * self.value(project);
                    left.cmp(&right).then(self.ties.rank(project).cmp(&self.ties.rank(*other)))
                        == Ordering::Less
                });
                if better {
                    best = Some((project, amount, weight));
                }
            }
            let Some((project, amount, weight)) = best else { return (run, looked_at) };
            denominator *= UBig::from(weight);
            for own in &mut money {
                *own *= UBig::from(weight);
            }
            for &(cast, _, points) in &self.supporters[project] {
                let due = (&amount * UBig::from(points)).min(money[cast].clone());
                money[cast] -= due;
            }
            run.push((project, Some(Ratio::of(&amount, &denominator))));
            waiting.retain(|&other| other != project);
        }
    }

    /// What one point for a project is worth.
    fn value(&self, project: ProjectIndex) -> UBig {
        match self.settings.utility.counts_cost() {
            true => UBig::from(self.election.projects[project].cost.unsigned_abs()),
            false => UBig::ONE,
        }
    }
}

/// The price per point, as numerator over `weight × denominator`: supporters from the poorest to the
/// richest per point, each paying all they have until the rest can share what is missing equally.
fn price(cost: i64, supporters: &[Supporter], money: &[UBig], denominator: &UBig) -> Option<(UBig, u64)> {
    let mut sorted: Vec<&Supporter> = supporters.iter().collect();
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
