//! The schedule of background work.
//!
//! A slice lists its jobs as data (`web::JobRow`); here they are run for every community when they are due.
//! Several nodes share the work by leases in the database, so no node is elected and none is special. What has to
//! be done because of something somebody did (a notice to deliver) is a row of its slice, written in the same
//! transaction; the job looks for such rows.

use kernel::{ActRow, Actor, CommunityId, Grant, Time};
use std::time::Duration;
use store::{Act, Result, Snapshot, args, statements};
use web::{JobRow, Shared, Slice, Task};

/// A job that takes longer than this is thought dead, and run again.
const LEASE_SECONDS: i64 = 600;
/// How often the schedule is looked at.
const LOOK: Duration = Duration::from_secs(15);

statements! {
    /// Every community, with the installation itself.
    GLOBAL_COMMUNITIES = "SELECT community_id FROM community WHERE state = 'open' ORDER BY community_id";
    /// What is known of a job.
    DUE = "SELECT due_at, lease_until FROM job_run WHERE community_id = $1 AND name = $2";
    /// Takes a job in hand.
    TAKE = "INSERT INTO job_run (community_id, name, due_at, lease_until) VALUES ($1, $2, $3, $4)
            ON CONFLICT (community_id, name) DO UPDATE SET lease_until = excluded.lease_until";
    /// Done until then.
    DONE = "UPDATE job_run SET due_at = $3, lease_until = 0 WHERE community_id = $1 AND name = $2";
}

/// Taking a job in hand, and laying it down.
struct Run;

impl Act for Run {
    const NAME: &'static str = "jobs.run";
    const WHO: &'static [Grant] = &[Grant::Job("jobs")];
    const LAW: &'static str = "none: bookkeeping";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

const ACTS: &[ActRow] = &[Run::ROW];

/// Its row among the slices.
pub static SLICE: Slice = Slice {
    acts: ACTS,
    schema: &[store::step!("20261123-1_jobs")],
    statements: STATEMENTS,
    ..Slice::named("jobs", "When background work ran last, and who has it in hand.")
};

/// Runs what is due, in every community, until the program ends.
pub async fn run_for_ever(app: Shared) {
    loop {
        if let Err(fault) = run_due(&app).await {
            tracing::error!(%fault, "the schedule could not be read");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Runs what is due now, once; tells how many jobs ran.
///
/// # Errors
/// When the schedule can't be read. A job's own fault is logged, and the job is run again at its next time.
pub async fn run_due(app: &Shared) -> Result<usize> {
    let read = |seen: &Snapshot<'_>| seen.rows::<(CommunityId,)>(&GLOBAL_COMMUNITIES, &[]);
    let communities = app.store.read(Actor::job(CommunityId::INSTALLATION, "jobs"), read).await?;
    let mut ran = 0;
    for (community,) in communities {
        let actor = Actor::job(community, "jobs");
        if let Some(newest) = app.store.read(actor, store::written_later).await? {
            // expiry and digests count from now: with a clock that went back they would come at the wrong time
            tracing::warn!(
                newest = newest.rfc3339(),
                "the clock is behind what was written last: deadlines wait"
            );
            continue;
        }
        for job in app.slices.iter().flat_map(|slice| slice.jobs) {
            ran += usize::from(run_if_due(app, job, community).await?);
        }
    }
    Ok(ran)
}

async fn run_if_due(app: &Shared, job: &'static JobRow, community: CommunityId) -> Result<bool> {
    let Some(minutes) = job.every_minutes else { return Ok(false) };
    let actor = Actor::job(community, "jobs");
    if !app.store.write(actor, move |tx| take(tx, job.name)).await? {
        return Ok(false);
    }
    if let Err(fault) = (job.run)(app.clone(), Task { community, target: None }).await {
        tracing::error!(job = job.name, ?fault, "a job failed; it runs again at its next time");
    }
    let next = app.clock.now().plus_seconds(i64::from(minutes) * 60);
    app.store.write(actor, move |tx| done(tx, job.name, next)).await?;
    Ok(true)
}

fn take(tx: &store::Tx<'_>, name: &str) -> Result<bool> {
    let known: Option<(Time, Time)> = tx.row(&DUE, &args![tx.community(), name])?;
    let free = known.is_none_or(|(due, lease)| due <= tx.now() && lease <= tx.now());
    if free {
        let permit = tx.permit(Run)?;
        let lease = tx.now().plus_seconds(LEASE_SECONDS);
        tx.exec(&permit, &TAKE, &args![tx.community(), name, tx.now(), lease])?;
    }
    Ok(free)
}

fn done(tx: &store::Tx<'_>, name: &str, next: Time) -> Result<()> {
    let permit = tx.permit(Run)?;
    tx.exec_one(&permit, &DONE, &args![tx.community(), name, next])
}
