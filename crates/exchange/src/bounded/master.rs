//! The relaxation together with the rings it knows, and what is taken out of it for a while.

use super::lp::Relaxation;
use super::pricing::Ring;

/// The relaxation with the rings it knows.
#[derive(Clone)]
pub(super) struct Master {
    relaxation: Relaxation,
    rings: Vec<Ring>,
    nodes: Vec<Vec<u32>>,
    /// By node: its row, if a ring uses it.
    row: Vec<Option<u32>>,
    /// By node: the rings that use it.
    users: Vec<Vec<u32>>,
    blocked: Vec<bool>,
    /// By ring: whether it is shut out.
    shut: Vec<bool>,
}

impl Master {
    /// Without any ring yet.
    pub fn new(nodes: usize) -> Self {
        Self {
            relaxation: Relaxation::default(),
            rings: Vec::new(),
            nodes: Vec::new(),
            row: vec![None; nodes],
            users: vec![Vec::new(); nodes],
            blocked: vec![false; nodes],
            shut: Vec::new(),
        }
    }

    /// Adds a ring that uses these nodes; it may be worth a little extra.
    pub fn add(&mut self, ring: Ring, nodes: Vec<u32>, extra: f64) {
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
        self.shut.push(false);
    }

    /// A relaxation of its own for what is left when some nodes are taken.
    ///
    /// Rings are worth a hair more or less in every round, so that dives end in different solutions.
    pub fn without(&self, held: &[u32], round: u64) -> Self {
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
    pub fn prices(&mut self) -> Vec<f64> {
        let rows = self.relaxation.optimise();
        let priced = self.row.iter().zip(&self.blocked).map(|(row, &blocked)| match row {
            _ if blocked => f64::INFINITY,
            Some(row) => rows[*row as usize].max(0.0),
            None => 0.0,
        });
        priced.collect()
    }

    /// Optimises and says what no rings that are still open can be worth more than.
    pub fn bound(&mut self) -> f64 {
        self.prices().iter().filter(|price| price.is_finite()).sum()
    }

    /// How much of each open ring the relaxation uses, for those that are.
    pub fn used(&self) -> Vec<(usize, f64)> {
        let mut used = self.relaxation.used();
        used.retain(|&(column, _)| self.is_open(column));
        used
    }

    /// A ring by its number.
    pub fn ring(&self, ring: usize) -> &Ring {
        &self.rings[ring]
    }

    /// Whether a ring may still be taken.
    pub fn is_open(&self, ring: usize) -> bool {
        !self.shut[ring] && self.nodes[ring].iter().all(|&node| !self.blocked[node as usize])
    }

    /// Takes a ring: its nodes leave the market. Says which rings that shuts out.
    pub fn take(&mut self, ring: usize) -> Vec<u32> {
        let mut shut_out = Vec::new();
        for &node in &self.nodes[ring] {
            self.blocked[node as usize] = true;
            for &other in &self.users[node as usize] {
                if !std::mem::replace(&mut self.shut[other as usize], true) {
                    self.relaxation.forbid(other as usize);
                    shut_out.push(other);
                }
            }
        }
        shut_out
    }

    /// Undoes the taking of rings.
    pub fn give_back(&mut self, rings: &[usize], shut_out: &[u32]) {
        for &ring in rings {
            for &node in &self.nodes[ring] {
                self.blocked[node as usize] = false;
            }
        }
        for &other in shut_out {
            self.shut[other as usize] = false;
            self.relaxation.allow(other as usize);
        }
    }

    /// Shuts one ring out for good.
    pub fn forbid(&mut self, ring: usize) {
        self.shut[ring] = true;
        self.relaxation.forbid(ring);
    }
}
