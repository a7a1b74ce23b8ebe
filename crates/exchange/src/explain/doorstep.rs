//! Reasons and help where rings are bounded: is there a short ring at all, and which wish makes one.

use crate::bounded::{BoundedSolution, Bounds, Contracted};
use crate::market::{ItemKind, Market};
use crate::result::receives_with_chains;
use crate::rings::rings;

/// A bounded result, seen from those who got nothing.
pub(crate) struct Doorstep<'a> {
    market: &'a Market,
    solution: &'a BoundedSolution,
    bounds: Bounds,
    contracted: Contracted,
    /// What each item brings in.
    pub gets: Vec<Option<usize>>,
    /// By item: how many people its ring or chain has; 0 if it is in none.
    people: Vec<usize>,
    in_chain: Vec<bool>,
    /// By dummy: the thing through which it is used.
    user: Vec<Option<usize>>,
}

impl<'a> Doorstep<'a> {
    pub fn new(market: &'a Market, solution: &'a BoundedSolution, bounds: Bounds) -> Self {
        let count = market.items().len();
        let gets = receives_with_chains(market, &solution.takes, &solution.chains);
        let (mut people, mut in_chain, mut user) = (vec![0; count], vec![false; count], vec![None; count]);
        for chain in &solution.chains {
            for &item in chain {
                (people[item], in_chain[item]) = (chain.len(), true);
            }
        }
        for ring in rings(&gets).iter().filter(|ring| !in_chain[ring[0]]) {
            ring.iter().for_each(|&item| people[item] = ring.len());
        }
        for item in (0..count).filter(|&item| gets[item].is_some()) {
            let mut at = solution.takes[item] as usize;
            while market.is_dummy(at) && user[at].is_none() {
                user[at] = Some(item);
                at = solution.takes[at] as usize;
            }
        }
        let contracted = Contracted::new(market);
        Self { market, solution, bounds, contracted, gets, people, in_chain, user }
    }

    fn wanted_by(&self, item: usize) -> &[u32] {
        &self.contracted.to[self.contracted.pairs(item)]
    }

    /// Whether some ring through an item, or some chain to it, is short enough.
    pub fn has_short_ring(&self, item: usize) -> bool {
        let longest = self.bounds.max_ring;
        let gift = |item: u32| self.contracted.gift[item as usize];
        let mut takers = vec![false; self.people.len()];
        for &(taker, _) in &self.contracted.into[item] {
            takers[taker as usize] = true;
        }
        let closes = |&at: &u32| takers[at as usize] || gift(at);
        let first = self.wanted_by(item);
        if first.iter().any(closes) {
            return true;
        }
        let mut reached = vec![false; self.people.len()];
        for &next in first {
            for &second in self.wanted_by(next as usize).iter().filter(|&&second| second as usize != item) {
                if longest > 2 && closes(&second) {
                    return true;
                }
                reached[second as usize] = true;
            }
        }
        let mut seconds = (0..reached.len()).filter(|&second| reached[second]);
        longest > 3 && seconds.any(|second| self.wanted_by(second).iter().any(closes))
    }

    /// A thing that `item` would have got, had it only been on its list: the present best solution becomes
    /// strictly better with it, so every best solution uses the new wish. Nothing is promised unless the
    /// present one is proved best.
    pub fn wish(&self, item: usize) -> Option<usize> {
        let kind = self.market.items().get(item)?.kind;
        if kind != ItemKind::Thing || !self.solution.proved {
            return None;
        }
        let next_to = |&(taker, pair): &(u32, u32)| self.beside(taker as usize, pair as usize);
        let wished =
            self.contracted.into[item].iter().filter_map(next_to).find(|&to| self.may_wish(item, to));
        wished.or_else(|| self.end_of_chain(item))
    }

    /// What whoever takes a thing in future would pass on: its own thing, or the one it takes now.
    fn beside(&self, taker: usize, pair: usize) -> Option<usize> {
        let free = |&dummy: &u32| self.user[dummy as usize].is_none_or(|user| user == taker);
        let mut routes = self.contracted.routes(pair);
        if !routes.any(|route| self.contracted.routes[route].iter().all(free)) {
            return None;
        }
        let people = self.people[taker];
        let gain = match people {
            0 => self.bounds.ring_value(2),
            _ if people == self.bounds.max_ring => return None,
            _ if self.in_chain[taker] => {
                self.bounds.chain_value(people + 1) - self.bounds.chain_value(people)
            }
            _ => self.bounds.ring_value(people + 1) - self.bounds.ring_value(people),
        };
        (gain > self.slack()).then(|| self.gets[taker].unwrap_or(taker))
    }

    /// A gift that nobody takes, or the last thing of a chain that may grow.
    fn end_of_chain(&self, item: usize) -> Option<usize> {
        let gain = |people| self.bounds.chain_value(people + 1) - self.bounds.chain_value(people);
        let grows =
            |chain: &&Vec<usize>| chain.len() < self.bounds.max_ring && gain(chain.len()) > self.slack();
        let ends = self.solution.chains.iter().filter(grows).filter_map(|chain| chain.last().copied());
        let gifts =
            (0..self.people.len()).filter(|&gift| self.contracted.gift[gift] && self.people[gift] == 0);
        gifts.filter(|_| gain(1) > self.slack()).chain(ends).find(|&to| self.may_wish(item, to))
    }

    /// How far from best a solution called proved may be.
    fn slack(&self) -> f64 {
        if self.bounds.fail == 0.0 { 1e-9 } else { self.solution.value / 10_000.0 + 1e-5 }
    }

    fn may_wish(&self, item: usize, thing: usize) -> bool {
        let items = self.market.items();
        let (Some(own), Some(other)) = (items.get(item), items.get(thing)) else { return false };
        own.household != other.household && self.wanted_by(item).binary_search(&(thing as u32)).is_err()
    }
}
