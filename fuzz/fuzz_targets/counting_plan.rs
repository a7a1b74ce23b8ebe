//! Any text as a counting plan: a mistake in words, or a plan that can be used; never a panic.
#![no_main]

use count::plan::{Plan, count_plan};
use count::{Election, Project, VoteType};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(plan) = Plan::parse(text) else { return };
    if plan.pools.len() > 4 {
        return;
    }
    let projects = || {
        ["A", "B", "C"].iter().zip([50, 30, 40]).map(|(id, cost)| Project {
            id: (*id).to_owned(),
            cost,
            ..Project::default()
        })
    };
    let ballots = || vec![vec![(0, 1), (1, 1)], vec![(1, 1)], vec![(2, 1)]];
    let election = || Election::new(VoteType::Approval, 100, projects().collect(), ballots());
    let elections = plan.pools.iter().map(|_| election()).collect();
    if let Ok(results) = count_plan(&plan, elections) {
        assert!(results.iter().all(|result| result.count.total_cost <= result.election.budget));
    }
});
