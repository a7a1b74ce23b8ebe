//! Dual values for the whole market, from the values found on its parts.
//!
//! An assignment is cheapest exactly when there are prices with `cost ≥ receiver + sender` on every edge and
//! equality on the edges chosen (Kuhn 1955). Anybody can check that without knowing how it was found.

use crate::assignment::{Assignment, Graph};
use crate::market::Market;
use std::collections::VecDeque;

/// A dual value for the receiver and the sender of every item of a market.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Prices {
    /// By item: the price of what it takes.
    pub receiver: Vec<i64>,
    /// By item: the price of giving it.
    pub sender: Vec<i64>,
}

impl Prices {
    /// The sum, which no assignment can cost less than; `None` if it overflows.
    #[must_use]
    pub fn total(&self) -> Option<i128> {
        self.receiver.iter().chain(&self.sender).try_fold(0_i128, |sum, &price| sum.checked_add(price.into()))
    }
}

/// What keeping an item costs in the objective.
pub(crate) fn keep_cost(market: &Market, item: usize) -> i64 {
    if market.is_dummy(item) { 0 } else { market.nontrade_cost() }
}

/// Every edge out of an item with its cost in the objective, keeping first.
pub(crate) fn edges(market: &Market, item: usize) -> impl Iterator<Item = (usize, i64)> + '_ {
    let keep = std::iter::once((item, keep_cost(market, item)));
    keep.chain(market.wants(item).iter().map(|edge| (edge.to as usize, edge.cost)))
}

/// Prices that prove the objective, starting from prices that are right on most of the market.
pub(super) fn objective(market: &Market, takes: &[u32], start: Vec<i64>) -> Prices {
    settle(takes, start, |item| edges(market, item))
}

/// The edges among which the lot decides: those at price in the objective, without the keeping of things
/// that keep a household served. Costs are lottery numbers.
pub(crate) fn draw_edges<'a>(
    market: &'a Market,
    prices: &'a Prices,
    held: &'a [bool],
    lots: &'a [i64],
    item: usize,
) -> impl Iterator<Item = (usize, i64)> + 'a {
    let receiver = prices.receiver.get(item).copied();
    edges(market, item).filter_map(move |(to, cost)| {
        let tight = receiver?.checked_add(*prices.sender.get(to)?)? == cost;
        let held = to == item && *held.get(item)?;
        (tight && !held).then(|| (to, if to == item { lots.get(item).copied().unwrap_or(0) } else { 0 }))
    })
}

/// By item: whether it trades in some best solution. Follows from one best solution and its prices.
pub(crate) fn could_trade(market: &Market, takes: &[u32], prices: &Prices) -> Vec<bool> {
    let mut graph = Graph { first: vec![0], ..Graph::default() };
    for item in 0..takes.len() {
        for (to, cost) in edges(market, item) {
            graph.to.push(to as u32);
            graph.cost.push(cost);
        }
        graph.first.push(graph.to.len() as u32);
    }
    let optimal = graph.optimal_edges(&Assignment {
        column_of: takes.to_vec(),
        row_price: prices.receiver.clone(),
        column_price: prices.sender.clone(),
    });
    (0..takes.len())
        .map(|item| graph.row(item).any(|edge| optimal[edge] && graph.to[edge] as usize != item))
        .collect()
}

/// Prices that prove the draw.
pub(super) fn draw(
    market: &Market,
    takes: &[u32],
    prices: &Prices,
    protected: &[u32],
    lots: &[i64],
) -> Prices {
    let mut held = vec![false; takes.len()];
    for &item in protected {
        held[item as usize] = true;
    }
    settle(takes, vec![0; takes.len()], |item| draw_edges(market, prices, &held, lots, item))
}

/// Lowers the prices of receivers until no edge is below price (Bellman 1958, Ford 1956); senders follow so
/// that the chosen edges stay at price. It ends because the assignment is cheapest: no ring of changes gains.
fn settle<I: Iterator<Item = (usize, i64)>>(
    takes: &[u32],
    mut receiver: Vec<i64>,
    edges: impl Fn(usize) -> I,
) -> Prices {
    let changes = Changes::new(takes, edges);
    let count = takes.len();
    let mut waiting = vec![true; count];
    let mut queue: VecDeque<usize> = (0..count).collect();
    while let Some(item) = queue.pop_front() {
        waiting[item] = false;
        // Whoever may take over from `item` must not pay more than it saves.
        for &(other, extra) in changes.takers(item) {
            let other = other as usize;
            let limit = receiver[item] + extra;
            if limit < receiver[other] {
                receiver[other] = limit;
                if !std::mem::replace(&mut waiting[other], true) {
                    queue.push_back(other);
                }
            }
        }
    }
    let giver_of = &changes.giver_of;
    let sender =
        (0..count).map(|item| changes.paid[giver_of[item] as usize] - receiver[giver_of[item] as usize]);
    Prices { sender: sender.collect(), receiver }
}

/// The graph of changes: an edge from A to B where A could take what B takes now.
struct Changes {
    /// Who takes each item now.
    giver_of: Vec<u32>,
    /// What each item pays now.
    paid: Vec<i64>,
    first: Vec<u32>,
    /// By item B: every such A and how much more it would pay than B does.
    into: Vec<(u32, i64)>,
}

impl Changes {
    fn new<I: Iterator<Item = (usize, i64)>>(takes: &[u32], edges: impl Fn(usize) -> I) -> Self {
        let count = takes.len();
        let mut giver_of = vec![0_u32; count];
        for (item, &taken) in takes.iter().enumerate() {
            giver_of[taken as usize] = item as u32;
        }
        let mut paid = vec![0_i64; count];
        let mut first = vec![0_u32; count + 1];
        for item in 0..count {
            for (to, cost) in edges(item) {
                if to == takes[item] as usize {
                    paid[item] = cost;
                } else {
                    first[giver_of[to] as usize + 1] += 1;
                }
            }
        }
        for item in 0..count {
            first[item + 1] += first[item];
        }
        let mut next = first.clone();
        let mut into = vec![(0, 0); first[count] as usize];
        for (item, take) in takes.iter().enumerate() {
            for (to, cost) in edges(item).filter(|&(to, _)| to != *take as usize) {
                let slot = &mut next[giver_of[to] as usize];
                into[*slot as usize] = (item as u32, cost - paid[giver_of[to] as usize]);
                *slot += 1;
            }
        }
        Self { giver_of, paid, first, into }
    }

    fn takers(&self, item: usize) -> &[(u32, i64)] {
        &self.into[self.first[item] as usize..self.first[item + 1] as usize]
    }
}
