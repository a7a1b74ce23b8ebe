//! Prices by column generation, whole rings by diving and by re-solving parts.

use super::dive::dive;
use super::master::Master;
use super::pricing::{Pricing, Ring};
use super::{Bounds, Contracted, UNIT, proves};
use crate::draw::lottery;

/// Rings that are added to the relaxation at a time.
const BATCH: usize = 2_000;
/// How many times a part of the best solution is solved again.
const REPAIRS: u64 = 500;
/// Parts solved again without gain before everything is begun anew.
const PATIENCE: u32 = 60;
/// Rings that lose less than this at the best prices are worth trying.
const NEARLY: f64 = -0.6;
/// At most so many of those.
const MOST_RINGS: usize = 20_000;

/// Rings worth so little more than their prices are left alone.
const SPARE: f64 = 1e-7;
/// A price below this is none.
const NOTHING: f64 = 1e-9;
/// A loss too small to take a step back, where values are not whole.
const HARDLY: f64 = 5e-5;

/// A whole search.
pub(super) struct Search<'a> {
    contracted: &'a Contracted,
    bounds: Bounds,
    seed: u64,
}

/// What a search found.
pub(super) struct Found {
    pub rings: Vec<Ring>,
    /// By item, in millionths; every ring is worth no more than its prices.
    pub prices: Vec<i64>,
}

impl<'a> Search<'a> {
    pub fn new(contracted: &'a Contracted, bounds: Bounds, seed: u64) -> Self {
        Self { contracted, bounds, seed }
    }

    pub fn run(&self, mut progress: Option<&mut dyn FnMut(i64, i64)>) -> Found {
        let mut master = Master::new(self.contracted.real.len());
        let prices = self.price_out(&mut master, usize::MAX);
        let prices = rounded(&prices);
        let bound: i64 = prices.iter().sum();
        self.enrich(&mut master, &prices);
        let aim = self.reachable(bound as f64 / UNIT as f64);
        let mut best = dive(master.clone(), aim, |most| self.reachable(most));
        let mut present = best.clone();
        let mut stale = 0;
        for round in 0..REPAIRS {
            if let Some(progress) = &mut progress {
                progress((value(&best) * UNIT as f64) as i64, bound);
            }
            if proves(self.bounds, value(&best), bound) {
                break;
            }
            // A part of what there is now; from time to time everything anew.
            let fresh = stale == PATIENCE;
            let kept = present.iter().enumerate().filter(|&(at, _)| !fresh && self.keeps(round, at));
            let kept: Vec<Ring> = kept.map(|(_, ring)| ring.clone()).collect();
            let held: Vec<u32> = kept.iter().flat_map(|ring| self.contracted.nodes(ring)).collect();
            let mut trial =
                dive(master.without(&held, round), aim - value(&kept), |most| self.reachable(most));
            trial.extend(kept);
            stale = if fresh || value(&trial) > value(&present) + 1e-9 { 0 } else { stale + 1 };
            if fresh || value(&trial) >= value(&present) - 1e-9 {
                present = trial;
            }
            if value(&present) >= value(&best) - 1e-9 {
                best.clone_from(&present);
            }
        }
        best.sort_by(|a, b| a.people.cmp(&b.people));
        Found { rings: best, prices }
    }

    /// The best value that can be hoped for under a bound: whole trades, unless some may fail.
    fn reachable(&self, bound: f64) -> f64 {
        if self.bounds.fail == 0.0 { (bound + 1e-6).floor() } else { bound * (1.0 - HARDLY) }
    }

    /// Whether a ring stays while a part is solved again: by lot, half of them.
    fn keeps(&self, round: u64, ring: usize) -> bool {
        lottery(self.seed, "repair", &format!("{round} {ring}")) % 100 < 30 + 10 * (round % 5)
    }

    /// Adds rings until none is worth more than its prices (or for so many rounds); prices by node.
    fn price_out(&self, master: &mut Master, rounds: usize) -> Vec<f64> {
        let mut prices = master.prices();
        for round in 0..rounds {
            let pricing = Pricing {
                contracted: self.contracted,
                bounds: self.bounds,
                prices: &prices,
                threshold: SPARE,
                keep: if round == 0 { 3 } else { 8 },
            };
            let mut found = pricing.violators();
            if found.is_empty() {
                break;
            }
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.people.cmp(&b.1.people)));
            found.truncate(BATCH);
            for (_, ring) in found {
                let nodes = self.contracted.nodes(&ring);
                master.add(ring, nodes, 0.0);
            }
            prices = master.prices();
        }
        prices
    }

    /// Adds rings that nearly pay at the best prices: whole solutions are made of these.
    fn enrich(&self, master: &mut Master, prices: &[i64]) {
        let prices: Vec<f64> = prices.iter().map(|&price| price as f64 / UNIT as f64).collect();
        let pricing = Pricing {
            contracted: self.contracted,
            bounds: self.bounds,
            prices: &prices,
            threshold: NEARLY,
            keep: 60,
        };
        let mut found = pricing.violators();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.people.cmp(&b.1.people)));
        found.truncate(MOST_RINGS);
        for (_, ring) in found {
            let nodes = self.contracted.nodes(&ring);
            master.add(ring, nodes, 0.0);
        }
    }
}

fn value(rings: &[Ring]) -> f64 {
    rings.iter().map(|ring| ring.value).sum()
}

/// Prices rounded up to whole millionths, so that they stay a proof: every ring that is worth anything has a
/// price above 0, and raising that one makes up for all that was left open.
fn rounded(prices: &[f64]) -> Vec<i64> {
    let up = |price: f64| ((price + 2.0 * SPARE) * UNIT as f64).ceil() as i64;
    prices.iter().map(|&price| if price < NOTHING { 0 } else { up(price) }).collect()
}
