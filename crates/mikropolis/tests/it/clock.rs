//! A clock that went back: no deadline moves, and the page of health says so.

use kernel::Role;
use testkit::on_both;

#[tokio::test(flavor = "multi_thread")]
async fn with_a_clock_behind_the_newest_row_no_job_runs_and_health_says_so() {
    on_both(mikropolis::slices::all(), async |town| {
        let jadwiga = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let health = async || town.get(&jadwiga, "/osiedle/health").await.expect(200).text();
        assert!(!health().await.contains("żaden termin nie biegnie"));
        assert!(jobs::run_due(&town.app).await.unwrap() > 0);
        // a day on everything is due again; then the battery of the clock is empty
        town.clock.pass_seconds(86_400);
        town.submit(&jadwiga, "/osiedle/me", "/osiedle/me/code", &[]).await;
        town.clock.pass_seconds(-2 * 86_400);
        assert!(health().await.contains("żaden termin nie biegnie"));
        let before = rows(&town).await;
        jobs::run_due(&town.app).await.unwrap();
        assert_eq!(rows(&town).await, before, "nothing moves");
        town.clock.pass_seconds(2 * 86_400);
        assert!(!health().await.contains("żaden termin nie biegnie"));
        assert!(jobs::run_due(&town.app).await.unwrap() > 0);
    })
    .await;
}

async fn rows(town: &testkit::Town) -> impl PartialEq + std::fmt::Debug {
    crate::rows::of_community(town).await
}
