//! Moments as pages show them, on clocks in Poland.

use kernel::{Locale, Time};
use std::borrow::Borrow;

/// "3 marca 2026".
pub(crate) fn day(locale: impl Into<Locale>, at: impl Borrow<Time>) -> String {
    text::date(locale, at.borrow().day().0)
}

/// "pon. 3 marca, 18:05".
pub(crate) fn moment(locale: impl Into<Locale>, at: impl Borrow<Time>) -> String {
    text::date_time(locale, at.borrow().in_poland().datetime())
}

/// "18:05".
pub(crate) fn clock(at: impl Borrow<Time>) -> String {
    text::time(at.borrow().in_poland().time())
}
