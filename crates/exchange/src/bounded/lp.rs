//! The linear relaxation: as much ring as possible, no thing used more than once.
//!
//! Primal simplex with a factored basis and product-form updates. Only the worth of columns ever changes
//! (new ones arrive, forbidden ones become worthless), so every basis stays feasible and every solution starts
//! from the last one. The right-hand sides are 1 plus tiny different amounts: without that, nearly all steps
//! would be empty.

use super::factor::Factor;

/// Rings as columns over rows (things and dummies).
#[derive(Debug, Clone, Default)]
pub(super) struct Relaxation {
    columns: Vec<Vec<u32>>,
    worth: Vec<f64>,
    /// What each column is worth while it is not forbidden.
    full_worth: Vec<f64>,
    right: Vec<f64>,
    /// By position: a column, or `SLACK + row`.
    basis: Vec<u32>,
    in_basis: Vec<bool>,
    level: Vec<f64>,
    slacks: Vec<[u32; 1]>,
    factor: Factor,
    updates: Vec<Update>,
    fresh: bool,
}

#[derive(Debug, Clone)]
struct Update {
    position: usize,
    pivot: f64,
    others: Vec<(u32, f64)>,
}

const SLACK: u32 = 1 << 31;
/// What a forbidden column is worth: using it never pays.
const WORTHLESS: f64 = -10.0;
const TOLERANCE: f64 = 1e-9;
/// Updates before the basis is factored anew.
const REFACTOR: usize = 50;

impl Relaxation {
    /// Adds a row that may be used once, and says its number.
    pub fn add_row(&mut self) -> u32 {
        let row = self.right.len() as u32;
        let mixed = (u64::from(row) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let right = 1.0 + 1e-4 * (mixed as f64 / (1_u64 << 24) as f64 + 0.1);
        self.right.push(right);
        self.level.push(right);
        self.basis.push(SLACK + row);
        self.slacks.push([row]);
        self.fresh = false;
        row
    }

    /// Adds a ring and says its number.
    pub fn add(&mut self, rows: Vec<u32>, worth: f64) -> usize {
        self.columns.push(rows);
        self.worth.push(worth);
        self.full_worth.push(worth);
        self.in_basis.push(false);
        self.columns.len() - 1
    }

    /// Makes a ring worthless.
    pub fn forbid(&mut self, column: usize) {
        self.worth[column] = WORTHLESS;
    }

    /// Gives a forbidden ring its worth again.
    pub fn allow(&mut self, column: usize) {
        self.worth[column] = self.full_worth[column];
    }

    /// How much of each ring is used, for those that are.
    pub fn used(&self) -> Vec<(usize, f64)> {
        let levels = self.basis.iter().zip(&self.level);
        levels
            .filter(|&(&variable, &level)| variable < SLACK && level > 1e-6)
            .map(|(&variable, &level)| (variable as usize, level))
            .collect()
    }

    /// Optimises over the rings present and returns the price of every row.
    pub fn optimise(&mut self) -> Vec<f64> {
        let mut candidates: Vec<u32> = Vec::new();
        if !self.fresh {
            self.refactor();
        }
        // A guard far beyond any run seen: cycling is prevented by the spread right-hand sides.
        for _ in 0..100 * (self.right.len() + 100) {
            if self.updates.len() >= REFACTOR {
                self.refactor();
            }
            let prices = self.prices();
            let Some(entering) = self.entering(&prices, &mut candidates) else { return prices };
            if !self.pivot(entering) {
                if self.updates.is_empty() {
                    return prices;
                }
                self.refactor();
            }
        }
        self.prices()
    }

    fn column<'a>(columns: &'a [Vec<u32>], slacks: &'a [[u32; 1]], variable: u32) -> &'a [u32] {
        if variable >= SLACK { &slacks[(variable - SLACK) as usize] } else { &columns[variable as usize] }
    }

    fn basis_columns(&self) -> Vec<Vec<u32>> {
        self.basis
            .iter()
            .map(|&variable| Self::column(&self.columns, &self.slacks, variable).to_vec())
            .collect()
    }

    fn refactor(&mut self) {
        match Factor::new(self.basis_columns()) {
            Some(factor) => {
                self.level = factor.solve(self.right.clone());
                self.factor = factor;
            }
            None => {
                // Numerically lost: start again from the slacks, which always works.
                self.in_basis.fill(false);
                self.basis = (0..self.right.len() as u32).map(|row| SLACK + row).collect();
                self.level.clone_from(&self.right);
                self.factor = Factor::new(self.basis_columns()).unwrap_or_default();
            }
        }
        self.updates.clear();
        self.fresh = true;
    }

    fn prices(&self) -> Vec<f64> {
        let worth = |&variable: &u32| if variable >= SLACK { 0.0 } else { self.worth[variable as usize] };
        let mut right: Vec<f64> = self.basis.iter().map(worth).collect();
        for update in self.updates.iter().rev() {
            let sum: f64 = update.others.iter().map(|&(at, entry)| right[at as usize] * entry).sum();
            right[update.position] = (right[update.position] - sum) / update.pivot;
        }
        self.factor.solve_transposed(&right)
    }

    fn gain(&self, variable: u32, prices: &[f64]) -> f64 {
        if variable >= SLACK {
            return -prices[(variable - SLACK) as usize];
        }
        let spent: f64 = self.columns[variable as usize].iter().map(|&row| prices[row as usize]).sum();
        self.worth[variable as usize] - spent
    }

    /// The candidate that gains most; when none is left, all columns are looked through for new candidates.
    fn entering(&self, prices: &[f64], candidates: &mut Vec<u32>) -> Option<u32> {
        for _ in 0..2 {
            candidates
                .retain(|&variable| self.gain(variable, prices) > TOLERANCE && !self.is_basic(variable));
            let gains = candidates.iter().map(|&variable| (self.gain(variable, prices), variable));
            if let Some((_, variable)) = gains.max_by(|a, b| a.0.total_cmp(&b.0)) {
                return Some(variable);
            }
            let columns = (0..self.columns.len() as u32).filter(|&column| !self.in_basis[column as usize]);
            let slacks = (0..self.right.len() as u32).filter(|&row| prices[row as usize] < -TOLERANCE);
            let mut all: Vec<(f64, u32)> = columns
                .chain(slacks.map(|row| SLACK + row))
                .map(|variable| (self.gain(variable, prices), variable))
                .filter(|&(gain, _)| gain > TOLERANCE)
                .collect();
            all.sort_by(|a, b| b.0.total_cmp(&a.0));
            candidates.extend(all.iter().take(100).map(|&(_, variable)| variable));
        }
        None
    }

    fn is_basic(&self, variable: u32) -> bool {
        variable < SLACK && self.in_basis[variable as usize]
    }

    /// Brings a variable in; false if rounding leaves nothing to exchange it for.
    fn pivot(&mut self, entering: u32) -> bool {
        let mut right = vec![0.0; self.right.len()];
        for &row in Self::column(&self.columns, &self.slacks, entering) {
            right[row as usize] = 1.0;
        }
        let mut direction = self.factor.solve(right);
        for update in &self.updates {
            let value = direction[update.position] / update.pivot;
            if value != 0.0 {
                for &(at, entry) in &update.others {
                    direction[at as usize] -= value * entry;
                }
            }
            direction[update.position] = value;
        }
        // Among nearly equal ratios the largest pivot is the safest.
        let ratio = |at: usize| self.level[at].max(0.0) / direction[at];
        let usable = || (0..direction.len()).filter(|&at| direction[at] > 1e-7);
        let Some(least) = usable().map(ratio).min_by(f64::total_cmp) else { return false };
        let close = usable().filter(|&at| ratio(at) <= least + 1e-9);
        let Some(position) = close.max_by(|&a, &b| direction[a].total_cmp(&direction[b])) else {
            return false;
        };
        let step = ratio(position);
        for (level, &entry) in self.level.iter_mut().zip(&direction) {
            *level -= step * entry;
        }
        self.level[position] = step;
        let leaving = std::mem::replace(&mut self.basis[position], entering);
        for (variable, basic) in [(leaving, false), (entering, true)] {
            if variable < SLACK {
                self.in_basis[variable as usize] = basic;
            }
        }
        let entries =
            direction.iter().enumerate().filter(|&(at, &entry)| at != position && entry.abs() > 1e-12);
        let others = entries.map(|(at, &entry)| (at as u32, entry)).collect();
        self.updates.push(Update { position, pivot: direction[position], others });
        true
    }
}
