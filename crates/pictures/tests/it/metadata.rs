//! What is around the pixels is gone, and the pixels are right.

use image::{Rgb, RgbImage};
use pictures::{Limits, Rendition, is_plain_jpeg, shrink};

use crate::fixtures::{NAME, exif, exif_segment, jpeg, photo, png_photo, webp_photo};

fn shrunk(bytes: &[u8]) -> Vec<Rendition> {
    shrink(bytes, &Limits::default()).unwrap()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn position_date_and_name_are_in_no_byte_that_goes_out() {
    let picture = photo(1000, 750);
    let uploads = [
        jpeg(&picture, &[exif_segment(1), (0xfe, NAME.into()), (0xed, NAME.into())]),
        png_photo(&picture, &[(b"eXIf", exif(1)), (b"tEXt", [b"Author\0", NAME.as_bytes()].concat())]),
        webp_photo(&picture, Some(exif(1))),
    ];
    // Seconds of the latitude as EXIF holds them, in both byte orders.
    let position =
        [[1_931_u32.to_be_bytes(), 100_u32.to_be_bytes()], [1_931_u32.to_le_bytes(), 100_u32.to_le_bytes()]];
    for upload in uploads {
        let planted = [NAME.as_bytes(), b"1974:05:01"];
        assert!(planted.iter().all(|part| contains(&upload, part)), "the fixture plants what it should");
        assert!(position.iter().any(|bytes| contains(&upload, bytes.as_flattened())));
        for rendition in shrunk(&upload) {
            let out = &rendition.jpeg;
            assert!(is_plain_jpeg(out), "{rendition:?}");
            assert!(!planted.iter().any(|part| contains(out, part)));
            assert!(!contains(out, b"Exif") && !contains(out, b"Zofia"));
            assert!(!position.iter().any(|bytes| contains(out, bytes.as_flattened())));
        }
    }
}

#[test]
fn the_sizes_are_those_asked_for_and_what_is_behind_the_end_is_dropped() {
    let mut upload = jpeg(&photo(2000, 1500), &[]);
    upload.extend(b"<script>alert(1)</script>");
    let renditions = shrunk(&upload);
    let sizes: Vec<_> = renditions.iter().map(|rendition| (rendition.width, rendition.height)).collect();
    assert_eq!(sizes, [(480, 360), (960, 720), (1600, 1200)]);
    for rendition in renditions {
        let read = image::load_from_memory(&rendition.jpeg).unwrap();
        assert_eq!((read.width(), read.height()), (rendition.width, rendition.height));
        assert!(!contains(&rendition.jpeg, b"script"));
    }
}

const QUARTERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [230, 220, 40]];

/// Which of the four colours stands in each corner: top left, top right, bottom left, bottom right.
fn corners(picture: &RgbImage) -> [usize; 4] {
    let (w, h) = picture.dimensions();
    [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)].map(|(x, y)| {
        let distance = |colour: &[u8; 3]| -> u32 {
            let pixel = picture.get_pixel(x, y).0;
            colour.iter().zip(pixel).map(|(&a, b)| u32::from(a.abs_diff(b))).sum()
        };
        (0..4).min_by_key(|&index| distance(&QUARTERS[index])).unwrap()
    })
}

#[test]
fn pictures_come_out_upright_however_the_camera_was_held() {
    let stored = RgbImage::from_fn(80, 48, |x, y| Rgb(QUARTERS[(x / 40 + 2 * (y / 24)) as usize]));
    // EXIF 2.32, 4.6.4 A: where row 0 and column 0 of the stored picture lie when seen upright.
    let upright = [
        (1, [0, 1, 2, 3]),
        (2, [1, 0, 3, 2]),
        (3, [3, 2, 1, 0]),
        (4, [2, 3, 0, 1]),
        (5, [0, 2, 1, 3]),
        (6, [2, 0, 3, 1]),
        (7, [3, 1, 2, 0]),
        (8, [1, 3, 0, 2]),
    ];
    for (orientation, expected) in upright {
        let uploads = [
            jpeg(&stored, &[exif_segment(orientation)]),
            png_photo(&stored, &[(b"eXIf", exif(orientation))]),
            webp_photo(&stored, Some(exif(orientation))),
        ];
        for (format, upload) in ["jpeg", "png", "webp"].into_iter().zip(uploads) {
            let renditions = shrunk(&upload);
            let size = (renditions[0].width, renditions[0].height);
            assert_eq!(size, if orientation < 5 { (80, 48) } else { (48, 80) }, "{format} {orientation}");
            let read = image::load_from_memory(&renditions[0].jpeg).unwrap().into_rgb8();
            assert_eq!(corners(&read), expected, "{format} {orientation}");
        }
    }
}

#[test]
fn colours_of_a_telephone_come_out_as_the_web_shows_them() {
    let red = RgbImage::from_pixel(64, 64, Rgb([200, 60, 60]));
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let segment = [b"ICC_PROFILE\0\x01\x01".to_vec(), profile].concat();
    let with = image::load_from_memory(&shrunk(&jpeg(&red, &[(0xe2, segment)]))[0].jpeg).unwrap().into_rgb8();
    let without = image::load_from_memory(&shrunk(&jpeg(&red, &[]))[0].jpeg).unwrap().into_rgb8();
    // The same numbers mean a stronger red in Display P3: in sRGB (217, 40, 52) by the two standards' matrices.
    let [r, g, b] = with.get_pixel(32, 32).0;
    assert!(r.abs_diff(217) <= 3 && g.abs_diff(40) <= 3 && b.abs_diff(52) <= 3, "({r}, {g}, {b})");
    assert!(without.get_pixel(32, 32).0[0].abs_diff(200) <= 3);
    // A profile that makes no sense changes nothing.
    let nonsense = jpeg(&red, &[(0xe2, b"ICC_PROFILE\0\x01\x01nonsense".to_vec())]);
    assert_eq!(shrunk(&nonsense), shrunk(&jpeg(&red, &[])));
}

#[test]
fn what_is_transparent_becomes_white() {
    let picture =
        image::RgbaImage::from_fn(64, 64, |x, _| image::Rgba([200, 0, 0, if x < 32 { 0 } else { 255 }]));
    let mut upload = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut upload, image::ImageFormat::Png).unwrap();
    let read = image::load_from_memory(&shrunk(upload.get_ref())[0].jpeg).unwrap().into_rgb8();
    assert!(read.get_pixel(10, 30).0.iter().all(|&value| value > 250));
    assert!(read.get_pixel(54, 30).0[0].abs_diff(200) < 8 && read.get_pixel(54, 30).0[1] < 16);
}
