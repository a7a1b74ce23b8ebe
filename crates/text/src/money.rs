//! Amounts of Polish money as each language writes them.

use kernel::Locale;

use crate::given::Given;
use crate::number::{GROUP_SPACE, grouped};

/// An amount in grosze with its two decimals: pl, uk "1 234,50 zł" with no-break spaces, en "PLN 1,234.50".
///
/// Ukrainian keeps the sign that stands on Polish price tags.
pub fn money(locale: impl Into<Locale>, grosze: impl Given<i64>) -> String {
    shown(locale.into(), grosze.given(), true)
}

/// The same without ",00" where there are no grosze: "20 zł", "1 234,50 zł".
pub fn money_short(locale: impl Into<Locale>, grosze: impl Given<i64>) -> String {
    let grosze = grosze.given();
    shown(locale.into(), grosze, grosze % 100 != 0)
}

fn shown(locale: Locale, grosze: i64, decimals: bool) -> String {
    let minus = if grosze < 0 { "−" } else { "" };
    let (zlote, rest) = (u128::from(grosze.unsigned_abs() / 100), grosze.unsigned_abs() % 100);
    let (separator, comma) = match locale {
        Locale::En => (',', '.'),
        Locale::Pl | Locale::Uk => (GROUP_SPACE, ','),
    };
    let mut amount = grouped(zlote, separator);
    if decimals {
        amount.push_str(&format!("{comma}{rest:02}"));
    }
    match locale {
        Locale::En => format!("{minus}PLN\u{a0}{amount}"),
        Locale::Pl | Locale::Uk => format!("{minus}{amount}\u{a0}zł"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_does() {
        assert_eq!(money(Locale::Pl, 123_450), "1\u{a0}234,50\u{a0}zł");
        assert_eq!(money(Locale::Uk, 100_000_005), "1\u{a0}000\u{a0}000,05\u{a0}zł");
        assert_eq!(money(Locale::En, 123_450), "PLN\u{a0}1,234.50");
        assert_eq!(money(Locale::Pl, 0), "0,00\u{a0}zł");
        assert_eq!(money(Locale::Pl, -5), "−0,05\u{a0}zł");
        assert_eq!(money(Locale::En, i64::MIN), "−PLN\u{a0}92,233,720,368,547,758.08");
        assert_eq!(money_short(Locale::Pl, 2_000), "20\u{a0}zł");
        let held: &&kernel::Grosze = &&kernel::Grosze(100);
        assert_eq!(money(Locale::Pl, held), "1,00\u{a0}zł");
        assert_eq!(money_short(Locale::En, -2_050), "−PLN\u{a0}20.50");
    }
}
