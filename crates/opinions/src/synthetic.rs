//! Made-up conversations, for measuring and testing: known blocs, or none at all.

use crate::random::Random;
use crate::table::{Standing, VoteTable};
use crate::vote::Vote;

/// How to make one up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// People.
    pub people: usize,
    /// Statements.
    pub statements: usize,
    /// Blocs with opinions of their own; 1 for independent votes.
    pub blocs: usize,
    /// Mean number of votes per person (exponentially distributed, at least one, at most one per statement).
    pub mean_votes: f64,
    /// How strongly blocs hold their opinion: 0 not at all, 1 always the same answer.
    pub strength: f64,
    /// Seed.
    pub seed: u64,
}

impl Recipe {
    /// The recipe of the measurements: three blocs, about 38 votes per person.
    #[must_use]
    pub const fn measured(people: usize, statements: usize) -> Self {
        Self { people, statements, blocs: 3, mean_votes: 38.0, strength: 0.6, seed: 42 }
    }

    /// Each person's bloc is their number modulo the number of blocs. On every statement each bloc tends to agree or
    /// disagree by a fair coin (independent votes: everybody draws from the same shares); one vote in six is a pass.
    #[must_use]
    pub fn table(&self) -> VoteTable {
        let mut random = Random::new(self.seed);
        let mut table = VoteTable::new();
        for _ in 0..self.statements {
            table.add_statement(Standing::Open);
        }
        let tendency = |random: &mut Random| {
            let side = if random.unit() < 0.5 { -1.0 } else { 1.0 };
            0.5 + 0.5 * side * self.strength
        };
        let agree: Vec<Vec<f64>> = (0..self.blocs.max(1))
            .map(|_| (0..self.statements).map(|_| tendency(&mut random)).collect())
            .collect();
        for number in 0..self.people {
            let person = table.add_person();
            let shares = &agree[number % agree.len()];
            for statement in self.seen(&mut random) {
                let vote = match (random.unit() < 1.0 / 6.0, random.unit() < shares[statement]) {
                    (true, _) => Vote::Pass,
                    (false, true) => Vote::Agree,
                    (false, false) => Vote::Disagree,
                };
                table.set_vote(person, statement, Some(vote));
            }
        }
        table
    }

    /// The statements one person answers, in ascending order.
    fn seen(&self, random: &mut Random) -> Vec<usize> {
        let wished = 1.0 - self.mean_votes * (1.0 - random.unit()).ln();
        random.sample(self.statements, wished as usize)
    }
}
