//! Raising the shares step by step (Add1), with steps skipped that certainly change nothing.
//!
//! There is no shortcut by bisection: the money spent can fall when shares rise, so the first
//! overspend must be found in order. But [`run`](super::run) proves an outcome for a whole range of
//! shares at once.

use super::exact::Exact;
use super::run::{Arithmetic, Run, run, run_exact};
use super::supports::{Endowment, Supports};
use super::{Completion, EqualShares};
use crate::election::{Election, ProjectIndex};
use crate::log::{Event, LeftOut, Passed};
use crate::money::Amount;
use crate::ratio::Ratio;
use crate::rules::greedy::{self, Greedy, Outcome};
use crate::ties::TieOrder;

/// More steps than any budget can need; a guard, not a limit anybody should meet.
const MAX_STEPS: u64 = 1 << 40;

/// Where the raising of shares ended.
struct Raised {
    run: Run,
    /// The shares are those of `endowment` after this many steps.
    endowment: Endowment,
    steps: u64,
    /// Rounds with a tie, over all runs.
    tied_rounds: u64,
    /// Outcomes looked at before the final one.
    raises: u64,
}

/// Counts with equal shares and completes the outcome.
pub(crate) fn count(
    election: &Election,
    rule: &EqualShares,
    ties: &TieOrder,
    progress: &mut dyn FnMut(u64),
) -> Outcome {
    let supports =
        Supports::new(election, rule.utility, rule.groups.as_ref().map(|groups| groups.of_voter.as_slice()));
    let step = rule.step.unwrap_or_else(|| usual_step(election)).max(1);
    let shares = match &rule.groups {
        None => Endowment::equal(election.budget, election.voters, step),
        Some(groups) => {
            let mut voters = vec![0; groups.budgets.len()];
            for &group in &groups.of_voter {
                voters[group as usize] += 1;
            }
            Endowment::by_group(&groups.budgets, &voters, step)
        }
    };
    let raised = match rule.completion {
        Completion::None | Completion::Utilitarian => {
            let run = one_run(&supports, &shares, ties, (0, 0), &[], rule.arithmetic).0;
            let tied_rounds = run.ties.len() as u64;
            Raised { run, endowment: shares, steps: 0, tied_rounds, raises: 0 }
        }
        Completion::Add1 | Completion::Add1Utilitarian => {
            Raising { supports: &supports, ties, rule, stop_exhaustive: true, progress }.go(shares, None)
        }
        Completion::Add1City => {
            let unit = election.currency.unit();
            let whole = election.budget / (election.voters.max(1) as Amount * unit) * unit;
            let whole = rule.groups.is_none().then(|| Endowment::whole(whole, step));
            Raising { supports: &supports, ties, rule, stop_exhaustive: false, progress }.go(shares, whole)
        }
    };
    finish(election, rule, ties, &supports, raised)
}

/// The step of one unit of the currency, or 10, 100, … of it: share / step stays below 2000.
pub(crate) fn usual_step(election: &Election) -> Amount {
    let mut step = election.currency.unit();
    let voters = i128::from(election.voters.max(1));
    while i128::from(election.budget) >= i128::from(step) * 2000 * voters {
        step *= 10;
    }
    step
}

fn one_run(
    supports: &Supports,
    endowment: &Endowment,
    ties: &TieOrder,
    (steps, ahead): (u64, u64),
    guess: &[ProjectIndex],
    arithmetic: Arithmetic,
) -> (Run, u64) {
    match arithmetic {
        Arithmetic::Filtered => run(supports, endowment, ties, (steps, ahead), guess),
        Arithmetic::Exact => (run_exact(supports, endowment, ties, steps), 0),
    }
}

/// The search for the last outcome within the budget.
struct Raising<'a> {
    supports: &'a Supports,
    ties: &'a TieOrder,
    rule: &'a EqualShares,
    /// Stop at the first outcome to which nothing can be added.
    stop_exhaustive: bool,
    progress: &'a mut dyn FnMut(u64),
}

impl Raising<'_> {
    /// Counts with `first`, then with the rising shares of `then` (or of `first`).
    fn go(self, first: Endowment, then: Option<Endowment>) -> Raised {
        let mut ahead = u64::from(then.is_none());
        let (run, mut sure) =
            one_run(self.supports, &first, self.ties, (0, ahead), &[], self.rule.arithmetic);
        let mut raised = Raised {
            tied_rounds: run.ties.len() as u64 * (sure + 1),
            run,
            endowment: first,
            steps: sure,
            raises: sure,
        };
        if self.ends_at(&raised.run)
            || self.supports.cost_of(&self.supports.active) <= self.supports.budget && then.is_some()
        {
            raised.steps = 0;
            raised.raises = 0;
            raised.tied_rounds = raised.run.ties.len() as u64;
            return raised;
        }
        let endowment = then.unwrap_or_else(|| raised.endowment.clone());
        let (mut next, mut patience) = (sure + 1, 0);
        while next < MAX_STEPS {
            (self.progress)(next);
            let looked = ahead;
            for (start, run, proved) in self.batch(&endowment, next, ahead, &raised.run.funded) {
                // A run before this one proved less than hoped: its successor starts elsewhere.
                if start != next {
                    break;
                }
                sure = proved;
                let ties = run.ties.len() as u64;
                if self.supports.cost_of(&run.funded) > self.supports.budget {
                    raised.tied_rounds += ties;
                    return raised;
                }
                if self.ends_at(&run) {
                    let tied_rounds = raised.tied_rounds + ties;
                    return Raised { run, endowment, steps: next, tied_rounds, raises: next };
                }
                let (steps, tied_rounds) = (next + sure, raised.tied_rounds + ties * (sure + 1));
                raised = Raised { run, endowment: endowment.clone(), steps, tied_rounds, raises: steps };
                next = steps + 1;
            }
            // A range that held is followed by one twice as long; after a failed look ahead, the next
            // waits for some steps.
            (ahead, patience) = match (sure == looked, patience) {
                (true, 0) => (looked * 2 + 1, 0),
                (true, _) => (looked, patience - 1),
                (false, _) => (sure, 4),
            };
        }
        raised
    }

    /// Counts one range of shares on each thread, one after the other. Runs do not depend on each
    /// other; they are read in order.
    fn batch(
        &self,
        endowment: &Endowment,
        next: u64,
        ahead: u64,
        guess: &[ProjectIndex],
    ) -> Vec<(u64, Run, u64)> {
        let (supports, ties, arithmetic) = (self.supports, self.ties, self.rule.arithmetic);
        let count_from = move |start: u64| {
            let (run, proved) = one_run(supports, endowment, ties, (start, ahead), guess, arithmetic);
            (start, run, proved)
        };
        let threads = self.rule.threads.max(1) as u64;
        if threads == 1 {
            return vec![count_from(next)];
        }
        std::thread::scope(|scope| {
            let starts = (0..threads).map(|thread| next + thread * (ahead + 1));
            let running: Vec<_> = starts.map(|start| scope.spawn(move || count_from(start))).collect();
            // A thread that came to grief is left out, and what follows it is not contiguous.
            running.into_iter().map_while(|thread| thread.join().ok()).collect()
        })
    }

    /// Raising the shares further is not wanted, or cannot change anything.
    fn ends_at(&self, run: &Run) -> bool {
        run.funded.len() == self.supports.active.len()
            || (self.stop_exhaustive && self.supports.is_exhaustive(&run.funded))
    }
}

/// Writes the log of the final run with exact prices, and completes the outcome.
fn finish(
    election: &Election,
    rule: &EqualShares,
    ties: &TieOrder,
    supports: &Supports,
    raised: Raised,
) -> Outcome {
    let mut outcome = Outcome {
        events: left_out(election, supports),
        ties: raised.run.ties,
        tied_rounds: raised.tied_rounds,
    };
    let group = |group: usize| {
        Ratio::of(&raised.endowment.numerator(group as u32, raised.steps), &raised.endowment.denominator)
    };
    let groups = (0..raised.endowment.base.len()).map(group).collect();
    outcome.events.push(Event::Shares { groups, steps: raised.raises });
    let mut exact = Exact::new(supports, &raised.endowment, raised.steps);
    let mut left = election.budget;
    let mut waiting: Vec<ProjectIndex> = supports.active.clone();
    for &project in &raised.run.funded {
        let Some(price) = exact.price(project) else { break };
        left -= supports.cost[project];
        outcome.events.push(Event::Funded {
            project,
            left,
            price: Some(exact.ratio(&price)),
            completion: false,
        });
        exact.fund(project, &price);
        waiting.retain(|&other| other != project);
    }
    for &project in &waiting {
        let why = Passed::SupportersTooPoor { money: exact.support_money(project) };
        outcome.events.push(Event::Passed { project, left, why });
    }
    if matches!(rule.completion, Completion::Utilitarian | Completion::Add1Utilitarian) {
        let greedy = greedy::count(election, &Greedy::default(), ties, &raised.run.funded);
        complete(&mut outcome, greedy);
    }
    outcome
}

/// Appends what a greedy completion funded.
pub(crate) fn complete(outcome: &mut Outcome, greedy: Outcome) {
    for event in greedy.events {
        if let Event::Funded { project, left, price, .. } = event {
            outcome.events.push(Event::Funded { project, left, price, completion: true });
        }
    }
    outcome.ties.extend(greedy.ties);
}

/// Projects that cannot take part.
pub(crate) fn left_out(election: &Election, supports: &Supports) -> Vec<Event> {
    let why = |project: ProjectIndex| {
        let facts = &election.projects[project];
        if facts.withdrawn {
            Some(LeftOut::Withdrawn)
        } else if supports.weight[project] == 0 {
            Some(LeftOut::NoSupport)
        } else {
            (facts.cost > election.budget).then_some(LeftOut::TooDear)
        }
    };
    (0..election.projects.len())
        .filter_map(|project| Some(Event::LeftOut { project, why: why(project)? }))
        .collect()
}
