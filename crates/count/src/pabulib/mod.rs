//! The Pabulib `.pb` format: read, checked, written.
//!
//! A file has three sections, `META`, `PROJECTS` and `VOTES`; each starts with its name on a line
//! of its own, then a header line, then rows. Cells are separated by `;`, quoted by `"` (doubled
//! inside), and lists inside a cell are separated by `,`. Format: <https://pabulib.org/format>.
//!
//! * [`read`] builds an [`Election`](crate::Election) in one pass: rows are not kept, equal ballots
//!   are merged as they arrive.
//! * [`recount`] compares the result a file states with a count by the file's own rule.
//! * [`Document`] keeps every cell of a file, unknown columns too, and writes it back.
//! * [`Problem`] says what is wrong with a file: line, column, reason, and what to do.

mod ballots;
mod check;
mod document;
mod fields;
mod problem;
mod read;
mod scan;

pub use check::recount;
pub use document::{Document, Table};
pub use problem::{Problem, Reason, Severity};
pub use read::{Limits, Reading, Rejected, read, read_with};
