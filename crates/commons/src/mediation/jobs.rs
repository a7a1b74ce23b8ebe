//! What happens by itself: the end of what nobody answers, and forgetting.

use super::acts::{Tend, tend};
use super::model::{Matter, MatterId, Slot};
use super::store;
use crate::mediation_words as words;
use ::store::Snapshot;
use kernel::{Actor, Key};
use std::collections::BTreeMap;
use web::{JobRow, Later, Shared, Task};

/// First whatever is over in the open database, then the words that nothing there holds any more: of what is gone, and
/// those in whose place others stand. In this order, since a step is taken in the open database before its words are
/// sealed.
fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        tend(&app.store, task.community).await?;
        let kept = words::kept(&app.sealed, task.community).await?;
        let actor = Actor::job(task.community, Tend::JOB);
        let there = app.store.read(actor, |seen: &Snapshot<'_>| store::all(seen)).await?;
        let there: BTreeMap<MatterId, Matter> = there.into_iter().map(|matter| (matter.id, matter)).collect();
        let stands = |(matter, id, slot): &(MatterId, Key, Slot)| {
            there.get(matter).is_some_and(|matter| matter.holds(*slot, *id))
        };
        let gone = kept.into_iter().filter(|one| !stands(one)).map(|(matter, id, _)| (matter, id));
        let gone: Vec<(MatterId, Key)> = gone.collect();
        if gone.is_empty() {
            return Ok(());
        }
        Ok(words::forget(&app.sealed, task.community, gone).await?)
    })
}

/// The jobs of this slice.
pub const JOBS: &[JobRow] = &[JobRow {
    name: Tend::JOB,
    about: "Ends mediations nobody answered for 30 days, and erases what was written 60 days after the end.",
    every_minutes: Some(10),
    run,
}];
