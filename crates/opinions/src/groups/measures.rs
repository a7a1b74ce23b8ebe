//! How well a division separates, and how far two divisions agree.

use crate::space::Point;

/// Mean silhouettes (Rousseeuw 1987) of several divisions of the same points; alone in a group counts 0.
/// Distances are computed once for all divisions.
pub(crate) fn silhouettes(points: &[Point], divisions: &[(&[u8], usize)]) -> Vec<f64> {
    let sizes: Vec<Vec<f64>> = divisions.iter().map(|(labels, k)| sizes(labels, *k)).collect();
    let mut totals = vec![0.0; divisions.len()];
    let mut row = vec![0.0; points.len()];
    for (index, [x, y]) in points.iter().enumerate() {
        for (slot, [u, v]) in row.iter_mut().zip(points) {
            *slot = ((x - u) * (x - u) + (y - v) * (y - v)).sqrt();
        }
        for (division, (labels, _)) in divisions.iter().enumerate() {
            totals[division] += one_silhouette(&row, labels, usize::from(labels[index]), &sizes[division]);
        }
    }
    totals.iter().map(|total| if points.is_empty() { 0.0 } else { total / points.len() as f64 }).collect()
}

fn sizes(labels: &[u8], k: usize) -> Vec<f64> {
    let mut sizes = vec![0.0; k];
    labels.iter().for_each(|&label| sizes[usize::from(label)] += 1.0);
    sizes
}

/// At most this many groups are looked for.
pub(crate) const MOST_GROUPS: usize = 8;

fn one_silhouette(row: &[f64], labels: &[u8], own: usize, sizes: &[f64]) -> f64 {
    if sizes[own] < 2.0 {
        return 0.0;
    }
    // A fixed length spares the bounds checks in the innermost loop.
    let mut sums = [0.0; MOST_GROUPS];
    for (far, &label) in row.iter().zip(labels) {
        sums[usize::from(label) % MOST_GROUPS] += far;
    }
    let a = sums[own] / (sizes[own] - 1.0);
    let others = (0..sizes.len()).filter(|&label| label != own && sizes[label] > 0.0);
    let b = others.map(|label| sums[label] / sizes[label]).fold(f64::INFINITY, f64::min);
    if b.is_finite() && a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 }
}

/// Adjusted Rand index (Hubert and Arabie 1985): 1 for the same division, 0 for no more than chance.
pub fn adjusted_rand_index(a: &[u8], b: &[u8]) -> f64 {
    let most = |labels: &[u8]| labels.iter().max().map_or(0, |&label| usize::from(label) + 1);
    let (rows, columns) = (most(a), most(b));
    let mut table = vec![0.0; rows * columns];
    a.iter().zip(b).for_each(|(&x, &y)| table[usize::from(x) * columns + usize::from(y)] += 1.0);
    let pairs = |count: f64| count * (count - 1.0) / 2.0;
    let together: f64 = table.iter().map(|&count| pairs(count)).sum();
    let row_pairs: f64 = table.chunks(columns.max(1)).map(|row| pairs(row.iter().sum())).sum();
    let column_pairs: f64 =
        (0..columns).map(|column| pairs(table.iter().skip(column).step_by(columns).sum())).sum();
    let all = pairs(a.len().min(b.len()) as f64);
    let expected = if all > 0.0 { row_pairs * column_pairs / all } else { 0.0 };
    let best = (row_pairs + column_pairs) / 2.0;
    if best == expected { 1.0 } else { (together - expected) / (best - expected) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rand_index_of_known_tables() {
        assert!((adjusted_rand_index(&[0, 0, 1, 1], &[1, 1, 0, 0]) - 1.0).abs() < 1e-12);
        // The worked value of the scikit-learn documentation.
        assert!((adjusted_rand_index(&[0, 0, 1, 2], &[0, 0, 1, 1]) - 0.571_428_571_428_571).abs() < 1e-12);
        assert!(adjusted_rand_index(&[0, 0, 1, 1], &[0, 1, 0, 1]) <= 0.0);
    }

    #[test]
    fn silhouette_of_a_line() {
        // Points 0, 1 | 10: a = 1, b = 10 and 9; the single one counts 0.
        let points = [[0.0, 0.0], [1.0, 0.0], [10.0, 0.0]];
        let expected = (9.0 / 10.0 + 8.0 / 9.0) / 3.0;
        assert!((silhouettes(&points, &[(&[0, 0, 1], 2)])[0] - expected).abs() < 1e-12);
    }
}
