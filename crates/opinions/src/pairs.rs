//! Pair counts: whole numbers from which means and covariance follow exactly, whatever the order of the votes.
//!
//! For statements j and k over the people who saw both: S = sum of v_j v_k, T_jk = sum of v_j, T_kj = sum of v_k,
//! N = how many. With means m the covariance (times the number of people) of the mean-imputed, centred matrix is
//! `S - m_k T_jk - m_j T_kj + m_j m_k N`, because an imputed cell is exactly 0 after centring.

use crate::table::VoteTable;
use crate::vote::{Cell, Vote};

/// One pair (j, k) with k <= j: S, T_jk, T_kj, N.
type Pair = [i32; 4];

#[derive(Clone)]
pub(crate) struct PairCounts {
    pairs: Vec<Pair>,
    statements: usize,
}

impl PairCounts {
    pub fn count(table: &VoteTable) -> Self {
        let mut counts = Self { pairs: Vec::new(), statements: 0 };
        counts.grow(table.statements());
        for row in table.rows() {
            counts.add_row(row);
        }
        counts
    }

    /// Makes room for statements added at the end.
    pub fn grow(&mut self, statements: usize) {
        self.statements = statements.max(self.statements);
        self.pairs.resize(triangle(self.statements), [0; 4]);
    }

    fn add_row(&mut self, row: &[Cell]) {
        let columns: Vec<(u32, i32)> =
            row.iter().map(|cell| (cell.statement() as u32, cell.value())).collect();
        for (place, &(j, vj)) in columns.iter().enumerate() {
            let start = triangle(j as usize);
            let line = &mut self.pairs[start..=start + j as usize];
            for &(k, vk) in &columns[..=place] {
                let pair = &mut line[k as usize];
                pair[0] += vj * vk;
                pair[1] += vj;
                pair[2] += vk;
                pair[3] += 1;
            }
        }
    }

    /// Follows one vote: `row` is the person's row without this statement.
    pub fn change(&mut self, row: &[Cell], statement: usize, before: Option<Vote>, after: Option<Vote>) {
        let value = |vote: Option<Vote>| vote.map_or(0, Vote::value);
        let seen = |vote: Option<Vote>| i32::from(vote.is_some());
        let (delta, delta_seen) = (value(after) - value(before), seen(after) - seen(before));
        let squares = value(after).pow(2) - value(before).pow(2);
        let own = &mut self.pairs[triangle(statement) + statement];
        for (slot, change) in own.iter_mut().zip([squares, delta, delta, delta_seen]) {
            *slot += change;
        }
        for cell in row.iter().filter(|cell| cell.statement() != statement) {
            let (other, vote) = (cell.statement(), cell.value());
            let pair = &mut self.pairs[place(statement, other)];
            let (mine, others) = if statement > other { (1, 2) } else { (2, 1) };
            pair[0] += delta * vote;
            pair[mine] += delta;
            pair[others] += delta_seen * vote;
            pair[3] += delta_seen;
        }
    }

    /// One line of the covariance (times the number of people), all columns.
    pub fn covariance_line(&self, j: usize, means: &[f64], zeroed: &[bool], line: &mut [f64]) {
        line.fill(0.0);
        if zeroed[j] {
            return;
        }
        for (k, slot) in line.iter_mut().enumerate().filter(|(k, _)| !zeroed[*k]) {
            let [s, t_first, t_second, n] = self.pairs[place(j, k)].map(f64::from);
            // The triangle stores the larger index first; the formula is symmetric, so its order is kept too.
            let (first, second) = if j >= k { (means[j], means[k]) } else { (means[k], means[j]) };
            *slot = s - second * t_first - first * t_second + first * second * n;
        }
    }
}

const fn triangle(index: usize) -> usize {
    index * (index + 1) / 2
}

const fn place(a: usize, b: usize) -> usize {
    if a >= b { triangle(a) + b } else { triangle(b) + a }
}
