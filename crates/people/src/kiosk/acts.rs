//! Making a device a kiosk, and an ordinary one again.

use super::store as sql;
use crate::code::{self, Purpose};
use crate::member::EraseMember;
use kernel::{Actor, Code, CommunityId, Grant, Key, MemberId, Refusal, Role};
use store::{Act, Result, Snapshot, Store, Tx};

/// For so many minutes a code turns a device into a kiosk.
pub const CODE_MINUTES: i64 = 30;

const WHO: &[Grant] =
    &[Grant::Role(Role::Animator), Grant::Role(Role::Desk), Grant::Role(Role::Administrator)];

/// See which devices are kiosks.
#[derive(Clone, Copy, Debug)]
pub struct Read;
impl Act for Read {
    const NAME: &'static str = "kiosk.read";
    const WHO: &'static [Grant] = WHO;
    const LAW: &'static str = "house rule: who looks after the place knows its screens";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Make a code that turns a device into a kiosk.
#[derive(Clone, Copy, Debug)]
pub struct Make(pub Key);
impl Act for Make {
    const NAME: &'static str = "kiosk.make";
    const WHO: &'static [Grant] = WHO;
    const LAW: &'static str = "house rule: a screen for everybody at the Activity Place";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0)
    }
}

/// Turn this device into a kiosk with a code.
#[derive(Clone, Copy, Debug)]
pub struct Start;
impl Act for Start {
    const NAME: &'static str = "kiosk.start";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str = "GDPR art. 32: the device gets no member's rights";
    const ALSO: &'static str = "with an unused code made within half an hour";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Take a device back: it is an ordinary one again.
#[derive(Clone, Copy, Debug)]
pub struct End(pub Key);
impl Act for End {
    const NAME: &'static str = "kiosk.end";
    const WHO: &'static [Grant] = WHO;
    const LAW: &'static str = "GDPR art. 32: what is lost or given away is taken back";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
    fn target(&self) -> Option<Key> {
        Some(self.0)
    }
}

fn own(actor: Actor) -> Actor {
    actor.own()
}

/// Makes a kiosk that waits for its device and this code, once.
///
/// # Errors
/// Those of the store.
pub async fn make(store: &Store, actor: Actor, once: Key, code: &str, label: String) -> Result<()> {
    let hash = Purpose::Kiosk.hash_in(actor.community, code);
    let write = move |tx: &Tx<'_>| {
        let id = tx.new_key();
        let permit = tx.permit(Make(id))?;
        sql::insert(tx, &permit, id, &label, &hash, tx.now().plus_seconds(CODE_MINUTES * 60))?;
        Ok(String::new())
    };
    store.write_once(own(actor), once, write).await?;
    Ok(())
}

/// Turns a device into the kiosk of a code: the value of its cookie.
///
/// # Errors
/// [`Code::Invalid`] at `code` when it is none, is used or is too old.
pub async fn start(store: &Store, community: CommunityId, typed: &str) -> Result<String> {
    let wrong = || Refusal::new(Code::Invalid, crate::texts::kiosk::wrong_code).at("code");
    let code = code::read(typed, 8).ok_or_else(wrong)?;
    let hash = Purpose::Kiosk.hash_in(community, &code);
    let token = code::token();
    let kept = Purpose::Kiosk.hash_in(community, &token);
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(Start)?;
        if sql::start(tx, &permit, &hash, &kept)? { Ok(()) } else { Err(wrong().into()) }
    };
    store.write(Actor::visitor(community), write).await?;
    Ok(token)
}

/// Takes a device back.
///
/// # Errors
/// Those of the store.
pub async fn end(store: &Store, actor: Actor, id: Key) -> Result<()> {
    let write = move |tx: &Tx<'_>| {
        let permit = tx.permit(End(id))?;
        sql::delete(tx, &permit, id)
    };
    store.write(own(actor), write).await
}

/// Forgets who made a kiosk.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    sql::forget(tx, &tx.permit(EraseMember(member))?, member)
}
