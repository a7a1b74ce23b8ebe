//! What happens to a date that people count on: another hour on one day, a day called off, all of it called off.

use super::{EDITORS, KEEPERS, date_act, fill, notices, on};
use crate::programme::model::{AHEAD_DAYS, Different, Hour, Occurrence, Series, State};
use crate::programme::store::{self, Facts};
use crate::texts::programme as t;
use ::store::{Act, Permit, Result, Tx};
use commons::items::{self, ItemAct, Stage};
use kernel::{Code, Day, ItemId, Refusal, Time};

date_act! {
    /// Another time on one day.
    ChangeDay: "programme.change_day", KEEPERS, desk true, "it takes place", on;
    /// Calling one day off.
    CallOffDay: "programme.call_off_day", KEEPERS, desk true, "it takes place", on;
    /// One day is as announced again.
    Restore: "programme.restore_day", KEEPERS, desk true, "it takes place", on;
    /// Calling all of it off.
    CallOff: "programme.call_off", KEEPERS, desk true, "it takes place", on;
    /// It takes place after all.
    PutBack: "programme.put_back", KEEPERS, desk true, "it is called off",
        |facts| facts.stage == Stage::Live && facts.state == State::CalledOff;
    /// Taking it out of sight; a stub stays.
    Withdraw: "programme.withdraw", EDITORS, desk false, "it can be seen",
        |facts| facts.stage == Stage::Live && matches!(facts.state, State::On | State::CalledOff);
    /// Putting back what was taken out of sight.
    Reinstate: "programme.reinstate", EDITORS, desk false, "it was taken out of sight",
        |facts| facts.state == State::Withdrawn && facts.stage == Stage::Withdrawn;
}

/// A date that was called off stays in sight for so many days, for those who come by the poster.
const SHOWN_DAYS: i64 = 14;

/// The time on one day.
#[derive(Clone, Debug)]
pub struct Moved {
    /// On which day.
    pub day: Day,
    /// From.
    pub from: Hour,
    /// Until.
    pub to: Option<Hour>,
}

/// The occurrence of a day that is still to come.
fn occurrence(facts: &Facts, day: Day, now: Time) -> Result<Occurrence> {
    let occurrence = facts.details.plan.occurrence(day).ok_or(Code::NotFound)?;
    match occurrence.over(now) {
        true => Err(Refusal::new(Code::Conflict, t::is_over).into()),
        false => Ok(occurrence),
    }
}

/// Says what is different on a day; tells the facts as they are then.
fn differ<'tx, A>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    day: Day,
    different: Option<(Different, String)>,
) -> Result<Facts>
where
    A: ItemAct + Act<Facts = Facts>,
{
    let mut after = permit.facts().clone();
    after.details.plan = after.details.plan.with(day, different);
    store::set_exceptions(tx, permit, after.id, &after.details.plan)?;
    items::set_end(tx, permit, after.details.plan.over_at())?;
    Ok(after)
}

/// Moves one day's occurrence to another time; everybody who comes then is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn change_day(tx: &Tx<'_>, id: ItemId, day: Day, moved: &Moved, note: &str) -> Result<()> {
    let permit = tx.permit(ChangeDay(id))?;
    let facts = permit.facts();
    occurrence(facts, day, tx.now())?;
    if !(day.plus(-AHEAD_DAYS)..=day.plus(AHEAD_DAYS)).contains(&moved.day) {
        return Err(Refusal::new(Code::Invalid, t::wrong_far).at("on").into());
    }
    let Series { from, to, .. } = facts.details.plan.series;
    let as_announced = (moved.day, moved.from, moved.to) == (day, from, to);
    let different = Different::Moved { day: moved.day, from: moved.from, to: moved.to };
    let after = differ(tx, &permit, day, (!as_announced).then(|| (different, note.to_owned())))?;
    // what was moved into the past is said at the field
    let now =
        occurrence(&after, day, tx.now()).map_err(|_| Refusal::new(Code::Invalid, t::wrong_past).at("on"))?;
    notices::moved(tx, &permit, &after, &now)
}

/// Calls one day off; everybody who comes then is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn call_off_day(tx: &Tx<'_>, id: ItemId, day: Day, note: &str) -> Result<()> {
    let permit = tx.permit(CallOffDay(id))?;
    let facts = permit.facts();
    let before = occurrence(facts, day, tx.now())?;
    if before.called_off {
        return Err(Refusal::new(Code::Conflict, t::is_called_off).into());
    }
    // moved and then called off: what people know is the moved time, but the day is the same
    differ(tx, &permit, day, Some((Different::CalledOff, note.to_owned())))?;
    notices::called_off(tx, &permit, facts, &Occurrence { note: note.to_owned(), ..before })
}

/// One day is as announced again; everybody who comes then is told, and places are given out again.
///
/// # Errors
/// A refusal, or those of the store.
pub fn restore(tx: &Tx<'_>, id: ItemId, day: Day) -> Result<()> {
    let permit = tx.permit(Restore(id))?;
    let facts = permit.facts();
    if facts.details.plan.exception(day).is_none() {
        return Err(Code::Conflict.into());
    }
    let after = differ(tx, &permit, day, None)?;
    let now = occurrence(&after, day, tx.now())?;
    notices::takes_place(tx, &permit, &after, &now)?;
    fill(tx, &permit, &after, day)
}

/// Calls all of it off; everybody who comes to any of it is told. It stays in sight for two weeks.
///
/// # Errors
/// A refusal, or those of the store.
pub fn call_off(tx: &Tx<'_>, id: ItemId, note: &str) -> Result<()> {
    let permit = tx.permit(CallOff(id))?;
    let facts = permit.facts();
    let shown = tx.now().plus_days(SHOWN_DAYS);
    let over_at = match (facts.details.plan.series.weekly, facts.details.plan.over_at()) {
        (true, Some(end)) => end.min(shown),
        (true, None) => shown,
        (false, end) => end.unwrap_or(shown),
    };
    store::pass(tx, &permit, facts, State::CalledOff, Some(over_at))?;
    notices::all_called_off(tx, &permit, facts, note)
}

/// It takes place after all; everybody who was to come is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn put_back(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(PutBack(id))?;
    let facts = permit.facts();
    store::pass(tx, &permit, facts, State::On, facts.details.plan.over_at())?;
    notices::all_takes_place(tx, &permit, facts)
}

/// Takes it out of sight; everybody who was to come is told that it does not take place.
///
/// # Errors
/// A refusal, or those of the store.
pub fn withdraw(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(Withdraw(id))?;
    let facts = permit.facts();
    store::pass(tx, &permit, facts, State::Withdrawn, None)?;
    items::set_stage(tx, &permit, Stage::Withdrawn, facts.version)?;
    notices::all_called_off(tx, &permit, facts, "")
}

/// Puts back what was taken out of sight.
///
/// # Errors
/// A refusal, or those of the store.
pub fn reinstate(tx: &Tx<'_>, id: ItemId) -> Result<()> {
    let permit = tx.permit(Reinstate(id))?;
    let facts = permit.facts();
    store::pass(tx, &permit, facts, State::On, facts.details.plan.over_at())?;
    items::set_stage(tx, &permit, Stage::Live, facts.version)?;
    notices::all_takes_place(tx, &permit, facts)
}
