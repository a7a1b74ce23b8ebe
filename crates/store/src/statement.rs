//! One SQL text per statement for both engines.
//!
//! Statements are declared with [`statements!`](crate::statements), which also lists them, so that tests
//! prepare and run each one on SQLite and PostgreSQL and the lint reads them all.
//!
//! Written once, with `$1`, `$2`, … and two kinds of tokens:
//! - in schema steps, column types: `{id}` `{int}` `{text}` `{time}` `{day}` `{json}` `{blob}`, and after the
//!   closing bracket of a table `{rows}`, or `{clustered}` for a table that lies in key order;
//! - in queries, `{visible i $2}`: what a viewer of level `$2` may see of item `i`; `{visible i $2 $3}`: the same where
//!   items of every kind come together, without needs and offers from which member `$3` is kept apart;
//!   `{unblocked i.owner $3}`: what does not belong to somebody who wants nothing to do with member `$3`, or the other
//!   way round.

use std::sync::OnceLock;

/// The two engines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// Embedded, the default.
    Sqlite,
    /// When a city outgrows one machine.
    Postgres,
}

/// A statement with a name, rendered once per engine.
pub struct Statement {
    /// Module and constant, for messages.
    pub module: &'static str,
    /// The constant's name.
    pub name: &'static str,
    /// As written.
    pub text: &'static str,
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

impl Statement {
    /// Used by [`statements!`](crate::statements).
    pub const fn new(module: &'static str, name: &'static str, text: &'static str) -> Self {
        Self { module, name, text, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }
    /// The text for an engine.
    pub fn render(&self, dialect: Dialect) -> &str {
        match dialect {
            Dialect::Sqlite => self.sqlite.get_or_init(|| render(self.text, dialect)),
            Dialect::Postgres => self.postgres.get_or_init(|| render(self.text, dialect)),
        }
    }
    /// How many arguments it takes.
    pub fn arguments(&self) -> usize {
        let numbers = self.text.split('$').skip(1).filter_map(|rest| {
            rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<usize>().ok())
        });
        numbers.max().unwrap_or(0)
    }
    /// What is wrong with it by the house rules for portable SQL; empty when nothing is.
    pub fn lint(&self) -> Vec<String> {
        crate::lint::lint(self)
    }
}

impl std::fmt::Debug for Statement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}::{}", self.module, self.name)
    }
}

/// Declares statements and `STATEMENTS`, the list of them.
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $text:expr;)*) => {
        $($(#[$meta])* $vis static $name: $crate::Statement =
            $crate::Statement::new(module_path!(), stringify!($name), $text);)*
        /// Every statement of this module: prepared, run and linted by tests on both engines.
        pub static STATEMENTS: &[&$crate::Statement] = &[$(&$name),*];
    };
}

/// Declares `STATEMENTS` of a folder from those of its files.
#[macro_export]
macro_rules! joined {
    ($($file:ident),+ $(,)?) => {
        /// Every statement of the files of this folder.
        pub static STATEMENTS: &[&$crate::Statement] =
            &$crate::join::<{ 0 $(+ $file::STATEMENTS.len())+ }>(&[$($file::STATEMENTS),+]);
    };
}

/// Used by [`joined!`](crate::joined).
///
/// # Panics
/// At compile time, when the files have no statement at all.
#[must_use]
pub const fn join<const N: usize>(files: &[&'static [&'static Statement]]) -> [&'static Statement; N] {
    let mut all = [files[0][0]; N];
    let (mut file, mut at) = (0, 0);
    while file < files.len() {
        let mut one = 0;
        while one < files[file].len() {
            all[at] = files[file][one];
            at += 1;
            one += 1;
        }
        file += 1;
    }
    all
}

/// Expands tokens and, for SQLite, numbers the parameters its way (`?1`): there `$1` would be a name,
/// numbered by first appearance.
pub(crate) fn render(text: &str, dialect: Dialect) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find(['{', '$']) {
        out.push_str(&rest[..at]);
        let token = &rest[at..];
        if let Some(after) = token.strip_prefix('$') {
            out.push(if dialect == Dialect::Sqlite { '?' } else { '$' });
            rest = after;
        } else {
            let end = token.find('}').map_or(token.len(), |end| end + 1);
            out.push_str(&expand(&token[1..end - 1], dialect));
            rest = &token[end..];
        }
    }
    out.push_str(rest);
    out
}

fn expand(token: &str, dialect: Dialect) -> String {
    let sqlite = dialect == Dialect::Sqlite;
    let words: Vec<&str> = token.split_whitespace().collect();
    match words[..] {
        ["id"] => if sqlite { "BLOB" } else { "UUID" }.to_owned(),
        ["int" | "time"] => if sqlite { "INTEGER" } else { "BIGINT" }.to_owned(),
        ["text" | "day" | "json"] => if sqlite { "TEXT" } else { "TEXT COLLATE \"C\"" }.to_owned(),
        ["blob"] => if sqlite { "BLOB" } else { "BYTEA" }.to_owned(),
        ["rows"] => if sqlite { "STRICT" } else { "" }.to_owned(),
        // for short rows only: see docs/decisions/store.md
        ["clustered"] => if sqlite { "STRICT, WITHOUT ROWID" } else { "" }.to_owned(),
        ["visible", item, viewer] => render(&visible(item, viewer), dialect),
        ["visible", item, viewer, reader] => render(&visible_to(item, viewer, reader), dialect),
        ["unblocked", owner, viewer] => render(&unblocked(owner, viewer), dialect),
        _ => format!("{{unknown token {token}}}"), // refused by both engines, so a test sees it
    }
}

/// The one rule of who sees an item; HTML, JSON, feeds, search, map, mail and counters all use it.
/// A viewer's level: 0 anybody, 1 a member, 2 a member someone vouches for, 3 the editors.
fn visible(item: &str, viewer: &str) -> String {
    format!("({item}.stage = 'live' AND {item}.audience <= {viewer})")
}

/// The kind of items from which blocks keep apart: what neighbours need and offer.
pub const KEPT_APART: &str = "offer";

/// The same for one reader, for whatever finds items of every kind: search, letters, translations.
fn visible_to(item: &str, viewer: &str, reader: &str) -> String {
    let (visible, unblocked) = (visible(item, viewer), unblocked(&format!("{item}.owner"), reader));
    format!("({visible} AND ({item}.kind <> '{KEPT_APART}' OR {unblocked}))")
}

/// The one rule of who is left alone: lists of what belongs to members use it for readers who are signed in. For
/// visitors the viewer is a key that nobody has.
fn unblocked(owner: &str, viewer: &str) -> String {
    let table = owner.split('.').next().unwrap_or_default();
    format!(
        "NOT EXISTS (SELECT 1 FROM block WHERE block.community_id = {table}.community_id AND \
         ((block.member = {owner} AND block.other = {viewer}) OR (block.member = {viewer} AND block.other = {owner})))"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_parameters_and_tokens_for_both() {
        let text = "SELECT a FROM item i WHERE i.x = $1 AND {visible i $2}";
        let sqlite = render(text, Dialect::Sqlite);
        assert_eq!(sqlite, "SELECT a FROM item i WHERE i.x = ?1 AND (i.stage = 'live' AND i.audience <= ?2)");
        assert!(render(text, Dialect::Postgres).ends_with("i.audience <= $2)"));
        let apart = render("{unblocked i.owner $3}", Dialect::Sqlite);
        assert!(apart.contains("block.member = i.owner AND block.other = ?3"), "{apart}");
        assert_eq!(render("a {id}, b {text}) {rows}", Dialect::Sqlite), "a BLOB, b TEXT) STRICT");
        let for_one = render("{visible i $2 $3}", Dialect::Sqlite);
        assert!(for_one.contains("i.audience <= ?2") && for_one.contains("block.other = ?3"), "{for_one}");
        assert_eq!(Statement::new("m", "n", "x $2 $10 $1").arguments(), 10);
    }
}
