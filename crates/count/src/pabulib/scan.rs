//! Splits a `.pb` file into rows of cells, one row in memory at a time.

use std::io::{BufRead, ErrorKind};

use super::problem::{Problem, Reason, Severity};

/// One row: its cells, unquoted, and where each starts.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Line on which the row starts, from 1.
    pub line: u64,
    text: String,
    /// The first cell was quoted, so that the row names no section.
    quoted: bool,
    /// End of each cell in `text`, and the byte of the raw line where it starts.
    cells: Vec<(usize, usize)>,
}

impl Row {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell, or `None` past the end.
    pub fn get(&self, index: usize) -> Option<&str> {
        let start = if index == 0 { 0 } else { self.cells.get(index - 1)?.0 };
        self.text.get(start..self.cells.get(index)?.0)
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Character column (from 1) at which a cell starts. Exact for rows that fit on one line
    /// without quotes; for quoted cells it is the column of the opening quotation mark.
    pub fn column(&self, index: usize) -> u64 {
        self.cells.get(index).map_or(1, |cell| cell.1 as u64 + 1)
    }

    /// The row is one word, the name of a section.
    pub fn section(&self) -> Option<&'static str> {
        let first = self.get(0)?.trim();
        if self.quoted || self.iter().skip(1).any(|cell| !cell.is_empty()) {
            return None;
        }
        ["META", "PROJECTS", "VOTES"].into_iter().find(|name| first.eq_ignore_ascii_case(name))
    }

    pub(super) fn clear(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.quoted = false;
        self.cells.clear();
    }

    fn push(&mut self, cell: &str, column: usize) {
        self.text.push_str(cell);
        self.cells.push((self.text.len(), column));
    }

    /// A problem of this row in the given cell.
    pub fn problem(&self, severity: Severity, cell: usize, reason: Reason) -> Problem {
        Problem { severity, line: self.line, column: self.column(cell), reason }
    }
}

/// Reads rows from a source with bounded memory.
pub(super) struct Scanner<R> {
    source: R,
    line: u64,
    buffer: Vec<u8>,
    max_line: usize,
    max_cells: usize,
    /// What was odd but readable: empty lines, text after a closing quotation mark.
    pub warnings: Vec<Problem>,
}

impl<R: BufRead> Scanner<R> {
    pub fn new(source: R, max_line: usize, max_cells: usize) -> Self {
        Self { source, line: 0, buffer: Vec::new(), max_line, max_cells, warnings: Vec::new() }
    }

    /// Line last read.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next row that is not empty; `false` at the end of the file.
    pub fn next_row(&mut self, row: &mut Row) -> Result<bool, Problem> {
        loop {
            self.buffer.clear();
            if !self.append_line()? {
                return Ok(false);
            }
            let line = self.line;
            if self.text(line)?.trim().is_empty() {
                self.warn(line, 0, Reason::EmptyLine);
                continue;
            }
            row.clear(line);
            if memchr::memchr(b'"', &self.buffer).is_some() {
                self.split_quoted(row)?
            } else {
                self.split_plain(row)?
            }
            return Ok(true);
        }
    }

    fn warn(&mut self, line: u64, column: usize, reason: Reason) {
        if self.warnings.len() < 32 {
            let column = column as u64 + 1;
            self.warnings.push(Problem { severity: Severity::Warning, line, column, reason });
        }
    }

    fn error<T>(&self, line: u64, column: usize, reason: Reason) -> Result<T, Problem> {
        Err(Problem { severity: Severity::Error, line, column: column as u64 + 1, reason })
    }

    /// Appends one line to the buffer, without its line break.
    fn append_line(&mut self) -> Result<bool, Problem> {
        self.line += 1;
        let mut any = false;
        loop {
            let available = match self.source.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    return self.error(self.line, 0, Reason::Unreadable { detail: error.to_string() });
                }
            };
            if available.is_empty() {
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', available);
            let taken = end.unwrap_or(available.len());
            if self.buffer.len() + taken > self.max_line {
                return self.error(self.line, self.max_line, Reason::LineTooLong { limit: self.max_line });
            }
            self.buffer.extend_from_slice(&available[..taken]);
            self.source.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        if self.buffer.last() == Some(&b'\r') {
            self.buffer.pop();
        }
        if self.line == 1 && self.buffer.starts_with(b"\xEF\xBB\xBF") {
            self.buffer.drain(..3);
        }
        Ok(any)
    }

    fn text(&self, line: u64) -> Result<&str, Problem> {
        if let Some(at) = memchr::memchr(0, &self.buffer) {
            return self.error(line, at, Reason::NulCharacter);
        }
        match std::str::from_utf8(&self.buffer) {
            Ok(text) => Ok(text),
            Err(error) => self.error(line, error.valid_up_to(), Reason::NotUtf8),
        }
    }

    fn split_plain(&self, row: &mut Row) -> Result<(), Problem> {
        let text = self.text(row.line)?;
        let mut column = 0;
        let ascii = text.is_ascii();
        for cell in text.split(';') {
            if row.len() == self.max_cells {
                return self.error(row.line, column, Reason::TooManyCells { limit: self.max_cells });
            }
            row.push(cell, column);
            column += 1 + if ascii { cell.len() } else { cell.chars().count() };
        }
        Ok(())
    }

    /// Splits a line with quotation marks; a quoted cell may go on over line breaks. A quotation
    /// mark inside a cell that does not start with one is part of the text.
    fn split_quoted(&mut self, row: &mut Row) -> Result<(), Problem> {
        let (mut position, mut column) = (0, 0);
        let mut cell = String::new();
        loop {
            if row.len() == self.max_cells {
                return self.error(row.line, column, Reason::TooManyCells { limit: self.max_cells });
            }
            cell.clear();
            let start = column;
            if self.buffer.get(position) == Some(&b'"') {
                row.quoted |= row.len() == 0;
                position = self.quoted_cell(row.line, position + 1, start, &mut cell)?;
            } else {
                let text = self.text(row.line)?;
                let rest = text.get(position..).unwrap_or_default();
                let end = rest.find(';').unwrap_or(rest.len());
                cell.push_str(&rest[..end]);
                position += end;
            }
            column += cell.chars().count() + 1;
            row.push(&cell, start);
            if position >= self.buffer.len() {
                return Ok(());
            }
            position += 1;
        }
    }

    /// Reads a quoted cell from `position` (after the opening mark) and returns where it ends.
    fn quoted_cell(
        &mut self,
        line: u64,
        mut position: usize,
        start: usize,
        cell: &mut String,
    ) -> Result<usize, Problem> {
        loop {
            let text = self.text(line)?;
            let rest = text.get(position..).unwrap_or_default();
            let Some(mark) = rest.find('"') else {
                cell.push_str(rest);
                cell.push('\n');
                position = self.buffer.len() + 1;
                self.buffer.push(b'\n');
                if !self.append_line()? {
                    return self.error(line, start, Reason::QuoteNotClosed);
                }
                continue;
            };
            cell.push_str(&rest[..mark]);
            position += mark + 1;
            match self.buffer.get(position) {
                None | Some(b';') => return Ok(position),
                Some(b'"') => {
                    cell.push('"');
                    position += 1;
                }
                Some(_) => {
                    // As widespread readers do: the rest up to the separator belongs to the cell.
                    let rest = self.text(line)?.get(position..).unwrap_or_default();
                    let end = rest.find(';').unwrap_or(rest.len());
                    cell.push_str(&rest[..end]);
                    self.warn(line, start, Reason::TextAfterQuote);
                    return Ok(position + end);
                }
            }
        }
    }
}
