//! Repair where rings are bounded.
//!
//! Rings and chains without a drop-out are not touched. In the others, every run of hand-overs that happened
//! is drawn together into one: it still has the first thing to give, and its last person is still to receive.
//! These and everything idle are solved again; whoever gave and has nothing yet counts most, then whoever was
//! promised something.

use super::{RepairError, Repairs};
use crate::bounded::{Bounds, Contracted, solve_with_bonus};
use crate::market::{ItemKind, Market};
use crate::result::receives_with_chains;

/// What serving somebody who gave is worth in trades, and somebody who was promised something.
const GAVE: u32 = 100;
const PROMISED: u32 = 1;

pub(super) fn repair(
    market: &Market,
    (takes, chains): (&[u32], &[Vec<usize>]),
    happened: &[usize],
    dropped: &[usize],
    (bounds, seed): (Bounds, u64),
) -> Result<Repairs, RepairError> {
    if takes.len() != market.items().len() {
        return Err(RepairError::Plan(takes.len()));
    }
    let then = receives_with_chains(market, takes, chains);
    let mut state = State::new(market, takes, then, happened, dropped)?;
    state.close_what_stays();
    state.complete_by_themselves();
    let open = |item: usize| state.open[item];
    let part = market.part(|item| state.receiver[item], open, |item| state.passes_on[item]);
    let found = solve_with_bonus(&part, bounds, seed, state.bonus(), None)?;
    let brings = receives_with_chains(&part, &found.takes, &found.chains);
    for (item, thing) in brings.into_iter().enumerate() {
        if let (Some(receiver), Some(thing)) = (state.receiver[item], thing) {
            state.gets[receiver] = Some(thing);
        }
    }
    Ok(state.report())
}

struct State<'a> {
    market: &'a Market,
    takes: &'a [u32],
    /// What was promised.
    then: Vec<Option<usize>>,
    /// Who was to have each thing.
    taker: Vec<Option<usize>>,
    received: Vec<bool>,
    dropped: Vec<bool>,
    /// What is settled so far.
    gets: Vec<Option<usize>>,
    /// Things (and dummies) that can still be had.
    open: Vec<bool>,
    /// By thing that can still be given: who receives for it.
    receiver: Vec<Option<usize>>,
    /// Things whose owner received a gift and passes on its own.
    passes_on: Vec<bool>,
}

impl<'a> State<'a> {
    fn new(
        market: &'a Market,
        takes: &'a [u32],
        then: Vec<Option<usize>>,
        happened: &[usize],
        dropped: &[usize],
    ) -> Result<Self, RepairError> {
        let count = then.len();
        let mut state = Self {
            market,
            takes,
            taker: vec![None; count],
            received: vec![false; count],
            dropped: vec![false; count],
            gets: vec![None; count],
            open: vec![true; count],
            receiver: (0..count).map(Some).collect(),
            passes_on: vec![false; count],
            then,
        };
        for item in 0..count {
            if let Some(thing) = state.then[item] {
                state.taker[thing] = Some(item);
            }
        }
        for &item in happened {
            if state.then.get(item).copied().flatten().is_none() {
                return Err(RepairError::NotPlanned(item));
            }
            state.received[item] = true;
        }
        for &item in dropped {
            if item >= count || market.is_dummy(item) || state.is_given(item) {
                return Err(RepairError::AlreadyGiven(item));
            }
            state.dropped[item] = true;
        }
        Ok(state)
    }

    fn is_given(&self, item: usize) -> bool {
        self.taker[item].is_some_and(|taker| self.received[taker])
    }

    /// Settles rings without a drop-out and what happened elsewhere; draws runs of hand-overs together.
    fn close_what_stays(&mut self) {
        let count = self.then.len();
        let mut broken = vec![false; count];
        for item in (0..count).filter(|&item| self.dropped[item]) {
            for next in [&self.then, &self.taker] {
                let mut at = Some(item);
                while let Some(member) = at.filter(|&member| !broken[member] || member == item) {
                    broken[member] = true;
                    at = next[member].filter(|&next| next != item);
                }
            }
        }
        for (item, torn) in broken.iter().enumerate() {
            let stays = !torn && (self.then[item].is_some() || self.taker[item].is_some());
            if stays || self.received[item] {
                self.settle(item, self.then[item]);
            }
            if stays || self.dropped[item] || self.is_given(item) {
                self.open[item] = false;
            }
            if stays || self.is_given(item) || (self.dropped[item] && !self.received[item]) {
                self.receiver[item] = None;
            }
        }
        let starts = |&item: &usize| broken[item] && self.received[item] && !self.is_given(item);
        let runs: Vec<usize> = (0..count).filter(starts).collect();
        for item in runs {
            let mut last = item;
            while let Some(next) = self.then[last].filter(|_| self.received[last]) {
                last = next;
            }
            let gift = self.market.items().get(last).is_some_and(|entry| entry.kind == ItemKind::Gift);
            self.receiver[item] = (!gift).then_some(last);
            self.passes_on[item] = gift && !self.dropped[item];
        }
    }

    /// Fixes what an item brings in; the dummies on the way are used up.
    fn settle(&mut self, item: usize, thing: Option<usize>) {
        self.gets[item] = thing;
        let mut at = self.takes[item] as usize;
        while thing.is_some() && self.market.is_dummy(at) && self.open[at] {
            self.open[at] = false;
            at = self.takes[at] as usize;
        }
    }

    /// Where the last person of a run would have the first one's thing, that ends it.
    fn complete_by_themselves(&mut self) {
        let contracted = Contracted::new(self.market);
        for item in 0..self.then.len() {
            let Some(receiver) = self.receiver[item].filter(|&receiver| receiver != item && self.open[item])
            else {
                continue;
            };
            let pairs = contracted.pairs(receiver);
            let Ok(at) = contracted.to[pairs.clone()].binary_search(&(item as u32)) else { continue };
            let free =
                |route: &usize| contracted.routes[*route].iter().all(|&dummy| self.open[dummy as usize]);
            let Some(route) = contracted.routes(pairs.start + at).find(free) else { continue };
            for &dummy in &contracted.routes[route] {
                self.open[dummy as usize] = false;
            }
            self.gets[receiver] = Some(item);
            (self.open[item], self.receiver[item]) = (false, None);
        }
    }

    fn bonus(&self) -> Vec<u32> {
        let bonus = |(item, receiver): (usize, &Option<usize>)| match *receiver {
            Some(receiver) if receiver != item => GAVE,
            Some(_) if self.then[item].is_some() => PROMISED,
            _ => 0,
        };
        self.receiver.iter().enumerate().map(bonus).collect()
    }

    fn report(self) -> Repairs {
        let promised = |&item: &usize| self.then[item].is_some() && !self.dropped[item];
        let others = || (0..self.then.len()).filter(promised);
        let nothing = |&item: &usize| self.gets[item].is_none();
        let owed = others().filter(|&item| self.is_given(item)).filter(nothing).collect();
        let lost = others().filter(nothing).collect();
        let changed =
            others().filter(|&item| !nothing(&item) && self.gets[item] != self.then[item]).collect();
        Repairs { owed, lost, changed, gets: self.gets }
    }
}
