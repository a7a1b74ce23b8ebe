//! What each statement shows: shares with their uncertainty, and a verdict only where the numbers carry it.

use crate::groups::{ENOUGH_VOTES, SMALLEST_GROUP};
use crate::polis::{GroupStatistics, GroupVotes, Side};
use crate::space::{Point, Space};
use crate::statistics::{Share, benjamini_hochberg, normal_tail};
use crate::table::{Standing, Tally, VoteTable};

/// A verdict needs at least this share of the active people.
const ENOUGH_SHARE: f64 = 0.3;
/// Two groups differ when the test against all others exceeds this (95 %).
const DIFFERENT: f64 = 1.96;
/// At most this share of the representative statements may be false.
const FALSE_RATE: f64 = 0.10;
const REPRESENTATIVE: usize = 5;
/// Both sides of a split, and the passes of an unclear statement, are at least this share with 95 % confidence.
const SIZEABLE: f64 = 0.25;

/// The three shares of a tally.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Who agrees.
    pub agree: Share,
    /// Who disagrees.
    pub disagree: Share,
    /// Who passes.
    pub pass: Share,
}

impl Shares {
    /// Of one tally.
    #[must_use]
    pub fn of(tally: Tally) -> Self {
        let votes = tally.votes();
        Self {
            agree: Share::wilson(tally.agree, votes),
            disagree: Share::wilson(tally.disagree, votes),
            pass: Share::wilson(tally.pass, votes),
        }
    }

    /// The share on one side.
    #[must_use]
    pub const fn side(&self, side: Side) -> Share {
        match side {
            Side::Agree => self.agree,
            Side::Disagree => self.disagree,
        }
    }
}

/// How far groups are apart on a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Divide {
    /// Largest minus smallest smoothed share that agrees.
    pub distance: f64,
    /// Group that agrees most.
    pub for_it: usize,
    /// Group that agrees least.
    pub against_it: usize,
}

/// Everything about one statement; carries no person.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementResult {
    /// Index in the table.
    pub index: usize,
    /// Open or meta (those moderated out are not reported).
    pub standing: Standing,
    /// Answers over everybody.
    pub tally: Tally,
    /// Shares over everybody.
    pub shares: Shares,
    /// Shares by group; `None` where fewer than five of the group answered (or where one hidden group could be worked
    /// out from the others).
    pub by_group: Vec<Option<Shares>>,
    /// Place on the map.
    pub place: Point,
    /// Distance from the middle of the map.
    pub extremity: f64,
    /// Weight for being shown next.
    pub priority: f64,
    /// Shared by most, overall and in every group.
    pub consensus: Option<Side>,
    /// Separates the groups.
    pub divide: Option<Divide>,
    /// Splits people as a whole into two sizeable camps.
    pub split: bool,
    /// Many see it and pass: perhaps unclear, perhaps not their business.
    pub unclear: bool,
}

/// A statement that sets a group apart from all others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupStatement {
    /// Index in the table.
    pub statement: usize,
    /// The side most of the group takes.
    pub side: Side,
    /// The group's share on that side.
    pub share: Share,
    /// The others' share on that side.
    pub others: Share,
    /// Chance of such a difference if there were none (one-sided).
    pub p_value: f64,
}

/// Votes a statement needs for a verdict.
pub(crate) fn enough_votes(active: usize) -> u32 {
    ENOUGH_VOTES.max((ENOUGH_SHARE * active as f64).ceil() as usize) as u32
}

pub(crate) fn results(
    table: &VoteTable,
    space: &Space,
    votes: &GroupVotes,
    active: usize,
) -> Vec<StatementResult> {
    let enough = enough_votes(active);
    (0..table.statements())
        .filter(|&index| table.standing(index) != Standing::ModeratedOut)
        .map(|index| result(table, space, votes, index, enough))
        .collect()
}

fn result(
    table: &VoteTable,
    space: &Space,
    votes: &GroupVotes,
    index: usize,
    enough: u32,
) -> StatementResult {
    let (tally, standing) = (table.tally(index), table.standing(index));
    let shares = Shares::of(tally);
    let judged = tally.votes() >= enough && standing == Standing::Open;
    let divide = if standing == Standing::Open { divide(votes, index) } else { None };
    let camps = shares.agree.low > SIZEABLE && shares.disagree.low > SIZEABLE;
    StatementResult {
        index,
        standing,
        tally,
        shares,
        by_group: by_group(votes, index),
        place: space.statement(index),
        extremity: space.extremity(index),
        priority: crate::polis::priority(tally, space.extremity(index), standing == Standing::Meta),
        consensus: if judged { consensus(&shares, votes, index) } else { None },
        divide,
        split: judged && camps,
        unclear: judged && shares.pass.low > SIZEABLE,
    }
}

fn consensus(shares: &Shares, votes: &GroupVotes, index: usize) -> Option<Side> {
    let in_every_group = |side: Side| {
        (0..votes.groups()).all(|group| {
            let tally = votes.tally(group, index);
            tally.votes() >= SMALLEST_GROUP as u32 && Shares::of(tally).side(side).low > 0.5
        })
    };
    [Side::Agree, Side::Disagree]
        .into_iter()
        .find(|&side| shares.side(side).low > 0.5 && in_every_group(side))
}

fn divide(votes: &GroupVotes, index: usize) -> Option<Divide> {
    if votes.groups() < 2 || (0..votes.groups()).any(|g| votes.tally(g, index).votes() < ENOUGH_VOTES as u32)
    {
        return None;
    }
    let numbers: Vec<GroupStatistics> =
        (0..votes.groups()).map(|group| votes.statistics(group, index)).collect();
    let agrees = |group: &usize| numbers[*group].agree.probability;
    let for_it = (0..numbers.len()).max_by(|a, b| agrees(a).total_cmp(&agrees(b)))?;
    let against_it = (0..numbers.len()).min_by(|a, b| agrees(a).total_cmp(&agrees(b)))?;
    let different = |group: usize| numbers[group].agree.ratio_test.abs() > DIFFERENT;
    let distance = agrees(&for_it) - agrees(&against_it);
    (different(for_it) && different(against_it)).then_some(Divide { distance, for_it, against_it })
}

/// Shares by group under the small-number rule. A single hidden group could be worked out by subtraction, so then the
/// next smallest is hidden with it.
fn by_group(votes: &GroupVotes, index: usize) -> Vec<Option<Shares>> {
    let seen: Vec<u32> = (0..votes.groups()).map(|group| votes.tally(group, index).votes()).collect();
    let mut hidden: Vec<bool> = seen.iter().map(|&votes| votes < SMALLEST_GROUP as u32).collect();
    if hidden.iter().filter(|hidden| **hidden).count() == 1
        && let Some(next) = (0..seen.len()).filter(|&group| !hidden[group]).min_by_key(|&group| seen[group])
    {
        hidden[next] = true;
    }
    (0..votes.groups()).map(|group| (!hidden[group]).then(|| Shares::of(votes.tally(group, index)))).collect()
}

/// Per group: statements on which most of it takes a side that sets it apart from all others, after correcting for
/// looking at many (Benjamini-Hochberg, 10 %). The strongest five.
pub(crate) fn representative(table: &VoteTable, votes: &GroupVotes) -> Vec<Vec<GroupStatement>> {
    let mut tests: Vec<(usize, GroupStatement, f64)> = Vec::new();
    for index in (0..table.statements()).filter(|&index| table.standing(index) == Standing::Open) {
        for group in 0..votes.groups() {
            tests.extend(side_tests(votes, group, index).map(|(test, weight)| (group, test, weight)));
        }
    }
    let p_values: Vec<f64> = tests.iter().map(|(_, test, _)| test.p_value).collect();
    let stands = benjamini_hochberg(&p_values, FALSE_RATE);
    let mut lists: Vec<Vec<(GroupStatement, f64)>> = vec![Vec::new(); votes.groups()];
    for ((group, test, weight), stands) in tests.into_iter().zip(stands) {
        if stands && test.share.share > 0.5 {
            lists[group].push((test, weight));
        }
    }
    let strongest = |mut list: Vec<(GroupStatement, f64)>| {
        list.sort_by(|a, b| b.1.total_cmp(&a.1));
        list.into_iter().take(REPRESENTATIVE).map(|(test, _)| test).collect()
    };
    lists.into_iter().map(strongest).collect()
}

/// Both sides of one statement in one group, with their weight for ranking (Polis' product).
fn side_tests(
    votes: &GroupVotes,
    group: usize,
    statement: usize,
) -> impl Iterator<Item = (GroupStatement, f64)> + use<> {
    let (own, all) = (votes.tally(group, statement), votes.total(statement));
    let others = Tally {
        agree: all.agree - own.agree,
        disagree: all.disagree - own.disagree,
        pass: all.pass - own.pass,
    };
    let enough = own.votes() >= SMALLEST_GROUP as u32 && others.votes() >= SMALLEST_GROUP as u32;
    let numbers = votes.statistics(group, statement);
    [(Side::Agree, numbers.agree), (Side::Disagree, numbers.disagree)]
        .into_iter()
        .filter(move |_| enough)
        .map(move |(side, s)| {
            let p_value = normal_tail(s.ratio_test);
            let (share, others) = (Shares::of(own).side(side), Shares::of(others).side(side));
            let weight = s.ratio * s.ratio_test * s.probability * s.probability_test;
            (GroupStatement { statement, side, share, others, p_value }, weight)
        })
}
