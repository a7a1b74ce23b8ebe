//! Pairs by both sides' wishes: buddies, mentors, carers.
//!
//! Deferred acceptance (Gale and Shapley 1962) with places per receiver. Equal ranks are allowed on both
//! sides and are put in order by the published lot; whoever is not ranked is not acceptable. The result is
//! stable: no two people prefer each other to what they have, which [`blocking_pairs`] checks without
//! knowing how the pairs were made.

use crate::draw::lottery;
use std::collections::{BTreeSet, HashMap};

/// Somebody on one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// A name that is the same everywhere and enters the draw.
    pub name: String,
    /// Groups of equals, best first, as indices of the other side; who is missing is not acceptable.
    pub ranking: Vec<Vec<usize>>,
    /// How many partners at most.
    pub places: usize,
}

/// One pair: indices of the asking and of the answering side.
pub type Pair = (usize, usize);

/// Pairs that are stable; the asking side gets the best it can in any stable result.
///
/// Indices that do not exist are ignored, as is a person ranked a second time.
#[must_use]
pub fn match_pairs(asking: &[Person], answering: &[Person], seed: u64) -> Vec<Pair> {
    let wishes: Vec<Vec<usize>> = asking.iter().map(|person| strict(person, answering, seed)).collect();
    let ranks: Vec<HashMap<usize, usize>> = answering
        .iter()
        .map(|person| {
            strict(person, asking, seed).into_iter().enumerate().map(|(rank, who)| (who, rank)).collect()
        })
        .collect();
    let mut next = vec![0; asking.len()];
    let mut has = vec![0; asking.len()];
    let mut held: Vec<BTreeSet<(usize, usize)>> = vec![BTreeSet::new(); answering.len()];
    let mut waiting: Vec<usize> = (0..asking.len()).rev().collect();
    while let Some(who) = waiting.pop() {
        while has[who] < asking[who].places {
            let Some(&whom) = wishes[who].get(next[who]) else { break };
            next[who] += 1;
            let Some(&rank) = ranks[whom].get(&who) else { continue };
            held[whom].insert((rank, who));
            has[who] += 1;
            if held[whom].len() > answering[whom].places
                && let Some((_, refused)) = held[whom].pop_last()
            {
                has[refused] -= 1;
                if refused != who {
                    waiting.push(refused);
                }
            }
        }
    }
    let mut pairs: Vec<Pair> = held
        .iter()
        .enumerate()
        .flat_map(|(whom, held)| held.iter().map(move |&(_, who)| (who, whom)))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// A ranking without equals: the lot decides within a group.
fn strict(person: &Person, others: &[Person], seed: u64) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for group in &person.ranking {
        let known = group.iter().copied().filter(|&other| other < others.len());
        let mut group: Vec<usize> = known.filter(|&other| seen.insert(other)).collect();
        group.sort_by_cached_key(|&other| {
            (
                lottery(seed, "pair", &format!("{}\0{}", person.name, others[other].name)),
                others[other].name.clone(),
            )
        });
        order.extend(group);
    }
    order
}

/// Every pair that would rather be together: both accept each other, and each has a place left or somebody
/// strictly less liked. Empty exactly when the pairs are stable.
#[must_use]
pub fn blocking_pairs(asking: &[Person], answering: &[Person], pairs: &[Pair]) -> Vec<Pair> {
    let level =
        |person: &Person, other: usize| person.ranking.iter().position(|group| group.contains(&other));
    let mut left: Vec<Vec<usize>> = vec![Vec::new(); asking.len()];
    let mut right: Vec<Vec<usize>> = vec![Vec::new(); answering.len()];
    for &(who, whom) in pairs {
        if who < asking.len() && whom < answering.len() {
            left[who].push(whom);
            right[whom].push(who);
        }
    }
    let would = |person: &Person, has: &[usize], other: usize| {
        let Some(wish) = level(person, other) else { return false };
        !has.contains(&other)
            && person.places > 0
            && (has.len() < person.places
                || has.iter().any(|&held| level(person, held).is_none_or(|held| held > wish)))
    };
    let mut blocking = Vec::new();
    for (who, person) in asking.iter().enumerate() {
        for whom in person.ranking.iter().flatten().copied().filter(|&whom| whom < answering.len()) {
            if would(person, &left[who], whom) && would(&answering[whom], &right[whom], who) {
                blocking.push((who, whom));
            }
        }
    }
    blocking
}

/// Whether pairs keep to the places and to who is acceptable to whom, no pair twice.
#[must_use]
pub fn are_valid(asking: &[Person], answering: &[Person], pairs: &[Pair]) -> bool {
    let mut left = vec![0; asking.len()];
    let mut right = vec![0; answering.len()];
    let mut seen = BTreeSet::new();
    pairs.iter().all(|&(who, whom)| {
        let (Some(a), Some(b)) = (asking.get(who), answering.get(whom)) else { return false };
        left[who] += 1;
        right[whom] += 1;
        seen.insert((who, whom))
            && left[who] <= a.places
            && right[whom] <= b.places
            && a.ranking.iter().flatten().any(|&other| other == whom)
            && b.ranking.iter().flatten().any(|&other| other == who)
    })
}
