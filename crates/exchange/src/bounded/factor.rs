//! A basis of rings and slacks, taken apart so that systems with it are solved quickly.
//!
//! All entries are 1 and most columns are slacks, so nearly everything is triangular after peeling off columns
//! and rows with a single entry left; the small rest is factored densely with partial pivoting.

/// A factored basis; columns are given as lists of rows, every entry 1.
#[derive(Debug, Clone, Default)]
pub(super) struct Factor {
    /// The rows of each column of the basis that was factored.
    columns: Vec<Vec<u32>>,
    /// (row, column) peeled off as column singletons, in order.
    upper: Vec<(u32, u32)>,
    /// (row, column) peeled off as row singletons, in order.
    lower: Vec<(u32, u32)>,
    rest_rows: Vec<u32>,
    rest_columns: Vec<u32>,
    /// The dense rest, row by row, factored in place, and its row exchanges.
    dense: Vec<f64>,
    exchanges: Vec<u32>,
}

impl Factor {
    /// `None` if the columns depend on each other.
    pub fn new(columns: Vec<Vec<u32>>) -> Option<Self> {
        let count = columns.len();
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (column, entries) in columns.iter().enumerate() {
            for &row in entries {
                rows[row as usize].push(column as u32);
            }
        }
        let mut row_open = vec![true; count];
        let mut column_open = vec![true; count];
        let mut factor = Self::default();
        let mut left: Vec<usize> = columns.iter().map(Vec::len).collect();
        let mut ready: Vec<u32> = (0..count as u32).filter(|&column| left[column as usize] == 1).collect();
        while let Some(column) = ready.pop() {
            if !column_open[column as usize] || left[column as usize] != 1 {
                continue;
            }
            let row = *columns[column as usize].iter().find(|&&row| row_open[row as usize])?;
            row_open[row as usize] = false;
            column_open[column as usize] = false;
            factor.upper.push((row, column));
            for &other in &rows[row as usize] {
                left[other as usize] -= 1;
                if column_open[other as usize] && left[other as usize] == 1 {
                    ready.push(other);
                }
            }
        }
        let open = |row: usize, column_open: &[bool]| {
            rows[row].iter().filter(|&&column| column_open[column as usize]).count()
        };
        let mut width: Vec<usize> = (0..count).map(|row| open(row, &column_open)).collect();
        let mut ready: Vec<u32> =
            (0..count as u32).filter(|&row| row_open[row as usize] && width[row as usize] == 1).collect();
        while let Some(row) = ready.pop() {
            if !row_open[row as usize] || width[row as usize] != 1 {
                continue;
            }
            let column = *rows[row as usize].iter().find(|&&column| column_open[column as usize])?;
            row_open[row as usize] = false;
            column_open[column as usize] = false;
            factor.lower.push((row, column));
            for &other in &columns[column as usize] {
                width[other as usize] -= 1;
                if row_open[other as usize] && width[other as usize] == 1 {
                    ready.push(other);
                }
            }
        }
        factor.rest_rows = (0..count as u32).filter(|&row| row_open[row as usize]).collect();
        factor.rest_columns = (0..count as u32).filter(|&column| column_open[column as usize]).collect();
        factor.columns = columns;
        factor.factor_rest()?;
        Some(factor)
    }

    fn factor_rest(&mut self) -> Option<()> {
        let size = self.rest_rows.len();
        if size != self.rest_columns.len() {
            return None;
        }
        let mut dense = vec![0.0_f64; size * size];
        for (at, &column) in self.rest_columns.iter().enumerate() {
            for row in &self.columns[column as usize] {
                if let Ok(place) = self.rest_rows.binary_search(row) {
                    dense[place * size + at] = 1.0;
                }
            }
        }
        for step in 0..size {
            let pivot = (step..size)
                .max_by(|&a, &b| dense[a * size + step].abs().total_cmp(&dense[b * size + step].abs()))?;
            if dense[pivot * size + step].abs() < 1e-9 {
                return None;
            }
            self.exchanges.push(pivot as u32);
            if pivot != step {
                let (above, below) = dense.split_at_mut(pivot * size);
                above[step * size..(step + 1) * size].swap_with_slice(&mut below[..size]);
            }
            let (above, below) = dense.split_at_mut((step + 1) * size);
            let top = &above[step * size..];
            for row in below.chunks_exact_mut(size) {
                let factor = row[step] / top[step];
                if factor != 0.0 {
                    row[step] = factor;
                    for (entry, &above) in row[step + 1..].iter_mut().zip(&top[step + 1..]) {
                        *entry -= factor * above;
                    }
                }
            }
        }
        self.dense = dense;
        Some(())
    }

    /// Solves `B x = b`: `b` by row, the answer by column.
    pub fn solve(&self, mut right: Vec<f64>) -> Vec<f64> {
        let mut answer = vec![0.0; right.len()];
        let mut settle = |column: u32, value: f64, right: &mut [f64]| {
            answer[column as usize] = value;
            if value != 0.0 {
                for &row in &self.columns[column as usize] {
                    right[row as usize] -= value;
                }
            }
        };
        for &(row, column) in &self.lower {
            let value = right[row as usize];
            settle(column, value, &mut right);
        }
        if !self.rest_rows.is_empty() {
            let mut small: Vec<f64> = self.rest_rows.iter().map(|&row| right[row as usize]).collect();
            self.solve_rest(&mut small);
            for (&column, value) in self.rest_columns.iter().zip(small) {
                settle(column, value, &mut right);
            }
        }
        for &(row, column) in self.upper.iter().rev() {
            let value = right[row as usize];
            settle(column, value, &mut right);
        }
        answer
    }

    fn solve_rest(&self, small: &mut [f64]) {
        let size = small.len();
        for step in 0..size {
            small.swap(step, self.exchanges[step] as usize);
        }
        // Exchanges were applied to whole rows, multipliers included, so all may be done first.
        for row in 1..size {
            let entries = &self.dense[row * size..row * size + row];
            let sum: f64 = entries.iter().zip(&small[..row]).map(|(entry, value)| entry * value).sum();
            small[row] -= sum;
        }
        for row in (0..size).rev() {
            let entries = &self.dense[row * size + row + 1..(row + 1) * size];
            let sum: f64 = entries.iter().zip(&small[row + 1..]).map(|(entry, value)| entry * value).sum();
            small[row] = (small[row] - sum) / self.dense[row * size + row];
        }
    }

    /// Solves `y B = c`: `c` by column, the answer by row.
    pub fn solve_transposed(&self, right: &[f64]) -> Vec<f64> {
        let mut answer = vec![0.0; right.len()];
        let missing = |column: u32, answer: &[f64]| {
            let sum: f64 = self.columns[column as usize].iter().map(|&row| answer[row as usize]).sum();
            right[column as usize] - sum
        };
        for &(row, column) in &self.upper {
            answer[row as usize] = missing(column, &answer);
        }
        if !self.rest_rows.is_empty() {
            let mut small: Vec<f64> =
                self.rest_columns.iter().map(|&column| missing(column, &answer)).collect();
            self.solve_rest_transposed(&mut small);
            for (&row, value) in self.rest_rows.iter().zip(small) {
                answer[row as usize] = value;
            }
        }
        for &(row, column) in self.lower.iter().rev() {
            answer[row as usize] = missing(column, &answer);
        }
        answer
    }

    fn solve_rest_transposed(&self, small: &mut [f64]) {
        let size = small.len();
        for row in 0..size {
            small[row] /= self.dense[row * size + row];
            let value = small[row];
            let entries = &self.dense[row * size + row + 1..(row + 1) * size];
            for (later, entry) in small[row + 1..].iter_mut().zip(entries) {
                *later -= value * entry;
            }
        }
        for row in (1..size).rev() {
            let value = small[row];
            let entries = &self.dense[row * size..row * size + row];
            for (earlier, entry) in small[..row].iter_mut().zip(entries) {
                *earlier -= value * entry;
            }
        }
        for step in (0..size).rev() {
            small.swap(step, self.exchanges[step] as usize);
        }
    }
}
