//! Taking consent back.

use super::model::{Consent, ConsentId};
use super::store;
use crate::items::{self, Facts, ItemAct, Stage};
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{Code, Grant, ItemId, Key, MemberId, Parties, Role};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Taking one consent back.
#[derive(Clone, Copy)]
pub struct Withdraw {
    /// Which.
    pub id: ConsentId,
    /// For which item; the facts check it.
    pub item: ItemId,
}

/// What that decision rests on.
pub struct Withdrawing {
    /// The consent.
    pub consent: Consent,
    /// Its item, if it is still there.
    pub item: Facts,
}

impl Act for Withdraw {
    const NAME: &'static str = "consent.withdraw";
    const WHO: &'static [Grant] = &[
        Grant::Holder,
        Grant::Owner,
        Grant::Role(Role::Desk),
        Grant::Role(Role::Editor),
        Grant::Role(Role::Animator),
    ];
    const LAW: &'static str = "GDPR art. 7(3): as easy to withdraw as to give";
    type Facts = Withdrawing;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Withdrawing> {
        let consent =
            store::one(seen, self.id)?.filter(|consent| consent.item == self.item).ok_or(Code::NotFound)?;
        let item = items::facts(seen, self.item)?.ok_or(Code::NotFound)?;
        Ok(Withdrawing { consent, item })
    }
    fn target(&self) -> Option<Key> {
        Some(self.id.0)
    }
    fn parties(&self, facts: &Withdrawing) -> Parties {
        Parties { owner: facts.consent.member, proposer: None }
    }
}

impl ItemAct for Withdraw {
    fn item(&self) -> ItemId {
        self.item
    }
}

/// Takes a consent back and hides its item at once. Doing it again changes nothing.
///
/// # Errors
/// A refusal, or those of the store.
pub fn withdraw(tx: &Tx<'_>, id: ConsentId, item: ItemId) -> Result<()> {
    let permit = tx.permit(Withdraw { id, item })?;
    let Withdrawing { consent, item } = permit.facts();
    if consent.stands() {
        store::withdraw(tx, &permit, id)?;
    }
    match item.stage {
        Stage::Live | Stage::Review | Stage::Ended => {
            items::set_stage(tx, &permit, Stage::Withdrawn, item.version)
        }
        Stage::Draft | Stage::Withdrawn | Stage::Erased => Ok(()),
    }
}

/// What this slice forgets of somebody who leaves.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::forget_member(tx, &permit, member)
}

/// The consents of a member, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let one = |consent: Consent| {
        json!({
            "name": consent.name, "screen": consent.screen, "print": consent.print,
            "elsewhere": consent.elsewhere, "given_on": consent.on.to_string(),
            "withdrawn_at": consent.withdrawn_at.map(kernel::Time::rfc3339),
        })
    };
    Ok(store::of_member(seen, member)?.into_iter().map(one).collect())
}
