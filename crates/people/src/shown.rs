//! A page that shows a secret once, to be written down or printed.

use askama::Template;
use web::Chrome;

/// Codes, and what to do with them.
#[derive(Template)]
#[template(path = "shown.html")]
pub(crate) struct Shown {
    pub(crate) chrome: Chrome,
    /// Each in groups of four, or as it is.
    pub(crate) codes: Vec<String>,
    /// What they are for, sentence by sentence.
    pub(crate) says: Vec<String>,
    /// Where to go next, and what the link says.
    pub(crate) next: (String, &'static str),
}
