//! Exact Equal Shares with ADD-OPT: whoever pays for a project pays the same.
//!
//! A project with cost `c` is bought by the largest group of `t` supporters who all still have `c/t`.
//! Per unit of cost the project with most payers is cheapest. While the groups stay the same, money
//! is the share minus fixed sums, so the least rise of the share that changes any decision can be
//! read off: ADD-OPT goes from one such share to the next until the outcome is exhaustive or the next
//! would overspend. (Kraiczy, Robinson, Elkind: "Streamlining Equal Shares", arXiv 2502.11797.)
//! Approval only: points play no part.

use std::collections::HashMap;

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use super::equal_shares::Utility;
use super::equal_shares::supports::Supports;
use super::greedy::Outcome;
use crate::election::{Election, ProjectIndex};
use crate::log::{Event, Passed};
use crate::ratio::Ratio;
use crate::rules::equal_shares::left_out;
use crate::ties::{Tie, TieOrder};

/// What a purchase is worth: payers, and cost where utility is the number of projects.
#[derive(Debug, Clone, Copy)]
struct Offer {
    project: ProjectIndex,
    payers: u64,
}

/// The result of one run.
struct Run {
    funded: Vec<(ProjectIndex, RBig)>,
    ties: Vec<Tie>,
    /// The least rise of the share that changes a decision.
    rise: Option<RBig>,
}

/// Counts; with `add_opt` the shares are raised as far as the budget allows.
pub(crate) fn count(
    election: &Election,
    utility: Utility,
    add_opt: bool,
    ties: &TieOrder,
    progress: &mut dyn FnMut(u64),
) -> Outcome {
    let supports = Supports::new(election, Utility::Cardinality, None);
    let rule = Rule { supports: &supports, by_cost: utility.counts_cost(), ties };
    let mut share = RBig::from_parts(IBig::from(election.budget), UBig::from(election.voters.max(1)));
    let mut run = rule.run(&share);
    let mut tied_rounds = run.ties.len() as u64;
    let mut steps = 0;
    while add_opt && !supports.is_exhaustive(&run.projects()) {
        let Some(rise) = &run.rise else { break };
        steps += 1;
        progress(steps);
        let next_share = &share + rise;
        let next = rule.run(&next_share);
        tied_rounds += next.ties.len() as u64;
        if supports.cost_of(&next.projects()) > election.budget {
            break;
        }
        (share, run) = (next_share, next);
    }
    let mut outcome = Outcome { events: left_out(election, &supports), ties: run.ties.clone(), tied_rounds };
    outcome.events.push(Event::Shares { groups: vec![Ratio(share)], steps });
    let mut left = election.budget;
    for (project, price) in &run.funded {
        left -= supports.cost[*project];
        let price = Some(Ratio(price.clone()));
        outcome.events.push(Event::Funded { project: *project, left, price, completion: false });
    }
    let funded = run.projects();
    for &project in supports.active.iter().filter(|project| !funded.contains(project)) {
        outcome.events.push(Event::Passed { project, left, why: Passed::NoGroupCanPay });
    }
    outcome
}

impl Run {
    fn projects(&self) -> Vec<ProjectIndex> {
        self.funded.iter().map(|funded| funded.0).collect()
    }
}

struct Rule<'a> {
    supports: &'a Supports,
    by_cost: bool,
    ties: &'a TieOrder,
}

/// Classes of supporters: money, and how many have at least as much. Richest first.
type Classes = Vec<(RBig, u64)>;

impl Rule<'_> {
    fn cost(&self, project: ProjectIndex) -> RBig {
        RBig::from(self.supports.cost[project])
    }

    /// `a` is bought before `b`, not counting ties.
    fn better(&self, a: Offer, b: Offer) -> std::cmp::Ordering {
        if self.by_cost {
            return b.payers.cmp(&a.payers);
        }
        let value = |x: Offer, y: Offer| u128::from(x.payers) * self.supports.cost[y.project] as u128;
        value(b, a).cmp(&value(a, b))
    }

    fn run(&self, share: &RBig) -> Run {
        // Classes of ballots with the same payments so far.
        let mut paid: Vec<RBig> = vec![RBig::ZERO];
        let mut class_of: Vec<u32> = vec![0; self.supports.ballots.len()];
        let mut alive = self.supports.active.clone();
        let mut run = Run { funded: Vec::new(), ties: Vec::new(), rise: None };
        loop {
            let classes: Vec<Classes> =
                alive.iter().map(|&project| self.classes(project, share, &paid, &class_of)).collect();
            let mut tied: Vec<Offer> = Vec::new();
            for (&project, classes) in alive.iter().zip(&classes) {
                let cost = self.cost(project);
                let payers = classes
                    .iter()
                    .filter(|(money, n)| money * RBig::from(*n) >= cost)
                    .map(|class| class.1)
                    .max();
                let Some(payers) = payers else { continue };
                let offer = Offer { project, payers };
                match tied.first().map_or(std::cmp::Ordering::Equal, |best| self.better(offer, *best)) {
                    std::cmp::Ordering::Less => tied = vec![offer],
                    std::cmp::Ordering::Equal => tied.push(offer),
                    std::cmp::Ordering::Greater => {}
                }
            }
            let candidates: Vec<ProjectIndex> = tied.iter().map(|offer| offer.project).collect();
            let winner = self
                .ties
                .first(&candidates)
                .and_then(|w| tied.iter().copied().find(|offer| offer.project == w));
            self.note_rise(&alive, &classes, winner, &mut run);
            let Some(winner) = winner else { return run };
            if candidates.len() > 1 {
                run.ties.push(Tie { round: run.funded.len(), tied: candidates, chosen: winner.project });
            }
            let price = self.cost(winner.project) / RBig::from(winner.payers);
            self.pay(winner.project, share, &price, &mut paid, &mut class_of);
            run.funded.push((winner.project, price));
            alive.retain(|&project| project != winner.project);
        }
    }

    fn classes(&self, project: ProjectIndex, share: &RBig, paid: &[RBig], class_of: &[u32]) -> Classes {
        let mut counts: HashMap<u32, u64> = HashMap::new();
        for supporter in &self.supports.supporters[project] {
            *counts.entry(class_of[supporter.ballot as usize]).or_default() += u64::from(supporter.count);
        }
        let mut classes: Classes =
            counts.into_iter().map(|(class, n)| (share - &paid[class as usize], n)).collect();
        classes.sort_by(|a, b| b.0.cmp(&a.0));
        classes.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        let mut sum = 0;
        for class in &mut classes {
            sum += class.1;
            class.1 = sum;
        }
        classes
    }

    /// The least rise with which some project would be offered to a larger group, and win this round
    /// or be bought by more.
    fn note_rise(&self, alive: &[ProjectIndex], classes: &[Classes], winner: Option<Offer>, run: &mut Run) {
        for (&project, classes) in alive.iter().zip(classes) {
            let cost = self.cost(project);
            for (money, payers) in classes {
                let offer = Offer { project, payers: *payers };
                let wins = winner.is_none_or(|winner| match self.better(offer, winner) {
                    std::cmp::Ordering::Less => true,
                    std::cmp::Ordering::Equal => self.ties.rank(project) < self.ties.rank(winner.project),
                    std::cmp::Ordering::Greater => false,
                });
                if wins {
                    let rise = &cost / RBig::from(*payers) - money;
                    if rise > RBig::ZERO && run.rise.as_ref().is_none_or(|least| rise < *least) {
                        run.rise = Some(rise);
                    }
                }
            }
        }
    }

    fn pay(
        &self,
        project: ProjectIndex,
        share: &RBig,
        price: &RBig,
        paid: &mut Vec<RBig>,
        class_of: &mut [u32],
    ) {
        let mut after: HashMap<u32, u32> = HashMap::new();
        for supporter in &self.supports.supporters[project] {
            let class = class_of[supporter.ballot as usize];
            let next = *after.entry(class).or_insert_with(|| {
                let total = &paid[class as usize] + price;
                if total > *share {
                    return class;
                }
                paid.push(total);
                (paid.len() - 1) as u32
            });
            class_of[supporter.ballot as usize] = next;
        }
    }
}
