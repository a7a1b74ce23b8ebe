//! One more wish that would surely have been granted.
//!
//! If `item` also asked for `thing`, the best objective would fall by the length of the cheapest ring of
//! changes through that new wish, found by Dijkstra's method on the costs left at the proved prices. Where it
//! falls, every new best solution must use the new wish: so the suggestion is certain, not a guess.

use crate::market::{ItemKind, Market};
use crate::rings::RingSolution;
use crate::rings::prices::{edges, keep_cost};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

pub(super) struct Nearest<'a> {
    market: &'a Market,
    solution: &'a RingSolution,
    giver_of: Vec<u32>,
    /// By item: who could take it.
    into: Vec<Vec<(u32, i64)>>,
    /// The things nobody's price is below, dearest senders first.
    dearest: i64,
    /// What a new wish would cost: as much as the dearest wish there is, so that no ranking is assumed.
    wish_cost: i64,
    work: usize,
}

impl<'a> Nearest<'a> {
    pub fn new(market: &'a Market, solution: &'a RingSolution, work: usize) -> Self {
        let count = market.items().len();
        let mut giver_of = vec![0; count];
        for (item, &taken) in solution.takes.iter().enumerate() {
            giver_of[taken as usize] = item as u32;
        }
        let mut into = vec![Vec::new(); count];
        for item in 0..count {
            for (to, cost) in edges(market, item) {
                into[to].push((item as u32, cost));
            }
        }
        let wish_cost =
            (0..count).flat_map(|item| market.wants(item)).map(|edge| edge.cost).max().unwrap_or(1);
        let dearest = solution.prices.sender.iter().copied().max().unwrap_or(0);
        Self { market, solution, giver_of, into, dearest, wish_cost, work }
    }

    /// A thing that `item` would have got, had it only been on its list.
    pub fn wish(&mut self, item: usize) -> Option<usize> {
        if self.market.items().get(item)?.kind != ItemKind::Thing {
            return None;
        }
        let prices = &self.solution.prices;
        let spare = prices.receiver[item] - self.wish_cost;
        // Distances from every receiver to this one along changes; nothing longer than this can help.
        let limit = spare.saturating_add(self.dearest);
        let mut near: HashMap<u32, i64> = HashMap::from([(item as u32, 0)]);
        let mut heap = BinaryHeap::from([Reverse((0_i64, item as u32))]);
        let mut looked = 0_usize;
        while let Some(Reverse((distance, here))) = heap.pop() {
            if near.get(&here) != Some(&distance) || distance >= limit {
                continue;
            }
            let thing = self.solution.takes[here as usize] as usize;
            // Whoever takes `thing` now would change; so `thing` is what the new wish could ask for.
            if distance < spare + prices.sender[thing] && self.may_wish(item, thing) {
                self.work = self.work.saturating_sub(looked);
                return Some(thing);
            }
            // Who could take what the receiver `here` leaves: everyone with an edge to what `here` takes.
            for &(other, cost) in &self.into[thing] {
                looked += 1;
                let left = cost - prices.receiver[other as usize] - prices.sender[thing];
                let next = distance + left;
                if other != here && next < limit && near.get(&other).is_none_or(|&known| next < known) {
                    near.insert(other, next);
                    heap.push(Reverse((next, other)));
                }
            }
            if looked > self.work.min(200_000) {
                break;
            }
        }
        self.work = self.work.saturating_sub(looked);
        None
    }

    fn may_wish(&self, item: usize, thing: usize) -> bool {
        let items = self.market.items();
        let (Some(own), Some(other)) = (items.get(item), items.get(thing)) else { return false };
        let free = other.kind != ItemKind::Dummy && other.household != own.household;
        free && self.market.cost(item, thing).is_none()
            && keep_cost(self.market, item) > 0
            && self.giver_of[thing] as usize != item
    }
}
