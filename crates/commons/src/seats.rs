//! Places that are counted, at a date or with an offer: which one the next person has. Pure.

use std::collections::BTreeSet;

/// The lowest place that is free; none when as many are taken as there are. Whoever gave up leaves a gap, and whoever
/// invites may have fewer places than before: what counts is how many are taken, not which.
pub fn free(taken: &[i64], places: Option<i64>) -> Option<i64> {
    let taken: BTreeSet<i64> = taken.iter().copied().collect();
    let full = places.is_some_and(|places| i64::try_from(taken.len()).is_ok_and(|many| many >= places));
    if full { None } else { (1..).find(|place| !taken.contains(place)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_given_from_the_lowest() {
        assert_eq!(free(&[], Some(1)), Some(1));
        assert_eq!(free(&[1], Some(1)), None);
        assert_eq!(free(&[3, 1], Some(3)), Some(2));
        assert_eq!(free(&[1, 2, 3], None), Some(4));
        assert_eq!(free(&[], Some(0)), None);
    }

    #[test]
    fn of_fewer_places_than_before_none_is_given_twice() {
        assert_eq!(free(&[1, 5], Some(2)), None);
        assert_eq!(free(&[4, 5], Some(3)), Some(1));
        assert_eq!(free(&[1, 4, 5], Some(3)), None);
    }
}
