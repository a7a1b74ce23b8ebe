//! What can be said in plain words, with the numbers behind every sentence.

use crate::groups::Why;
use crate::map::OpinionMap;
use crate::polis::Side;
use crate::statements::{Divide, GroupStatement};
use crate::statistics::Share;

/// With 95 % confidence more than this share: "nearly everybody".
const NEARLY_EVERYBODY: f64 = 0.8;

/// How many stand behind a shared view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// More than four fifths, with 95 % confidence.
    NearlyEverybody,
    /// More than half, with 95 % confidence, overall and in every group.
    Most,
}

/// A view that is shared, overall and in every group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// Index of the statement.
    pub statement: usize,
    /// For or against it.
    pub side: Side,
    /// How many.
    pub breadth: Breadth,
    /// Share on that side over everybody who answered.
    pub share: Share,
}

/// A statement on which people part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parting {
    /// Index of the statement.
    pub statement: usize,
    /// Share that agrees over everybody.
    pub agree: Share,
    /// Share that disagrees over everybody.
    pub disagree: Share,
    /// Between which groups, when it is groups that part.
    pub groups: Option<Divide>,
}

/// One group in a few words.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// Number of the group, from 0.
    pub group: usize,
    /// People in it.
    pub people: usize,
    /// What sets it apart.
    pub statements: Vec<GroupStatement>,
}

/// A statement that many pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unclear {
    /// Index of the statement.
    pub statement: usize,
    /// Share that passes.
    pub pass: Share,
}

/// What can be said about a conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Groups or none, and why.
    pub why: Why,
    /// Number of groups; 1 for no clear groups, 0 for too few people.
    pub k: usize,
    /// Shared views, the broadest first.
    pub shared: Vec<Shared>,
    /// What divides, the widest first: between groups where there are any, else between people.
    pub parting: Vec<Parting>,
    /// Portraits of the groups.
    pub portraits: Vec<Portrait>,
    /// What seems unclear, most passed first.
    pub unclear: Vec<Unclear>,
    /// Statements with too few votes for any verdict.
    pub undecided: usize,
}

impl OpinionMap {
    /// What can be said in plain words.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            why: self.grouping.why,
            k: self.grouping.k,
            shared: self.shared(),
            parting: self.parting(),
            portraits: self.portraits(),
            unclear: self.unclear(),
            undecided: self
                .statements
                .iter()
                .filter(|statement| statement.tally.votes() < self.basis.votes_for_a_verdict)
                .count(),
        }
    }

    fn shared(&self) -> Vec<Shared> {
        let view = |result: &crate::StatementResult| {
            let side = result.consensus?;
            let share = result.shares.side(side);
            let breadth = if share.low > NEARLY_EVERYBODY { Breadth::NearlyEverybody } else { Breadth::Most };
            Some(Shared { statement: result.index, side, breadth, share })
        };
        let mut shared: Vec<Shared> = self.statements.iter().filter_map(view).collect();
        shared.sort_by(|a, b| b.share.low.total_cmp(&a.share.low));
        shared
    }

    fn parting(&self) -> Vec<Parting> {
        let view = |result: &crate::StatementResult| {
            let (agree, disagree) = (result.shares.agree, result.shares.disagree);
            let parts = result.divide.is_some() || (!self.grouping.is_clear() && result.split);
            parts.then_some(Parting { statement: result.index, agree, disagree, groups: result.divide })
        };
        let width = |parting: &Parting| match parting.groups {
            Some(divide) => divide.distance,
            None => parting.agree.low.min(parting.disagree.low),
        };
        let mut parting: Vec<Parting> = self.statements.iter().filter_map(view).collect();
        parting.sort_by(|a, b| width(b).total_cmp(&width(a)));
        parting
    }

    fn portraits(&self) -> Vec<Portrait> {
        let groups = self.representative.iter().zip(&self.grouping.sizes).enumerate();
        groups.map(|(group, (list, &people))| Portrait { group, people, statements: list.clone() }).collect()
    }

    fn unclear(&self) -> Vec<Unclear> {
        let unclear = self.statements.iter().filter(|result| result.unclear);
        let mut list: Vec<Unclear> =
            unclear.map(|result| Unclear { statement: result.index, pass: result.shares.pass }).collect();
        list.sort_by(|a, b| b.pass.low.total_cmp(&a.pass.low));
        list
    }
}
