//! The part of a market in which there is still a choice.

use crate::assignment::components::components;
use crate::assignment::{Assignment, Graph, NONE, forest, simplex};
use crate::market::Market;

/// Receivers, senders and the edges that a best solution may use; everything else is settled.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub graph: Graph,
    /// The item whose receiver each row is.
    pub rows: Vec<u32>,
    /// The item whose sender each column is.
    pub columns: Vec<u32>,
    /// By edge: what the want costs; 0 where an item is kept.
    want_cost: Vec<i64>,
}

/// Beyond this range of costs the trees of `forest` would need too many changes of prices.
const FOREST_RANGE: i64 = 1_000;

impl Level {
    /// All items that lie on some ring.
    pub fn whole(market: &Market) -> Self {
        let count = market.items().len();
        let mut first = Vec::with_capacity(count + 1);
        let mut to = Vec::with_capacity(market.want_count());
        first.push(0);
        for item in 0..count {
            to.extend(market.wants(item).iter().map(|edge| edge.to));
            first.push(to.len() as u32);
        }
        let (component, _) = components(&first, &to);
        let inner = |item: usize, to: u32| component[item] == component[to as usize];
        let mut place = vec![NONE; count];
        let mut rows = Vec::new();
        for (item, place) in place.iter_mut().enumerate() {
            if market.wants(item).iter().any(|edge| inner(item, edge.to)) {
                *place = rows.len() as u32;
                rows.push(item as u32);
            }
        }
        let mut level = Self::empty(rows.clone(), rows.clone());
        for &item in &rows {
            let item = item as usize;
            level.push(place[item], 0);
            for edge in market.wants(item).iter().filter(|edge| inner(item, edge.to)) {
                level.push(place[edge.to as usize], edge.cost);
            }
            level.end_row();
        }
        level
    }

    fn empty(rows: Vec<u32>, columns: Vec<u32>) -> Self {
        let graph = Graph { first: vec![0], ..Graph::default() };
        Self { graph, rows, columns, want_cost: Vec::new() }
    }

    fn push(&mut self, column: u32, want_cost: i64) {
        self.graph.to.push(column);
        self.graph.cost.push(0);
        self.want_cost.push(want_cost);
    }

    fn end_row(&mut self) {
        self.graph.first.push(self.graph.to.len() as u32);
    }

    /// The costs of the wants of real items.
    pub fn want_costs<'a>(&'a self, market: &'a Market) -> impl Iterator<Item = i64> + 'a {
        self.edges()
            .filter(|&(_, row, column)| row != column && !market.is_dummy(row))
            .map(|(edge, ..)| self.want_cost[edge])
    }

    /// Every edge with its row's and its column's item.
    fn edges(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.rows.iter().enumerate().flat_map(move |(row, &item)| {
            self.graph.row(row).map(move |edge| (edge, item as usize, self.column_item(edge)))
        })
    }

    fn column_item(&self, edge: usize) -> usize {
        self.columns[self.graph.to[edge] as usize] as usize
    }

    /// Sets every edge's cost from the row's item, the column's item and the cost of the want.
    pub fn set_costs(&mut self, cost: impl Fn(usize, usize, i64) -> i64) {
        for row in 0..self.rows.len() {
            let item = self.rows[row] as usize;
            for edge in self.graph.row(row) {
                self.graph.cost[edge] = cost(item, self.column_item(edge), self.want_cost[edge]);
            }
        }
    }

    /// Takes edges out.
    pub fn drop_edges(&mut self, drop: impl Fn(usize, usize) -> bool) {
        let mut kept = Self::empty(self.rows.clone(), self.columns.clone());
        for row in 0..self.rows.len() {
            for edge in self.graph.row(row) {
                if !drop(self.rows[row] as usize, self.column_item(edge)) {
                    kept.push(self.graph.to[edge], self.want_cost[edge]);
                }
            }
            kept.end_row();
        }
        *self = kept;
    }

    /// The cheapest assignment at the costs set. There always is one: the solution found so far.
    pub fn solve(&self) -> Assignment {
        let least = self.graph.cost.iter().copied().min().unwrap_or(0);
        let greatest = self.graph.cost.iter().copied().max().unwrap_or(0);
        let found = if greatest - least <= FOREST_RANGE {
            forest::solve(&self.graph)
        } else {
            simplex::assign(&self.graph)
        };
        found.unwrap_or_default()
    }

    /// Writes an assignment down as what each item takes.
    pub fn record(&self, best: &Assignment, takes: &mut [u32]) {
        for (&item, &column) in self.rows.iter().zip(&best.column_of) {
            takes[item as usize] = self.columns[column as usize];
        }
    }

    /// Only the rows that have a choice among the cheapest assignments, and only the edges these use.
    pub fn narrowed(&self, best: &Assignment) -> Self {
        let optimal = self.graph.optimal_edges(best);
        let mut place = vec![NONE; self.columns.len()];
        let mut open = Vec::new();
        for row in 0..self.rows.len() {
            if self.graph.row(row).filter(|&edge| optimal[edge]).count() > 1 {
                place[best.column_of[row] as usize] = open.len() as u32;
                open.push(row);
            }
        }
        let rows = open.iter().map(|&row| self.rows[row]).collect();
        let columns = open.iter().map(|&row| self.columns[best.column_of[row] as usize]).collect();
        let mut level = Self::empty(rows, columns);
        for row in open {
            for edge in self.graph.row(row).filter(|&edge| optimal[edge]) {
                level.push(place[self.graph.to[edge] as usize], self.want_cost[edge]);
            }
            level.end_row();
        }
        level
    }

    /// How much work one solution is, roughly.
    pub fn size(&self) -> usize {
        self.rows.len() + self.graph.to.len()
    }
}
