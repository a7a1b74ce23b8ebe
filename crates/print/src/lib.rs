//! Papers: what the program hands to people without a screen.
//!
//! A [`Paper`] is built from plain parts (title, text, rows, a code, a QR code) and comes out as a tagged PDF that
//! meets PDF/UA-1 (ISO 14289-1): read aloud in the right order and language, with its own fonts inside, the same
//! bytes for the same content. [`papers`] holds the papers that are ready to use.

mod face;
mod layout;
mod lines;
mod paper;
pub mod papers;
mod pdf;
mod qr;
mod raster;
pub mod screen;

text::texts!();

pub use paper::{LARGE, Paper, Size, Weight, bound};
pub use qr::lines as qr_lines;

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A QR code holds about 2,300 bytes; an address is never near that.
    #[error("{0} bytes are too many for a QR code")]
    TooLongForQr(usize),
    /// The finished file would not be an accessible PDF; says in which ways.
    #[error("the PDF would not be accessible: {0}")]
    NotAccessible(String),
    /// A picture for screens could not be packed.
    #[error("the picture could not be packed: {0}")]
    NotDrawn(String),
}
