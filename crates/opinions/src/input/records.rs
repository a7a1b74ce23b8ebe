//! Records of comma-, semicolon- or tab-separated text (RFC 4180), with the place of every field.
//!
//! Strict where a lenient reader would silently swallow half of a file (a quotation mark that is not closed), and
//! lenient where nothing can go wrong (byte order mark, either line end, blank lines, semicolons).

use super::error::{InputError, Problem};
use std::io::BufRead;

/// A record longer than this is not a record.
const LONGEST_RECORD: usize = 1 << 20;

#[derive(Clone, Copy, Default)]
struct Field {
    start: usize,
    end: usize,
    /// Line offset within the record, and byte position in that line, of the field's first character.
    line: u64,
    column: usize,
}

pub(super) struct Records<R> {
    input: R,
    separator: u8,
    /// The record's raw lines.
    raw: Vec<u8>,
    /// The fields' contents, unquoted, one after the other.
    text: Vec<u8>,
    fields: Vec<Field>,
    names: Vec<String>,
    line: u64,
    lines_read: u64,
}

impl<R: BufRead> Records<R> {
    /// Reads the header.
    pub fn new(input: R) -> Result<Self, InputError> {
        let (raw, text, fields, names) = Default::default();
        let mut records = Self { input, separator: b',', raw, text, fields, names, line: 1, lines_read: 0 };
        if !records.advance(true)? {
            return Err(InputError { line: 1, column: None, problem: Problem::Empty });
        }
        for index in 0..records.fields.len() {
            let name = records.field(index)?.trim().to_ascii_lowercase();
            records.names.push(name);
        }
        Ok(records)
    }

    /// The index of the only column with one of these names.
    pub fn column(&self, names: &[&'static str], example: &'static str) -> Result<usize, InputError> {
        let wanted = names.first().copied().unwrap_or_default();
        self.optional(names)?.ok_or_else(|| {
            let found = super::error::shortened(&self.names.join(", "));
            InputError {
                line: self.line,
                column: None,
                problem: Problem::NoColumn { wanted, found, example },
            }
        })
    }

    /// Like [`Self::column`], for one that may be absent.
    pub fn optional(&self, names: &[&'static str]) -> Result<Option<usize>, InputError> {
        let mut found = (0..self.names.len()).filter(|&index| names.contains(&self.names[index].as_str()));
        let first = found.next();
        match (found.next(), names.first()) {
            (Some(second), Some(name)) => Err(self.problem_at(second, Problem::TwoColumns(name))),
            _ => Ok(first),
        }
    }

    /// Goes to the next record; false at the end.
    pub fn next(&mut self) -> Result<bool, InputError> {
        let expected = self.names.len();
        if !self.advance(false)? {
            return Ok(false);
        }
        let found = self.fields.len();
        if found == expected {
            return Ok(true);
        }
        Err(InputError { line: self.line, column: None, problem: Problem::FieldCount { expected, found } })
    }

    /// The content of a field of this record.
    pub fn field(&self, index: usize) -> Result<&str, InputError> {
        let field = self.fields[index];
        std::str::from_utf8(&self.text[field.start..field.end])
            .map_err(|_| self.problem_at(index, Problem::NotUtf8))
    }

    /// A problem with a field of this record.
    pub fn problem_at(&self, index: usize, problem: Problem) -> InputError {
        let field = self.fields.get(index).copied().unwrap_or_default();
        let name = self.names.get(index).cloned().unwrap_or_default();
        InputError { line: self.line + field.line, column: Some((field.column + 1, name)), problem }
    }

    /// The line at which the present record begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    fn advance(&mut self, header: bool) -> Result<bool, InputError> {
        loop {
            self.raw.clear();
            if !self.append_line()? {
                return Ok(false);
            }
            self.line = self.lines_read;
            if header && self.raw.starts_with(b"\xEF\xBB\xBF") {
                self.raw.drain(..3);
            }
            if !content(&self.raw).is_empty() {
                break;
            }
        }
        if header {
            self.separator = separator(&self.raw);
        }
        self.split()?;
        Ok(true)
    }

    fn append_line(&mut self) -> Result<bool, InputError> {
        let line = self.lines_read + 1;
        let room = (LONGEST_RECORD + 1).saturating_sub(self.raw.len()) as u64;
        let got = std::io::Read::take(&mut self.input, room)
            .read_until(b'\n', &mut self.raw)
            .map_err(|error| InputError { line, column: None, problem: Problem::Unreadable(error) })?;
        if self.raw.len() > LONGEST_RECORD {
            return Err(InputError { line, column: None, problem: Problem::TooLong(LONGEST_RECORD) });
        }
        self.lines_read += u64::from(got > 0);
        Ok(got > 0)
    }

    fn split(&mut self) -> Result<(), InputError> {
        self.text.clear();
        self.fields.clear();
        let mut at = 0;
        let mut line_start = 0;
        loop {
            let start = self.text.len();
            let mut field =
                Field { start, end: start, line: self.lines_read - self.line, column: at - line_start };
            if self.raw.get(at) == Some(&b'"') {
                at = self.quoted(at + 1, &field, &mut line_start)?;
            } else {
                let rest = &self.raw[at..content_end(&self.raw)];
                let length = memchr::memchr(self.separator, rest).unwrap_or(rest.len());
                self.text.extend_from_slice(&rest[..length]);
                at += length;
            }
            field.end = self.text.len();
            self.fields.push(field);
            if at >= content_end(&self.raw) {
                return Ok(());
            }
            if self.raw[at] != self.separator {
                let column = Some((at - line_start + 1, String::new()));
                return Err(InputError { line: self.lines_read, column, problem: Problem::TextAfterQuote });
            }
            at += 1;
        }
    }

    /// Copies a quoted field, fetching further lines as it needs them; gives the position after the closing mark.
    fn quoted(&mut self, mut at: usize, field: &Field, line_start: &mut usize) -> Result<usize, InputError> {
        loop {
            let Some(length) = memchr::memchr(b'"', &self.raw[at..]) else {
                self.text.extend_from_slice(&self.raw[at..]);
                at = self.raw.len();
                *line_start = at;
                if self.append_line()? {
                    continue;
                }
                let column = Some((field.column + 1, String::new()));
                return Err(InputError { line: self.line + field.line, column, problem: Problem::OpenQuote });
            };
            self.text.extend_from_slice(&self.raw[at..at + length]);
            at += length + 1;
            if self.raw.get(at) != Some(&b'"') {
                return Ok(at);
            }
            self.text.push(b'"');
            at += 1;
        }
    }
}

fn content_end(line: &[u8]) -> usize {
    let without = line.strip_suffix(b"\n").unwrap_or(line);
    without.strip_suffix(b"\r").unwrap_or(without).len()
}

fn content(line: &[u8]) -> &[u8] {
    line[..content_end(line)].trim_ascii()
}

/// Whichever of comma, semicolon and tab the header has most of.
fn separator(header: &[u8]) -> u8 {
    let count = |byte: u8| header.iter().filter(|&&b| b == byte).count();
    [b';', b'\t', b','].into_iter().max_by_key(|&byte| count(byte)).unwrap_or(b',')
}
