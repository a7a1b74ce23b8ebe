//! What happens by itself.

use super::acts::{Tend, tend};
use web::{JobRow, Later, Shared, Task};

fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        let tended = tend(&app.store, task.community).await?;
        tracing::debug!(
            expired = tended.expired,
            reminded = tended.reminded,
            declined = tended.declined,
            "tended"
        );
        Ok(())
    })
}

/// The jobs of this slice.
pub const JOBS: &[JobRow] = &[JobRow {
    name: Tend::JOB,
    about: "Ends needs and offers past their day, reminds their owners, tells those who came too late.",
    every_minutes: Some(15),
    run,
}];
