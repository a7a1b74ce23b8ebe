//! The result by a file's own rule, compared with the result the file states.

use serde::Serialize;

use crate::count::{Count, Settings, count};
use crate::election::{Election, ProjectIndex};
use crate::rules::Rule;
use crate::rules::greedy::{Cap, Greedy, Misfit};
use crate::ties::TieChain;

/// A count by the rule that a file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// The rule as counted.
    pub settings: Settings,
    /// Whether `rule` in META is one that can be counted again. Otherwise greedy was taken.
    pub rule_is_known: bool,
    /// The result.
    pub count: Count,
    /// Against the column `selected`; `None` where the file does not state an outcome.
    pub comparison: Option<Comparison>,
}

/// Two results side by side, by project id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Winners in both.
    pub both: Vec<String>,
    /// Winners of this count that the file does not mark.
    pub only_counted: Vec<String>,
    /// Winners of the file that this count does not find.
    pub only_stated: Vec<String>,
    /// Projects the file marks 2 or 3: funded with other money, outside the rule.
    pub other_money: Vec<String>,
}

impl Comparison {
    /// Both results are the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.only_counted.is_empty() && self.only_stated.is_empty()
    }
}

/// Counts by the file's own rule: greedy with its threshold, its way with projects that do not fit
/// and its stated tallies (`score`, else `votes`), or Equal Shares as cities use it.
#[must_use]
pub fn official(election: &Election) -> Official {
    let (rule, rule_is_known) = rule_of(election);
    let ties = match &rule {
        Rule::EqualShares(_) => TieChain::city_tools(),
        // The order of the list is the city's; where it is not known, the usual chain.
        _ => TieChain::lots(""),
    };
    let settings = Settings { rule, ties };
    let count = count(election, &settings);
    let stated = election.projects.iter().any(|project| project.selected.is_some());
    let comparison = stated.then(|| compare(election, &count));
    Official { settings, rule_is_known, count, comparison }
}

fn rule_of(election: &Election) -> (Rule, bool) {
    let name = election.meta.get("rule").unwrap_or_default();
    let greedy = Greedy {
        threshold: election.meta.number("min_project_score_threshold"),
        stated_points: stated_points(election),
        needs_support: true,
        caps: stated_caps(election),
        ..Greedy::default()
    };
    match name {
        "greedy" | "greedy-threshold" => (Rule::Greedy(greedy), true),
        "greedy-no-skip" => (Rule::Greedy(Greedy { misfit: Misfit::Stop, ..greedy }), true),
        "greedy-exclusive" => {
            let conflicts = stated_conflicts(election);
            (Rule::Greedy(Greedy { conflicts, ..greedy }), true)
        }
        "greedy-custom" if election.meta.get("unit") == Some("Poznań") => {
            (Rule::Greedy(Greedy { misfit: Misfit::StopOrTopUp { percent: 80 }, ..greedy }), true)
        }
        "equalshares/add1" => {
            (Rule::named("mes_cost_add1_city", election).unwrap_or(Rule::Greedy(greedy)), true)
        }
        "equalshares/add1-comparison" => {
            let rule = Rule::named("mes_cost_add1_city_comparison", election);
            (rule.unwrap_or(Rule::Greedy(greedy)), true)
        }
        _ => (Rule::Greedy(greedy), false),
    }
}

/// The tallies a file states: `score` where every project has one, else `votes`.
fn stated_points(election: &Election) -> Option<Vec<u64>> {
    let all = |of: fn(&crate::Project) -> Option<u64>| {
        election.projects.iter().map(of).collect::<Option<Vec<u64>>>()
    };
    all(|project| project.stated_score).or_else(|| all(|project| project.stated_votes))
}

/// Caps that META states for categories and neighbourhoods (Amsterdam).
fn stated_caps(election: &Election) -> Vec<Cap> {
    let lists = [("categories", "budget_per_category"), ("neighborhoods", "budget_per_neighborhood")];
    let mut caps = Vec::new();
    for (names, budgets) in lists {
        for (name, budget) in election.meta.list(names).into_iter().zip(election.meta.list(budgets)) {
            let Some(limit) =
                budget.parse::<i64>().ok().and_then(|b| b.checked_mul(election.currency.unit()))
            else {
                continue;
            };
            let belongs = |project: &crate::Project| {
                project.categories.iter().any(|category| category == name)
                    || project.area.as_deref() == Some(name)
            };
            let members = (0..election.projects.len()).filter(|&p| belongs(&election.projects[p])).collect();
            caps.push(Cap { name: name.to_owned(), limit, members });
        }
    }
    caps
}

/// Pairs that a comment names as impossible together: "projects 773 and 153".
fn stated_conflicts(election: &Election) -> Vec<Vec<ProjectIndex>> {
    let words: Vec<&str> = election.meta.get("comment").unwrap_or_default().split_whitespace().collect();
    let find = |word: &str| election.project(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let triples =
        words.windows(4).filter(|four| four[0].eq_ignore_ascii_case("projects") && four[2] == "and");
    triples.filter_map(|four| Some(vec![find(four[1])?, find(four[3])?])).collect()
}

fn compare(election: &Election, count: &Count) -> Comparison {
    let stated = election.marked(&[1]);
    let counted = &count.selected;
    let ids = |keep: &dyn Fn(ProjectIndex) -> bool, list: &[ProjectIndex]| {
        election.ids(&list.iter().copied().filter(|&project| keep(project)).collect::<Vec<_>>())
    };
    Comparison {
        both: ids(&|project| stated.contains(&project), counted),
        only_counted: ids(&|project| !stated.contains(&project), counted),
        only_stated: ids(&|project| !counted.contains(&project), &stated),
        other_money: election.ids(&election.marked(&[2, 3])),
    }
}
