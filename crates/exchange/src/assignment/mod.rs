//! Sparse assignment: every row gets one column.
//!
//! A set of disjoint rings is a perfect matching of receivers (rows) to senders (columns), where whoever
//! does not trade is matched to itself.

pub mod components;
pub mod forest;
pub mod simplex;

/// No row or column.
pub(crate) const NONE: u32 = u32::MAX;

/// An assignment with the prices that prove it cheapest.
///
/// For every edge, `cost ≥ row_price + column_price`, with equality for the edges chosen.
#[derive(Debug, Clone, Default)]
pub struct Assignment {
    /// The column of each row.
    pub column_of: Vec<u32>,
    /// Dual value of each row.
    pub row_price: Vec<i64>,
    /// Dual value of each column.
    pub column_price: Vec<i64>,
}

/// A sparse assignment problem. Row `i` may take the columns `to[first[i]..first[i + 1]]`.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// Where each row's edges begin; one longer than there are rows.
    pub first: Vec<u32>,
    /// The column of each edge.
    pub to: Vec<u32>,
    /// The cost of each edge.
    pub cost: Vec<i64>,
}

impl Graph {
    /// The number of rows, which is the number of columns.
    #[must_use]
    pub fn len(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// Whether there is nothing to assign.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The positions of a row's edges in `to` and `cost`.
    #[must_use]
    pub fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.first[row] as usize..self.first[row + 1] as usize
    }

    /// The edges that some cheapest assignment uses, given one of them.
    ///
    /// They cost nothing at its prices and lie on a ring of changes (a strongly connected component).
    #[must_use]
    pub fn optimal_edges(&self, best: &Assignment) -> Vec<bool> {
        let mut row_of = vec![NONE; self.len()];
        for (row, &column) in best.column_of.iter().enumerate() {
            row_of[column as usize] = row as u32;
        }
        let tight = |row: usize, edge: usize| {
            best.row_price[row].checked_add(best.column_price[self.to[edge] as usize])
                == Some(self.cost[edge])
        };
        let mut first = vec![0];
        let mut to = Vec::new();
        for row in 0..self.len() {
            to.extend(
                self.row(row).filter(|&edge| tight(row, edge)).map(|edge| row_of[self.to[edge] as usize]),
            );
            first.push(to.len() as u32);
        }
        let (component, _) = components::components(&first, &to);
        let mut optimal = vec![false; self.to.len()];
        for row in 0..self.len() {
            for edge in self.row(row) {
                let owner = row_of[self.to[edge] as usize] as usize;
                optimal[edge] = tight(row, edge) && component[row] == component[owner];
            }
        }
        optimal
    }
}
