//! Real files, honest and crafted, through the decoder and through its child process.
#![expect(clippy::print_stdout, reason = "says what was skipped")]

mod bombs;
mod child;
mod fixtures;
mod metadata;
