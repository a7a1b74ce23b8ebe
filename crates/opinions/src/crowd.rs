//! Where people stand, without showing anybody: marks that stand for at least five people each.

use crate::groups::SMALLEST_GROUP;
use crate::space::Point;

/// Marks per map at most, so that a large map stays readable.
const MOST_MARKS: usize = 160;

/// At least five people who stand close together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrowdMark {
    /// Mean of their places (held back to the map's edge).
    pub place: Point,
    /// How many.
    pub people: usize,
    /// Their group, when there are groups.
    pub group: Option<usize>,
}

/// Divides each group's people at the median of the longer side again and again, as long as both halves keep enough
/// people (a k-d tree; LeFevre et al. 2006 call it Mondrian k-anonymity).
pub(crate) fn crowd(points: &[Point], labels: &[Option<u8>], shown: &[bool], cap: f64) -> Vec<CrowdMark> {
    let total = shown.iter().filter(|shown| **shown).count();
    let least = SMALLEST_GROUP.max(total.div_ceil(MOST_MARKS));
    let mut marks = Vec::new();
    let groups = labels.iter().flatten().max().map_or(0, |&most| u32::from(most) + 1);
    let keys: Vec<Option<u8>> = if groups == 0 { vec![None] } else { (0..groups as u8).map(Some).collect() };
    for key in keys {
        let member = |at: &usize| shown[*at] && labels[*at] == key;
        let mut members: Vec<Point> =
            (0..points.len()).filter(member).map(|at| held(points[at], cap)).collect();
        if members.len() >= SMALLEST_GROUP {
            divide(&mut members, least, key.map(usize::from), &mut marks);
        }
    }
    marks
}

fn divide(points: &mut [Point], least: usize, group: Option<usize>, marks: &mut Vec<CrowdMark>) {
    if points.len() < 2 * least {
        let count = points.len() as f64;
        let place = std::array::from_fn(|axis| points.iter().map(|point| point[axis]).sum::<f64>() / count);
        marks.push(CrowdMark { place, people: points.len(), group });
        return;
    }
    let side = |axis: usize| {
        let values = points.iter().map(|point| point[axis]);
        values.clone().fold(f64::MIN, f64::max) - values.fold(f64::MAX, f64::min)
    };
    let axis = usize::from(side(1) > side(0));
    points.sort_by(|a, b| a[axis].total_cmp(&b[axis]).then(a[1 - axis].total_cmp(&b[1 - axis])));
    let (left, right) = points.split_at_mut(points.len() / 2);
    divide(left, least, group, marks);
    divide(right, least, group, marks);
}

fn held(point: Point, cap: f64) -> Point {
    let radius = point[0].hypot(point[1]);
    if radius > cap && radius > 0.0 { point.map(|value| value * cap / radius) } else { point }
}
