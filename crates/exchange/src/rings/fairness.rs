//! Among the optimal solutions, one that serves as many households as can be found.
//!
//! Serving most is a covering problem (hard in general). It is approached by its Lagrangian: every household
//! has a weight, leaving one of its things out costs that weight, and the cheapest assignment is found again
//! and again while the weights of households that got nothing rise and those of households that got several
//! things fall. On all lists whose best is proved this finds it within some ten rounds.

use super::level::Level;
use crate::draw::lottery;
use crate::market::Market;

/// The weight everybody starts with.
const START: i64 = 8;
/// Rounds without improvement before the search ends.
const PATIENCE: usize = 12;
/// Edges looked at in all rounds together, roughly: a fixed amount of work, so that results never depend on
/// the speed of the machine.
const WORK: usize = 300_000;

/// How many households have a thing of which `trades` is true.
pub(crate) fn served(market: &Market, trades: impl Fn(usize) -> bool) -> usize {
    let mut served = vec![false; market.households().len()];
    for (index, item) in market.items().iter().enumerate() {
        if !market.is_dummy(index) && trades(index) {
            served[item.household] = true;
        }
    }
    served.iter().filter(|&&served| served).count()
}

/// The first traded thing of every served household.
pub(super) fn protected(market: &Market, takes: &[u32]) -> Vec<u32> {
    let mut seen = vec![false; market.households().len()];
    let mut protected = Vec::new();
    for (index, item) in market.items().iter().enumerate() {
        let traded = !market.is_dummy(index) && takes[index] as usize != index;
        if traded && !std::mem::replace(&mut seen[item.household], true) {
            protected.push(index as u32);
        }
    }
    protected
}

/// Rewrites `takes` to the best solution found and says how many households it serves.
pub(super) fn most_households(
    market: &Market,
    level: &mut Level,
    takes: &mut [u32],
    at_most: usize,
    seed: u64,
) -> usize {
    let mut best = served(market, |item| takes[item] as usize != item);
    if level.rows.is_empty() {
        return best;
    }
    let mut trial = takes.to_vec();
    let mut weights = starting_weights(market, seed);
    let rounds = (WORK / level.size().max(1)).clamp(3, 40);
    let mut idle = 0;
    // The first round always counts: it is the one that the seed decides.
    let mut first = true;
    for round in 0..rounds {
        level.set_costs(|row, column, _| {
            let kept = row == column && !market.is_dummy(row);
            if kept { market.items().get(row).map_or(0, |item| weights[item.household]) } else { 0 }
        });
        level.record(&level.solve(), &mut trial);
        let count = served(market, |item| trial[item] as usize != item);
        idle += 1;
        if count > best || (first && count == best) {
            best = count;
            idle = 0;
            takes.copy_from_slice(&trial);
        }
        first = false;
        if best >= at_most || idle > PATIENCE {
            break;
        }
        let rise = if round * 2 < rounds { 2 } else { 1 };
        reweigh(market, &trial, &mut weights, rise, round > 0);
    }
    best
}

/// Equal but for one part in eight, which the lot gives.
fn starting_weights(market: &Market, seed: u64) -> Vec<i64> {
    let mut weights = vec![0; market.households().len()];
    for item in market.items().iter().rev() {
        weights[item.household] = START + (lottery(seed, "household", &item.key) & 1).cast_signed();
    }
    weights
}

fn reweigh(market: &Market, takes: &[u32], weights: &mut [i64], rise: i64, fall: bool) {
    let mut traded = vec![0_u32; weights.len()];
    for (index, item) in market.items().iter().enumerate() {
        if !market.is_dummy(index) && takes[index] as usize != index {
            traded[item.household] += 1;
        }
    }
    for (weight, traded) in weights.iter_mut().zip(traded) {
        match traded {
            0 => *weight = (*weight + rise).min(2 * START),
            1 => {}
            _ if fall => *weight = (*weight - 1).max(0),
            _ => {}
        }
    }
}
