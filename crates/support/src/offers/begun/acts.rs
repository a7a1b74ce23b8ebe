//! What may be done with something begun.

use super::store;
use crate::offers::acts::{self as offers, Told};
use ::store::{Act, Result, Snapshot, Store, Tx};
use kernel::{Actor, Code, CommunityId, Grant, ItemId, Key};
use sha2::{Digest as _, Sha256};

/// For so many days it is kept.
pub const DAYS: i64 = 7;

const LAW: &str =
    "GDPR art. 6(1)(b): steps at the request of the person before they join; art. 5(1)(e): seven days";

/// Beginning one, without an account.
pub struct Begin;

impl Act for Begin {
    const NAME: &'static str = "begun.begin";
    const WHO: &'static [Grant] = &[Grant::Anyone];
    const LAW: &'static str = LAW;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// The key of one as its address holds it. The journal never keeps it: it opens the draft.
#[derive(Clone, Copy, Debug)]
pub struct Held(pub Key);

impl Held {
    fn hash(self, community: CommunityId) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(b"mikropolis begun ");
        hash.update(community.0.to_le_bytes());
        hash.update(self.0.0.to_le_bytes());
        hash.finalize().to_vec()
    }
    fn told(self, seen: &Snapshot<'_>) -> Result<String> {
        Ok(store::by_key(seen, &self.hash(seen.community()))?.ok_or(Code::NotFound)?)
    }
}

macro_rules! held_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub Held);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = LAW;
            const ALSO: &'static str = "holds the key of the draft, within seven days";
            const DESK: bool = true;
            type Facts = String;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<String> {
                self.0.told(seen)
            }
        }
    )*};
}

held_act! {
    /// Reading and changing what one began.
    Hold: "begun.hold", &[Grant::Anyone];
    /// Taking it away.
    Forget: "begun.forget", &[Grant::Anyone];
    /// Making it one's own, and publishing it where somebody vouches.
    Finish: "begun.finish", &[Grant::Member];
}

/// Forgetting what is over.
pub struct Tidy;

impl Tidy {
    /// The job that may.
    pub const JOB: &'static str = "begun.tidy";
}

impl Act for Tidy {
    const NAME: &'static str = "begun.tidy";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = LAW;
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Keeps what a form says under a fresh key.
///
/// # Errors
/// Those of the store.
pub fn begin(tx: &Tx<'_>, held: Held, told: &str) -> Result<()> {
    let permit = tx.permit(Begin)?;
    store::insert(tx, &permit, &held.hash(tx.community()), told, tx.now().plus_days(DAYS))
}

/// What a form said. Whoever holds the key may know.
///
/// # Errors
/// [`Code::NotFound`] when it is over or was never there; those of the store.
pub fn read(seen: &Snapshot<'_>, held: Held) -> Result<String> {
    seen.allow(&Hold(held))
}

/// Keeps what the form says now.
///
/// # Errors
/// As [`read`].
pub fn change(tx: &Tx<'_>, held: Held, told: &str) -> Result<()> {
    let permit = tx.permit(Hold(held))?;
    store::update(tx, &permit, &held.hash(tx.community()), told)
}

/// Takes it away.
///
/// # Errors
/// As [`read`].
pub fn forget(tx: &Tx<'_>, held: Held) -> Result<()> {
    let permit = tx.permit(Forget(held))?;
    store::delete(tx, &permit, &held.hash(tx.community()))
}

/// Makes it the member's own: published where somebody vouches for them, else kept as their draft.
///
/// # Errors
/// A refusal, or those of the store.
pub fn finish(tx: &Tx<'_>, held: Held, told: &Told, vouched: bool) -> Result<ItemId> {
    let permit = tx.permit(Finish(held))?;
    let id = if vouched { offers::post(tx, told, None)? } else { offers::draft(tx, told)? };
    store::delete(tx, &permit, &held.hash(tx.community()))?;
    Ok(id)
}

/// Forgets what is over.
///
/// # Errors
/// Those of the store.
pub async fn tidy(store: &Store, community: CommunityId) -> Result<u64> {
    let actor = Actor::job(community, Tidy::JOB);
    store
        .write(actor, |tx| {
            let permit = tx.permit(Tidy)?;
            store::delete_over(tx, &permit)
        })
        .await
}
