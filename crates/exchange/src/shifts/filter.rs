//! The hard filters, each with its name.

use super::{Minors, Slot, Span, Volunteer};

/// Why somebody cannot take a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exclusion {
    /// Not there at that time.
    NotAvailable,
    /// A skill is missing.
    Skill,
    /// None of the languages needed.
    Language,
    /// The place does not offer what the person needs.
    Access,
    /// A check is missing or runs out before the end.
    Check,
    /// The rule about people under age.
    Minor,
    /// One of the two sides does not meet the other.
    Blocked,
    /// The person takes no shifts, or the shift is longer than the week's allowance.
    WeeklyCap,
}

/// Every reason why a volunteer cannot take a shift; none: the person can.
#[must_use]
pub fn why_not(volunteer: &Volunteer, slot: &Slot) -> Vec<Exclusion> {
    let tests = [
        (Exclusion::NotAvailable, !covers(&volunteer.available, slot.span)),
        (Exclusion::Skill, !slot.skills.is_subset(&volunteer.skills)),
        (Exclusion::Language, !slot.languages.is_empty() && slot.languages.is_disjoint(&volunteer.languages)),
        (Exclusion::Access, !volunteer.access_needs.is_subset(&slot.access)),
        (Exclusion::Check, !checked(volunteer, slot)),
        (Exclusion::Minor, volunteer.minor && !minor_allowed(slot)),
        (Exclusion::Blocked, blocked(volunteer, slot)),
        (Exclusion::WeeklyCap, over_cap(volunteer, slot)),
    ];
    tests.into_iter().filter(|&(_, excluded)| excluded).map(|(reason, _)| reason).collect()
}

/// Every exclusion of a plan, one volunteer after another: (volunteer, slot, reasons).
pub fn exclusions<'a>(
    volunteers: &'a [Volunteer],
    slots: &'a [Slot],
) -> impl Iterator<Item = (usize, usize, Vec<Exclusion>)> + 'a {
    volunteers.iter().enumerate().flat_map(move |(person, volunteer)| {
        let reasons =
            slots.iter().enumerate().map(move |(slot, entry)| (person, slot, why_not(volunteer, entry)));
        reasons.filter(|(_, _, reasons)| !reasons.is_empty())
    })
}

/// Whether spans, taken together, cover a shift (two that touch are one).
fn covers(available: &[Span], shift: Span) -> bool {
    if available.iter().any(|span| span.covers(shift)) {
        return true;
    }
    let mut reached = shift.start;
    loop {
        let further = available.iter().filter(|span| span.start <= reached).map(|span| span.end).max();
        match further {
            Some(end) if end >= shift.end => return true,
            Some(end) if end > reached => reached = end,
            _ => return false,
        }
    }
}

fn checked(volunteer: &Volunteer, slot: &Slot) -> bool {
    let valid = |needed: &String| {
        volunteer.checks.iter().any(|(check, until)| check == needed && *until >= slot.span.end)
    };
    slot.checks.iter().all(valid)
}

fn minor_allowed(slot: &Slot) -> bool {
    match slot.minors {
        Minors::No => false,
        Minors::Yes => true,
        Minors::Until(latest) => slot.span.end <= latest,
    }
}

fn blocked(volunteer: &Volunteer, slot: &Slot) -> bool {
    slot.blocks.contains(&volunteer.name) || !slot.present.is_disjoint(&volunteer.blocks)
}

fn over_cap(volunteer: &Volunteer, slot: &Slot) -> bool {
    let minutes = volunteer.most_minutes_per_week;
    volunteer.most_shifts_per_week == 0 || minutes.is_some_and(|minutes| minutes < slot.span.minutes())
}
