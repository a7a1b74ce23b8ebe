//! Groups that stay recognisable, and which statement comes next.

use opinions::routing::{EXPLORED, Stage, next_statement};
use opinions::synthetic::Recipe;
use opinions::{GroupTracker, LiveMap, Person, Random, Space, Standing, Vote, VoteTable, draw_in};
use std::collections::HashMap;

#[test]
fn groups_keep_their_numbers_when_the_larger_becomes_the_smaller() {
    // Even people are one bloc and the larger one; then many of the other bloc arrive.
    let mut table = VoteTable::new();
    let statements: Vec<usize> = (0..20).filter_map(|_| table.add_statement(Standing::Open)).collect();
    let mut random = Random::new(2);
    let mut join = |table: &mut VoteTable, bloc: usize| {
        let person = table.add_person();
        for &statement in &statements {
            let sided = if (statement + bloc).is_multiple_of(2) { Vote::Agree } else { Vote::Disagree };
            let vote = if random.unit() < 0.85 { sided } else { Vote::Pass };
            table.set_vote(person, statement, Some(vote));
        }
        person
    };
    let first: Vec<Person> = (0..40).map(|_| join(&mut table, 0)).collect();
    let second: Vec<Person> = (0..30).map(|_| join(&mut table, 1)).collect();
    let mut tracker = GroupTracker::new();
    let before = draw_in(&table, Space::of(&table), 1, Some(&mut tracker));
    let group =
        |drawing: &opinions::Drawing, person: Person| drawing.positions.own(person).expect("known").group;
    assert_eq!((group(&before, first[0]), group(&before, second[0])), (Some(0), Some(1)));
    for _ in 0..30 {
        join(&mut table, 1);
    }
    let fresh = opinions::draw(&table, 1);
    assert_eq!(group(&fresh, second[0]), Some(0), "alone, the larger group comes first");
    let after = draw_in(&table, Space::of(&table), 1, Some(&mut tracker));
    assert_eq!((group(&after, first[0]), group(&after, second[0])), (Some(0), Some(1)));
    assert_eq!(after.map.grouping.sizes, vec![40, 60]);
}

#[test]
fn a_new_number_of_groups_is_shown_after_four_updates() {
    let two =
        Recipe { people: 90, statements: 30, blocs: 2, mean_votes: 60.0, strength: 0.8, seed: 3 }.table();
    let three =
        Recipe { people: 90, statements: 30, blocs: 3, mean_votes: 60.0, strength: 0.8, seed: 3 }.table();
    let mut tracker = GroupTracker::new();
    let mut shown = |table: &VoteTable| draw_in(table, Space::of(table), 1, Some(&mut tracker)).map.grouping;
    assert_eq!(shown(&two).k, 2);
    let alone = opinions::draw(&three, 1).map.grouping;
    assert_eq!(alone.k, 3, "{alone:?}");
    let later: Vec<usize> = (0..4).map(|_| shown(&three).k).collect();
    let two_passes = alone.candidates.iter().any(|candidate| candidate.k == 2 && candidate.is_accepted());
    let expected = if two_passes { vec![2, 2, 2, 3] } else { vec![3, 3, 3, 3] };
    assert_eq!(later, expected);
    assert_eq!(shown(&three).k, 3);
}

fn answered(votes: &[u32]) -> VoteTable {
    let mut table = VoteTable::new();
    let most = votes.iter().max().copied().unwrap_or(0);
    for _ in votes {
        table.add_statement(Standing::Open);
    }
    for at in 0..most {
        let person = table.add_person();
        for (statement, &wanted) in votes.iter().enumerate() {
            let vote = [Vote::Agree, Vote::Disagree, Vote::Pass][(at as usize + statement) % 3];
            table.set_vote(person, statement, (at < wanted).then_some(vote));
        }
    }
    table
}

fn draws(table: &VoteTable, seeds: &[usize], person: Person) -> HashMap<usize, u32> {
    let space = Space::of(table);
    let mut random = Random::new(5);
    let mut counts = HashMap::new();
    for _ in 0..4_000 {
        let next = next_statement(table, &space, person, |j| seeds.contains(&j), &mut random)
            .expect("something open");
        *counts.entry(next.statement).or_default() += 1;
    }
    counts
}

#[test]
fn rarely_seen_statements_are_drawn_more_often() {
    for seed in 0..5 {
        // Twenty statements that everybody answered, and twenty of the same kind that came later.
        let mut table =
            Recipe { people: 100, statements: 20, blocs: 2, mean_votes: 1e6, strength: 0.5, seed }.table();
        (0..20).for_each(|_| assert!(table.add_statement(Standing::Open).is_some()));
        let mut random = Random::new(seed);
        let mut drawn = [0, 0];
        for _ in 0..40 {
            let person = table.add_person();
            for _ in 0..5 {
                let space = Space::of(&table);
                let next =
                    next_statement(&table, &space, person, |_| false, &mut random).expect("something open");
                drawn[usize::from(next.statement >= 20)] += 1;
                let vote = [Vote::Agree, Vote::Disagree, Vote::Pass][random.below(3)];
                assert_eq!(table.set_vote(person, next.statement, Some(vote)), None, "never drawn twice");
            }
        }
        assert!(drawn[1] > 3 * drawn[0], "seed {seed}: {drawn:?}");
        assert!((20..40).all(|statement| table.tally(statement).votes() >= EXPLORED / 2), "spread evenly");
    }
}

#[test]
fn with_the_same_shares_and_place_fewer_votes_weigh_more() {
    let weight = |times: u32| {
        let tally = opinions::Tally { agree: 2 * times, disagree: times, pass: times };
        opinions::polis::priority(tally, 0.7, false)
    };
    assert!((1..12).all(|times| weight(times) > weight(times + 1)));
}

#[test]
fn draws_are_in_proportion_to_the_priority() {
    let mut table = answered(&[12, 20, 40, 80]);
    let person = table.add_person();
    let space = Space::of(&table);
    let weight = |j: usize| opinions::polis::priority(table.tally(j), space.extremity(j), false);
    let total: f64 = (0..4).map(weight).sum();
    let counts = draws(&table, &[], person);
    for j in 0..4 {
        let share = f64::from(counts.get(&j).copied().unwrap_or(0)) / 4_000.0;
        // Five standard deviations of a share of 4,000 draws are at most 0.04.
        assert!((share - weight(j) / total).abs() < 0.04, "{j}: {share} instead of {}", weight(j) / total);
    }
}

#[test]
fn unexplored_statements_come_first_and_seeds_before_them() {
    let mut table = answered(&[3, 3, 40, 40]);
    let person = table.add_person();
    assert!(draws(&table, &[], person).keys().all(|&j| j < 2));
    assert_eq!(draws(&table, &[1], person).keys().copied().collect::<Vec<_>>(), [1]);
    assert!(table.tally(2).votes() > EXPLORED);
}

#[test]
fn nothing_answered_or_moderated_out_is_drawn_again_and_draws_repeat() {
    let mut table = answered(&[20, 20, 20, 20]);
    table.set_standing(3, Standing::ModeratedOut);
    let person = table.add_person();
    table.set_vote(person, 0, Some(Vote::Pass));
    assert!(draws(&table, &[], person).keys().all(|j| [1, 2].contains(j)));
    assert_eq!(draws(&table, &[], person), draws(&table, &[], person));
    table.set_vote(person, 1, Some(Vote::Agree));
    table.set_vote(person, 2, Some(Vote::Agree));
    let space = Space::of(&table);
    assert_eq!(next_statement(&table, &space, person, |_| false, &mut Random::new(1)), None);
}

#[test]
fn meta_statements_get_the_weight_49() {
    let mut table = answered(&[20, 20]);
    table.set_standing(0, Standing::Meta);
    let person = table.add_person();
    let counts = draws(&table, &[], person);
    assert!(counts[&0] > 10 * counts.get(&1).copied().unwrap_or(0));
    let live = LiveMap::new(table, 1);
    let next =
        next_statement(live.table(), live.space(), person, |_| false, &mut Random::new(1)).expect("open");
    assert_eq!(next.stage, Stage::Priority);
}
