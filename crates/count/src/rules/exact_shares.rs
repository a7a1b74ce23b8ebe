//! Exact Equal Shares with ADD-OPT: whoever pays for a project pays the same.
//!
//! A project with cost `c` is bought by the largest group of `t` supporters who all still have `c/t`.
//! Per unit of cost the project with most payers is cheapest. While the groups stay the same, money
//! is the share minus fixed sums, so the least rise of the share that changes any decision can be
//! read off: ADD-OPT goes from one such share to the next until the outcome is exhaustive or the next
//! would overspend. (Kraiczy, Robinson, Elkind: "Streamlining Equal Shares", arXiv 2502.11797.)
//! Approval only: points play no part.

use std::cmp::Ordering;
use std::collections::HashMap;

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use super::equal_shares::Utility;
use super::equal_shares::supports::{Supporter, Supports};
use super::greedy::Outcome;
use crate::election::{Election, ProjectIndex};
use crate::log::{Event, Passed};
use crate::money::Amount;
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

/// Voters of one ballot class: what they have paid and have left. The rounded amount decides where it is
/// certain to, the exact one where it is not.
struct Class {
    paid: RBig,
    money: RBig,
    rounded: f64,
}

impl Class {
    fn new(share: &RBig, paid: RBig) -> Self {
        let money = share - &paid;
        Self { rounded: money.to_f64().value(), money, paid }
    }

    /// So many of them can pay the cost in equal parts.
    fn can_pay(&self, payers: u64, cost: Amount) -> bool {
        let (have, cost_rounded) = (self.rounded * payers as f64, cost as f64);
        if (have - cost_rounded).abs() > MARGIN * cost_rounded {
            return have > cost_rounded;
        }
        &self.money * RBig::from(payers) >= RBig::from(cost)
    }
}

/// Rounding errors of an amount are below 2^-50 of it; what differs by more than this part is different.
const MARGIN: f64 = 1e-9;

/// All classes of a run, the richest first.
struct Classes {
    all: Vec<Class>,
    /// Place of each class in the order of money.
    rank: Vec<u32>,
    class_of: Vec<u32>,
    /// Room for counting: supporters in each class.
    counts: Vec<u64>,
}

impl Classes {
    fn new(share: &RBig, ballots: usize) -> Self {
        let all = vec![Class::new(share, RBig::ZERO)];
        Self { all, rank: vec![0], class_of: vec![0; ballots], counts: vec![0] }
    }

    /// Classes of the supporters of a project, the richest first, each with the number of supporters who
    /// have at least as much.
    fn of(&mut self, supporters: &[Supporter]) -> Vec<(u32, u64)> {
        let mut found: Vec<u32> = Vec::new();
        for supporter in supporters {
            let class = self.class_of[supporter.ballot as usize];
            if self.counts[class as usize] == 0 {
                found.push(class);
            }
            self.counts[class as usize] += u64::from(supporter.count);
        }
        found.sort_unstable_by_key(|&class| self.rank[class as usize]);
        let mut sum = 0;
        let up_to = |class: u32| {
            sum += std::mem::take(&mut self.counts[class as usize]);
            (class, sum)
        };
        found.into_iter().map(up_to).collect()
    }

    /// Supporters pay who can.
    fn pay(&mut self, supporters: &[Supporter], share: &RBig, price: &RBig) {
        let mut after: HashMap<u32, u32> = HashMap::new();
        for supporter in supporters {
            let class = self.class_of[supporter.ballot as usize];
            let all = &mut self.all;
            let next = *after.entry(class).or_insert_with(|| {
                let total = &all[class as usize].paid + price;
                if total > *share {
                    return class;
                }
                all.push(Class::new(share, total));
                (all.len() - 1) as u32
            });
            self.class_of[supporter.ballot as usize] = next;
        }
        let mut order: Vec<u32> = (0..self.all.len() as u32).collect();
        order.sort_by(|&a, &b| self.all[a as usize].paid.cmp(&self.all[b as usize].paid));
        self.counts = vec![0; order.len()];
        self.rank = vec![0; order.len()];
        for (rank, &class) in order.iter().enumerate() {
            self.rank[class as usize] = rank as u32;
        }
    }
}

impl Rule<'_> {
    /// `a` is bought before `b`, not counting ties.
    fn better(&self, a: Offer, b: Offer) -> Ordering {
        if self.by_cost {
            return b.payers.cmp(&a.payers);
        }
        let value = |x: Offer, y: Offer| u128::from(x.payers) * self.supports.cost[y.project] as u128;
        value(b, a).cmp(&value(a, b))
    }

    fn run(&self, share: &RBig) -> Run {
        let mut classes = Classes::new(share, self.supports.ballots.len());
        let mut alive = self.supports.active.clone();
        let mut run = Run { funded: Vec::new(), ties: Vec::new(), rise: None };
        loop {
            let groups: Vec<Vec<(u32, u64)>> =
                alive.iter().map(|&project| classes.of(&self.supports.supporters[project])).collect();
            let tied = self.best(&alive, &groups, &classes);
            let candidates: Vec<ProjectIndex> = tied.iter().map(|offer| offer.project).collect();
            let winner = self
                .ties
                .first(&candidates)
                .and_then(|w| tied.iter().copied().find(|offer| offer.project == w));
            self.note_rise(&alive, &groups, &classes, winner, &mut run);
            let Some(winner) = winner else { return run };
            if candidates.len() > 1 {
                run.ties.push(Tie { round: run.funded.len(), tied: candidates, chosen: winner.project });
            }
            let price = RBig::from(self.supports.cost[winner.project]) / RBig::from(winner.payers);
            classes.pay(&self.supports.supporters[winner.project], share, &price);
            run.funded.push((winner.project, price));
            alive.retain(|&project| project != winner.project);
        }
    }

    /// The offers that are equally best.
    fn best(&self, alive: &[ProjectIndex], groups: &[Vec<(u32, u64)>], classes: &Classes) -> Vec<Offer> {
        let mut tied: Vec<Offer> = Vec::new();
        for (&project, groups) in alive.iter().zip(groups) {
            let cost = self.supports.cost[project];
            // Counts rise along the list, so the last group that can pay is the largest.
            let can_pay = |group: &&(u32, u64)| classes.all[group.0 as usize].can_pay(group.1, cost);
            let Some(&(_, payers)) = groups.iter().rev().find(can_pay) else { continue };
            let offer = Offer { project, payers };
            match tied.first().map_or(Ordering::Equal, |best| self.better(offer, *best)) {
                Ordering::Less => tied = vec![offer],
                Ordering::Equal => tied.push(offer),
                Ordering::Greater => {}
            }
        }
        tied
    }

    /// The least rise with which some project would be offered to a larger group, and win this round
    /// or be bought by more.
    fn note_rise(
        &self,
        alive: &[ProjectIndex],
        groups: &[Vec<(u32, u64)>],
        classes: &Classes,
        winner: Option<Offer>,
        run: &mut Run,
    ) {
        let mut least = run.rise.as_ref().map_or(f64::INFINITY, |rise| rise.to_f64().value());
        for (&project, groups) in alive.iter().zip(groups) {
            let cost = self.supports.cost[project];
            for &(class, payers) in groups {
                let class = &classes.all[class as usize];
                let rounded = cost as f64 / payers as f64 - class.rounded;
                let error = MARGIN * (cost as f64 / payers as f64 + class.rounded);
                if rounded < -error || rounded - error > least {
                    continue;
                }
                let offer = Offer { project, payers };
                let wins = winner.is_none_or(|winner| match self.better(offer, winner) {
                    Ordering::Less => true,
                    Ordering::Equal => self.ties.rank(project) < self.ties.rank(winner.project),
                    Ordering::Greater => false,
                });
                if !wins {
                    continue;
                }
                let rise = RBig::from(cost) / RBig::from(payers) - &class.money;
                if rise > RBig::ZERO && run.rise.as_ref().is_none_or(|least| rise < *least) {
                    // Never below the exact one, so that nothing smaller is skipped.
                    least = rounded + error;
                    run.rise = Some(rise);
                }
            }
        }
    }
}
