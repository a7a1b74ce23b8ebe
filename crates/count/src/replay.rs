//! Replays the log of an Equal Shares count: who paid what, and what is left.

use std::collections::HashMap;

use dashu_ratio::RBig;

use crate::count::Count;
use crate::election::{Election, ProjectIndex};
use crate::log::Event;
use crate::ratio::Ratio;
use crate::rules::Rule;
use crate::rules::equal_shares::{EqualShares, Utility};

/// What one voter had, paid, and kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Receipt {
    /// Money at the start; `None` where the rule gives voters no money.
    pub share: Option<Ratio>,
    /// Winners among the voter's projects, with what the voter paid for each (nothing where the money
    /// came from a completion step).
    pub winners: Vec<(ProjectIndex, Option<Ratio>)>,
    /// Projects of the voter that did not win.
    pub losers: Vec<ProjectIndex>,
    /// Money left at the end.
    pub rest: Option<Ratio>,
}

/// Points that count for payments.
fn weigh(rule: &EqualShares, points: u32) -> u32 {
    match rule.utility {
        Utility::PointsTimesCost | Utility::Points => points,
        Utility::Cost | Utility::Cardinality => 1,
    }
}

/// The receipt of a voter, by position in the file. `None` where there is no such voter.
#[must_use]
pub fn receipt(election: &Election, rule: &Rule, count: &Count, voter: usize) -> Option<Receipt> {
    let choices = &election.ballots[*election.ballot_of_voter.get(voter)? as usize].choices;
    let points_for = |project: ProjectIndex| {
        choices.iter().find(|choice| choice.0 as usize == project).map(|choice| choice.1)
    };
    let settings = match rule {
        Rule::EqualShares(settings) => Some(settings),
        _ => None,
    };
    let group = settings
        .and_then(|s| s.groups.as_ref())
        .and_then(|groups| groups.of_voter.get(voter))
        .map_or(0, |&g| g as usize);
    let mut money: Option<RBig> = None;
    let mut result = Receipt { share: None, winners: Vec::new(), losers: Vec::new(), rest: None };
    for event in &count.events {
        match event {
            Event::Shares { groups, .. } if settings.is_some() => {
                result.share = groups.get(group).cloned();
                money = result.share.as_ref().map(|share| share.0.clone());
            }
            Event::Funded { project, price, .. } => {
                let Some(points) = points_for(*project) else { continue };
                let payment = match (settings, &mut money, price) {
                    (Some(settings), Some(money), Some(price)) => {
                        let due = (&price.0 * RBig::from(weigh(settings, points))).min(money.clone());
                        *money -= &due;
                        Some(Ratio(due))
                    }
                    _ => None,
                };
                result.winners.push((*project, payment));
            }
            _ => {}
        }
    }
    let won = |project: ProjectIndex| count.selected.contains(&project);
    result.losers = choices.iter().map(|choice| choice.0 as usize).filter(|&project| !won(project)).collect();
    result.rest = money.map(Ratio);
    Some(result)
}

/// What the supporters of every project paid for every winner: `[project] → [(winner, money,
/// voters)]`, and what they have left together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flows {
    /// For each project, by winner in order of funding: money its supporters paid, and how many of
    /// them paid.
    pub paid: Vec<Vec<(ProjectIndex, Ratio, u64)>>,
    /// For each project, money its supporters have left.
    pub left: Vec<Ratio>,
}

/// Money of classes of voters during a replay.
struct Money {
    /// By class.
    of: Vec<RBig>,
    class_of: Vec<u32>,
}

/// Follows the money of an Equal Shares count with equal shares for all. `None` for other rules.
#[must_use]
pub fn flows(election: &Election, rule: &Rule, count: &Count) -> Option<Flows> {
    let Rule::EqualShares(settings) = rule else { return None };
    if settings.groups.is_some() {
        return None;
    }
    let mut money = Money { of: vec![count.share()?.0.clone()], class_of: vec![0; election.ballots.len()] };
    let projects = election.projects.len();
    let mut flows = Flows { paid: vec![Vec::new(); projects], left: vec![Ratio::default(); projects] };
    for event in &count.events {
        let Event::Funded { project: winner, price: Some(price), .. } = event else { continue };
        for (project, (amount, voters)) in
            pay(election, settings, *winner, &price.0, &mut money).into_iter().enumerate()
        {
            if voters > 0 {
                flows.paid[project].push((*winner, Ratio(amount), voters));
            }
        }
    }
    let mut held: Vec<HashMap<u32, u64>> = vec![HashMap::new(); projects];
    for (index, ballot) in election.ballots.iter().enumerate() {
        for choice in &ballot.choices {
            *held[choice.0 as usize].entry(money.class_of[index]).or_default() += u64::from(ballot.count);
        }
    }
    for (project, classes) in held.into_iter().enumerate() {
        let sum = classes.into_iter().map(|(class, voters)| &money.of[class as usize] * RBig::from(voters));
        flows.left[project] = Ratio(sum.fold(RBig::ZERO, |a, b| a + b));
    }
    Some(flows)
}

/// One purchase; returns for every project what its supporters paid, and how many.
fn pay(
    election: &Election,
    rule: &EqualShares,
    winner: ProjectIndex,
    price: &RBig,
    money: &mut Money,
) -> Vec<(RBig, u64)> {
    let mut after: HashMap<(u32, u32), (u32, RBig)> = HashMap::new();
    let mut payers: HashMap<(u32, u32, u32), u64> = HashMap::new();
    for (index, ballot) in election.ballots.iter().enumerate() {
        let Ok(place) = ballot.choices.binary_search_by_key(&(winner as u32), |choice| choice.0) else {
            continue;
        };
        let points = weigh(rule, ballot.choices[place].1);
        let class = money.class_of[index];
        let (next, _) = after.entry((class, points)).or_insert_with(|| {
            let due = (price * RBig::from(points)).min(money.of[class as usize].clone());
            money.of.push(&money.of[class as usize] - &due);
            ((money.of.len() - 1) as u32, due)
        });
        money.class_of[index] = *next;
        for choice in &ballot.choices {
            *payers.entry((choice.0, class, points)).or_default() += u64::from(ballot.count);
        }
    }
    let mut result = vec![(RBig::ZERO, 0); election.projects.len()];
    for ((project, class, points), voters) in payers {
        if let Some((_, due)) = after.get(&(class, points)).filter(|entry| !entry.1.is_zero()) {
            let entry = &mut result[project as usize];
            entry.0 += due * RBig::from(voters);
            entry.1 += voters;
        }
    }
    result
}
