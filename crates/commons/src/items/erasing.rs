//! Single things that were erased stay erased: each stands on the list beside the backups, and restoring one
//! erases it again.

use super::model::Stage;
use super::store::{self, ItemAct};
use ::store::{Act, Result, Snapshot, Tx};
use kernel::{CommunityId, Grant, ItemId, Key};
use people::member::{Erased, ErasureList};
use web::{App, Error};

/// Erasing again, after a backup was restored, what was erased since that backup.
#[derive(Clone, Copy, Debug)]
pub struct EraseAgain(pub ItemId);

impl Act for EraseAgain {
    const NAME: &'static str = "items.erase-again";
    const WHO: &'static [Grant] = &[Grant::Operator];
    const LAW: &'static str = "GDPR art. 17(1): what was erased does not come back with a backup";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

impl ItemAct for EraseAgain {
    fn item(&self) -> ItemId {
        self.0
    }
}

/// Puts a thing on the list of erasures. Call it when it is certain that the person may erase it, and before it
/// is done, so that nothing in between can lose the line; a line for something that then stayed has no effect as
/// long as no backup is restored.
///
/// # Errors
/// Those of the file system.
pub fn on_the_list(app: &App, community: CommunityId, thing: Key) -> Result<(), Error> {
    let list = ErasureList::in_folder(&app.settings.folder);
    list.add(community, Erased::Thing(thing)).map_err(|fault| Error::io("the list of erasures", &fault))
}

/// Whether an item of this key is there and not erased yet.
///
/// # Errors
/// Those of the store.
pub fn is_there(seen: &Snapshot<'_>, thing: Key) -> Result<Option<super::Facts>> {
    Ok(store::facts(seen, ItemId(thing))?.filter(|found| found.stage != Stage::Erased))
}

/// Whatever its kind: its words, the people in it, and that it can be found.
pub(super) fn erase_again(tx: &Tx<'_>, thing: Key) -> Result<bool> {
    let Some(found) = is_there(tx, thing)? else { return Ok(false) };
    let permit = tx.permit(EraseAgain(found.id))?;
    store::erase(tx, &permit, found.id)?;
    Ok(true)
}
