//! A second look at what goes out: is this a JPEG, and only a picture?

/// Whether the bytes are one JPEG with nothing in it but what is needed to draw it: no EXIF, XMP, IPTC, colour
/// profile or comment, and nothing behind its end. (ITU-T T.81, annex B; JFIF's own header is allowed.)
pub fn is_plain_jpeg(bytes: &[u8]) -> bool {
    measures(bytes).is_some()
}

/// Width and height of a plain JPEG, `None` for anything else.
pub fn measures(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    let mut size = None;
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        rest = after;
        match marker {
            // End of image: it must be the end of the file too.
            0xd9 => return size.filter(|_| rest.is_empty()),
            // Start of scan: its header, then coded data up to the next marker.
            0xda => rest = after_coded_data(segment(rest)?.1)?,
            // JFIF's header, without the thumbnail that may stand in it.
            0xe0 => rest = jfif(segment(rest)?)?,
            // Frame headers, baseline and progressive: precision, height, width.
            0xc0..=0xc2 => {
                let (frame, after) = segment(rest)?;
                let [_, h1, h0, w1, w0, ..] = *frame else { return None };
                let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                size = Some((side(w1, w0), side(h1, h0)));
                rest = after;
            }
            // Tables of Huffman codes and quantisation, restart interval.
            0xc4 | 0xdb | 0xdd => rest = segment(rest)?.1,
            _ => return None,
        }
    }
}

/// Whether a JPEG stops before its end: its scans begin, and no end of image follows. Whatever else may be wrong
/// with it is for the decoder to say.
pub fn is_cut_off(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.get(2..) else { return true };
    loop {
        match rest {
            // Any number of 0xff may stand before a marker.
            [0xff, 0xff, ..] => rest = &rest[1..],
            [0xff, 0xda, scans @ ..] => return !scans.windows(2).any(|pair| pair == [0xff, 0xd9]),
            [0xff, _, after @ ..] => match segment(after) {
                Some((_, after)) => rest = after,
                None => return true,
            },
            [] | [0xff] => return true,
            _ => return false,
        }
    }
}

/// A segment's content and what follows it; the two bytes of its length count themselves.
fn segment(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&[high, low], _) = bytes.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes([high, low]));
    let (segment, after) = bytes.split_at_checked(length)?;
    Some((segment.get(2..)?, after))
}

fn jfif<'b>((content, after): (&'b [u8], &'b [u8])) -> Option<&'b [u8]> {
    (content.starts_with(b"JFIF\0") && content.len() == 14).then_some(after)
}

/// Coded data holds no marker but restarts; a byte of 0xff in it is followed by a zero.
fn after_coded_data(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7))?;
    bytes.get(end..)
}

#[cfg(test)]
mod tests {
    use super::{is_cut_off, is_plain_jpeg};

    fn plain() -> Vec<u8> {
        let mut out = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut out, 80);
        encoder.encode(&[9; 48], 4, 4, jpeg_encoder::ColorType::Rgb).unwrap();
        out
    }

    fn with_segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let mut out = plain();
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        let segment = [&[0xff, marker][..], &length, content].concat();
        out.splice(2..2, segment);
        out
    }

    #[test]
    fn only_what_draws_the_picture_is_plain() {
        assert!(is_plain_jpeg(&plain()));
        assert!(!is_plain_jpeg(&with_segment(0xe1, b"Exif\0\0II*\0")), "EXIF");
        assert!(!is_plain_jpeg(&with_segment(0xe2, b"ICC_PROFILE\0")), "colour profile");
        assert!(!is_plain_jpeg(&with_segment(0xed, b"Photoshop 3.0\0")), "IPTC");
        assert!(!is_plain_jpeg(&with_segment(0xfe, b"a comment")), "comment");
        assert!(!is_plain_jpeg(&with_segment(0xe0, b"JFXX\0 thumbnail")), "thumbnail");
        assert!(!is_plain_jpeg(&[plain(), b"<script>".to_vec()].concat()), "something behind the end");
        assert!(!is_plain_jpeg(b"<svg onload='alert(1)'>"));
        assert!(!is_plain_jpeg(b""));
    }

    #[test]
    fn cut_anywhere_it_is_not_one() {
        let whole = plain();
        assert!(!is_cut_off(&whole));
        assert!(!is_cut_off(&[whole.clone(), b"a film that the telephone put behind".to_vec()].concat()));
        for length in 0..whole.len() {
            assert!(!is_plain_jpeg(&whole[..length]), "cut at {length}");
            assert!(is_cut_off(&whole[..length]), "cut at {length}");
        }
    }
}
