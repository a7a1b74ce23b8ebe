//! The rules, each in a module of its own, and their names.

mod cstv;
pub mod equal_shares;
mod exact_shares;
pub mod greedy;
mod knapsack;
mod maximin;
mod overspending;
pub(crate) mod phragmen;

use equal_shares::{Completion, EqualShares, Utility};
use greedy::{Greedy, Measure, Misfit};

use crate::alternatives::{Preference, compare_step};
use crate::count::Count;
use crate::election::Election;
use crate::ties::{TieChain, TieOrder};
use greedy::Outcome;

/// A rule with its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// In order of points or points per cost.
    Greedy(Greedy),
    /// Method of Equal Shares.
    EqualShares(EqualShares),
    /// Sequential Phragmén.
    Phragmen,
    /// Maximin support.
    MaximinSupport,
    /// Cumulative single transferable vote.
    Cstv,
    /// The most points for the budget: a yardstick.
    MaxWelfare,
    /// Exact Equal Shares, with ADD-OPT or without.
    ExactEqualShares {
        /// What a voter gains; points are not used.
        utility: Utility,
        /// Raise the shares until the outcome is exhaustive.
        add_opt: bool,
    },
    /// Equal Shares with Bounded Overspending.
    BoundedOverspending,
}

/// Names under which rules are known on the command line, in plans and in reference outcomes.
pub const RULE_NAMES: &[&str] = &[
    "greedy_votes",
    "greedy_votes_per_cost",
    "greedy_threshold",
    "greedy_no_skip",
    "greedy_poznan_80",
    "mes_cost",
    "mes_cardinality",
    "mes_approval_cost",
    "mes_approval_cardinality",
    "mes_cost_add1",
    "mes_cost_add1u",
    "mes_cost_add1_city",
    "mes_cost_add1_city_comparison",
    "mes_cost_utilitarian",
    "ees_cost",
    "ees_cost_add_opt",
    "ees_cardinality_add_opt",
    "bos",
    "phragmen",
    "maximin_support",
    "cstv",
    "max_welfare",
];

impl Rule {
    /// Finds a rule by its name, with thresholds, conflicts and caps as the file of the election
    /// states them.
    #[must_use]
    pub fn named(name: &str, election: &Election) -> Option<Self> {
        let mes = |utility, completion| Some(Self::EqualShares(EqualShares::new(utility, completion)));
        let threshold = || election.meta.number("min_project_score_threshold");
        let greedy = |greedy| Some(Self::Greedy(greedy));
        match name {
            "greedy_votes" => greedy(Greedy::default()),
            "greedy_votes_per_cost" => {
                greedy(Greedy { measure: Measure::PointsPerCost, ..Greedy::default() })
            }
            "greedy_threshold" => greedy(Greedy { threshold: threshold(), ..Greedy::default() }),
            "greedy_no_skip" => {
                greedy(Greedy { threshold: threshold(), misfit: Misfit::Stop, ..Greedy::default() })
            }
            "greedy_poznan_80" => greedy(Greedy {
                threshold: threshold(),
                misfit: Misfit::StopOrTopUp { percent: 80 },
                ..Greedy::default()
            }),
            "mes_cost" => mes(Utility::PointsTimesCost, Completion::None),
            "mes_cardinality" => mes(Utility::Points, Completion::None),
            "mes_approval_cost" => mes(Utility::Cost, Completion::None),
            "mes_approval_cardinality" => mes(Utility::Cardinality, Completion::None),
            "mes_cost_add1" => mes(Utility::PointsTimesCost, Completion::Add1),
            "mes_cost_add1u" => mes(Utility::PointsTimesCost, Completion::Add1Utilitarian),
            "mes_cost_add1_city" => mes(Utility::PointsTimesCost, Completion::Add1City),
            "mes_cost_add1_city_comparison" => Some(Self::EqualShares(EqualShares {
                comparison: Some(Preference::Winners),
                ..EqualShares::new(Utility::PointsTimesCost, Completion::Add1City)
            })),
            "mes_cost_utilitarian" => mes(Utility::PointsTimesCost, Completion::Utilitarian),
            "ees_cost" => Some(Self::ExactEqualShares { utility: Utility::Cost, add_opt: false }),
            "ees_cost_add_opt" => Some(Self::ExactEqualShares { utility: Utility::Cost, add_opt: true }),
            "ees_cardinality_add_opt" => {
                Some(Self::ExactEqualShares { utility: Utility::Cardinality, add_opt: true })
            }
            "bos" => Some(Self::BoundedOverspending),
            "phragmen" => Some(Self::Phragmen),
            "maximin_support" => Some(Self::MaximinSupport),
            "cstv" => Some(Self::Cstv),
            "max_welfare" => Some(Self::MaxWelfare),
            _ => None,
        }
    }

    /// The tie chain of the reference outcomes for this rule.
    #[must_use]
    pub fn reference_ties(&self) -> TieChain {
        match self {
            Self::EqualShares(rule) if rule.completion == Completion::Add1City => TieChain::city_tools(),
            _ => TieChain::project_id(),
        }
    }

    pub(crate) fn run(&self, election: &Election, ties: &TieOrder, progress: &mut dyn FnMut(u64)) -> Outcome {
        match self {
            Self::Greedy(rule) => greedy::count(election, rule, ties, &[]),
            Self::EqualShares(rule) => {
                let outcome = equal_shares::count(election, rule, ties, progress);
                match rule.comparison {
                    None => outcome,
                    Some(preference) => compared(election, outcome, ties, preference),
                }
            }
            Self::Phragmen => phragmen::count(election, ties),
            Self::MaximinSupport => maximin::count(election, ties),
            Self::Cstv => cstv::count(election, ties),
            Self::MaxWelfare => knapsack::count(election, ties),
            Self::ExactEqualShares { utility, add_opt } => {
                exact_shares::count(election, *utility, *add_opt, ties, progress)
            }
            Self::BoundedOverspending => overspending::count(election, ties),
        }
    }
}

/// The comparison step: the outcome, or the greedy one where more voters prefer it.
fn compared(election: &Election, outcome: Outcome, ties: &TieOrder, preference: Preference) -> Outcome {
    let count =
        |outcome: Outcome| Count::from_log(election, outcome.events, outcome.ties, outcome.tied_rounds);
    let greedy = greedy::count(election, &Greedy { needs_support: true, ..Greedy::default() }, ties, &[]);
    let chosen = compare_step(election, count(outcome), &count(greedy), preference);
    Outcome { events: chosen.events, ties: chosen.ties, tied_rounds: chosen.tied_rounds }
}
