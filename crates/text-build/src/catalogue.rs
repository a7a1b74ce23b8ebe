//! One text file, read: its messages and terms by key, each with its line.

use std::collections::BTreeMap;
use std::path::Path;

use fluent_syntax::ast::{Attribute, Comment, Entry, Message, Pattern, Term};
use fluent_syntax::parser;

use crate::problem::Problem;

/// A message, an attribute of one, or a term.
pub struct Definition<'s> {
    /// The words, as parsed.
    pub pattern: Pattern<&'s str>,
    /// The line its key stands on.
    pub line: usize,
    /// The comment above the message.
    pub comment: String,
}

/// The messages and terms of one language in one folder.
pub struct Catalogue<'s> {
    /// Where it was read.
    pub file: &'s Path,
    source: &'s str,
    /// By key; an attribute's key is `message.attribute`.
    pub messages: BTreeMap<String, Definition<'s>>,
    /// By key without the leading `-`; an attribute's key is `term.attribute`.
    pub terms: BTreeMap<String, Definition<'s>>,
    /// What was wrong while reading.
    pub problems: Vec<Problem>,
}

impl<'s> Catalogue<'s> {
    /// Reads a file's text.
    pub fn read(file: &'s Path, source: &'s str) -> Catalogue<'s> {
        let mut catalogue = Catalogue {
            file,
            source,
            messages: BTreeMap::new(),
            terms: BTreeMap::new(),
            problems: Vec::new(),
        };
        let resource = parser::parse(source).unwrap_or_else(|(resource, errors)| {
            for error in errors {
                let line = catalogue.line_at(error.pos.start);
                catalogue.problem(line, format!("not valid Fluent: {}", error.kind));
            }
            resource
        });
        for entry in resource.body {
            match entry {
                Entry::Message(message) => catalogue.add_message(message),
                Entry::Term(term) => catalogue.add_term(term),
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {}
            }
        }
        catalogue
    }

    /// The line of a piece of this file's text, which must be a slice of it, as all names in the syntax tree are.
    pub fn line_of(&self, slice: &str) -> usize {
        self.line_at((slice.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize))
    }

    fn line_at(&self, offset: usize) -> usize {
        let before = &self.source.as_bytes()[..offset.min(self.source.len())];
        before.iter().filter(|&&byte| byte == b'\n').count() + 1
    }

    /// Notes a problem in this file.
    pub fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(Problem { file: self.file.to_path_buf(), line, message: message.into() });
    }

    fn add_message(&mut self, message: Message<&'s str>) {
        let (name, line) = (message.id.name, self.line_of(message.id.name));
        self.check_name(name, line);
        let comment = joined(message.comment);
        if let Some(pattern) = message.value {
            let definition = Definition { pattern, line, comment: comment.clone() };
            self.insert_message(name.to_owned(), definition);
        }
        for Attribute { id, value } in message.attributes {
            let line = self.line_of(id.name);
            self.check_name(id.name, line);
            let definition = Definition { pattern: value, line, comment: comment.clone() };
            self.insert_message(format!("{name}.{}", id.name), definition);
        }
    }

    fn insert_message(&mut self, key: String, definition: Definition<'s>) {
        let line = definition.line;
        if let Some(first) = self.messages.get(&key) {
            let message = format!("`{key}` is written twice, first in line {}", first.line);
            self.problem(line, message);
        }
        self.messages.insert(key, definition);
    }

    fn add_term(&mut self, term: Term<&'s str>) {
        let (name, line) = (term.id.name, self.line_of(term.id.name));
        let comment = joined(term.comment);
        if self.terms.contains_key(name) {
            self.problem(line, format!("the term `-{name}` is written twice"));
        }
        for Attribute { id, value } in term.attributes {
            let definition =
                Definition { pattern: value, line: self.line_of(id.name), comment: String::new() };
            self.terms.insert(format!("{name}.{}", id.name), definition);
        }
        self.terms.insert(name.to_owned(), Definition { pattern: term.value, line, comment });
    }

    /// Message and attribute names become function names, so they are kebab-case.
    fn check_name(&mut self, name: &str, line: usize) {
        let kebab = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !kebab || name.ends_with('-') || name.contains("--") {
            self.problem(
                line,
                format!("name `{name}` in kebab-case: lower-case letters, digits, single hyphens"),
            );
        }
    }
}

fn joined(comment: Option<Comment<&str>>) -> String {
    comment.map(|comment| comment.content.join("\n")).unwrap_or_default()
}
