//! What happens by itself: forgetting.

use super::acts::{Forget, forget};
use web::{JobRow, Later, Shared, Task};

fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let forgotten = forget(&app.store, task.community).await?;
        tracing::debug!(forgotten, "addresses forgotten");
        Ok(())
    })
}

/// The jobs of this slice.
pub const JOBS: &[JobRow] = &[JobRow {
    name: Forget::JOB,
    about: "Forgets addresses, surnames and phones told for a meeting two weeks after they are needed.",
    every_minutes: Some(60),
    run,
}];
