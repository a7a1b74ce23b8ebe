//! The three typefaces inside this crate, how wide words are in them, and what they can draw.

use std::sync::LazyLock;

use krilla::text::Font;
use rustybuzz::{Face as Shaper, UnicodeBuffer};

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Running text: Noto Sans.
    Text,
    /// Keys, codes, what must be found at once: Noto Sans Bold.
    Bold,
    /// Titles and headings: Noto Serif Bold.
    Heading,
}

const TEXT: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");
const HEADING: &[u8] = include_bytes!("../fonts/NotoSerif-Bold.ttf");

/// Parsed once; the files lie in this crate, so they are always there and whole.
static SHAPERS: LazyLock<[Shaper<'static>; 3]> = LazyLock::new(|| {
    [TEXT, BOLD, HEADING].map(|bytes| Shaper::from_slice(bytes, 0).expect("a font of this crate"))
});

/// Shown in place of what no font here can draw.
const UNKNOWN: char = '\u{fffd}';

impl Face {
    /// The fonts for one PDF, in the order of [`Face::index`].
    pub fn fonts() -> [Font; 3] {
        [TEXT, BOLD, HEADING].map(|bytes| Font::new(bytes.into(), 0).expect("a font of this crate"))
    }

    /// Its place among the fonts.
    pub fn index(self) -> usize {
        self as usize
    }

    /// For drawing it as pixels.
    pub(crate) fn shaper(self) -> &'static Shaper<'static> {
        &SHAPERS[self.index()]
    }

    /// The width of a text in points, set in `size` points.
    pub fn width(self, text: &str, size: f32) -> f32 {
        let shaper = &SHAPERS[self.index()];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(shaper, &[], buffer);
        let units: i32 = shaped.glyph_positions().iter().map(|position| position.x_advance).sum();
        units as f32 * size / shaper.units_per_em() as f32
    }
}

/// The text as the fonts can draw it: composed, without controls and invisible marks, and with one sign for each
/// run of characters that no font here has (pictures, other scripts).
pub fn drawable(text: &str) -> String {
    let without_nul: String = text.chars().filter(|&letter| letter != '\0').collect();
    let composed = text::nfc(&without_nul).unwrap_or(without_nul);
    let mut out = String::with_capacity(composed.len());
    for letter in composed.chars() {
        match letter {
            '\n' => out.push('\n'),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}' => {}
            control if control.is_control() => out.push(' '),
            known if SHAPERS[0].glyph_index(known).is_some() => out.push(known),
            space if space.is_whitespace() => out.push(' '),
            _ if out.ends_with(UNKNOWN) => {}
            _ => out.push(UNKNOWN),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Face, drawable};

    #[test]
    fn every_letter_of_the_three_languages_can_be_drawn() {
        let letters = "aąbcćdeęfghijklłmnńoóprsśtuwyzźżqvxAĄBCĆDEĘFGHIJKLŁMNŃOÓPRSŚTUWYZŹŻQVX\
                       абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ\
                       0123456789„”«»“”‘’'–—…·•,.;:!?()[]/+-%&@#№€₴ \u{a0}\u{202f}\u{2011}ʼ";
        let missing: Vec<char> =
            letters.chars().filter(|&letter| drawable(&letter.to_string()) != letter.to_string()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn what_cannot_be_drawn_leaves_one_mark() {
        assert_eq!(drawable("mak 🌺🌺 i 漢字"), "mak \u{fffd} i \u{fffd}");
        assert_eq!(drawable("a\0b\u{7}c\u{200b}d\u{fe0f}"), "abcd");
        assert_eq!(drawable("z\u{307}"), "ż");
    }

    #[test]
    fn widths_grow_with_size_and_text() {
        let one = Face::Text.width("Nowa Huta", 10.0);
        assert!((Face::Text.width("Nowa Huta", 20.0) - 2.0 * one).abs() < 0.01);
        assert!(Face::Bold.width("Nowa Huta", 10.0) > one);
        assert_eq!(Face::Text.width("", 10.0), 0.0);
    }
}
