//! Prices by column generation, whole rings by diving and by re-solving parts.

use super::lp::Relaxation;
use super::pricing::{Pricing, Ring};
use super::{Bounds, Contracted, UNIT, proves};
use crate::draw::lottery;

/// Rings that are added to the relaxation at a time.
const BATCH: usize = 2_000;
/// How many times a part of the best solution is solved again.
const REPAIRS: u64 = 500;
/// Rings that lose less than this at the best prices are worth trying.
const NEARLY: f64 = -0.6;
/// At most so many of those.
const MOST_RINGS: usize = 20_000;

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

/// The relaxation with the rings it knows.
#[derive(Clone)]
struct Master {
    relaxation: Relaxation,
    rings: Vec<Ring>,
    nodes: Vec<Vec<u32>>,
    /// By node: its row, if a ring uses it.
    row: Vec<Option<u32>>,
    /// By node: the rings that use it.
    users: Vec<Vec<u32>>,
    blocked: Vec<bool>,
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
        let mut best = self.dive(master.clone());
        for round in 0..REPAIRS {
            let found = value(&best);
            if let Some(progress) = &mut progress {
                progress((found * UNIT as f64) as i64, bound);
            }
            if proves(self.bounds, found, bound) {
                break;
            }
            let kept = best.iter().enumerate().filter(|&(at, _)| self.keeps(round, at));
            let kept: Vec<Ring> = kept.map(|(_, ring)| ring.clone()).collect();
            let held: Vec<u32> = kept.iter().flat_map(|ring| self.contracted.nodes(ring)).collect();
            let part = master.without(&held, round);
            let mut trial = self.dive(part);
            trial.extend(kept);
            if value(&trial) >= found - 1e-9 {
                best = trial;
            }
        }
        best.sort_by(|a, b| a.people.cmp(&b.people));
        Found { rings: best, prices }
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
                threshold: 1e-7,
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

    /// Takes the rings the relaxation uses most, one step after another.
    fn dive(&self, mut master: Master) -> Vec<Ring> {
        let mut taken = Vec::new();
        loop {
            let _prices = master.prices();
            let mut used = master.relaxation.used();
            used.retain(|&(column, _)| master.is_open(column));
            used.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let Some(&(first, _)) = used.first() else { return taken };
            let whole = used.iter().take_while(|&&(_, level)| level > 0.999).map(|&(column, _)| column);
            let mut chosen: Vec<usize> = whole.collect();
            // One doubtful ring at a time, or the surest tenth where there are many.
            let doubtful = (used.len() / 20).max(1);
            if chosen.is_empty() {
                chosen.push(first);
                chosen.extend(used.iter().skip(1).take(doubtful - 1).map(|&(column, _)| column));
            }
            for column in chosen {
                if master.is_open(column) {
                    taken.push(master.rings[column].clone());
                    let nodes = master.nodes[column].clone();
                    master.block(&nodes);
                }
            }
        }
    }
}

fn value(rings: &[Ring]) -> f64 {
    rings.iter().map(|ring| ring.value).sum()
}

/// Prices rounded up to whole millionths, so that they stay a proof.
fn rounded(prices: &[f64]) -> Vec<i64> {
    prices
        .iter()
        .map(|&price| if price <= 0.0 { 1 } else { ((price + 1e-7) * UNIT as f64).ceil() as i64 })
        .collect()
}

impl Master {
    fn new(nodes: usize) -> Self {
        Self {
            relaxation: Relaxation::default(),
            rings: Vec::new(),
            nodes: Vec::new(),
            row: vec![None; nodes],
            users: vec![Vec::new(); nodes],
            blocked: vec![false; nodes],
        }
    }

    fn add(&mut self, ring: Ring, nodes: Vec<u32>, extra: f64) {
        let mut rows = Vec::with_capacity(nodes.len());
        for &node in &nodes {
            let at = node as usize;
            let row = *self.row[at].get_or_insert_with(|| self.relaxation.add_row());
            rows.push(row);
            self.users[at].push(self.rings.len() as u32);
        }
        self.relaxation.add(rows, ring.value + extra);
        self.rings.push(ring);
        self.nodes.push(nodes);
    }

    /// A relaxation of its own for what is left when some nodes are taken.
    ///
    /// Rings are worth a hair more or less in every round, so that dives end in different solutions.
    fn without(&self, held: &[u32], round: u64) -> Self {
        let mut part = Self::new(self.row.len());
        for &node in held {
            part.blocked[node as usize] = true;
        }
        for (ring, nodes) in self.rings.iter().zip(&self.nodes) {
            if nodes.iter().all(|&node| !part.blocked[node as usize]) {
                let mixed = (part.rings.len() as u64 + 1)
                    .wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ (round << 20 | round))
                    >> 44;
                part.add(ring.clone(), nodes.clone(), 1e-3 * mixed as f64 / (1_u64 << 20) as f64);
            }
        }
        part
    }

    /// Optimises and says every node's price; blocked nodes are priced out.
    fn prices(&mut self) -> Vec<f64> {
        let rows = self.relaxation.optimise();
        let priced = self.row.iter().zip(&self.blocked).map(|(row, &blocked)| match row {
            _ if blocked => f64::INFINITY,
            Some(row) => rows[*row as usize].max(0.0),
            None => 0.0,
        });
        priced.collect()
    }

    fn is_open(&self, ring: usize) -> bool {
        self.nodes[ring].iter().all(|&node| !self.blocked[node as usize])
    }

    /// Takes nodes out of the market.
    fn block(&mut self, nodes: &[u32]) {
        for &node in nodes {
            self.blocked[node as usize] = true;
            for &ring in &self.users[node as usize] {
                self.relaxation.forbid(ring as usize);
            }
        }
    }
}
