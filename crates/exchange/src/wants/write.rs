//! Want lists back to text.

use super::{Options, Priorities, Want, WantFile, WantList};
use std::fmt::Write as _;

impl WantFile {
    /// The file as text that [`WantFile::parse`] reads back to the same lists.
    ///
    /// Comments and blank lines of the source are not kept.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        let options = option_words(&self.options);
        if !options.is_empty() {
            line(&mut text, format_args!("#! {}", options.join(" ")));
        }
        if let Some(official) = &self.official {
            line(&mut text, format_args!("!BEGIN-OFFICIAL-NAMES"));
            for entry in official {
                let separator = if entry.description.is_empty() { "" } else { " " };
                line(&mut text, format_args!("{}{separator}{}", self.name(entry.item), entry.description));
            }
            line(&mut text, format_args!("!END-OFFICIAL-NAMES"));
        }
        for list in &self.lists {
            let words = self.words(list);
            if self.is_plain(list, &words) {
                self.plain(&mut text, list, &words);
            } else {
                self.crooked(&mut text, list, &words);
            }
            text.push('\n');
        }
        text
    }

    /// The item and its wants, as words.
    fn words(&self, list: &WantList) -> Vec<&str> {
        let wants = list.wants.iter().map(|want| match want {
            Want::BigStep => ";",
            Want::Name(name) => self.name(*name),
        });
        std::iter::once(self.name(list.item)).chain(wants).collect()
    }

    /// Whether `(owner) ITEM : WANTS` is read back to the same.
    fn is_plain(&self, list: &WantList, words: &[&str]) -> bool {
        let owner = list.owner.map_or("", |owner| self.name(owner));
        !owner.contains([')', ';']) && !words.iter().any(|word| word.contains(')'))
    }

    fn plain(&self, text: &mut String, list: &WantList, words: &[&str]) {
        if let Some(owner) = list.owner {
            add(text, format_args!("({}) ", self.name(owner)));
        }
        add(text, format_args!("{} :", words.first().copied().unwrap_or_default()));
        words.iter().skip(1).for_each(|word| add(text, format_args!(" {word}")));
    }

    /// Names with a `)` or `;` in them come from lines like `(a b) X` with a tab inside the parentheses, which
    /// `TradeMaximizer` takes apart in its own way. They are written so that it happens again: tabs up to the
    /// parenthesis, spaces behind it, and a colon only where the options demand one.
    fn crooked(&self, text: &mut String, list: &WantList, words: &[&str]) {
        let mut closed = list.owner.is_none();
        if let Some(owner) = list.owner {
            let owner = self.name(owner);
            closed = owner.contains(')') || !words.iter().any(|word| word.contains(')'));
            let closing = if closed && !owner.contains(')') { ")" } else { "" };
            add(text, format_args!("({owner}{closing}"));
        }
        let last_before_colon = |at: usize| {
            let behind = at.checked_sub(1).and_then(|before| words.get(before));
            behind.is_some_and(|word| word.ends_with(')'))
                && words.get(at).is_some_and(|word| !word.contains(')'))
        };
        let colon = (0..words.len()).find(|&at| self.options.require_colons && last_before_colon(at));
        for (at, word) in words.iter().enumerate() {
            if at > 0 || list.owner.is_some() {
                text.push(if closed { ' ' } else { '\t' });
            }
            text.push_str(word);
            closed |= word.contains(')');
            if colon == Some(at) {
                text.push_str(" :");
            }
        }
    }
}

/// Writing into a `String` cannot fail.
fn add(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _infallible = text.write_fmt(arguments);
}

fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    add(text, arguments);
    text.push('\n');
}

fn option_words(options: &Options) -> Vec<String> {
    let default = Options::default();
    let mut words: Vec<String> = [
        ("ALLOW-DUMMIES", options.allow_dummies),
        ("REQUIRE-COLONS", options.require_colons),
        ("REQUIRE-USERNAMES", options.require_usernames),
        ("CASE-SENSITIVE", options.case_sensitive),
        ("LINEAR-PRIORITIES", options.priorities == Priorities::Linear),
        ("TRIANGLE-PRIORITIES", options.priorities == Priorities::Triangle),
        ("SQUARE-PRIORITIES", options.priorities == Priorities::Square),
        ("EXPLICIT-PRIORITIES", options.priorities == Priorities::Explicit),
    ]
    .into_iter()
    .filter(|&(_, set)| set)
    .map(|(word, _)| word.to_owned())
    .collect();
    if options.small_step != default.small_step {
        words.push(format!("SMALL-STEP={}", options.small_step));
    }
    if options.big_step != default.big_step {
        words.push(format!("BIG-STEP={}", options.big_step));
    }
    if options.nontrade_cost != default.nontrade_cost {
        words.push(format!("NONTRADE-COST={}", options.nontrade_cost));
    }
    words.extend(options.display.iter().cloned());
    words
}
