//! Cumulative single transferable vote (CSTV), the variant "elimination with transfers".
//!
//! Every voter's share of the budget is split over their projects by points. A project whose support
//! reaches its cost can be funded: the one with the greatest excess is, each supporter pays the same
//! part of their support, and the rest moves to their other projects. If none can be funded, the one
//! that is furthest from its cost is eliminated and its support moves on. In the end eliminated
//! projects are funded while they fit, the last eliminated first. (Skowron, Slinko, Szufa, Talmon:
//! "Participatory Budgeting with Cumulative Votes", arXiv 2009.02690.)
//!
//! A transfer multiplies one fraction by another, so that exact numbers double in length with each
//! winner. The rule is therefore *defined* here on whole units of 2^-40 of the smallest unit of money,
//! every transfer rounded down: the same on every machine, and far below anything visible.

use dashu_int::IBig;

use super::greedy::Outcome;
use crate::election::{Election, ProjectIndex};
use crate::log::{Event, LeftOut, Passed};
use crate::money::Amount;
use crate::ties::{Tie, TieOrder};

const SHIFT: u32 = 40;

/// The state of a count: what each voter of a ballot has left, split over its projects by points.
struct State<'a> {
    election: &'a Election,
    money: Vec<i128>,
    alive: Vec<bool>,
}

impl State<'_> {
    /// Points that a ballot gives to projects still in.
    fn points(&self, ballot: usize) -> i128 {
        let choices = &self.election.ballots[ballot].choices;
        choices.iter().filter(|choice| self.alive[choice.0 as usize]).map(|choice| i128::from(choice.1)).sum()
    }

    /// Support of every project in fixed-point units.
    fn support(&self) -> Vec<i128> {
        let mut support = vec![0; self.election.projects.len()];
        for (index, ballot) in self.election.ballots.iter().enumerate() {
            let all = self.points(index).max(1);
            for &(project, points) in ballot.choices.iter().filter(|choice| self.alive[choice.0 as usize]) {
                support[project as usize] +=
                    self.money[index] * i128::from(points) / all * i128::from(ballot.count);
            }
        }
        support
    }

    /// Supporters pay for a project; those without another project pay first and all they have.
    fn pay(&mut self, project: ProjectIndex, cost: i128) {
        let mut givers = Vec::new();
        let (mut due, mut shared) = (cost, 0);
        for (index, ballot) in self.election.ballots.iter().enumerate() {
            let Some(choice) = ballot.choices.iter().find(|choice| choice.0 as usize == project) else {
                continue;
            };
            let (own, all) = (i128::from(choice.1), self.points(index).max(1));
            let part = self.money[index] * own / all;
            if own == all {
                due -= part * i128::from(ballot.count);
                self.money[index] = 0;
            } else {
                shared += part * i128::from(ballot.count);
                givers.push((index, part));
            }
        }
        if due > 0 && shared > 0 {
            for (index, part) in givers {
                // part × due / shared, at most part, exactly and rounded up for the payer.
                let paid = (IBig::from(part) * IBig::from(due) + IBig::from(shared - 1)) / IBig::from(shared);
                self.money[index] -= i128::try_from(paid).unwrap_or(part).min(part);
            }
        }
    }
}

/// Counts.
pub(crate) fn count(election: &Election, ties: &TieOrder) -> Outcome {
    let mut outcome = Outcome::default();
    let mut alive = vec![true; election.projects.len()];
    for (project, facts) in election.projects.iter().enumerate() {
        let why = match (facts.withdrawn, facts.cost > election.budget) {
            (true, _) => LeftOut::Withdrawn,
            (_, true) => LeftOut::TooDear,
            _ => continue,
        };
        alive[project] = false;
        outcome.events.push(Event::LeftOut { project, why });
    }
    let share = (i128::from(election.budget) << SHIFT) / i128::from(election.voters.max(1));
    let mut state = State { election, money: vec![share; election.ballots.len()], alive };
    let (mut left, mut eliminated, mut round) = (election.budget, Vec::new(), 0);
    while state.alive.contains(&true) {
        let support = state.support();
        let excess =
            |project: ProjectIndex| support[project] - (i128::from(election.projects[project].cost) << SHIFT);
        let inside: Vec<ProjectIndex> =
            (0..state.alive.len()).filter(|&project| state.alive[project]).collect();
        let fits = |project: &ProjectIndex| election.projects[*project].cost <= left;
        let greatest = inside.iter().copied().filter(|p| excess(*p) >= 0 && fits(p)).map(excess).max();
        if let Some(greatest) = greatest {
            let tied: Vec<ProjectIndex> =
                inside.into_iter().filter(|p| excess(*p) == greatest && fits(p)).collect();
            let Some(chosen) = ties.first(&tied) else { break };
            if tied.len() > 1 {
                outcome.ties.push(Tie { round, tied, chosen });
                outcome.tied_rounds += 1;
            }
            let cost = election.projects[chosen].cost;
            state.pay(chosen, i128::from(cost) << SHIFT);
            state.alive[chosen] = false;
            left -= cost;
            round += 1;
            outcome.events.push(Event::Funded { project: chosen, left, price: None, completion: false });
        } else {
            let Some(least) = inside.iter().copied().map(excess).min() else { break };
            let tied: Vec<ProjectIndex> =
                inside.into_iter().filter(|&project| excess(project) == least).collect();
            // The order of the chain decides who stays: the last in it goes.
            let Some(out) = tied.into_iter().max_by_key(|&project| ties.rank(project)) else { break };
            state.alive[out] = false;
            eliminated.push(out);
        }
    }
    fund_eliminated(election, eliminated, left, &mut outcome);
    outcome
}

/// Eliminated projects, the last first, while they fit.
fn fund_eliminated(
    election: &Election,
    eliminated: Vec<ProjectIndex>,
    mut left: Amount,
    outcome: &mut Outcome,
) {
    let tallies = election.tallies();
    for project in eliminated.into_iter().rev() {
        let cost = election.projects[project].cost;
        if cost <= left && tallies[project].votes > 0 {
            left -= cost;
            outcome.events.push(Event::Funded { project, left, price: None, completion: true });
        } else {
            outcome.events.push(Event::Passed { project, left, why: Passed::Eliminated });
        }
    }
}
