//! A budget count in words: why each project won or lost, what became of one person's share, and
//! pages of one count, of a whole edition, and of all rules side by side.

mod body;
mod compare;
mod edition;
mod page;
mod rules;
mod words;

pub use body::Report;
pub use compare::{Alternative, compare_html};
pub use edition::{PoolReport, edition_html};
pub use page::html;
pub use rules::rule_name;
pub use words::{amount, explanation, receipt};

#[cfg(test)]
mod tests;
