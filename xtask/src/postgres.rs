//! A PostgreSQL cluster to throw away: own folder, private socket, no network, gone when we are gone.

use std::env;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::tools;

/// A running cluster. Stopped and deleted when dropped, and also when this process is killed.
pub struct Cluster {
    folder: PathBuf,
    keeper: Child,
}

/// A user without rights, for a server that refuses to run as root.
#[derive(Clone, Copy)]
struct Unprivileged {
    user: u32,
    group: u32,
}

/// Runs the server until its standard input closes, which it does however the parent ends; then stops it and
/// deletes the folder. Between, it can be told to `stop` and to `start`. Arguments: the folder, the server program,
/// its arguments.
const KEEPER: &str = r#"
folder=$1; shift
run() { "$@" >>"$folder/log" 2>&1 </dev/null & server=$!; }
end() { kill -INT "$server" 2>/dev/null; wait "$server"; }
run "$@"
while read -r word; do
  case $word in
    stop) end ;;
    start) run "$@" ;;
  esac
done
end
cd / && rm -rf "$folder"
"#;

impl Cluster {
    /// Makes and starts a cluster from the server programs of this machine, installing them where possible.
    pub fn start() -> anyhow::Result<Cluster> {
        Cluster::with(&NOTHING_DURABLE)
    }

    /// The same, but what it has acknowledged is on the disk: for measuring writes.
    pub fn durable() -> anyhow::Result<Cluster> {
        Cluster::with(&[])
    }

    fn with(further: &[&str]) -> anyhow::Result<Cluster> {
        let programs = programs()?;
        let owner = tools::is_root().then(unprivileged).transpose()?;
        let folder = private_folder(owner)?;
        let started = Cluster::start_in(&programs, &folder, owner, further);
        if started.is_err() {
            // Best effort: the error that is on its way matters more.
            let _ = fs::remove_dir_all(&folder);
        }
        started
    }

    fn start_in(
        programs: &Path,
        folder: &Path,
        owner: Option<Unprivileged>,
        further: &[&str],
    ) -> anyhow::Result<Cluster> {
        let data = folder.join("data");
        let mut initdb = as_user(programs.join("initdb"), owner);
        initdb.arg("--pgdata").arg(&data).args([
            "--username=mikropolis",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions",
        ]);
        let output = initdb.current_dir(folder).output().context("cannot start initdb")?;
        if !output.status.success() {
            bail!("initdb failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let mut keeper = as_user("sh".into(), owner);
        keeper.args(["-c", KEEPER, "keeper"]).arg(folder).arg(programs.join("postgres")).arg("-D").arg(&data);
        let further = further.iter().map(|&setting| setting.to_owned());
        for setting in settings(folder).into_iter().chain(further) {
            keeper.arg("-c").arg(setting);
        }
        // In a process group of its own, so that an interrupt at the terminal reaches only us, and the end of
        // our pipe stops the server in order.
        keeper.current_dir(folder).process_group(0).stdin(Stdio::piped());
        let mut cluster = Cluster {
            folder: folder.to_path_buf(),
            keeper: keeper.stdout(Stdio::null()).spawn().context("cannot start a shell")?,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    fn lock(&self) -> PathBuf {
        self.folder.join("data/postmaster.pid")
    }

    /// Stops the server, keeping what is in it.
    #[cfg(test)]
    pub fn stop(&mut self) -> anyhow::Result<()> {
        self.tell("stop")?;
        let begun = Instant::now();
        while self.lock().exists() {
            if begun.elapsed() > Duration::from_secs(60) {
                bail!("PostgreSQL did not stop within a minute");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Starts it again after [`Cluster::stop`].
    #[cfg(test)]
    pub fn start_again(&mut self) -> anyhow::Result<()> {
        self.tell("start")?;
        self.wait_until_ready()
    }

    #[cfg(test)]
    fn tell(&mut self, word: &str) -> anyhow::Result<()> {
        use std::io::Write as _;
        let to = self.keeper.stdin.as_mut().context("the keeper of the cluster is gone")?;
        Ok(writeln!(to, "{word}")?)
    }

    /// The server writes "ready" into its lock file; `pg_ctl` waits for the same word.
    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(60) {
            let text = fs::read_to_string(self.lock()).unwrap_or_default();
            if text.lines().any(|line| line.trim() == "ready") {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start within a minute; its log says:\n{log}")
    }

    /// What a client needs to connect: key and value pairs as libpq and tokio-postgres read them.
    pub fn connection(&self) -> String {
        format!("host={} port=5432 user=mikropolis dbname=postgres", self.folder.display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // A keeper that cannot be waited for has ended already.
        let _ = self.keeper.wait();
    }
}

/// The cluster of tests dies with the run.
const NOTHING_DURABLE: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// No network, many connections and tables.
fn settings(folder: &Path) -> Vec<String> {
    let mut settings: Vec<String> = [
        "listen_addresses=",
        "port=5432",
        "autovacuum=off",
        "max_connections=300",
        "max_locks_per_transaction=256",
        "shared_buffers=128MB",
        "timezone=UTC",
    ]
    .map(str::to_owned)
    .into();
    settings.push(format!("unix_socket_directories={}", folder.display()));
    settings
}

fn as_user(program: PathBuf, owner: Option<Unprivileged>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).env("LC_ALL", "C");
    for name in env::vars_os().map(|(name, _)| name) {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    if let Some(Unprivileged { user, group }) = owner {
        // The standard library also drops root's further groups when it changes the user.
        command.gid(group).uid(user);
    }
    command
}

fn unprivileged() -> anyhow::Result<Unprivileged> {
    let number = |flag: &str| {
        let line = tools::first_line(Command::new("id").args([flag, "nobody"]));
        line.and_then(|line| line.parse().ok())
            .context("PostgreSQL refuses root, and there is no user `nobody`")
    };
    Ok(Unprivileged { user: number("-u")?, group: number("-g")? })
}

/// A folder for one user. A socket's path may have 107 bytes at most, so a long `TMPDIR` is passed by.
fn private_folder(owner: Option<Unprivileged>) -> anyhow::Result<PathBuf> {
    let mut parent = env::temp_dir();
    if parent.as_os_str().len() > 60 || owner.is_some() {
        parent = "/tmp".into();
    }
    let folder = tempfile::Builder::new().prefix("mikropolis-postgres-").tempdir_in(parent)?.keep();
    if let Some(Unprivileged { user, group }) = owner {
        chown(&folder, Some(user), Some(group))?;
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
    Ok(folder)
}

/// The folder with `initdb` and `postgres`.
fn programs() -> anyhow::Result<PathBuf> {
    if let Some(folder) = installed() {
        return Ok(folder);
    }
    tools::install(&["postgresql"])?;
    installed().context(
        "no PostgreSQL server programs here (looked in PATH, `pg_config --bindir`, /usr/lib/postgresql): \
         install PostgreSQL 15 or newer, on Debian and Ubuntu `sudo apt-get install postgresql`",
    )
}

fn installed() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = versions("/usr/lib/postgresql");
    folders.extend(tools::first_line(Command::new("pg_config").arg("--bindir")).map(PathBuf::from));
    folders.extend(tools::find(&["postgres"]).and_then(|program| program.parent().map(Path::to_path_buf)));
    folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// Debian keeps each version in a folder of its own; the newest first.
fn versions(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort_by(|(left, _), (right, _)| right.cmp(left));
    found.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;

    use super::{Cluster, installed};

    #[test]
    fn a_cluster_comes_and_goes_without_a_trace() {
        if installed().is_none() {
            println!("PostgreSQL server programs absent, skipped");
            return;
        }
        let mut cluster = Cluster::start().unwrap();
        let folder = cluster.folder.clone();
        assert!(cluster.connection().contains(&format!("host={}", folder.display())));
        let socket = folder.join(".s.PGSQL.5432");
        UnixStream::connect(&socket).unwrap();
        cluster.stop().unwrap();
        assert!(UnixStream::connect(&socket).is_err());
        cluster.start_again().unwrap();
        UnixStream::connect(&socket).unwrap();
        drop(cluster);
        assert!(!folder.exists());
    }
}
