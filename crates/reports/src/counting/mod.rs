//! A budget count in words: why each project won or lost, what became of one person's share, and a
//! page with everything.

mod page;
mod words;

pub use page::{Report, html};
pub use words::{amount, explanation, receipt};

#[cfg(test)]
mod tests;
