//! Which statement somebody is shown next.
//!
//! Polis' rule: drawn with probability proportional to the priority among those the person has not answered. Two
//! additions so that nothing is judged unseen: statements below ten votes come first, and among them the seeds the
//! organisers wrote.

use crate::map::is_open_for_voting;
use crate::polis::priority;
use crate::random::Random;
use crate::space::Space;
use crate::table::{Person, Standing, VoteTable};

/// Votes a statement gets before its priority counts.
pub const EXPLORED: u32 = 10;

/// How one draw was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Seeds with fewer than ten votes.
    Seeds,
    /// Statements with fewer than ten votes.
    Exploration,
    /// By priority.
    Priority,
}

/// The statement to show, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Index in the table.
    pub statement: usize,
    /// The rule.
    pub stage: Stage,
}

/// Draws the next statement for a person; `None` when everything is answered. `is_seed` tells which statements the
/// organisers wrote. Give the same generator state and the same statement is drawn.
pub fn next_statement(
    table: &VoteTable,
    space: &Space,
    person: Person,
    is_seed: impl Fn(usize) -> bool,
    random: &mut Random,
) -> Option<Next> {
    let open: Vec<usize> = (0..table.statements())
        .filter(|&j| is_open_for_voting(table.standing(j)) && table.vote(person, j).is_none())
        .collect();
    let little_seen = |&&j: &&usize| table.tally(j).votes() < EXPLORED;
    let fresh: Vec<usize> = open.iter().filter(little_seen).copied().collect();
    let seeds: Vec<usize> = fresh.iter().copied().filter(|&j| is_seed(j)).collect();
    let (stage, among) = match (seeds.is_empty(), fresh.is_empty()) {
        (false, _) => (Stage::Seeds, seeds),
        (true, false) => (Stage::Exploration, fresh),
        (true, true) => (Stage::Priority, open),
    };
    let weight = |&j: &usize| {
        let extremity = if j < space.means.len() { space.extremity(j) } else { 0.0 };
        priority(table.tally(j), extremity, table.standing(j) == Standing::Meta)
    };
    let weights: Vec<f64> = among.iter().map(weight).collect();
    Some(Next { statement: among[drawn(&weights, random)?], stage })
}

/// Position drawn in proportion to the weights.
fn drawn(weights: &[f64], random: &mut Random) -> Option<usize> {
    let mut left = random.unit() * weights.iter().sum::<f64>();
    let chosen = weights.iter().position(|weight| {
        left -= weight;
        left < 0.0
    });
    chosen.or(weights.len().checked_sub(1))
}
