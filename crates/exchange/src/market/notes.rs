//! What was read but not used.

use serde::Serialize;

/// Something that was dropped from the input, and why; never fatal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The line of the list, from 1.
    pub line: usize,
    /// The thing whose list it is.
    pub item: String,
    /// What was dropped.
    pub kind: NoteKind,
}

/// Why something was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "reason", content = "name")]
pub enum NoteKind {
    /// The list of a thing that is not among the official names.
    NotOfficial,
    /// A second list for the same thing.
    SecondList,
    /// A dummy without an owner.
    DummyWithoutOwner,
    /// A dummy although the file does not allow them.
    DummyNotAllowed,
    /// A want that names nothing in the file.
    Unknown(String),
    /// A want for an official thing whose owner sent no list; it still counts in the ranking.
    NoList(String),
    /// A thing in its own list.
    Itself,
    /// A want given twice in one list.
    Repeated(String),
    /// A want for a thing of the same owner.
    SameOwner(String),
    /// `=` where the file has no explicit priorities.
    UnexpectedNumber(String),
    /// `=` without a positive number behind it.
    BadNumber(String),
}

impl std::fmt::Display for NoteKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOfficial => f.write_str("not an official name, list dropped"),
            Self::SecondList => f.write_str("a second list for the same item, dropped"),
            Self::DummyWithoutOwner => f.write_str("a dummy without an owner, dropped"),
            Self::DummyNotAllowed => f.write_str("dummies are not allowed (ALLOW-DUMMIES), dropped"),
            Self::Unknown(name) => write!(f, "wants {name}, which nobody offers"),
            Self::NoList(name) => write!(f, "wants {name}, whose owner sent no list"),
            Self::Itself => f.write_str("is on its own list"),
            Self::Repeated(name) => write!(f, "wants {name} twice"),
            Self::SameOwner(name) => write!(f, "wants {name} of the same owner"),
            Self::UnexpectedNumber(name) => write!(f, "has {name}, but priorities are not explicit"),
            Self::BadNumber(name) => write!(f, "has {name}, which is not NAME=number with a positive number"),
        }
    }
}
