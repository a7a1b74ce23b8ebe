//! What an engine's result says to people: sentences in three languages and self-contained pages. Pure.

pub mod counting;
pub mod exchange;
pub mod opinions;
pub mod problems;

text::texts!();
