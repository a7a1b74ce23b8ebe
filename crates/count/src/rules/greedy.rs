//! Greedy: projects in order of points (or points per cost), each funded if it fits.
//!
//! Most Polish cities count this way, with a threshold, with conflicts, with caps, and with three
//! ways of treating the first project that does not fit.

use crate::election::{Election, ProjectIndex};
use crate::log::{Event, LeftOut, Passed};
use crate::money::Amount;
use crate::ties::{Tie, TieOrder};

/// What projects are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Points (votes, for approvals).
    #[default]
    Points,
    /// Points per unit of cost.
    PointsPerCost,
}

/// What happens at a project that does not fit in what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Misfit {
    /// Pass it over and go on (Warszawa, Kraków, Katowice, Łódź).
    #[default]
    Skip,
    /// End the count (Gdynia, Wrocław).
    Stop,
    /// End the count, but fund this project if at least so many percent of its cost are left; the
    /// rest comes from elsewhere (Poznań: 80).
    StopOrTopUp {
        /// Percent of the cost that must be left.
        percent: u8,
    },
}

/// The most money that may go to one category or area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Category or area.
    pub name: String,
    /// Most money.
    pub limit: Amount,
    /// Projects it covers.
    pub members: Vec<ProjectIndex>,
}

/// Settings of a greedy count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Greedy {
    /// What projects are ordered by.
    pub measure: Measure,
    /// What happens at a project that does not fit.
    pub misfit: Misfit,
    /// Points a project needs; reaching it is enough.
    pub threshold: Option<u64>,
    /// Groups of projects of which one may be built.
    pub conflicts: Vec<Vec<ProjectIndex>>,
    /// Caps on categories or areas.
    pub caps: Vec<Cap>,
    /// Leave out projects that nobody supports. Reference outcomes take them last.
    pub needs_support: bool,
    /// Points to count with, in place of those of the ballots: a file's stated result.
    pub stated_points: Option<Vec<u64>>,
}

/// What a rule gives: its log, and the ties it met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub events: Vec<Event>,
    pub ties: Vec<Tie>,
    /// Rounds with a tie, over all runs of the rule.
    pub tied_rounds: u64,
}

/// Counts, starting from projects that are funded already.
pub(crate) fn count(election: &Election, rule: &Greedy, ties: &TieOrder, before: &[ProjectIndex]) -> Outcome {
    let mut outcome = Outcome::default();
    let points = match &rule.stated_points {
        Some(points) => points.clone(),
        None => election.tallies().iter().map(|tally| tally.points).collect(),
    };
    let mut queue = Vec::new();
    for (index, project) in election.projects.iter().enumerate() {
        if before.contains(&index) {
            continue;
        }
        let below = rule.threshold.filter(|&needed| points[index] < needed);
        let why = if project.withdrawn {
            Some(LeftOut::Withdrawn)
        } else if let Some(needed) = below {
            Some(LeftOut::BelowThreshold { points: points[index], needed })
        } else if rule.needs_support && points[index] == 0 {
            Some(LeftOut::NoSupport)
        } else {
            None
        };
        match why {
            Some(why) => outcome.events.push(Event::LeftOut { project: index, why }),
            None => queue.push(index),
        }
    }
    let compare = |a: ProjectIndex, b: ProjectIndex| match rule.measure {
        Measure::Points => points[b].cmp(&points[a]),
        // points / cost, compared without division; a free project comes before all others.
        Measure::PointsPerCost => {
            let value = |p: ProjectIndex, other: ProjectIndex| {
                u128::from(points[p]) * election.projects[other].cost as u128
            };
            let free = |p: ProjectIndex| election.projects[p].cost == 0 && points[p] > 0;
            free(b).cmp(&free(a)).then_with(|| value(b, a).cmp(&value(a, b)))
        }
    };
    queue.sort_by(|&a, &b| compare(a, b).then_with(|| ties.rank(a).cmp(&ties.rank(b))));
    Walk {
        election,
        rule,
        left: election.budget - election.cost_of(before),
        funded: before.to_vec(),
        outcome,
    }
    .go(&queue, |a, b| compare(a, b).is_eq())
}

/// The walk down the list.
struct Walk<'a> {
    election: &'a Election,
    rule: &'a Greedy,
    left: Amount,
    funded: Vec<ProjectIndex>,
    outcome: Outcome,
}

impl Walk<'_> {
    fn go(mut self, queue: &[ProjectIndex], equal: impl Fn(ProjectIndex, ProjectIndex) -> bool) -> Outcome {
        let start = self.funded.len();
        for (position, &project) in queue.iter().enumerate() {
            let tied: Vec<_> =
                queue[position..].iter().copied().take_while(|&other| equal(project, other)).collect();
            if tied.len() > 1 {
                self.outcome.ties.push(Tie { round: self.funded.len() - start, tied, chosen: project });
                self.outcome.tied_rounds += 1;
            }
            let cost = self.election.projects[project].cost;
            let left = self.left;
            if let Some(why) = self.obstacle(project) {
                self.outcome.events.push(Event::Passed { project, left, why });
            } else if cost <= left {
                self.left -= cost;
                self.funded.push(project);
                self.outcome.events.push(Event::Funded {
                    project,
                    left: self.left,
                    price: None,
                    completion: false,
                });
            } else if self.rule.misfit == Misfit::Skip {
                self.outcome.events.push(Event::Passed { project, left, why: Passed::DoesNotFit });
            } else {
                self.end(project, &queue[position + 1..]);
                break;
            }
        }
        self.outcome
    }

    /// The count ends at the first project that does not fit.
    fn end(&mut self, project: ProjectIndex, rest: &[ProjectIndex]) {
        let (left, cost) = (self.left, self.election.projects[project].cost);
        let top_up = match self.rule.misfit {
            Misfit::StopOrTopUp { percent } => {
                i128::from(left) * 100 >= i128::from(cost) * i128::from(percent)
            }
            _ => false,
        };
        self.outcome.events.push(match top_up {
            true => Event::ToppedUp { project, missing: cost - left },
            false => Event::Passed { project, left, why: Passed::DoesNotFit },
        });
        let ended = |&project| Event::Passed { project, left, why: Passed::RuleEnded };
        self.outcome.events.extend(rest.iter().map(ended));
    }

    /// A conflict with a winner, or a cap that is full.
    fn obstacle(&self, project: ProjectIndex) -> Option<Passed> {
        let groups = self.rule.conflicts.iter().filter(|group| group.contains(&project));
        let mut rivals = groups.flat_map(|group| group.iter().copied());
        if let Some(with) = rivals.find(|rival| self.funded.contains(rival)) {
            return Some(Passed::Conflict { with });
        }
        self.rule.caps.iter().filter(|cap| cap.members.contains(&project)).find_map(|cap| {
            let members = self.funded.iter().filter(|funded| cap.members.contains(funded));
            let used: Amount = members.map(|&member| self.election.projects[member].cost).sum();
            let left = cap.limit - used;
            (self.election.projects[project].cost > left)
                .then(|| Passed::Cap { name: cap.name.clone(), left })
        })
    }
}
