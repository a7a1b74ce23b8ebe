//! Opinion maps from agree, disagree and pass: exact, honest about groups, incremental.
#![cfg_attr(test, allow(dead_code))]
mod eigen;
pub mod input;
mod pairs;
mod random;
mod space;
mod table;
mod vote;
pub use random::Random;
pub use space::{Point, Space};
pub use table::{MOST_STATEMENTS, Person, Standing, Tally, VoteTable};
pub use vote::{Signs, Vote};
pub mod polis;
pub mod statistics;
