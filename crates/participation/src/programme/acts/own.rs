//! One's own: the list, the calendar with a secret in its address, leaving.

use super::{RULES, fill, notices};
use crate::programme::model::State;
use crate::programme::store::{self, Facts};
use ::store::{Act, Result, Snapshot, Tx};
use commons::items;
use kernel::{Grant, Key, MemberId, Parties};
use people::member::EraseMember;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

macro_rules! own_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, desk $desk:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub MemberId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = RULES;
            const DESK: bool = $desk;
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, (): &()) -> Parties {
                Parties { owner: Some(self.0), proposer: None }
            }
        }
    )*};
}

own_act! {
    /// Reading where one comes, and what one hosts.
    ReadMine: "programme.read_mine", &[Grant::Owner], desk true;
    /// Making or ending the address of one's own calendar.
    ShareMine: "programme.share_mine", &[Grant::Owner], desk true;
    /// Reading the same by the secret in a calendar's address.
    ReadShared: "programme.read_shared", &[Grant::Holder], desk false;
}

/// What of a secret is kept.
pub fn hash_of(secret: &str) -> Vec<u8> {
    Sha256::digest(format!("calendar {secret}")).to_vec()
}

/// Makes another address for a member's calendar; the one before opens nothing any more.
///
/// # Errors
/// A refusal, or those of the store.
pub fn share(tx: &Tx<'_>, member: MemberId, hash: &[u8]) -> Result<()> {
    let permit = tx.permit(ShareMine(member))?;
    store::put_feed(tx, &permit, member, hash)
}

/// No address opens a member's calendar any more.
///
/// # Errors
/// A refusal, or those of the store.
pub fn stop_sharing(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(ShareMine(member))?;
    store::drop_feed(tx, &permit, member)
}

/// What this slice forgets of somebody who leaves. What they host themselves is called off and goes; where they were
/// to come, somebody who waits has their place.
///
/// # Errors
/// A refusal, or those of the store.
pub fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    for seat in store::seats_of(tx, member)? {
        store::remove(tx, &permit, seat.id)?;
        if seat.place.is_some() {
            fill(tx, &permit, &store::facts(tx, seat.date)?, seat.day)?;
        }
    }
    store::drop_feed(tx, &permit, member)?;
    for id in store::hosted(tx, member)? {
        let facts: Facts = store::facts(tx, id)?;
        if facts.state == State::On {
            notices::host_left(tx, &permit, &facts)?;
        }
        store::blank(tx, &permit, id)?;
        items::erase(tx, &permit, id)?;
    }
    Ok(())
}

/// What a member hosts and where they come, for them to take along. The words of what they host stand among the items.
///
/// # Errors
/// Those of the store.
pub fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let mut hosts = Vec::new();
    for owned in store::owned(seen, member, ::store::ALL)? {
        let details = store::facts(seen, owned.id)?.details;
        let series = &details.plan.series;
        let notes: Vec<&str> = details.plan.exceptions.iter().map(|one| one.note.as_str()).collect();
        hosts.push(json!({
            "title": owned.title, "state": owned.state.word(), "first": series.first.to_string(),
            "from": series.from.to_string(), "weekly": series.weekly, "where": details.place_words, "notes": notes,
        }));
    }
    let mut comes = Vec::new();
    for seat in store::seats_of(seen, member)? {
        let texts = items::texts_in_any_stage(seen, seat.date)?;
        let title = texts.first().map(|text| text.title.clone());
        comes.push(json!({ "title": title, "day": seat.day.to_string(), "waits": seat.place.is_none() }));
    }
    let calendar = store::shared(seen, member)?.map(|at| at.rfc3339());
    Ok(json!({ "hosts": hosts, "comes": comes, "own_calendar_since": calendar }))
}
