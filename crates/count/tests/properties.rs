//! What must hold for every election: independent counts agree, money adds up, and nothing depends on
//! the order or the names of voters and projects.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use count::log::Event;
use count::rules::equal_shares::{Arithmetic, Completion, EqualShares, Utility};
use count::rules::greedy::{Greedy, Measure};
use count::{Count, Election, Project, Ratio, Rule, Settings, TieChain, VoteType, count, naive, receipt};
use proptest::prelude::*;

/// A small election in which ties are frequent: few costs, few points.
fn elections() -> impl Strategy<Value = Election> {
    let projects = proptest::collection::vec(1_i64..6, 1..6);
    let ballots = proptest::collection::vec(proptest::collection::vec((0_u32..6, 1_u32..4), 0..5), 1..9);
    (projects, ballots, 1_i64..14, any::<bool>()).prop_map(|(costs, ballots, budget, approval)| {
        let project = |(index, cost): (usize, i64)| Project {
            id: index.to_string(),
            cost: cost * 10,
            ..Project::default()
        };
        let projects = costs.into_iter().enumerate().map(project).collect();
        let kind = if approval { VoteType::Approval } else { VoteType::Cumulative };
        let one = |(project, points)| (project, if approval { 1 } else { points });
        let ballots = ballots.into_iter().map(|ballot| ballot.into_iter().map(one).collect::<Vec<_>>());
        Election::new(kind, budget * 10, projects, ballots)
    })
}

fn equal_shares(utility: Utility, completion: Completion) -> EqualShares {
    EqualShares { step: Some(1), ..EqualShares::new(utility, completion) }
}

fn utilities() -> impl Strategy<Value = Utility> {
    prop_oneof![
        Just(Utility::PointsTimesCost),
        Just(Utility::Points),
        Just(Utility::Cost),
        Just(Utility::Cardinality)
    ]
}

fn completions() -> impl Strategy<Value = Completion> {
    prop_oneof![
        Just(Completion::None),
        Just(Completion::Add1),
        Just(Completion::Add1Utilitarian),
        Just(Completion::Add1City),
        Just(Completion::Utilitarian)
    ]
}

fn by(election: &Election, rule: &Rule) -> Count {
    count(election, &Settings { rule: rule.clone(), ties: TieChain::lots("seed") })
}

fn funded(count: &Count) -> Vec<(usize, Option<Ratio>)> {
    let one = |event: &Event| match event {
        Event::Funded { project, price, .. } => Some((*project, price.clone())),
        _ => None,
    };
    count.events.iter().filter_map(one).collect()
}

/// The same election with voters in another order and written one by one.
fn shuffled(election: &Election, turn: usize) -> Election {
    let mut ballots: Vec<Vec<(u32, u32)>> = election
        .ballot_of_voter
        .iter()
        .map(|&ballot| election.ballots[ballot as usize].choices.clone())
        .collect();
    let places = ballots.len();
    ballots.rotate_left(turn % places);
    ballots.reverse();
    Election::new(election.vote_type, election.budget, election.projects.clone(), ballots)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn filtered_exact_and_second_counts_agree(
        election in elections(), utility in utilities(), completion in completions(),
    ) {
        let filtered = equal_shares(utility, completion);
        let exact = EqualShares { arithmetic: Arithmetic::Exact, ..filtered.clone() };
        let (filtered, exact) = (Rule::EqualShares(filtered), Rule::EqualShares(exact));
        let first = by(&election, &filtered);
        let steps = |count: &Count| (count.selected.clone(), count.events.clone(), count.ties.clone(), count.tied_rounds);
        prop_assert_eq!(steps(&first), steps(&by(&election, &exact)));
        if let Rule::EqualShares(settings) = &filtered {
            let parallel = Rule::EqualShares(EqualShares { threads: 3, ..settings.clone() });
            prop_assert_eq!(steps(&first), steps(&by(&election, &parallel)));
        }
        let order = TieChain::lots("seed").order(&election);
        for effort in [0, u64::MAX] {
            let second = naive::count(&election, &filtered, &order, first.shares(), effort).unwrap();
            prop_assert_eq!(&funded(&first), &second.funded);
            prop_assert_eq!(first.shares(), second.shares);
        }
        // All of it again, with nothing known of the first count.
        let alone = naive::count(&election, &filtered, &order, &[], u64::MAX).unwrap();
        prop_assert_eq!(funded(&first), alone.funded);
        prop_assert!(!alone.final_share_only);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn greedy_and_phragmen_agree_with_the_second_count(election in elections(), per_cost in any::<bool>(), threshold in 0_u64..4) {
        let measure = if per_cost { Measure::PointsPerCost } else { Measure::Points };
        let greedy = Rule::Greedy(Greedy { measure, threshold: Some(threshold), ..Greedy::default() });
        let order = TieChain::lots("seed").order(&election);
        let comparison = Rule::named("mes_cost_add1_city_comparison", &election).unwrap();
        for rule in [greedy, Rule::Phragmen, comparison] {
            let second = naive::count(&election, &rule, &order, &[], naive::USUAL_EFFORT).unwrap();
            prop_assert_eq!(funded(&by(&election, &rule)), second.funded);
        }
    }

    #[test]
    fn no_rule_overspends_or_funds_twice(election in elections()) {
        for name in count::RULE_NAMES {
            let rule = Rule::named(name, &election).unwrap();
            let result = by(&election, &rule);
            prop_assert!(result.total_cost <= election.budget, "{} spends {}", name, result.total_cost);
            let mut once = result.selected.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), result.selected.len(), "{}", name);
        }
    }

    #[test]
    fn order_of_voters_changes_nothing(election in elections(), turn in 0_usize..8) {
        let other = shuffled(&election, turn);
        for name in count::RULE_NAMES.iter().filter(|name| **name != "cstv") {
            let rule = Rule::named(name, &election).unwrap();
            prop_assert_eq!(by(&election, &rule).events, by(&other, &rule).events, "{}", name);
        }
    }

    #[test]
    fn scaling_all_money_changes_no_winner(election in elections(), factor in 2_i64..50) {
        let mut other = election.clone();
        other.budget *= factor;
        for project in &mut other.projects {
            project.cost *= factor;
        }
        for name in ["greedy_votes", "greedy_votes_per_cost", "mes_cost", "mes_cardinality", "phragmen", "maximin_support", "bos", "ees_cost"] {
            let rule = Rule::named(name, &election).unwrap();
            prop_assert_eq!(by(&election, &rule).selected, by(&other, &rule).selected, "{}", name);
        }
    }

    #[test]
    fn renaming_projects_with_their_order_changes_nothing(election in elections()) {
        // Reversed file order; ids keep their order for ties.
        let last = election.projects.len() - 1;
        let projects: Vec<Project> = election.projects.iter().rev().cloned().collect();
        let ballots = election.ballot_of_voter.iter().map(|&ballot| {
            election.ballots[ballot as usize].choices.iter().map(|&(p, points)| (last as u32 - p, points)).collect::<Vec<_>>()
        });
        let other = Election::new(election.vote_type, election.budget, projects, ballots);
        for name in count::RULE_NAMES.iter().filter(|name| **name != "cstv") {
            let rule = Rule::named(name, &election).unwrap();
            let (first, second) = (by(&election, &rule), by(&other, &rule));
            prop_assert_eq!(election.ids(&first.selected), other.ids(&second.selected), "{}", name);
        }
    }

    #[test]
    fn payments_sum_to_costs_and_receipts_to_shares(election in elections(), utility in utilities(), completion in completions()) {
        let rule = Rule::EqualShares(equal_shares(utility, completion));
        let result = by(&election, &rule);
        let mut sums = vec![0.0; election.projects.len()];
        for voter in 0..election.ballot_of_voter.len() {
            let slip = receipt(&election, &rule, &result, voter).unwrap();
            let rest = slip.rest.unwrap();
            prop_assert!(!rest.is_negative());
            let mut total = rest.to_f64();
            for (project, payment) in slip.winners {
                let payment = payment.map_or(0.0, |payment| payment.to_f64());
                sums[project] += payment;
                total += payment;
            }
            prop_assert!((total - slip.share.unwrap().to_f64()).abs() < 1e-9);
        }
        for event in &result.events {
            if let Event::Funded { project, completion: false, .. } = event {
                prop_assert!((sums[*project] - election.projects[*project].cost as f64).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn another_vote_for_a_greedy_winner_keeps_it(election in elections(), pick in any::<prop::sample::Index>()) {
        let rule = Rule::named("greedy_votes", &election).unwrap();
        let before = by(&election, &rule);
        prop_assume!(!before.selected.is_empty());
        let winner = before.selected[pick.index(before.selected.len())];
        let mut ballots: Vec<Vec<(u32, u32)>> =
            election.ballot_of_voter.iter().map(|&ballot| election.ballots[ballot as usize].choices.clone()).collect();
        ballots.push(vec![(winner as u32, 1)]);
        let after = Election::new(election.vote_type, election.budget, election.projects.clone(), ballots);
        prop_assert!(by(&after, &rule).selected.contains(&winner));
    }

    #[test]
    fn what_is_said_to_be_enough_is_enough(election in elections(), mes in any::<bool>()) {
        let name = if mes { "mes_cost" } else { "greedy_votes" };
        let rule = Rule::named(name, &election).unwrap();
        let order = TieChain::lots("seed").order(&election);
        let result = by(&election, &rule);
        for explained in count::explain(&election, &rule, &order, &result) {
            if let Some(cost) = explained.enough.cost {
                let mut cheaper = election.clone();
                cheaper.projects[explained.project].cost = cost;
                let again = count::count_with(&cheaper, &rule, &order, &mut |_| {});
                prop_assert!(again.selected.contains(&explained.project), "{} at {}", explained.project, cost);
            }
            if let (Some(points), false) = (explained.enough.points, mes) {
                let tallies = election.tallies();
                let with = |more: u64| {
                    let mut stated: Vec<u64> = tallies.iter().map(|tally| tally.points).collect();
                    stated[explained.project] += more;
                    let rule = Rule::Greedy(Greedy { stated_points: Some(stated), ..Greedy::default() });
                    count::count_with(&election, &rule, &order, &mut |_| {}).selected.contains(&explained.project)
                };
                prop_assert!(with(points) && !with(points - 1));
            }
        }
    }

    #[test]
    fn equal_shares_satisfies_what_verify_checks(election in elections(), utility in utilities(), completion in completions()) {
        let rule = Rule::EqualShares(equal_shares(utility, completion));
        let ties = TieChain::lots("seed");
        let result = by(&election, &rule);
        let explanations = count::explain(&election, &rule, &ties.order(&election), &result);
        let file = count::result_file(&election, ("mes", &rule), &ties, &result, &explanations, "input");
        prop_assert_eq!(file.second_count.as_str(), "same");
        let verification = count::verify(&file, &election, &rule, "input");
        prop_assert!(verification.accepted(), "{:?}", verification);
        let claims = verification.checks.iter().find(|check| check.name == "ejr_plus").unwrap();
        prop_assert_eq!(claims.holds, Some(true), "{:?}", claims);
    }
}
