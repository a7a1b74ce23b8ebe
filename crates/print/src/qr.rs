//! QR codes on paper: drawn by `text`, which draws them for pages too.

use crate::Problem;
pub use text::qr::{QUIET, Qr};

/// The code of a text.
pub fn qr(text: &str) -> Result<Qr, Problem> {
    text::qr::qr(text).ok_or(Problem::TooLongForQr(text.len()))
}

/// The code in lines of a terminal, two rows of modules in each, dark on light whatever the terminal's colours.
///
/// # Errors
///
/// A text that is too long.
pub fn lines(text: &str) -> Result<Vec<String>, Problem> {
    let qr = qr(text)?;
    let width = qr.side + 2 * QUIET;
    let mut dark = vec![false; width * (width + 1)];
    for (row, column, length) in qr.runs {
        let first = (row + QUIET) * width + column + QUIET;
        dark[first..first + length].fill(true);
    }
    let sign = |above: bool, below: bool| match (above, below) {
        (true, true) => ' ',
        (true, false) => '▄',
        (false, true) => '▀',
        (false, false) => '█',
    };
    let line = |row: usize| {
        let (above, below) =
            (&dark[row * width..(row + 1) * width], &dark[(row + 1) * width..(row + 2) * width]);
        above.iter().zip(below).map(|(above, below)| sign(*above, *below)).collect()
    };
    Ok((0..width).step_by(2).map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::qr;
    use crate::Problem;

    #[test]
    fn too_much_is_refused() {
        assert!(matches!(qr(&"x".repeat(3000)), Err(Problem::TooLongForQr(3000))));
    }
}
