//! What a file is, by its first bytes. Names and types that a browser sends are not believed.

use image::ImageFormat;

use crate::Kind;

/// The format to decode, or the kind of file that is not taken.
pub fn format(bytes: &[u8]) -> Result<ImageFormat, Kind> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(ImageFormat::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(ImageFormat::WebP),
        [b'G', b'I', b'F', b'8', ..] => Err(Kind::Gif),
        [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => Err(Kind::Tiff),
        [b'%', b'P', b'D', b'F', ..] => Err(Kind::Pdf),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Err(Kind::Video),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => Err(by_brand(brand)),
        _ if looks_like_svg(bytes) => Err(Kind::Svg),
        // Two letters are little to go by, so this comes last.
        [b'B', b'M', ..] => Err(Kind::Bmp),
        _ => Err(Kind::Unknown),
    }
}

/// Files built of ISO boxes name themselves in their first one (ISO/IEC 14496-12, 23008-12).
fn by_brand(brand: &[u8]) -> Kind {
    match brand.first_chunk::<4>() {
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1") => Kind::Heic,
        Some(b"avif" | b"avis") => Kind::Avif,
        _ => Kind::Video,
    }
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    start.windows(4).any(|window| window.eq_ignore_ascii_case(b"<svg"))
}

#[cfg(test)]
mod tests {
    use image::ImageFormat;

    use super::format;
    use crate::Kind;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        assert_eq!(format(b"\xff\xd8\xff\xe0"), Ok(ImageFormat::Jpeg));
        assert_eq!(format(b"RIFF\0\0\0\0WEBPVP8 "), Ok(ImageFormat::WebP));
        assert_eq!(format(b"RIFF\0\0\0\0WAVE"), Err(Kind::Unknown));
        assert_eq!(format(b"\0\0\0\x18ftypheic\0\0"), Err(Kind::Heic));
        assert_eq!(format(b"\0\0\0\x18ftypavif"), Err(Kind::Avif));
        assert_eq!(format(b"\0\0\0\x18ftypmp42"), Err(Kind::Video));
        assert_eq!(format(b"\0\0\0\x18ftyp"), Err(Kind::Video));
        assert_eq!(format(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><SVG>"), Err(Kind::Svg));
        assert_eq!(format(b"GIF89a"), Err(Kind::Gif));
        assert_eq!(format(b"%PDF-1.7"), Err(Kind::Pdf));
        assert_eq!(format(b"BM\0\0"), Err(Kind::Bmp));
        assert_eq!(format(b"\0"), Err(Kind::Unknown));
    }
}
