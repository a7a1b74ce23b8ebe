//! What may be done with the call list.

use super::store::{self, Kept, Record};
use crate::notices::{Hitch, NoticeId, Outcome, State};
use crate::texts::calls as t;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Day, Grant, Key, Refusal, Role, Time};
use people::member::{self, Way};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[ReadCalls::ROW, RecordCall::ROW, RecordRound::ROW];

macro_rules! at_the_desk {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $law:literal;)*) => {$(
        $(#[$meta])*
        pub struct $name;
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
            const LAW: &'static str = $law;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    )*};
}

at_the_desk! {
    /// Reading whom the desk is to tell what.
    ReadCalls: "calls.read", "GDPR art. 6(1)(b): they asked to be told by the desk";
    /// Noting that letters were delivered, or that the sheet hangs on the board.
    RecordRound: "calls.record_round", "house rule of the desk: every round leaves an outcome";
}

/// Noting what came of a call, or correcting it the same day.
pub struct RecordCall(pub NoticeId);

impl Act for RecordCall {
    const NAME: &'static str = "calls.record";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule of the desk: every call leaves an outcome";
    const ALSO: &'static str = "the notice is one for the desk, and waits or was noted today";
    type Facts = Found;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Found> {
        let kept = store::one(seen, self.0)?.ok_or(Code::NotFound)?;
        Ok(Found { kept, today: seen.now().day() })
    }
    fn target(&self) -> Option<Key> {
        Some(self.0.0)
    }
    fn also(&self, found: &Found, _: &Actor) -> std::result::Result<(), Refusal> {
        let own = found.kept.call.way != Way::Mail;
        let today = found.kept.noted_at.is_some_and(|at| at.day() == found.today);
        let open = found.kept.state == State::Waiting || found.kept.state == State::Called && today;
        if own && open { Ok(()) } else { Err(Refusal::plain(Code::NotFound)) }
    }
}

/// What a decision on a call rests on.
pub struct Found {
    /// The call, with what was noted.
    pub kept: Kept,
    today: Day,
}

/// What somebody at the desk notes.
#[derive(Clone, Debug)]
pub struct New {
    /// What came of it.
    pub outcome: Outcome,
    /// On which day to try once more; tomorrow if none is named.
    pub again: Option<Day>,
    /// What they said.
    pub note: String,
    /// The version of the call the form showed; what is there now when it says none.
    pub seen: Option<i64>,
}

/// Within so many days it is tried again.
const AGAIN_DAYS: i32 = 92;

/// Notes what came of a call. A wrong number is marked as not working, and its member is told at the desk.
///
/// # Errors
/// [`Code::Conflict`] when somebody else noted something meanwhile; [`Code::Invalid`] for what can't come of this way,
/// or a day too far ahead; a refusal, or those of the store.
pub fn record(tx: &Tx<'_>, id: NoticeId, new: &New) -> Result<()> {
    let permit = tx.permit(RecordCall(id))?;
    let call = &permit.facts().kept.call;
    let (today, tomorrow) = (tx.now().day(), tx.now().day().plus(1));
    if !Outcome::of(call.way).contains(&new.outcome) {
        return Err(Refusal::new(Code::Invalid, t::wrong_outcome).at("outcome").into());
    }
    if new.again.is_some_and(|day| day < today || day > today.plus(AGAIN_DAYS)) {
        return Err(Refusal::new(Code::Invalid, t::wrong_again).at("again").into());
    }
    let wrong = new.outcome == Outcome::WrongNumber;
    let record = Record {
        id,
        outcome: new.outcome,
        way: if wrong { Way::Desk } else { call.way },
        hitch: if wrong { Hitch::WrongNumber } else { call.hitch },
        next_at: if wrong { tx.now() } else { new.again.unwrap_or(tomorrow).start() },
        note: new.note.clone(),
        seen: new.seen.unwrap_or(call.tries),
    };
    store::record(tx, &permit, &record)?;
    if wrong {
        member::mark_unreachable(tx, &permit, call.member, &call.value)?;
    }
    Ok(())
}

/// Notes that all letters (or what is passed on, or the sheet) of this way were delivered; tells how many.
///
/// # Errors
/// [`Code::Invalid`] for a way by which one speaks with people; a refusal, or those of the store.
pub fn record_round(tx: &Tx<'_>, way: Way, until: Time) -> Result<u64> {
    let permit = tx.permit(RecordRound)?;
    if !Outcome::of(way).contains(&Outcome::Delivered) {
        return Err(Code::Invalid.into());
    }
    store::record_round(tx, &permit, way, until)
}
