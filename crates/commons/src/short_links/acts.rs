//! Who may give a page a short address.

use super::model::{STANDING, ShortCode};
use super::store;
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{Grant, Role};

/// Giving a page a short address, to be printed.
pub struct MakeShort;

impl Act for MakeShort {
    const NAME: &'static str = "short_links.make";
    const WHO: &'static [Grant] = &[
        Grant::Role(Role::Animator),
        Grant::Role(Role::Desk),
        Grant::Role(Role::Editor),
        Grant::Role(Role::Administrator),
        Grant::Operator,
    ];
    const LAW: &'static str = "house rule: an address on paper leads to the same page for ever";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// The short address of one page.
///
/// # Errors
/// A refusal, or those of the store.
pub fn make(tx: &Tx<'_>, path: &str) -> Result<ShortCode> {
    let permit = tx.permit(MakeShort)?;
    store::for_path(tx, &permit, path)
}

/// The short addresses of the pages that every neighbourhood has: when it is founded or imported, or when they are
/// printed for the first time.
///
/// # Errors
/// A refusal, or those of the store.
pub fn make_standing(tx: &Tx<'_>) -> Result<Vec<(&'static str, ShortCode)>> {
    let permit = tx.permit(MakeShort)?;
    STANDING.into_iter().map(|path| Ok((path, store::for_path(tx, &permit, path)?))).collect()
}
