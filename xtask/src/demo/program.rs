//! The program's commands, all in one place, and a running server.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::tools;

/// The sample's address.
pub const NEIGHBOURHOOD: &str = "nowa-huta";

/// The program and a data folder.
pub struct Program {
    pub binary: PathBuf,
    pub folder: PathBuf,
    /// A PostgreSQL server instead of files.
    pub postgres: Option<String>,
}

impl Program {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(words).env("MIKROPOLIS_FOLDER", &self.folder).stdin(Stdio::null());
        command
            .env_remove("MIKROPOLIS_POSTGRES")
            .env_remove("MIKROPOLIS_ADDRESS")
            .env_remove("MIKROPOLIS_LISTEN");
        command.envs(self.postgres.iter().map(|address| ("MIKROPOLIS_POSTGRES", address)));
        command
    }

    fn output(&self, words: &[&str]) -> anyhow::Result<String> {
        let output = self.command(words).stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("cannot start {}", self.binary.display()))?;
        if !output.status.success() {
            bail!("`mikropolis {}` failed", words.join(" "));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Loads the sample neighbourhood by the import that people use; returns what it said.
    pub fn import_sample(&self) -> anyhow::Result<String> {
        self.import(&tools::root().join("demo").join(NEIGHBOURHOOD))
    }

    /// Loads a neighbourhood from a folder; returns what it said.
    pub fn import(&self, from: &Path) -> anyhow::Result<String> {
        let from = from.to_str().context("a folder whose name is not UTF-8")?;
        self.output(&["import", "neighbourhood", from])
    }

    /// A one-time sign-in link for somebody by name.
    pub fn link_for(&self, neighbourhood: &str, name: &str, address: &str) -> anyhow::Result<String> {
        let text = self.output(&["link", neighbourhood, "--name", name, "--address", address])?;
        let link =
            text.lines().find_map(|line| line.split_once(": ")).map(|(_, link)| link.trim().to_owned());
        link.with_context(|| format!("`mikropolis link` printed no link:\n{text}"))
    }

    /// One-time sign-in links: whose, and where.
    pub fn links(&self, address: &str) -> anyhow::Result<Vec<(String, String)>> {
        let text = self.output(&["link", NEIGHBOURHOOD, "--address", address])?;
        let pairs = text.lines().filter_map(|line| line.split_once(": "));
        let links: Vec<_> = pairs.map(|(who, link)| (who.to_owned(), link.trim().to_owned())).collect();
        if links.is_empty() {
            bail!("`mikropolis link` printed no links:\n{text}");
        }
        Ok(links)
    }

    /// The server, at this address on this machine.
    pub fn serve(&self, address: &str) -> Command {
        let mut command = self.command(&["serve", "--listen"]);
        command.arg(address.trim_start_matches("http://")).args(["--address", address]);
        command
    }
}

/// A server that runs until it is stopped or forgotten.
pub struct Served {
    pub address: String,
    /// What it said on its standard output before it answered.
    pub said: String,
    child: Child,
    /// Kept open, so that the server may go on speaking.
    _output: BufReader<ChildStdout>,
    log: PathBuf,
}

impl Served {
    /// Starts it on a free port and waits until it says its address, as it does once it listens.
    pub fn start(program: &Program) -> anyhow::Result<Served> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("http://127.0.0.1:{port}");
        let log = program.folder.join("server.log");
        let mut command = program.serve(&address);
        // One machine asks for everything at once here, which no person does.
        command.args(["--limit-factor", "1000"]).stdout(Stdio::piped()).stderr(fs::File::create(&log)?);
        let mut child = command.spawn().context("cannot start the server")?;
        let mut output = BufReader::new(child.stdout.take().context("no pipe to the server")?);
        let mut said = String::new();
        loop {
            let before = said.len();
            if output.read_line(&mut said)? == 0 {
                child.wait()?;
                bail!("the server did not start; it said:\n{}", fs::read_to_string(&log).unwrap_or_default());
            }
            if said[before..].trim() == address {
                return Ok(Served { address, said, child, _output: output, log });
            }
        }
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, and expects that it does so in order and soon.
    pub fn stop(mut self) -> anyhow::Result<()> {
        tools::run_quietly(Command::new("kill").arg(self.child.id().to_string()))?;
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.child.try_wait()? {
                if status.success() {
                    return Ok(());
                }
                bail!(
                    "the server ended with {status}:\n{}",
                    fs::read_to_string(&self.log).unwrap_or_default()
                );
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("the server did not end within 30 seconds of being asked to")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // After `stop` there is nothing left to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
