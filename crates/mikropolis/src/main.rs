//! The program: command line, configuration, wiring.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program talks by printing")]

mod cli;
mod founding;
mod home;
mod import;
mod installation;
mod links;
mod slices;

text::texts!();

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::Arguments::parse().run()
}
