//! `cargo xtask test`: every check and test, in the order in which they fail fastest.

use std::time::Instant;

use anyhow::bail;

use crate::browser;
use crate::postgres::Cluster;
use crate::tools;

/// What to leave out.
#[derive(clap::Args)]
pub struct Arguments {
    /// Leave the browser journeys out.
    #[arg(long)]
    fast: bool,
}

/// Where the store's tests find their PostgreSQL.
pub const POSTGRES: &str = "MIKROPOLIS_TEST_POSTGRES";

/// A step's name and what it does; it tells whether all went well.
type Step = (&'static str, fn() -> anyhow::Result<bool>);

/// Runs all steps, also those after a failed one: one run shows everything that is wrong.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let steps: [Step; 4] =
        [("format", format), ("lints", lints), ("tests", tests), ("browser journeys", browser::journeys)];
    let mut failed = Vec::new();
    for (name, step) in steps {
        if arguments.fast && name == "browser journeys" {
            continue;
        }
        let begun = Instant::now();
        println!("\n== {name}");
        let well = step().unwrap_or_else(|error| {
            println!("{error:#}");
            false
        });
        println!("== {name}: {} after {:.0?}", if well { "ok" } else { "FAILED" }, begun.elapsed());
        if !well {
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn format() -> anyhow::Result<bool> {
    tools::succeeds(&mut tools::cargo(["fmt", "--all", "--check"]))
}

fn lints() -> anyhow::Result<bool> {
    tools::succeeds(&mut tools::cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

/// Unit, property and story tests of every crate, on SQLite and on a PostgreSQL of our own.
fn tests() -> anyhow::Result<bool> {
    let cluster = Cluster::start()?;
    let nextest = tools::first_line(tools::cargo(["nextest", "--version"]).env_remove("RUST_LOG")).is_some();
    let mut tests = match nextest {
        true => tools::cargo(["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]),
        false => {
            tools::cargo(["test", "--workspace", "--lib", "--bins", "--tests", "--locked", "--no-fail-fast"])
        }
    };
    tools::succeeds(tests.env(POSTGRES, cluster.connection()))
}
