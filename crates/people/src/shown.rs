//! A page that shows a secret once, to be written down or printed.

use askama::Template;
use web::{Chrome, Typed};

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
    /// The paper that prints these codes, if there is one: its address, and the form that hands them over. The page is
    /// the only place where they are.
    pub(crate) paper: Option<(String, Typed)>,
}

impl Shown {
    /// The codes as the form of the paper hands them over, one a line.
    fn lines(&self) -> String {
        self.codes.join("\n")
    }
}
