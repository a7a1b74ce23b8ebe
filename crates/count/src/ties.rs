//! What decides between projects that are exactly equal.
//!
//! The chain is stated before the count. Every criterion depends on the project alone, never on the
//! state of the count, so that the whole chain is one order of projects, fixed beforehand.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::election::{Election, ProjectIndex};

/// One link of a tie chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// The cheaper project first.
    LowerCost,
    /// The dearer project first.
    HigherCost,
    /// The project with more points (votes, for approvals) first.
    MoreVotes,
    /// The project with the smaller lot first; see [`lot`].
    Lot,
    /// The id that comes first as a text: `10` before `2`.
    ProjectId,
}

impl Criterion {
    /// The name used on the command line and in plans.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LowerCost => "lower_cost",
            Self::HigherCost => "higher_cost",
            Self::MoreVotes => "more_votes",
            Self::Lot => "lot",
            Self::ProjectId => "project_id",
        }
    }

    /// Finds a criterion by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::LowerCost, Self::HigherCost, Self::MoreVotes, Self::Lot, Self::ProjectId]
            .into_iter()
            .find(|criterion| criterion.name() == name.trim())
    }
}

/// A stated chain of criteria and the seed of the lots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TieChain {
    /// Criteria, the first one that differs decides. The project id follows at the end, so that the
    /// order is always complete.
    pub criteria: Vec<Criterion>,
    /// The published seed of the lots.
    pub seed: String,
}

impl TieChain {
    /// The default: lower cost, then more votes, then a lot from the published seed.
    #[must_use]
    pub fn lots(seed: &str) -> Self {
        let criteria = vec![Criterion::LowerCost, Criterion::MoreVotes, Criterion::Lot];
        Self { criteria, seed: seed.to_owned() }
    }

    /// Project id only, as pabutools breaks ties.
    #[must_use]
    pub fn project_id() -> Self {
        Self { criteria: vec![Criterion::ProjectId], seed: String::new() }
    }

    /// Lower cost, more votes, then project id, as the official tools for Equal Shares are repeated.
    #[must_use]
    pub fn city_tools() -> Self {
        let criteria = vec![Criterion::LowerCost, Criterion::MoreVotes, Criterion::ProjectId];
        Self { criteria, seed: String::new() }
    }

    /// The order of all projects that follows from the chain.
    #[must_use]
    pub fn order(&self, election: &Election) -> TieOrder {
        let tallies = election.tallies();
        let lots: Vec<[u8; 32]> = match self.criteria.contains(&Criterion::Lot) {
            true => election.projects.iter().map(|project| lot(&self.seed, &project.id)).collect(),
            false => Vec::new(),
        };
        let compare = |criterion: Criterion, a: ProjectIndex, b: ProjectIndex| {
            let (first, second) = (&election.projects[a], &election.projects[b]);
            match criterion {
                Criterion::LowerCost => first.cost.cmp(&second.cost),
                Criterion::HigherCost => second.cost.cmp(&first.cost),
                Criterion::MoreVotes => tallies[b].points.cmp(&tallies[a].points),
                Criterion::Lot => lots[a].cmp(&lots[b]),
                Criterion::ProjectId => first.id.cmp(&second.id),
            }
        };
        let mut criteria = self.criteria.clone();
        criteria.push(Criterion::ProjectId);
        let mut order: Vec<ProjectIndex> = (0..election.projects.len()).collect();
        order.sort_by(|&a, &b| {
            let mut decisions = criteria.iter().map(|&criterion| compare(criterion, a, b));
            decisions.find(|decision| decision.is_ne()).unwrap_or(a.cmp(&b))
        });
        let mut rank = vec![0; order.len()];
        for (position, &project) in order.iter().enumerate() {
            rank[project] = position;
        }
        TieOrder { rank }
    }

    /// The criterion that sets `winner` before `loser`.
    #[must_use]
    pub fn decides(&self, election: &Election, winner: ProjectIndex, loser: ProjectIndex) -> Criterion {
        let tallies = election.tallies();
        let (first, second) = (&election.projects[winner], &election.projects[loser]);
        let differs = |criterion: Criterion| match criterion {
            Criterion::LowerCost | Criterion::HigherCost => first.cost != second.cost,
            Criterion::MoreVotes => tallies[winner].points != tallies[loser].points,
            Criterion::Lot | Criterion::ProjectId => true,
        };
        self.criteria.iter().copied().find(|&criterion| differs(criterion)).unwrap_or(Criterion::ProjectId)
    }
}

/// The lot of a project: SHA-256 of the seed (UTF-8), a zero byte, and the project id (UTF-8). The
/// smallest lot, compared byte by byte, wins.
///
/// Anybody can repeat it: `printf 'SEED\0ID' | sha256sum`. The seed must be committed to before
/// the vote and must not be foreseeable by whoever writes project ids.
#[must_use]
pub fn lot(seed: &str, project_id: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(seed.as_bytes());
    hash.update([0]);
    hash.update(project_id.as_bytes());
    hash.finalize().into()
}

/// A complete order of projects, for ties only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieOrder {
    rank: Vec<usize>,
}

impl TieOrder {
    /// Position of a project; the smallest wins a tie.
    #[must_use]
    pub fn rank(&self, project: ProjectIndex) -> usize {
        self.rank[project]
    }

    /// The winner among tied projects.
    #[must_use]
    pub fn first(&self, tied: &[ProjectIndex]) -> Option<ProjectIndex> {
        tied.iter().copied().min_by_key(|&project| self.rank[project])
    }

    /// The same order, but with `project` before all of `others`.
    #[must_use]
    pub fn preferring(&self, project: ProjectIndex, others: &[ProjectIndex]) -> Self {
        let Some(best) = self.first(others) else { return self.clone() };
        let (target, source) = (self.rank[best], self.rank[project]);
        let mut rank = self.rank.clone();
        if target < source {
            for place in &mut rank {
                if (target..source).contains(place) {
                    *place += 1;
                }
            }
            rank[project] = target;
        }
        Self { rank }
    }
}

/// A tie that was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// Position in the log of the decision it concerned: number of projects funded before.
    pub round: usize,
    /// All projects that were exactly equal.
    pub tied: Vec<ProjectIndex>,
    /// The one that came first.
    pub chosen: ProjectIndex,
}
