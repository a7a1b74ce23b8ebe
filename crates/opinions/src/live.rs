//! A map that follows every vote.
//!
//! Pair counts are whole numbers, so a change of one vote changes one line of the covariance; the axes are then
//! improved from where they were. Cost of one vote: the person's other answers, one line of the covariance, and one
//! or two products of the covariance with two vectors.

use crate::eigen::{Dense, Eigenspace};
use crate::groups::GroupTracker;
use crate::map::{Drawing, OwnPlace, draw_in};
use crate::pairs::PairCounts;
use crate::space::{DENSE_LIMIT, EXACT, MOST_ROUNDS, Point, Space, Sparse, covariance};
use crate::table::{Person, Standing, VoteTable};
use crate::vote::Vote;

/// Residual (relative to the largest eigenvalue) at which a vote has been followed closely enough to be shown.
const FOLLOWED: f64 = 1e-7;
/// Products with the covariance that one vote may cost, in numbers multiplied: one product at 1,000 statements, more
/// where they are cheap.
const NUMBERS_A_VOTE: usize = 1_000_000;
const ROUNDS_A_VOTE: std::ops::RangeInclusive<usize> = 1..=2;

/// A conversation whose map is kept up to date.
///
/// Up to 2,000 statements the axes are improved after every vote; beyond that the covariance would be too large, so
/// votes are only counted and [`LiveMap::refine`] brings the axes up to date.
#[derive(Clone)]
pub struct LiveMap {
    table: VoteTable,
    space: Space,
    dense: Option<DenseState>,
    tracker: GroupTracker,
    seed: u64,
}

#[derive(Clone)]
struct DenseState {
    counts: PairCounts,
    covariance: Dense,
    eigen: Eigenspace,
}

impl std::fmt::Debug for LiveMap {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "LiveMap({:?})", self.table)
    }
}

impl LiveMap {
    /// From votes given so far.
    #[must_use]
    pub fn new(table: VoteTable, seed: u64) -> Self {
        let mut live = Self {
            space: Space::without_axes(&table),
            dense: None,
            table,
            tracker: GroupTracker::new(),
            seed,
        };
        live.rebuild();
        live
    }

    /// The votes.
    #[must_use]
    pub fn table(&self) -> &VoteTable {
        &self.table
    }

    /// The axes as they stand.
    #[must_use]
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// Adds a person without votes.
    pub fn add_person(&mut self) -> Person {
        self.table.add_person()
    }

    /// Adds a statement and gives its index; `None` at [`crate::MOST_STATEMENTS`]. Costs a rebuild.
    pub fn add_statement(&mut self) -> Option<usize> {
        let index = self.table.add_statement(Standing::Open)?;
        self.rebuild();
        Some(index)
    }

    /// Takes a statement in or out of the map; false when there is no such statement. Costs a new covariance.
    pub fn set_standing(&mut self, statement: usize, standing: Standing) -> bool {
        let known = self.table.set_standing(statement, standing);
        if known {
            self.rebuild();
        }
        known
    }

    /// Sets, changes or withdraws a vote and follows it; gives where the person now stands.
    /// `None` when the person or the statement is unknown.
    pub fn set_vote(&mut self, person: Person, statement: usize, vote: Option<Vote>) -> Option<Point> {
        self.count_vote(person, statement, vote)?;
        self.follow();
        Some(self.space.person(&self.table, person))
    }

    /// Withdraws every vote of a person, as if they had never been there.
    pub fn withdraw(&mut self, person: Person) {
        let given: Vec<usize> =
            (0..self.table.statements()).filter(|&j| self.table.vote(person, j).is_some()).collect();
        for statement in given {
            self.count_vote(person, statement, None);
        }
        self.follow();
    }

    /// Brings the axes to full precision.
    pub fn refine(&mut self) {
        if let Some(dense) = &mut self.dense {
            dense.eigen = dense.eigen.restart(&dense.covariance);
            dense.eigen.improve(&dense.covariance, EXACT, MOST_ROUNDS);
            dense.eigen.cut_back();
            self.space.set_axes(&dense.eigen);
        } else {
            self.rebuild();
        }
    }

    /// Everybody's place on the axes as they stand, for a redraw.
    #[must_use]
    pub fn own_place(&self, person: Person) -> Option<OwnPlace> {
        ((person.0 as usize) < self.table.people()).then(|| OwnPlace {
            place: self.space.person(&self.table, person),
            group: self.tracker.group(person),
        })
    }

    /// The whole map with groups; group numbers stay with their people from one drawing to the next.
    pub fn draw(&mut self) -> Drawing {
        self.refine();
        draw_in(&self.table, self.space.clone(), self.seed, Some(&mut self.tracker))
    }

    fn rebuild(&mut self) {
        self.space = Space::without_axes(&self.table);
        if self.table.statements() > DENSE_LIMIT {
            self.dense = None;
            let sparse = Sparse::new(&self.table, &self.space);
            let mut eigen = Eigenspace::start(&sparse);
            eigen.improve(&sparse, EXACT, MOST_ROUNDS);
            self.space.set_axes(&eigen);
            return;
        }
        let counts = PairCounts::count(&self.table);
        let covariance = covariance(&counts, &self.space.means, self.space.zeroed());
        let mut eigen = Eigenspace::start(&covariance);
        eigen.improve(&covariance, EXACT, MOST_ROUNDS);
        eigen.cut_back();
        self.space.set_axes(&eigen);
        self.dense = Some(DenseState { counts, covariance, eigen });
    }

    /// Counts and covariance; `None` when nothing like this exists.
    fn count_vote(&mut self, person: Person, statement: usize, vote: Option<Vote>) -> Option<()> {
        if statement >= self.table.statements() || person.0 as usize >= self.table.people() {
            return None;
        }
        let before = self.table.set_vote(person, statement, vote);
        if before == vote {
            return Some(());
        }
        self.space.refresh(&self.table);
        if let Some(dense) = &mut self.dense {
            dense.counts.change(&self.table.rows()[person.0 as usize], statement, before, vote);
            dense.follow_line(statement, &self.space);
        }
        Some(())
    }

    fn follow(&mut self) {
        if let Some(dense) = &mut self.dense {
            let affordable = NUMBERS_A_VOTE / dense.covariance.values.len().max(1);
            let rounds = affordable.clamp(*ROUNDS_A_VOTE.start(), *ROUNDS_A_VOTE.end());
            dense.eigen.improve(&dense.covariance, FOLLOWED, rounds);
            dense.eigen.cut_back();
            self.space.set_axes(&dense.eigen);
        }
    }
}

impl DenseState {
    /// One line and column of the covariance anew. Everything else is unchanged, because the other statements' means
    /// and the other pairs' counts are.
    fn follow_line(&mut self, statement: usize, space: &Space) {
        let size = self.covariance.size;
        let mut line = vec![0.0; size];
        self.counts.covariance_line(statement, &space.means, space.zeroed(), &mut line);
        let delta: Vec<f64> =
            line.iter().zip(self.covariance.line(statement)).map(|(new, old)| new - old).collect();
        self.covariance.values[statement * size..(statement + 1) * size].copy_from_slice(&line);
        for (other, value) in line.iter().enumerate() {
            self.covariance.values[other * size + statement] = *value;
        }
        self.eigen.follow_line(statement, &delta);
    }
}
