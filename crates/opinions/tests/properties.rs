//! What must hold for every conversation.
#![expect(clippy::print_stdout, reason = "what was found is part of the test's record")]

use opinions::synthetic::Recipe;
use opinions::{
    Drawing, ENOUGH_PEOPLE, LiveMap, Person, Random, SMALLEST_GROUP, Space, Standing, Vote, VoteTable, Why,
    adjusted_rand_index, draw,
};

const SMALL: Recipe =
    Recipe { people: 150, statements: 40, blocs: 2, mean_votes: 25.0, strength: 0.7, seed: 5 };

/// The same votes with people and statements in another order: new number `at` was `people[at]`.
fn permuted(
    table: &VoteTable,
    people: &[usize],
    statements: &[usize],
    change: fn(Vote) -> Vote,
) -> VoteTable {
    let old: Vec<Person> = table.everybody().collect();
    let mut fresh = VoteTable::new();
    for &statement in statements {
        fresh.add_statement(table.standing(statement));
    }
    for &person in people {
        let new = fresh.add_person();
        for (at, &statement) in statements.iter().enumerate() {
            fresh.set_vote(new, at, table.vote(old[person], statement).map(change));
        }
    }
    fresh
}

fn points(table: &VoteTable, drawing: &Drawing) -> Vec<[f64; 2]> {
    table.everybody().map(|person| drawing.positions.own(person).expect("known").place).collect()
}

fn labels(table: &VoteTable, drawing: &Drawing) -> Vec<u8> {
    let group = |person| drawing.positions.own(person).expect("known").group;
    table.everybody().map(|person| group(person).map_or(9, |group| group as u8)).collect()
}

fn order(size: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..size).collect();
    random.shuffle(&mut order);
    order
}

#[test]
fn order_of_people_and_statements_changes_nothing_but_order() {
    let mut random = Random::new(3);
    for seed in 0..6 {
        let table = Recipe { seed, ..SMALL }.table();
        let (people, statements) = (order(150, &mut random), order(40, &mut random));
        let mixed = permuted(&table, &people, &statements, |vote| vote);
        let (before, after) = (draw(&table, 1), draw(&mixed, 1));
        let (p, q) = (points(&table, &before), points(&mixed, &after));
        // The sign rule looks at the largest loading, so it is the same in any order.
        for (new, &old) in people.iter().enumerate() {
            assert!((0..2).all(|axis| (q[new][axis] - p[old][axis]).abs() < 1e-9), "seed {seed}");
        }
        assert_eq!(before.map.grouping.k, after.map.grouping.k);
        assert_eq!(before.map.grouping.sizes, after.map.grouping.sizes);
        assert_eq!(before.map.grouping.why, after.map.grouping.why);
        let (a, b) = (labels(&table, &before), labels(&mixed, &after));
        assert!(people.iter().enumerate().all(|(new, &old)| b[new] == a[old]));
        for (new, &old) in statements.iter().enumerate() {
            let (x, y) = (&before.map.statements[old], &after.map.statements[new]);
            assert_eq!(
                (x.tally, x.consensus, x.split, x.unclear),
                (y.tally, y.consensus, y.split, y.unclear)
            );
            assert!((x.priority - y.priority).abs() < 1e-9 && (x.extremity - y.extremity).abs() < 1e-9);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_map() {
    let table = SMALL.table();
    let (a, b) = (draw(&table, 8), draw(&table, 8));
    assert_eq!(a.map, b.map);
    assert_eq!(points(&table, &a), points(&table, &b));
}

#[test]
fn flipping_all_votes_mirrors() {
    for seed in 0..6 {
        let table = Recipe { seed, ..SMALL }.table();
        let everything: (Vec<usize>, Vec<usize>) = ((0..150).collect(), (0..40).collect());
        let flipped = permuted(&table, &everything.0, &everything.1, Vote::flipped);
        let (before, after) = (draw(&table, 1), draw(&flipped, 1));
        for (p, q) in points(&table, &before).iter().zip(points(&flipped, &after)) {
            assert!((0..2).all(|axis| (p[axis] + q[axis]).abs() < 1e-9));
        }
        assert_eq!(labels(&table, &before), labels(&flipped, &after));
        for (x, y) in before.map.statements.iter().zip(&after.map.statements) {
            assert_eq!((x.tally.agree, x.tally.disagree), (y.tally.disagree, y.tally.agree));
        }
    }
}

#[test]
fn removing_a_voter_equals_never_having_added_them() {
    let table = SMALL.table();
    let mut live = LiveMap::new(table.clone(), 1);
    let gone: Vec<Person> = table.everybody().step_by(13).collect();
    gone.iter().for_each(|&person| live.withdraw(person));
    live.refine();
    let kept: Vec<usize> = (0..150).filter(|at| at % 13 != 0).collect();
    let never = permuted(&table, &kept, &(0..40).collect::<Vec<_>>(), |vote| vote);
    let fresh = Space::of(&never);
    let people: Vec<Person> = table.everybody().collect();
    let places = fresh.people(&never);
    for (place, &old) in places.iter().zip(&kept) {
        let mine = live.own_place(people[old]).expect("known").place;
        assert!((0..2).all(|axis| (place[axis] - mine[axis]).abs() < 1e-9));
    }
    assert_eq!(live.draw().map.basis.voters, kept.len());
}

#[test]
fn incremental_equals_rebuild_after_many_edits() {
    let recipe = Recipe { people: 120, statements: 50, mean_votes: 15.0, ..SMALL };
    let mut live = LiveMap::new(recipe.table(), 1);
    let people: Vec<Person> = live.table().everybody().collect();
    let mut random = Random::new(11);
    let mut worst_while_following = 0.0_f64;
    for edit in 0..100_000 {
        let vote = [Some(Vote::Agree), Some(Vote::Disagree), Some(Vote::Pass), None][random.below(4)];
        let (person, statement) = (people[random.below(people.len())], random.below(50));
        assert!(live.set_vote(person, statement, vote).is_some());
        if edit % 10_000 == 0 {
            worst_while_following = worst_while_following.max(distance(&live, &Space::of(live.table())));
        }
        if edit % 25_000 == 1 {
            live.set_standing(random.below(50), [Standing::Open, Standing::ModeratedOut][random.below(2)]);
        }
    }
    println!("largest difference of a loading while following: {worst_while_following:.2e}");
    live.refine();
    let fresh = Space::of(live.table());
    assert_eq!(live.space().means, fresh.means);
    assert!(distance(&live, &fresh) < 1e-9);
    let places = fresh.people(live.table());
    for (person, place) in people.iter().zip(places) {
        let mine = live.own_place(*person).expect("known").place;
        assert!((0..2).all(|axis| (mine[axis] - place[axis]).abs() < 1e-9));
    }
}

fn distance(live: &LiveMap, fresh: &Space) -> f64 {
    let axis = |axis: usize| {
        let pairs = live.space().axes[axis].iter().zip(&fresh.axes[axis]);
        pairs.map(|(a, b)| (a.abs() - b.abs()).abs()).fold(0.0, f64::max)
    };
    axis(0).max(axis(1))
}

#[test]
fn independent_votes_have_no_clear_groups() {
    let mut clear = 0;
    for seed in 0..100 {
        let recipe = Recipe { people: 120, statements: 40, blocs: 1, mean_votes: 22.0, strength: 0.5, seed };
        clear += u32::from(draw(&recipe.table(), seed).map.grouping.is_clear());
    }
    println!("independent votes: {clear} of 100 taken for groups");
    assert!(clear <= 5, "{clear} of 100");
}

#[test]
fn two_planted_blocs_are_found() {
    let mut found = 0;
    for seed in 0..100 {
        let recipe = Recipe { people: 100, statements: 40, blocs: 2, mean_votes: 22.0, strength: 0.75, seed };
        let table = recipe.table();
        let drawing = draw(&table, seed);
        let mine: Vec<u8> = labels(&table, &drawing);
        let truth: Vec<u8> = (0..100).map(|at| (at % 2) as u8).collect();
        let placed: Vec<usize> = (0..100).filter(|&at| mine[at] != 9).collect();
        let pick = |labels: &[u8]| placed.iter().map(|&at| labels[at]).collect::<Vec<u8>>();
        let right = drawing.map.grouping.k == 2 && adjusted_rand_index(&pick(&mine), &pick(&truth)) > 0.8;
        found += u32::from(right);
    }
    println!("two blocs: found in {found} of 100");
    assert!(found >= 95, "{found} of 100");
}

#[test]
fn nothing_small_is_shown() {
    for seed in 0..20 {
        let recipe = Recipe { people: 40 + 7 * seed as usize, mean_votes: 9.0, blocs: 3, seed, ..SMALL };
        let map = draw(&recipe.table(), 1).map;
        assert!(map.crowd.iter().all(|mark| mark.people >= SMALLEST_GROUP));
        assert!(
            !map.has_map() || map.crowd.iter().map(|mark| mark.people).sum::<usize>() == map.basis.on_the_map
        );
        let shown = map.statements.iter().flat_map(|statement| statement.by_group.iter().flatten());
        assert!(shown.into_iter().all(|shares| shares.agree.of >= SMALLEST_GROUP as u32));
        for statement in map.statements.iter().filter(|statement| !statement.by_group.is_empty()) {
            let hidden = statement.by_group.iter().filter(|group| group.is_none()).count();
            assert_ne!(hidden, 1, "one hidden group could be worked out from the others");
        }
    }
}

#[test]
fn hostile_and_tiny_conversations() {
    let vote_everything = |people: usize, statements: usize, vote: fn(usize, usize) -> Option<Vote>| {
        let mut table = VoteTable::new();
        (0..statements).for_each(|_| assert!(table.add_statement(Standing::Open).is_some()));
        for at in 0..people {
            let person = table.add_person();
            (0..statements).for_each(|j| assert_eq!(table.set_vote(person, j, vote(at, j)), None));
        }
        table
    };
    let cases: [(&str, VoteTable); 9] = [
        ("empty", VoteTable::new()),
        ("one person", vote_everything(1, 9, |_, j| Some([Vote::Agree, Vote::Disagree][j % 2]))),
        ("one statement", vote_everything(40, 1, |i, _| Some([Vote::Agree, Vote::Disagree][i % 2]))),
        ("all pass", vote_everything(40, 12, |_, _| Some(Vote::Pass))),
        ("all the same", vote_everything(40, 12, |_, _| Some(Vote::Agree))),
        ("no votes", vote_everything(40, 12, |_, _| None)),
        ("two answers", vote_everything(40, 12, |i, _| Some([Vote::Agree, Vote::Disagree][i % 2]))),
        ("one each", vote_everything(40, 40, |i, j| (i == j).then_some(Vote::Agree))),
        (
            "one dissenter",
            vote_everything(40, 12, |i, j| Some(if i + j == 0 { Vote::Disagree } else { Vote::Agree })),
        ),
    ];
    for (name, table) in cases {
        let drawing = draw(&table, 1);
        for person in table.everybody() {
            let place = drawing.positions.own(person).expect("known").place;
            assert!(place.iter().all(|value| value.is_finite()), "{name}");
        }
        for statement in &drawing.map.statements {
            assert!(statement.priority.is_finite() && statement.extremity.is_finite(), "{name}");
        }
        let polis = opinions::polis::PolisResult::of(&table, &drawing.space, &drawing.space.people(&table));
        assert!(polis.priorities.iter().all(|priority| priority.is_finite()), "{name}");
        LiveMap::new(table, 1).draw();
        match name {
            "two answers" => assert_eq!(drawing.map.grouping.k, 2),
            _ => assert!(!drawing.map.grouping.is_clear(), "{name}"),
        }
    }
}

#[test]
fn few_people_get_no_map() {
    let table = Recipe { people: ENOUGH_PEOPLE - 1, ..SMALL }.table();
    let map = draw(&table, 1).map;
    assert_eq!(map.grouping.why, Why::TooFewPeople);
    assert!(!map.has_map() && map.crowd.is_empty());
    assert!(map.statements.iter().any(|statement| statement.tally.votes() > 0), "shares are still given");
}
