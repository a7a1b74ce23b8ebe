//! Rings of any length ("table day"): the most trades, then the least cost, then the most households, then
//! the lot.
//!
//! Each aim is a cheapest assignment; the edges that no cheapest assignment uses are then cut away, so the
//! next aim is pursued on a far smaller graph among exactly the solutions that are best so far.

mod fairness;
mod level;
pub(crate) mod prices;

use crate::assignment::Assignment;
use crate::market::{ItemKind, Market};
pub(crate) use fairness::served;
use level::Level;
pub use prices::Prices;

/// What decides among equally good solutions, and who is told about progress.
#[derive(Default)]
pub struct RingOptions<'a> {
    /// The published seed.
    pub seed: u64,
    /// Called at each step of a run.
    pub progress: Option<&'a mut dyn FnMut(Step)>,
}

/// A step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many items can be in a ring at all.
    Pruned(usize),
    /// The best objective is known; so many items still have a choice.
    Optimal(usize),
    /// So many households are served in the present best solution.
    Households(usize),
    /// The draw among equals is done.
    Drawn,
}

/// The rings found and what proves them.
#[derive(Debug, Clone, Default)]
pub struct RingSolution {
    /// What each item of the market takes (its own index: it is kept).
    pub takes: Vec<u32>,
    /// Dual values that prove the objective.
    pub prices: Prices,
    /// Dual values that prove the draw.
    pub draw: Prices,
    /// The thing of each served household that the draw may not take away.
    pub protected: Vec<u32>,
    /// No optimal solution serves more households than this.
    pub households_at_most: usize,
    /// Whether an item has an optimal solution in which it trades.
    pub could_trade: Vec<bool>,
}

/// Lottery numbers run from 0 to one less than this.
pub(crate) const LOTS: u64 = 64;

/// By item: what it costs in the draw to leave it out.
pub(crate) fn lots(market: &Market, seed: u64) -> Vec<i64> {
    let lot = |key| (crate::draw::lottery(seed, "thing", key) % LOTS).cast_signed();
    let items = market.items().iter();
    items.map(|item| if item.kind == ItemKind::Dummy { 0 } else { lot(&item.key) }).collect()
}

/// The best rings of any length.
#[must_use]
pub fn solve(market: &Market, mut options: RingOptions<'_>) -> RingSolution {
    let mut tell = |step| {
        if let Some(progress) = &mut options.progress {
            progress(step);
        }
    };
    let mut takes: Vec<u32> = (0..market.items().len() as u32).collect();
    let mut start = vec![0; takes.len()];
    let mut level = Level::whole(market);
    tell(Step::Pruned(level.rows.len()));
    for (aim, weight) in aims(market, &level) {
        level.set_costs(|row, column, cost| aim.cost(market, row, column, cost));
        let best = level.solve();
        level.record(&best, &mut takes);
        for (row, &item) in level.rows.iter().enumerate() {
            start[item as usize] += weight * best.row_price[row];
        }
        level = level.narrowed(&best);
    }
    tell(Step::Optimal(level.rows.len()));
    let prices = prices::objective(market, &takes, start);
    let mut could_trade: Vec<bool> =
        takes.iter().enumerate().map(|(item, &taken)| item != taken as usize).collect();
    for &item in &level.rows {
        could_trade[item as usize] = true;
    }
    let households_at_most = fairness::served(market, |item| could_trade[item]);
    let served = fairness::most_households(market, &mut level, &mut takes, households_at_most, options.seed);
    tell(Step::Households(served));
    let protected = fairness::protected(market, &takes);
    let lots = lots(market, options.seed);
    draw(&mut level, &mut takes, &protected, &lots);
    let draw = prices::draw(market, &takes, &prices, &protected, &lots);
    tell(Step::Drawn);
    RingSolution { takes, prices, draw, protected, households_at_most, could_trade }
}

/// One thing to minimise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// Things not traded.
    Untraded,
    /// The cost of the trades.
    Cost,
    /// Both at once, where not trading costs so little that it may be the better choice.
    Objective,
}

impl Aim {
    fn cost(self, market: &Market, row: usize, column: usize, cost: i64) -> i64 {
        let kept = row == column && !market.is_dummy(row);
        match self {
            Self::Untraded => i64::from(kept),
            Self::Cost => cost,
            Self::Objective if kept => market.nontrade_cost(),
            Self::Objective => cost,
        }
    }
}

/// The aims in order, with the weight of their prices in the prices of the objective.
///
/// Where not trading is dearer than any number of trades could ever save, first trades and then cost is the
/// same as the objective, and both are far easier to find.
fn aims(market: &Market, level: &Level) -> Vec<(Aim, i64)> {
    let costs = || level.want_costs(market);
    let (least, greatest) = (costs().min().unwrap_or(1), costs().max().unwrap_or(1));
    let nontrade = market.nontrade_cost();
    if least == greatest && nontrade > greatest {
        return vec![(Aim::Untraded, nontrade - greatest)];
    }
    let count = i64::try_from(level.rows.len()).unwrap_or(i64::MAX);
    if greatest.saturating_mul(count).saturating_mul(2) < nontrade {
        return vec![(Aim::Untraded, nontrade), (Aim::Cost, 1)];
    }
    vec![(Aim::Objective, 1), (Aim::Untraded, 0)]
}

/// Among the solutions left, the one that leaves out the lowest sum of lottery numbers.
fn draw(level: &mut Level, takes: &mut [u32], protected: &[u32], lots: &[i64]) {
    let mut held = vec![false; takes.len()];
    for &item in protected {
        held[item as usize] = true;
    }
    level.drop_edges(|row, column| row == column && held[row]);
    level.set_costs(|row, column, _| if row == column { lots[row] } else { 0 });
    let best: Assignment = level.solve();
    level.record(&best, takes);
}

/// What everybody gets: the index of the thing each real item brings in, dummies cut out.
#[must_use]
pub fn receives(market: &Market, takes: &[u32]) -> Vec<Option<usize>> {
    let through = |item: usize| {
        let mut next = *takes.get(item)? as usize;
        // A chain of dummies cannot be longer than there are items.
        for _ in 0..takes.len() {
            if next == item {
                return None;
            }
            if !market.is_dummy(next) {
                return Some(next);
            }
            next = *takes.get(next)? as usize;
        }
        None
    };
    (0..takes.len()).map(|item| if market.is_dummy(item) { None } else { through(item) }).collect()
}

/// The rings, each beginning with its first item, in the order of these; item `k` takes item `k + 1`.
#[must_use]
pub fn rings(receives: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; receives.len()];
    let mut rings = Vec::new();
    for start in 0..receives.len() {
        let mut ring = Vec::new();
        let mut item = start;
        while let Some(next) = receives.get(item).copied().flatten() {
            if std::mem::replace(&mut seen[item], true) {
                break;
            }
            ring.push(item);
            item = next;
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}
