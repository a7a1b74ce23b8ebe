//! QR codes (ISO/IEC 18004) as black rectangles, for paper and for pages.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// A code: how many modules it has a side, and its black parts as runs within a row.
#[derive(Clone, Debug)]
pub struct Qr {
    /// Modules a side, without the quiet zone.
    pub side: usize,
    /// Row, first column and length of each black run.
    pub runs: Vec<(usize, usize, usize)>,
}

/// White modules that a reader needs around the code.
pub const QUIET: usize = 4;

/// The code of a text, correcting 15 percent of damage: paper gets folded. `None` when the text is too long.
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width();
    let colors = code.into_colors();
    let mut runs = Vec::new();
    for (row, modules) in colors.chunks(side).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                runs.push((row, column, run.len()));
            }
            column += run.len();
        }
    }
    Some(Qr { side, runs })
}

impl Qr {
    /// How wide a drawing is, with the quiet zone.
    pub const fn width(&self) -> usize {
        self.side + 2 * QUIET
    }
    /// The black parts as the `d` of an SVG path, in modules.
    pub fn path(&self) -> String {
        let mut path = String::with_capacity(self.runs.len() * 14);
        for (row, column, length) in &self.runs {
            // writing to a string does not fail
            let _ = write!(path, "M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET);
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn finder_patterns_stand_in_three_corners() {
        let code = qr("https://nowahuta.example/q/KPWR").unwrap();
        let last = code.side - 7;
        for corner in [(0, 0, 7), (0, last, 7), (last, 0, 7)] {
            assert!(code.runs.contains(&corner), "{corner:?}");
        }
        assert!(!code.runs.contains(&(last, last, 7)));
        assert!(code.path().starts_with("M4 4h7v1h-7z"));
    }

    #[test]
    fn too_much_is_refused() {
        assert!(qr(&"x".repeat(3000)).is_none());
    }
}
