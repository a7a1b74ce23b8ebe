//! Numbers as a sentence needs them: their plural category and how they are written.

use std::fmt;

use kernel::Locale;

/// The character between groups of three digits in Polish and Ukrainian: a no-break space (CLDR).
pub const GROUP_SPACE: char = '\u{a0}';

/// A whole or decimal number to be shown in a sentence: `units` divided by ten to the power of `decimals`.
///
/// Decimals matter to grammar: 1 is "1 historia", 1.5 is "1,5 historii".
#[derive(Clone, Copy, Debug)]
pub struct Number {
    units: i128,
    decimals: u8,
}

/// A plural category of the Unicode CLDR, as far as our languages have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// pl 1 · en 1 · uk 1, 21, 31…
    One,
    /// pl, uk 2–4, 22–24…
    Few,
    /// pl 0, 5–21, 25–31… · uk 0, 5–20, 25–30…
    Many,
    /// en all but 1 · pl, uk decimals.
    Other,
}

impl Number {
    /// A whole number.
    pub const fn integer(value: i64) -> Number {
        Number { units: value as i128, decimals: 0 }
    }

    /// A decimal number: `decimal(15, 1)` is 1.5. More than six decimals are taken as six.
    pub const fn decimal(units: i64, decimals: u8) -> Number {
        Number { units: units as i128, decimals: if decimals > 6 { 6 } else { decimals } }
    }

    /// Whether both are the same number, however many decimals are written.
    pub fn equals(self, other: Number) -> bool {
        self.scaled() == other.scaled()
    }

    fn scaled(self) -> i128 {
        self.units.saturating_mul(10_i128.pow(u32::from(6 - self.decimals)))
    }

    fn whole_and_fraction(self) -> (u128, u128) {
        let one = 10_u128.pow(u32::from(self.decimals));
        (self.units.unsigned_abs() / one, self.units.unsigned_abs() % one)
    }

    /// The plural category by the CLDR rules for cardinal numbers.
    pub fn category(self, locale: impl Into<Locale>) -> Category {
        let (whole, _) = self.whole_and_fraction();
        let locale = locale.into();
        if self.decimals > 0 {
            return Category::Other;
        }
        match locale {
            Locale::En if whole == 1 => Category::One,
            Locale::En => Category::Other,
            Locale::Pl if whole == 1 => Category::One,
            Locale::Uk if whole % 10 == 1 && whole % 100 != 11 => Category::One,
            Locale::Pl | Locale::Uk => match (whole % 10, whole % 100) {
                (2..=4, last_two) if !(12..=14).contains(&last_two) => Category::Few,
                _ => Category::Many,
            },
        }
    }

    /// How the language writes it: Polish and Ukrainian group digits from 10 000 up and put a decimal comma,
    /// English groups from 1,000 and puts a point.
    pub fn shown(self, locale: impl Into<Locale>) -> ShownNumber {
        ShownNumber { number: self, locale: locale.into() }
    }
}

/// A [`Number`] as a language writes it.
#[derive(Clone, Copy, Debug)]
pub struct ShownNumber {
    number: Number,
    locale: Locale,
}

impl fmt::Display for ShownNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.number.whole_and_fraction();
        let (separator, comma, from) = match self.locale {
            Locale::En => (',', '.', 1_000),
            Locale::Pl | Locale::Uk => (GROUP_SPACE, ',', 10_000),
        };
        let mut shown = String::new();
        if self.number.units < 0 {
            shown.push('−');
        }
        shown.push_str(&if whole >= from { grouped(whole, separator) } else { whole.to_string() });
        if self.number.decimals > 0 {
            shown.push(comma);
            shown.push_str(&format!("{fraction:0width$}", width = usize::from(self.number.decimals)));
        }
        formatter.pad(&shown)
    }
}

/// Digits in groups of three.
pub(crate) fn grouped(value: u128, separator: char) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// What a message can take as a number, by value or by reference.
pub trait ToNumber {
    /// The number to be shown.
    fn to_number(&self) -> Number;
}

impl<T: ToNumber + ?Sized> ToNumber for &T {
    fn to_number(&self) -> Number {
        (**self).to_number()
    }
}

impl ToNumber for Number {
    fn to_number(&self) -> Number {
        *self
    }
}

/// Rounded to two decimals, of which zeros at the end are left out. What is not a number counts as 0.
impl ToNumber for f64 {
    fn to_number(&self) -> Number {
        let hundredths = (self * 100.0).round() as i64;
        match (hundredths % 100, hundredths % 10) {
            (0, _) => Number::integer(hundredths / 100),
            (_, 0) => Number::decimal(hundredths / 10, 1),
            _ => Number::decimal(hundredths, 2),
        }
    }
}

macro_rules! whole_numbers {
    ($($integer:ty)*) => {$(
        impl ToNumber for $integer {
            fn to_number(&self) -> Number {
                Number { units: *self as i128, decimals: 0 }
            }
        }
    )*};
}

whole_numbers! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_categories_follow_the_cldr_rules() {
        use Category::{Few, Many, One, Other};
        let expected = [
            (0, Many, Many, Other),
            (1, One, One, One),
            (2, Few, Few, Other),
            (4, Few, Few, Other),
            (5, Many, Many, Other),
            (11, Many, Many, Other),
            (12, Many, Many, Other),
            (14, Many, Many, Other),
            (21, Many, One, Other),
            (22, Few, Few, Other),
            (25, Many, Many, Other),
            (101, Many, One, Other),
            (111, Many, Many, Other),
            (112, Many, Many, Other),
            (122, Few, Few, Other),
            (-1, One, One, One),
        ];
        for (value, pl, uk, en) in expected {
            let number = Number::integer(value);
            assert_eq!(number.category(Locale::Pl), pl, "{value} pl");
            assert_eq!(number.category(Locale::Uk), uk, "{value} uk");
            assert_eq!(number.category(Locale::En), en, "{value} en");
        }
        for locale in Locale::ALL {
            assert_eq!(Number::decimal(15, 1).category(locale), Other);
            assert_eq!(Number::decimal(10, 1).category(locale), Other);
        }
    }

    #[test]
    fn digits_are_grouped_as_each_language_does() {
        let shown = |number: &dyn ToNumber, locale: Locale| number.to_number().shown(locale).to_string();
        assert_eq!(shown(&9_999, Locale::Pl), "9999");
        assert_eq!(shown(&10_000, Locale::Pl), "10\u{a0}000");
        assert_eq!(shown(&1_234_567_u64, Locale::Uk), "1\u{a0}234\u{a0}567");
        assert_eq!(shown(&9_999, Locale::En), "9,999");
        assert_eq!(shown(&999, Locale::En), "999");
        assert_eq!(shown(&-10_500_i64, Locale::Pl), "−10\u{a0}500");
        assert_eq!(shown(&1.5, Locale::Pl), "1,5");
        assert_eq!(shown(&-0.25, Locale::En), "−0.25");
        assert_eq!(shown(&2.0, Locale::Pl), "2");
        assert_eq!(shown(&f64::NAN, Locale::Pl), "0");
        assert_eq!(shown(&u64::MAX, Locale::En), "18,446,744,073,709,551,615");
        assert_eq!(shown(&i64::MIN, Locale::En), "−9,223,372,036,854,775,808");
        assert_eq!(Number::decimal(105, 2).shown(Locale::Pl).to_string(), "1,05");
    }

    #[test]
    fn numbers_are_equal_by_value() {
        assert!(Number::integer(2).equals(Number::decimal(200, 2)));
        assert!(!Number::integer(2).equals(Number::decimal(201, 2)));
        assert!((&&1_u32).to_number().equals(Number::integer(1)));
    }
}
