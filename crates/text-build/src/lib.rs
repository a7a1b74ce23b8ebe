//! Turns the Fluent files of a crate into one typed function per message, at build time.
//!
//! A crate that shows words has a `build.rs` of one line and takes the functions in by another:
//!
//! ```ignore
//! fn main() { text_build::generate(); }   // build.rs
//! text::texts!();                         // src/lib.rs: makes `pub mod texts`
//! ```
//!
//! Every folder below `src` that holds `pl.ftl`, `en.ftl` and `uk.ftl` becomes a module named like the folder,
//! every message a function: `story-count` in `src/stories/` is `texts::stories::story_count(locale, count)`,
//! its attribute `.hint` is `story_count_hint`. Arguments stand in the alphabetical order of the variables'
//! names, so that a translation may turn a sentence round without touching a caller. A variable that selects a
//! plural or stands in `NUMBER()` is a [number](../text/trait.ToNumber.html), every other one is shown as it
//! displays itself.
//!
//! What would break a page in one language breaks the build instead: a missing file or key, other variables than
//! in Polish, a plural without its forms, a choice without `*[other]`, markup, straight quotes. All mistakes are
//! told at once, with file and line.

mod catalogue;
mod emit;
mod folder;
mod language;
mod problem;
mod resolve;
mod typography;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use problem::Problem;

/// Writes `texts.rs` into Cargo's output folder from the text files below `src`. To be called by `build.rs`.
///
/// Mistakes in the files are told to Cargo, which then fails the build.
///
/// # Panics
///
/// When it does not run as a build script, or cannot write its output.
pub fn generate() {
    let source = Path::new("src");
    let mut told = String::from("cargo::rerun-if-changed=src\n");
    match compile(source) {
        Ok(code) => {
            let folder = std::env::var_os("OUT_DIR").expect("text_build::generate() runs in a build script");
            let file = PathBuf::from(folder).join("texts.rs");
            if fs::read_to_string(&file).is_ok_and(|before| before == code) {
                // Left alone, so that nothing looks newer than it is.
            } else {
                fs::write(&file, code).expect("the build's output folder can be written to");
            }
        }
        Err(problems) => {
            for problem in problems {
                told.push_str(&format!("cargo::error={problem}\n"));
            }
        }
    }
    io::stdout().write_all(told.as_bytes()).expect("Cargo listens to the build script");
}

/// The Rust code for all text files below `source`.
///
/// # Errors
///
/// Every mistake found in the files, in the order of folders and lines.
pub fn compile(source: &Path) -> Result<String, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut folders = Vec::new();
    let mut names: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in folders_with_texts(source, &mut problems) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path == source || !is_module_name(&name) {
            let message =
                "texts lie in a folder below src whose name can be a module's (snake_case)".to_owned();
            problems.push(Problem { file: path, line: 0, message });
            continue;
        }
        if let Some(first) = names.insert(name.clone(), path.clone()) {
            let message = format!("folders with texts have names of their own; see {}", first.display());
            problems.push(Problem { file: path, line: 0, message });
            continue;
        }
        let folder = folder::read(&path, &name, &mut problems);
        check_names(&folder, &path, &mut problems);
        folders.push(folder);
    }
    folders.sort_by(|one, two| one.name.cmp(&two.name));
    problems.sort_by(|one, two| (&one.file, one.line).cmp(&(&two.file, two.line)));
    problems.dedup();
    if problems.is_empty() { Ok(emit::module(&folders)) } else { Err(problems) }
}

/// The folders at and below `source` that hold a `.ftl` file, in order.
fn folders_with_texts(source: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![source.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        let entries = match fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("cannot be read: {error}");
                problems.push(Problem { file: folder, line: 0, message });
                continue;
            }
        };
        for path in entries.into_iter().map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ftl") {
                let name = path.file_stem().unwrap_or_default();
                if language::LANGUAGES.iter().all(|language| name != language.code) {
                    let message = "texts are written in pl.ftl, en.ftl and uk.ftl".to_owned();
                    problems.push(Problem { file: path, line: 0, message });
                }
                found.push(folder.clone());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn is_module_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !emit::is_keyword(name)
}

/// Two messages must not meet in one function name, and names must be Rust's to give.
fn check_names(folder: &folder::Folder, path: &Path, problems: &mut Vec<Problem>) {
    let mut functions: BTreeMap<String, &str> = BTreeMap::new();
    let mut problem = |message: String| {
        problems.push(Problem { file: path.join("pl.ftl"), line: 0, message });
    };
    for (key, message) in &folder.messages {
        let name = emit::rust_name(key);
        if emit::is_keyword(&name) {
            problem(format!("`{key}` is a word of Rust: name the message otherwise"));
        }
        if let Some(other) = functions.insert(name, key) {
            problem(format!("`{key}` and `{other}` would be one function: rename one"));
        }
        for variable in message.variables.keys() {
            let kebab = variable.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if variable == "locale" || !kebab {
                problem(format!("`${variable}` in `{key}`: name it in kebab-case, and not `locale`"));
            }
        }
    }
}
