//! What may be done with helplines.

use super::import::Imported;
use super::model::{EMERGENCY, Helpline, HelplineId, Told};
use super::store;
use crate::texts::helplines as t;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Grant, Key, Refusal, Role};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[Add::ROW, Edit::ROW, Confirm::ROW, Remove::ROW, Import::ROW];

const KEEPERS: &[Grant] =
    &[Grant::Role(Role::Editor), Grant::Role(Role::Animator), Grant::Role(Role::Administrator)];
const LAW: &str = "house rules: every helpline has somebody who keeps it true, and a date";

/// Adding a helpline.
pub struct Add;

impl Act for Add {
    const NAME: &'static str = "helplines.add";
    const WHO: &'static [Grant] = KEEPERS;
    const LAW: &'static str = LAW;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Importing helplines from a file.
pub struct Import;

impl Act for Import {
    const NAME: &'static str = "helplines.import";
    const WHO: &'static [Grant] =
        &[Grant::Role(Role::Animator), Grant::Role(Role::Administrator), Grant::Operator];
    const LAW: &'static str = LAW;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

macro_rules! about_one {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $also:literal, $check:expr;)*) => {$(
        $(#[$meta])*
        pub struct $name(pub HelplineId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = KEEPERS;
            const LAW: &'static str = LAW;
            const ALSO: &'static str = $also;
            type Facts = Helpline;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Helpline> {
                Ok(store::one(seen, self.0)?.ok_or(Code::NotFound)?)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn also(&self, line: &Helpline, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Helpline) -> bool = $check;
                if check(line) { Ok(()) } else { Err(Refusal::new(Code::Conflict, t::emergency_stays)) }
            }
        }
    )*};
}

about_one! {
    /// Changing a helpline, which counts as checking it.
    Edit: "helplines.edit", "", |_| true;
    /// Noting that somebody rang it today.
    Confirm: "helplines.confirm", "", |_| true;
    /// Taking a helpline away.
    Remove: "helplines.remove", "not the emergency number", |line| !line.emergency();
}

/// Adds a helpline, checked today.
///
/// # Errors
/// A refusal, or those of the store.
pub fn add(tx: &Tx<'_>, told: &Told) -> Result<()> {
    let permit = tx.permit(Add)?;
    store::put(tx, &permit, told, tx.now().day(), false)
}

/// Changes one; `version` is the one the form showed.
///
/// # Errors
/// [`Code::Conflict`] when somebody changed it meanwhile; a refusal, or those of the store.
pub fn edit(tx: &Tx<'_>, id: HelplineId, version: i64, told: &Told) -> Result<()> {
    let permit = tx.permit(Edit(id))?;
    if permit.facts().emergency() && told.phone != EMERGENCY {
        return Err(Refusal::new(Code::Conflict, t::emergency_stays).at("phone").into());
    }
    store::update(tx, &permit, id, version, told)
}

/// Notes that somebody rang it today.
///
/// # Errors
/// A refusal, or those of the store.
pub fn confirm(tx: &Tx<'_>, id: HelplineId) -> Result<()> {
    let permit = tx.permit(Confirm(id))?;
    store::confirm(tx, &permit, id)
}

/// Takes one away.
///
/// # Errors
/// A refusal, or those of the store.
pub fn remove(tx: &Tx<'_>, id: HelplineId) -> Result<()> {
    let permit = tx.permit(Remove(id))?;
    store::delete(tx, &permit, id)
}

/// Imports helplines; a number that is there already is rewritten.
///
/// # Errors
/// A refusal, or those of the store; nothing is imported then.
pub fn import(tx: &Tx<'_>, lines: &[Imported]) -> Result<()> {
    let permit = tx.permit(Import)?;
    lines.iter().try_for_each(|line| store::put(tx, &permit, &line.told, line.checked, line.verify))
}
