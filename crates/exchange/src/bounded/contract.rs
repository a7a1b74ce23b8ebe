//! The market without its dummies: who could take what from whom, and through which dummies.

use super::Ring;
use crate::market::{ItemKind, Market};

/// Every way in which one thing could be taken for another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contracted {
    /// By item: where its pairs begin; dummies have none.
    pub first: Vec<u32>,
    /// By pair: what is taken.
    pub to: Vec<u32>,
    /// By pair: where its routes begin.
    pub route_first: Vec<u32>,
    /// By route: the dummies on the way, in order.
    pub routes: Vec<Vec<u32>>,
    /// By item: the pairs that take it, as (taker, pair).
    pub into: Vec<Vec<(u32, u32)>>,
    /// Which items are gifts; any thing may end a chain.
    pub gift: Vec<bool>,
    /// Which items are real.
    pub real: Vec<bool>,
    /// By item: what a ring is worth more because it serves this one (whole trades).
    pub bonus: Vec<u32>,
    /// The greatest of these.
    pub most_bonus: u32,
}

impl Contracted {
    /// Walks through all dummies.
    pub fn new(market: &Market) -> Self {
        let count = market.items().len();
        let kinds = || market.items().iter().map(|item| item.kind);
        let mut contracted = Self {
            first: vec![0],
            route_first: vec![0],
            into: vec![Vec::new(); count],
            bonus: vec![0; count],
            gift: kinds().map(|kind| kind == ItemKind::Gift).collect(),
            real: kinds().map(|kind| kind != ItemKind::Dummy).collect(),
            ..Self::default()
        };
        for item in 0..count {
            if contracted.real[item] && !contracted.gift[item] {
                contracted.add(market, item);
            }
            contracted.first.push(contracted.to.len() as u32);
        }
        contracted
    }

    fn add(&mut self, market: &Market, item: usize) {
        let mut found: Vec<(u32, Vec<u32>)> = Vec::new();
        let mut path = Vec::new();
        walk(market, item, &mut path, &mut found);
        found.retain(|&(to, _)| to as usize != item);
        found.sort();
        let mut rest = found.into_iter().peekable();
        while let Some((to, route)) = rest.next() {
            let mut routes = vec![route];
            while let Some((_, route)) = rest.next_if(|next| next.0 == to) {
                // A direct want is never worse than the same thing through a dummy.
                if !routes[0].is_empty() {
                    routes.push(route);
                }
            }
            self.into[to as usize].push((item as u32, self.to.len() as u32));
            self.to.push(to);
            self.routes.append(&mut routes);
            self.route_first.push(self.routes.len() as u32);
        }
    }

    /// The pairs of an item.
    pub fn pairs(&self, item: usize) -> std::ops::Range<usize> {
        self.first[item] as usize..self.first[item + 1] as usize
    }

    /// The routes of a pair.
    pub fn routes(&self, pair: usize) -> std::ops::Range<usize> {
        self.route_first[pair] as usize..self.route_first[pair + 1] as usize
    }

    /// The edges of the market that a ring uses.
    pub fn steps(&self, ring: &Ring) -> Vec<(u32, u32)> {
        let mut steps = Vec::new();
        for (at, &person) in ring.people.iter().enumerate() {
            let next = ring.people[(at + 1) % ring.people.len()];
            let Some(route) = ring.routes.get(at).copied().flatten() else { continue };
            let mut from = person;
            for &dummy in &self.routes[route as usize] {
                steps.push((from, dummy));
                from = dummy;
            }
            steps.push((from, next));
        }
        steps
    }

    /// Everything a ring uses: the things and the dummies.
    pub fn nodes(&self, ring: &Ring) -> Vec<u32> {
        let dummies = ring.routes.iter().flatten().flat_map(|&route| self.routes[route as usize].iter());
        ring.people.iter().chain(dummies).copied().collect()
    }
}

/// Depth first through dummies; a dummy cannot be on its own way twice. Ways are limited so that a tangle of
/// dummies cannot explode: the shortest ones come first in any list that people write.
fn walk(market: &Market, node: usize, path: &mut Vec<u32>, found: &mut Vec<(u32, Vec<u32>)>) {
    const MOST_WAYS: usize = 100_000;
    const DEEPEST: usize = 8;
    for edge in market.wants(node) {
        if found.len() >= MOST_WAYS && !path.is_empty() {
            return;
        }
        if !market.is_dummy(edge.to as usize) {
            found.push((edge.to, path.clone()));
        } else if !path.contains(&edge.to) && path.len() < DEEPEST {
            path.push(edge.to);
            walk(market, edge.to as usize, path, found);
            path.pop();
        }
    }
}
