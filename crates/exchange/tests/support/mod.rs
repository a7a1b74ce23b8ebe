//! The data beside the checkout, and small random markets with a brute-force twin.
#![allow(dead_code, reason = "every test file uses its own part")]

use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The folder with the lists, or a line that says it is absent.
pub fn data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/exchange");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("{}: absent, skipped", folder.display());
    None
}

/// The reference results by list.
pub fn expected(folder: &Path) -> Vec<(String, serde_json::Value)> {
    let text = std::fs::read(folder.join("expected.json")).expect("expected.json");
    let all: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let lists = all["lists"].as_object().expect("lists");
    lists.iter().map(|(name, entry)| (name.clone(), entry.clone())).collect()
}

/// A list, unpacked if need be.
pub fn read_list(folder: &Path, name: &str) -> Vec<u8> {
    let raw = std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    if !name.ends_with(".gz") {
        return raw;
    }
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&raw[..]).read_to_end(&mut text).expect("gzip");
    text
}
