//! Reading consents, and taking them back.

use super::model::{Consent, ConsentId};
use super::store;
use crate::items::{self, Facts, ItemAct, Stage};
use crate::notices::{self, Notice, Said};
use crate::texts::consent as t;
use ::store::{Act, Permit, Result, Snapshot, Tx};
use kernel::{ActRow, Code, Grant, ItemId, Key, Locale, MemberId, Parties, Role};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[Withdraw::ROW, ReadOwn::ROW, ReadAtDesk::ROW];

/// Reading one's own consents.
pub struct ReadOwn;

/// Finding the consents to something at the desk, with somebody who takes theirs back there.
pub struct ReadAtDesk;

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

const LAW: &str = "GDPR art. 7(3): as easy to withdraw as to give";

impl Act for ReadOwn {
    const NAME: &'static str = "consent.read_own";
    const WHO: &'static [Grant] = &[Grant::Member];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

impl Act for ReadAtDesk {
    const NAME: &'static str = "consent.read_at_desk";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Desk)];
    const LAW: &'static str = LAW;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
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
    const LAW: &'static str = LAW;
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

/// Takes a consent back and hides its item at once; its owner and the editors are told, with where to look: `path`,
/// below the community. Doing it again changes nothing.
///
/// # Errors
/// A refusal, or those of the store.
pub fn withdraw(tx: &Tx<'_>, id: ConsentId, item: ItemId, path: &str) -> Result<()> {
    let permit = tx.permit(Withdraw { id, item })?;
    let Withdrawing { consent, item } = permit.facts();
    if consent.stands() {
        store::withdraw(tx, &permit, id)?;
        tell(tx, &permit, path)?;
    }
    match item.stage {
        Stage::Live | Stage::Review | Stage::Ended => {
            items::set_stage(tx, &permit, Stage::Withdrawn, item.version)
        }
        Stage::Draft | Stage::Withdrawn | Stage::Erased => Ok(()),
    }
}

/// Tells the owner of the item and every editor that a consent was taken back; not whose, which is nobody's to know.
fn tell<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Withdraw>, path: &str) -> Result<()> {
    let item = &permit.facts().item;
    let texts = items::texts_in_any_stage(tx, item.id)?;
    let title =
        texts.into_iter().find(|text| text.lang == item.origin).map(|text| text.title).unwrap_or_default();
    let say = |locale: Locale| Said {
        subject: t::notice_subject(locale).to_owned(),
        text: t::notice_text(locale, &title),
    };
    let notice = Notice {
        kind: "consent.withdrawn",
        about: Some(item.id.0),
        by: None,
        path: path.to_owned(),
        say: &say,
    };
    let editors = people::roles::held(tx)?.into_iter().filter(|held| held.role == Role::Editor);
    let mut told: Vec<MemberId> = editors.map(|held| held.member).chain(item.owner).collect();
    told.sort_unstable();
    told.dedup();
    told.into_iter().try_for_each(|member| notices::tell(tx, permit, member, &notice))
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
