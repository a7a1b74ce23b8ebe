//! What people may do with dates.

mod changing;
mod coming;
mod hosting;
mod notices;
mod own;
mod tending;

pub use changing::{
    CallOff, CallOffDay, ChangeDay, Moved, PutBack, Reinstate, Restore, Withdraw, call_off, call_off_day,
    change_day, put_back, reinstate, restore, withdraw,
};
pub use coming::{Come, DropGuests, GiveUp, ReadComing, come, drop_guests, give_up};
pub use hosting::{
    Add, Edit, Import, Resolved, Told, Translate, Written, add, edit, import, in_whose_name, translate,
};
pub use own::{ReadMine, ReadShared, ShareMine, erase, export, hash_of, share, stop_sharing};
pub use tending::{Tend, tend};

use super::model::State;
use super::store::{self, Facts};
use ::store::{Act, Permit, Result, Tx};
use commons::items::Stage;
use commons::seats;
use kernel::{ActRow, Day, Grant, Role};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    Add::ROW,
    Edit::ROW,
    Translate::ROW,
    ChangeDay::ROW,
    CallOffDay::ROW,
    Restore::ROW,
    CallOff::ROW,
    PutBack::ROW,
    Withdraw::ROW,
    Reinstate::ROW,
    Come::ROW,
    GiveUp::ROW,
    DropGuests::ROW,
    ReadComing::ROW,
    ReadMine::ROW,
    ShareMine::ROW,
    ReadShared::ROW,
    Tend::ROW,
    Import::ROW,
];

const RULES: &str = "house rules: what's on";
/// Who looks after a date: whoever hosts it, and the animator where they can't.
const KEEPERS: &[Grant] = &[Grant::Owner, Grant::Role(Role::Animator)];
/// Who reads over what is public.
const EDITORS: &[Grant] = &[Grant::Role(Role::Editor), Grant::Role(Role::Animator)];

/// An act on one date, allowed in some of its states.
macro_rules! date_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, desk $desk:literal, $also:literal, $check:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub kernel::ItemId);
        impl ::store::Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [kernel::Grant] = $who;
            const LAW: &'static str = $crate::programme::acts::RULES;
            const DESK: bool = $desk;
            const ALSO: &'static str = $also;
            type Facts = $crate::programme::store::Facts;
            fn facts(&self, seen: &::store::Snapshot<'_>) -> ::store::Result<Self::Facts> {
                $crate::programme::store::facts(seen, self.0)
            }
            fn target(&self) -> Option<kernel::Key> {
                Some(self.0.0)
            }
            fn parties(&self, facts: &Self::Facts) -> kernel::Parties {
                kernel::Parties { owner: facts.owner, proposer: None }
            }
            fn also(&self, facts: &Self::Facts, _: &kernel::Actor) -> std::result::Result<(), kernel::Refusal> {
                let check: fn(&Self::Facts) -> bool = $check;
                if check(facts) { Ok(()) } else { Err(kernel::Refusal::plain(kernel::Code::Conflict)) }
            }
        }
        impl commons::items::ItemAct for $name {
            fn item(&self) -> kernel::ItemId {
                self.0
            }
        }
    )*};
}
use date_act;

/// Whether it stands in the lists and takes place.
fn on(facts: &Facts) -> bool {
    facts.stage == Stage::Live && facts.state == State::On
}

/// Gives places that are free on a day to those who wait, the first first, and tells them.
fn fill<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, facts: &Facts, day: Day) -> Result<()> {
    let details = &facts.details;
    let occurrence = details.plan.occurrence(day).filter(|one| !one.called_off && !one.over(tx.now()));
    let Some(occurrence) = occurrence.filter(|_| on(facts)) else { return Ok(()) };
    let mut taken = store::taken(tx, facts.id, day)?;
    while let Some(place) = seats::free(&taken, details.places) {
        let Some((seat, member)) = store::next_waiting(tx, facts.id, day)? else { return Ok(()) };
        store::give_place(tx, permit, seat, place)?;
        notices::has_place(tx, permit, facts, member, &occurrence)?;
        taken.push(place);
    }
    Ok(())
}
