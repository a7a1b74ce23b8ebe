//! A `.pb` file with every cell kept, and the writer.

use std::fmt::Write as _;
use std::io::BufRead;

use super::problem::{Problem, Reason, Severity};
use super::read::Limits;
use super::scan::{Row, Scanner};

/// One section: its columns and its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Column names, in file order.
    pub columns: Vec<String>,
    /// Cells of each row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// A whole file. Unknown keys and columns are kept.
///
/// Reading and writing loses nothing but form: line ends become LF, a byte order mark and empty
/// lines go, and cells are quoted only where they must be. A file in that form comes out byte for
/// byte as it went in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// `META`, usually with the columns `key` and `value`.
    pub meta: Table,
    /// `PROJECTS`.
    pub projects: Table,
    /// `VOTES`.
    pub votes: Table,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// The first thing that keeps the file from being split into sections, rows and cells. Whether
    /// the values make sense is the business of [`read`](super::read).
    pub fn read(source: impl BufRead, limits: &Limits) -> Result<Self, Problem> {
        let mut scanner = Scanner::new(source, limits.line_bytes, limits.cells);
        let (mut document, mut row) = (Self::default(), Row::default());
        let mut current: Option<&'static str> = None;
        let mut header = false;
        while scanner.next_row(&mut row)? {
            if let Some(section) = row.section() {
                if !document.table(section).columns.is_empty() {
                    return Err(row.problem(Severity::Error, 0, Reason::SectionRepeated { section }));
                }
                (current, header) = (Some(section), true);
                continue;
            }
            let cells: Vec<String> = row.iter().map(str::to_owned).collect();
            let Some(section) = current else {
                let text = row.get(0).unwrap_or_default().chars().take(40).collect();
                return Err(row.problem(Severity::Error, 0, Reason::TextBeforeSections { text }));
            };
            let table = document.table(section);
            if header {
                table.columns = cells;
                header = false;
            } else if table.rows.len() == limits.rows {
                return Err(row.problem(Severity::Error, 0, Reason::TooManyRows { limit: limits.rows }));
            } else {
                table.rows.push(cells);
            }
        }
        for section in ["META", "PROJECTS", "VOTES"] {
            if document.table(section).columns.is_empty() {
                let reason = Reason::SectionMissing { section };
                return Err(Problem { severity: Severity::Error, line: scanner.line(), column: 1, reason });
            }
        }
        Ok(document)
    }

    fn table(&mut self, section: &str) -> &mut Table {
        match section {
            "META" => &mut self.meta,
            "PROJECTS" => &mut self.projects,
            _ => &mut self.votes,
        }
    }

    /// Sets a key of META, adding it at the end where it is not there yet.
    pub fn set_meta(&mut self, key: &str, value: &str) {
        match self.meta.rows.iter_mut().find(|row| row.first().is_some_and(|cell| cell == key)) {
            Some(row) => {
                row.truncate(1);
                row.push(value.to_owned());
            }
            None => self.meta.rows.push(vec![key.to_owned(), value.to_owned()]),
        }
    }

    /// Marks the winners in the column `selected`, adding the column where it is missing.
    pub fn set_selected(&mut self, code_of: impl Fn(&str) -> u8) {
        let table = &mut self.projects;
        let Some(id) = table.column("project_id") else { return };
        let at = table.column("selected").unwrap_or_else(|| {
            table.columns.push("selected".to_owned());
            table.columns.len() - 1
        });
        for row in &mut table.rows {
            let code = code_of(row.get(id).map_or("", String::as_str)).to_string();
            row.resize(row.len().max(at + 1), String::new());
            row[at] = code;
        }
    }

    /// Writes the file: UTF-8, LF.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        for (name, table) in [("META", &self.meta), ("PROJECTS", &self.projects), ("VOTES", &self.votes)] {
            text.push_str(name);
            text.push('\n');
            write_row(&mut text, &table.columns);
            for row in &table.rows {
                write_row(&mut text, row);
            }
        }
        text
    }
}

/// Appends one row, quoting what must be quoted.
fn write_row(text: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            text.push(';');
        }
        let must_quote = cell.contains([';', '"', '\n', '\r'])
            // Would be read as the name of a section, or as an empty line.
            || (index == 0 && is_section(cell))
            || (cells.len() == 1 && cell.trim().is_empty());
        if must_quote {
            let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            text.push_str(cell);
        }
    }
    text.push('\n');
}

fn is_section(cell: &str) -> bool {
    ["META", "PROJECTS", "VOTES"].iter().any(|name| cell.trim().eq_ignore_ascii_case(name))
}
