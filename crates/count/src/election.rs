//! An election as it is counted: projects, money, and merged ballots.

use serde::Serialize;

use crate::money::{Amount, Currency};

/// Index of a project in [`Election::projects`].
pub type ProjectIndex = usize;

/// The cost that marks a project withdrawn after the vote (a convention of Pabulib).
pub const WITHDRAWN_COST: Amount = 999_999_999;

/// What voters could put on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoteType {
    /// Any number of projects, each with weight 1.
    Approval,
    /// Exactly one project.
    #[serde(rename = "choose-1")]
    ChooseOne,
    /// Projects in order; points fall from the length of the longest ballot down to 1.
    Ordinal,
    /// Points shared out from a sum.
    Cumulative,
    /// Points for each project on its own.
    Scoring,
}

impl VoteType {
    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::ChooseOne => "choose-1",
            Self::Ordinal => "ordinal",
            Self::Cumulative => "cumulative",
            Self::Scoring => "scoring",
        }
    }

    /// Every choice weighs the same.
    #[must_use]
    pub fn is_approval(self) -> bool {
        matches!(self, Self::Approval | Self::ChooseOne)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Approval, Self::ChooseOne, Self::Ordinal, Self::Cumulative, Self::Scoring]
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(text.trim()))
    }
}

/// A project put to the vote.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Project {
    /// Id as in the file; ids are texts, `10` comes before `2`.
    pub id: String,
    /// Name; empty where the file has none.
    pub name: String,
    /// Cost in smallest units.
    pub cost: Amount,
    /// Categories.
    pub categories: Vec<String>,
    /// Groups it is meant for (`beneficiaries`, once `target`).
    pub targets: Vec<String>,
    /// District, neighbourhood or subunit, where the file says.
    pub area: Option<String>,
    /// Latitude and longitude in degrees.
    pub place: Option<(f64, f64)>,
    /// What the file says of the real outcome: 0 lost, 1 won by the rule, 2 and 3 from other money.
    pub selected: Option<u8>,
    /// Votes stated by the file.
    pub stated_votes: Option<u64>,
    /// Score stated by the file.
    pub stated_score: Option<u64>,
    /// Withdrawn after the vote (cost 999999999): takes no part in the count.
    pub withdrawn: bool,
    /// Line of the file, 0 where there is none.
    pub line: u64,
}

/// Ballots that are equal, counted once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// How many voters cast it.
    pub count: u32,
    /// Projects and their points (1 for an approval), by project; never 0 points.
    pub choices: Vec<(u32, u32)>,
}

/// One column of facts about voters: age band, sex, district, way of voting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Name of the column.
    pub name: String,
    /// Different values met.
    pub values: Vec<String>,
    /// Index into `values` for each voter.
    pub of_voter: Vec<u32>,
}

/// What a file says about the vote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// All keys and values, in order.
    pub entries: Vec<(String, String)>,
}

impl Meta {
    /// The value of a key, if it is there and not empty.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.trim())
            .filter(|v| !v.is_empty())
    }

    /// A whole number under a key.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<u64> {
        self.get(key)?.parse().ok()
    }

    /// A list under a key, separated by commas.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<&str> {
        self.get(key).map(|value| value.split(',').map(str::trim).collect()).unwrap_or_default()
    }
}

/// Everything a count needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Election {
    /// What the file says about the vote.
    pub meta: Meta,
    /// Kind of ballot.
    pub vote_type: VoteType,
    /// How amounts are written.
    pub currency: Currency,
    /// Money to be spent, in smallest units.
    pub budget: Amount,
    /// Projects in file order.
    pub projects: Vec<Project>,
    /// Different ballots. An empty ballot is a ballot: its voter has a share too.
    pub ballots: Vec<Ballot>,
    /// Number of voters.
    pub voters: u64,
    /// Ballot of each voter in file order.
    pub ballot_of_voter: Vec<u32>,
    /// Voter ids in file order, one after another.
    pub voter_ids: VoterIds,
    /// Facts about voters.
    pub attributes: Vec<Attribute>,
}

/// Voter ids in one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoterIds {
    text: String,
    ends: Vec<usize>,
}

impl VoterIds {
    /// Adds the id of the next voter.
    pub fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }

    /// Id of a voter by position in the file.
    #[must_use]
    pub fn get(&self, voter: usize) -> Option<&str> {
        let start = if voter == 0 { 0 } else { *self.ends.get(voter - 1)? };
        self.text.get(start..*self.ends.get(voter)?)
    }

    /// First voter with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        (0..self.ends.len()).find(|&voter| self.get(voter) == Some(id))
    }
}

impl Election {
    /// Makes an election from projects and ballots, without a file: equal ballots are merged.
    ///
    /// Choices that name no project, or give 0 points, are left out; a project named twice counts
    /// once.
    #[must_use]
    pub fn new(
        vote_type: VoteType,
        budget: Amount,
        projects: Vec<Project>,
        ballots: impl IntoIterator<Item = Vec<(u32, u32)>>,
    ) -> Self {
        let mut merger = crate::merge::Merger::default();
        let mut ballot_of_voter = Vec::new();
        for mut choices in ballots {
            choices.retain(|&(project, points)| (project as usize) < projects.len() && points > 0);
            choices.sort_unstable_by_key(|choice| choice.0);
            choices.dedup_by_key(|choice| choice.0);
            ballot_of_voter.push(merger.add(&choices));
        }
        Self {
            meta: Meta::default(),
            vote_type,
            currency: Currency::default(),
            budget,
            projects,
            ballots: merger.ballots,
            voters: ballot_of_voter.len() as u64,
            ballot_of_voter,
            voter_ids: VoterIds::default(),
            attributes: Vec::new(),
        }
    }

    /// Finds a project by its id.
    #[must_use]
    pub fn project(&self, id: &str) -> Option<ProjectIndex> {
        self.projects.iter().position(|project| project.id == id)
    }

    /// Votes (voters who named it) and points of each project, counted from the ballots.
    #[must_use]
    pub fn tallies(&self) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.projects.len()];
        for ballot in &self.ballots {
            for &(project, points) in &ballot.choices {
                let tally = &mut tallies[project as usize];
                tally.votes += u64::from(ballot.count);
                tally.points += u64::from(ballot.count) * u64::from(points);
            }
        }
        tallies
    }

    /// Cost of some projects together.
    #[must_use]
    pub fn cost_of(&self, projects: &[ProjectIndex]) -> Amount {
        projects.iter().map(|&project| self.projects[project].cost).sum()
    }

    /// Ids of some projects.
    #[must_use]
    pub fn ids(&self, projects: &[ProjectIndex]) -> Vec<String> {
        projects.iter().map(|&project| self.projects[project].id.clone()).collect()
    }

    /// Projects marked in the file with any of these codes of `selected`.
    #[must_use]
    pub fn marked(&self, codes: &[u8]) -> Vec<ProjectIndex> {
        let marked = |project: &Project| project.selected.is_some_and(|code| codes.contains(&code));
        (0..self.projects.len()).filter(|&index| marked(&self.projects[index])).collect()
    }
}

/// Support of one project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Voters who named it.
    pub votes: u64,
    /// Points given to it; equal to `votes` for approvals.
    pub points: u64,
}
