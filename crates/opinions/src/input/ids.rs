//! Ids of an export, as they came.

use std::cmp::Ordering;
use std::collections::HashMap;

/// The ids of an export that is already pseudonymous, in the order of its table.
///
/// Only a reader of export files makes one: a table filled by a community's own program has no such list, and so
/// nothing can print its people's positions one by one ([`crate::Positions::with_ids`]).
#[derive(Clone)]
pub struct ExportIds {
    pub(crate) people: Vec<Box<str>>,
    pub(crate) statements: Vec<Box<str>>,
}

impl ExportIds {
    /// People's ids in the order of the table.
    pub fn people(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.people.iter().map(AsRef::as_ref)
    }

    /// A statement's id.
    #[must_use]
    pub fn statement(&self, index: usize) -> &str {
        self.statements.get(index).map_or("", AsRef::as_ref)
    }

    /// Statements' ids in the order of the table.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.statements.iter().map(AsRef::as_ref)
    }
}

impl std::fmt::Debug for ExportIds {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ExportIds({} people, {} statements)", self.people.len(), self.statements.len())
    }
}

/// Gives numbers to ids in order of appearance.
#[derive(Default)]
pub(super) struct Register {
    numbers: HashMap<Box<str>, u32>,
}

impl Register {
    pub fn number(&mut self, id: &str) -> u32 {
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(id.into(), number);
        number
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Ids in canonical order, and for each number its place in that order.
    pub fn canonical(self) -> (Vec<Box<str>>, Vec<u32>) {
        let mut pairs: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        pairs.sort_unstable_by(|a, b| id_order(&a.0, &b.0));
        let mut places = vec![0; pairs.len()];
        for (place, (_, number)) in pairs.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        (pairs.into_iter().map(|(id, _)| id).collect(), places)
    }
}

/// Whole numbers by size, before all others; others by their characters.
pub(super) fn id_order(a: &str, b: &str) -> Ordering {
    let digits = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    match (digits(a), digits(b)) {
        (true, true) => {
            let (short_a, short_b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
            short_a.len().cmp(&short_b.len()).then_with(|| short_a.cmp(short_b)).then_with(|| a.cmp(b))
        }
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.cmp(b),
    }
}
