//! Ids, money, time, actors, acts and refusals: the words every other crate speaks. No input or output.

mod locale;

pub use locale::Locale;
