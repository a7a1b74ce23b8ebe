//! Equal Shares with Bounded Overspending (BOS): supporters may fund a project although they have
//! less than it costs, and the cheaper a project is for what it gives, the more they may be short.
//!
//! Each round looks, for every project that fits in the budget left, at every price `λ` per point and
//! unit of cost. Supporters bring together a part `α ≤ 1` of the cost; the project is bought with the
//! least `λ/α²`, and everybody pays `λ/α` instead, or all they have. (Papasotiropoulos, Pishbin,
//! Skibski, Skowron, Wąs: "The Method of Equal Shares with Bounded Overspending", arXiv 2409.15005.)
//!
//! Candidates are found in doubles and compared as exact fractions: every sum is of at most 10^8
//! positive terms, so doubles err by less than 10^-7, and all candidates within 10^-6 of the best
//! are computed exactly.

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

/// Supporters of a project with the same money and points: money, points, number of voters.
type Class = (RBig, u32, u64);

/// Counts; utility is points × cost.
pub(crate) fn count(election: &Election, ties: &TieOrder) -> Outcome {
    let supports = Supports::new(election, Utility::PointsTimesCost, None);
    let mut money = vec![RBig::from_parts(IBig::from(election.budget), UBig::from(election.voters.max(1)))];
    let mut outcome = Outcome { events: left_out(election, &supports), ..Outcome::default() };
    outcome.events.push(Event::Shares { groups: vec![Ratio(money[0].clone())], steps: 0 });
    let mut class_of: Vec<u32> = vec![0; supports.ballots.len()];
    let (mut alive, mut left, mut round) = (supports.active.clone(), election.budget, 0);
    loop {
        for &project in alive.iter().filter(|&&project| supports.cost[project] > left) {
            outcome.events.push(Event::Passed { project, left, why: Passed::DoesNotFit });
        }
        alive.retain(|&project| supports.cost[project] <= left);
        let mut offers: Vec<(ProjectIndex, Vec<Class>, f64)> = Vec::new();
        for &project in &alive {
            let classes = classes(&supports, project, &money, &class_of);
            let value = candidates(&classes, supports.cost[project])
                .into_iter()
                .map(|c| c.1)
                .fold(f64::INFINITY, f64::min);
            offers.push((project, classes, value));
        }
        let best = offers.iter().map(|offer| offer.2).fold(f64::INFINITY, f64::min);
        if !best.is_finite() {
            break;
        }
        let close = offers.iter().filter(|offer| offer.2 <= best * (1.0 + 1e-6));
        let exact: Vec<(ProjectIndex, RBig, RBig)> = close
            .filter_map(|(p, classes, _)| {
                exact_offer(classes, supports.cost[*p]).map(|(v, price)| (*p, v, price))
            })
            .collect();
        let Some(least) = exact.iter().map(|offer| &offer.1).min() else { break };
        let tied: Vec<ProjectIndex> =
            exact.iter().filter(|offer| offer.1 == *least).map(|offer| offer.0).collect();
        let Some(chosen) = ties.first(&tied) else { break };
        let Some((_, _, price)) = exact.iter().find(|offer| offer.0 == chosen) else { break };
        if tied.len() > 1 {
            outcome.ties.push(Tie { round, tied, chosen });
            outcome.tied_rounds += 1;
        }
        left -= supports.cost[chosen];
        outcome.events.push(Event::Funded {
            project: chosen,
            left,
            price: Some(Ratio(price.clone())),
            completion: false,
        });
        pay(&supports, chosen, price, &mut money, &mut class_of);
        alive.retain(|&project| project != chosen);
        round += 1;
    }
    for project in alive {
        outcome.events.push(Event::Passed {
            project,
            left,
            why: Passed::SupportersTooPoor { money: Ratio::default() },
        });
    }
    outcome
}

fn classes(supports: &Supports, project: ProjectIndex, money: &[RBig], class_of: &[u32]) -> Vec<Class> {
    let mut counts: HashMap<(u32, u32), u64> = HashMap::new();
    for supporter in &supports.supporters[project] {
        *counts.entry((class_of[supporter.ballot as usize], supporter.points)).or_default() +=
            u64::from(supporter.count);
    }
    let with_money = counts.into_iter().filter(|((class, _), _)| !money[*class as usize].is_zero());
    let mut classes: Vec<Class> =
        with_money.map(|((class, points), n)| (money[class as usize].clone(), points, n)).collect();
    classes.sort_by(|a, b| (&a.0 * RBig::from(b.1)).cmp(&(&b.0 * RBig::from(a.1))));
    classes
}

/// Index of the class whose money per point is the price (one more for the price that just covers
/// the cost), and `λ/α²` in doubles, where prices are per point (`λ × cost`).
fn candidates(classes: &[Class], cost: i64) -> Vec<(usize, f64)> {
    let cost = cost as f64;
    let mut weight: f64 = classes.iter().map(|c| f64::from(c.1) * c.2 as f64).sum();
    let (mut spent, mut list) = (0.0, Vec::new());
    for (index, (money, points, count)) in classes.iter().enumerate() {
        let money = money.to_f64().value();
        let price = money / f64::from(*points);
        let covering = (cost - spent) / weight;
        if covering <= price {
            list.push((classes.len() + index, covering / cost));
            return list;
        }
        let part = ((spent + price * weight) / cost).min(1.0);
        if part > 0.0 {
            list.push((index, price / cost / (part * part)));
        }
        spent += money * *count as f64;
        weight -= f64::from(*points) * *count as f64;
    }
    list
}

/// The least `λ/α²` of a project exactly, and the price per point that goes with it.
fn exact_offer(classes: &[Class], cost: i64) -> Option<(RBig, RBig)> {
    let list = candidates(classes, cost);
    let best = list.iter().map(|candidate| candidate.1).fold(f64::INFINITY, f64::min);
    let close = list.iter().filter(|candidate| candidate.1 <= best * (1.0 + 1e-6));
    let offers = close.map(|&(index, _)| {
        let covering = index >= classes.len();
        let index = index % classes.len();
        let cost = RBig::from(cost);
        let spent = classes[..index].iter().map(|c| &c.0 * RBig::from(c.2)).fold(RBig::ZERO, |a, b| a + b);
        let weight = RBig::from(classes[index..].iter().map(|c| u64::from(c.1) * c.2).sum::<u64>());
        let price = match covering {
            true => (&cost - &spent) / &weight,
            false => &classes[index].0 / RBig::from(classes[index].1),
        };
        let part = ((spent + &price * weight) / &cost).min(RBig::ONE);
        (&price / (&part * &part * cost), price / part)
    });
    offers.min_by(|a, b| a.0.cmp(&b.0))
}

fn pay(
    supports: &Supports,
    project: ProjectIndex,
    price: &RBig,
    money: &mut Vec<RBig>,
    class_of: &mut [u32],
) {
    let mut after: HashMap<(u32, u32), u32> = HashMap::new();
    for supporter in &supports.supporters[project] {
        let class = class_of[supporter.ballot as usize];
        let next = *after.entry((class, supporter.points)).or_insert_with(|| {
            let rest = &money[class as usize] - price * RBig::from(supporter.points);
            money.push(rest.max(RBig::ZERO));
            (money.len() - 1) as u32
        });
        class_of[supporter.ballot as usize] = next;
    }
}
