//! The `#!` options of a want-list file.

use super::parse::WantErrorKind;

/// How the rank of a want becomes its cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Priorities {
    /// Every want costs 1.
    #[default]
    None,
    /// The rank itself.
    Linear,
    /// rank × (rank + 1) / 2.
    Triangle,
    /// rank².
    Square,
    /// The number written after `=`; the next wants go on from there.
    Explicit,
}

/// The options that change the answer, and the ones that only changed TradeMaximizer's print-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// `ALLOW-DUMMIES`
    pub allow_dummies: bool,
    /// `REQUIRE-COLONS`
    pub require_colons: bool,
    /// `REQUIRE-USERNAMES`
    pub require_usernames: bool,
    /// `CASE-SENSITIVE`
    pub case_sensitive: bool,
    /// `LINEAR-`, `TRIANGLE-`, `SQUARE-` or `EXPLICIT-PRIORITIES`; the last one counts.
    pub priorities: Priorities,
    /// `SMALL-STEP=n`: what the rank grows by per accepted want.
    pub small_step: u32,
    /// `BIG-STEP=n`: what the rank grows by per semicolon.
    pub big_step: u32,
    /// `NONTRADE-COST=n`: what an item that is not traded costs.
    pub nontrade_cost: i64,
    /// Options without influence on the trades, as written (`HIDE-…`, `SHOW-…`, `ITERATIONS=…`, `SEED=…`).
    pub display: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            allow_dummies: false,
            require_colons: false,
            require_usernames: false,
            case_sensitive: false,
            priorities: Priorities::None,
            small_step: 1,
            big_step: 9,
            nontrade_cost: 1_000_000_000,
            display: Vec::new(),
        }
    }
}

/// The greatest cost of a want or of not trading: sums over a million items stay far inside 64 bits.
pub const GREATEST_COST: i64 = 1_000_000_000_000;

const DISPLAY: [&str; 10] = [
    "HIDE-ERRORS",
    "HIDE-REPEATS",
    "HIDE-LOOPS",
    "HIDE-SUMMARY",
    "HIDE-NONTRADES",
    "HIDE-STATS",
    "SHOW-MISSING",
    "SORT-BY-ITEM",
    "SHOW-ELAPSED-TIME",
    "SHRINK-VERBOSE",
];

impl Options {
    /// Takes in one word of a `#!` line (already in upper case).
    pub(super) fn set(&mut self, word: &str) -> Result<(), WantErrorKind> {
        match word {
            "ALLOW-DUMMIES" => self.allow_dummies = true,
            "REQUIRE-COLONS" => self.require_colons = true,
            "REQUIRE-USERNAMES" => self.require_usernames = true,
            "CASE-SENSITIVE" => self.case_sensitive = true,
            "LINEAR-PRIORITIES" => self.priorities = Priorities::Linear,
            "TRIANGLE-PRIORITIES" => self.priorities = Priorities::Triangle,
            "SQUARE-PRIORITIES" => self.priorities = Priorities::Square,
            "EXPLICIT-PRIORITIES" => self.priorities = Priorities::Explicit,
            _ if DISPLAY.contains(&word) => self.display.push(word.to_owned()),
            _ => return self.set_number(word),
        }
        Ok(())
    }

    fn set_number(&mut self, word: &str) -> Result<(), WantErrorKind> {
        let Some((name, digits)) = word.split_once('=') else {
            return Err(WantErrorKind::UnknownOption(word.to_owned()));
        };
        let bad = || WantErrorKind::OptionNumber(word.to_owned());
        let number = digits.bytes().all(|digit| digit.is_ascii_digit()).then_some(digits);
        let number = |least: u64, greatest: u64| {
            let value = number.and_then(|digits| digits.parse::<u64>().ok()).ok_or_else(bad)?;
            if value < least || value > greatest || (least > 0 && digits.starts_with('0')) {
                return Err(bad());
            }
            Ok(value)
        };
        let step = i32::MAX.unsigned_abs().into();
        match name {
            "SMALL-STEP" => self.small_step = u32::try_from(number(0, step)?).map_err(|_| bad())?,
            "BIG-STEP" => self.big_step = u32::try_from(number(0, step)?).map_err(|_| bad())?,
            "NONTRADE-COST" => {
                let cost = number(1, GREATEST_COST.unsigned_abs())?;
                self.nontrade_cost = i64::try_from(cost).map_err(|_| bad())?;
            }
            "ITERATIONS" => self.keep(word, number(1, step)?),
            "SEED" => self.keep(word, number(1, i64::MAX.unsigned_abs())?),
            "SHRINK" => self.keep(word, number(0, 9)?),
            _ => return Err(WantErrorKind::UnknownOption(word.to_owned())),
        }
        Ok(())
    }

    fn keep(&mut self, word: &str, _checked: u64) {
        self.display.push(word.to_owned());
    }
}
