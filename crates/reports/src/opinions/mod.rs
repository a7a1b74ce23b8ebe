//! Opinion maps in words and as one page.

mod page;
mod picture;
mod words;

#[cfg(test)]
mod tests;

pub use page::page;
pub use words::Words;
