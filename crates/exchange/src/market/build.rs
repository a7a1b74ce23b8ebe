//! From want lists to a market.

use super::{Edge, Household, Item, ItemKind, Market, Note, NoteKind};
use crate::wants::{
    GREATEST_COST, NameId, Options, Priorities, Want, WantError, WantErrorKind, WantFile, WantList,
};
use std::collections::{HashMap, HashSet};

/// An item before the canonical order is known.
pub(crate) struct RawItem {
    pub item: Item,
    /// The owner's key; `None` stands for a household of its own.
    pub owner: Option<String>,
    /// The owner as spelled here.
    pub owner_name: String,
}

/// Collects items and wants, then puts them in order.
#[derive(Default)]
pub(crate) struct Builder {
    pub items: Vec<RawItem>,
    /// (from, to, cost) by position in `items`.
    pub wants: Vec<(u32, u32, i64)>,
    pub notes: Vec<Note>,
}

impl Builder {
    /// The market in canonical order.
    pub(crate) fn finish(mut self, nontrade_cost: i64) -> Market {
        let mut order: Vec<u32> = (0..size(self.items.len())).collect();
        let items = &self.items;
        let dummy = |&at: &u32| items[at as usize].item.kind == ItemKind::Dummy;
        order.retain(|at| !dummy(at));
        order.sort_by(|&a, &b| items[a as usize].item.key.cmp(&items[b as usize].item.key));
        let mut households = Vec::new();
        let mut by_owner: HashMap<&str, usize> = HashMap::new();
        let mut household = vec![usize::MAX; items.len()];
        for &at in &order {
            let raw = &items[at as usize];
            let fresh = households.len();
            let index = raw.owner.as_deref().map_or(fresh, |owner| *by_owner.entry(owner).or_insert(fresh));
            if index == fresh {
                households.push(Household { name: raw.owner_name.clone() });
            }
            household[at as usize] = index;
        }
        // A dummy of somebody who gives nothing can never be reached: it stays out.
        let mut dummies: Vec<u32> = (0..size(items.len())).filter(dummy).collect();
        for &at in &dummies {
            let owner = items[at as usize].owner.as_deref();
            household[at as usize] =
                owner.and_then(|owner| by_owner.get(owner)).copied().unwrap_or(usize::MAX);
        }
        dummies.retain(|&at| household[at as usize] != usize::MAX);
        dummies.sort_by(|&a, &b| {
            let key = |at: u32| (household[at as usize], &items[at as usize].item.key);
            key(a).cmp(&key(b))
        });
        order.extend(dummies);
        let mut position = vec![u32::MAX; items.len()];
        for (new, &old) in order.iter().enumerate() {
            position[old as usize] = size(new);
        }
        let (first, edges) = sorted_edges(&self.wants, &position, order.len());
        let mut raw: Vec<Option<Item>> = self.items.drain(..).map(|raw| Some(raw.item)).collect();
        let items = order
            .iter()
            .filter_map(|&old| {
                let mut item = raw[old as usize].take()?;
                item.household = household[old as usize];
                Some(item)
            })
            .collect();
        Market { items, households, first, edges, nontrade_cost, notes: self.notes }
    }
}

/// Compressed rows: where each item's wants begin, and the wants sorted by target.
fn sorted_edges(wants: &[(u32, u32, i64)], position: &[u32], count: usize) -> (Vec<u32>, Vec<Edge>) {
    let place = |at: u32| position[at as usize];
    let kept = || wants.iter().filter(|want| place(want.0) != u32::MAX && place(want.1) != u32::MAX);
    let mut first = vec![0_u32; count + 1];
    for want in kept() {
        first[place(want.0) as usize + 1] += 1;
    }
    for at in 0..count {
        first[at + 1] += first[at];
    }
    let mut next = first.clone();
    let mut edges = vec![Edge { to: 0, cost: 0 }; first[count] as usize];
    for &(from, to, cost) in kept() {
        let slot = &mut next[place(from) as usize];
        edges[*slot as usize] = Edge { to: place(to), cost };
        *slot += 1;
    }
    for at in 0..count {
        edges[first[at] as usize..first[at + 1] as usize].sort_unstable_by_key(|edge| edge.to);
    }
    (first, edges)
}

/// Counts fit 32 bits: the parsers refuse more names than that.
fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Market {
    /// Resolves names, dummies, ranks and costs of a want-list file.
    ///
    /// # Errors
    /// Only a want whose cost is beyond all measure (10^12) makes a parsed file unusable.
    pub fn from_wants(file: &WantFile) -> Result<Self, WantError> {
        let mut resolver = Resolver::new(file);
        resolver.items();
        for (list, node) in resolver.used.clone() {
            resolver.edges(list, node).map_err(|kind| WantError { line: list.line, kind })?;
        }
        Ok(resolver.builder.finish(file.options.nontrade_cost))
    }
}

const NOWHERE: u32 = u32::MAX;

struct Resolver<'a> {
    file: &'a WantFile,
    official: HashSet<NameId>,
    /// Node by name of a real item.
    things: Vec<u32>,
    /// Node by owner and name of a dummy.
    dummies: HashMap<(NameId, NameId), u32>,
    used: Vec<(&'a WantList, u32)>,
    /// The last node whose list named this node: finds repeats without a set per list.
    seen: Vec<u32>,
    builder: Builder,
}

impl<'a> Resolver<'a> {
    fn new(file: &'a WantFile) -> Self {
        Self {
            file,
            official: file.official.iter().flatten().map(|entry| entry.item).collect(),
            things: vec![NOWHERE; file.names.len()],
            dummies: HashMap::new(),
            used: Vec::new(),
            seen: Vec::new(),
            builder: Builder::default(),
        }
    }

    fn note(&mut self, list: &WantList, kind: NoteKind) {
        let item = self.file.name(list.item).to_owned();
        self.builder.notes.push(Note { line: list.line, item, kind });
    }

    fn items(&mut self) {
        for list in &self.file.lists {
            let dummy = self.file.names.key(list.item).starts_with('%');
            let node = size(self.builder.items.len());
            if dummy {
                match list.owner {
                    None => self.note(list, NoteKind::DummyWithoutOwner),
                    Some(_) if !self.file.options.allow_dummies => self.note(list, NoteKind::DummyNotAllowed),
                    Some(owner) => match self.dummies.entry((owner, list.item)) {
                        std::collections::hash_map::Entry::Occupied(_) => {
                            self.note(list, NoteKind::SecondList)
                        }
                        std::collections::hash_map::Entry::Vacant(place) => {
                            place.insert(node);
                            self.add(list, node, ItemKind::Dummy);
                        }
                    },
                }
            } else if self.file.official.is_some() && !self.official.contains(&list.item) {
                self.note(list, NoteKind::NotOfficial);
            } else if self.things[list.item.0 as usize] != NOWHERE {
                self.note(list, NoteKind::SecondList);
            } else {
                self.things[list.item.0 as usize] = node;
                self.add(list, node, ItemKind::Thing);
            }
        }
        self.seen = vec![NOWHERE; self.builder.items.len()];
    }

    fn add(&mut self, list: &'a WantList, node: u32, kind: ItemKind) {
        let names = &self.file.names;
        let owner = list.owner.map(|owner| names.key(owner).to_owned());
        let shown = names.spelling(list.owner.unwrap_or(list.item)).to_owned();
        let item = Item {
            name: names.spelling(list.item).to_owned(),
            key: names.key(list.item).to_owned(),
            household: 0,
            kind,
            line: list.line,
        };
        self.builder.items.push(RawItem { item, owner, owner_name: shown });
        self.used.push((list, node));
    }

    fn edges(&mut self, list: &'a WantList, node: u32) -> Result<(), WantErrorKind> {
        let options = &self.file.options;
        let mut rank = 1_i64;
        for want in &list.wants {
            let Want::Name(name) = *want else {
                rank = rank.saturating_add(options.big_step.into());
                continue;
            };
            let Some(name) = self.explicit(list, name, &mut rank)? else { continue };
            let Some(target) = self.target(list, name) else {
                if self.official.contains(&name) {
                    rank = rank.saturating_add(options.small_step.into());
                }
                continue;
            };
            if !self.accept(list, node, target, name) {
                continue;
            }
            let dummy = self.builder.items[node as usize].item.kind == ItemKind::Dummy;
            let cost = if dummy { 0 } else { cost_of(rank, options)? };
            self.builder.wants.push((node, target, cost));
            rank = rank.saturating_add(options.small_step.into());
        }
        Ok(())
    }

    /// Takes `=number` off a want; `None` drops the want.
    fn explicit(
        &mut self,
        list: &WantList,
        name: NameId,
        rank: &mut i64,
    ) -> Result<Option<NameId>, WantErrorKind> {
        let word = self.file.names.key(name);
        let Some((bare, digits)) = word.split_once('=') else { return Ok(Some(name)) };
        if self.file.options.priorities != Priorities::Explicit {
            self.note(list, NoteKind::UnexpectedNumber(self.file.name(name).to_owned()));
            return Ok(None);
        }
        let number =
            !bare.is_empty() && !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if !number || digits.bytes().all(|digit| digit == b'0') {
            self.note(list, NoteKind::BadNumber(self.file.name(name).to_owned()));
            return Ok(None);
        }
        *rank = digits.parse().map_err(|_| WantErrorKind::CostTooGreat)?;
        let found = self.file.names.find(bare);
        if found.is_none() {
            self.note(list, NoteKind::Unknown(bare.to_owned()));
        }
        Ok(found)
    }

    fn target(&mut self, list: &WantList, name: NameId) -> Option<u32> {
        let dummy = self.file.names.key(name).starts_with('%');
        let found = if dummy {
            list.owner.and_then(|owner| self.dummies.get(&(owner, name))).copied()
        } else {
            self.things.get(name.0 as usize).copied().filter(|&node| node != NOWHERE)
        };
        if found.is_none() {
            let shown = self.file.name(name).to_owned();
            let known = self.official.contains(&name);
            self.note(list, if known { NoteKind::NoList(shown) } else { NoteKind::Unknown(shown) });
        }
        found
    }

    fn accept(&mut self, list: &WantList, node: u32, target: u32, name: NameId) -> bool {
        let shown = || self.file.name(name).to_owned();
        if target == node {
            self.note(list, NoteKind::Itself);
            return false;
        }
        if self.seen[target as usize] == node {
            self.note(list, NoteKind::Repeated(shown()));
            return false;
        }
        let (from, to) = (&self.builder.items[node as usize], &self.builder.items[target as usize]);
        if to.item.kind != ItemKind::Dummy && from.owner.is_some() && from.owner == to.owner {
            self.note(list, NoteKind::SameOwner(shown()));
            return false;
        }
        self.seen[target as usize] = node;
        true
    }
}

fn cost_of(rank: i64, options: &Options) -> Result<i64, WantErrorKind> {
    let rank = i128::from(rank);
    let cost = match options.priorities {
        Priorities::None => 1,
        Priorities::Linear | Priorities::Explicit => rank,
        Priorities::Triangle => rank * (rank + 1) / 2,
        Priorities::Square => rank * rank,
    };
    i64::try_from(cost).ok().filter(|&cost| cost <= GREATEST_COST).ok_or(WantErrorKind::CostTooGreat)
}
