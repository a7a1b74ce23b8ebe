//! One count with equal shares, or many at once: all shares between two, as long as every decision
//! is certainly the same.

use std::cmp::Ordering;

use super::bounds::{Bound, FixedPrice, Side, shift_for};
use super::exact::{Exact, Price};
use super::supports::{Endowment, Supports};
use crate::election::ProjectIndex;
use crate::ties::{Tie, TieOrder};

/// Projects in the order in which they are funded, and the ties on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Run {
    pub funded: Vec<ProjectIndex>,
    pub ties: Vec<Tie>,
}

/// How comparisons are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arithmetic {
    /// Bounds first, exact numbers where bounds do not decide. The result is exact.
    #[default]
    Filtered,
    /// Exact numbers from the start: slower, for comparison.
    Exact,
}

/// Counts with the shares after `steps`, and finds how many further steps certainly have the same
/// outcome, up to `ahead`. Returns the outcome and that number. `guess` is the likely
/// order of the winners; a wrong one costs time only.
pub(crate) fn run(
    supports: &Supports,
    endowment: &Endowment,
    ties: &TieOrder,
    (steps, ahead): (u64, u64),
    guess: &[ProjectIndex],
) -> (Run, u64) {
    let shift = shift_for(supports, endowment, steps.saturating_add(ahead));
    let mut lockstep = Lockstep::new(supports, endowment, ties, steps, ahead, shift);
    lockstep.guess = guess;
    lockstep.go()
}

/// Counts in exact arithmetic only.
pub(crate) fn run_exact(supports: &Supports, endowment: &Endowment, ties: &TieOrder, steps: u64) -> Run {
    let mut exact = Exact::new(supports, endowment, steps);
    let mut run = Run::default();
    let mut alive = supports.active.clone();
    while let Some((tied, price)) = exact_best(&exact, &alive) {
        let Some(project) = ties.first(&tied) else { break };
        if tied.len() > 1 {
            run.ties.push(Tie { round: run.funded.len(), tied, chosen: project });
        }
        let price = exact.price(project).unwrap_or(price);
        exact.fund(project, &price);
        run.funded.push(project);
        alive.retain(|&other| other != project);
    }
    run
}

/// The projects with the least price per utility, and the price of the first of them.
fn exact_best(exact: &Exact<'_>, projects: &[ProjectIndex]) -> Option<(Vec<ProjectIndex>, Price)> {
    let mut best: Option<(Vec<ProjectIndex>, Price)> = None;
    for &project in projects {
        let Some(price) = exact.price(project) else { continue };
        match &mut best {
            None => best = Some((vec![project], price)),
            Some((tied, least)) => match exact.compare((project, &price), (tied[0], least)) {
                Ordering::Less => best = Some((vec![project], price)),
                Ordering::Equal => tied.push(project),
                Ordering::Greater => {}
            },
        }
    }
    best
}

/// A project that could win the round.
#[derive(Debug, Clone, Copy)]
struct Contender {
    project: ProjectIndex,
    /// Lower bound.
    low: FixedPrice,
    /// Upper bound; `None` where the low side cannot pay the cost.
    high: Option<FixedPrice>,
}

impl Contender {
    /// Points over which the cost is split evenly, where that is certain for every share looked at:
    /// some supporters have nothing, all others pay the full price. Who has nothing with the highest
    /// share has nothing with any; who pays in full with the lowest pays in full with any; and as
    /// the second group is the rest of the first, both are the same for all shares.
    fn even_weight(&self, weight: u64) -> Option<i128> {
        let high = self.high?;
        (self.low.spent == 0 && self.low.gone == high.gone)
            .then(|| i128::from(weight) - i128::from(high.gone))
    }
}

/// A round that was decided: the project, and the lower bound of its price.
struct Round {
    project: ProjectIndex,
    low_price: i64,
}

/// A count on both sides of the truth at once.
struct Lockstep<'a> {
    supports: &'a Supports,
    endowment: &'a Endowment,
    ties: &'a TieOrder,
    steps: u64,
    ahead: u64,
    shift: u32,
    /// Money with the lowest share.
    low: Bound,
    /// Money with the highest share.
    high: Bound,
    /// Costs in fixed-point units.
    cost: Vec<i64>,
    /// Lower bound of each price. Prices never fall from one round to the next, and are lowest for
    /// the highest share, so that a bound stays one.
    least: Vec<i64>,
    alive: Vec<ProjectIndex>,
    rounds: Vec<Round>,
    /// Winners of the run before, as a guess that saves work.
    guess: &'a [ProjectIndex],
    exact: Option<Exact<'a>>,
    result: Run,
}

impl<'a> Lockstep<'a> {
    fn new(
        supports: &'a Supports,
        endowment: &'a Endowment,
        ties: &'a TieOrder,
        steps: u64,
        ahead: u64,
        shift: u32,
    ) -> Self {
        let fixed = |amount: &i64| {
            amount.checked_shl(shift).filter(|value| value >> shift == *amount).unwrap_or(i64::MAX / 2)
        };
        Self {
            low: Bound::new(supports, endowment, steps, shift, Side::Low),
            high: Bound::new(supports, endowment, steps.saturating_add(ahead), shift, Side::High),
            cost: supports.cost.iter().map(fixed).collect(),
            least: vec![0; supports.cost.len()],
            alive: supports.active.clone(),
            rounds: Vec::new(),
            guess: &[],
            exact: None,
            result: Run::default(),
            supports,
            endowment,
            ties,
            steps,
            ahead,
            shift,
        }
    }

    fn go(mut self) -> (Run, u64) {
        loop {
            let contenders = self.contenders();
            match contenders.as_slice() {
                [] => return (self.result, self.ahead),
                [Contender { project, high: Some(price), .. }] => self.fund(*project, price.price),
                _ if self.decide_even(&contenders) => {}
                _ if self.ahead > 0 => self.look_less_far(),
                _ => self.decide_exactly(&contenders),
            }
        }
    }

    /// Compares two prices per utility: fixed-point prices of different projects.
    fn compare(&self, a: (ProjectIndex, i64), b: (ProjectIndex, i64)) -> Ordering {
        if !self.supports.utility.counts_cost() {
            return a.1.cmp(&b.1);
        }
        let value =
            |price: i64, other: ProjectIndex| i128::from(price) * i128::from(self.supports.cost[other]);
        value(a.1, b.0).cmp(&value(b.1, a.0))
    }

    /// The least fixed-point price of a project that is worse than `best`.
    fn above(&self, best: (ProjectIndex, i64), project: ProjectIndex) -> i64 {
        if !self.supports.utility.counts_cost() {
            return best.1.saturating_add(1);
        }
        let value = i128::from(best.1) * i128::from(self.supports.cost[project]);
        let limit = value / i128::from(self.supports.cost[best.0].max(1)) + 1;
        i64::try_from(limit).unwrap_or(i64::MAX)
    }

    /// Everything that is not certainly worse than the best, or not certainly out of reach.
    fn contenders(&mut self) -> Vec<Contender> {
        let mut alive = std::mem::take(&mut self.alive);
        alive.sort_by(|&a, &b| self.compare((a, self.least[a]), (b, self.least[b])));
        let mut best: Option<(ProjectIndex, i64)> = None;
        let mut contenders: Vec<Contender> = Vec::new();
        let mut dead = false;
        // The winner of this round in the run before is likely the winner again: a good first bound.
        let guess = self.guess.get(self.rounds.len()).copied().filter(|guess| alive.contains(guess));
        let rest = alive.iter().copied().filter(|&project| Some(project) != guess);
        for project in guess.into_iter().chain(rest) {
            let worse = |this: &Self| {
                best.is_some_and(|best| this.compare((project, this.least[project]), best).is_gt())
            };
            if worse(self) {
                break;
            }
            let cost = self.cost[project];
            if let Some(best) = best {
                let limit = self.above(best, project);
                if self.high.is_dearer(self.supports, project, cost, limit) {
                    self.least[project] = self.least[project].max(limit);
                    continue;
                }
            }
            let Some(low) = self.high.price(self.supports, project, cost, self.least[project]) else {
                // Not even with the highest share; and money only goes down.
                self.least[project] = i64::MAX;
                dead = true;
                continue;
            };
            self.least[project] = low.price;
            if worse(self) {
                continue;
            }
            // A start a little above the other bound is most often enough at once.
            let start = low.price.saturating_add(16);
            let high = self.low.price(self.supports, project, cost, start);
            if let Some(high) = high
                && best.is_none_or(|best| self.compare((project, high.price), best).is_lt())
            {
                best = Some((project, high.price));
            }
            contenders.push(Contender { project, low, high });
        }
        if dead {
            alive.retain(|&project| self.least[project] != i64::MAX);
        }
        self.alive = alive;
        if let Some(best) = best {
            contenders.retain(|c| {
                c.project == best.0 || !self.compare((c.project, self.least[c.project]), best).is_gt()
            });
        }
        contenders
    }

    /// Where the cost of every contender is certainly split evenly, prices are cost / points: compared
    /// exactly in machine integers, ties too.
    fn decide_even(&mut self, contenders: &[Contender]) -> bool {
        let mut tied: Vec<(ProjectIndex, i128, i64)> = Vec::new();
        for contender in contenders {
            let project = contender.project;
            let Some((weight, price)) =
                contender.even_weight(self.supports.weight[project]).zip(contender.high)
            else {
                return false;
            };
            let cost = |project: ProjectIndex| match self.supports.utility.counts_cost() {
                true => 1,
                false => i128::from(self.supports.cost[project]),
            };
            let order = tied
                .first()
                .map_or(Ordering::Equal, |best| (cost(project) * best.1).cmp(&(cost(best.0) * weight)));
            match order {
                Ordering::Less => tied = vec![(project, weight, price.price)],
                Ordering::Equal => tied.push((project, weight, price.price)),
                Ordering::Greater => {}
            }
        }
        let Some(project) = self.untie(tied.iter().map(|&(project, ..)| project).collect()) else {
            return false;
        };
        let price = tied.iter().find(|entry| entry.0 == project).map_or(i64::MAX, |entry| entry.2);
        self.fund(project, price);
        true
    }

    fn untie(&mut self, tied: Vec<ProjectIndex>) -> Option<ProjectIndex> {
        let project = self.ties.first(&tied)?;
        if tied.len() > 1 {
            self.result.ties.push(Tie { round: self.result.funded.len(), tied, chosen: project });
        }
        Some(project)
    }

    /// Halves the range of shares and repeats the rounds so far for its new upper end. Decisions made
    /// for the longer range hold for the shorter one.
    fn look_less_far(&mut self) {
        self.ahead /= 2;
        self.high =
            Bound::new(self.supports, self.endowment, self.steps + self.ahead, self.shift, Side::High);
        for round in &mut self.rounds {
            let cost = self.cost[round.project];
            if let Some(price) = self.high.price(self.supports, round.project, cost, round.low_price) {
                round.low_price = price.price;
            }
            self.high.pay(self.supports, round.project, round.low_price);
        }
    }

    /// Decides a round for one share with exact numbers.
    fn decide_exactly(&mut self, contenders: &[Contender]) {
        let mut exact =
            self.exact.take().unwrap_or_else(|| Exact::new(self.supports, self.endowment, self.steps));
        for round in &self.rounds[exact.rounds..] {
            let Some(price) = exact.price(round.project) else { break };
            exact.fund(round.project, &price);
        }
        let projects: Vec<ProjectIndex> = contenders.iter().map(|contender| contender.project).collect();
        match exact_best(&exact, &projects) {
            Some((tied, _)) => {
                if let Some(project) = self.untie(tied)
                    && let Some(price) = exact.price(project)
                {
                    let (low, high) = exact.fixed(&price, self.shift);
                    self.least[project] = self.least[project].max(low);
                    self.fund(project, high);
                }
            }
            // None of them can be paid for: out for good.
            None => self.alive.retain(|project| !projects.contains(project)),
        }
        self.exact = Some(exact);
    }

    fn fund(&mut self, project: ProjectIndex, high_price: i64) {
        let low_price = self.least[project];
        self.low.pay(self.supports, project, high_price);
        self.high.pay(self.supports, project, low_price);
        self.rounds.push(Round { project, low_price });
        self.result.funded.push(project);
        self.alive.retain(|&other| other != project);
    }
}
