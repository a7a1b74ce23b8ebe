//! The program's way in.

use std::process::ExitCode;

fn main() -> ExitCode {
    mikropolis::run()
}
