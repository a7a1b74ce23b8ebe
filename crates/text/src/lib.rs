//! Languages, Markdown, search analysis, readability and exchange formats: pure, no store.
//!
//! What a page shows in words comes from here: [numbers](Number), [money()], [dates](date()), [lists](list()). What
//! people write passes [`nfc`] on its way in and [`markdown`] on its way out; [`analyse`] makes it findable,
//! [`sort_key`] puts it in order.

pub mod analyse;
pub mod atom;
mod brief;
mod clean;
mod collate;
pub mod csv;
mod date;
mod fold;
pub mod geojson;
mod given;
pub mod ics;
mod list;
pub mod markdown;
mod money;
mod number;
pub mod qr;
mod readability;
pub mod suppress;
/// The generator of texts binds short words while building; running text is bound here by the same rule.
#[path = "../../text-build/src/typography.rs"]
mod typography;

pub use brief::brief;
pub use clean::{HoldsNul, nfc, nfc_line, slug};
pub use collate::{SORT_KEY_VERSION, sort_key};
pub use date::{
    date, date_time, date_with_weekday, day_and_month, month_and_year, period, relative_day, relative_time,
    time, weekday, weekday_short,
};
pub use given::Given;
pub use kernel::Locale;
pub use list::{Joined, list};
pub use money::{money, money_short};
pub use number::{Category, GROUP_SPACE, Number, ShownNumber, ToNumber};
pub use readability::{Readability, readability, syllables};
pub use typography::{NO_BREAK_SPACE, bind_short_words};

/// Takes in the functions that `text_build::generate()` made of a crate's text files, as `pub mod texts`.
#[macro_export]
macro_rules! texts {
    () => {
        /// The words of the interface: a function per message, made from the `pl.ftl`, `en.ftl` and `uk.ftl` of
        /// the feature folders.
        #[allow(clippy::all, clippy::pedantic, reason = "written by a generator, for the compiler")]
        pub mod texts {
            include!(concat!(env!("OUT_DIR"), "/texts.rs"));
        }
    };
}

/// Adds what is shown to a text being written; used by the generated message functions.
#[doc(hidden)]
pub fn push(out: &mut String, shown: &dyn std::fmt::Display) {
    use std::fmt::Write as _;
    // Writing to a string fails only where a `Display` does, whose words are then left out.
    let _ = write!(out, "{shown}");
}
