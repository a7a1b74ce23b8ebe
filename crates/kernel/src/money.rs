//! Money in the smallest unit.

/// Grosze: a hundredth of a złoty.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Grosze(pub i64);

impl std::iter::Sum for Grosze {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
    }
}
