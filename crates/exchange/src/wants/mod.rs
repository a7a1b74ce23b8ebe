//! Want lists: the TradeMaximizer 1.3 text format, read and written.
//!
//! A want list says "the owner gives ITEM for any one of these, best first":
//!
//! ```text
//! #! ALLOW-DUMMIES REQUIRE-COLONS
//! (Ala) CUP : BLANKET LAMP ; %ANY-BIKE
//! (Ala) %ANY-BIKE : BIKE-1 BIKE-2
//! ```
//!
//! [`WantFile::parse`] reads the text and refuses what TradeMaximizer refuses, with the line;
//! [`crate::market::Market::from_wants`] then resolves names, dummies and costs.

mod line;
mod options;
mod parse;
mod write;

pub use options::{GREATEST_COST, Options, Priorities};
pub use parse::{WantError, WantErrorKind};

use std::collections::HashMap;

/// A name used in a file, as a number; see [`WantFile::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub(crate) u32);

/// One file of want lists, as written: nothing is resolved yet.
#[derive(Debug, Clone, Default)]
pub struct WantFile {
    /// What the `#!` lines set.
    pub options: Options,
    /// The official names with their descriptions, if the file has that section.
    pub official: Option<Vec<OfficialName>>,
    /// The lists in the order of the file.
    pub lists: Vec<WantList>,
    pub(crate) names: Names,
}

/// An entry of the official names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialName {
    /// The item.
    pub item: NameId,
    /// What follows the name on its line; empty if nothing does.
    pub description: String,
    /// The line, from 1.
    pub line: usize,
}

/// One line: an owner gives one item for any one of the wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantList {
    /// The line in the file, from 1.
    pub line: usize,
    /// The owner, without the parentheses.
    pub owner: Option<NameId>,
    /// What is given, or a dummy (`%NAME`).
    pub item: NameId,
    /// What is wanted for it, best first.
    pub wants: Vec<Want>,
}

/// An entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// An item or a dummy (as written, with `=number` if there is one).
    Name(NameId),
    /// A semicolon: the rank grows by the big step.
    BigStep,
}

/// Every name of a file once: its key (upper case unless the file is case-sensitive) and its first spelling.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    ids: HashMap<Box<str>, NameId>,
    keys: Vec<Box<str>>,
    spellings: Vec<Option<Box<str>>>,
}

impl Names {
    /// The number of a name, given its key and the spelling seen here.
    pub(crate) fn intern(&mut self, key: &str, spelling: &str) -> NameId {
        if let Some(&id) = self.ids.get(key) {
            return id;
        }
        let id = NameId(u32::try_from(self.keys.len()).unwrap_or(u32::MAX));
        self.ids.insert(key.into(), id);
        self.keys.push(key.into());
        self.spellings.push((key != spelling).then(|| spelling.into()));
        id
    }

    /// The number of a name that was seen before.
    pub(crate) fn find(&self, key: &str) -> Option<NameId> {
        self.ids.get(key).copied()
    }

    /// The key by which names are equal.
    pub(crate) fn key(&self, id: NameId) -> &str {
        self.keys.get(id.0 as usize).map_or("", |key| key)
    }

    /// The spelling to show.
    pub(crate) fn spelling(&self, id: NameId) -> &str {
        match self.spellings.get(id.0 as usize) {
            Some(Some(spelling)) => spelling,
            _ => self.key(id),
        }
    }

    /// Shows the owner's own spelling from now on.
    pub(crate) fn respell(&mut self, id: NameId, spelling: &str) {
        let same = self.key(id) == spelling;
        if let Some(place) = self.spellings.get_mut(id.0 as usize) {
            *place = (!same).then(|| spelling.into());
        }
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }
}

impl WantFile {
    /// A name as its owner spelled it.
    #[must_use]
    pub fn name(&self, id: NameId) -> &str {
        self.names.spelling(id)
    }
}
