//! The plan as a minimum-cost flow: person → week → day → shift → back.

use super::{Rules, Slot, Volunteer, why_not};
use crate::assignment::simplex::{Arc, cheapest_flow};
use crate::draw::lottery;
use std::collections::{BTreeMap, BTreeSet};

/// Who takes which shift.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// (volunteer, slot), sorted.
    pub shifts: Vec<(usize, usize)>,
    /// Slots that have fewer people than they need, with how many are missing.
    pub missing: Vec<(usize, u32)>,
}

/// Why no plan can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A slot whose numbers contradict each other.
    #[error("slot {0}: it needs at least {1}, has places for {2} and keeps {3} for newcomers")]
    Places(String, u32, u32, u32),
    /// A slot that ends before it begins, or after its day.
    #[error("slot {0}: it must end after it begins and before 4 in the morning; split it in two")]
    Times(String),
}

/// What one more place filled is worth: one that is needed, one that is not.
const NEEDED: i64 = 100_000_000_000;
const EXTRA: i64 = 10_000_000;
/// What keeping somebody's shift is worth when a plan is changed.
const KEPT: i64 = 1_000_000_000;
/// What the step from one shift to the next costs more, for the same person: 1, 3, 6, 10 … of these.
const EVENNESS: i64 = 1_000;
/// What a point of preference is worth, and the room for the lot below it.
const PREFERENCE: i64 = 16;

/// The best plan.
///
/// # Errors
/// When a slot's numbers or times are impossible.
pub fn plan(volunteers: &[Volunteer], slots: &[Slot], rules: Rules) -> Result<Plan, PlanError> {
    Network::new(volunteers, slots, rules, None)?.solve()
}

/// The best plan after changes that keeps as many of the shifts of `before` as it can; places that are needed
/// are filled first. Take cancelled shifts (and people who left) out of the input or out of availability.
///
/// # Errors
/// When a slot's numbers or times are impossible.
pub fn replan(
    volunteers: &[Volunteer],
    slots: &[Slot],
    rules: Rules,
    before: &Plan,
    cancelled: &[(usize, usize)],
) -> Result<Plan, PlanError> {
    let kept: BTreeSet<(usize, usize)> = before.shifts.iter().copied().collect();
    let cancelled: BTreeSet<(usize, usize)> = cancelled.iter().copied().collect();
    Network::new(volunteers, slots, rules, Some((&kept, &cancelled)))?.solve()
}

type Pairs = BTreeSet<(usize, usize)>;

struct Network<'a> {
    slots: &'a [Slot],
    arcs: Vec<Arc>,
    nodes: u32,
    /// Which arc is which person's which shift.
    choices: Vec<(usize, usize, usize)>,
}

impl<'a> Network<'a> {
    fn new(
        volunteers: &[Volunteer],
        slots: &'a [Slot],
        rules: Rules,
        change: Option<(&Pairs, &Pairs)>,
    ) -> Result<Self, PlanError> {
        slots.iter().try_for_each(check)?;
        let mut network = Self { slots, arcs: Vec::new(), nodes: 2, choices: Vec::new() };
        let entrances: Vec<(u32, u32)> = slots.iter().map(|slot| network.slot(slot)).collect();
        network.arc(SINK, SOURCE, i64::from(u32::MAX), 0);
        let mut by_start: Vec<usize> = (0..slots.len()).collect();
        by_start.sort_by_key(|&slot| (slots[slot].span.start, slot));
        for (person, volunteer) in volunteers.iter().enumerate() {
            let newcomer = volunteer.shifts_before < rules.newcomer_below;
            let cancelled = |slot| change.is_some_and(|(_, cancelled)| cancelled.contains(&(person, slot)));
            let mut possible = candidates(volunteer, slots, &by_start);
            possible.retain(|&slot| !cancelled(slot));
            let days = network.person(volunteer, slots, &possible);
            for slot in possible {
                let Some(&day) = days.get(&slots[slot].span.day()) else { continue };
                let kept = change.is_some_and(|(kept, _)| kept.contains(&(person, slot)));
                let entrance = if newcomer { entrances[slot].0 } else { entrances[slot].1 };
                let cost = cost(volunteer, slot, &slots[slot], rules.seed) - if kept { KEPT } else { 0 };
                network.choices.push((network.arcs.len(), person, slot));
                network.arc(day, entrance, 1, cost);
            }
        }
        Ok(network)
    }

    fn node(&mut self) -> u32 {
        self.nodes += 1;
        self.nodes - 1
    }

    fn arc(&mut self, from: u32, to: u32, upper: i64, cost: i64) {
        self.arcs.push(Arc { from, to, lower: 0, upper, cost });
    }

    /// A slot's entrances for newcomers and for the others.
    fn slot(&mut self, slot: &Slot) -> (u32, u32) {
        let place = self.node();
        self.arc(place, SINK, slot.least.into(), -NEEDED);
        self.arc(place, SINK, (slot.most - slot.least).into(), -EXTRA);
        if slot.for_newcomers == 0 {
            return (place, place);
        }
        let others = self.node();
        self.arc(others, place, (slot.most - slot.for_newcomers).into(), 0);
        (place, others)
    }

    /// A person's node, weeks and days; the node of each day with something possible.
    fn person(&mut self, volunteer: &Volunteer, slots: &[Slot], possible: &[usize]) -> BTreeMap<i64, u32> {
        let mut weeks: BTreeMap<i64, (BTreeSet<i64>, i64)> = BTreeMap::new();
        for &slot in possible {
            let span = slots[slot].span;
            let (days, longest) = weeks.entry(span.week()).or_default();
            days.insert(span.day());
            *longest = (*longest).max(span.minutes());
        }
        let days: i64 = weeks.values().map(|(days, _)| days.len() as i64).sum();
        let person = self.node();
        let mut step = 0;
        for shift in 0..days {
            step += shift * EVENNESS;
            self.arc(SOURCE, person, 1, step);
        }
        let mut nodes = BTreeMap::new();
        for (days, longest) in weeks.into_values() {
            let fitting =
                volunteer.most_minutes_per_week.map_or(i64::MAX, |minutes| minutes / longest.max(1));
            let week = self.node();
            self.arc(person, week, fitting.min(volunteer.most_shifts_per_week.into()), 0);
            for day in days {
                let node = self.node();
                self.arc(week, node, 1, 0);
                nodes.insert(day, node);
            }
        }
        nodes
    }

    fn solve(self) -> Result<Plan, PlanError> {
        // A circulation: no supplies, and no flow at all is always possible.
        let flow = cheapest_flow(&vec![0; self.nodes as usize], &self.arcs).unwrap_or_default();
        let taken = |&&(arc, ..): &&(usize, usize, usize)| flow.flow.get(arc) == Some(&1);
        let mut shifts: Vec<(usize, usize)> =
            self.choices.iter().filter(taken).map(|&(_, person, slot)| (person, slot)).collect();
        shifts.sort_unstable();
        let mut people = vec![0_u32; self.slots.len()];
        for &(_, slot) in &shifts {
            people[slot] += 1;
        }
        let short = self.slots.iter().zip(people).enumerate();
        let missing = short.filter(|(_, (slot, people))| *people < slot.least);
        Ok(Plan {
            missing: missing.map(|(index, (slot, people))| (index, slot.least - people)).collect(),
            shifts,
        })
    }
}

const SOURCE: u32 = 0;
const SINK: u32 = 1;

fn check(slot: &Slot) -> Result<(), PlanError> {
    if slot.least > slot.most || slot.for_newcomers > slot.most {
        return Err(PlanError::Places(slot.name.clone(), slot.least, slot.most, slot.for_newcomers));
    }
    let last = super::Span { start: slot.span.end - 1, end: slot.span.end };
    if slot.span.minutes() <= 0 || last.day() != slot.span.day() {
        return Err(PlanError::Times(slot.name.clone()));
    }
    Ok(())
}

/// The slots that pass every filter. Only those that begin while the person is there are looked at.
fn candidates(volunteer: &Volunteer, slots: &[Slot], by_start: &[usize]) -> Vec<usize> {
    let mut found = BTreeSet::new();
    for span in &volunteer.available {
        let from = by_start.partition_point(|&slot| slots[slot].span.start < span.start);
        let during = by_start[from..].iter().take_while(|&&slot| slots[slot].span.start < span.end);
        found.extend(during.copied().filter(|&slot| why_not(volunteer, &slots[slot]).is_empty()));
    }
    found.into_iter().collect()
}

fn cost(volunteer: &Volunteer, slot: usize, entry: &Slot, seed: u64) -> i64 {
    let points =
        volunteer.prefers.iter().find(|&&(wished, _)| wished == slot).map_or(0, |&(_, points)| points.min(9));
    let lot =
        lottery(seed, "shift", &format!("{}\0{}", volunteer.name, entry.name)) % PREFERENCE.unsigned_abs();
    lot.cast_signed() - i64::from(points) * PREFERENCE
}
