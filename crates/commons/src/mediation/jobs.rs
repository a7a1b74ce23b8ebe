//! What happens by itself: the end of what nobody answers, and forgetting.

use super::acts::{Tend, tend};
use super::model::MatterId;
use super::store;
use crate::mediation_words as words;
use ::store::Snapshot;
use kernel::Actor;
use web::{JobRow, Later, Shared, Task};

/// First whatever is over in the open database, then the words of what is no longer there. In this order: a mediation
/// stands in the open database before the first word of it is sealed.
fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        tend(&app.store, task.community).await?;
        let sealed = words::matters(&app.sealed, task.community).await?;
        let actor = Actor::job(task.community, Tend::JOB);
        let there = app.store.read(actor, |seen: &Snapshot<'_>| store::all(seen)).await?;
        let gone: Vec<MatterId> = sealed.into_iter().filter(|matter| !there.contains(matter)).collect();
        if !gone.is_empty() {
            words::forget(&app.sealed, task.community, gone).await?;
        }
        Ok(())
    })
}

/// The jobs of this slice.
pub const JOBS: &[JobRow] = &[JobRow {
    name: Tend::JOB,
    about: "Ends mediations nobody answered for 30 days, and erases what was written 60 days after the end.",
    every_minutes: Some(10),
    run,
}];
