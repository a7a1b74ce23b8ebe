//! After drop-outs: keep what already happened and disturb as few others as possible.
//!
//! What was handed over stays. What is left is again an assignment, of those who have not received to the
//! things that were not given. Its cost says what matters, in this order: nobody who gave goes away empty,
//! nobody loses what was promised, few get something else than promised, then the most trades.

//!
//! Where rings are bounded, whole rings without a drop-out stay as they are, and what is left of the others is
//! solved again with everything that lies idle (see `doorstep`).

mod doorstep;

use crate::assignment::{Graph, simplex};
use crate::bounded::Bounds;
use crate::market::Market;
use crate::result::{Certificate, ResultFile};

/// A plan after drop-outs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// What each item of the market takes now, what happened included; itself if it is kept.
    pub takes: Vec<u32>,
    /// Things that were given although nothing could be found for their owner: to be put right by hand.
    pub owed: Vec<usize>,
    /// Things whose owner gets something else than promised.
    pub changed: Vec<usize>,
    /// Things whose owner was promised something and now gets nothing, those who dropped out not counted.
    pub lost: Vec<usize>,
}

/// Who gets what after drop-outs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    /// What each item of the market brings in, what happened included.
    pub gets: Vec<Option<usize>>,
    /// Things that were given although nothing could be found for their owner: to be put right by hand.
    pub owed: Vec<usize>,
    /// Things whose owner gets something else than promised.
    pub changed: Vec<usize>,
    /// Things whose owner was promised something and now gets nothing, those who dropped out not counted.
    pub lost: Vec<usize>,
}

/// Repairs a published result, within the length of rings that it was made with.
///
/// # Errors
/// When the result, what happened and who dropped out contradict each other.
pub fn repair_result(
    market: &Market,
    result: &ResultFile,
    happened: &[usize],
    dropped: &[usize],
) -> Result<Repairs, RepairError> {
    match (&result.certificate, result.options.max_ring) {
        (Certificate::Packing { takes, chains, .. }, Some(max_ring)) => {
            let bounds = Bounds { max_ring, fail: result.options.fail };
            doorstep::repair(market, (takes, chains), happened, dropped, (bounds, result.seed))
        }
        (certificate, _) => {
            let found = repair(market, certificate.takes().0, happened, dropped)?;
            let gets = crate::rings::receives(market, &found.takes);
            Ok(Repairs { gets, owed: found.owed, changed: found.changed, lost: found.lost })
        }
    }
}

/// Why a repair cannot begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RepairError {
    /// The plan is not one of this market.
    #[error("the plan before the drop-outs does not fit the market: item {0}")]
    Plan(usize),
    /// The length of rings or the probability of failure is out of range.
    #[error(transparent)]
    Bounds(#[from] crate::bounded::BoundsError),
    /// Something is said to have happened that was not planned.
    #[error("item {0} is said to have brought something in, but it was not to")]
    NotPlanned(usize),
    /// Somebody is said to have dropped out whose thing or wish was already settled.
    #[error("item {0} is withdrawn although it was already given")]
    AlreadyGiven(usize),
}

/// Plans again. `happened`: things whose owner already received what was planned; `dropped`: things that are
/// withdrawn (the owner may have received already; what was received stays).
///
/// # Errors
/// When the plan, what happened and who dropped out contradict each other.
pub fn repair(
    market: &Market,
    before: &[u32],
    happened: &[usize],
    dropped: &[usize],
) -> Result<Repaired, RepairError> {
    let state = State::new(market, before, happened, dropped)?;
    let mut takes = state.settled.clone();
    let (graph, rows, columns) = state.graph();
    // There always is an assignment: everybody keeps, and who gave is owed.
    let best = simplex::assign(&graph).unwrap_or_default();
    let mut owed = Vec::new();
    for (row, &column) in best.column_of.iter().enumerate() {
        let (item, taken) = (rows[row], columns[column as usize]);
        if item == taken || market.cost(item, taken).is_some() && !state.dropped[item] {
            takes[item] = taken as u32;
        } else {
            takes[item] = item as u32;
            if !market.is_dummy(item) && state.given[item] {
                owed.push(item);
            }
        }
    }
    let then = crate::rings::receives(market, before);
    let now: Vec<Option<usize>> = (0..takes.len()).map(|item| state.brings(&takes, item)).collect();
    let others = || (0..takes.len()).filter(|&item| then[item].is_some() && !state.dropped[item]);
    Ok(Repaired {
        changed: others().filter(|&item| now[item].is_some() && now[item] != then[item]).collect(),
        lost: others().filter(|&item| now[item].is_none()).collect(),
        takes,
        owed,
    })
}

struct State<'a> {
    market: &'a Market,
    before: &'a [u32],
    /// What is final: taken by receivers that are served.
    settled: Vec<u32>,
    received: Vec<bool>,
    given: Vec<bool>,
    dropped: Vec<bool>,
}

const UNSETTLED: u32 = u32::MAX;

impl<'a> State<'a> {
    fn new(
        market: &'a Market,
        before: &'a [u32],
        happened: &[usize],
        dropped: &[usize],
    ) -> Result<Self, RepairError> {
        let count = market.items().len();
        let mut taken = vec![false; count];
        for (item, &to) in before.iter().enumerate() {
            let to = to as usize;
            let wanted = to == item || market.cost(item, to).is_some();
            if !wanted || to >= count || std::mem::replace(&mut taken[to], true) {
                return Err(RepairError::Plan(item));
            }
        }
        if before.len() != count {
            return Err(RepairError::Plan(before.len()));
        }
        let mut state = Self {
            market,
            before,
            settled: vec![UNSETTLED; count],
            received: vec![false; count],
            given: vec![false; count],
            dropped: vec![false; count],
        };
        for &item in happened {
            state.settle(item)?;
        }
        for &item in dropped {
            match state.given.get(item) {
                Some(false) if !market.is_dummy(item) => state.dropped[item] = true,
                _ => return Err(RepairError::AlreadyGiven(item)),
            }
        }
        Ok(state)
    }

    /// Fixes what an item takes, through the dummies on the way.
    fn settle(&mut self, item: usize) -> Result<(), RepairError> {
        let planned =
            self.before.get(item).is_some_and(|&to| to as usize != item) && !self.market.is_dummy(item);
        if !planned {
            return Err(RepairError::NotPlanned(item));
        }
        let mut from = item;
        while !self.received[from] {
            let to = self.before[from] as usize;
            self.received[from] = true;
            self.given[to] = true;
            self.settled[from] = to as u32;
            if !self.market.is_dummy(to) {
                break;
            }
            from = to;
        }
        Ok(())
    }

    /// Receivers that are open, things that are open, and what each pairing costs.
    fn graph(&self) -> (Graph, Vec<usize>, Vec<usize>) {
        let count = self.market.items().len();
        let rows: Vec<usize> = (0..count).filter(|&item| !self.received[item]).collect();
        let columns: Vec<usize> = (0..count).filter(|&item| !self.given[item]).collect();
        let mut place = vec![UNSETTLED; count];
        for (at, &item) in columns.iter().enumerate() {
            place[item] = at as u32;
        }
        // Whoever is settled on one side only can end up with nothing against anything left over.
        let spare: Vec<usize> = columns.iter().copied().filter(|&item| self.received[item]).collect();
        let step = count as i64 + 1;
        let (owed, lost, changed) = (8 * step * step, 4 * step, 2 * step);
        let mut graph = Graph { first: vec![0], ..Graph::default() };
        for &item in &rows {
            let promised = self.before[item] as usize;
            let had = promised != item && !self.market.is_dummy(item);
            let mut push = |column: usize, cost: i64| {
                graph.to.push(place[column]);
                graph.cost.push(cost);
            };
            if self.given[item] {
                spare
                    .iter()
                    .for_each(|&column| push(column, if self.market.is_dummy(item) { 0 } else { owed }));
            } else {
                let keep = if had { lost } else { 1 };
                push(item, if self.market.is_dummy(item) || self.dropped[item] { 0 } else { keep });
            }
            if !self.dropped[item] {
                let open = |to: usize| place[to] != UNSETTLED && !self.dropped[to];
                let wants = self.market.wants(item).iter().map(|edge| edge.to as usize);
                for to in wants.filter(|&to| open(to)) {
                    push(to, if had && to != promised { changed } else { 0 });
                }
            }
            graph.first.push(graph.to.len() as u32);
        }
        (graph, rows, columns)
    }

    /// What an item brings in, through dummies.
    fn brings(&self, takes: &[u32], item: usize) -> Option<usize> {
        if self.market.is_dummy(item) {
            return None;
        }
        let mut at = item;
        for _ in 0..takes.len() {
            let next = takes[at] as usize;
            if next == at {
                return None;
            }
            if !self.market.is_dummy(next) {
                return Some(next);
            }
            at = next;
        }
        None
    }
}
