//! The second count: the rules once more, written plainly from their definitions.
//!
//! Nothing here is shared with [`rules`](crate::rules) but the election and the tie order: no bounds,
//! no merged work between rounds, every price from the full list of supporters, every comparison in
//! whole numbers of any length (money over a common denominator, never rounded). Slow, and meant to
//! be checked by reading.

mod greedy;
mod phragmen;
mod shares;

use crate::alternatives::Preference;
use crate::election::{Election, ProjectIndex};
use crate::ratio::Ratio;
use crate::rules::Rule;
use crate::rules::equal_shares::{Completion, EqualShares};
use crate::rules::greedy::Greedy;
use crate::ties::TieOrder;
use shares::Raised;

/// How many supporters the second count looks at, unless told otherwise, before it stops repeating
/// every raise of the shares: some ten seconds.
pub const USUAL_EFFORT: u64 = 100_000_000;

/// What the second count found: projects in order, with the exact price where the rule has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecondCount {
    /// Projects funded, and the price per point (Equal Shares) or load (Phragmén).
    pub funded: Vec<(ProjectIndex, Option<Ratio>)>,
    /// The final share, by group of voters (Equal Shares).
    pub shares: Vec<Ratio>,
    /// Of a completion that raises the shares, only the last outcome within the budget and the end
    /// of the raising were counted again: all of it would have been more than the effort allowed.
    pub final_share_only: bool,
}

/// Counts by a rule from its definition; `None` for rules that have no second count.
///
/// `claimed` are the final shares of the count that is checked. They are used only to see how long
/// repeating every raise would take; where that is more than `effort`, this share and the next one
/// are counted: the first must be within the budget, the second above it.
#[must_use]
pub fn count(
    election: &Election,
    rule: &Rule,
    ties: &TieOrder,
    claimed: &[Ratio],
    effort: u64,
) -> Option<SecondCount> {
    match rule {
        Rule::Greedy(greedy) => Some(greedy::count(election, greedy, ties)),
        Rule::EqualShares(settings) => Some(equal_shares(election, settings, ties, claimed, effort)),
        Rule::Phragmen => Some(phragmen::count(election, ties)),
        _ => None,
    }
}

fn equal_shares(
    election: &Election,
    settings: &EqualShares,
    ties: &TieOrder,
    claimed: &[Ratio],
    effort: u64,
) -> SecondCount {
    let Raised { run, shares, final_share_only } = shares::raised(election, settings, ties, claimed, effort);
    let mut result = SecondCount { funded: run, shares, final_share_only };
    if matches!(settings.completion, Completion::Utilitarian | Completion::Add1Utilitarian) {
        let before: Vec<ProjectIndex> = result.funded.iter().map(|funded| funded.0).collect();
        result.funded.extend(greedy::after(election, &Greedy::default(), ties, before).funded);
    }
    match settings.comparison {
        Some(preference) => compared(election, ties, result, preference),
        None => result,
    }
}

/// The comparison step: greedy by points, where strictly more voters have more from it.
fn compared(
    election: &Election,
    ties: &TieOrder,
    shares: SecondCount,
    preference: Preference,
) -> SecondCount {
    let greedy = greedy::count(election, &Greedy { needs_support: true, ..Greedy::default() }, ties);
    let gain = |result: &SecondCount, choices: &[(u32, u32)]| {
        let won = |choice: &&(u32, u32)| result.funded.iter().any(|funded| funded.0 == choice.0 as usize);
        let winners = choices.iter().filter(won).count();
        if preference == Preference::AnyWinner { winners.min(1) } else { winners }
    };
    let prefer = |better: &SecondCount, worse: &SecondCount| -> u64 {
        let glad = election
            .ballots
            .iter()
            .filter(|ballot| gain(better, &ballot.choices) > gain(worse, &ballot.choices));
        glad.map(|ballot| u64::from(ballot.count)).sum()
    };
    if prefer(&greedy, &shares) > prefer(&shares, &greedy) {
        return SecondCount { final_share_only: shares.final_share_only, ..greedy };
    }
    shares
}
