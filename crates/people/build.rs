//! Texts become functions.

fn main() {
    text_build::generate();
}
