//! From bytes to want lists, refusing what TradeMaximizer 1.3 refuses.
//!
//! Order and effect of the checks follow its observed behaviour, so that a file is accepted here exactly
//! when it is accepted there. Two kindnesses: a byte-order mark is skipped, and bytes that are not UTF-8
//! are let through in comments and descriptions, where they change nothing.

use super::line::{is_space, java_trim, read_list, upper};
use super::{OfficialName, Options, WantFile};
use std::borrow::Cow;
use std::collections::HashSet;

/// Why a file was refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct WantError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there and what to do.
    pub kind: WantErrorKind,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WantErrorKind {
    /// An option that does not exist.
    #[error("unknown option \"{0}\"; check its spelling or remove it")]
    UnknownOption(String),
    /// `SCALED-PRIORITIES`, which TradeMaximizer dropped.
    #[error("SCALED-PRIORITIES is no longer supported; use LINEAR-PRIORITIES")]
    ScaledPriorities,
    /// An option whose number is missing, not a number, or out of range.
    #[error("the number in option \"{0}\" is missing, malformed or out of range")]
    OptionNumber(String),
    /// `#!` after the first list.
    #[error("options (#! …) cannot follow the first want list; move this line to the top")]
    LateOption,
    /// `#!` after the official names began.
    #[error("options (#! …) cannot follow the official names; move this line to the top")]
    OptionAfterNames,
    /// `#` inside a line.
    #[error("\"#\" can only begin a line; put the comment on a line of its own")]
    LateComment,
    /// `#` in an official name.
    #[error("\"#\" cannot be part of an item's name")]
    HashInName,
    /// The section of official names began twice.
    #[error("official names can begin only once")]
    NamesTwice,
    /// The section of official names came too late.
    #[error("official names cannot follow the first want list; move them up")]
    LateNames,
    /// An end without a beginning.
    #[error("!END-OFFICIAL-NAMES without !BEGIN-OFFICIAL-NAMES before it")]
    NamesNotBegun,
    /// An official name that begins with a colon.
    #[error("a line of the official names cannot begin with a colon")]
    ColonFirst,
    /// A dummy among the official names.
    #[error("a dummy (%…) cannot be an official name")]
    OfficialDummy,
    /// An official name given twice.
    #[error("the official name \"{0}\" was given before")]
    RepeatedName(String),
    /// A list without an owner although the options demand one.
    #[error("no owner, and the file demands one (REQUIRE-USERNAMES): begin the line with (name)")]
    MissingOwner,
    /// A second opening parenthesis.
    #[error("more than one \"(\" in the line")]
    SecondOpening,
    /// No closing parenthesis.
    #[error("the owner's name has no closing \")\"")]
    NoClosing,
    /// A name and nothing else.
    #[error("an owner without an item: write (name) ITEM : WANTED …")]
    OwnerAlone,
    /// A second closing parenthesis.
    #[error("more than one \")\" in the line")]
    SecondClosing,
    /// `()`.
    #[error("the parentheses are empty: write the owner's name")]
    EmptyOwner,
    /// An owner that is not at the start.
    #[error("the owner's name can stand only at the start of the line")]
    LateOwner,
    /// A closing parenthesis alone.
    #[error("\")\" without \"(\" at the start of the line")]
    LoneClosing,
    /// A semicolon before the colon.
    #[error("a semicolon cannot stand before the colon")]
    SemicolonBeforeColon,
    /// A semicolon before the item.
    #[error("a semicolon cannot stand before the first item of the line")]
    SemicolonFirst,
    /// A second colon.
    #[error("more than one colon in the line; perhaps two lists were joined")]
    SecondColon,
    /// Not exactly one item before the colon.
    #[error("exactly one item must stand before the colon")]
    ItemBeforeColon,
    /// No colon although the options demand one.
    #[error("no colon, and the file demands one (REQUIRE-COLONS): write ITEM : WANTED …")]
    MissingColon,
    /// A list or a name that is not UTF-8.
    #[error("byte {0} of the line is not UTF-8; save the file as UTF-8")]
    NotUtf8(usize),
    /// A control character that is no white space.
    #[error("the line holds a control character; save the file as plain text")]
    ControlCharacter,
    /// A want whose cost would overflow.
    #[error("the cost of a want is above 10^12; use smaller steps or numbers")]
    CostTooGreat,
    /// More names than 32 bits can count.
    #[error("too many names in one file")]
    TooManyNames,
}

impl WantFile {
    /// Reads a file.
    ///
    /// # Errors
    /// The first line that makes the whole file unusable, with the reason.
    pub fn parse(bytes: &[u8]) -> Result<Self, WantError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = Reader::default();
        for (index, raw) in lines(bytes).enumerate() {
            let line = index + 1;
            reader.take(raw, line).map_err(|kind| WantError { line, kind })?;
        }
        Ok(reader.file)
    }
}

/// Lines as Java's `readLine` cuts them: at `\n`, `\r` or `\r\n`.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        rest = tail.strip_prefix(b"\r\n").unwrap_or_else(|| tail.get(1..).unwrap_or_default());
        Some(line)
    })
}

#[derive(Default)]
struct Reader {
    file: WantFile,
    reading_names: bool,
    official: HashSet<u32>,
}

impl Reader {
    fn take(&mut self, raw: &[u8], number: usize) -> Result<(), WantErrorKind> {
        let decoded = String::from_utf8_lossy(raw);
        let line = java_trim(&decoded);
        if line.is_empty() {
            return Ok(());
        }
        if let Some(words) = line.strip_prefix("#!") {
            return self.options(words);
        }
        if line.starts_with('#') {
            return Ok(());
        }
        if line.contains(|c| c < ' ' && !is_space(c)) {
            return Err(WantErrorKind::ControlCharacter);
        }
        if line.contains('#') && !self.reading_names {
            return Err(WantErrorKind::LateComment);
        }
        if line.contains('#') && first_word(line).contains('#') {
            return Err(WantErrorKind::HashInName);
        }
        if line.eq_ignore_ascii_case("!BEGIN-OFFICIAL-NAMES") {
            return self.begin_names();
        }
        if line.eq_ignore_ascii_case("!END-OFFICIAL-NAMES") {
            if !self.reading_names {
                return Err(WantErrorKind::NamesNotBegun);
            }
            self.reading_names = false;
            return Ok(());
        }
        if self.reading_names {
            return self.official_name(line, &decoded, raw, number);
        }
        refuse_broken(&decoded, raw)?;
        let list = read_list(line, number, &self.file.options, &mut self.file.names)?;
        if self.file.names.len() >= u32::MAX as usize {
            return Err(WantErrorKind::TooManyNames);
        }
        self.file.lists.push(list);
        Ok(())
    }

    fn options(&mut self, words: &str) -> Result<(), WantErrorKind> {
        if !self.file.lists.is_empty() {
            return Err(WantErrorKind::LateOption);
        }
        if self.file.official.is_some() {
            return Err(WantErrorKind::OptionAfterNames);
        }
        for word in words.split(is_space).filter(|word| !word.is_empty()) {
            let word = word.to_uppercase();
            if word == "SCALED-PRIORITIES" {
                return Err(WantErrorKind::ScaledPriorities);
            }
            self.file.options.set(&word)?;
        }
        Ok(())
    }

    fn begin_names(&mut self) -> Result<(), WantErrorKind> {
        if self.file.official.is_some() {
            return Err(WantErrorKind::NamesTwice);
        }
        if !self.file.lists.is_empty() {
            return Err(WantErrorKind::LateNames);
        }
        self.file.official = Some(Vec::new());
        self.reading_names = true;
        Ok(())
    }

    fn official_name(
        &mut self,
        line: &str,
        decoded: &str,
        raw: &[u8],
        number: usize,
    ) -> Result<(), WantErrorKind> {
        if line.starts_with(':') {
            return Err(WantErrorKind::ColonFirst);
        }
        if line.starts_with('%') {
            return Err(WantErrorKind::OfficialDummy);
        }
        let name = first_word(line);
        if name.contains(char::REPLACEMENT_CHARACTER) {
            refuse_broken(decoded, raw)?;
        }
        let description = line.get(name.len()..).unwrap_or_default();
        let description = description.trim_start_matches(|c| is_space(c) || c == ':');
        let item = self.file.names.intern(&key(name, &self.file.options), name);
        if !self.official.insert(item.0) {
            return Err(WantErrorKind::RepeatedName(name.to_owned()));
        }
        let entry = OfficialName { item, description: description.to_owned(), line: number };
        self.file.official.get_or_insert_default().push(entry);
        Ok(())
    }
}

/// The key of a name under these options.
pub(crate) fn key<'a>(name: &'a str, options: &Options) -> Cow<'a, str> {
    if options.case_sensitive { Cow::Borrowed(name) } else { upper(name) }
}

fn first_word(line: &str) -> &str {
    line.split(|c| is_space(c) || c == ':').next().unwrap_or_default()
}

/// Refuses a line whose bytes had to be replaced while decoding.
fn refuse_broken(decoded: &str, raw: &[u8]) -> Result<(), WantErrorKind> {
    if !decoded.contains(char::REPLACEMENT_CHARACTER) {
        return Ok(());
    }
    match std::str::from_utf8(raw) {
        Ok(_) => Ok(()),
        Err(error) => Err(WantErrorKind::NotUtf8(error.valid_up_to() + 1)),
    }
}
