//! What the Polis engine itself would say, quirks included: base clusters, group statistics, representative
//! statements, consensus and routing weights (engine of October 2024).
//!
//! Kept apart from the honest results: this is for comparison with Polis, not for decisions. Known weaknesses of
//! these rules: there is no "no groups" answer, a single vote can be "significant", and a group may be one person.

mod clusters;
mod groups;
mod representative;

pub use clusters::{BaseCluster, GroupCluster, Quality, base_clusters, group_clusters, recentre, settle};
pub use groups::{GroupStatistics, GroupVotes, Statistic, group_aware_consensus, priority};
pub use representative::{Consensus, ConsensusEntry, Representative, Side, consensus, representative};

use crate::space::{Point, Space};
use crate::table::{Person, Standing, VoteTable};

/// Votes needed to take part in the grouping.
const ENOUGH_VOTES: usize = 7;
/// People who take part whatever their number of votes, while there are few.
const FIRST_PEOPLE: u32 = 15;

/// A Polis engine result, computed without history ("cold start").
#[derive(Debug, Clone)]
pub struct PolisResult {
    /// Whether a person takes part in the grouping, in the order of the table.
    pub takes_part: Vec<bool>,
    /// At most 100 clusters of people who stand close together.
    pub base_clusters: Vec<BaseCluster>,
    /// Groups of base clusters.
    pub groups: Vec<GroupCluster>,
    /// Silhouettes of the numbers of groups that were tried.
    pub tried: Vec<Quality>,
    /// Votes by group.
    pub votes: GroupVotes,
    /// Per group: up to five statements.
    pub representative: Vec<Vec<Representative>>,
    /// What most agree or disagree with, over everybody.
    pub consensus: Consensus,
    /// Per statement: product over groups of the share that agrees; 0 for one that was moderated out.
    pub group_aware_consensus: Vec<f64>,
    /// Per statement: weight for being shown next.
    pub priorities: Vec<f64>,
}

impl PolisResult {
    /// Everything, from the votes and their map.
    #[must_use]
    pub fn of(table: &VoteTable, space: &Space, points: &[Point]) -> Self {
        let takes_part = takes_part(table);
        let base = base_clusters(table, points, &takes_part);
        let (groups, tried) = group_clusters(&base);
        let votes = GroupVotes::count(table, &labels(table.people(), &base, &groups), groups.len());
        Self {
            representative: representative(table, &votes),
            consensus: consensus(table),
            group_aware_consensus: (0..table.statements())
                .map(|j| group_aware_consensus(&votes, j))
                .collect(),
            priorities: (0..table.statements())
                .map(|j| priority(votes.total(j), space.extremity(j), table.standing(j) == Standing::Meta))
                .collect(),
            takes_part,
            base_clusters: base,
            groups,
            tried,
            votes,
        }
    }

    /// Each person's group, in the order of the table.
    #[must_use]
    pub fn labels(&self) -> Vec<Option<usize>> {
        labels(self.takes_part.len(), &self.base_clusters, &self.groups)
    }
}

/// Each person's group by way of the base clusters.
#[must_use]
pub fn labels(people: usize, base: &[BaseCluster], groups: &[GroupCluster]) -> Vec<Option<usize>> {
    let mut labels = vec![None; people];
    for (label, group) in groups.iter().enumerate() {
        for person in group.members.iter().flat_map(|&cluster| &base[cluster].members) {
            labels[person.0 as usize] = Some(label);
        }
    }
    labels
}

/// Who takes part: at least min(7, statements) votes; and the first 15 who voted at all, because the engine tops up
/// to 15 people at every update and nobody who is in ever leaves.
#[must_use]
pub fn takes_part(table: &VoteTable) -> Vec<bool> {
    let enough = ENOUGH_VOTES.min(table.columns());
    let part = |person: Person| {
        let votes = table.votes_of(person);
        votes > 0 && (votes >= enough || table.arrival()[person.0 as usize] < FIRST_PEOPLE)
    };
    table.everybody().map(part).collect()
}
