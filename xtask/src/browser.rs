//! Journeys in a real browser: what they need, and running them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use crate::tools;

/// The oldest Node with a test runner that has all we use.
const NODE: u32 = 20;

/// Builds the program and walks all journeys; tells whether they went well.
pub fn journeys() -> anyhow::Result<bool> {
    let chromium = chromium()?;
    node_packages()?;
    // As the tests were built: other features would mean to build half the house a second time.
    let mut build = tools::cargo([
        "test",
        "--workspace",
        "--lib",
        "--bins",
        "--tests",
        "--locked",
        "--no-run",
        "--quiet",
    ]);
    if !tools::succeeds(&mut build)? {
        return Ok(false);
    }
    let folder = tools::root().join("e2e");
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join("journeys"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    let mut node = Command::new("node");
    node.current_dir(&folder).stdin(Stdio::null());
    // One file at a time: each starts a server and a browser, and a small machine has two cores.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    node.env("MIKROPOLIS_PROGRAM", tools::target_folder().join("debug/mikropolis"));
    node.env("MIKROPOLIS_CHROMIUM", chromium);
    tools::succeeds(&mut node)
}

/// Chromium, or a browser of its family.
fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(program) = env::var_os("MIKROPOLIS_CHROMIUM") {
        return Ok(program.into());
    }
    let installed =
        || tools::find(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
    if installed().is_none() {
        tools::install(&["chromium"])?;
    }
    installed().context(
        "no Chromium here: install it (on Debian `sudo apt-get install chromium`) or say where it is in \
         MIKROPOLIS_CHROMIUM; `cargo xtask test --fast` leaves the browser out",
    )
}

/// The pinned packages of `e2e/package-lock.json`, fetched when they are not there or the lock has changed.
fn node_packages() -> anyhow::Result<()> {
    let version = tools::first_line(Command::new("node").arg("--version")).unwrap_or_default();
    let major =
        version.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) || tools::find(&["npm"]).is_none() {
        bail!("the browser journeys need Node {NODE} or newer with npm (found: {version:?}): install them");
    }
    let folder = tools::root().join("e2e");
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.lock-as-installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(&folder).stdin(Stdio::null()).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    if !home_is_writable() {
        npm.env("npm_config_cache", tools::target_folder().join("npm-cache"));
    }
    tools::run(&mut npm)?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn home_is_writable() -> bool {
    let home = env::var_os("HOME").map(PathBuf::from);
    home.is_some_and(|home: PathBuf| Path::is_dir(&home) && tempfile::tempfile_in(&home).is_ok())
}
