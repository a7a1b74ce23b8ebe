//! Pair counts: whole numbers from which means and covariance follow exactly, whatever the order of the votes.
//!
//! For statements j and k over the people who saw both: S = sum of v_j v_k, T_jk = sum of v_j, T_kj = sum of v_k,
//! N = how many. With means m the covariance (times the number of people) of the mean-imputed, centred matrix is
//! `S - m_k T_jk - m_j T_kj + m_j m_k N`, because an imputed cell is exactly 0 after centring.

use crate::table::VoteTable;
use crate::vote::{Cell, Vote};

/// People whose rows stay in the processor's memory while all statements are gone through.
const PEOPLE_AT_A_TIME: usize = 2_000;

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
        for people in table.rows().chunks(PEOPLE_AT_A_TIME) {
            counts.add_rows(people);
        }
        counts
    }

    /// Makes room for statements added at the end.
    pub fn grow(&mut self, statements: usize) {
        self.statements = statements.max(self.statements);
        self.pairs.resize(triangle(self.statements), [0; 4]);
    }

    /// Statement by statement, so that the line that is added to stays in the processor's nearest memory.
    fn add_rows(&mut self, rows: &[Vec<Cell>]) {
        let mut by_statement: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.statements];
        for (row, cells) in rows.iter().enumerate() {
            for (place, cell) in cells.iter().enumerate() {
                by_statement[cell.statement()].push((row as u32, place as u32));
            }
        }
        for (j, visits) in by_statement.iter().enumerate() {
            let line = &mut self.pairs[triangle(j)..=triangle(j) + j];
            for &(row, place) in visits {
                let cells = &rows[row as usize][..=place as usize];
                let vj = cells[place as usize].value();
                for cell in cells {
                    let vk = cell.value();
                    let pair = &mut line[cell.statement()];
                    let more = [vj * vk, vj, vk, 1];
                    pair.iter_mut().zip(more).for_each(|(slot, more)| *slot += more);
                }
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
