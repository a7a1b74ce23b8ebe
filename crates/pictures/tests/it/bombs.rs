//! Files made to do harm: each gets a clear refusal, or a picture, within the limits.

use std::path::Path;

use pictures::{Kind, Limits, Problem, Rendition, child, is_plain_jpeg, shrink};

use crate::fixtures::{deflated_zeros, jpeg, photo, png, png_photo, webp_photo};

/// Through a child, as a server does it.
fn by_child(bytes: &[u8]) -> Result<Vec<Rendition>, Problem> {
    child::run(Path::new(env!("CARGO_BIN_EXE_picture-decoder")), bytes, &Limits::default())
}

#[test]
fn kinds_that_are_not_taken_are_named() {
    let svg =
        br#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    assert_eq!(by_child(svg), Err(Problem::NotTaken(Kind::Svg)));
    assert_eq!(by_child(b"GIF89a\x01\0\x01\0"), Err(Problem::NotTaken(Kind::Gif)));
    assert_eq!(by_child(b"\0\0\0\x18ftypheic\0\0\0\0"), Err(Problem::NotTaken(Kind::Heic)));
    assert_eq!(by_child(b"just words"), Err(Problem::NotTaken(Kind::Unknown)));
    assert_eq!(by_child(b""), Err(Problem::Empty));
    let heavy = vec![0; Limits::default().bytes + 1];
    assert!(matches!(by_child(&heavy), Err(Problem::TooManyBytes { bytes: 20_000_001, most: 20_000_000 })));
    assert!(matches!(shrink(&heavy, &Limits::default()), Err(Problem::TooManyBytes { .. })));
}

#[test]
fn measures_are_read_before_pixels() {
    let header_only = png(60_000, 60_000, 8, 6, &[(b"IDAT", deflated_zeros(1000))]);
    assert!(matches!(by_child(&header_only), Err(Problem::TooLarge { width: 60_000, height: 60_000, .. })));
    let wide = png(12_001, 1, 8, 0, &[(b"IDAT", deflated_zeros(12_002))]);
    assert!(matches!(by_child(&wide), Err(Problem::TooLarge { width: 12_001, .. })));
    let mut largest = jpeg(&photo(16, 16), &[]);
    // A frame header is: marker, length, precision, height, width.
    let frame = largest.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    largest[frame + 5..frame + 9].fill(0xff);
    assert!(matches!(by_child(&largest), Err(Problem::TooLarge { width: 65_535, height: 65_535, .. })));
}

#[test]
fn many_pixels_in_a_small_file_are_decoded_within_bounds_or_refused() {
    // 51.6 megapixels of one bit each: large, and honest.
    let white = png(12_000, 4_300, 1, 0, &[(b"IDAT", deflated_zeros(4_300 * 1_501))]);
    assert!(white.len() < 20_000);
    assert_eq!(by_child(&white).unwrap().last().map(|rendition| rendition.width), Some(1600));
    // The same with eight bytes a pixel would take 413 MB.
    let deep = png(12_000, 4_300, 16, 6, &[(b"IDAT", deflated_zeros(1000))]);
    assert_eq!(by_child(&deep), Err(Problem::TooMuchWork));
}

#[test]
fn a_bomb_inside_a_chunk_does_not_go_off() {
    let huge = deflated_zeros(1 << 26);
    assert!(huge.len() < 2_000_000);
    // Pixels that unpack to more than the header says.
    let pixels = png(10, 10, 8, 2, &[(b"IDAT", huge.clone())]);
    // A colour profile and a text of 64 MB beside an honest picture.
    let profile = png_photo(&photo(40, 30), &[(b"iCCP", [b"x\0\0".to_vec(), huge.clone()].concat())]);
    let text = png_photo(&photo(40, 30), &[(b"zTXt", [b"x\0\0".to_vec(), huge].concat())]);
    for (name, bomb) in [("pixels", pixels), ("profile", profile), ("text", text)] {
        match by_child(&bomb) {
            Ok(renditions) => assert!(renditions.iter().all(|one| is_plain_jpeg(&one.jpeg)), "{name}"),
            Err(problem) => {
                assert!(matches!(problem, Problem::TooMuchWork | Problem::Damaged), "{name}: {problem}")
            }
        }
    }
}

#[test]
fn files_cut_anywhere_or_with_any_byte_changed_do_no_harm() {
    let picture = photo(120, 80);
    for whole in [jpeg(&picture, &[]), png_photo(&picture, &[]), webp_photo(&picture, None)] {
        assert!(shrink(&whole, &Limits::default()).is_ok());
        for length in (1..whole.len()).step_by(whole.len() / 97 + 1) {
            let cut = shrink(&whole[..length], &Limits::default());
            // The last bytes of a PNG are its end mark; the picture is whole before.
            if length < whole.len() - 24 {
                assert!(cut.is_err(), "cut at {length} of {}", whole.len());
            }
        }
        for place in (0..whole.len()).step_by(whole.len() / 211 + 1) {
            let mut changed = whole.clone();
            changed[place] ^= 0xff;
            if let Ok(renditions) = shrink(&changed, &Limits::default()) {
                assert!(renditions.iter().all(|rendition| is_plain_jpeg(&rendition.jpeg)));
            }
        }
    }
}
