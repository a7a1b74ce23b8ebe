//! The Method of Equal Shares and the ways to complete it by raising the shares.
//!
//! Every voter has the same share of the budget. Again and again the project that costs its
//! supporters least per utility is funded: they split its cost as equally as possible, each paying
//! the same per point, or all they have. A project whose supporters have less than its cost is out.
//! (Peters, Pierczyński, Skowron: "Proportional Participatory Budgeting with Additive Utilities",
//! NeurIPS 2021.)

mod bounds;
pub(crate) mod exact;
mod raise;
pub(crate) mod run;
pub(crate) mod supports;

pub(crate) use raise::{count, left_out};
pub use run::Arithmetic;
pub use supports::Utility;

/// What is done with the money that the plain rule leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// Nothing.
    None,
    /// The shares are raised until the outcome is exhaustive or the next would overspend.
    Add1,
    /// The same, then greedy by points with what is left.
    Add1Utilitarian,
    /// As the official tools of cities that use Equal Shares: the first run has the whole budget,
    /// then shares rise from the whole part of budget / voters; the end comes only at the first
    /// overspend.
    Add1City,
    /// Greedy by points with what is left.
    Utilitarian,
}

/// Settings of a count with equal shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EqualShares {
    /// What a voter gains from a project.
    pub utility: Utility,
    /// What is done with the money left.
    pub completion: Completion,
    /// By how much a share rises, in smallest units. `None`: one unit of the currency, or 10, 100, …
    /// of it where the share is 2000 or more, so that a share has fewer than 2000 steps.
    pub step: Option<crate::money::Amount>,
    /// Budgets of groups of voters and the group of each voter, for shares that differ (turnout
    /// correction between districts). `None`: the same share for all.
    pub groups: Option<Groups>,
    /// How comparisons are decided; the result is the same.
    pub arithmetic: Arithmetic,
    /// Threads that count different shares at the same time; the result is the same.
    pub threads: usize,
    /// The comparison step: greedy by points takes the place of the outcome if strictly more voters
    /// prefer it.
    pub comparison: Option<crate::Preference>,
}

/// Groups of voters with a budget each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// Budget of each group.
    pub budgets: Vec<crate::money::Amount>,
    /// Group of each voter, in file order.
    pub of_voter: Vec<u32>,
}

impl EqualShares {
    /// Equal Shares with this utility and completion, and the usual settings.
    #[must_use]
    pub fn new(utility: Utility, completion: Completion) -> Self {
        Self {
            utility,
            completion,
            step: None,
            groups: None,
            arithmetic: Arithmetic::default(),
            threads: 1,
            comparison: None,
        }
    }
}
