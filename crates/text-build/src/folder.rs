//! One folder's texts in all languages, compared with each other and made ready to write as code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::catalogue::Catalogue;
use crate::language::{LANGUAGES, Language};
use crate::problem::Problem;
use crate::resolve::{By, Part, Resolver};
use crate::typography::bind_short_words;

/// The texts of one folder.
pub struct Folder {
    /// The folder's own name, which becomes the module's.
    pub name: String,
    /// Its messages and attributes by key.
    pub messages: BTreeMap<String, Message>,
}

/// A message in every language.
#[derive(Default)]
pub struct Message {
    /// The comment above it in the Polish file.
    pub comment: String,
    /// What it takes, by name.
    pub variables: BTreeMap<String, Kind>,
    /// Its parts, in the order of [`LANGUAGES`].
    pub parts: Vec<Vec<Part>>,
}

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Shown as it displays itself.
    Shown,
    /// A number: chooses a plural or is written with the language's grouping.
    Number,
    /// Chooses a variant by its word.
    Word,
}

/// A message of one language.
struct Spoken {
    line: usize,
    comment: String,
    parts: Vec<Part>,
}

/// Reads a folder that holds at least one `.ftl` file; what is wrong is added to `problems`.
pub fn read(path: &Path, name: &str, problems: &mut Vec<Problem>) -> Folder {
    let mut files = Vec::new();
    for language in &LANGUAGES {
        let file = path.join(format!("{}.ftl", language.code));
        match fs::read_to_string(&file) {
            Ok(source) => files.push((language, file, source)),
            Err(error) => problems.push(Problem {
                message: format!("every folder with texts has pl.ftl, en.ftl and uk.ftl ({error})"),
                file,
                line: 0,
            }),
        }
    }
    let mut spoken = Vec::new();
    for (language, file, source) in &files {
        spoken.push((file.clone(), speak(language, file, source, problems)));
    }
    let messages = match spoken.len() == LANGUAGES.len() {
        true => compare(spoken, problems),
        false => BTreeMap::new(),
    };
    Folder { name: name.to_owned(), messages }
}

/// Reads and resolves one file.
fn speak(
    language: &'static Language,
    file: &Path,
    source: &str,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Spoken> {
    let catalogue = Catalogue::read(file, source);
    problems.extend(catalogue.problems.iter().cloned());
    let mut resolver = Resolver::new(&catalogue, language);
    let mut spoken = BTreeMap::new();
    for (key, definition) in &catalogue.messages {
        let mut parts = resolver.message(&definition.pattern, definition.line);
        if language.binds_short_words {
            bind(&mut parts, None);
        }
        let comment = definition.comment.clone();
        spoken.insert(key.clone(), Spoken { line: definition.line, comment, parts });
    }
    problems.append(&mut resolver.problems);
    spoken
}

/// Binds one-letter words; `before` is the character in front of the parts.
fn bind(parts: &mut [Part], mut before: Option<char>) {
    /// Stands for whatever a variable ends with.
    const SOMETHING: char = 'x';
    for part in parts {
        match part {
            Part::Text(words) => {
                *words = bind_short_words(words, before);
                before = words.chars().last().or(before);
            }
            Part::Variable { .. } => before = Some(SOMETHING),
            Part::Choice { variants, other, .. } => {
                variants.iter_mut().for_each(|(_, parts)| bind(parts, before));
                bind(other, before);
                before = Some(SOMETHING);
            }
        }
    }
}

/// Joins the languages and holds them against each other.
fn compare(
    mut spoken: Vec<(PathBuf, BTreeMap<String, Spoken>)>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Message> {
    let keys: BTreeSet<String> = spoken.iter().flat_map(|(_, texts)| texts.keys().cloned()).collect();
    let mut messages = BTreeMap::new();
    for key in keys {
        let mut message = Message::default();
        let mut first: Option<(PathBuf, BTreeSet<String>)> = None;
        let known = spoken.iter().find_map(|(file, texts)| Some((file.clone(), texts.get(&key)?.line)));
        for (file, texts) in &mut spoken {
            let Some(text) = texts.remove(&key) else {
                let place = known.as_ref().map(|(file, line)| format!("{}:{line}", file.display()));
                let message = format!("`{key}` is missing here; see {}", place.unwrap_or_default());
                problems.push(Problem { file: file.clone(), line: 0, message });
                continue;
            };
            let used = note_kinds(&text, file, &mut message.variables, problems);
            match &first {
                Some((first_file, expected)) if *expected != used => {
                    let message = format!(
                        "`{key}` uses {}, but {} uses {}",
                        listed(&used),
                        first_file.display(),
                        listed(expected)
                    );
                    problems.push(Problem { file: file.clone(), line: text.line, message });
                }
                Some(_) => {}
                None => (first, message.comment) = (Some((file.clone(), used)), text.comment),
            }
            message.parts.push(text.parts);
        }
        messages.insert(key, message);
    }
    messages
}

/// Adds the kinds of the variables in a text to those known; gives the names it uses.
fn note_kinds(
    text: &Spoken,
    file: &Path,
    known: &mut BTreeMap<String, Kind>,
    problems: &mut Vec<Problem>,
) -> BTreeSet<String> {
    let mut used = Vec::new();
    collect(&text.parts, &mut used);
    for (name, kind) in &used {
        let before = known.get(name).copied().unwrap_or(Kind::Shown);
        if matches!((before, kind), (Kind::Number, Kind::Word) | (Kind::Word, Kind::Number)) {
            let message = format!("`${name}` is a number in one place and a word in another");
            problems.push(Problem { file: file.to_path_buf(), line: text.line, message });
        }
        known.insert(name.clone(), if *kind == Kind::Shown { before } else { *kind });
    }
    used.into_iter().map(|(name, _)| name).collect()
}

fn collect(parts: &[Part], used: &mut Vec<(String, Kind)>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Variable { name, number } => {
                used.push((name.clone(), if *number { Kind::Number } else { Kind::Shown }));
            }
            Part::Choice { variable, by, variants, other } => {
                used.push((variable.clone(), if *by == By::Number { Kind::Number } else { Kind::Word }));
                variants.iter().for_each(|(_, parts)| collect(parts, used));
                collect(other, used);
            }
        }
    }
}

fn listed(names: &BTreeSet<String>) -> String {
    match names.is_empty() {
        true => "no variables".to_owned(),
        false => names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", "),
    }
}
