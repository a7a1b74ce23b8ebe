//! A data folder with a small neighbourhood, and the program serving it.

use crate::client::Client;
use crate::page::Page;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The neighbourhood's address.
pub const SLUG: &str = "proba";
/// Who lives there; the first has every role.
pub const PEOPLE: [&str; 4] = ["Zofia Próbna", "Jan Próbny", "Ewa Próbna", "Adam Próbny"];

/// A data folder, and where the program serves it.
pub struct House {
    /// The data folder.
    pub folder: PathBuf,
    /// The address it is served at, the same after every start.
    pub address: String,
    /// Below so many free megabytes it only reads.
    pub least_free_mb: u64,
    /// Its clock runs so many days ahead.
    pub days_ahead: u16,
    postgres: Option<String>,
    files: TempDir,
}

impl House {
    /// With the small neighbourhood in it.
    pub fn founded(postgres: Option<String>) -> Self {
        let files = tempfile::tempdir().expect("a temporary folder");
        let folder = files.path().join("data");
        Self::founded_in(folder, postgres, files)
    }

    /// The same in a folder elsewhere.
    pub fn founded_in(folder: PathBuf, postgres: Option<String>, files: TempDir) -> Self {
        let house = Self::empty_in(folder, postgres, files);
        let source = house.files.path().join("neighbourhood");
        write_neighbourhood(&source);
        let source = source.to_str().expect("a plain path");
        house.says(&["import", "neighbourhood", source]);
        house
    }

    /// Nothing there yet.
    pub fn empty_in(folder: PathBuf, postgres: Option<String>, files: TempDir) -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        Self {
            folder,
            address: format!("http://127.0.0.1:{port}"),
            least_free_mb: 0,
            days_ahead: 0,
            postgres,
            files,
        }
    }

    /// A folder for further files of the test.
    pub fn files(&self) -> &Path {
        self.files.path()
    }

    /// The program with these words.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mikropolis"));
        command.args(words).stdin(Stdio::null()).env("MIKROPOLIS_FOLDER", &self.folder);
        for name in ["MIKROPOLIS_POSTGRES", "MIKROPOLIS_ADDRESS", "MIKROPOLIS_LISTEN", "RUST_LOG"] {
            command.env_remove(name);
        }
        command.env("MIKROPOLIS_LEAST_FREE_MB", self.least_free_mb.to_string());
        command.env("MIKROPOLIS_DAYS_AHEAD", self.days_ahead.to_string());
        command.envs(self.postgres.iter().map(|address| ("MIKROPOLIS_POSTGRES", address)));
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("the program starts")
    }

    /// Runs it and gives what it printed; fails the test when it fails.
    pub fn says(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "mikropolis {}: {errors}", words.join(" "));
        String::from_utf8(output.stdout).expect("words")
    }

    /// Serves it.
    pub fn serve(&self) -> Server {
        self.serve_with("info")
    }

    /// Serves it with another depth of the log.
    pub fn serve_with(&self, log: &str) -> Server {
        self.serve_by(&[("RUST_LOG", log)])
    }

    /// Serves it with more in its environment.
    pub fn serve_by(&self, environment: &[(&str, &str)]) -> Server {
        let path = self.files.path().join("server.log");
        let listen = self.address.trim_start_matches("http://");
        let mut command = self.command(&["serve", "--listen", listen, "--limit-factor", "1000"]);
        let file = fs::OpenOptions::new().create(true).append(true).open(&path).expect("a log");
        let mut child = command
            .env("RUST_LOG", "info")
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .expect("the server starts");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        while line.trim() != self.address {
            line.clear();
            let read = output.read_line(&mut line).expect("words of the server");
            assert!(read > 0, "the server ended: {}", fs::read_to_string(&path).unwrap_or_default());
        }
        Server { child, log: path, _output: output }
    }

    /// Somebody's browser, signed in by a printed link.
    pub fn signed_in(&self, name: &str) -> Client {
        let text = self.says(&["link", SLUG, "--name", name, "--address", &self.address]);
        let link = text.lines().find_map(|line| line.split_once(": ")).expect("a link").1.to_owned();
        let mut client = Client::new(&self.address, "pl");
        let path = client.local(&link).expect("a link to here");
        let (path, answer) = client.follow(&path).expect("the page of the link");
        let (action, fields) = Page::read(&answer.text()).form().expect("its form");
        let action = if action.is_empty() { path } else { action };
        let answer = client.post(&action, &fields).expect("an answer");
        assert_eq!(answer.status, 303, "{}", Page::read(&answer.text()).heading());
        client
    }

    /// Reads the open database while nobody serves it.
    pub fn database(&self) -> PathBuf {
        self.folder.join("mikropolis.db")
    }
}

/// A serving program.
pub struct Server {
    child: Child,
    log: PathBuf,
    // kept open, so that the server may go on speaking
    _output: BufReader<std::process::ChildStdout>,
}

impl Server {
    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
    /// What it wrote into its log.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
    /// The most memory it ever held, in megabytes; `None` where the system does not tell.
    pub fn most_memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
    }
    /// Asks it to end, without waiting.
    pub fn ask_to_end(&self) {
        let status = Command::new("kill").arg(self.process().to_string()).status();
        assert!(status.expect("kill").success());
    }
    /// Asks it to end and expects that it does, in order; tells its log.
    pub fn stop(mut self) -> String {
        self.ask_to_end();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.child.try_wait().expect("its state") {
                assert!(status.success(), "{status}: {}", self.log());
                return self.log();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not end: {}", self.log());
    }
    /// The end without a word, as when the power goes.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // nothing is left to end after `stop` and `kill`
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Cookies and form token of a member who is about to offer something.
pub fn ready_to_offer(client: &mut Client) -> (String, String) {
    let page = client.get(&format!("/{SLUG}/offers/new")).expect("the form");
    let (_, fields) = Page::read(&page.text()).form().expect("a form");
    let token = fields.into_iter().find(|(name, _)| name == "token").expect("a token").1;
    (client.cookie_line(), token)
}

/// What the form of an offer says, but for its token and title.
pub const OFFER: [(&str, &str); 8] = [
    ("side", "offer"),
    ("version", "0"),
    ("kind", "skill"),
    ("lang", "pl"),
    ("hours", "any"),
    ("for_whom", "anyone"),
    ("who_may_come", "anyone"),
    ("places", "1"),
];

/// Fields of an offer with this title.
pub fn offer(token: &str, title: &str) -> Vec<(String, String)> {
    let own = [("token", token), ("title", title)];
    own.into_iter().chain(OFFER).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn write_neighbourhood(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    let mut members = String::new();
    for (number, name) in PEOPLE.iter().enumerate() {
        let roles = match number {
            0 => r#"["administrator", "editor", "animator", "desk", "officer"]"#,
            _ => "[]",
        };
        members += &format!(
            "[[member]]\nkey = \"m{number}\"\nname = \"{name}\"\nkind = \"person\"\nlanguages = [\"pl\"]\nroles = {roles}\n\
             reach = {{ way = \"mail\", value = \"m{number}@proba.example\", hours = \"\" }}\n\n"
        );
    }
    let place = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":
        {"type":"Point","coordinates":[20.03,50.07]},"properties":{"name":"Fontanna na rogu","key":"fontanna"}}]}"#;
    let files =
        [("neighbourhood.toml", NEIGHBOURHOOD), ("members.toml", &members), ("places.geojson", place)];
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file");
    }
}

const NEIGHBOURHOOD: &str = r#"slug = "proba"
languages = ["pl", "en", "uk"]
name = { pl = "Osiedle Próba" }
responsible = { name = "Fundacja Próba", phone = "12 000 00 01", email = "dom@proba.example" }
"#;
