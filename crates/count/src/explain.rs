//! Why each project won or lost, for the person who wrote it. Data only; the sentences are made
//! elsewhere.

use serde::Serialize;

use crate::count::{Count, count_with};
use crate::election::{Election, ProjectIndex, Tally};
use crate::log::{Event, LeftOut, Passed};
use crate::money::Amount;
use crate::ratio::Ratio;
use crate::replay::{Flows, flows};
use crate::rules::Rule;
use crate::rules::greedy::Measure;
use crate::ties::TieOrder;

/// What became of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Fate {
    /// Funded.
    Won {
        /// Place in the order of funding, from 1.
        place: usize,
        /// Budget left after it.
        left: Amount,
        /// Funded by a completion step.
        completion: bool,
    },
    /// Funded with money from elsewhere.
    ToppedUp {
        /// That money.
        missing: Amount,
    },
    /// Passed over.
    Passed {
        /// Budget left at that moment.
        left: Amount,
        /// Why.
        #[serde(flatten)]
        why: Passed,
    },
    /// Took no part.
    LeftOut {
        /// Why.
        #[serde(flatten)]
        why: LeftOut,
    },
}

/// A winner that a project's supporters paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spending {
    /// The winner.
    pub winner: ProjectIndex,
    /// Supporters of the project who paid for it.
    pub voters: u64,
    /// What they paid.
    pub money: Ratio,
}

/// The smallest changes that would have been enough, each on its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Enough {
    /// The cost at which it would have won.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Amount>,
    /// Points more. Greedy: any; Equal Shares: voters more who choose only this project, with the
    /// share unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u64>,
}

/// One project explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The project.
    pub project: ProjectIndex,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
    /// Its support.
    pub support: Tally,
    /// Where the money of its supporters went, the largest sum first (Equal Shares).
    pub spending: Vec<Spending>,
    /// What its supporters have left in the end (Equal Shares). For a winner: after paying for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supporters_left: Option<Ratio>,
    /// Effective support: what its supporters have left, in percent of its cost, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_support: Option<u64>,
    /// Projects it was exactly tied with when it lost.
    pub tied_with: Vec<ProjectIndex>,
    /// What would have been enough to win; empty for winners and for projects that took no part.
    pub enough: Enough,
}

/// Explains every project of a count.
#[must_use]
pub fn explain(election: &Election, rule: &Rule, ties: &TieOrder, count: &Count) -> Vec<Explanation> {
    let tallies = election.tallies();
    let flows = flows(election, rule, count);
    let rule = &with_points(rule, &tallies);
    let fates = fates(election, count);
    let explain_one = |(project, fate): (ProjectIndex, Option<Fate>)| {
        let fate = fate?;
        let mut explanation = Explanation {
            project,
            enough: enough(election, rule, ties, &fate, project, flows.as_ref(), count),
            fate,
            support: tallies[project],
            spending: Vec::new(),
            supporters_left: None,
            effective_support: None,
            tied_with: Vec::new(),
        };
        if let Some(flows) = &flows {
            add_money(&mut explanation, election, flows);
        }
        let lost_ties = count.ties.iter().filter(|tie| tie.tied.contains(&project) && tie.chosen != project);
        if !count.selected.contains(&project) {
            explanation.tied_with = lost_ties.map(|tie| tie.chosen).collect();
        }
        Some(explanation)
    };
    fates.into_iter().enumerate().filter_map(explain_one).collect()
}

fn fates(election: &Election, count: &Count) -> Vec<Option<Fate>> {
    let mut fates: Vec<Option<Fate>> = vec![None; election.projects.len()];
    let mut place = 0;
    for event in &count.events {
        match event {
            Event::Funded { project, left, completion, .. } => {
                place += 1;
                fates[*project] = Some(Fate::Won { place, left: *left, completion: *completion });
            }
            Event::ToppedUp { project, missing } => {
                fates[*project] = Some(Fate::ToppedUp { missing: *missing })
            }
            Event::Passed { project, left, why } if fates[*project].is_none() => {
                fates[*project] = Some(Fate::Passed { left: *left, why: why.clone() });
            }
            Event::LeftOut { project, why } => fates[*project] = Some(Fate::LeftOut { why: why.clone() }),
            _ => {}
        }
    }
    fates
}

fn add_money(explanation: &mut Explanation, election: &Election, flows: &Flows) {
    let project = explanation.project;
    let others = flows.paid[project].iter().filter(|entry| entry.0 != project);
    explanation.spending = others
        .map(|(winner, money, voters)| Spending { winner: *winner, voters: *voters, money: money.clone() })
        .collect();
    explanation.spending.sort_by(|a, b| b.money.cmp(&a.money));
    let left = &flows.left[project];
    let cost = election.projects[project].cost;
    if cost > 0 && !matches!(explanation.fate, Fate::Won { .. }) {
        explanation.effective_support = Some((i128::from(left.floor()) * 100 / i128::from(cost)) as u64);
    }
    explanation.supporters_left = Some(left.clone());
}

fn enough(
    election: &Election,
    rule: &Rule,
    ties: &TieOrder,
    fate: &Fate,
    project: ProjectIndex,
    flows: Option<&Flows>,
    count: &Count,
) -> Enough {
    let can_change = match fate {
        Fate::Passed { .. } => true,
        Fate::LeftOut { why } => {
            matches!(why, LeftOut::BelowThreshold { .. } | LeftOut::NoSupport | LeftOut::TooDear)
        }
        _ => false,
    };
    if !can_change {
        return Enough::default();
    }
    match rule {
        Rule::Greedy(_) => Enough {
            cost: largest_cost(election, project, |changed| wins(changed, rule, ties, project)),
            points: fewest_points(election, rule, ties, project),
        },
        Rule::EqualShares(_) => match (flows, count.share()) {
            (Some(flows), Some(share)) => equal_shares_enough(election, &flows.left[project], share, project),
            _ => Enough::default(),
        },
        _ => Enough::default(),
    }
}

fn wins(election: &Election, rule: &Rule, ties: &TieOrder, project: ProjectIndex) -> bool {
    count_with(election, rule, ties, &mut |_| {}).selected.contains(&project)
}

/// The largest cost at which a project wins, by halving. Greedy by points looks at cost only when the
/// project's turn comes, and by points per cost a cheaper project comes earlier: a project that wins
/// at some cost wins at every lower one.
fn largest_cost(
    election: &Election,
    project: ProjectIndex,
    wins: impl Fn(&Election) -> bool,
) -> Option<Amount> {
    let mut changed = light_copy(election);
    let mut wins_at = |cost: Amount| {
        changed.projects[project].cost = cost;
        wins(&changed)
    };
    let (mut low, mut high) = (0, election.projects[project].cost);
    if !wins_at(1) {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if wins_at(middle) { low = middle } else { high = middle }
    }
    (low > 0).then_some(low)
}

/// The fewest points more with which a project wins a greedy count: more points only move it up the
/// list, where more money is left.
fn fewest_points(election: &Election, rule: &Rule, ties: &TieOrder, project: ProjectIndex) -> Option<u64> {
    let Rule::Greedy(greedy) = rule else { return None };
    let points = greedy.stated_points.clone()?;
    let election = light_copy(election);
    let wins_with = |more: u64| {
        let mut greedy = greedy.clone();
        let mut points = points.clone();
        points[project] = points[project].saturating_add(more);
        greedy.stated_points = Some(points);
        wins(&election, &Rule::Greedy(greedy), ties, project)
    };
    let most = points.iter().max().copied().unwrap_or(0).max(greedy.threshold.unwrap_or(0)) + 1;
    let factor = if greedy.measure == Measure::PointsPerCost { 1_000_000 } else { 1 };
    let (mut low, mut high) = (0, most.saturating_mul(factor));
    if !wins_with(high) {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if wins_with(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

/// Equal Shares, with the share unchanged: at a cost that its supporters still have at the end, the
/// project is bought then or was bought before; and new voters who want nothing else change nothing
/// for others until it is bought. Both figures are enough, and no smaller one is certain to be.
fn equal_shares_enough(election: &Election, left: &Ratio, share: &Ratio, project: ProjectIndex) -> Enough {
    let cost = election.projects[project].cost;
    let missing = (Ratio::from(cost).0 - &left.0) / &share.0;
    let voters = missing.ceil();
    Enough {
        cost: Some(left.floor()).filter(|&affordable| affordable > 0 && affordable < cost),
        points: u64::try_from(voters).ok().filter(|&voters| voters > 0),
    }
}

/// The rule with its points written down, so that counting again needs no ballots.
fn with_points(rule: &Rule, tallies: &[Tally]) -> Rule {
    match rule {
        Rule::Greedy(greedy) if greedy.stated_points.is_none() => {
            let stated_points = Some(tallies.iter().map(|tally| tally.points).collect());
            Rule::Greedy(crate::rules::greedy::Greedy { stated_points, ..greedy.clone() })
        }
        _ => rule.clone(),
    }
}

/// The election without voters and ballots, for greedy counts from written points.
fn light_copy(election: &Election) -> Election {
    Election {
        meta: crate::election::Meta::default(),
        vote_type: election.vote_type,
        currency: election.currency.clone(),
        budget: election.budget,
        projects: election.projects.clone(),
        ballots: Vec::new(),
        voters: election.voters,
        ballot_of_voter: Vec::new(),
        voter_ids: crate::election::VoterIds::default(),
        attributes: Vec::new(),
    }
}
