//! QR codes (ISO/IEC 18004) as black rectangles.

use qrcode::{Color, EcLevel, QrCode};

use crate::Problem;

/// A code: how many modules it has a side, and its black parts as runs within a row.
pub struct Qr {
    /// Modules a side, without the quiet zone.
    pub side: usize,
    /// Row, first column and length of each black run.
    pub runs: Vec<(usize, usize, usize)>,
}

/// White modules that a reader needs around the code.
pub const QUIET: usize = 4;

/// The code of a text, correcting 15 percent of damage: paper gets folded.
pub fn qr(text: &str) -> Result<Qr, Problem> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|_| Problem::TooLongForQr(text.len()))?;
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
    Ok(Qr { side, runs })
}

#[cfg(test)]
mod tests {
    use super::qr;
    use crate::Problem;

    #[test]
    fn finder_patterns_stand_in_three_corners() {
        let code = qr("https://nowahuta.example/q/KPWR").unwrap();
        let last = code.side - 7;
        for corner in [(0, 0, 7), (0, last, 7), (last, 0, 7)] {
            assert!(code.runs.contains(&corner), "{corner:?}");
        }
        assert!(!code.runs.contains(&(last, last, 7)));
    }

    #[test]
    fn too_much_is_refused() {
        assert!(matches!(qr(&"x".repeat(3000)), Err(Problem::TooLongForQr(3000))));
    }
}
