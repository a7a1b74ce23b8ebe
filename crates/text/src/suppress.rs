//! Numbers so small that they could point at somebody are hidden, and as many others as it takes so that nobody can
//! work them out from totals. Pure.
//!
//! A cell from 1 to 4 says "fewer than 5"; nobody stands behind a nought, so it is shown. Each cell hidden beside it is
//! 5 or more. A reader knows that, and every sum: what they could conclude is worked out here as an interval for each
//! hidden cell, passed along rows and columns until nothing changes, and as long as one of them is a single number the
//! smallest visible cell of its row or column is hidden too. Where nothing visible is left to hide, a small number,
//! rather a total, is not even said to be small: four cells of one each make a total of 4, and "fewer than 5" would give
//! all of them away. (Complementary suppression: Willenborg and de Waal,
//! Elements of Statistical Disclosure Control, ch. 4; Polish Act on Official Statistics, art. 38.)

/// Below this, and above nought, a number is not shown.
pub const LEAST: i64 = 5;

/// A number as it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
    /// As it is.
    Exact(i64),
    /// From 1 to 4.
    Few,
    /// 5 or more, hidden so that the small ones beside it cannot be worked out.
    Hidden,
    /// 1 or more, and shown in the same words as a hidden one.
    Unsaid,
}

/// A cell's smallest and largest possible number.
type Range = (i64, i64);

/// Beyond every count.
const MUCH: i64 = i64::MAX / 1_000_000;

/// A table with its totals: one row and one column more, the last ones, each the sum of the others.
pub fn with_totals(body: &[Vec<i64>]) -> Vec<Vec<i64>> {
    let mut table: Vec<Vec<i64>> =
        body.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect();
    let columns = table.first().map_or(0, Vec::len);
    table.push((0..columns).map(|at| table.iter().map(|row| row[at]).sum()).collect());
    table
}

/// How numbers are shown that no totals stand beside.
pub fn alone(body: &[Vec<i64>]) -> Vec<Vec<Cell>> {
    body.iter().map(|row| row.iter().copied().map(shown).collect()).collect()
}

fn shown(number: i64) -> Cell {
    if (1..LEAST).contains(&number) { Cell::Few } else { Cell::Exact(number) }
}

/// How a table is shown with its totals, as [`with_totals`] makes them.
pub fn hide(body: &[Vec<i64>]) -> Vec<Vec<Cell>> {
    let table = with_totals(body);
    let mut cells = alone(&table);
    while let Some(exposed) = exposed(&cells) {
        if let Some((row, column)) = cover(&cells, exposed) {
            cells[row][column] = Cell::Hidden;
        } else if let Some((row, column)) = largest_few(&cells, &table) {
            cells[row][column] = Cell::Unsaid;
        } else {
            break; // everything above nought is unsaid, which gives nothing away
        }
    }
    cells
}

/// The largest small number, so rather a total than a part.
fn largest_few(cells: &[Vec<Cell>], table: &[Vec<i64>]) -> Option<(usize, usize)> {
    let places = (0..cells.len()).flat_map(|at| (0..cells[at].len()).map(move |to| (at, to)));
    places.filter(|&(at, to)| cells[at][to] == Cell::Few).max_by_key(|&(at, to)| (table[at][to], at, to))
}

/// A hidden cell that can be worked out.
pub fn exposed(cells: &[Vec<Cell>]) -> Option<(usize, usize)> {
    let ranges = ranges(cells);
    let places =
        cells.iter().enumerate().flat_map(|(at, row)| (0..row.len()).map(move |column| (at, column)));
    places.into_iter().find(|&(row, column)| {
        let (low, high) = ranges[row][column];
        !matches!(cells[row][column], Cell::Exact(_)) && low == high
    })
}

/// What to hide for the sake of an exposed cell: the smallest number above nought in its row or column, rather in the
/// table than a total; if there is none, anywhere.
fn cover(cells: &[Vec<Cell>], (row, column): (usize, usize)) -> Option<(usize, usize)> {
    let last = (cells.len() - 1, cells.first().map_or(0, |row| row.len() - 1));
    let visible = |(at, to): (usize, usize)| match cells[at][to] {
        Cell::Exact(number) if number > 0 => {
            let totals = usize::from(at == last.0) + usize::from(to == last.1);
            Some((totals, number, (at, to)))
        }
        _ => None,
    };
    let own = (0..=last.1).map(|to| (row, to)).chain((0..=last.0).map(|at| (at, column)));
    let anywhere = (0..=last.0).flat_map(|at| (0..=last.1).map(move |to| (at, to)));
    own.filter_map(visible).min().or_else(|| anywhere.filter_map(visible).min()).map(|(.., place)| place)
}

/// What a reader can conclude about each cell from those beside it and their sums.
fn ranges(cells: &[Vec<Cell>]) -> Vec<Vec<Range>> {
    let range = |cell: &Cell| match cell {
        Cell::Exact(number) => (*number, *number),
        Cell::Few => (1, LEAST - 1),
        Cell::Hidden => (LEAST, MUCH),
        Cell::Unsaid => (1, MUCH),
    };
    let mut known: Vec<Vec<Range>> = cells.iter().map(|row| row.iter().map(range).collect()).collect();
    let lines = lines(cells.len(), cells.first().map_or(0, Vec::len));
    // each pass narrows some range by one at least, or is the last
    loop {
        let mut narrower = false;
        for line in &lines {
            narrower |= narrow(&mut known, line);
        }
        if !narrower {
            return known;
        }
    }
}

/// The places of each row and column, its total last.
fn lines(rows: usize, columns: usize) -> Vec<Vec<(usize, usize)>> {
    let across = (0..rows).map(|row| (0..columns).map(|column| (row, column)).collect());
    let down = (0..columns).map(|column| (0..rows).map(|row| (row, column)).collect());
    across.chain(down).collect()
}

/// The last of a line is the sum of the others: each range as narrow as the others make it.
fn narrow(known: &mut [Vec<Range>], line: &[(usize, usize)]) -> bool {
    let Some((&(row, column), parts)) = line.split_last() else { return false };
    let sum = |known: &[Vec<Range>]| {
        parts.iter().fold((0, 0), |(low, high), &(row, column)| {
            (low + known[row][column].0, high + known[row][column].1)
        })
    };
    let (low, high) = sum(known);
    let mut narrower = tighten(&mut known[row][column], (low, high));
    let total = known[row][column];
    for &(row, column) in parts {
        let (low, high) = sum(known);
        let own = known[row][column];
        let rest = (low - own.0, high - own.1);
        narrower |= tighten(&mut known[row][column], (total.0 - rest.1, total.1 - rest.0));
    }
    narrower
}

fn tighten(range: &mut Range, (low, high): Range) -> bool {
    let tighter = (range.0.max(low), range.1.min(high));
    // numbers beyond all counts only creep towards each other
    let changed = tighter != *range && range.0 < MUCH / 2;
    if changed {
        *range = tighter;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_cell_takes_another_along_in_its_row_and_column() {
        let cells = hide(&[vec![20, 3, 12], vec![8, 9, 30]]);
        assert_eq!(cells[0][1], Cell::Few);
        let hidden = |cell: &&Cell| !matches!(cell, Cell::Exact(_));
        assert!(cells[0].iter().filter(hidden).count() > 1, "{cells:?}");
        assert!(cells.iter().filter(|row| hidden(&&row[1])).count() > 1, "{cells:?}");
        assert_eq!(cells[2][3], Cell::Exact(82), "as much as can be shown stays");
    }

    #[test]
    fn noughts_and_large_numbers_are_shown() {
        let body = [vec![0, 7, 5], vec![100, 0, 6]];
        assert!(hide(&body).iter().flatten().all(|cell| matches!(cell, Cell::Exact(_))));
        assert_eq!(hide(&[vec![0, 3]])[0], [Cell::Exact(0), Cell::Few, Cell::Few], "the total is as small");
    }

    #[test]
    fn two_small_ones_whose_sum_gives_them_away_take_a_third_along() {
        // 4 + 4 = 8 and nothing else from 1 to 4 makes 8
        let cells = hide(&[vec![4, 4, 50], vec![60, 70, 80]]);
        assert_eq!(cells[0][2], Cell::Hidden, "{cells:?}");
    }

    #[test]
    fn ones_that_make_a_small_total_are_not_given_away_by_it() {
        let cells = hide(&[vec![0, 1, 1, 1, 1], vec![0; 5]]);
        assert_eq!(cells[0], [Cell::Exact(0), Cell::Few, Cell::Few, Cell::Few, Cell::Few, Cell::Unsaid]);
        assert_eq!(cells[2][5], Cell::Unsaid, "the grand total neither");
        assert_eq!(exposed(&cells), None);
    }

    #[test]
    fn empty_tables_are_fine() {
        assert_eq!(hide(&[]), [Vec::<Cell>::new()]);
        assert_eq!(hide(&[vec![]]), [vec![Cell::Exact(0)], vec![Cell::Exact(0)]]);
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<i64>>> {
        let small = prop_oneof![3 => 0_i64..8, 1 => 0_i64..60];
        (1_usize..7, 1_usize..6).prop_flat_map(move |(rows, columns)| {
            prop::collection::vec(prop::collection::vec(small.clone(), columns), rows)
        })
    }

    /// Every table of the shape that shows the same cells, found by trying; numbers above `most` are not tried.
    fn possible(cells: &[Vec<Cell>], most: i64) -> Vec<Vec<Vec<i64>>> {
        let (rows, columns) = (cells.len() - 1, cells[0].len() - 1);
        let mut all = vec![vec![vec![0; columns]; rows]];
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
            let tries: Vec<i64> = match cells[row][column] {
                Cell::Exact(number) => vec![number],
                Cell::Few => (1..LEAST).collect(),
                Cell::Hidden => (LEAST..=most).collect(),
                Cell::Unsaid => (1..=most).collect(),
            };
            let with = |table: Vec<Vec<i64>>| {
                tries.clone().into_iter().map(move |number| {
                    let mut table = table.clone();
                    table[row][column] = number;
                    table
                })
            };
            all = all.into_iter().flat_map(with).collect();
        }
        let fits = |table: &Vec<Vec<i64>>| {
            let totals = with_totals(table);
            cells.iter().flatten().zip(totals.iter().flatten()).all(|(cell, number)| match cell {
                Cell::Exact(shown) => shown == number,
                Cell::Few => (1..LEAST).contains(number),
                Cell::Hidden => *number >= LEAST,
                Cell::Unsaid => *number >= 1,
            })
        };
        all.retain(fits);
        all
    }

    proptest! {
        #[test]
        fn no_small_cell_is_shown_and_no_hidden_one_can_be_worked_out(body in tables()) {
            let (cells, table) = (hide(&body), with_totals(&body));
            for (cell, number) in cells.iter().flatten().zip(table.iter().flatten()) {
                match cell {
                    Cell::Exact(shown) => prop_assert!(shown == number && !(1..LEAST).contains(number)),
                    Cell::Few => prop_assert!((1..LEAST).contains(number)),
                    Cell::Hidden => prop_assert!(*number >= LEAST),
                    Cell::Unsaid => prop_assert!(*number >= 1),
                }
            }
            // by subtraction: in no row and no column is one cell hidden alone
            for line in lines(cells.len(), cells[0].len()) {
                let hidden = line.iter().filter(|(row, column)| !matches!(cells[*row][*column], Cell::Exact(_)));
                prop_assert_ne!(hidden.count(), 1, "{:?}", cells);
            }
            prop_assert_eq!(exposed(&cells), None);
        }

        #[test]
        fn each_hidden_cell_of_a_small_table_can_be_two_numbers(
            body in prop::collection::vec(prop::collection::vec(0_i64..8, 2), 2)
        ) {
            let cells = hide(&body);
            let all = possible(&cells, 12);
            for (row, column) in (0..2).flat_map(|row| (0..2).map(move |column| (row, column))) {
                if !matches!(cells[row][column], Cell::Exact(_)) {
                    let numbers: std::collections::BTreeSet<i64> =
                        all.iter().map(|table| table[row][column]).collect();
                    prop_assert!(numbers.len() > 1, "{:?} {:?} {:?}", cells, (row, column), numbers);
                }
            }
        }
    }
}
