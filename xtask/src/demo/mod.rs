//! `cargo xtask demo`: the sample neighbourhood, running; and `--check`, which looks at all of it.

mod client;
mod page;
mod program;
mod walk;

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

use crate::tools;
pub use client::Client;
pub use page::Page;
use program::NEIGHBOURHOOD;
pub use program::{Program, Served};
pub use walk::{kind, sign_in};

/// How to show it.
#[derive(clap::Args)]
pub struct Arguments {
    /// Start it on a free port, look at every kind of page in every language, found an empty neighbourhood too, say
    /// what was seen, and stop.
    #[arg(long)]
    check: bool,
    /// Where to listen; the next free port where this one is taken.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Begin again with the sample as it is in `demo/`, without what was changed since.
    #[arg(long)]
    fresh: bool,
    /// Build with full optimisation first, which takes much longer.
    #[arg(long)]
    release: bool,
}

/// Builds, loads the sample, and serves or checks it.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let binary = build(arguments.release)?;
    if arguments.check { check(binary) } else { serve(binary, arguments) }
}

/// The debug build starts soonest and shares its work with the tests; what is slow without optimisation is built
/// with it anyway.
fn build(release: bool) -> anyhow::Result<PathBuf> {
    println!("Building the program; the first time takes some minutes.");
    let profile = if release { "release" } else { "debug" };
    let flags = release.then_some("--release");
    tools::run(&mut tools::cargo(["build", "--package", "mikropolis", "--locked"].into_iter().chain(flags)))?;
    Ok(tools::target_folder().join(profile).join("mikropolis"))
}

/// Serves from `data/demo`, which keeps what people try out, until it is interrupted.
fn serve(binary: PathBuf, arguments: &Arguments) -> anyhow::Result<()> {
    let folder = tools::root().join("data/demo");
    if arguments.fresh && folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let program = Program { binary, folder, postgres: None };
    // Written last, so that an import that was interrupted is begun again.
    let loaded = program.folder.join("sample-loaded");
    if !loaded.exists() {
        if program.folder.exists() {
            std::fs::remove_dir_all(&program.folder)?;
        }
        println!("Loading the sample neighbourhood …");
        print!("{}", program.import_sample()?);
        std::fs::write(loaded, "")?;
    }
    let address = format!("http://127.0.0.1:{}", free_port(arguments.port)?);
    println!("\nMikropolis is at {address}/{NEIGHBOURHOOD}");
    println!("Links to sign in with, each good once and for a day:");
    for (role, link) in program.links(&address)? {
        println!("  {role:<34} {link}");
    }
    println!(
        "Ctrl-C stops it; {} keeps what you tried (`--fresh` begins again).\n",
        program.folder.display()
    );
    // The server takes this process's place, so that signals reach it and nothing is left behind.
    Err(program.serve(&address).exec()).context("cannot start the server")
}

/// This port, or the next free one.
fn free_port(wanted: u16) -> anyhow::Result<u16> {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    (wanted..=wanted.saturating_add(50)).find(free).context("no free port found: name one with --port")
}

/// Everything that a person can reach, looked at.
fn check(binary: PathBuf) -> anyhow::Result<()> {
    let mut seen = Vec::new();
    let mut wrong = Vec::new();
    let sample = tempfile::tempdir()?;
    let program = Program { binary: binary.clone(), folder: sample.path().into(), postgres: None };
    print!("{}", program.import_sample()?);
    let served = Served::start(&program)?;
    walk::sample(&program, &served, &mut seen, &mut wrong)?;
    served.stop()?;

    let empty = tempfile::tempdir()?;
    let program = Program { binary, folder: empty.path().into(), postgres: None };
    let served = Served::start(&program)?;
    walk::founding(&served, &mut seen, &mut wrong)?;
    served.stop()?;

    for line in &seen {
        println!("{line}");
    }
    for line in &wrong {
        println!("WRONG {line}");
    }
    if !wrong.is_empty() {
        bail!("{} things are wrong", wrong.len());
    }
    println!("Nothing is wrong.");
    Ok(())
}
