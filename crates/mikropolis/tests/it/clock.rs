//! A clock that went back: no deadline moves, and the page of health says so.

use kernel::Role;
use testkit::{Town, on_both};

const WAITS: &str = "żaden termin nie biegnie";

/// What somebody who has just come reads there.
async fn health(town: &Town) -> String {
    let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
    town.get(&animator, "/osiedle/health").await.expect(200).text()
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_clock_behind_the_newest_row_no_job_runs_and_health_says_so() {
    on_both(mikropolis::slices::all(), async |town| {
        assert!(!health(&town).await.contains(WAITS));
        assert!(jobs::run_due(&town.app).await.unwrap() > 0);
        // a day on everything is due again, and somebody came; then the clock's battery is empty
        town.clock.pass_seconds(86_400);
        town.neighbour("Ewa").await;
        town.clock.pass_seconds(-2 * 86_400);
        assert!(health(&town).await.contains(WAITS));
        let before = crate::rows::of_community(&town).await;
        jobs::run_due(&town.app).await.unwrap();
        assert_eq!(crate::rows::of_community(&town).await, before, "nothing moves");
        town.clock.pass_seconds(2 * 86_400 + 60);
        assert!(!health(&town).await.contains(WAITS));
        assert!(jobs::run_due(&town.app).await.unwrap() > 0);
    })
    .await;
}
