//! Want lists back to text.

use super::{Options, Priorities, Want, WantFile};
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
            if let Some(owner) = list.owner {
                add(&mut text, format_args!("({}) ", self.name(owner)));
            }
            add(&mut text, format_args!("{} :", self.name(list.item)));
            for want in &list.wants {
                match want {
                    Want::BigStep => text.push_str(" ;"),
                    Want::Name(name) => add(&mut text, format_args!(" {}", self.name(*name))),
                }
            }
            text.push('\n');
        }
        text
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
