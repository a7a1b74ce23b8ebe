//! Merges equal ballots as they arrive.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::election::Ballot;

/// Ballots met so far.
#[derive(Debug, Default)]
pub(crate) struct Merger {
    index: HashMap<Box<[(u32, u32)]>, u32, RandomState>,
    pub ballots: Vec<Ballot>,
}

impl Merger {
    /// Adds one voter's ballot and returns its index. `choices` are in canonical order.
    pub fn add(&mut self, choices: &[(u32, u32)]) -> u32 {
        if let Some(&index) = self.index.get(choices) {
            self.ballots[index as usize].count += 1;
            return index;
        }
        let index = u32::try_from(self.ballots.len()).unwrap_or(u32::MAX);
        self.index.insert(choices.into(), index);
        self.ballots.push(Ballot { count: 1, choices: choices.to_vec() });
        index
    }
}
