//! What happens by itself.

use super::acts::{Tend, tend};
use web::{JobRow, Later, Shared, Task};

fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let ended = tend(&app.store, task.community).await?;
        tracing::debug!(ended, "dates tended");
        Ok(())
    })
}

/// The jobs of this slice.
pub const JOBS: &[JobRow] = &[JobRow {
    name: Tend::JOB,
    about: "Dates that are over leave the lists; who came is forgotten after thirty days.",
    every_minutes: Some(15),
    run,
}];
