//! Pictures to try: JPEG, PNG and WebP made here, with whatever a test wants planted in them.

use std::io::Write as _;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{ExtendedColorType, ImageEncoder as _, Rgb, RgbImage};

/// What only a planted description holds.
pub const NAME: &str = "Zofia Przykladowa, os. Willowe 5";

/// A photograph of sorts: colours that run, and some grain.
pub fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 24 & 15;
        Rgb([(x * 240 / width + grain) as u8, (y * 240 / height + grain) as u8, (120 + grain) as u8])
    })
}

/// As JPEG, with these segments after the start: marker and content.
pub fn jpeg(picture: &RgbImage, segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    let encoder = jpeg_encoder::Encoder::new(&mut out, 95);
    encoder.encode(picture.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    let mut planted = Vec::new();
    for (marker, content) in segments {
        planted.extend([0xff, *marker]);
        planted.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        planted.extend(content);
    }
    out.splice(2..2, planted);
    out
}

/// EXIF as a telephone writes it: a name, a date, a position in Nowa Huta, and how the camera was held.
pub fn exif(orientation: u16) -> Vec<u8> {
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let degrees = |d, m, s| {
        let rational = |num, denom| Rational { num, denom };
        Value::Rational(vec![rational(d, 1), rational(m, 1), rational(s, 100)])
    };
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let fields = [
        field(Tag::Artist, text(NAME)),
        field(Tag::ImageDescription, text(NAME)),
        field(Tag::DateTimeOriginal, text("1974:05:01 12:34:56")),
        field(Tag::Orientation, Value::Short(vec![orientation])),
        field(Tag::GPSLatitudeRef, text("N")),
        field(Tag::GPSLatitude, degrees(50, 4, 1_931)),
        field(Tag::GPSLongitudeRef, text("E")),
        field(Tag::GPSLongitude, degrees(20, 2, 1_337)),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut out = std::io::Cursor::new(Vec::new());
    writer.write(&mut out, false).unwrap();
    out.into_inner()
}

/// The EXIF segment of a JPEG.
pub fn exif_segment(orientation: u16) -> (u8, Vec<u8>) {
    (0xe1, [b"Exif\0\0".to_vec(), exif(orientation)].concat())
}

/// A PNG from its header and chunks; lengths and checksums are right.
pub fn png(width: u32, height: u32, depth: u8, colour: u8, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([depth, colour, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let first = (b"IHDR", header);
    let last = (b"IEND", Vec::new());
    for (name, content) in std::iter::once(&first).chain(chunks).chain([&last]) {
        out.extend((content.len() as u32).to_be_bytes());
        let body = [&name[..], content].concat();
        out.extend(&body);
        out.extend(crc32fast::hash(&body).to_be_bytes());
    }
    out
}

/// A PNG of that photograph with chunks planted before its pixels.
pub fn png_photo(picture: &RgbImage, planted: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let rows = picture.as_raw().chunks(picture.width() as usize * 3);
    let filtered: Vec<u8> = rows.flat_map(|row| std::iter::once(&0).chain(row).copied()).collect();
    let pixels = (b"IDAT", deflated(&filtered));
    let chunks: Vec<_> = planted.iter().cloned().chain([pixels]).collect();
    png(picture.width(), picture.height(), 8, 2, &chunks)
}

/// A WebP of that photograph with an EXIF chunk behind its pixels.
pub fn webp_photo(picture: &RgbImage, exif: Option<Vec<u8>>) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let mut plain = Vec::new();
    let encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut plain);
    encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8).unwrap();
    let Some(exif) = exif else { return plain };
    let side = |pixels: u32| (pixels - 1).to_le_bytes()[..3].to_vec();
    let chunk = |name: &[u8], content: &[u8]| {
        let padding = vec![0; content.len() % 2];
        [name, &(content.len() as u32).to_le_bytes(), content, &padding].concat()
    };
    // The extended header says: there is EXIF (bit 3); and how large the canvas is.
    let extended = chunk(b"VP8X", &[vec![8, 0, 0, 0], side(width), side(height)].concat());
    let body = [b"WEBP".to_vec(), extended, plain[12..].to_vec(), chunk(b"EXIF", &exif)].concat();
    chunk(b"RIFF", &body)
}

/// In the format of zlib.
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// This many zeros in the format of zlib, a thousandth of their size.
pub fn deflated_zeros(count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1 << 20];
    let mut left = count;
    while left > 0 {
        let now = left.min(zeros.len());
        encoder.write_all(&zeros[..now]).unwrap();
        left -= now;
    }
    encoder.finish().unwrap()
}
