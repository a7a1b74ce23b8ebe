//! From the bytes of an upload to small clean pictures.

use std::io::Cursor;

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::{Limits, Problem, Rendition, jpeg, sniff};

/// The most memory a decoder may take for one picture, in bytes: 52 megapixels with alpha, and its own buffers.
const DECODER_MEMORY: u64 = 288 << 20;

/// No picture becomes higher than this many times its width, lest a narrow strip stay as large as it came.
const HIGHEST: u32 = 2;

/// JPEG qualities, from the best: the first whose bytes stay within [`budget`] is taken. Below the last, blocks show.
const QUALITIES: [u8; 5] = [80, 72, 64, 56, 48];

/// How much a picture that is too busy even for the last quality is smoothed, in pixels: leaves and grain lose an
/// edge that nobody looks for, and the rest stays. The last is taken as it comes out.
const SMOOTHINGS: [f32; 3] = [0.6, 0.9, 1.3];

/// The most bytes that a picture so wide should come to: a tenth of a byte for each pixel of a 3:2 photograph, so
/// that a page with a picture of 960 pixels stays below 100 kB in all.
const fn budget(width: u32) -> usize {
    (width as usize * width as usize) * 2 / 3 / 10
}

/// Decodes, turns upright and makes the sizes that `limits` ask for.
///
/// JPEG, PNG and WebP are taken; of an animation, the first picture. Transparent parts become white. A picture
/// narrower than the smallest width keeps its size.
///
/// Call [`crate::child::run`] instead wherever a crash or a crafted file may do harm.
pub fn shrink(bytes: &[u8], limits: &Limits) -> Result<Vec<Rendition>, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(Problem::TooManyBytes { bytes: bytes.len() as u64, most: limits.bytes as u64 });
    }
    let original = decode(bytes, limits)?;
    let sizes = sizes(original.upright_size(), &limits.widths);
    let mut renditions = Vec::with_capacity(sizes.len());
    // From large to small, each from the one before: fewer pixels to read, and the large original is let go.
    let mut sizes = sizes.into_iter().rev();
    if let Some(size) = sizes.next() {
        let mut picture = original.upright_in(size);
        renditions.push(encode(&picture)?);
        for size in sizes {
            picture = scaled(&DynamicImage::ImageRgb8(picture), size).into_rgb8();
            renditions.push(encode(&picture)?);
        }
    }
    renditions.reverse();
    Ok(renditions)
}

/// A decoded picture, as it lay in the file.
struct Original {
    picture: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

/// Reads the header, checks it, and only then the pixels.
fn decode(bytes: &[u8], limits: &Limits) -> Result<Original, Problem> {
    let format = sniff::format(bytes).map_err(Problem::NotTaken)?;
    // The decoder would paint the missing part grey and be content.
    if format == ImageFormat::Jpeg && jpeg::is_cut_off(bytes) {
        return Err(Problem::Damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut memory = image::Limits::default();
    memory.max_alloc = Some(DECODER_MEMORY);
    reader.limits(memory);
    let mut decoder = reader.into_decoder().map_err(|error| problem(&error))?;
    let (width, height) = decoder.dimensions();
    let too_large = width > limits.side || height > limits.side;
    if too_large || u64::from(width) * u64::from(height) > limits.pixels {
        return Err(Problem::TooLarge { width, height, pixels: limits.pixels, side: limits.side });
    }
    if decoder.total_bytes() > DECODER_MEMORY {
        return Err(Problem::TooMuchWork);
    }
    // What stands beside the pixels may be damaged without the picture being so.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| problem(&error))?;
    Ok(Original { picture, orientation, profile })
}

fn problem(error: &ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => Problem::TooMuchWork,
        _ => Problem::Damaged,
    }
}

impl Original {
    fn on_its_side(&self) -> bool {
        use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
        matches!(self.orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
    }

    fn upright_size(&self) -> (u32, u32) {
        let (width, height) = (self.picture.width(), self.picture.height());
        if self.on_its_side() { (height, width) } else { (width, height) }
    }

    /// The picture in this size, upright, in the web's colours, on white.
    fn upright_in(self, (width, height): (u32, u32)) -> RgbImage {
        let size = if self.on_its_side() { (height, width) } else { (width, height) };
        // Made small first: turning a large picture would need its memory twice.
        let mut small = scaled(&self.picture, size);
        drop(self.picture);
        small.apply_orientation(self.orientation);
        let mut upright = on_white(small);
        if let Some(profile) = self.profile {
            to_srgb(&mut upright, &profile);
        }
        upright
    }
}

/// The sizes to make, from small to large: each width that is smaller than the picture, and its own width
/// unless that is all but the one before.
fn sizes((width, height): (u32, u32), widths: &[u32]) -> Vec<(u32, u32)> {
    let fitting = |wanted: u32| {
        let wanted = wanted.min(width);
        let tall = u64::from(height) * u64::from(wanted) / u64::from(width.max(1));
        let highest = u64::from(wanted) * u64::from(HIGHEST);
        if tall <= highest {
            return (wanted, tall.max(1) as u32);
        }
        // A strip: its height decides.
        let highest = highest.min(u64::from(height));
        let narrow = u64::from(width) * highest / u64::from(height.max(1));
        (narrow.max(1) as u32, highest as u32)
    };
    let mut sizes: Vec<(u32, u32)> = Vec::new();
    for &wanted in widths {
        let own_size = wanted >= width;
        let size = fitting(wanted);
        let worth_it = sizes.last().is_none_or(|&(last, _)| size.0 * 5 >= last * 6);
        if worth_it && sizes.last() != Some(&size) {
            sizes.push(size);
        }
        if own_size {
            break;
        }
    }
    sizes
}

/// The same picture with other measures. A much larger one is first brought to twice the size by averaging,
/// which is fast and loses nothing that can be seen; Lanczos does the rest.
fn scaled(picture: &DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    if (picture.width(), picture.height()) == (width, height) {
        return picture.clone();
    }
    if picture.width() > 3 * width && picture.height() > 3 * height {
        let near = picture.thumbnail_exact(2 * width, 2 * height);
        return near.resize_exact(width, height, FilterType::Lanczos3);
    }
    picture.resize_exact(width, height, FilterType::Lanczos3)
}

/// Transparent parts on white paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut paper = RgbImage::new(picture.width(), picture.height());
    for (pixel, onto) in picture.pixels().zip(paper.pixels_mut()) {
        let [.., alpha] = pixel.0;
        for (colour, out) in pixel.0.iter().zip(&mut onto.0) {
            let mixed = u16::from(*colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            *out = ((mixed + 127) / 255) as u8;
        }
    }
    paper
}

/// Brings the colours from the file's own profile to sRGB, which pictures without a profile are taken to have.
/// A profile that cannot be read, or is not for RGB, changes nothing.
fn to_srgb(picture: &mut RgbImage, profile: &[u8]) {
    let Ok(from) = ColorProfile::new_from_slice(profile) else { return };
    if from.color_space != DataColorSpace::Rgb {
        return;
    }
    let to = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = from.create_transform_8bit(Layout::Rgb, &to, Layout::Rgb, options) else { return };
    let mut out = vec![0; picture.as_raw().len()];
    if transform.transform(picture.as_raw(), &mut out).is_ok() {
        picture.copy_from_slice(&out);
    }
}

/// A JPEG with nothing but the picture, as good as its bytes allow.
fn encode(picture: &RgbImage) -> Result<Rendition, Problem> {
    let (width, height) = picture.dimensions();
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg = encode_at(picture, quality)?;
        if jpeg.len() <= budget(width) {
            return Ok(Rendition { width, height, jpeg });
        }
    }
    for radius in SMOOTHINGS {
        jpeg = encode_at(&image::imageops::blur(picture, radius), QUALITIES[QUALITIES.len() - 1])?;
        if jpeg.len() <= budget(width) {
            break;
        }
    }
    Ok(Rendition { width, height, jpeg })
}

/// Progressive, so that something shows early on a slow line.
fn encode_at(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, Problem> {
    let (width, height) = picture.dimensions();
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| Problem::Damaged);
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder
        .encode(picture.as_raw(), side(width)?, side(height)?, ColorType::Rgb)
        .map_err(|error| Problem::Process(error.to_string()))?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::sizes;

    const WIDTHS: [u32; 3] = [480, 960, 1600];

    #[test]
    fn no_picture_is_made_larger() {
        assert_eq!(sizes((4000, 3000), &WIDTHS), [(480, 360), (960, 720), (1600, 1200)]);
        assert_eq!(sizes((1600, 1200), &WIDTHS), [(480, 360), (960, 720), (1600, 1200)]);
        assert_eq!(sizes((1200, 900), &WIDTHS), [(480, 360), (960, 720), (1200, 900)]);
        assert_eq!(sizes((300, 200), &WIDTHS), [(300, 200)]);
        assert_eq!(sizes((1, 1), &WIDTHS), [(1, 1)]);
    }

    #[test]
    fn a_width_close_to_the_one_before_is_left_out() {
        assert_eq!(sizes((500, 500), &WIDTHS), [(480, 480)]);
        assert_eq!(sizes((1000, 500), &WIDTHS), [(480, 240), (960, 480)]);
    }

    #[test]
    fn strips_are_held_to_their_height() {
        assert_eq!(sizes((1000, 12_000), &WIDTHS), [(80, 960), (160, 1920)]);
        assert_eq!(sizes((12_000, 10), &WIDTHS), [(480, 1), (960, 1), (1600, 1)]);
        assert_eq!(sizes((1, 12_000), &WIDTHS), [(1, 2)]);
    }
}
