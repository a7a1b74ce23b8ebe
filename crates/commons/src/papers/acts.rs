//! Who prints what.

use super::store;
use crate::short_links::{self, ShortCode};
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{ActRow, Grant, Key, MemberId, Parties, Role};
use people::member::EraseMember;
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[PrintKit::ROW, ReadSetting::ROW, ChangeSetting::ROW];

/// Printing what hangs on walls and lies on the desk.
pub struct PrintKit;

impl Act for PrintKit {
    const NAME: &'static str = "papers.print";
    const WHO: &'static [Grant] = &[Grant::Role(Role::Animator), Grant::Role(Role::Desk)];
    const LAW: &'static str = "house rule: nobody needs a screen to take part";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

macro_rules! own_setting {
    ($($(#[$meta:meta])* $name:ident: $word:literal;)*) => {$(
        $(#[$meta])*
        pub struct $name(pub MemberId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Owner];
            const LAW: &'static str = "Act of 19 July 2019 on accessibility, art. 6(3): in the form a person asks for";
            const DESK: bool = true;
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

own_setting! {
    /// Seeing how one's papers are printed.
    ReadSetting: "papers.read_setting";
    /// Choosing it.
    ChangeSetting: "papers.change_setting";
}

/// The short address of a page that is being printed, made now if it has none.
///
/// # Errors
/// A refusal, or those of the store.
pub fn address_for(tx: &Tx<'_>, path: &str) -> Result<ShortCode> {
    let permit = tx.permit(PrintKit)?;
    short_links::for_path(tx, &permit, path)
}

/// Keeps whether somebody wants large print.
///
/// # Errors
/// A refusal, or those of the store.
pub fn change_setting(tx: &Tx<'_>, member: MemberId, large: bool) -> Result<()> {
    let permit = tx.permit(ChangeSetting(member))?;
    store::keep(tx, &permit, large)
}

/// What this slice forgets of somebody who leaves.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::forget(tx, &permit, member)
}

/// What is kept of a member, for them to take along.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    Ok(match store::large(seen, member)? {
        true => json!([{ "large_print": true }]),
        false => json!([]),
    })
}
