//! A neighbourhood's card, as programs for messages show it beside a shared link.

use crate::Problem;
use crate::face::{Face, drawable};
use crate::lines::first_line;
use crate::raster::Surface;

/// The size that programs for messages ask for.
const WIDTH: usize = 1200;
const HEIGHT: usize = 630;
/// White around the words.
const EDGE: f32 = 80.0;
const ROOM: f32 = WIDTH as f32 - 2.0 * EDGE;

const PAPER: [u8; 3] = [0xfb, 0xf8, 0xf3];
const INK: [u8; 3] = [0x1f, 0x23, 0x28];
/// The three pillars' colours, as a band below.
const BANDS: [[u8; 3]; 3] = [[0x9a, 0x3b, 0x1f], [0x1d, 0x4e, 0x89], [0x2b, 0x6a, 0x45]];
const BAND: usize = 28;

/// A neighbourhood's card as PNG, 1200 × 630: its name, one sentence, a band in the colours of the house.
///
/// # Errors
/// [`Problem::NotDrawn`] when it cannot be packed.
pub fn card(name: &str, sentence: &str) -> Result<Vec<u8>, Problem> {
    let mut surface = Surface::new(WIDTH, HEIGHT);
    let mut y = 210.0;
    let size = if Face::Heading.width(&drawable(name), 96.0) > ROOM { 64.0 } else { 96.0 };
    for line in broken(&drawable(name), Face::Heading, size, 2) {
        surface.text(Face::Heading.shaper(), &line, size, (EDGE, y));
        y += size * 1.2;
    }
    y += 20.0;
    for line in broken(&drawable(sentence), Face::Text, 42.0, 4) {
        surface.text(Face::Text.shaper(), &line, 42.0, (EDGE, y));
        y += 42.0 * 1.4;
    }
    let mut pixels = Vec::with_capacity(WIDTH * HEIGHT * 3);
    for (place, covered) in surface.coverage().into_iter().enumerate() {
        let (row, column) = (place / WIDTH, place % WIDTH);
        let colour = match row >= HEIGHT - BAND {
            true => BANDS[column * BANDS.len() / WIDTH],
            false => mixed(covered),
        };
        pixels.extend(colour);
    }
    packed(&pixels)
}

/// The first few lines of a text.
fn broken(text: &str, face: Face, size: f32, most: usize) -> Vec<String> {
    let (mut rest, mut lines) = (text, Vec::new());
    while !rest.is_empty() && lines.len() < most {
        let (line, after) = first_line(rest, face, size, ROOM);
        lines.push(line.to_owned());
        rest = after;
    }
    lines
}

fn mixed(covered: f32) -> [u8; 3] {
    let part = |at: usize| {
        let (paper, ink) = (f32::from(PAPER[at]), f32::from(INK[at]));
        (paper + (ink - paper) * covered).round() as u8
    };
    [part(0), part(1), part(2)]
}

fn packed(pixels: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, WIDTH as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let fault = |fault: png::EncodingError| Problem::NotDrawn(fault.to_string());
    let mut writer = encoder.write_header().map_err(fault)?;
    writer.write_image_data(pixels).map_err(fault)?;
    writer.finish().map_err(fault)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_a_picture_of_its_words() {
        let card = card("Nowa Huta", "Тут сусіди просять про допомогу й допомагають.").unwrap();
        assert!(card.starts_with(b"\x89PNG") && card.len() < 60_000, "{}", card.len());
        assert_ne!(card, super::card("Nowa Huto", "Тут сусіди просять про допомогу й допомагають.").unwrap());
        let endless = "nieskończone ".repeat(200);
        assert!(super::card(&endless, &endless).is_ok());
        assert!(super::card("", "").is_ok());
        assert!(super::card(&"x".repeat(500), "").is_ok());
    }

    #[test]
    fn a_square_is_black_where_it_must_be() {
        let mut surface = Surface::new(80, 80);
        surface.text(Face::Bold.shaper(), "■I", 60.0, (10.0, 60.0));
        let covered = surface.coverage();
        assert!(
            covered.iter().any(|part| *part > 0.99) && covered.iter().all(|part| (0.0..=1.0).contains(part))
        );
        let last_of_rows = covered.chunks(80).map(|row| row[79]).fold(0.0, f32::max);
        assert!(last_of_rows < 0.01, "every row ends outside: {last_of_rows}");
    }
}
