//! The same promises on both engines, under many hands at once.

mod concurrent;
mod fixture;
mod survive;
mod transactions;
