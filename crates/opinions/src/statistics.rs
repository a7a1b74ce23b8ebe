//! Small statistics: intervals, tests, and the correction for looking at many statements at once.

/// 97.5 % quantile of the normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// A share with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// Observed share, 0 to 1; 0 when nobody answered.
    pub share: f64,
    /// Lower end of the Wilson interval.
    pub low: f64,
    /// Upper end of the Wilson interval.
    pub high: f64,
}

impl Share {
    /// Wilson's score interval (Wilson 1927): honest with few answers, where the usual ± is not.
    #[must_use]
    pub fn wilson(count: u32, of: u32) -> Self {
        if of == 0 {
            return Self { count, of, share: 0.0, low: 0.0, high: 1.0 };
        }
        let n = f64::from(of);
        let p = f64::from(count) / n;
        let square = Z95 * Z95;
        let centre = (p + square / (2.0 * n)) / (1.0 + square / n);
        let half = Z95 / (1.0 + square / n) * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
        let low = if count == 0 { 0.0 } else { (centre - half).max(0.0) };
        let high = if count == of { 1.0 } else { (centre + half).min(1.0) };
        Self { count, of, share: p, low, high }
    }
}

/// Polis' one-proportion test against one half: one is added to successes and trials.
#[must_use]
pub fn one_proportion(successes: u32, trials: u32) -> f64 {
    let (s, n) = (f64::from(successes) + 1.0, f64::from(trials) + 1.0);
    2.0 * n.sqrt() * (s / n - 0.5)
}

/// Polis' pooled two-proportion test: one is added to successes and trials of both sides; 0 when all succeed.
#[must_use]
pub fn two_proportions(successes: u32, trials: u32, others_successes: u32, others_trials: u32) -> f64 {
    let [s, n, s2, n2] =
        [successes, trials, others_successes, others_trials].map(|count| f64::from(count) + 1.0);
    let pooled = (s + s2) / (n + n2);
    if pooled == 1.0 {
        return 0.0;
    }
    (s / n - s2 / n2) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / n2)).sqrt()
}

/// Chance that a standard normal value exceeds `z`.
#[must_use]
pub fn normal_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

/// Which of these tests stand when at most `rate` of the accepted may be false (Benjamini and Hochberg 1995).
#[must_use]
pub fn benjamini_hochberg(p_values: &[f64], rate: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let tests = p_values.len() as f64;
    let accepted = order
        .iter()
        .enumerate()
        .rev()
        .find(|(rank, index)| p_values[**index] <= rate * (*rank as f64 + 1.0) / tests)
        .map_or(0, |(rank, _)| rank + 1);
    let mut stands = vec![false; p_values.len()];
    order[..accepted].iter().for_each(|&index| stands[index] = true);
    stands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_matches_published_values() {
        // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611.
        let share = Share::wilson(81, 263);
        assert!((share.low - 0.2553).abs() < 5e-5 && (share.high - 0.3662).abs() < 5e-5);
        let none = Share::wilson(0, 20);
        assert!(none.low == 0.0 && (none.high - 0.1611).abs() < 5e-5);
    }

    #[test]
    fn benjamini_hochberg_follows_the_worked_example() {
        // The example of the 1995 paper: 15 p-values, rate 0.05, the first four stand.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        assert_eq!(benjamini_hochberg(&p, 0.05).iter().filter(|&&stands| stands).count(), 4);
        assert!(benjamini_hochberg(&[], 0.1).is_empty());
    }

    #[test]
    fn tails() {
        assert!((normal_tail(1.959_963_984_540_054) - 0.025).abs() < 1e-12);
        assert!((normal_tail(0.0) - 0.5).abs() < 1e-15);
    }
}
