//! The search for rings that are worth more than their prices: exhaustive, by meeting in the middle.

use super::{Bounds, Contracted};
use std::collections::HashSet;

/// A ring of people's things: each takes the next, the last takes the first.
///
/// In a chain the first is the gift, which takes nothing (no route).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ring {
    pub people: Vec<u32>,
    pub routes: Vec<Option<u32>>,
    pub value: f64,
}

/// A search with given prices.
pub(crate) struct Pricing<'a> {
    pub contracted: &'a Contracted,
    pub bounds: Bounds,
    /// By item; infinite for items that may not be used.
    pub prices: &'a [f64],
    /// Rings must be worth more than this above their prices.
    pub threshold: f64,
    /// At most so many rings per first item are kept, the best ones.
    pub keep: usize,
}

/// How a pair is reached at least price: the price of its dummies.
struct Pairs {
    price: Vec<f64>,
    route: Vec<u32>,
}

/// The two cheapest ways to a second neighbour, by different first neighbours.
#[derive(Clone, Copy)]
struct TwoWays {
    best: f64,
    by: u32,
    second: f64,
    second_by: u32,
}

const NO_WAY: TwoWays =
    TwoWays { best: f64::INFINITY, by: u32::MAX, second: f64::INFINITY, second_by: u32::MAX };

/// A ring found, before its routes are fixed.
type Candidate = (f64, Vec<u32>);

impl Pricing<'_> {
    /// Every first item's best rings above the threshold; none at all only if no ring is above it.
    pub fn violators(&self) -> Vec<(f64, Ring)> {
        let pairs = self.pairs();
        let count = self.contracted.real.len();
        let mut scratch =
            Scratch { back: vec![f64::INFINITY; count], two: vec![NO_WAY; count], touched: Vec::new() };
        let mut all = Vec::new();
        for start in 0..count {
            if !self.contracted.real[start] || self.price(start) >= self.most(start) {
                continue;
            }
            let mut found = self.from(start, &pairs, &mut scratch);
            found.sort_by(|a, b| b.0.total_cmp(&a.0));
            let rings = found.into_iter().filter_map(|(_, people)| self.routed(people, &pairs));
            all.extend(rings.take(self.keep));
        }
        all
    }

    fn worth(&self, start: usize, people: usize) -> f64 {
        if self.contracted.gift[start] {
            self.bounds.chain_value(people)
        } else {
            self.bounds.ring_value(people)
        }
    }

    fn most(&self, start: usize) -> f64 {
        let worth = (2..=self.bounds.max_ring).map(|people| self.worth(start, people)).fold(0.0, f64::max);
        worth + self.most_bonus()
    }

    /// What serving the people of one ring can be worth more at most.
    fn most_bonus(&self) -> f64 {
        f64::from(self.contracted.most_bonus) * self.bounds.max_ring as f64
    }

    /// The price of an item less what serving it is worth more.
    fn price(&self, item: usize) -> f64 {
        self.prices[item] - f64::from(self.contracted.bonus[item])
    }

    fn pairs(&self) -> Pairs {
        let contracted = self.contracted;
        let mut pairs = Pairs { price: Vec::with_capacity(contracted.to.len()), route: Vec::new() };
        for pair in 0..contracted.to.len() {
            let priced = contracted.routes(pair).map(|route| (self.route_price(route), route as u32));
            let (price, route) = priced.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f64::INFINITY, 0));
            pairs.price.push(price);
            pairs.route.push(route);
        }
        pairs
    }

    fn route_price(&self, route: usize) -> f64 {
        self.contracted.routes[route].iter().map(|&dummy| self.prices[dummy as usize]).sum()
    }

    /// Whether an item may follow `start`: later in order, no second gift, not priced out.
    fn follows(&self, start: usize, item: u32) -> bool {
        let at = item as usize;
        let gift = self.contracted.gift[start];
        (at > start || gift) && at != start && !self.contracted.gift[at] && self.prices[at] < f64::INFINITY
    }

    /// What `start` takes: its pairs, or anything at all for a gift (which takes nothing).
    fn ahead<'b>(&'b self, start: usize, pairs: &'b Pairs) -> Box<dyn Iterator<Item = (u32, f64)> + 'b> {
        if self.contracted.gift[start] {
            let count = self.contracted.real.len() as u32;
            return Box::new(
                (0..count).filter(|&item| self.contracted.real[item as usize]).map(|item| (item, 0.0)),
            );
        }
        Box::new(self.contracted.pairs(start).map(|pair| (self.contracted.to[pair], pairs.price[pair])))
    }

    fn from(&self, start: usize, pairs: &Pairs, scratch: &mut Scratch) -> Vec<Candidate> {
        let contracted = self.contracted;
        let mut found = Vec::new();
        let most = self.most(start);
        let own = self.price(start);
        for &(taker, pair) in &contracted.into[start] {
            if self.follows(start, taker) {
                scratch.back[taker as usize] = pairs.price[pair as usize];
            }
        }
        let ahead: Vec<(u32, f64)> = self
            .ahead(start, pairs)
            .filter(|&(item, _)| self.follows(start, item))
            .map(|(item, price)| (item, own + price + self.price(item as usize)))
            .filter(|&(_, spent)| spent < most)
            .collect();
        for &(next, spent) in &ahead {
            let gain = self.worth(start, 2) - spent - scratch.back[next as usize];
            if gain > self.threshold {
                found.push((gain, vec![start as u32, next]));
            }
            if self.bounds.max_ring > 2 {
                self.second(start, next, spent, pairs, scratch, &mut found);
            }
        }
        if self.bounds.max_ring > 3 {
            self.fourth(start, pairs, scratch, &mut found);
        }
        for &(taker, _) in &contracted.into[start] {
            scratch.back[taker as usize] = f64::INFINITY;
        }
        for item in scratch.touched.drain(..) {
            scratch.two[item as usize] = NO_WAY;
        }
        found
    }

    /// Rings of three, and the ways to second neighbours for rings of four.
    fn second(
        &self,
        start: usize,
        next: u32,
        spent: f64,
        pairs: &Pairs,
        scratch: &mut Scratch,
        found: &mut Vec<Candidate>,
    ) {
        let most = self.most(start);
        for pair in self.contracted.pairs(next as usize) {
            let third = self.contracted.to[pair];
            if third == next || !self.follows(start, third) {
                continue;
            }
            let way = spent + pairs.price[pair];
            let total = way + self.price(third as usize);
            if total >= most {
                continue;
            }
            let gain = self.worth(start, 3) - total - scratch.back[third as usize];
            if gain > self.threshold {
                found.push((gain, vec![start as u32, next, third]));
            }
            if self.bounds.max_ring > 3 {
                scratch.reach(third, way, next);
            }
        }
    }

    /// Rings of four: a way to the third person meets a way back from it.
    fn fourth(&self, start: usize, pairs: &Pairs, scratch: &Scratch, found: &mut Vec<Candidate>) {
        let worth = self.worth(start, 4);
        let hopeless = worth + self.most_bonus();
        for &(last, _) in &self.contracted.into[start] {
            let back = scratch.back[last as usize] + self.price(last as usize);
            if back >= hopeless {
                continue;
            }
            for &(third, pair) in &self.contracted.into[last as usize] {
                let ways = scratch.two[third as usize];
                let (spent, by) =
                    if ways.by == last { (ways.second, ways.second_by) } else { (ways.best, ways.by) };
                let total = spent + self.price(third as usize) + pairs.price[pair as usize] + back;
                if worth - total > self.threshold {
                    found.push((worth - total, vec![start as u32, by, third, last]));
                }
            }
        }
    }

    /// Fixes the routes: the cheapest ones, unless two of them share a dummy.
    fn routed(&self, people: Vec<u32>, pairs: &Pairs) -> Option<(f64, Ring)> {
        let contracted = self.contracted;
        let bonus: u32 = people.iter().map(|&item| contracted.bonus[item as usize]).sum();
        let value = self.worth(people[0] as usize, people.len()) + f64::from(bonus);
        let things: f64 = people.iter().map(|&item| self.prices[item as usize]).sum();
        let mut choices: Vec<Vec<Option<u32>>> = Vec::new();
        for (at, &person) in people.iter().enumerate() {
            if contracted.gift[person as usize] {
                choices.push(vec![None]);
                continue;
            }
            let next = people[(at + 1) % people.len()];
            let row = contracted.pairs(person as usize);
            let pair = row.start + contracted.to[row].binary_search(&next).ok()?;
            let mut routes: Vec<Option<u32>> =
                contracted.routes(pair).map(|route| Some(route as u32)).collect();
            let first = Some(pairs.route[pair]);
            routes.sort_by_key(|&route| route != first);
            choices.push(routes);
        }
        let mut best: Option<(f64, Vec<Option<u32>>)> = None;
        self.combine(&choices, &mut Vec::new(), &mut HashSet::new(), 0.0, &mut best);
        let (spent, routes) = best?;
        let gain = value - things - spent;
        (gain > self.threshold).then_some((gain, Ring { people, routes, value }))
    }

    fn combine(
        &self,
        choices: &[Vec<Option<u32>>],
        chosen: &mut Vec<Option<u32>>,
        used: &mut HashSet<u32>,
        spent: f64,
        best: &mut Option<(f64, Vec<Option<u32>>)>,
    ) {
        if best.as_ref().is_some_and(|best| spent >= best.0) {
            return;
        }
        let Some(options) = choices.get(chosen.len()) else {
            *best = Some((spent, chosen.clone()));
            return;
        };
        for &option in options {
            let dummies = option.map_or(&[][..], |route| &self.contracted.routes[route as usize][..]);
            if dummies.iter().any(|dummy| used.contains(dummy)) {
                continue;
            }
            let price = option.map_or(0.0, |route| self.route_price(route as usize));
            if price == f64::INFINITY {
                continue;
            }
            used.extend(dummies);
            chosen.push(option);
            self.combine(choices, chosen, used, spent + price, best);
            chosen.pop();
            for dummy in dummies {
                used.remove(dummy);
            }
        }
    }
}

/// Room for one first item at a time.
struct Scratch {
    /// The price of the dummies by which an item takes the first one.
    back: Vec<f64>,
    two: Vec<TwoWays>,
    touched: Vec<u32>,
}

impl Scratch {
    fn reach(&mut self, item: u32, way: f64, by: u32) {
        let ways = &mut self.two[item as usize];
        if ways.by == u32::MAX {
            self.touched.push(item);
        }
        if way < ways.best {
            *ways = TwoWays { best: way, by, second: ways.best, second_by: ways.by };
        } else if way < ways.second {
            ways.second = way;
            ways.second_by = by;
        }
    }
}
