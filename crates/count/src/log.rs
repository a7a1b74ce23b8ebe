//! The event log of a count: the single source of results, explanations, receipts and checks.

use serde::Serialize;

use crate::election::ProjectIndex;
use crate::money::Amount;
use crate::ratio::Ratio;

/// Why a project takes no part in the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum LeftOut {
    /// Withdrawn after the vote.
    Withdrawn,
    /// Costs more than the whole budget.
    TooDear,
    /// Did not reach the stated threshold of points.
    BelowThreshold {
        /// Points it got.
        points: u64,
        /// Points it needed.
        needed: u64,
    },
    /// Nobody supports it.
    NoSupport,
}

/// Why a project was passed over when its turn came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Passed {
    /// It costs more than is left.
    DoesNotFit,
    /// It cannot be built together with a project funded before.
    Conflict {
        /// That project.
        with: ProjectIndex,
    },
    /// The cap of its category or area leaves too little.
    Cap {
        /// Name of the category or area.
        name: String,
        /// Money still free under the cap.
        left: Amount,
    },
    /// Its supporters together have less than it costs (Equal Shares).
    SupportersTooPoor {
        /// What they have together.
        money: Ratio,
    },
    /// No group of supporters can pay for it in equal parts (Exact Equal Shares).
    NoGroupCanPay,
    /// It has the least support and hands it on (CSTV).
    Eliminated,
    /// The best set of projects is without it (knapsack).
    NotInBestSet,
    /// The rule had ended before its turn came.
    RuleEnded,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A project takes no part.
    LeftOut {
        /// The project.
        project: ProjectIndex,
        /// Why.
        #[serde(flatten)]
        why: LeftOut,
    },
    /// Every voter gets an equal share (Equal Shares; the final run of a completion).
    Shares {
        /// Money of a voter, by group of voters; one group where all are equal.
        groups: Vec<Ratio>,
        /// Outcomes counted with smaller shares before.
        steps: u64,
    },
    /// A project is funded.
    Funded {
        /// The project.
        project: ProjectIndex,
        /// Budget left after it.
        left: Amount,
        /// Equal Shares: what a supporter pays per point, at most all they have.
        /// Phragmén and maximin support: the load of its supporters afterwards.
        #[serde(skip_serializing_if = "Option::is_none")]
        price: Option<Ratio>,
        /// Funded by a completion step, not by the voters' own shares.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        completion: bool,
    },
    /// A project is funded although the budget is too small; the rest comes from elsewhere.
    ToppedUp {
        /// The project.
        project: ProjectIndex,
        /// Money that comes from elsewhere.
        missing: Amount,
    },
    /// A project is passed over for good.
    Passed {
        /// The project.
        project: ProjectIndex,
        /// Budget left at that moment.
        left: Amount,
        /// Why.
        #[serde(flatten)]
        why: Passed,
    },
    /// Another outcome was preferred by more voters and takes the place of this one.
    Replaced {
        /// Voters who prefer the other outcome.
        for_other: u64,
        /// Voters who prefer this one.
        for_this: u64,
    },
}
