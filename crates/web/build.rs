//! Texts become functions; style sheet and modules are embedded under addresses with the hash of their content.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    text_build::generate();
    let assets = Path::new("../../assets");
    println!("cargo::rerun-if-changed={}", assets.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut files: Vec<(String, Vec<u8>)> = style_sheets(&assets.join("css"));
    collect(&assets.join("js"), "", &mut files);
    collect(&assets.join("vendor"), "", &mut files);
    collect(&assets.join("img"), "", &mut files);
    let mut code = String::from("static ASSETS: &[Asset] = &[\n");
    for (name, body) in &files {
        let hash: String = Sha256::digest(body).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        let copy = out.join(format!("asset-{hash}"));
        fs::write(&copy, body).unwrap_or_else(|fault| panic!("{}: {fault}", copy.display()));
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let served = format!("/assets/{stem}.{hash}.{ending}");
        let kind = kind(ending);
        let copy = copy.display();
        let _ = writeln!(
            code,
            "Asset {{ name: {name:?}, path: {served:?}, kind: {kind:?}, body: include_bytes!(r\"{copy}\") }},"
        );
    }
    code.push_str("];\n");
    fs::write(out.join("assets.rs"), code).unwrap_or_else(|fault| panic!("assets.rs: {fault}"));
}

/// The numbered sheets as one, in their order, and the others by their own names; without comments and needless
/// space.
fn style_sheets(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut whole = String::new();
    let mut sheets = Vec::new();
    for path in read(folder) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let css = fs::read_to_string(&path).unwrap_or_default();
        match name.starts_with(|first: char| first.is_ascii_digit()) {
            true => whole.push_str(&css),
            false => sheets.push((name, squeeze(&css).into_bytes())),
        }
    }
    sheets.push(("style.css".to_owned(), squeeze(&whole).into_bytes()));
    sheets
}

fn squeeze(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find("*/").map_or("", |end| &rest[at + end + 2..]);
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut text = lines.join(" ");
    for tight in ["{", "}", ";", ","] {
        text = text.replace(&format!("{tight} "), tight).replace(&format!(" {tight}"), tight);
    }
    text.replace(": ", ":").replace(";}", "}")
}

fn read(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for path in read(folder) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else if let Some((_, ending)) = name.rsplit_once('.')
            && kind(ending) != "application/octet-stream"
        {
            files.push((format!("{prefix}{name}"), fs::read(&path).unwrap_or_default()));
        }
    }
}

fn kind(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}
