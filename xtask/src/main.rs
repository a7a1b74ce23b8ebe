//! The project's own tasks. `cargo xtask demo`, `cargo xtask test`, `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "a command-line program talks by printing")]

mod bench;
mod browser;
mod demo;
mod postgres;
mod test;
mod tools;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Mikropolis: run it, test it, measure it")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run every check and test: format, lints, tests on both databases, journeys in a real browser.
    Test(test::Arguments),
    /// Build the program, load the sample neighbourhood and serve it; or look at all of it with `--check`.
    Demo(demo::Arguments),
    /// Measure and print figures and ratios; never fails on a slow machine.
    Bench(bench::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Test(arguments) => test::run(&arguments),
        Task::Demo(arguments) => demo::run(&arguments),
        Task::Bench(arguments) => bench::run(&arguments),
    }
}
