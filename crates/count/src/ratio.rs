//! Exact fractions, as they appear in logs and results.

use std::fmt;
use std::str::FromStr;

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use serde::{Serialize, Serializer};

use crate::money::Amount;

/// An exact fraction of whole numbers of any length, in lowest terms. Written `n` or `n/d`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ratio(pub(crate) RBig);

impl Ratio {
    /// `numerator / denominator`; `None` for a zero denominator.
    #[must_use]
    pub fn new(numerator: i128, denominator: u128) -> Option<Self> {
        (denominator != 0).then(|| Self(RBig::from_parts(IBig::from(numerator), UBig::from(denominator))))
    }

    pub(crate) fn of(numerator: &UBig, denominator: &UBig) -> Self {
        Self(RBig::from_parts(IBig::from(numerator.clone()), denominator.clone()))
    }

    /// The nearest floating-point number, for pictures and percentages only.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().value()
    }

    /// The whole part, rounded down.
    #[must_use]
    pub fn floor(&self) -> Amount {
        Amount::try_from(self.0.floor()).unwrap_or(Amount::MAX)
    }

    /// The nearest whole number; halves go up.
    #[must_use]
    pub fn rounded(&self) -> Amount {
        let half = RBig::from_parts(IBig::from(1), UBig::from(2_u8));
        Amount::try_from((&self.0 + half).floor()).unwrap_or(Amount::MAX)
    }

    /// The fraction is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0 < RBig::ZERO
    }
}

impl From<Amount> for Ratio {
    fn from(amount: Amount) -> Self {
        Self(RBig::from(amount))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The text is not a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotARatio;

impl fmt::Display for NotARatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a fraction; write n or n/d")
    }
}

impl std::error::Error for NotARatio {}

impl FromStr for Ratio {
    type Err = NotARatio;

    /// Reads `n` or `n/d`, at most 20,000 characters.
    fn from_str(text: &str) -> Result<Self, NotARatio> {
        if text.len() > 20_000 {
            return Err(NotARatio);
        }
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let numerator = IBig::from_str(numerator).map_err(|_| NotARatio)?;
        let denominator = UBig::from_str(denominator).map_err(|_| NotARatio)?;
        if denominator == UBig::ZERO {
            return Err(NotARatio);
        }
        Ok(Self(RBig::from_parts(numerator, denominator)))
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_read_rounded_and_written() {
        let ratio: Ratio = "514205/1511".parse().unwrap();
        assert_eq!(ratio.to_string(), "514205/1511");
        assert_eq!((ratio.floor(), ratio.rounded()), (340, 340));
        assert_eq!(Ratio::new(7, 2).unwrap().rounded(), 4);
        assert_eq!(Ratio::new(6, 3).unwrap().to_string(), "2");
        assert!("1/0".parse::<Ratio>().is_err() && "x".parse::<Ratio>().is_err());
        assert!(Ratio::new(1, 0).is_none());
    }
}
