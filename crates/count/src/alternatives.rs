//! What would have happened had a tie gone the other way, and whether voters prefer another outcome.

use crate::count::{Count, count_with};
use crate::election::{Election, ProjectIndex};
use crate::log::Event;
use crate::rules::Rule;
use crate::ties::{Tie, TieOrder};

/// The outcome with one of the tied projects taken first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    /// The project taken first.
    pub first: ProjectIndex,
    /// The winners then, in order.
    pub selected: Vec<ProjectIndex>,
}

/// Counts again, once for each project that lost a tie, as if the order for ties had set it first.
/// Completions that raise the shares are counted from the beginning with that order.
#[must_use]
pub fn continuations(election: &Election, rule: &Rule, ties: &TieOrder, tie: &Tie) -> Vec<Continuation> {
    let others = tie.tied.iter().copied().filter(|&project| project != tie.chosen);
    let continue_with = |first: ProjectIndex| {
        let order = ties.preferring(first, &tie.tied);
        Continuation { first, selected: count_with(election, rule, &order, &mut |_| {}).selected }
    };
    others.map(continue_with).collect()
}

/// How voters judge an outcome in the comparison step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// By the number of winners on their ballot.
    Winners,
    /// By whether any winner is on their ballot.
    AnyWinner,
}

/// The comparison step of some cities: `other` replaces `count` only if strictly more voters prefer it.
#[must_use]
pub fn compare_step(election: &Election, count: Count, other: &Count, preference: Preference) -> Count {
    let value = |outcome: &Count, choices: &[(u32, u32)]| {
        let winners = choices.iter().filter(|choice| outcome.selected.contains(&(choice.0 as usize))).count();
        match preference {
            Preference::Winners => winners,
            Preference::AnyWinner => winners.min(1),
        }
    };
    let (mut for_this, mut for_other) = (0, 0);
    for ballot in &election.ballots {
        match value(&count, &ballot.choices).cmp(&value(other, &ballot.choices)) {
            std::cmp::Ordering::Greater => for_this += u64::from(ballot.count),
            std::cmp::Ordering::Less => for_other += u64::from(ballot.count),
            std::cmp::Ordering::Equal => {}
        }
    }
    if for_other <= for_this {
        return count;
    }
    let mut events = other.events.clone();
    events.insert(0, Event::Replaced { for_other, for_this });
    Count { events, ..other.clone() }
}
