//! A generic town in a test: a server in the process, people, a clock, both databases.
//!
//! It stands below the pillars and is given their slices, so that a slice's own stories can use it. Every story
//! runs on SQLite and, where `MIKROPOLIS_TEST_POSTGRES` names a server, on PostgreSQL: [`on_both`].

#![expect(clippy::print_stderr, reason = "tests tell what they leave out")]

mod answer;
mod town;

pub use answer::Answer;
pub use town::{Chosen, Somebody, Town, on_both};
