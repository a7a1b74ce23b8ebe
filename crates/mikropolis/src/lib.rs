//! The program: command line, configuration, wiring. A library beside `main`, so that tests of the whole program
//! can take its list of slices.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program talks by printing")]

mod acts;
mod bulletin;
mod certificates;
mod cli;
mod copies;
mod founding;
mod health;
mod home;
mod import;
mod installation;
mod links;
mod numbers;
mod own_network;
mod setup;
mod sharing;
pub mod slices;
mod today;
mod upkeep;
mod welcome;

text::texts!();

use clap::Parser as _;
use std::process::ExitCode;

/// Reads the command line and carries it out.
pub fn run() -> ExitCode {
    cli::Arguments::parse().run()
}
