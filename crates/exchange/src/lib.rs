//! Exchange rings and fair matching: optimal, explained, verifiable.

pub mod assignment;
pub mod bounded;
pub mod draw;
pub mod market;
pub mod rings;
pub mod wants;
