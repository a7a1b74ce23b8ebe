//! k-means in the plane with many seeded starts.

use super::measures::MOST_GROUPS;
use crate::random::Random;
use crate::space::Point;

/// Rounds until a start is given up as settled enough; real data settle in about 20.
const MOST_ROUNDS: usize = 300;
/// Starts are compared on at most this many points; the best is then settled on all.
const COMPARED: usize = 2_000;

/// A division of points into k groups.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Partition {
    pub labels: Vec<u8>,
    pub centres: Vec<Point>,
    pub inertia: f64,
}

impl Partition {
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.centres.len()];
        self.labels.iter().for_each(|&label| sizes[usize::from(label)] += 1);
        sizes
    }
}

/// The best of `starts` k-means++ starts (Arthur and Vassilvitskii 2007). Points must come in an order that does not
/// depend on who is who: the draws go by position.
pub(crate) fn best_partition(points: &[Point], k: usize, starts: usize, random: &mut Random) -> Partition {
    let stride = points.len().div_ceil(COMPARED).max(1);
    let compared: Vec<Point> = points.iter().step_by(stride).copied().collect();
    let mut best: Option<Partition> = None;
    for _ in 0..starts {
        let candidate = settle(&compared, plus_plus(&compared, k, random));
        if best.as_ref().is_none_or(|best| candidate.inertia < best.inertia) {
            best = Some(candidate);
        }
    }
    let best = best.unwrap_or_else(|| Partition { labels: Vec::new(), centres: Vec::new(), inertia: 0.0 });
    if stride == 1 { best } else { settle(points, best.centres) }
}

fn plus_plus(points: &[Point], k: usize, random: &mut Random) -> Vec<Point> {
    let Some(&first) = points.get(random.below(points.len())) else { return Vec::new() };
    let mut centres = vec![first];
    let mut nearest: Vec<f64> = points.iter().map(|point| square(point, &first)).collect();
    while centres.len() < k {
        let total: f64 = nearest.iter().sum();
        let mut left = random.unit() * total;
        let chosen = nearest.iter().position(|&weight| {
            left -= weight;
            left < 0.0
        });
        let next = points[chosen.unwrap_or(points.len() - 1)];
        for (slot, point) in nearest.iter_mut().zip(points) {
            *slot = slot.min(square(point, &next));
        }
        centres.push(next);
    }
    centres
}

/// Lloyd's rounds until no point changes its group.
pub(crate) fn settle(points: &[Point], mut centres: Vec<Point>) -> Partition {
    let mut labels = vec![0_u8; points.len()];
    let mut inertia = 0.0;
    for _ in 0..MOST_ROUNDS {
        // Fixed lengths spare the bounds checks in the innermost loop.
        let mut sums = [[0.0; 3]; MOST_GROUPS];
        let mut changed = false;
        inertia = 0.0;
        for (point, label) in points.iter().zip(&mut labels) {
            let (nearest, far) = nearest(point, &centres);
            changed |= *label != nearest;
            *label = nearest;
            inertia += far;
            let sum = &mut sums[usize::from(nearest) % MOST_GROUPS];
            sum[0] += point[0];
            sum[1] += point[1];
            sum[2] += 1.0;
        }
        for (centre, sum) in centres.iter_mut().zip(&sums).filter(|(_, sum)| sum[2] > 0.0) {
            *centre = [sum[0] / sum[2], sum[1] / sum[2]];
        }
        if !changed {
            break;
        }
    }
    Partition { labels, centres, inertia }
}

fn nearest(point: &Point, centres: &[Point]) -> (u8, f64) {
    let mut best = (0, f64::INFINITY);
    for (label, centre) in centres.iter().enumerate() {
        let far = square(point, centre);
        // Written without a branch that would be mispredicted half of the time.
        best.0 = if far < best.1 { label as u8 } else { best.0 };
        best.1 = far.min(best.1);
    }
    best
}

fn square(a: &Point, b: &Point) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    x * x + y * y
}
