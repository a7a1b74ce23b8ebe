//! Error-bounded money: fixed-point numbers that are certainly not above, or not below, the truth.
//!
//! Money of each ballot is kept twice, in units of `2^-shift` of the smallest unit: once never
//! above the truth for a low share (`Low`), once never below the truth for a high share (`High`).
//!
//! **Why this bounds every share in between.** Let two groups of voters fund the same project, and
//! let everybody in the first have at most as much as in the second. The price is the `a` with
//! `Σ min(money, a·points) = cost`, so the first price is at least the second. Money left is
//! `max(0, money - a·points)`; hence everybody in the first group is left with at most as much as in
//! the second. By induction, as long as the projects funded are the same, money after every round
//! only grows with the share, and a price only falls. Rounding is one more such change: down in
//! `Low`, up in `High`. So prices of `Low` are upper bounds and prices of `High` lower bounds, for
//! every share from the low one to the high one, with no assumption on how errors add up.

use super::supports::{Endowment, Supporter, Supports};
use crate::election::ProjectIndex;

/// Which side of the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Money not above the truth; prices not below it.
    Low,
    /// Money not below the truth; prices not above it.
    High,
}

/// Money of every ballot on one side of the truth.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    side: Side,
    money: Vec<i64>,
}

/// A bound of a price per point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FixedPrice {
    pub price: i64,
    /// Points of the supporters who have less than the price.
    pub gone: i64,
    /// What they have.
    pub spent: i64,
}

/// The shift for which all money together stays below 2^60.
pub(crate) fn shift_for(supports: &Supports, endowment: &Endowment, steps: u64) -> u32 {
    let largest = (0..endowment.base.len() as u32).map(|group| endowment.numerator(group, steps)).max();
    let per_voter = largest.unwrap_or_default() / &endowment.denominator + dashu_int::UBig::ONE;
    let total =
        (per_voter * dashu_int::UBig::from(supports.voters)).max(supports.budget.unsigned_abs().into());
    60_u32.saturating_sub(dashu_base::BitTest::bit_len(&total) as u32)
}

impl Bound {
    /// Everybody has their share after some steps.
    pub fn new(supports: &Supports, endowment: &Endowment, steps: u64, shift: u32, side: Side) -> Self {
        let share = |group: u32| {
            let scaled = endowment.numerator(group, steps) << shift as usize;
            let low = &scaled / &endowment.denominator;
            let up = side == Side::High && &low * &endowment.denominator != scaled;
            i64::try_from(low).unwrap_or(i64::MAX / 4) + i64::from(up)
        };
        let shares: Vec<i64> = (0..endowment.base.len() as u32).map(share).collect();
        Self { side, money: supports.ballots.iter().map(|ballot| shares[ballot.1 as usize]).collect() }
    }

    /// The bound of a project's price, from any price `start` that is not above the result. `None`
    /// where the supporters have less than the cost (certainly so on the high side only).
    pub fn price(
        &self,
        supports: &Supports,
        project: ProjectIndex,
        cost: i64,
        start: i64,
    ) -> Option<FixedPrice> {
        let weight = supports.weight[project] as i64;
        let mut price = start.max(self.divide(cost, weight));
        loop {
            let (spent, gone) = self.poorer(supports, project, price);
            if gone == weight {
                // Nobody can pay the price in full: enough only if all they have covers the cost.
                return (spent >= cost).then_some(FixedPrice { price, gone, spent });
            }
            let next = self.divide(cost - spent, weight - gone);
            if next <= price {
                return Some(FixedPrice { price, gone, spent });
            }
            price = next;
        }
    }

    /// On the high side: even with the price `limit` less than the cost comes together, so that the
    /// price is above it.
    pub fn is_dearer(&self, supports: &Supports, project: ProjectIndex, cost: i64, limit: i64) -> bool {
        let weight = supports.weight[project] as i64;
        if limit <= self.divide(cost, weight) {
            // The least price of all is higher already; what it is, is found by `price`.
            return false;
        }
        let (spent, gone) = self.poorer(supports, project, limit);
        i128::from(spent) + i128::from(limit) * i128::from(weight - gone) < i128::from(cost)
    }

    fn poorer(&self, supports: &Supports, project: ProjectIndex, price: i64) -> (i64, i64) {
        let supporters = &supports.supporters[project];
        match supports.all_single {
            true => self.poorer_than_single(supporters, price),
            false => self.poorer_than(supporters, price),
        }
    }

    /// Quotient, rounded to this side's safe direction for a price.
    fn divide(&self, cost: i64, weight: i64) -> i64 {
        let quotient = cost.div_euclid(weight);
        quotient + i64::from(self.side == Side::Low && quotient * weight != cost)
    }

    /// Money and points of those who have less than `price` per point.
    fn poorer_than(&self, supporters: &[Supporter], price: i64) -> (i64, i64) {
        let (mut spent, mut gone) = (0, 0);
        for supporter in supporters {
            let money = self.money[supporter.ballot as usize];
            let poor = i64::from(money < price.saturating_mul(i64::from(supporter.points)));
            spent += poor * money * i64::from(supporter.count);
            gone += poor * i64::from(supporter.count) * i64::from(supporter.points);
        }
        (spent, gone)
    }

    /// The same where every ballot gives one point: no products that could overflow.
    fn poorer_than_single(&self, supporters: &[Supporter], price: i64) -> (i64, i64) {
        let (mut spent, mut gone) = (0, 0);
        for supporter in supporters {
            let money = self.money[supporter.ballot as usize];
            let count = if money < price { i64::from(supporter.count) } else { 0 };
            spent += money * count;
            gone += count;
        }
        (spent, gone)
    }

    /// Supporters pay. On the low side `price` must be an upper bound, on the high side a lower one.
    pub fn pay(&mut self, supports: &Supports, project: ProjectIndex, price: i64) {
        for supporter in &supports.supporters[project] {
            let money = &mut self.money[supporter.ballot as usize];
            *money = (*money - price.saturating_mul(i64::from(supporter.points)).min(*money)).max(0);
        }
    }
}
