//! The same promises on both engines, under many hands at once.
#![expect(clippy::print_stderr, reason = "tests tell what they leave out")]

mod concurrent;
mod fixture;
mod survive;
mod transactions;
