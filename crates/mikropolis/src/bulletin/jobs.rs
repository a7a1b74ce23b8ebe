//! What happens by itself.

use super::acts::{self, Forget};
use kernel::Actor;
use web::{JobRow, Later, Shared, Task};

fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let actor = Actor::job(task.community, Forget::JOB);
        app.store.write(actor, acts::forget).await?;
        Ok(())
    })
}

/// The jobs of this slice.
pub const JOBS: &[JobRow] = &[JobRow {
    name: Forget::JOB,
    about: "Takes the shortened words of what was erased out of old issues.",
    every_minutes: Some(60),
    run,
}];
