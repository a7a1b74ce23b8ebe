//! Checks a result file without trusting whoever counted.
//!
//! From the file and the election alone: the input is the one named, the log belongs to it, winners
//! are feasible, the payments in the log cover every cost exactly and nobody pays more than they
//! have, nobody with enough money together was left out, groups large enough got what they could
//! claim (EJR+), and a second, independent count gives the same log.

use dashu_ratio::RBig;
use serde::Serialize;

use crate::election::{Election, ProjectIndex};
use crate::naive;
use crate::ratio::Ratio;
use crate::result::{LogLine, ResultFile};
use crate::rules::Rule;
use crate::rules::equal_shares::{EqualShares, Utility};
use crate::ties::{Criterion, TieChain};

/// One check and its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Name: `input`, `log`, `feasible`, `exhaustive`, `payments`, `priceable`, `ejr_plus`, `recount`.
    pub name: &'static str,
    /// `Some(true)` holds, `Some(false)` does not, `None` does not apply to this rule.
    pub holds: Option<bool>,
    /// The file is rejected if it does not hold. Exhaustiveness, priceability and EJR+ are properties
    /// that not every rule promises.
    pub needed: bool,
    /// What was found.
    pub detail: String,
}

/// The outcome of all checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// All checks.
    pub checks: Vec<Check>,
}

impl Verification {
    /// Every needed check holds.
    #[must_use]
    pub fn accepted(&self) -> bool {
        self.checks.iter().all(|check| !check.needed || check.holds != Some(false))
    }
}

/// Checks a result against the election it claims to count. `input_sha256` is that of the file at
/// hand; `rule` is that of [`ResultFile::rule`], with settings of a plan where there was one.
#[must_use]
pub fn verify(result: &ResultFile, election: &Election, rule: &Rule, input_sha256: &str) -> Verification {
    let mut checks = vec![
        check(
            "input",
            result.input_sha256 == input_sha256,
            true,
            format!("SHA-256 of the file: {input_sha256}"),
        ),
        check(
            "log",
            result.log_sha256 == result.digest(),
            true,
            "digest over rule, ties, seed, input and log".into(),
        ),
    ];
    let winners: Option<Vec<ProjectIndex>> = result.selected.iter().map(|id| election.project(id)).collect();
    match winners {
        None => {
            checks.push(check("feasible", false, true, "a winner is not a project of this election".into()))
        }
        Some(winners) => {
            checks.push(feasible(result, election, &winners));
            checks.push(exhaustive(election, &winners));
            checks.extend(money_checks(result, election, rule, &winners));
        }
    }
    checks.push(recount(result, election, rule));
    Verification { checks }
}

fn check(name: &'static str, holds: bool, needed: bool, detail: String) -> Check {
    Check { name, holds: Some(holds), needed, detail }
}

fn feasible(result: &ResultFile, election: &Election, winners: &[ProjectIndex]) -> Check {
    let cost = election.cost_of(winners);
    let twice = winners.iter().enumerate().any(|(place, winner)| winners[..place].contains(winner));
    let logged =
        result.log.iter().filter(|line| line.event == "funded").filter_map(|line| line.project.as_ref());
    let plain = |amount| election.currency.plain(amount);
    let holds = cost <= election.budget
        && !twice
        && logged.eq(result.selected.iter())
        && result.total_cost == plain(cost);
    check("feasible", holds, true, format!("cost {} of {}", plain(cost), plain(election.budget)))
}

fn exhaustive(election: &Election, winners: &[ProjectIndex]) -> Check {
    let left = election.budget - election.cost_of(winners);
    let tallies = election.tallies();
    let fitting: Vec<ProjectIndex> = (0..election.projects.len())
        .filter(|project| !winners.contains(project) && tallies[*project].votes > 0)
        .filter(|&project| !election.projects[project].withdrawn && election.projects[project].cost <= left)
        .collect();
    let detail = match fitting.is_empty() {
        true => "nothing that is wanted fits in what is left".to_owned(),
        false => format!("still fitting: {}", election.ids(&fitting).join(", ")),
    };
    check("exhaustive", fitting.is_empty(), false, detail)
}

/// Money of every ballot while the log is replayed.
struct Replay<'a> {
    election: &'a Election,
    settings: &'a EqualShares,
    money: Vec<RBig>,
}

impl Replay<'_> {
    fn points(&self, points: u32) -> RBig {
        match self.settings.utility {
            Utility::PointsTimesCost | Utility::Points => RBig::from(points),
            Utility::Cost | Utility::Cardinality => RBig::ONE,
        }
    }

    fn supporters(&self, project: ProjectIndex) -> impl Iterator<Item = (usize, RBig, RBig)> {
        self.election.ballots.iter().enumerate().filter_map(move |(index, ballot)| {
            let place = ballot.choices.binary_search_by_key(&(project as u32), |choice| choice.0).ok()?;
            Some((index, RBig::from(ballot.count), self.points(ballot.choices[place].1)))
        })
    }

    /// Everybody pays `price` per point, or all they have; the sum must be the cost.
    fn pay(&mut self, project: ProjectIndex, price: &RBig) -> bool {
        let payments: Vec<(usize, RBig, RBig)> = self
            .supporters(project)
            .map(|(index, count, points)| (index, count, (price * points).min(self.money[index].clone())))
            .collect();
        let sum = payments.iter().map(|(_, count, payment)| count * payment).fold(RBig::ZERO, |a, b| a + b);
        for (index, _, payment) in payments {
            self.money[index] -= payment;
        }
        *price >= RBig::ZERO && sum == RBig::from(self.election.projects[project].cost)
    }
}

fn money_checks(
    result: &ResultFile,
    election: &Election,
    rule: &Rule,
    winners: &[ProjectIndex],
) -> Vec<Check> {
    let Rule::EqualShares(settings) = rule else { return Vec::new() };
    let replaced = settings.comparison.is_some() && result.log.iter().any(|line| line.event == "replaced");
    if settings.groups.is_some() || replaced {
        return Vec::new();
    }
    let share = result.log.iter().find(|line| line.event == "shares").and_then(|line| line.shares.first());
    let Some(share) = share.and_then(|share| share.parse::<Ratio>().ok()) else {
        return vec![check("payments", false, true, "the log gives no share".into())];
    };
    let mut replay = Replay { election, settings, money: vec![share.0.clone(); election.ballots.len()] };
    let mut wrong = Vec::new();
    let mut bought = Vec::new();
    for line in result.log.iter().filter(|line| line.event == "funded" && !line.completion) {
        let price = line.price.as_ref().and_then(|price| price.parse::<Ratio>().ok());
        let project = line.project.as_ref().and_then(|id| election.project(id));
        match project.zip(price) {
            Some((project, price)) if replay.pay(project, &price.0) => bought.push(project),
            _ => wrong.push(line.project.clone().unwrap_or_default()),
        }
    }
    let detail = match wrong.is_empty() {
        true => "payments add up to every cost; nobody pays more than they have".to_owned(),
        false => format!("payments do not add up to the cost of {}", wrong.join(", ")),
    };
    let mut checks = vec![check("payments", wrong.is_empty(), true, detail), priceable(&replay, &bought)];
    checks.push(ejr_plus(&replay, winners, &share));
    checks
}

/// No project was left out whose supporters still have its cost together.
fn priceable(replay: &Replay<'_>, bought: &[ProjectIndex]) -> Check {
    let election = replay.election;
    let left_out = (0..election.projects.len()).filter(|&project| {
        let facts = &election.projects[project];
        if bought.contains(&project) || facts.withdrawn || facts.cost > election.budget {
            return false;
        }
        let mut supporters = replay.supporters(project).peekable();
        let wanted = supporters.peek().is_some();
        let money =
            supporters.map(|(index, count, _)| count * &replay.money[index]).fold(RBig::ZERO, |a, b| a + b);
        wanted && money >= RBig::from(facts.cost)
    });
    let left_out: Vec<ProjectIndex> = left_out.collect();
    let detail = match left_out.is_empty() {
        true => "no project is left whose supporters still have its cost".to_owned(),
        false => format!("supporters still have the cost of {}", election.ids(&left_out).join(", ")),
    };
    check("priceable", left_out.is_empty(), true, detail)
}

/// EJR+ up to one project (Brill, Peters: "Robust and Verifiable Proportionality Axioms for
/// Multiwinner Voting", EC 2023), for the share of the count.
///
/// Let a group want a project `p` that did not win. Had they put their shares together for it, each
/// could have bought utility at the price `cost(p) / Σ u(p)`. Some member must have got at least
/// what their share buys at that price, up to `p` itself. The groups that could complain are the
/// beginnings of the list of supporters, the least satisfied first.
fn ejr_plus(replay: &Replay<'_>, winners: &[ProjectIndex], share: &Ratio) -> Check {
    let election = replay.election;
    let by_cost = replay.settings.utility.counts_cost();
    let value =
        |project: ProjectIndex| if by_cost { RBig::from(election.projects[project].cost) } else { RBig::ONE };
    let satisfaction: Vec<RBig> = election
        .ballots
        .iter()
        .map(|ballot| {
            let won = ballot.choices.iter().filter(|choice| winners.contains(&(choice.0 as usize)));
            won.map(|choice| replay.points(choice.1) * value(choice.0 as usize))
                .fold(RBig::ZERO, |a, b| a + b)
        })
        .collect();
    let mut violated = Vec::new();
    for (project, facts) in election.projects.iter().enumerate() {
        if winners.contains(&project) || facts.withdrawn || facts.cost > election.budget || facts.cost == 0 {
            continue;
        }
        let mut group: Vec<(RBig, RBig)> = replay
            .supporters(project)
            .map(|(index, count, points)| (&satisfaction[index] + &points * value(project), count * points))
            .collect();
        group.sort_by(|a, b| a.0.cmp(&b.0));
        let mut points = RBig::ZERO;
        // What the share buys at the price of the group: share × Σ points × value / cost.
        let scale = &share.0 * value(project) / RBig::from(facts.cost);
        for (place, (level, weight)) in group.iter().enumerate() {
            points += weight;
            let last_of_level = group.get(place + 1).is_none_or(|next| next.0 != *level);
            if last_of_level && *level <= &points * &scale {
                violated.push(project);
                break;
            }
        }
    }
    let detail = match violated.is_empty() {
        true => "no group can claim a project that did not win".to_owned(),
        false => format!("a group could claim {}", election.ids(&violated).join(", ")),
    };
    check("ejr_plus", violated.is_empty(), false, detail)
}

/// The second count, with the order for ties made anew from the seed.
fn recount(result: &ResultFile, election: &Election, rule: &Rule) -> Check {
    let criteria: Option<Vec<Criterion>> =
        result.tie_chain.iter().map(|name| Criterion::parse(name)).collect();
    let Some(criteria) = criteria else {
        return check("recount", false, true, "the tie chain is not known".into());
    };
    let order = TieChain { criteria, seed: result.seed.clone() }.order(election);
    let shares = result.log.iter().find(|line| line.event == "shares").map(|line| line.shares.as_slice());
    let shares: Result<Vec<Ratio>, _> =
        shares.unwrap_or_default().iter().map(|share| share.parse()).collect();
    let Ok(shares) = shares else {
        return check("recount", false, true, "a share in the log is not a fraction".into());
    };
    let Some(second) = naive::count(election, rule, &order, &shares, naive::USUAL_EFFORT) else {
        return Check {
            name: "recount",
            holds: None,
            needed: true,
            detail: "this rule has no second count".into(),
        };
    };
    let funded: Vec<&LogLine> = result.log.iter().filter(|line| line.event == "funded").collect();
    let same = shares == second.shares
        && funded.len() == second.funded.len()
        && funded.iter().zip(&second.funded).all(|(line, (project, price))| {
            line.project.as_deref() == Some(election.projects[*project].id.as_str())
                && line.price == price.as_ref().map(ToString::to_string)
        });
    let detail = match second.final_share_only {
        true => "second count at the final share and the next: order, prices and winners",
        false => "second count of all shares: order, prices and winners",
    };
    check("recount", same, true, detail.into())
}
