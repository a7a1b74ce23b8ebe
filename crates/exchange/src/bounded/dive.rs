//! Whole rings from the relaxation: take what it uses most, look whether the aim can still be reached, take
//! back what was too much.

use super::master::Master;
use super::pricing::Ring;

/// Steps that may be taken back in one dive.
const TAKEN_BACK: usize = 10;
/// A ring that the relaxation uses this much is as good as taken.
const WHOLE: f64 = 0.999;

/// What one step took, and which rings it shut out.
struct Step {
    columns: Vec<usize>,
    shut_out: Vec<u32>,
    sure: bool,
}

/// Rings that share nothing, worth at least `aim` together where that is found without looking far.
///
/// `reachable` says which value can still be had under a bound (whole trades, where trades are whole).
pub(super) fn dive(mut master: Master, mut aim: f64, reachable: impl Fn(f64) -> f64) -> Vec<Ring> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut taken_back, mut careful) = (0, false);
    loop {
        let taken = steps.iter().flat_map(|step| &step.columns);
        let value: f64 = taken.map(|&column| master.ring(column).value).sum();
        let most = reachable(value + master.bound());
        if most < aim {
            if taken_back < TAKEN_BACK
                && let Some(several) = take_back(&mut master, &mut steps)
            {
                taken_back += 1;
                careful = several;
                continue;
            }
            aim = most;
        }
        let Some((columns, sure)) = choice(&master, careful) else { break };
        careful = false;
        let mut step = Step { columns: Vec::new(), shut_out: Vec::new(), sure };
        for column in columns {
            if master.is_open(column) {
                step.columns.push(column);
                step.shut_out.extend(master.take(column));
            }
        }
        steps.push(step);
    }
    steps.iter().flat_map(|step| &step.columns).map(|&column| master.ring(column).clone()).collect()
}

/// Takes the last step back that was not sure, and what followed from it. If it took one ring, that ring is
/// shut out as long as the steps before it stand; says whether it took several. `None`: there is no such step.
fn take_back(master: &mut Master, steps: &mut Vec<Step>) -> Option<bool> {
    let doubtful = steps.iter().rposition(|step| !step.sure)?;
    for step in steps.drain(doubtful + 1..).rev() {
        master.give_back(&step.columns, &step.shut_out);
    }
    let step = steps.pop()?;
    master.give_back(&step.columns, &step.shut_out);
    if let &[column] = step.columns.as_slice() {
        master.forbid(column);
        if let Some(before) = steps.last_mut() {
            before.shut_out.push(column as u32);
        }
        return Some(false);
    }
    Some(true)
}

/// The rings to take next: those used wholly (surely), or else the surest ones, one of twenty; where care is
/// needed only one.
fn choice(master: &Master, careful: bool) -> Option<(Vec<usize>, bool)> {
    let mut used = master.used();
    used.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let whole = used.iter().take_while(|&&(_, level)| level > WHOLE).count();
    let count = match whole {
        0 if careful => 1,
        0 => (used.len() / 20).max(1),
        _ => whole,
    };
    let columns: Vec<usize> = used.iter().take(count).map(|&(column, _)| column).collect();
    (!columns.is_empty()).then_some((columns, whole > 0))
}
