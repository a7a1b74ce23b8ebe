//! Counts all pools of a plan.

use super::{Plan, PlanProblem, Pool, Shares, problem, problem_of};
use crate::count::{Count, count_with};
use crate::election::{Election, ProjectIndex};
use crate::log::Event;
use crate::money::Amount;
use crate::rules::Rule;
use crate::rules::equal_shares::Groups;
use crate::rules::greedy::{Cap, Greedy};
use crate::ties::{TieChain, TieOrder};

/// The result of one pool.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolResult {
    /// Name of the pool.
    pub name: String,
    /// The election as counted: with the final budget and withdrawn projects marked.
    pub election: Election,
    /// The rule as counted.
    pub rule: Rule,
    /// The result.
    pub count: Count,
    /// Money that came from other pools, by pool.
    pub received: Vec<(String, Amount)>,
    /// Money left that moved on, and where to.
    pub passed_on: Option<(String, Amount)>,
    /// Projects funded from the reserve or from turnout money, after the rule had ended.
    pub reserve: Vec<ProjectIndex>,
    /// Money that stays unspent.
    pub unspent: Amount,
}

/// Counts all pools of a plan. `elections` are their files, in the order of the plan.
///
/// # Errors
/// A rule, project or category of the plan that an election does not have; currencies with other
/// smallest units where money moves.
pub fn count_plan(plan: &Plan, elections: Vec<Election>) -> Result<Vec<PoolResult>, PlanProblem> {
    if elections.len() != plan.pools.len() {
        return problem(format!(
            "the plan has {} pools, {} files were given",
            plan.pools.len(),
            elections.len()
        ));
    }
    let chain = plan.ties()?;
    let mut received: Vec<Vec<(String, Amount)>> = vec![Vec::new(); plan.pools.len()];
    let mut results: Vec<PoolResult> = Vec::new();
    for (place, (pool, mut election)) in plan.pools.iter().zip(elections).enumerate() {
        prepare(pool, &mut election)?;
        election.budget += received[place].iter().map(|entry| entry.1).sum::<Amount>();
        let rule = rule_of(pool, &election)?;
        let order = chain.order(&election);
        let count = count_with(&election, &rule, &order, &mut |_| {});
        let mut left = election.budget - count.total_cost;
        let mut reserve = Vec::new();
        let mut passed_on = None;
        if pool.leftover == "reserve" {
            reserve = further(&election, &rule, &order, &count, &mut left);
        } else if let Some(target) = plan.leftover_target(place)? {
            received[target].push((pool.name.clone(), left));
            passed_on = Some((plan.pools[target].name.clone(), left));
            left = 0;
        }
        let received = std::mem::take(&mut received[place]);
        results.push(PoolResult {
            name: pool.name.clone(),
            election,
            rule,
            count,
            received,
            passed_on,
            reserve,
            unspent: left,
        });
    }
    if results.iter().any(|result| result.election.currency.decimals != results[0].election.currency.decimals)
        && results.iter().any(|result| result.passed_on.is_some())
    {
        return problem("money moves between pools with different smallest units; write all amounts with the same decimals".to_owned());
    }
    turnout(plan, &chain, &mut results);
    Ok(results)
}

/// Budget, withdrawn projects.
fn prepare(pool: &Pool, election: &mut Election) -> Result<(), PlanProblem> {
    if let Some(budget) = pool.budget {
        let amount = budget
            .checked_mul(election.currency.unit())
            .filter(|amount| (1..=crate::MAX_AMOUNT).contains(amount));
        match amount {
            Some(amount) => election.budget = amount,
            None => {
                return problem_of(
                    pool,
                    format!("the budget {budget} of pool “{}” is not possible", pool.name),
                );
            }
        }
    }
    for id in &pool.withdrawn {
        let project = find(pool, election, id)?;
        election.projects[project].withdrawn = true;
    }
    Ok(())
}

fn find(pool: &Pool, election: &Election, id: &str) -> Result<ProjectIndex, PlanProblem> {
    match election.project(id) {
        Some(project) => Ok(project),
        None => problem_of(
            pool,
            format!("pool “{}” names project “{id}”, which its file does not have", pool.name),
        ),
    }
}

fn rule_of(pool: &Pool, election: &Election) -> Result<Rule, PlanProblem> {
    let Some(mut rule) = Rule::named(&pool.rule, election) else {
        return problem_of(
            pool,
            format!(
                "rule “{}” of pool “{}” is not known; use one of {}",
                pool.rule,
                pool.name,
                crate::RULE_NAMES.join(", ")
            ),
        );
    };
    let Rule::Greedy(greedy) = &mut rule else {
        let settings = [
            pool.threshold.is_some(),
            !pool.conflicts.is_empty(),
            !pool.caps.is_empty(),
            !pool.weights.is_empty(),
        ];
        if settings.contains(&true) {
            return problem_of(
                pool,
                format!(
                    "pool “{}”: threshold, conflicts, caps and weights go with greedy rules only",
                    pool.name
                ),
            );
        }
        if let (Some(shares), Rule::EqualShares(settings)) = (&pool.shares, &mut rule) {
            settings.groups = Some(groups_of(pool, shares, election)?);
        }
        return Ok(rule);
    };
    if pool.shares.is_some() {
        return problem_of(pool, format!("pool “{}”: shares go with Equal Shares rules only", pool.name));
    }
    greedy.threshold = pool.threshold.or(greedy.threshold);
    for group in &pool.conflicts {
        greedy.conflicts.push(group.iter().map(|id| find(pool, election, id)).collect::<Result<_, _>>()?);
    }
    for (name, limit) in &pool.caps {
        let belongs = |project: &crate::Project| {
            project.categories.contains(name) || project.area.as_ref() == Some(name)
        };
        let members: Vec<ProjectIndex> =
            (0..election.projects.len()).filter(|&p| belongs(&election.projects[p])).collect();
        if members.is_empty() {
            return problem_of(
                pool,
                format!("pool “{}” caps “{name}”, which is no category or area of its projects", pool.name),
            );
        }
        let limit = limit.saturating_mul(election.currency.unit());
        greedy.caps.push(Cap { name: name.clone(), limit, members });
    }
    if !pool.weights.is_empty() {
        greedy.stated_points = Some(weighted_points(pool, election)?);
    }
    Ok(rule)
}

/// Share groups of all voters.
fn groups_of(pool: &Pool, shares: &Shares, election: &Election) -> Result<Groups, PlanProblem> {
    let Some(attribute) = election.attributes.iter().find(|attribute| attribute.name == shares.attribute)
    else {
        return problem_of(
            pool,
            format!(
                "pool “{}” has shares by “{}”, a column that its file does not have",
                pool.name, shares.attribute
            ),
        );
    };
    let unit = election.currency.unit();
    let budgets: Vec<Amount> = shares.budgets.values().map(|budget| budget.saturating_mul(unit)).collect();
    let total: i128 = budgets.iter().map(|&budget| i128::from(budget)).sum();
    if budgets.iter().any(|&budget| budget < 0) || total != i128::from(election.budget) {
        return problem_of(
            pool,
            format!("pool “{}”: the budgets of its groups do not add up to its budget", pool.name),
        );
    }
    let place =
        |value: &String| shares.budgets.keys().position(|name| name == value).map(|place| place as u32);
    let mut of_voter = Vec::with_capacity(attribute.of_voter.len());
    for &value in &attribute.of_voter {
        let name = &attribute.values[value as usize];
        match place(name) {
            Some(group) => of_voter.push(group),
            None => {
                return problem_of(
                    pool,
                    format!("pool “{}” has no budget for the group “{name}”", pool.name),
                );
            }
        }
    }
    Ok(Groups { budgets, of_voter })
}

/// Points where each way of voting has a stated part of the result, however many used it. Scaled to
/// whole numbers: a vote of way `w` counts `part(w) × Π points of the other ways`.
fn weighted_points(pool: &Pool, election: &Election) -> Result<Vec<u64>, PlanProblem> {
    let Some(attribute) = election.attributes.iter().find(|attribute| attribute.name == "voting_method")
    else {
        return problem_of(
            pool,
            format!("pool “{}” weighs ways of voting, but its file has no column voting_method", pool.name),
        );
    };
    let ways: Vec<(&str, u64)> =
        pool.weights.iter().map(|(name, &part)| (name.as_str(), u64::from(part))).collect();
    let mut points = vec![vec![0_u128; election.projects.len()]; ways.len()];
    let mut totals = vec![0_u128; ways.len()];
    for (&ballot, &value) in election.ballot_of_voter.iter().zip(&attribute.of_voter) {
        let name = attribute.values[value as usize].as_str();
        let Some(way) = ways.iter().position(|way| way.0 == name) else {
            return problem_of(
                pool,
                format!("pool “{}” has no weight for the way of voting “{name}”", pool.name),
            );
        };
        for &(project, given) in &election.ballots[ballot as usize].choices {
            points[way][project as usize] += u128::from(given);
            totals[way] += u128::from(given);
        }
    }
    let scaled = |project: ProjectIndex| {
        let part = |way: usize| {
            let others =
                totals.iter().enumerate().filter(|entry| entry.0 != way).map(|entry| (*entry.1).max(1));
            points[way][project]
                .checked_mul(u128::from(ways[way].1))
                .and_then(|value| others.into_iter().try_fold(value, u128::checked_mul))
        };
        let sum = (0..ways.len()).map(part).try_fold(0_u128, |sum, value| sum.checked_add(value?))?;
        u64::try_from(sum).ok()
    };
    match (0..election.projects.len()).map(scaled).collect() {
        Some(points) => Ok(points),
        None => problem_of(
            pool,
            format!("the weights of pool “{}” give numbers that are too large; use smaller parts", pool.name),
        ),
    }
}

/// Further projects by points while they fit (reserve list). Thresholds, conflicts and caps hold.
fn further(
    election: &Election,
    rule: &Rule,
    order: &TieOrder,
    count: &Count,
    left: &mut Amount,
) -> Vec<ProjectIndex> {
    let greedy = match rule {
        Rule::Greedy(greedy) => Greedy { misfit: crate::rules::greedy::Misfit::Skip, ..greedy.clone() },
        _ => Greedy { needs_support: true, ..Greedy::default() },
    };
    let mut larger = election.clone();
    larger.budget = count.total_cost + *left;
    let outcome = crate::rules::greedy::count(&larger, &greedy, order, &count.selected);
    let funded = outcome.events.iter().filter_map(|event| match event {
        Event::Funded { project, .. } => Some(*project),
        _ => None,
    });
    let funded: Vec<ProjectIndex> = funded.collect();
    *left -= election.cost_of(&funded);
    funded
}

/// Money of pools that leave it to the pool with the highest turnout: it funds further projects there.
fn turnout(plan: &Plan, chain: &TieChain, results: &mut [PoolResult]) {
    let givers: Vec<usize> =
        (0..results.len()).filter(|&place| plan.pools[place].leftover == "turnout").collect();
    let rate = |place: usize| -> Option<(u64, u64)> {
        plan.pools[place].electorate.filter(|&all| all > 0).map(|all| (results[place].election.voters, all))
    };
    let higher = |a: &usize, b: &usize| match (rate(*a), rate(*b)) {
        (Some(a), Some(b)) => (u128::from(a.0) * u128::from(b.1)).cmp(&(u128::from(b.0) * u128::from(a.1))),
        (a, b) => a.is_some().cmp(&b.is_some()),
    };
    let Some(target) = (0..results.len()).filter(|&place| rate(place).is_some()).max_by(higher) else {
        return;
    };
    let mut money = 0;
    for giver in givers {
        let amount = std::mem::take(&mut results[giver].unspent);
        money += amount;
        if giver != target {
            results[giver].passed_on = Some((results[target].name.clone(), amount));
            let name = results[giver].name.clone();
            results[target].received.push((name, amount));
        }
    }
    let result = &mut results[target];
    money += std::mem::take(&mut result.unspent);
    let order = chain.order(&result.election);
    result.reserve = further(&result.election, &result.rule, &order, &result.count, &mut money);
    result.unspent = money;
}
