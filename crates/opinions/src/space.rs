//! Polis' steps 1 to 3: means, the two main axes, and where people and statements stand on them.

use crate::eigen::{Dense, Eigenspace, Operator, WANTED};
use crate::pairs::PairCounts;
use crate::table::{Person, Tally, VoteTable};
use crate::vote::Cell;

/// A place on the map.
pub type Point = [f64; 2];

/// Up to this many statements a full covariance is kept (32 MB); above it the votes themselves are multiplied.
pub(crate) const DENSE_LIMIT: usize = 2_000;
/// Residual of the axes relative to the largest eigenvalue.
pub(crate) const EXACT: f64 = 1e-13;
pub(crate) const MOST_ROUNDS: usize = 600;

/// The map's axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    /// Mean vote per statement, passes included; 0 for zeroed statements.
    pub means: Vec<f64>,
    /// Loadings of the two axes per statement; unit length; the largest absolute loading is positive.
    pub axes: [Vec<f64>; 2],
    /// Sum of squares along each axis.
    pub variance: [f64; 2],
    /// Sum of squares in all.
    pub total_variance: f64,
    /// Number of statements with votes, "C" of the formulas.
    pub columns: usize,
    /// Statements with votes that count as seen by everybody.
    pub zeroed_columns: usize,
    zeroed: Vec<bool>,
}

impl Space {
    /// Means and exact axes of a table.
    #[must_use]
    pub fn of(table: &VoteTable) -> Self {
        let mut space = Self::without_axes(table);
        let eigen = if table.statements() <= DENSE_LIMIT {
            exact(&covariance(&PairCounts::count(table), &space.means, &space.zeroed))
        } else {
            exact(&Sparse::new(table, &space))
        };
        space.set_axes(&eigen);
        space
    }

    pub(crate) fn without_axes(table: &VoteTable) -> Self {
        let size = table.statements();
        let zeroed: Vec<bool> = table.standings().iter().map(|standing| standing.is_zeroed()).collect();
        let mean = |(tally, zeroed): (&Tally, &bool)| if *zeroed { 0.0 } else { tally.mean() };
        let means: Vec<f64> = table.tallies().iter().zip(&zeroed).map(mean).collect();
        let spread = |(tally, zeroed): (&Tally, &bool)| if *zeroed { 0.0 } else { sum_of_squares(*tally) };
        let total_variance = table.tallies().iter().zip(&zeroed).map(spread).sum();
        Self {
            means,
            axes: [vec![0.0; size], vec![0.0; size]],
            variance: [0.0; 2],
            total_variance,
            columns: table.columns(),
            zeroed_columns: table.zeroed_columns(),
            zeroed,
        }
    }

    /// Means and counts of a changed table, with the axes as they were.
    pub(crate) fn refresh(&mut self, table: &VoteTable) {
        *self = Self {
            axes: std::mem::take(&mut self.axes),
            variance: self.variance,
            ..Self::without_axes(table)
        };
    }

    pub(crate) fn set_axes(&mut self, eigen: &Eigenspace) {
        self.axes = eigen.leading(self.means.len()).map(signed);
        self.variance = eigen.leading_values();
    }

    pub(crate) fn zeroed(&self) -> &[bool] {
        &self.zeroed
    }

    /// A person's place: sqrt(C / seen) times the centred votes along the axes.
    #[must_use]
    pub fn person(&self, table: &VoteTable, person: Person) -> Point {
        table.rows().get(person.0 as usize).map_or([0.0; 2], |row| self.project(row))
    }

    /// Everybody's place, in the order of the table.
    #[must_use]
    pub fn people(&self, table: &VoteTable) -> Vec<Point> {
        // Loadings side by side: one look-up per vote instead of three.
        let loadings = self.loadings();
        table.rows().iter().map(|row| self.project_with(row, &loadings)).collect()
    }

    fn loadings(&self) -> Vec<[f64; 4]> {
        let kept = |zeroed: bool| if zeroed { 0.0 } else { 1.0 };
        (0..self.means.len())
            .map(|j| [self.means[j], self.axes[0][j], self.axes[1][j], kept(self.zeroed[j])])
            .collect()
    }

    fn project(&self, row: &[Cell]) -> Point {
        let mut sums = [0.0; 2];
        let mut seen = self.zeroed_columns as f64;
        for cell in row.iter().filter(|cell| !self.zeroed[cell.statement()]) {
            let j = cell.statement();
            let value = f64::from(cell.value()) - self.means[j];
            sums[0] += value * self.axes[0][j];
            sums[1] += value * self.axes[1][j];
            seen += 1.0;
        }
        self.scaled(sums, seen)
    }

    fn project_with(&self, row: &[Cell], loadings: &[[f64; 4]]) -> Point {
        let mut sums = [0.0; 2];
        let mut seen = self.zeroed_columns as f64;
        for cell in row {
            let [mean, first, second, kept] = loadings[cell.statement()];
            let value = f64::from(cell.value()) - mean;
            sums[0] += value * first;
            sums[1] += value * second;
            seen += kept;
        }
        self.scaled(sums, seen)
    }

    fn scaled(&self, sums: [f64; 2], seen: f64) -> Point {
        let scale = (self.columns as f64 / seen.max(1.0)).sqrt();
        sums.map(|sum| sum * scale)
    }

    /// A statement's place: where somebody stands who agreed with it and answered nothing else.
    #[must_use]
    pub fn statement(&self, index: usize) -> Point {
        if self.zeroed.get(index).copied().unwrap_or(true) {
            return [0.0; 2];
        }
        let scale = (self.columns as f64).sqrt() * (1.0 - self.means[index]);
        [scale * self.axes[0][index], scale * self.axes[1][index]]
    }

    /// How far out a statement stands.
    #[must_use]
    pub fn extremity(&self, index: usize) -> f64 {
        let [x, y] = self.statement(index);
        x.hypot(y)
    }

    /// Shares of all variance along the two axes.
    #[must_use]
    pub fn explained(&self) -> [f64; 2] {
        self.variance.map(|value| if self.total_variance > 0.0 { value / self.total_variance } else { 0.0 })
    }
}

/// Sum of squared deviations from the mean over those who answered.
fn sum_of_squares(tally: Tally) -> f64 {
    let squares = f64::from(tally.agree + tally.disagree);
    squares - tally.sum() as f64 * tally.mean()
}

/// The sign rule: the largest absolute loading is positive. Loadings that differ by rounding only count as equal,
/// and among equals the first statement decides, so that the sign does not depend on the arithmetic.
fn signed(mut axis: Vec<f64>) -> Vec<f64> {
    let largest = axis.iter().fold(0.0_f64, |best, value| best.max(value.abs()));
    let deciding = axis.iter().find(|value| value.abs() >= largest * (1.0 - 1e-9)).copied().unwrap_or(0.0);
    if deciding < 0.0 {
        axis.iter_mut().for_each(|value| *value = -*value);
    }
    axis
}

fn exact(operator: &impl Operator) -> Eigenspace {
    let mut eigen = Eigenspace::start(operator);
    eigen.improve(operator, EXACT, MOST_ROUNDS);
    eigen
}

pub(crate) fn covariance(counts: &PairCounts, means: &[f64], zeroed: &[bool]) -> Dense {
    let size = means.len();
    let mut values = vec![0.0; size * size];
    for (j, line) in values.chunks_exact_mut(size.max(1)).enumerate() {
        counts.covariance_line(j, means, zeroed, line);
    }
    Dense { size, values }
}

/// The centred matrix, row after row, without the cells that are 0; multiplies as X'X.
#[derive(Clone, Default)]
pub(crate) struct Sparse {
    pub starts: Vec<usize>,
    pub columns: Vec<u32>,
    pub values: Vec<f64>,
    pub width: usize,
}

impl Sparse {
    pub fn new(table: &VoteTable, space: &Space) -> Self {
        let mut sparse = Self { starts: vec![0], width: table.statements(), ..Self::default() };
        for row in table.rows() {
            for cell in row.iter().filter(|cell| !space.zeroed[cell.statement()]) {
                sparse.columns.push(cell.statement() as u32);
                sparse.values.push(f64::from(cell.value()) - space.means[cell.statement()]);
            }
            sparse.starts.push(sparse.columns.len());
        }
        sparse
    }
}

impl Operator for Sparse {
    fn size(&self) -> usize {
        self.width
    }

    fn apply(&self, [x, y]: [&[f64]; WANTED]) -> [Vec<f64>; WANTED] {
        let both: Vec<[f64; 2]> = x.iter().zip(y).map(|(&x, &y)| [x, y]).collect();
        let mut sums = vec![[0.0; 2]; self.width];
        for bounds in self.starts.windows(2) {
            let columns = &self.columns[bounds[0]..bounds[1]];
            let values = &self.values[bounds[0]..bounds[1]];
            let mut along = [0.0; 2];
            for (&column, value) in columns.iter().zip(values) {
                let loading = both[column as usize];
                along[0] += value * loading[0];
                along[1] += value * loading[1];
            }
            for (&column, value) in columns.iter().zip(values) {
                let slot = &mut sums[column as usize];
                slot[0] += value * along[0];
                slot[1] += value * along[1];
            }
        }
        [sums.iter().map(|sum| sum[0]).collect(), sums.iter().map(|sum| sum[1]).collect()]
    }
}
