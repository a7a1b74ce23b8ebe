//! The two questions a division must pass: does it separate better than the same answers without any structure,
//! and does it come out again when a fifth of the people had stayed away?

use super::kmeans::{Partition, best_partition};
use super::measures::{adjusted_rand_index, silhouettes};
use super::{Settings, capped};
use crate::eigen::Eigenspace;
use crate::random::Random;
use crate::space::{Point, Space, Sparse};
use crate::table::VoteTable;
use crate::vote::Cell;

/// Copies that are shuffled, and samples that are drawn.
pub(crate) const COPIES: usize = 20;
const SAMPLE_SHARE: f64 = 0.8;
/// Starts of k-means inside the gates.
const STARTS: usize = 4;
/// Axes of a copy need not be exact: its groups do not change with the fourth digit.
const ROUGH: f64 = 1e-3;
const ROUGH_ROUNDS: usize = 16;

/// Part of a conversation on which the gates work.
pub(crate) struct Stage {
    rows: Vec<Vec<Cell>>,
    /// For each row: whether the person takes part in the grouping.
    grouped: Vec<bool>,
    zeroed: Vec<bool>,
    zeroed_columns: usize,
    columns: usize,
    /// For each column the cells in it, by position in the flattened rows; columns in an order that does not depend
    /// on which statement is which.
    by_column: Vec<Vec<u32>>,
    eigen: Option<Eigenspace>,
}

impl Stage {
    /// `order`: people in an order that does not depend on who is who.
    pub fn new(table: &VoteTable, order: &[usize], grouped: &[bool], space: &Space) -> Self {
        let zeroed = space.zeroed();
        let open = |row: &Vec<Cell>| row.iter().filter(|cell| !zeroed[cell.statement()]).copied().collect();
        let rows: Vec<Vec<Cell>> = order.iter().map(|&person| open(&table.rows()[person])).collect();
        let mut by_column = vec![Vec::new(); table.statements()];
        for (position, cell) in rows.iter().flatten().enumerate() {
            by_column[cell.statement()].push(position as u32);
        }
        let weight = |j: usize, axis: usize| space.axes[axis][j].abs();
        let mut columns: Vec<usize> = (0..by_column.len()).collect();
        columns.sort_by(|&a, &b| {
            weight(a, 0).total_cmp(&weight(b, 0)).then(weight(a, 1).total_cmp(&weight(b, 1)))
        });
        let by_column = columns.into_iter().map(|column| std::mem::take(&mut by_column[column])).collect();
        Self {
            grouped: order.iter().map(|&person| grouped[person]).collect(),
            zeroed: zeroed.to_vec(),
            zeroed_columns: table.zeroed_columns(),
            columns: table.columns(),
            rows,
            by_column,
            eigen: None,
        }
    }

    /// Radius-capped places of those who take part, for the rows with these votes; `keep` selects rows.
    fn draw(&self, votes: &[i8], keep: &[bool], start: Option<&Eigenspace>) -> (Vec<Point>, Eigenspace) {
        let mut sums = vec![(0_i32, 0_u32); self.zeroed.len()];
        let mut at = 0;
        for (row, &kept) in self.rows.iter().zip(keep) {
            for (cell, vote) in row.iter().zip(&votes[at..]).filter(|_| kept) {
                let sum = &mut sums[cell.statement()];
                sum.0 += i32::from(*vote);
                sum.1 += 1;
            }
            at += row.len();
        }
        let means: Vec<f64> = sums.iter().map(|&(sum, n)| f64::from(sum) / f64::from(n.max(1))).collect();
        let matrix = self.centred(votes, keep, &means);
        let mut eigen = start.map_or_else(|| Eigenspace::start(&matrix), |start| start.restart(&matrix));
        eigen.improve(&matrix, ROUGH, ROUGH_ROUNDS);
        let axes = eigen.leading(matrix.width);
        let kept_rows = self.grouped.iter().zip(keep).filter(|(_, keep)| **keep).map(|(grouped, _)| *grouped);
        let bounds = matrix.starts.windows(2).zip(kept_rows).filter(|(_, grouped)| *grouped);
        let mut points: Vec<Point> = bounds.map(|(bounds, _)| self.place(&matrix, bounds, &axes)).collect();
        capped(&mut points);
        (points, eigen)
    }

    fn centred(&self, votes: &[i8], keep: &[bool], means: &[f64]) -> Sparse {
        let mut matrix = Sparse { starts: vec![0], width: self.zeroed.len(), ..Sparse::default() };
        let mut at = 0;
        for (row, &kept) in self.rows.iter().zip(keep) {
            if kept {
                matrix.columns.extend(row.iter().map(|cell| cell.statement() as u32));
                let centred = |(cell, vote): (&Cell, &i8)| f64::from(*vote) - means[cell.statement()];
                matrix.values.extend(row.iter().zip(&votes[at..]).map(centred));
                matrix.starts.push(matrix.columns.len());
            }
            at += row.len();
        }
        matrix
    }

    fn place(&self, matrix: &Sparse, bounds: &[usize], axes: &[Vec<f64>; 2]) -> Point {
        let (columns, values) = (&matrix.columns[bounds[0]..bounds[1]], &matrix.values[bounds[0]..bounds[1]]);
        let seen = (columns.len() + self.zeroed_columns).max(1) as f64;
        let scale = (self.columns as f64 / seen).sqrt();
        std::array::from_fn(|axis| {
            scale * columns.iter().zip(values).map(|(&j, value)| value * axes[axis][j as usize]).sum::<f64>()
        })
    }

    fn votes(&self) -> Vec<i8> {
        self.rows.iter().flatten().map(|cell| cell.value() as i8).collect()
    }

    /// The stage's own places: what the copies are compared with.
    pub fn own(&mut self) -> Vec<Point> {
        let keep = vec![true; self.rows.len()];
        let (points, eigen) = self.draw(&self.votes(), &keep, None);
        self.eigen = Some(eigen);
        points
    }

    /// Best silhouette over all numbers of groups in a copy in which the answers to each statement were dealt out
    /// anew among those who saw it: as many answers of each kind and as many answers per person, but no pattern.
    pub fn shuffled(&self, settings: &Settings, random: &mut Random) -> f64 {
        let votes = self.votes();
        let mut dealt = votes.clone();
        let mut hand = Vec::new();
        for column in &self.by_column {
            hand.clear();
            hand.extend(column.iter().map(|&position| votes[position as usize]));
            random.shuffle(&mut hand);
            column.iter().zip(&hand).for_each(|(&position, &vote)| dealt[position as usize] = vote);
        }
        let (points, _) = self.draw(&dealt, &vec![true; self.rows.len()], None);
        let tried: Vec<Partition> =
            settings.numbers().map(|k| best_partition(&points, k, STARTS, random)).collect();
        let allowed: Vec<&Partition> = tried.iter().filter(|partition| settings.allows(partition)).collect();
        best_silhouettes(&points, &allowed, settings).into_iter().fold(0.0, f64::max)
    }

    /// Agreement (ARI) of the groups of an 80 % sample with the given ones, for each of the given divisions.
    pub fn resampled(&self, divisions: &[&Partition], random: &mut Random) -> Vec<f64> {
        // Those with few answers help to place the axes but belong to no group: only the others are drawn.
        let grouped: Vec<usize> = (0..self.rows.len()).filter(|&row| self.grouped[row]).collect();
        let take = (SAMPLE_SHARE * grouped.len() as f64).round() as usize;
        let mut keep: Vec<bool> = self.grouped.iter().map(|grouped| !grouped).collect();
        random.sample(grouped.len(), take).into_iter().for_each(|at| keep[grouped[at]] = true);
        let (points, _) = self.draw(&self.votes(), &keep, self.eigen.as_ref());
        let grouped_kept: Vec<bool> =
            self.grouped.iter().zip(&keep).filter(|(grouped, _)| **grouped).map(|(_, keep)| *keep).collect();
        let agreement = |division: &&Partition| {
            let fresh = best_partition(&points, division.centres.len(), STARTS, random);
            let known: Vec<u8> = division
                .labels
                .iter()
                .zip(&grouped_kept)
                .filter(|(_, keep)| **keep)
                .map(|(label, _)| *label)
                .collect();
            adjusted_rand_index(&known, &fresh.labels)
        };
        divisions.iter().map(agreement).collect()
    }
}

/// Silhouettes on at most so many points as the settings say, evenly spread over the given order.
pub(crate) fn best_silhouettes(points: &[Point], partitions: &[&Partition], settings: &Settings) -> Vec<f64> {
    let stride = points.len().div_ceil(settings.silhouette_points).max(1);
    let sample: Vec<Point> = points.iter().step_by(stride).copied().collect();
    let labels: Vec<Vec<u8>> = partitions
        .iter()
        .map(|partition| partition.labels.iter().step_by(stride).copied().collect())
        .collect();
    let divisions: Vec<(&[u8], usize)> = labels
        .iter()
        .zip(partitions)
        .map(|(labels, partition)| (labels.as_slice(), partition.centres.len()))
        .collect();
    silhouettes(&sample, &divisions)
}
