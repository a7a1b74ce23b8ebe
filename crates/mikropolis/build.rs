//! Makes the typed texts.

fn main() {
    text_build::generate();
}
