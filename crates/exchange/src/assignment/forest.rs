//! Assignment with small costs: grow trees from all free rows, change prices, graft.
//!
//! A primal-dual method (Kuhn 1955): prices for rows and columns, as many matches as possible on the edges
//! that cost nothing at these prices, then the least change of prices that opens new edges, until every row
//! has a column. The search grows one tree from every free row at once; a tree that found a free column is
//! used and cut down, and what it held is grafted onto the trees still standing (Azad, Buluç and Pothen
//! 2016), which also live on through a change of prices. So hardly any edge is looked at twice.
//!
//! Where trading is free and keeping costs 1, some fifteen changes of prices are enough on want lists of any
//! size: a price is the length of a chain of substitutes. With large costs there may be very many changes;
//! [`super::simplex`] is the better tool then.

use super::{Assignment, Graph, NONE};

/// The cheapest assignment, or `None` if not every row can have a column.
#[must_use]
pub fn solve(graph: &Graph) -> Option<Assignment> {
    let mut forest = Forest::new(graph);
    forest.plant();
    while forest.free > 0 {
        forest.grow();
        if !forest.used.is_empty() {
            forest.harvest();
        } else if !forest.change_prices() {
            return None;
        }
    }
    Some(Assignment {
        column_of: forest.column_of,
        row_price: forest.row_price,
        column_price: forest.columns.iter().map(|column| column.price).collect(),
    })
}

/// All that the inner loop needs to know about a column, side by side in memory.
#[derive(Clone, Copy)]
struct Column {
    price: i64,
    /// The row matched to it.
    row: u32,
    /// The row from which a tree reached it; `NONE` while no tree holds it.
    parent: u32,
}

struct Forest<'a> {
    graph: &'a Graph,
    columns: Vec<Column>,
    column_of: Vec<u32>,
    row_price: Vec<i64>,
    /// The edges into each column (row and cost), in compressed form.
    into_first: Vec<u32>,
    into: Vec<(u32, i64)>,
    /// The tree (its free row) that holds each row.
    root: Vec<u32>,
    /// The next row of the same tree.
    sibling: Vec<u32>,
    /// By root: the first row of the list of its tree.
    head: Vec<u32>,
    /// By root: the free column found, which stops the tree's growth.
    leaf: Vec<u32>,
    frontier: Vec<u32>,
    used: Vec<u32>,
    free: usize,
}

impl<'a> Forest<'a> {
    fn new(graph: &'a Graph) -> Self {
        let count = graph.len();
        let (into_first, into) = transposed(graph);
        let mut forest = Self {
            graph,
            columns: vec![Column { price: 0, row: NONE, parent: NONE }; count],
            column_of: vec![NONE; count],
            row_price: vec![0; count],
            into_first,
            into,
            root: vec![NONE; count],
            sibling: vec![NONE; count],
            head: vec![NONE; count],
            leaf: vec![NONE; count],
            frontier: Vec::new(),
            used: Vec::new(),
            free: 0,
        };
        forest.first_matches();
        forest
    }

    /// Prices from the cheapest edge of each row, then of each column; first matches on edges at price.
    fn first_matches(&mut self) {
        let graph = self.graph;
        for row in 0..graph.len() {
            self.row_price[row] = graph.row(row).map(|edge| graph.cost[edge]).min().unwrap_or(0);
        }
        for column in 0..graph.len() {
            let into = self.into_first[column] as usize..self.into_first[column + 1] as usize;
            let least = self.into[into].iter().map(|&(row, cost)| cost - self.row_price[row as usize]).min();
            self.columns[column].price = least.unwrap_or(0);
        }
        for own in [true, false] {
            for row in 0..graph.len() {
                let open = graph.row(row).find(|&edge| {
                    let column = graph.to[edge] as usize;
                    (column == row) == own && self.columns[column].row == NONE && self.reduced(row, edge) == 0
                });
                if let Some(edge) = open.filter(|_| self.column_of[row] == NONE) {
                    self.match_up(row as u32, graph.to[edge]);
                }
            }
        }
        self.free = self.column_of.iter().filter(|&&column| column == NONE).count();
    }

    fn match_up(&mut self, row: u32, column: u32) {
        self.column_of[row as usize] = column;
        self.columns[column as usize].row = row;
    }

    /// A tree of one row from every free row.
    fn plant(&mut self) {
        for row in 0..self.graph.len() {
            if self.column_of[row] == NONE {
                self.root[row] = row as u32;
                self.head[row] = row as u32;
                self.frontier.push(row as u32);
            }
        }
    }

    /// The cost of an edge at the present prices.
    fn reduced(&self, row: usize, edge: usize) -> i64 {
        self.graph.cost[edge] - self.row_price[row] - self.columns[self.graph.to[edge] as usize].price
    }

    /// Grows all trees breadth first until they found a free column or can grow no more.
    fn grow(&mut self) {
        let mut next = Vec::new();
        while !self.frontier.is_empty() {
            for row in std::mem::take(&mut self.frontier) {
                let root = self.root[row as usize];
                if self.leaf[root as usize] == NONE {
                    self.reach_from(row, root, &mut next);
                }
            }
            std::mem::swap(&mut self.frontier, &mut next);
        }
    }

    fn reach_from(&mut self, row: u32, root: u32, next: &mut Vec<u32>) {
        let graph = self.graph;
        let here = row as usize;
        let price = self.row_price[here];
        for edge in graph.row(here) {
            let column = graph.to[edge];
            let reached = &mut self.columns[column as usize];
            if reached.parent != NONE || graph.cost[edge] - price != reached.price {
                continue;
            }
            reached.parent = row;
            if reached.row == NONE {
                self.leaf[root as usize] = column;
                self.used.push(root);
                return;
            }
            let owner = reached.row;
            self.join(owner, root);
            next.push(owner);
        }
    }

    fn join(&mut self, row: u32, root: u32) {
        self.root[row as usize] = root;
        self.sibling[row as usize] = self.head[root as usize];
        self.head[root as usize] = row;
    }

    /// Augments along every tree that found a free column, cuts it down and grafts what it held.
    fn harvest(&mut self) {
        let mut released = Vec::new();
        for root in std::mem::take(&mut self.used) {
            let leaf = std::mem::replace(&mut self.leaf[root as usize], NONE);
            let mut row = std::mem::replace(&mut self.head[root as usize], NONE);
            // Before the matches change: every row but the root holds the column by which it was reached.
            while row != NONE {
                self.root[row as usize] = NONE;
                let column = self.column_of[row as usize];
                if column != NONE {
                    released.push(column);
                }
                row = std::mem::replace(&mut self.sibling[row as usize], NONE);
            }
            released.push(leaf);
            self.augment(root, leaf);
            self.free -= 1;
        }
        for &column in &released {
            self.columns[column as usize].parent = NONE;
        }
        for column in released {
            self.graft(column);
        }
    }

    fn augment(&mut self, root: u32, leaf: u32) {
        let mut column = leaf;
        loop {
            let row = self.columns[column as usize].parent;
            let previous = self.column_of[row as usize];
            self.match_up(row, column);
            if row == root {
                return;
            }
            column = previous;
        }
    }

    /// Hangs a released column onto a standing tree, if one reaches it.
    fn graft(&mut self, column: u32) {
        let at = column as usize;
        if self.columns[at].parent != NONE {
            return;
        }
        let into = self.into_first[at] as usize..self.into_first[at + 1] as usize;
        let price = self.columns[at].price;
        let stands = |&&(row, cost): &&(u32, i64)| {
            let root = self.root[row as usize];
            root != NONE && self.leaf[root as usize] == NONE && cost - self.row_price[row as usize] == price
        };
        let Some(&(row, _)) = self.into[into].iter().find(stands) else { return };
        self.columns[at].parent = row;
        let owner = self.columns[at].row;
        self.join(owner, self.root[row as usize]);
        self.frontier.push(owner);
    }

    /// Raises the prices around the standing trees by the least that opens an edge; false if none can open.
    fn change_prices(&mut self) -> bool {
        let mut least = i64::MAX;
        let mut edge_rows: Vec<u32> = Vec::new();
        for row in 0..self.graph.len() {
            if self.root[row] == NONE {
                continue;
            }
            let slack = self.slack(row);
            if slack < least {
                least = slack;
                edge_rows.clear();
            }
            if slack == least && slack != i64::MAX {
                edge_rows.push(row as u32);
            }
        }
        if least == i64::MAX {
            return false;
        }
        for row in 0..self.graph.len() {
            if self.root[row] != NONE {
                self.row_price[row] += least;
            }
            if self.columns[row].parent != NONE {
                self.columns[row].price -= least;
            }
        }
        self.frontier = edge_rows;
        true
    }

    /// The least cost at present prices from a row to a column outside all trees.
    fn slack(&self, row: usize) -> i64 {
        let outside = |&edge: &usize| self.columns[self.graph.to[edge] as usize].parent == NONE;
        self.graph.row(row).filter(outside).map(|edge| self.reduced(row, edge)).min().unwrap_or(i64::MAX)
    }
}

fn transposed(graph: &Graph) -> (Vec<u32>, Vec<(u32, i64)>) {
    let mut first = vec![0_u32; graph.len() + 1];
    for &column in &graph.to {
        first[column as usize + 1] += 1;
    }
    for at in 0..graph.len() {
        first[at + 1] += first[at];
    }
    let mut next = first.clone();
    let mut into = vec![(0, 0); graph.to.len()];
    for row in 0..graph.len() {
        for edge in graph.row(row) {
            let slot = &mut next[graph.to[edge] as usize];
            into[*slot as usize] = (row as u32, graph.cost[edge]);
            *slot += 1;
        }
    }
    (first, into)
}
