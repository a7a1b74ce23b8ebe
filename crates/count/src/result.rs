//! A result as a file: everything somebody needs to read it, repeat it, and check it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::alternatives::continuations;
use crate::count::Count;
use crate::digest::hex;
use crate::election::{Election, ProjectIndex};
use crate::explain::Explanation;
use crate::log::{Event, LeftOut, Passed};
use crate::naive;
use crate::rules::Rule;
use crate::ties::{TieChain, TieOrder};

/// How many different ties get their continuations counted.
const MOST_CONTINUATIONS: usize = 20;

/// One line of the log, with project ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// `left_out`, `shares`, `funded`, `topped_up`, `passed`, `replaced`.
    pub event: String,
    /// Project id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// Why, for `left_out` and `passed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Budget left, in units of the currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// Exact price per point (Equal Shares) or load (Phragmén), in smallest units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// Exact shares by group of voters, in smallest units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<String>,
    /// Funded by a completion step.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub completion: bool,
}

/// A tie with what would have followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieLine {
    /// Projects funded before.
    pub round: usize,
    /// Tied project ids.
    pub tied: Vec<String>,
    /// The one taken.
    pub chosen: String,
    /// What decided: the first criterion that differs between the chosen one and the next.
    pub decided_by: String,
    /// The winners had another been taken first: its id, and the list.
    pub otherwise: Vec<(String, Vec<String>)>,
}

/// One project in the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectLine {
    /// Project id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its cost, in units of the currency.
    pub cost: String,
    /// Voters who named it.
    pub votes: u64,
    /// Points it got.
    pub points: u64,
    /// It won.
    pub selected: bool,
    /// What became of it, and what would have been enough.
    pub why: serde_json::Value,
}

/// A result file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFile {
    /// Name of the rule.
    pub rule: String,
    /// Winners in the order of funding.
    pub selected: Vec<String>,
    /// Their cost, in units of the currency.
    pub total_cost: String,
    /// The budget.
    pub budget: String,
    /// Final share of a voter, in units of the currency where whole, else exact (Equal Shares).
    pub endowment: Option<String>,
    /// Ties met.
    pub ties: Vec<TieLine>,
    /// Rounds with a tie over all runs.
    pub tied_rounds: u64,
    /// Every project.
    pub projects: Vec<ProjectLine>,
    /// The log, from which all the rest follows.
    pub log: Vec<LogLine>,
    /// Criteria for ties, in order.
    pub tie_chain: Vec<String>,
    /// Seed of the lots.
    pub seed: String,
    /// Whether a second, independent count gave the same log, see [`second_count`].
    pub second_count: String,
    /// SHA-256 of the input file.
    pub input_sha256: String,
    /// SHA-256 over rule, ties, seed, input and log: see [`ResultFile::digest`].
    pub log_sha256: String,
    /// Version of this program.
    pub version: String,
}

/// Makes the result file of a count by a rule with its name; `explanations` are those of
/// [`explain`](crate::explain()). The second count is run, and ties are followed up.
#[must_use]
pub fn result_file(
    election: &Election,
    (name, rule): (&str, &Rule),
    ties: &TieChain,
    count: &Count,
    explanations: &[Explanation],
    input_sha256: &str,
) -> ResultFile {
    let order = ties.order(election);
    let money = |amount| election.currency.plain(amount);
    let projects = explanations.iter().map(|explanation| {
        let project = &election.projects[explanation.project];
        ProjectLine {
            id: project.id.clone(),
            name: project.name.clone(),
            cost: money(project.cost),
            votes: explanation.support.votes,
            points: explanation.support.points,
            selected: count.selected.contains(&explanation.project),
            why: why(election, explanation),
        }
    });
    let mut file = ResultFile {
        rule: name.to_owned(),
        selected: election.ids(&count.selected),
        total_cost: money(count.total_cost),
        budget: money(election.budget),
        endowment: count.share().map(|share| in_units(election, share)),
        ties: tie_lines(election, rule, ties, &order, count),
        tied_rounds: count.tied_rounds,
        projects: projects.collect(),
        log: log_lines(election, &count.events),
        tie_chain: ties.criteria.iter().map(|criterion| criterion.name().to_owned()).collect(),
        seed: ties.seed.clone(),
        second_count: second_count(election, rule, &order, count, naive::USUAL_EFFORT).to_owned(),
        input_sha256: input_sha256.to_owned(),
        log_sha256: String::new(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    file.log_sha256 = file.digest();
    file
}

/// A share in units of the currency, exact.
fn in_units(election: &Election, share: &crate::Ratio) -> String {
    let unit = dashu_ratio::RBig::from(election.currency.unit());
    crate::Ratio(&share.0 / unit).to_string()
}

impl ResultFile {
    /// SHA-256 of rule, tie chain, seed, input and log, one per line, the log as JSON.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for part in [&self.rule, &self.tie_chain.join(","), &self.seed, &self.input_sha256] {
            hash.update(part.as_bytes());
            hash.update(b"\n");
        }
        for line in &self.log {
            hash.update(serde_json::to_vec(line).unwrap_or_default());
            hash.update(b"\n");
        }
        hex(&hash.finalize())
    }
}

/// Runs the second count and compares order, prices, loads and shares: `same`, `differs`, or `none`
/// where the rule has no second count. `same at the final share` says that the shares were raised so
/// often that only the end of it was counted again, see [`naive::count`].
#[must_use]
pub fn second_count(
    election: &Election,
    rule: &Rule,
    ties: &TieOrder,
    count: &Count,
    effort: u64,
) -> &'static str {
    let claimed = count.shares();
    let Some(second) = naive::count(election, rule, ties, claimed, effort) else { return "none" };
    let funded = count.events.iter().filter_map(|event| match event {
        Event::Funded { project, price, .. } => Some((*project, price.clone())),
        _ => None,
    });
    match funded.eq(second.funded.iter().cloned()) && claimed == second.shares {
        true if second.final_share_only => "same at the final share",
        true => "same",
        false => "differs",
    }
}

/// The log with project ids.
#[must_use]
pub fn log_lines(election: &Election, events: &[Event]) -> Vec<LogLine> {
    let id = |project: ProjectIndex| Some(election.projects[project].id.clone());
    let money = |amount| Some(election.currency.plain(amount));
    let line = |event: &Event| match event {
        Event::LeftOut { project, why } => LogLine {
            event: "left_out".into(),
            project: id(*project),
            why: Some(left_out_name(why).into()),
            ..LogLine::default()
        },
        Event::Shares { groups, .. } => LogLine {
            event: "shares".into(),
            shares: groups.iter().map(ToString::to_string).collect(),
            ..LogLine::default()
        },
        Event::Funded { project, left, price, completion } => LogLine {
            event: "funded".into(),
            project: id(*project),
            left: money(*left),
            price: price.as_ref().map(ToString::to_string),
            completion: *completion,
            ..LogLine::default()
        },
        Event::ToppedUp { project, missing } => LogLine {
            event: "topped_up".into(),
            project: id(*project),
            left: money(-missing),
            ..LogLine::default()
        },
        Event::Passed { project, left, why } => LogLine {
            event: "passed".into(),
            project: id(*project),
            left: money(*left),
            why: Some(passed_name(why).into()),
            ..LogLine::default()
        },
        Event::Replaced { .. } => LogLine { event: "replaced".into(), ..LogLine::default() },
    };
    events.iter().map(line).collect()
}

fn left_out_name(why: &LeftOut) -> &'static str {
    match why {
        LeftOut::Withdrawn => "withdrawn",
        LeftOut::TooDear => "too_dear",
        LeftOut::BelowThreshold { .. } => "below_threshold",
        LeftOut::NoSupport => "no_support",
    }
}

fn passed_name(why: &Passed) -> &'static str {
    match why {
        Passed::DoesNotFit => "does_not_fit",
        Passed::Conflict { .. } => "conflict",
        Passed::Cap { .. } => "cap",
        Passed::SupportersTooPoor { .. } => "supporters_too_poor",
        Passed::NoGroupCanPay => "no_group_can_pay",
        Passed::Eliminated => "eliminated",
        Passed::NotInBestSet => "not_in_best_set",
        Passed::RuleEnded => "rule_ended",
    }
}

/// An explanation with project ids in place of positions and amounts in units of the currency.
fn why(election: &Election, explanation: &Explanation) -> serde_json::Value {
    let money = |amount| election.currency.plain(amount);
    let mut value = serde_json::to_value(explanation).unwrap_or_default();
    let Some(map) = value.as_object_mut() else { return value };
    map.remove("project");
    map.remove("support");
    let id = |value: &serde_json::Value| {
        value
            .as_u64()
            .and_then(|index| election.projects.get(index as usize))
            .map(|project| project.id.clone())
    };
    for key in ["left", "missing"] {
        if let Some(amount) = map.get(key).and_then(serde_json::Value::as_i64) {
            map.insert(key.into(), money(amount).into());
        }
    }
    if let Some(with) = map.get("with").and_then(id) {
        map.insert("with".into(), with.into());
    }
    let spending: Vec<serde_json::Value> = explanation
        .spending
        .iter()
        .map(|entry| {
            let winner = &election.projects[entry.winner].id;
            serde_json::json!({ "winner": winner, "voters": entry.voters, "money": money(entry.money.rounded()) })
        })
        .collect();
    map.insert("spending".into(), spending.into());
    map.insert("tied_with".into(), election.ids(&explanation.tied_with).into());
    if let Some(left) = &explanation.supporters_left {
        map.insert("supporters_left".into(), money(left.floor()).into());
    }
    map.remove("money");
    let mut enough = serde_json::Map::new();
    if let Some(cost) = explanation.enough.cost {
        enough.insert("cost".into(), money(cost).into());
    }
    if let Some(points) = explanation.enough.points {
        enough.insert("more_points".into(), points.into());
    }
    map.insert("enough".into(), enough.into());
    value
}

fn tie_lines(
    election: &Election,
    rule: &Rule,
    chain: &TieChain,
    order: &TieOrder,
    count: &Count,
) -> Vec<TieLine> {
    let line = |(place, tie): (usize, &crate::Tie)| {
        let mut losers: Vec<ProjectIndex> =
            tie.tied.iter().copied().filter(|&project| project != tie.chosen).collect();
        losers.sort_by_key(|&project| order.rank(project));
        let decided_by = losers.first().map(|&next| chain.decides(election, tie.chosen, next).name());
        let otherwise =
            if place < MOST_CONTINUATIONS { continuations(election, rule, order, tie) } else { Vec::new() };
        TieLine {
            round: tie.round,
            tied: election.ids(&tie.tied),
            chosen: election.projects[tie.chosen].id.clone(),
            decided_by: decided_by.unwrap_or_default().to_owned(),
            otherwise: otherwise
                .into_iter()
                .map(|next| (election.projects[next.first].id.clone(), election.ids(&next.selected)))
                .collect(),
        }
    };
    count.ties.iter().enumerate().map(line).collect()
}
