//! QR codes on paper: drawn by `text`, which draws them for pages too.

use crate::Problem;
pub use text::qr::{QUIET, Qr};

/// The code of a text.
pub fn qr(text: &str) -> Result<Qr, Problem> {
    text::qr::qr(text).ok_or(Problem::TooLongForQr(text.len()))
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
