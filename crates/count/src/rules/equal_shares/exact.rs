//! Equal Shares in exact arithmetic, by classes of voters with the same money.
//!
//! All amounts have one common denominator. A price `A / (W·D)` multiplies it by `W` (after taking
//! out what `A` and `W` share), so that money stays a whole number of `1/D`. These numbers grow by
//! about ten bits a round; 401 bits occur in real elections, far beyond any machine integer.

use std::collections::HashMap;

use dashu_base::Gcd;
use dashu_int::UBig;
use foldhash::fast::RandomState;

use super::supports::{Endowment, Supports};
use crate::election::ProjectIndex;
use crate::ratio::Ratio;

/// The state of an exact count between two rounds.
pub(crate) struct Exact<'a> {
    supports: &'a Supports,
    denominator: UBig,
    /// Money of a voter of each class, in units of `1/denominator`. Class 0 has nothing.
    money: Vec<UBig>,
    /// Ballots in each class; an empty one is not kept up to date.
    members: Vec<u32>,
    class_of: Vec<u32>,
    /// Rounds done.
    pub rounds: usize,
}

/// An exact price per point: `amount / (weight × denominator)`.
#[derive(Debug, Clone)]
pub(crate) struct Price {
    pub amount: UBig,
    pub weight: u64,
}

/// A class of payers: class, points, number of voters.
type Payers = Vec<(u32, u32, u64)>;

impl<'a> Exact<'a> {
    pub fn new(supports: &'a Supports, endowment: &Endowment, steps: u64) -> Self {
        let groups = endowment.base.len() as u32;
        let mut money = vec![UBig::ZERO];
        money.extend((0..groups).map(|group| endowment.numerator(group, steps)));
        let mut members = vec![0; money.len()];
        let class_of: Vec<u32> = supports.ballots.iter().map(|ballot| ballot.1 + 1).collect();
        for &class in &class_of {
            members[class as usize] += 1;
        }
        Self { supports, denominator: endowment.denominator.clone(), money, members, class_of, rounds: 0 }
    }

    fn payers(&self, project: ProjectIndex) -> Payers {
        let mut payers: HashMap<(u32, u32), u64, RandomState> = HashMap::default();
        for supporter in &self.supports.supporters[project] {
            let class = self.class_of[supporter.ballot as usize];
            if class != 0 {
                *payers.entry((class, supporter.points)).or_default() += u64::from(supporter.count);
            }
        }
        payers.into_iter().map(|((class, points), count)| (class, points, count)).collect()
    }

    /// Money of all supporters of a project, in units of `1/denominator`.
    fn total(&self, payers: &Payers) -> UBig {
        payers
            .iter()
            .map(|&(class, _, count)| &self.money[class as usize] * UBig::from(count))
            .fold(UBig::ZERO, |a, b| a + b)
    }

    /// What the supporters of a project have together.
    pub fn support_money(&self, project: ProjectIndex) -> Ratio {
        Ratio::of(&self.total(&self.payers(project)), &self.denominator)
    }

    /// The price of a project: everybody pays it per point, or all they have. `None` where the
    /// supporters have less than the cost.
    pub fn price(&self, project: ProjectIndex) -> Option<Price> {
        let mut payers = self.payers(project);
        let mut amount = UBig::from(self.supports.cost[project].unsigned_abs()) * &self.denominator;
        if self.total(&payers) < amount {
            return None;
        }
        // Raise the price until nobody is left who has less than it. Each pass takes out those who
        // cannot pay the present price in full; the price only rises, so nobody comes back.
        let mut weight: u64 = payers.iter().map(|&(_, points, count)| u64::from(points) * count).sum();
        loop {
            let before = payers.len();
            let (mut paid, mut gone) = (UBig::ZERO, 0);
            payers.retain(|&(class, points, count)| {
                let money = &self.money[class as usize];
                let poor = money * UBig::from(weight) < &amount * UBig::from(points);
                if poor {
                    paid += money * UBig::from(count);
                    gone += u64::from(points) * count;
                }
                !poor
            });
            if payers.len() == before {
                return (weight > 0).then_some(Price { amount, weight });
            }
            amount -= paid;
            weight -= gone;
        }
    }

    /// Compares what two projects cost per utility, without division.
    pub fn compare(&self, a: (ProjectIndex, &Price), b: (ProjectIndex, &Price)) -> std::cmp::Ordering {
        let side = |price: &Price, other: &Price, other_project: ProjectIndex| {
            let value = &price.amount * UBig::from(other.weight);
            match self.supports.utility.counts_cost() {
                true => value * UBig::from(self.supports.cost[other_project].unsigned_abs()),
                false => value,
            }
        };
        side(a.1, b.1, b.0).cmp(&side(b.1, a.1, a.0))
    }

    /// Funds a project: its supporters pay.
    pub fn fund(&mut self, project: ProjectIndex, price: &Price) {
        let weight = UBig::from(price.weight);
        let common = (&price.amount).gcd(&weight);
        let (amount, weight) = (&price.amount / &common, weight / &common);
        if !weight.is_one() {
            self.denominator *= &weight;
            for (money, &members) in self.money.iter_mut().zip(&self.members) {
                if members > 0 {
                    *money *= &weight;
                }
            }
        }
        let mut class_after: HashMap<(u32, u32), u32, RandomState> = HashMap::default();
        for supporter in &self.supports.supporters[project] {
            let class = self.class_of[supporter.ballot as usize];
            if class == 0 {
                continue;
            }
            let after = *class_after.entry((class, supporter.points)).or_insert_with(|| {
                let due = &amount * UBig::from(supporter.points);
                let money = &self.money[class as usize];
                if *money <= due {
                    return 0;
                }
                self.money.push(money - due);
                self.members.push(0);
                (self.money.len() - 1) as u32
            });
            self.members[class as usize] -= 1;
            self.members[after as usize] += 1;
            self.class_of[supporter.ballot as usize] = after;
        }
        self.rounds += 1;
    }

    /// The exact price as a fraction of the smallest unit.
    pub fn ratio(&self, price: &Price) -> Ratio {
        Ratio::of(&price.amount, &(&self.denominator * UBig::from(price.weight)))
    }

    /// The price in units of `2^-shift`, rounded down and up.
    pub fn fixed(&self, price: &Price, shift: u32) -> (i64, i64) {
        let denominator = &self.denominator * UBig::from(price.weight);
        let scaled = &price.amount << shift as usize;
        let low = &scaled / &denominator;
        let exact = &low * &denominator == scaled;
        let low = i64::try_from(low).unwrap_or(i64::MAX - 1);
        (low, if exact { low } else { low + 1 })
    }
}
