//! Files of votes: read as a stream, hashed on the way, refused in words.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use count::pabulib::{Problem, Severity};
use count::{Count, Election, Hashing};
use text::Locale;

use super::Refused;

/// An election, and the SHA-256 of the file it came from.
pub fn read(file: &Path, locale: Locale) -> Result<(Election, String), Refused> {
    let told = |error: std::io::Error| Refused(format!("{}: {error}", file.display()));
    let mut source = BufReader::with_capacity(1 << 16, Hashing::new(File::open(file).map_err(told)?));
    match count::pabulib::read(&mut source) {
        Ok(reading) => Ok((reading.election, source.into_inner().finish().map_err(told)?)),
        Err(refused) => Err(Refused(errors(file, &refused.problems, locale))),
    }
}

fn errors(file: &Path, problems: &[Problem], locale: Locale) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let line = |problem| format!("{}: {}", file.display(), reports::problems::sentence(locale, problem));
    errors.map(line).collect::<Vec<String>>().join("\n")
}

/// Writes the file again, with the winners marked.
pub fn write_marked(file: &Path, path: &Path, election: &Election, count: &Count) -> Result<(), Refused> {
    let source = BufReader::with_capacity(1 << 16, File::open(file)?);
    let mut document = count::pabulib::Document::read(source, &count::pabulib::Limits::default())?;
    let code = |id: &str| match election.project(id) {
        Some(project) if count.selected.contains(&project) => 1,
        Some(project) if count.topped_up.contains(&project) => 2,
        _ => 0,
    };
    document.set_selected(code);
    Ok(std::fs::write(path, document.write())?)
}
