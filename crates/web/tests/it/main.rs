//! The web layer with a toy slice: a notice board.

mod board;
mod caching;
mod errors;
mod forms;
mod html;
mod security;
mod town;
