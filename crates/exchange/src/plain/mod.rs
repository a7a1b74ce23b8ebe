//! Want lists in plain form: people, things, wishes by item or by category, value bands; as JSON or CSV.
//!
//! JSON:
//!
//! ```json
//! { "ranked": true,
//!   "people": [ { "name": "Ala", "things": [
//!     { "name": "bike", "category": "bikes", "value": 200,
//!       "wishes": [ "lamp", { "category": "books", "from": 20, "to": 50 } ] } ] } ] }
//! ```
//!
//! CSV, one thing per row, with the columns `owner,thing,category,value,gift,wishes`; wishes are separated by
//! `|`, a category is written `category:books` or `category:books 20-50`.
//!
//! `"gift": true` gives the thing for nothing; it may start a chain where rings are bounded. With `ranked`
//! (in CSV: a column `ranked`) earlier wishes are preferred.

mod csv_form;
mod json_form;

use crate::market::{Builder, Item, ItemKind, Market, Note, NoteKind, RawItem};
use std::collections::HashMap;

/// Why a plain list was refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct PlainError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// A thing as read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thing {
    /// Where it was, from 1: the line in CSV, the running number in JSON.
    pub line: usize,
    /// Whose it is.
    pub owner: String,
    /// What it is called; no two things may be called the same.
    pub name: String,
    /// What kind of thing it is.
    pub category: Option<String>,
    /// What it is worth, in any unit that all use.
    pub value: Option<f64>,
    /// Whether it is given for nothing.
    pub gift: bool,
    /// What is wished for it, best first.
    pub wishes: Vec<Wish>,
}

/// A wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// One thing.
    Thing(String),
    /// Anything of a kind, perhaps within a band of values.
    Category {
        /// The kind.
        category: String,
        /// The least value.
        from: Option<f64>,
        /// The greatest value.
        to: Option<f64>,
    },
}

/// A plain list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainList {
    /// Whether earlier wishes are preferred.
    pub ranked: bool,
    /// All things.
    pub things: Vec<Thing>,
}

/// Names are equal regardless of case and of space around them.
fn key(name: &str) -> String {
    name.trim().to_uppercase()
}

impl PlainList {
    /// The market: wishes by category become wishes for every thing of that kind, except the owner's own.
    ///
    /// # Errors
    /// A thing without name or owner, two things of the same name, a value that is not a number.
    pub fn market(&self) -> Result<Market, PlainError> {
        let mut builder = Builder::default();
        let mut by_name: HashMap<String, u32> = HashMap::new();
        let mut by_category: HashMap<String, Vec<u32>> = HashMap::new();
        for (index, thing) in self.things.iter().enumerate() {
            let refuse = |message: String| PlainError { line: thing.line, message };
            if key(&thing.name).is_empty() || key(&thing.owner).is_empty() {
                return Err(refuse("a thing needs a name and an owner".to_owned()));
            }
            if thing.value.is_some_and(|value| !value.is_finite()) {
                return Err(refuse(format!("the value of \"{}\" is not a number", thing.name)));
            }
            let number = u32::try_from(index).map_err(|_| refuse("too many things".to_owned()))?;
            if by_name.insert(key(&thing.name), number).is_some() {
                return Err(refuse(format!(
                    "\"{}\" is there twice; give each thing its own name",
                    thing.name
                )));
            }
            if let Some(category) = &thing.category {
                by_category.entry(key(category)).or_default().push(number);
            }
            builder.items.push(raw(thing));
        }
        for (index, thing) in self.things.iter().enumerate() {
            for (rank, wish) in thing.wishes.iter().enumerate() {
                let cost = if self.ranked { rank as i64 + 1 } else { 1 };
                for target in self.targets(thing, wish, &by_name, &by_category, &mut builder.notes) {
                    builder.wants.push((index as u32, target, cost));
                }
            }
        }
        first_of_each(&mut builder.wants);
        Ok(builder.finish(1_000_000_000))
    }

    fn targets(
        &self,
        thing: &Thing,
        wish: &Wish,
        by_name: &HashMap<String, u32>,
        by_category: &HashMap<String, Vec<u32>>,
        notes: &mut Vec<Note>,
    ) -> Vec<u32> {
        let mut note = |kind| notes.push(Note { line: thing.line, item: thing.name.clone(), kind });
        match wish {
            Wish::Thing(name) => match by_name.get(&key(name)) {
                None => {
                    note(NoteKind::Unknown(name.clone()));
                    Vec::new()
                }
                Some(&at) if key(&self.things[at as usize].owner) == key(&thing.owner) => {
                    note(NoteKind::SameOwner(name.clone()));
                    Vec::new()
                }
                Some(&at) => vec![at],
            },
            Wish::Category { category, from, to } => {
                let fits = |&&at: &&u32| {
                    let other = &self.things[at as usize];
                    let above = from.is_none_or(|from| other.value.is_some_and(|value| value >= from));
                    let below = to.is_none_or(|to| other.value.is_some_and(|value| value <= to));
                    key(&other.owner) != key(&thing.owner) && above && below
                };
                let found: Vec<u32> =
                    by_category.get(&key(category)).into_iter().flatten().filter(fits).copied().collect();
                if found.is_empty() {
                    note(NoteKind::Unknown(category.clone()));
                }
                found
            }
        }
    }
}

/// Keeps the first, best ranked want of each pair.
fn first_of_each(wants: &mut Vec<(u32, u32, i64)>) {
    wants.sort_unstable();
    wants.dedup_by_key(|want| (want.0, want.1));
}

fn raw(thing: &Thing) -> RawItem {
    let kind = if thing.gift { ItemKind::Gift } else { ItemKind::Thing };
    let item = Item {
        name: thing.name.trim().to_owned(),
        key: key(&thing.name),
        household: 0,
        kind,
        line: thing.line,
    };
    RawItem { item, owner: Some(key(&thing.owner)), owner_name: thing.owner.trim().to_owned() }
}
