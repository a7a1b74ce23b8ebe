//! The whole picture of one conversation, and apart from it where each person stands.

use crate::crowd::{CrowdMark, crowd};
use crate::groups::{Found, GroupTracker, Grouping, find, on_the_map};
use crate::input::ExportIds;
use crate::polis::{GroupVotes, PolisResult};
use crate::space::{Point, Space};
use crate::statements::{GroupStatement, StatementResult, representative, results};
use crate::table::{Person, Standing, VoteTable};

/// How many people and votes a map rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    /// People with at least one vote.
    pub voters: usize,
    /// People with enough votes to stand on the map.
    pub on_the_map: usize,
    /// Votes.
    pub votes: usize,
    /// Statements with votes, whatever their standing.
    pub statements: usize,
    /// Votes a statement needs for a verdict.
    pub votes_for_a_verdict: u32,
}

/// What can be shown to everybody. Nothing in it belongs to one person: there are statements, groups of at least five
/// and marks for at least five people.
#[derive(Debug, Clone, PartialEq)]
pub struct OpinionMap {
    /// What it rests on.
    pub basis: Basis,
    /// Groups or the finding that there are none.
    pub grouping: Grouping,
    /// Statements in the order of the table, without those moderated out.
    pub statements: Vec<StatementResult>,
    /// Per group: what sets it apart.
    pub representative: Vec<Vec<GroupStatement>>,
    /// Where people stand, at least five to a mark; empty without a map.
    pub crowd: Vec<CrowdMark>,
    /// Shares of all variance along the two axes.
    pub explained: [f64; 2],
}

impl OpinionMap {
    /// Whether there are enough people for a map.
    #[must_use]
    pub fn has_map(&self) -> bool {
        self.grouping.k > 0
    }

    /// The result for a statement of the table; `None` when it was moderated out.
    #[must_use]
    pub fn statement(&self, index: usize) -> Option<&StatementResult> {
        let at = self.statements.binary_search_by_key(&index, |result| result.index).ok()?;
        self.statements.get(at)
    }
}

/// One person's own place: for that person alone.
#[derive(Clone, Copy, PartialEq)]
pub struct OwnPlace {
    /// On the map.
    pub place: Point,
    /// Group, when there are groups and the person gave enough answers.
    pub group: Option<usize>,
}

/// Everybody's places. They can be asked for one person at a time, by whoever holds that person's handle; a list
/// exists only for exports that are already pseudonymous.
#[derive(Clone)]
pub struct Positions {
    points: Vec<Point>,
    labels: Vec<Option<u8>>,
}

impl std::fmt::Debug for Positions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Positions(of {} people)", self.points.len())
    }
}

impl Positions {
    /// Where this person stands; `None` for somebody unknown.
    #[must_use]
    pub fn own(&self, person: Person) -> Option<OwnPlace> {
        let at = person.0 as usize;
        Some(OwnPlace { place: *self.points.get(at)?, group: self.labels.get(at)?.map(usize::from) })
    }

    /// Everybody with the ids of the export, as they came.
    pub fn with_ids<'a>(&'a self, ids: &'a ExportIds) -> impl Iterator<Item = (&'a str, OwnPlace)> {
        let places = self.points.iter().zip(&self.labels);
        ids.people()
            .zip(places)
            .map(|(id, (place, label))| (id, OwnPlace { place: *place, group: label.map(usize::from) }))
    }

    /// The same places with Polis' own groups.
    #[must_use]
    pub fn with_polis_groups(&self, polis: &PolisResult) -> Self {
        let labels = polis.labels().into_iter().map(|label| label.map(|label| label as u8)).collect();
        Self { points: self.points.clone(), labels }
    }
}

/// A map and everybody's places.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// For everybody.
    pub map: OpinionMap,
    /// For each person their own.
    pub positions: Positions,
    /// The axes.
    pub space: Space,
}

/// Draws the map of a table from nothing. The same table and seed give the same map on every run.
#[must_use]
pub fn draw(table: &VoteTable, seed: u64) -> Drawing {
    draw_in(table, Space::of(table), seed, None)
}

/// Draws the map in a given space, and keeps groups recognisable when a tracker is given.
#[must_use]
pub fn draw_in(table: &VoteTable, space: Space, seed: u64, tracker: Option<&mut GroupTracker>) -> Drawing {
    let points = space.people(table);
    let mut found = find(table, &space, &points, seed);
    if let Some(tracker) = tracker {
        tracker.follow(&mut found);
    }
    let Found { grouping, labels, .. } = found;
    let group_count = if grouping.is_clear() { grouping.k } else { 0 };
    let groups: Vec<Option<usize>> = labels.iter().map(|label| label.map(usize::from)).collect();
    let votes = GroupVotes::count(table, &groups, group_count);
    let shown = on_the_map(table);
    let active = shown.iter().filter(|shown| **shown).count();
    let basis = Basis {
        voters: table.rows().iter().filter(|row| !row.is_empty()).count(),
        on_the_map: active,
        votes: table.votes(),
        statements: table.columns(),
        votes_for_a_verdict: crate::statements::enough_votes(active),
    };
    let crowd =
        if grouping.k > 0 { crowd(&points, &labels, &shown, grouping.radius_cap) } else { Vec::new() };
    let map = OpinionMap {
        basis,
        statements: results(table, &space, &votes, active),
        representative: representative(table, &votes),
        crowd,
        explained: space.explained(),
        grouping,
    };
    Drawing { map, positions: Positions { points, labels }, space }
}

/// Statements that may be shown: not moderated out.
pub(crate) fn is_open_for_voting(standing: Standing) -> bool {
    standing != Standing::ModeratedOut
}
