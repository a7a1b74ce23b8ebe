//! Exchange rings and fair matching: optimal, explained, verifiable.

pub mod assignment;
pub mod bounded;
pub mod draw;
pub mod explain;
pub mod market;
pub mod result;
pub mod rings;
pub mod verify;
pub mod wants;
