//! Rings of bounded length ("doorstep"): at most K people each, and chains that a gift starts.
//!
//! Every ring is a column of a set-packing problem (Abraham, Blum and Sandholm 2007): no thing and no dummy
//! is used twice. The linear relaxation is solved exactly by column generation with an own sparse simplex
//! ([`lp`]): all rings that could still gain are searched, not a sample. Its prices are a proof: nobody can do
//! better than their sum. Whole rings are then found by diving and by re-solving parts. Where the rounded
//! bound is reached the result is proved best, otherwise it is stated how far the proof goes.

mod contract;
mod dive;
mod factor;
mod lp;
mod master;
mod pricing;
mod search;

use crate::market::Market;
pub(crate) use contract::Contracted;
pub(crate) use pricing::{Pricing, Ring};

/// How rings are bounded and valued.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// At most so many people in a ring or chain: 2, 3 or 4.
    pub max_ring: usize,
    /// The probability (0 to 1, not 1) that a hand-over fails; a ring is all or nothing, a chain goes on to
    /// the first failure.
    pub fail: f64,
}

/// Why a bounded search cannot begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoundsError {
    /// The length is not one the exact method covers.
    #[error("the longest ring can be 2, 3 or 4; leave the option out for rings of any length")]
    MaxRing,
    /// Not a probability.
    #[error("the probability of failure must be at least 0 and below 1")]
    Fail,
}

/// Whole units in which prices and bounds are written down: millionths of a trade.
pub const UNIT: i64 = 1_000_000;

impl Bounds {
    /// Checks the numbers.
    ///
    /// # Errors
    /// Says which one is out of range.
    pub fn check(self) -> Result<Self, BoundsError> {
        if !(2..=4).contains(&self.max_ring) {
            return Err(BoundsError::MaxRing);
        }
        if !(0.0..1.0).contains(&self.fail) {
            return Err(BoundsError::Fail);
        }
        Ok(self)
    }

    /// The expected completed trades of a ring of so many people.
    #[must_use]
    pub fn ring_value(self, people: usize) -> f64 {
        let succeed = 1.0 - self.fail;
        people as f64 * succeed.powi(people as i32)
    }

    /// The expected completed trades of a chain with so many people, the giver included.
    #[must_use]
    pub fn chain_value(self, people: usize) -> f64 {
        let succeed = 1.0 - self.fail;
        (1..people).map(|hand_over| succeed.powi(hand_over as i32)).sum()
    }
}

/// The best rings of bounded length found, and how good they can be at most.
#[derive(Debug, Clone, Default)]
pub struct BoundedSolution {
    /// What each item of the market takes (its own index: it is kept). The gift of a chain takes itself, and
    /// so does nobody the last thing of a chain: see [`BoundedSolution::chains`].
    pub takes: Vec<u32>,
    /// Chains: the gift, then everybody's thing in the order of the hand-overs. The last thing stays.
    pub chains: Vec<Vec<usize>>,
    /// The expected completed trades.
    pub value: f64,
    /// No solution has more expected completed trades, in millionths.
    pub bound: i64,
    /// Whether the bound proves the solution best.
    pub proved: bool,
    /// By item: the price of using it, in millionths; no allowed ring is worth more than its prices.
    pub prices: Vec<i64>,
}

/// The best rings and chains of bounded length.
///
/// `progress` is told the expected trades found and the bound, in millionths.
///
/// # Errors
/// When the bounds are out of range.
pub fn solve(
    market: &Market,
    bounds: Bounds,
    seed: u64,
    progress: Option<&mut dyn FnMut(i64, i64)>,
) -> Result<BoundedSolution, BoundsError> {
    solve_with_bonus(market, bounds, seed, Vec::new(), progress)
}

/// As [`solve`]; serving some items is worth so many trades more, which counts in value and bound.
pub(crate) fn solve_with_bonus(
    market: &Market,
    bounds: Bounds,
    seed: u64,
    mut bonus: Vec<u32>,
    progress: Option<&mut dyn FnMut(i64, i64)>,
) -> Result<BoundedSolution, BoundsError> {
    let bounds = bounds.check()?;
    let mut contracted = Contracted::new(market);
    bonus.resize(market.items().len(), 0);
    contracted.most_bonus = bonus.iter().copied().max().unwrap_or(0);
    contracted.bonus = bonus;
    let found = search::Search::new(&contracted, bounds, seed).run(progress);
    let prices = found.prices;
    let bound = prices.iter().sum();
    let value: f64 = found.rings.iter().map(|ring| ring.value).sum();
    let mut takes: Vec<u32> = (0..market.items().len() as u32).collect();
    let mut chains = Vec::new();
    for ring in &found.rings {
        let chain = contracted.gift[ring.people[0] as usize];
        for &(from, to) in &contracted.steps(ring) {
            takes[from as usize] = to;
        }
        if chain {
            // The gift, then whoever took it, and so on: against the order of taking.
            let gift = ring.people.iter().take(1);
            let order = gift.chain(ring.people.iter().skip(1).rev());
            chains.push(order.map(|&item| item as usize).collect());
        }
    }
    let proved = proves(bounds, value, bound);
    Ok(BoundedSolution { takes, chains, value, bound, proved, prices })
}

/// Whether nothing better than `value` fits under the bound.
pub(crate) fn proves(bounds: Bounds, value: f64, bound: i64) -> bool {
    let found = (value * UNIT as f64).round() as i64;
    if bounds.fail == 0.0 { bound / UNIT <= found / UNIT } else { bound <= found + found / 10_000 + 1 }
}
