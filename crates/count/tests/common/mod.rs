//! Where the real elections and their reference outcomes are.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "shared by several test programs, each uses a part; what is skipped is said"
)]

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use count::Election;
use serde_json::Value;

/// The folder of real elections; `None`, with a line that says so, where it is absent.
pub fn data() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pabulib");
    if folder.join("expected.json").exists() {
        return Some(folder);
    }
    eprintln!("real elections absent, skipped: {}", folder.display());
    None
}

/// The reference outcomes, by file.
pub fn expected() -> Option<serde_json::Map<String, Value>> {
    let text = std::fs::read_to_string(data()?.join("expected.json")).unwrap();
    match serde_json::from_str(&text).unwrap() {
        Value::Object(map) => Some(map),
        _ => None,
    }
}

/// Reads an election.
pub fn read(name: &str) -> Option<Election> {
    let file = File::open(data()?.join(name)).unwrap();
    Some(
        count::pabulib::read(BufReader::new(file))
            .unwrap_or_else(|refused| panic!("{name}: {refused}"))
            .election,
    )
}
