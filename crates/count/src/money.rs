//! Amounts of money as whole numbers of the smallest unit that a file uses.

use serde::Serialize;

/// An amount in the smallest unit of its [`Currency`].
pub type Amount = i64;

/// Largest amount accepted, in smallest units: 10^15, ten trillion złoty counted in grosz.
pub const MAX_AMOUNT: Amount = 1_000_000_000_000_000;

/// How amounts of one election are written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Currency {
    /// Code such as `PLN`; empty where the file has none.
    pub code: String,
    /// Decimal places of the smallest unit: 2 means that the unit is a hundredth.
    pub decimals: u8,
}

impl Currency {
    /// Smallest units in one unit of the currency.
    #[must_use]
    pub fn unit(&self) -> Amount {
        10_i64.pow(u32::from(self.decimals.min(6)))
    }

    /// Writes an amount as the file would: digits, and a point only where it is needed.
    #[must_use]
    pub fn plain(&self, amount: Amount) -> String {
        let unit = self.unit();
        let (whole, part) = (amount / unit, (amount % unit).abs());
        if part == 0 {
            return whole.to_string();
        }
        let sign = if amount < 0 && whole == 0 { "-" } else { "" };
        format!("{sign}{whole}.{part:0width$}", width = usize::from(self.decimals))
    }
}

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AmountFault {
    NotANumber,
    Negative,
    TooLarge,
}

/// A decimal number as written: `digits` × 10^-`decimals`, without trailing zero decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Decimal {
    pub digits: Amount,
    pub decimals: u8,
    /// A comma stood where a point should.
    pub comma: bool,
}

impl Decimal {
    /// Reads `1234`, `1234.50`, `1234,5`.
    pub fn parse(text: &str) -> Result<Self, AmountFault> {
        let text = text.trim();
        let negative = text.starts_with('-');
        let body = text.strip_prefix(['-', '+']).unwrap_or(text);
        let comma = body.contains(',');
        let (whole, part) = body.split_once(['.', ',']).unwrap_or((body, ""));
        if whole.is_empty() && part.is_empty() {
            return Err(AmountFault::NotANumber);
        }
        if !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
            return Err(AmountFault::NotANumber);
        }
        let part = part.trim_end_matches('0');
        if part.len() > 6 {
            return Err(AmountFault::NotANumber);
        }
        let mut digits: Amount = 0;
        for byte in whole.bytes().chain(part.bytes()) {
            digits = digits * 10 + Amount::from(byte - b'0');
            if digits > MAX_AMOUNT {
                return Err(AmountFault::TooLarge);
            }
        }
        if negative && digits > 0 {
            return Err(AmountFault::Negative);
        }
        Ok(Self { digits, decimals: u8::try_from(part.len()).unwrap_or(6), comma })
    }

    /// The same number in units of 10^-`decimals`.
    pub fn scaled(self, decimals: u8) -> Result<Amount, AmountFault> {
        let factor = 10_i64.pow(u32::from(decimals.saturating_sub(self.decimals)));
        self.digits.checked_mul(factor).filter(|&amount| amount <= MAX_AMOUNT).ok_or(AmountFault::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written() {
        let amount = Decimal::parse("2458488,220").unwrap();
        assert_eq!((amount.digits, amount.decimals, amount.comma), (245_848_822, 2, true));
        assert_eq!(amount.scaled(3), Ok(2_458_488_220));
        let currency = Currency { code: "PLN".into(), decimals: 2 };
        assert_eq!(currency.plain(245_848_822), "2458488.22");
        assert_eq!(currency.plain(-5), "-0.05");
        assert_eq!(currency.plain(700), "7");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        assert_eq!(Decimal::parse("-1"), Err(AmountFault::Negative));
        assert_eq!(Decimal::parse("1e5"), Err(AmountFault::NotANumber));
        assert_eq!(Decimal::parse("."), Err(AmountFault::NotANumber));
        assert_eq!(Decimal::parse(&"9".repeat(400)), Err(AmountFault::TooLarge));
        assert_eq!(Decimal::parse("999999999999999").unwrap().scaled(2), Err(AmountFault::TooLarge));
    }
}
