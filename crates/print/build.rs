//! Makes the functions of `texts` from the Fluent files.

fn main() {
    text_build::generate();
}
