//! The list of statements.

use super::error::{InputError, Problem, shortened};
use super::ids::id_order;
use super::records::Records;
use crate::table::Standing;
use std::collections::BTreeMap;
use std::io::BufRead;

const EXAMPLE: &str = "comment-id,moderated,is-meta,comment-body";

/// One statement of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatementInfo {
    /// Whether it takes part.
    pub standing: Standing,
    /// Its words; empty when the file has none.
    pub text: String,
}

/// Statements by id.
#[derive(Debug, Clone, Default)]
pub struct StatementList {
    by_id: BTreeMap<Box<str>, StatementInfo>,
}

impl StatementList {
    /// What the list says about a statement.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&StatementInfo> {
        self.by_id.get(id)
    }

    /// Adds a statement or replaces what the list says of it.
    pub fn insert(&mut self, id: &str, info: StatementInfo) {
        self.by_id.insert(id.into(), info);
    }

    /// Ids in canonical order (numbers by size).
    #[must_use]
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.by_id.keys().map(AsRef::as_ref).collect();
        ids.sort_by(|a, b| id_order(a, b));
        ids
    }

    /// How many statements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

/// Reads a Polis `comments.csv`, or any table with `statement` (or `comment-id`) and optionally `moderated` (-1 out,
/// 0 undecided, 1 in), `is-meta` and `text` (or `comment-body`). Other columns are ignored; in particular `agrees` and
/// `disagrees`, which are stale in Polis exports.
///
/// # Errors
/// The first line that cannot be read, with its place.
pub fn read_comments(input: impl BufRead) -> Result<StatementList, InputError> {
    let mut records = Records::new(input)?;
    let id_column = records.column(&["comment-id", "statement", "statement-id", "comment", "id"], EXAMPLE)?;
    let moderated_column = records.optional(&["moderated"])?;
    let meta_column = records.optional(&["is-meta", "meta"])?;
    let text_column = records.optional(&["comment-body", "text", "body"])?;
    let mut list = StatementList::default();
    while records.next()? {
        let id = records.field(id_column)?.trim();
        if id.is_empty() {
            return Err(records.problem_at(id_column, Problem::NoId));
        }
        if list.by_id.contains_key(id) {
            return Err(records.problem_at(id_column, Problem::SameStatement(shortened(id))));
        }
        let out =
            moderated_column.map(|column| moderated_out(&records, column)).transpose()?.unwrap_or(false);
        let meta = meta_column.map(|column| is_true(&records, column)).transpose()?.unwrap_or(false);
        let text = text_column.map(|column| records.field(column)).transpose()?.unwrap_or_default().trim();
        let standing = match (out, meta) {
            (true, _) => Standing::ModeratedOut,
            (false, true) => Standing::Meta,
            (false, false) => Standing::Open,
        };
        list.by_id.insert(id.into(), StatementInfo { standing, text: text.to_owned() });
    }
    Ok(list)
}

fn moderated_out<R: BufRead>(records: &Records<R>, column: usize) -> Result<bool, InputError> {
    match records.field(column)?.trim() {
        "-1" => Ok(true),
        "" | "0" | "1" => Ok(false),
        other => Err(records.problem_at(column, Problem::NotAState(shortened(other)))),
    }
}

fn is_true<R: BufRead>(records: &Records<R>, column: usize) -> Result<bool, InputError> {
    match records.field(column)?.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Ok(true),
        "" | "false" | "0" | "no" => Ok(false),
        other => Err(records.problem_at(column, Problem::NotABool(shortened(other)))),
    }
}
