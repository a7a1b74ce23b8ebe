//! Real files, honest and crafted, through the decoder and through its child process.

mod bombs;
mod child;
mod fixtures;
mod metadata;
