//! Keeping groups recognisable from one map to the next.

use super::Found;
use crate::table::Person;
use std::collections::HashMap;

/// A new number of groups is shown after winning this many updates in a row.
const WINS: u32 = 4;

/// Remembers the groups that are shown: their number changes only after four updates in a row with the same new
/// result, and each group keeps its number as long as most of its people stay together.
#[derive(Clone, Default)]
pub struct GroupTracker {
    shown: Option<usize>,
    rival: Option<(usize, u32)>,
    labels: HashMap<Person, u8>,
}

impl std::fmt::Debug for GroupTracker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "GroupTracker(shown: {:?}, rival: {:?})", self.shown, self.rival)
    }
}

impl GroupTracker {
    /// Nothing shown yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of groups shown; 1 for "no clear groups", `None` before the first map.
    #[must_use]
    pub fn shown(&self) -> Option<usize> {
        self.shown
    }

    /// The group a person was in on the last map.
    pub(crate) fn group(&self, person: Person) -> Option<usize> {
        self.labels.get(&person).map(|&label| usize::from(label))
    }

    /// Takes in a new result and turns it into what is to be shown.
    pub(crate) fn follow(&mut self, found: &mut Found) {
        let fresh = found.grouping.k;
        if fresh == 0 {
            return;
        }
        let shown = self.choose(fresh, found);
        if shown != fresh {
            let division = found.accepted.iter().find(|division| division.k == shown).cloned();
            found.show(division);
            found.grouping.kept_from_before = true;
        }
        self.shown = Some(shown);
        self.keep_numbers(found);
        let people = found.labels.iter().enumerate();
        self.labels =
            people.filter_map(|(at, label)| label.map(|label| (Person(at as u32), label))).collect();
    }

    fn choose(&mut self, fresh: usize, found: &Found) -> usize {
        let Some(shown) = self.shown.filter(|shown| *shown != fresh) else {
            self.rival = None;
            return fresh;
        };
        let wins = match self.rival {
            Some((rival, wins)) if rival == fresh => wins + 1,
            _ => 1,
        };
        self.rival = Some((fresh, wins));
        if wins < WINS && found.can_show(shown) {
            return shown;
        }
        self.rival = None;
        fresh
    }

    /// Renumbers the fresh groups so that the overlap with the groups shown before is largest (greedy: the largest
    /// overlap first, which is optimal whenever groups keep more than half of their people).
    fn keep_numbers(&self, found: &mut Found) {
        let k = found.grouping.k;
        if k < 2 || self.labels.is_empty() {
            return;
        }
        let mut overlaps: HashMap<(u8, u8), usize> = HashMap::new();
        for (at, label) in found.labels.iter().enumerate() {
            if let (Some(label), Some(&before)) = (label, self.labels.get(&Person(at as u32))) {
                *overlaps.entry((*label, before)).or_default() += 1;
            }
        }
        let mut pairs: Vec<((u8, u8), usize)> = overlaps.into_iter().collect();
        pairs.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut number = vec![None; k];
        for ((label, before), _) in pairs {
            if usize::from(before) < k
                && number[usize::from(label)].is_none()
                && !number.contains(&Some(before))
            {
                number[usize::from(label)] = Some(before);
            }
        }
        let taken = number.clone();
        let mut free = (0..k as u8).filter(|candidate| !taken.contains(&Some(*candidate)));
        let number: Vec<u8> =
            number.into_iter().map(|kept| kept.or_else(|| free.next()).unwrap_or(0)).collect();
        found.renumber(&number);
    }
}

impl Found {
    /// "No clear groups" can always be kept for a while; a number of groups only while it passes the gates.
    fn can_show(&self, k: usize) -> bool {
        k == 1 || self.accepted.iter().any(|division| division.k == k)
    }

    fn renumber(&mut self, number: &[u8]) {
        for label in self.labels.iter_mut().flatten() {
            *label = number[usize::from(*label)];
        }
        let (sizes, centres) = (self.grouping.sizes.clone(), self.grouping.centres.clone());
        for (old, &new) in number.iter().enumerate() {
            self.grouping.sizes[usize::from(new)] = sizes[old];
            if let (Some(slot), Some(centre)) =
                (self.grouping.centres.get_mut(usize::from(new)), centres.get(old))
            {
                *slot = *centre;
            }
        }
    }
}
