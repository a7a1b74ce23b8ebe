//! What is wrong with a file, where, and what to do about it.

use std::fmt;

/// An input that was refused.
#[derive(Debug)]
pub struct InputError {
    /// Line in the file, from 1.
    pub line: u64,
    /// Position of the field's first character in that line, from 1, and the field's name where it has one.
    pub column: Option<(usize, String)>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Nothing but blank lines.
    #[error("the file is empty; expected a line of column names and then one vote or statement per line")]
    Empty,
    /// A needed column is absent.
    #[error("no column `{wanted}` in the header (found: {found}); name the columns {example}")]
    NoColumn {
        /// The name looked for first.
        wanted: &'static str,
        /// What the header has.
        found: String,
        /// A header that works.
        example: &'static str,
    },
    /// A column name twice.
    #[error("two columns give the {0}; keep one")]
    TwoColumns(&'static str),
    /// A line with too few fields.
    #[error("{found} fields where the header has {expected}; add what is missing or delete the line")]
    FieldCount {
        /// Fields in the header.
        expected: usize,
        /// Fields in the line.
        found: usize,
    },
    /// Not a vote.
    #[error("`{0}` is not a vote; write 1 (agree), -1 (disagree) or 0 (pass)")]
    NotAVote(String),
    /// Not a time.
    #[error("`{0}` is not a time; write milliseconds since 1970, or leave it empty")]
    NotATime(String),
    /// An id that is empty.
    #[error("the id is empty; every vote needs a voter and a statement")]
    NoId,
    /// Not a moderation state.
    #[error("`{0}` is not a moderation state; write -1 (out), 0 (undecided) or 1 (in)")]
    NotAState(String),
    /// Not a yes or no.
    #[error("`{0}` is neither true nor false")]
    NotABool(String),
    /// The statement stands twice in the list.
    #[error("statement `{0}` was already listed; keep one line per statement")]
    SameStatement(String),
    /// A quotation mark that never closes.
    #[error(
        "a quoted field opened here is not closed; end it with \" (a quotation mark inside is written twice)"
    )]
    OpenQuote,
    /// Text right after a closing quotation mark.
    #[error(
        "text follows a closing quotation mark; put the whole field in quotes and double the marks inside"
    )]
    TextAfterQuote,
    /// Not UTF-8.
    #[error("the text is not UTF-8; save the file as UTF-8")]
    NotUtf8,
    /// A record beyond any sense.
    #[error("the line is longer than {0} bytes; is this a CSV file?")]
    TooLong(usize),
    /// More statements or people than can be handled.
    #[error("more than {most} {what}; split the file")]
    TooMany {
        /// People or statements.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// The reader itself failed.
    #[error("cannot read on: {0}")]
    Unreadable(#[from] std::io::Error),
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}", self.line)?;
        match &self.column {
            Some((column, name)) if name.is_empty() => write!(formatter, ", column {column}")?,
            Some((column, name)) => write!(formatter, ", column {column} ({name})")?,
            None => {}
        }
        write!(formatter, ": {}", self.problem)
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.problem)
    }
}

/// At most 40 characters of what was found, for a message.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String =
        text.chars().take(40).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}
