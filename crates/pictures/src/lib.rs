//! Photographs made small and clean.
//!
//! What a person uploads is never served. It is decoded under limits, turned upright, brought to the colours of
//! the web, made smaller, and written anew as JPEG; what was around the pixels (position, date, camera, name,
//! thumbnail, and anything hidden behind them) is gone by construction, and [`is_plain_jpeg`] looks again.
//!
//! Decoders are where crafted files do harm, so a server calls [`child::run`], which does the work in a process
//! of its own with limits on memory, time and files, and never [`shrink`] itself.

pub mod child;
mod jpeg;
mod shrink;
mod sniff;
mod wire;

pub use jpeg::is_plain_jpeg;
pub use shrink::shrink;

use std::time::Duration;

/// How large a picture may be, and how large it comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes an uploaded file may have.
    pub bytes: usize,
    /// The most pixels (width × height), so that a small file cannot ask for much memory.
    pub pixels: u64,
    /// The longest side in pixels.
    pub side: u32,
    /// The widths to make, in pixels, from small to large. No picture is made larger than it was.
    pub widths: Vec<u32>,
    /// How long the child process may take by the clock on the wall.
    pub patience: Duration,
}

impl Default for Limits {
    /// 20 MB, 52 megapixels (a telephone's full sensor today is 48 to 50), 12,000 pixels a side, three widths,
    /// 30 seconds.
    fn default() -> Limits {
        Limits {
            bytes: 20_000_000,
            pixels: 52_000_000,
            side: 12_000,
            widths: vec![480, 960, 1600],
            patience: Duration::from_secs(30),
        }
    }
}

/// One size of a picture, ready to be served as `image/jpeg`.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The file: a JPEG without any metadata.
    pub jpeg: Vec<u8>,
}

impl std::fmt::Debug for Rendition {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Rendition({} × {}, {} bytes)", self.width, self.height, self.jpeg.len())
    }
}

/// Why a file is not taken as a picture. The words for people are the caller's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing was sent.
    #[error("the file is empty")]
    Empty,
    /// More bytes than the limit.
    #[error("the file has {bytes} bytes; at most {most} are taken")]
    TooManyBytes {
        /// How many there are.
        bytes: u64,
        /// How many may be.
        most: u64,
    },
    /// A picture or other file of a kind that is not taken, named by [`Kind`].
    #[error("the file is {0}; JPEG, PNG and WebP pictures are taken")]
    NotTaken(Kind),
    /// Too many pixels, or too long a side.
    #[error("the picture is {width} × {height} pixels; at most {pixels} pixels and {side} a side are taken")]
    TooLarge {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The most pixels.
        pixels: u64,
        /// The longest side.
        side: u32,
    },
    /// It begins as a picture, and then is not one; or it is cut off.
    #[error("the picture cannot be read: it is damaged or cut off")]
    Damaged,
    /// Decoding took more memory or time than any honest picture needs.
    #[error("the picture takes too much memory or time to read")]
    TooMuchWork,
    /// The process for decoding could not be started, or answered nonsense: nothing that the person did.
    #[error("the process that reads pictures failed: {0}")]
    Process(String),
}

/// What a file that is not taken looks like, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A drawing that may carry scripts.
    Svg,
    /// An animation, or an old drawing.
    Gif,
    /// What some telephones make unless asked for JPEG.
    Heic,
    /// AVIF.
    Avif,
    /// TIFF, or a camera's raw file built like it.
    Tiff,
    /// A Windows bitmap.
    Bmp,
    /// A document.
    Pdf,
    /// A film.
    Video,
    /// Anything else.
    Unknown,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Kind::Svg => "an SVG drawing",
            Kind::Gif => "a GIF",
            Kind::Heic => "a HEIC picture",
            Kind::Avif => "an AVIF picture",
            Kind::Tiff => "a TIFF picture",
            Kind::Bmp => "a BMP picture",
            Kind::Pdf => "a PDF document",
            Kind::Video => "a film",
            Kind::Unknown => "not a picture known here",
        })
    }
}
