//! Finding programs, running them, and installing the few that a machine may lack.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

/// The root of the checkout.
pub fn root() -> PathBuf {
    // Cargo says where the package lies when it runs it; the compiled-in path serves a binary started by hand.
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map_or(package.clone(), Path::to_path_buf)
}

/// Cargo, as the one that runs us, in the root of the checkout.
///
/// What the outer cargo told *this* program about itself is taken away: build scripts that look at such
/// variables would otherwise run again at every change between `cargo xtask test` and `cargo test`.
pub fn cargo<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
        if name.to_str().is_some_and(|name| own.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(name);
        }
    }
    command.env_remove("OUT_DIR").env_remove("LD_LIBRARY_PATH");
    command
}

/// Where cargo puts what it builds.
pub fn target_folder() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Says what is run, runs it with its output as it comes, and tells whether it succeeded.
pub fn succeeds(command: &mut Command) -> anyhow::Result<bool> {
    println!("$ {}", shown(command));
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    Ok(status.success())
}

/// Says what is run and runs it; an error when it fails.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    if !succeeds(command)? {
        bail!("failed: {}", shown(command));
    }
    Ok(())
}

/// Runs it without a word; an error when it fails.
pub fn run_quietly(command: &mut Command) -> anyhow::Result<()> {
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("failed: {}", shown(command));
    }
    Ok(())
}

/// The first line a program prints, if it runs and succeeds.
pub fn first_line(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

/// The program's name and arguments, without the folder it lies in.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// The first of these programs found in `PATH`.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    names.iter().find_map(|name| {
        env::split_paths(&folders).map(|folder| folder.join(name)).find(|program| program.is_file())
    })
}

/// Whether this program runs as root.
pub fn is_root() -> bool {
    first_line(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages with Debian's package manager where that is possible: as root, where there is one.
///
/// Tells whether it was tried; whether it helped is for the caller to look.
pub fn install(packages: &[&str]) -> anyhow::Result<bool> {
    if !is_root() || find(&["apt-get"]).is_none() {
        return Ok(false);
    }
    println!("installing {} …", packages.join(", "));
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        command
    };
    // An old list of packages is no reason to stop: the install says whether it sufficed.
    succeeds(apt().args(["update", "-q"]))?;
    succeeds(apt().args(["install", "-y", "-q", "--no-install-recommends"]).args(packages))?;
    Ok(true)
}
