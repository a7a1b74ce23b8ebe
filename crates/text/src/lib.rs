//! Languages, Markdown, search analysis, readability and exchange formats: pure, no store.

mod number;

pub use kernel::Locale;
pub use number::{Category, GROUP_SPACE, Number, ShownNumber, ToNumber};

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
