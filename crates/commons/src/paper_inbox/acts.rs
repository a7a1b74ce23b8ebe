//! What the desk does with forms.

use super::model::{Filled, FormId, State, TypedConsent};
use super::store::{self, Arrived};
use crate::consent;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Actor, Code, Grant, Key, MemberId, Parties, Refusal, Role};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] =
    &[ReadForms::ROW, Receive::ROW, TypeIn::ROW, Check::ROW, Return::ROW, Close::ROW, Forget::ROW];

const DESK: &[Grant] = &[Grant::Role(Role::Desk)];
const TWO: &[Grant] = &[Grant::SecondPerson(Role::Desk)];

macro_rules! at_the_desk {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $law:literal;)*) => {$(
        $(#[$meta])*
        pub struct $name;
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = DESK;
            const LAW: &'static str = $law;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    )*};
}

at_the_desk! {
    /// Reading what came in on paper, and the pictures of it.
    ReadForms: "paper_inbox.read", "GDPR art. 6(1)(b): they handed it in; art. 32: nobody else sees it";
    /// Taking a sheet in.
    Receive: "paper_inbox.receive", "house rule of the desk: every sheet has a number and a day";
}

macro_rules! with_a_form {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $law:literal, $also:literal, $from:ident;)*) => {$(
        $(#[$meta])*
        pub struct $name(pub FormId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = $law;
            const ALSO: &'static str = $also;
            type Facts = Filled;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Filled> {
                store::one(seen, self.0)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, form: &Filled) -> Parties {
                Parties { owner: None, proposer: form.typed_by }
            }
            fn also(&self, form: &Filled, _: &Actor) -> std::result::Result<(), Refusal> {
                if form.state == State::$from { Ok(()) } else { Err(Refusal::plain(Code::Conflict)) }
            }
        }
    )*};
}

with_a_form! {
    /// Typing a form in.
    TypeIn: "paper_inbox.type", DESK, "house rule of the desk: typed in for its writer, by the road paper",
        "it waits", Waiting;
    /// Holding a typed signature against the sheet: it is right.
    Check: "paper_inbox.check", TWO, "GDPR art. 7(1): that consent was given can be shown",
        "somebody else typed it in", Typed;
    /// Holding a typed signature against the sheet: it is not right.
    Return: "paper_inbox.return", TWO, "GDPR art. 7(1): that consent was given can be shown",
        "somebody else typed it in", Typed;
    /// Putting a form away that comes to nothing: not readable, handed in twice.
    Close: "paper_inbox.close", DESK, "GDPR art. 5(1)(e): nothing is kept longer than it is of use",
        "it waits", Waiting;
}

/// Removing pictures and old forms.
pub struct Forget;

impl Forget {
    /// The job that may.
    pub const JOB: &'static str = "paper_inbox.forget";
}

impl Act for Forget {
    const NAME: &'static str = "paper_inbox.forget";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 5(1)(e): pictures of forms are kept 30 days";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Takes a sheet in.
///
/// # Errors
/// [`Code::Conflict`] at `number` when it is here already; a refusal, or those of the store.
pub(super) fn receive(tx: &Tx<'_>, new: &Arrived) -> Result<FormId> {
    let permit = tx.permit(Receive)?;
    store::insert(tx, &permit, new)
}

/// Says who filled a form in, before it is typed in for them.
///
/// # Errors
/// A refusal, or those of the store.
pub fn begin(tx: &Tx<'_>, id: FormId, member: MemberId) -> Result<()> {
    let permit = tx.permit(TypeIn(id))?;
    store::set_member(tx, &permit, member)
}

/// Notes that a form is typed in, and which page came of it.
///
/// # Errors
/// [`Code::Invalid`] for a signature, which is typed in here; a refusal, or those of the store.
pub fn typed(tx: &Tx<'_>, id: FormId, outcome: &str) -> Result<()> {
    let permit = tx.permit(TypeIn(id))?;
    if permit.facts().kind.is_signed() {
        return Err(Code::Invalid.into());
    }
    store::typed(tx, &permit, State::Done, "", outcome)
}

/// Types a consent in. It counts for nothing until [`check`].
///
/// # Errors
/// [`Code::Invalid`] for other forms; a refusal, or those of the store.
pub fn type_consent(tx: &Tx<'_>, id: FormId, typed: &TypedConsent) -> Result<()> {
    let permit = tx.permit(TypeIn(id))?;
    if !permit.facts().kind.is_signed() {
        return Err(Code::Invalid.into());
    }
    store::typed(tx, &permit, State::Typed, &typed.write(), &typed.page)
}

/// A second person says that the typed consent is what the sheet says: now it stands in the ledger. `code` takes it
/// back, as every consent can be.
///
/// # Errors
/// A refusal, or those of the store.
pub fn check(tx: &Tx<'_>, id: FormId, code: &str) -> Result<()> {
    let permit = tx.permit(Check(id))?;
    let form = permit.facts();
    let typed = TypedConsent::read(&form.typed).ok_or(Code::Conflict)?;
    consent::record(tx, &permit, typed.item, &typed.given(form.member, &form.number), code)?;
    store::checked(tx, &permit)
}

/// A second person says that it is not: it waits again, with what is wrong.
///
/// # Errors
/// A refusal, or those of the store.
pub fn give_back(tx: &Tx<'_>, id: FormId, note: &str) -> Result<()> {
    let permit = tx.permit(Return(id))?;
    store::returned(tx, &permit, note)
}

/// Puts a form away that comes to nothing.
///
/// # Errors
/// A refusal, or those of the store.
pub fn close(tx: &Tx<'_>, id: FormId, note: &str) -> Result<()> {
    let permit = tx.permit(Close(id))?;
    store::closed(tx, &permit, note)
}

/// What this slice forgets of somebody who leaves.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// The forms of a member, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let one = |form: Filled| {
        json!({
            "number": form.number, "kind": form.kind.word(), "at": form.arrived.rfc3339(),
            "state": form.state.word(), "picture_kept": !form.scan.is_empty(),
        })
    };
    Ok(store::of_member(seen, member)?.into_iter().map(one).collect())
}
