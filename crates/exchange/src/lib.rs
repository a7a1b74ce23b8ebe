//! Exchange rings and fair matching: optimal, explained, verifiable.

pub mod assignment;
pub mod bounded;
pub mod draw;
pub mod explain;
pub mod fairness_report;
pub mod market;
pub mod pairs;
pub mod plain;
pub mod repair;
pub mod result;
pub mod rings;
pub mod shifts;
pub mod verify;
pub mod wants;
