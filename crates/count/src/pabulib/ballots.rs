//! Ballots of a file: read one by one, checked against the limits in META, merged.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::fields;
use super::problem::{Problem, Reason, Severity};
use super::read::Problems;
use super::scan::Row;
use crate::election::{Attribute, Meta, Project, VoteType, VoterIds};
use crate::merge::Merger;
use crate::money::{Amount, Decimal};

/// Limits that META sets on a ballot.
#[derive(Debug, Default)]
struct BallotLimits {
    length: (Option<u64>, Option<u64>),
    points: (Option<u64>, Option<u64>),
    sum: (Option<u64>, Option<u64>),
    max_cost: Option<Amount>,
}

impl BallotLimits {
    fn new(meta: &Meta, decimals: u8) -> Self {
        let first = |keys: [&str; 3]| keys.iter().find_map(|key| meta.number(key));
        let max_cost = meta.get("max_sum_cost").and_then(|text| Decimal::parse(text).ok());
        Self {
            length: (
                first(["min_length", "min_length_unit", "min_length_district"]),
                first(["max_length", "max_length_unit", "max_length_district"]),
            ),
            points: (meta.number("min_points"), meta.number("max_points")),
            sum: (meta.number("min_sum_points"), meta.number("max_sum_points")),
            max_cost: max_cost.and_then(|cost| cost.scaled(decimals).ok()),
        }
    }
}

/// One column of facts about voters while it is read.
struct AttributeColumn {
    cell: usize,
    index: HashMap<String, u32, RandomState>,
    attribute: Attribute,
    /// Value of the voter before: values repeat, one look saves the search.
    last: u32,
}

/// Reads the section VOTES.
pub(super) struct BallotReader {
    vote_type: VoteType,
    limits: BallotLimits,
    project_index: HashMap<String, u32, RandomState>,
    costs: Vec<Amount>,
    columns: (usize, usize, Option<usize>),
    attributes: Vec<AttributeColumn>,
    seen: HashSet<u64, RandomState>,
    hasher: RandomState,
    choices: Vec<(u32, u32)>,
    pub merger: Merger,
    pub ballot_of_voter: Vec<u32>,
    pub voter_ids: VoterIds,
    /// Number of projects on the longest ballot, for ranked points.
    pub longest: u32,
}

impl BallotReader {
    /// Starts from the header of VOTES.
    pub fn new(
        header: &Row,
        vote_type: VoteType,
        meta: &Meta,
        projects: &[Project],
        decimals: u8,
    ) -> Result<Self, Problem> {
        let find = |name: &str| header.iter().position(|cell| cell.trim() == name);
        let need = |name: &'static str| {
            let missing = Reason::ColumnMissing { section: "VOTES", column: name };
            find(name).ok_or_else(|| header.problem(Severity::Error, 0, missing))
        };
        let points = find("points");
        if points.is_none() && matches!(vote_type, VoteType::Cumulative | VoteType::Scoring) {
            return Err(header.problem(Severity::Error, 0, Reason::PointsMissing));
        }
        let attributes = fields::ATTRIBUTES.iter().filter_map(|&name| {
            let attribute = Attribute { name: name.to_owned(), values: Vec::new(), of_voter: Vec::new() };
            find(name).map(|cell| AttributeColumn { cell, index: HashMap::default(), attribute, last: 0 })
        });
        let ids = projects.iter().enumerate();
        Ok(Self {
            vote_type,
            limits: BallotLimits::new(meta, decimals),
            project_index: ids.map(|(index, project)| (project.id.clone(), index as u32)).collect(),
            costs: projects.iter().map(|project| project.cost).collect(),
            columns: (need("voter_id")?, need("vote")?, points),
            attributes: attributes.collect(),
            seen: HashSet::default(),
            hasher: RandomState::default(),
            choices: Vec::new(),
            merger: Merger::default(),
            ballot_of_voter: Vec::new(),
            voter_ids: VoterIds::default(),
            longest: 0,
        })
    }

    /// Reads one vote. Ranked ballots keep 1, 2, 3, … in place of points until the longest is known.
    pub fn add(&mut self, row: &Row, problems: &mut Problems) {
        let (id_cell, vote_cell, points_cell) = self.columns;
        let id = row.get(id_cell).unwrap_or_default().trim();
        if id.is_empty() {
            problems.warn(row, id_cell, Reason::VoterIdEmpty);
        } else if !self.seen.insert(self.hasher.hash_one(id)) {
            problems.warn(row, id_cell, Reason::VoterRepeated { voter: id.to_owned() });
        }
        self.voter_ids.push(id);
        let vote = row.get(vote_cell).unwrap_or_default();
        let points = points_cell.and_then(|cell| row.get(cell));
        self.read_choices(row, vote, points, problems);
        self.check_length(row, problems);
        self.choices.sort_unstable_by_key(|choice| choice.0);
        self.check_sums(row, problems);
        self.choices.retain(|choice| choice.1 > 0);
        let ballot = self.merger.add(&self.choices);
        self.ballot_of_voter.push(ballot);
        for column in &mut self.attributes {
            column.add(row.get(column.cell).unwrap_or_default().trim());
        }
    }

    fn read_choices(&mut self, row: &Row, vote: &str, points: Option<&str>, problems: &mut Problems) {
        self.choices.clear();
        let cell = self.columns.1;
        let with_points = matches!(self.vote_type, VoteType::Cumulative | VoteType::Scoring);
        let mut points = with_points.then(|| points.unwrap_or_default().split(','));
        let (mut named, mut rank) = (0_usize, 0);
        for id in vote.split(',').map(str::trim) {
            if id.is_empty() {
                continue;
            }
            named += 1;
            let weight = match &mut points {
                None => Some(1),
                Some(points) => points.next().map(|text| self.points(row, text.trim(), problems)),
            };
            let Some(&project) = self.project_index.get(id) else {
                problems.error(row, cell, Reason::UnknownProject { project: id.to_owned() });
                continue;
            };
            if self.choices.iter().any(|choice| choice.0 == project) {
                problems.warn(row, cell, Reason::ChoiceRepeated { project: id.to_owned() });
                continue;
            }
            rank += 1;
            let weight = if self.vote_type == VoteType::Ordinal { rank } else { weight.unwrap_or(0) };
            self.choices.push((project, weight));
        }
        self.longest = self.longest.max(rank);
        if let Some(given) = self.columns.2.filter(|_| with_points).and_then(|cell| row.get(cell)) {
            let given = given.split(',').filter(|text| !text.trim().is_empty()).count();
            if given != named {
                problems.error(
                    row,
                    self.columns.2.unwrap_or(0),
                    Reason::PointsCount { projects: named, points: given },
                );
            }
        }
    }

    /// Points for one project: a whole number up to a million.
    fn points(&self, row: &Row, text: &str, problems: &mut Problems) -> u32 {
        let cell = self.columns.2.unwrap_or(0);
        let value =
            text.strip_suffix(".0").unwrap_or(text).parse::<u32>().ok().filter(|&value| value <= 1_000_000);
        let Some(value) = value else {
            problems.error(
                row,
                cell,
                Reason::NotANumber { field: "points".to_owned(), value: text.to_owned() },
            );
            return 0;
        };
        let found = u64::from(value);
        if let Some(limit) = self.limits.points.1.filter(|&limit| found > limit) {
            problems.warn(row, cell, Reason::PointsAbove { limit, found });
        }
        if let Some(limit) = self.limits.points.0.filter(|&limit| found < limit) {
            problems.warn(row, cell, Reason::PointsBelow { limit, found });
        }
        value
    }

    fn check_length(&self, row: &Row, problems: &mut Problems) {
        let (found, cell) = (self.choices.len() as u64, self.columns.1);
        if let Some(limit) = self.limits.length.1.filter(|&limit| found > limit) {
            problems.warn(row, cell, Reason::BallotTooLong { limit, found });
        }
        if let Some(limit) = self.limits.length.0.filter(|&limit| found < limit) {
            problems.warn(row, cell, Reason::BallotTooShort { limit, found });
        }
    }

    fn check_sums(&self, row: &Row, problems: &mut Problems) {
        if let Some(cell) = self.columns.2 {
            let found = self.choices.iter().map(|choice| u64::from(choice.1)).sum();
            if let Some(limit) = self.limits.sum.1.filter(|&limit| found > limit) {
                problems.warn(row, cell, Reason::SumAbove { limit, found });
            }
            if let Some(limit) = self.limits.sum.0.filter(|&limit| found < limit) {
                problems.warn(row, cell, Reason::SumBelow { limit, found });
            }
        }
        if let Some(limit) = self.limits.max_cost {
            let found: Amount = self.choices.iter().map(|choice| self.costs[choice.0 as usize]).sum();
            if found > limit {
                let reason = Reason::CostAbove { limit: limit.to_string(), found: found.to_string() };
                problems.warn(row, self.columns.1, reason);
            }
        }
    }

    /// Ends the section: turns ranks into points and hands out the facts about voters.
    pub fn finish(&mut self) -> Vec<Attribute> {
        if self.vote_type == VoteType::Ordinal {
            let longest = self.longest;
            for ballot in &mut self.merger.ballots {
                for choice in &mut ballot.choices {
                    choice.1 = longest + 1 - choice.1;
                }
            }
        }
        std::mem::take(&mut self.attributes).into_iter().map(|column| column.attribute).collect()
    }
}

impl AttributeColumn {
    fn add(&mut self, value: &str) {
        let attribute = &mut self.attribute;
        if attribute.values.get(self.last as usize).is_some_and(|last| last == value) {
            attribute.of_voter.push(self.last);
            return;
        }
        let index = match self.index.get(value) {
            Some(&index) => index,
            None => {
                let index = attribute.values.len() as u32;
                attribute.values.push(value.to_owned());
                self.index.insert(value.to_owned(), index);
                index
            }
        };
        self.last = index;
        attribute.of_voter.push(index);
    }
}
