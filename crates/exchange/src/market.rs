//! What the engine works on: things, households and who would take what for what.
//!
//! Everything is put into one canonical order (things by name, households by their first thing), so that
//! shuffled lines and renamed people lead to the same trades.

mod build;
mod notes;

pub(crate) use build::{Builder, RawItem};
pub use notes::{Note, NoteKind};

/// What a thing of the market is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Given for something wanted.
    Thing,
    /// Given for nothing; may start a chain.
    Gift,
    /// "At most one of these": a stand-in of its owner that passes on what it gets.
    Dummy,
}

/// A thing (or dummy) of the market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// As its owner spelled it.
    pub name: String,
    /// By what it is the same in every file: upper case unless the file is case-sensitive.
    pub key: String,
    /// Index into [`Market::households`].
    pub household: usize,
    /// Thing, gift or dummy.
    pub kind: ItemKind,
    /// The line of its list (or its number in a plain list), from 1.
    pub line: usize,
}

/// Whoever gives and receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// As first spelled; the thing's own name where a list has no owner.
    pub name: String,
}

/// That one item would be given for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// What is taken: index into [`Market::items`].
    pub to: u32,
    /// What the want costs; 0 on the lists of dummies, whose cost is the same whatever they do.
    pub cost: i64,
}

/// Things, households and wants, resolved.
#[derive(Debug, Clone, Default)]
pub struct Market {
    items: Vec<Item>,
    households: Vec<Household>,
    first: Vec<u32>,
    edges: Vec<Edge>,
    nontrade_cost: i64,
    notes: Vec<Note>,
}

impl Market {
    /// Things and gifts in the order of their keys, then the dummies.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The households in the order of their first thing.
    #[must_use]
    pub fn households(&self) -> &[Household] {
        &self.households
    }

    /// What may be taken for an item, by index; empty for an index that does not exist.
    #[must_use]
    pub fn wants(&self, item: usize) -> &[Edge] {
        match (self.first.get(item), self.first.get(item + 1)) {
            (Some(&start), Some(&end)) => self.edges.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// What a thing costs that is not traded (`NONTRADE-COST`).
    #[must_use]
    pub fn nontrade_cost(&self) -> i64 {
        self.nontrade_cost
    }

    /// What was dropped while reading, and why, in the order of the file.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// How many items are real (things and gifts).
    #[must_use]
    pub fn real_items(&self) -> usize {
        self.items.iter().filter(|item| item.kind != ItemKind::Dummy).count()
    }

    /// How many wants there are, the lists of dummies included.
    #[must_use]
    pub fn want_count(&self) -> usize {
        self.edges.len()
    }

    /// The same items with fewer wants: those of the item that `wants_of` names (if any), where `open` says
    /// that the wanted item is still there. Items of which `gift` is true are given for nothing.
    pub(crate) fn part(
        &self,
        wants_of: impl Fn(usize) -> Option<usize>,
        open: impl Fn(usize) -> bool,
        gift: impl Fn(usize) -> bool,
    ) -> Self {
        let mut part = Self { first: vec![0], edges: Vec::new(), notes: Vec::new(), ..self.clone() };
        for item in 0..self.items.len() {
            let wants = wants_of(item).map_or(&[][..], |owner| self.wants(owner));
            part.edges.extend(wants.iter().filter(|edge| open(edge.to as usize) && edge.to as usize != item));
            part.first.push(part.edges.len() as u32);
            if gift(item) {
                part.items[item].kind = ItemKind::Gift;
            } else if part.items[item].kind == ItemKind::Gift && !open(item) {
                part.items[item].kind = ItemKind::Thing;
            }
        }
        part
    }

    /// The cost of one want, if it exists.
    pub(crate) fn cost(&self, from: usize, to: usize) -> Option<i64> {
        let wants = self.wants(from);
        let to = u32::try_from(to).ok()?;
        wants
            .binary_search_by_key(&to, |edge| edge.to)
            .ok()
            .and_then(|at| wants.get(at))
            .map(|edge| edge.cost)
    }

    pub(crate) fn is_dummy(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| item.kind == ItemKind::Dummy)
    }
}
