//! The commands of the engines, run as people run them: exit codes, what they print, what they write.

mod count;
mod edition;
mod exchange;
mod opinions;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a command answered.
struct Answer(Output);

impl Answer {
    fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    fn complained(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    #[track_caller]
    fn json(&self) -> Value {
        assert_eq!(self.code(), Some(0), "{}", self.complained());
        serde_json::from_slice(&self.0.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.said()))
    }
}

/// Runs the program in a folder.
fn mikropolis(folder: &Path, arguments: &[&str]) -> Answer {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mikropolis"));
    Answer(program.args(arguments).current_dir(folder).output().expect("the program runs"))
}

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("commands").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a file");
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("a file that was written")
}

/// Pages need nothing from elsewhere and no script, and have a table for every picture.
#[track_caller]
fn stands_alone(page: &str) {
    for outside in ["http://", "https://", "<script", "<link", "<img", "@import", "url("] {
        let links = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!links.contains(outside), "{outside}");
    }
    assert!(page.contains("<html lang="));
    assert!(page.matches("<table").count() >= page.matches("<figure").count());
}
