//! One want list from one line of text.

use super::parse::{WantErrorKind, key};
use super::{Names, Options, Want, WantList};
use std::borrow::Cow;

/// White space in the sense of Java's `\s`.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{B}' | '\u{C}' | '\r')
}

/// Java's `trim`: everything up to U+0020 goes.
pub(super) fn java_trim(text: &str) -> &str {
    text.trim_matches(|c| c <= ' ')
}

/// Upper case without a copy where nothing changes.
pub(super) fn upper(text: &str) -> Cow<'_, str> {
    let ready = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase());
    if ready { Cow::Borrowed(text) } else { Cow::Owned(text.to_uppercase()) }
}

/// Where the parts of a line are.
struct Parts<'a> {
    /// The owner's name in parentheses, if it is cut off from what follows.
    owner: Option<&'a str>,
    /// Item and wants.
    body: &'a str,
}

/// Reads a trimmed, non-empty line that is a want list.
pub(super) fn read_list(
    line: &str,
    number: usize,
    options: &Options,
    names: &mut Names,
) -> Result<WantList, WantErrorKind> {
    let parts = split_owner(line, options)?;
    check_semicolons(line, &parts)?;
    check_colon(line, &parts, options)?;
    // The colon counts as a space from here on, a semicolon is a word of its own.
    let mut words = parts.body.split(|c| is_space(c) || c == ':').filter(|word| !word.is_empty());
    let mut owner = parts.owner;
    let mut item = words.next().ok_or(WantErrorKind::OwnerAlone)?;
    if owner.is_none() && item.starts_with('(') {
        owner = Some(item);
        item = words.next().ok_or(WantErrorKind::OwnerAlone)?;
    }
    // `ITEM;WANT` without spaces: the item ends at the semicolon.
    let (item, rest) = match item.find(';') {
        Some(cut) => item.split_at(cut),
        None => (item, ""),
    };
    let mut wants = Vec::new();
    for word in std::iter::once(rest).chain(words) {
        push_words(word, options, names, &mut wants);
    }
    let owner = owner.map(|owner| {
        let bare = owner.strip_prefix('(').unwrap_or(owner);
        let bare = bare.strip_suffix(')').unwrap_or(bare);
        names.intern(&key(bare, options), bare)
    });
    let id = names.intern(&key(item, options), item);
    names.respell(id, item);
    Ok(WantList { line: number, owner, item: id, wants })
}

/// The wants in a word that may contain semicolons.
fn push_words(word: &str, options: &Options, names: &mut Names, wants: &mut Vec<Want>) {
    for (index, piece) in word.split(';').enumerate() {
        if index > 0 {
            wants.push(Want::BigStep);
        }
        if !piece.is_empty() {
            wants.push(Want::Name(names.intern(&key(piece, options), piece)));
        }
    }
}

fn split_owner<'a>(line: &'a str, options: &Options) -> Result<Parts<'a>, WantErrorKind> {
    if options.require_usernames && !line.contains('(') {
        return Err(WantErrorKind::MissingOwner);
    }
    if !line.starts_with('(') {
        return match (line.contains('('), line.contains(')')) {
            (true, _) => Err(WantErrorKind::LateOwner),
            (_, true) if !line.starts_with(')') => Err(WantErrorKind::LoneClosing),
            _ => Ok(Parts { owner: None, body: line }),
        };
    }
    if line.rfind('(') != Some(0) {
        return Err(WantErrorKind::SecondOpening);
    }
    let close = line.find(')').ok_or(WantErrorKind::NoClosing)?;
    if close + 1 == line.len() {
        return Err(WantErrorKind::OwnerAlone);
    }
    if line.rfind(')') != Some(close) {
        return Err(WantErrorKind::SecondClosing);
    }
    if close == 1 {
        return Err(WantErrorKind::EmptyOwner);
    }
    let (owner, body) = line.split_at(close + 1);
    // TradeMaximizer cuts the owner off when a space comes before ")" or nowhere at all, or stands behind it.
    let space = line.find(' ');
    let cut = space.is_none_or(|space| space < close) || body.starts_with(is_space);
    let plain = !owner.contains(|c| is_space(c) && c != ' ') && !owner.contains([':', ';']);
    Ok(if cut && plain { Parts { owner: Some(owner), body } } else { Parts { owner: None, body: line } })
}

fn check_semicolons(line: &str, parts: &Parts<'_>) -> Result<(), WantErrorKind> {
    let Some(semicolon) = line.find(';') else { return Ok(()) };
    if line.find(':').is_some_and(|colon| semicolon < colon) {
        return Err(WantErrorKind::SemicolonBeforeColon);
    }
    let start = line.len() - parts.body.len();
    let before = java_trim(line.get(start..semicolon).unwrap_or_default());
    if before.is_empty() || before.ends_with(')') {
        return Err(WantErrorKind::SemicolonFirst);
    }
    Ok(())
}

fn check_colon(line: &str, parts: &Parts<'_>, options: &Options) -> Result<(), WantErrorKind> {
    let Some(colon) = line.find(':') else {
        return if options.require_colons { Err(WantErrorKind::MissingColon) } else { Ok(()) };
    };
    if line.rfind(':') != Some(colon) {
        return Err(WantErrorKind::SecondColon);
    }
    let start = line.len() - parts.body.len();
    let mut header = java_trim(line.get(start..colon).unwrap_or_default());
    if parts.owner.is_none() {
        // "anything) ITEM": what stands before the last ")" and a space is the owner.
        if let Some(close) = header.rfind(')') {
            let tail = header.get(close + 1..).unwrap_or_default();
            if tail.starts_with(is_space) {
                header = tail.trim_start_matches(is_space);
            }
        }
    }
    let one = !header.is_empty() && !header.starts_with(['(', ')']) && !header.contains(is_space);
    if one { Ok(()) } else { Err(WantErrorKind::ItemBeforeColon) }
}
