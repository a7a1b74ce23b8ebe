//! Plain lists, chains, repair, shifts and pairs.

use exchange::assignment::simplex::{Arc, cheapest_flow};
use exchange::market::Market;
use exchange::pairs::{Person, are_valid, blocking_pairs, match_pairs};
use exchange::repair::repair;
use exchange::result::{Form, RunOptions, read, run};
use exchange::shifts::{Minors, Plan, Rules, Slot, Span, Volunteer, plan, replan, why_not};
use exchange::verify::verify;
use proptest::prelude::*;

const PLAIN: &str = r#"{ "people": [
 { "name": "Ala", "things": [ { "name": "bike", "category": "bikes", "value": 200, "wishes": [ { "category": "lamps", "from": 50, "to": 90 } ] } ] },
 { "name": "Bolek", "things": [ { "name": "lamp", "category": "lamps", "value": 60, "wishes": [ "bike" ] }, { "name": "torch", "category": "lamps", "value": 10, "wishes": [ "bike" ] } ] },
 { "name": "Cela", "things": [ { "name": "rug", "gift": true } ] },
 { "name": "Darek", "things": [ { "name": "cup", "wishes": [ "rug" ] } ] },
 { "name": "Ewa", "things": [ { "name": "pot", "wishes": [ "cup" ] } ] } ] }"#;

#[test]
fn wishes_by_category_keep_to_their_band() {
    let (_, result) =
        run(PLAIN.as_bytes(), Form::Json, RunOptions::default(), 0, &mut |_| {}).expect("valid");
    assert_eq!(result.trades, 2);
    assert!(result.receives.iter().any(|receipt| receipt.item == "bike" && receipt.gets == "lamp"));
}

#[test]
fn a_gift_starts_a_chain() {
    let options = RunOptions { max_ring: Some(3), fail: 0.0 };
    let (_, result) = run(PLAIN.as_bytes(), Form::Json, options, 0, &mut |_| {}).expect("valid");
    let gets = |item: &str| {
        result.receives.iter().find(|receipt| receipt.item == item).map(|receipt| receipt.gets.as_str())
    };
    assert_eq!((gets("cup"), gets("pot")), (Some("rug"), Some("cup")));
    assert_eq!(result.trades, 4);
    assert!(
        verify(&result, PLAIN.as_bytes(), Form::Json).is_ok(),
        "{:?}",
        verify(&result, PLAIN.as_bytes(), Form::Json)
    );
}

#[test]
fn csv_and_json_say_the_same() {
    let csv = "owner,thing,category,value,gift,wishes\nAla,bike,bikes,200,,category:lamps 50-90\nBolek,lamp,lamps,60,,bike\n\
               Bolek,torch,lamps,10,,bike\nCela,rug,,,yes,\nDarek,cup,,,,rug\nEwa,pot,,,,cup\n";
    let (json, csv) =
        (read(PLAIN.as_bytes(), Form::Json).expect("JSON"), read(csv.as_bytes(), Form::Csv).expect("CSV"));
    assert_eq!(json.want_count(), csv.want_count());
    let names =
        |market: &Market| market.items().iter().map(|item| (item.key.clone(), item.kind)).collect::<Vec<_>>();
    assert_eq!(names(&json), names(&csv));
    let error = read(b"owner,thing,value\nAla,bike,much\n", Form::Csv).expect_err("not a number");
    assert_eq!(error.line(), 2);
}

#[test]
fn after_a_drop_out_what_happened_stays_and_nobody_who_gave_goes_empty() {
    // Ring A→B→C→A (A takes B …); E could stand in for C.
    let lists = b"(A) A1 : B1\n(B) B1 : C1 E1\n(C) C1 : A1\n(E) E1 : A1\n";
    let market = read(lists, Form::WantLists).expect("valid");
    let at = |name: &str| market.items().iter().position(|item| item.name == name).expect("there");
    let mut before: Vec<u32> = (0..4).collect();
    for (item, to) in [("A1", "B1"), ("B1", "C1"), ("C1", "A1")] {
        before[at(item)] = at(to) as u32;
    }
    // A has received B's thing, then C drops out: B must get E's thing, E gets A's.
    let after = repair(&market, &before, &[at("A1")], &[at("C1")]).expect("consistent");
    assert_eq!(after.takes[at("A1")] as usize, at("B1"));
    assert_eq!(after.takes[at("B1")] as usize, at("E1"));
    assert_eq!(after.takes[at("E1")] as usize, at("A1"));
    assert!(after.owed.is_empty() && after.lost.is_empty());
    assert_eq!(after.changed, vec![at("B1")]);
    // Without E, B is owed and that is said.
    let lists = b"(A) A1 : B1\n(B) B1 : C1\n(C) C1 : A1\n";
    let market = read(lists, Form::WantLists).expect("valid");
    let after = repair(&market, &[1, 2, 0], &[0], &[2]).expect("consistent");
    assert_eq!(after.owed, vec![1]);
    assert!(repair(&market, &[1, 2, 0], &[0], &[1]).is_err(), "what was given cannot be withdrawn");
}

fn hours(day: i64, from: i64, to: i64) -> Span {
    Span { start: day * 1440 + from * 60, end: day * 1440 + to * 60 }
}

fn volunteer(name: &str) -> Volunteer {
    Volunteer {
        name: name.to_owned(),
        available: vec![Span { start: 0, end: 30 * 1440 }],
        most_shifts_per_week: 7,
        ..Volunteer::default()
    }
}

#[test]
fn shifts_are_spread_evenly_and_kept_for_newcomers() {
    let mut people: Vec<Volunteer> = ["Ala", "Bolek", "Cela"].map(volunteer).to_vec();
    people[0].shifts_before = 10;
    people[1].shifts_before = 10;
    let slots: Vec<Slot> = (1..7).map(|day| Slot { span: hours(day, 10, 12), ..Slot::default() }).collect();
    let found = plan(&people, &slots, Rules::default()).expect("possible");
    assert!(found.missing.is_empty());
    let of = |who| found.shifts.iter().filter(|&&(person, _)| person == who).count();
    assert_eq!([of(0), of(1), of(2)], [2, 2, 2]);
    let reserved = [Slot { span: hours(1, 10, 12), most: 2, least: 2, for_newcomers: 1, ..Slot::default() }];
    let found = plan(&people[..2], &reserved, Rules::default()).expect("possible");
    assert_eq!(
        (found.shifts.len(), found.missing),
        (1, vec![(0, 1)]),
        "the other place waits for a newcomer"
    );
}

#[test]
fn a_cancellation_moves_nobody_else_where_somebody_is_free() {
    let people: Vec<Volunteer> = ["Ala", "Bolek", "Cela", "Darek"].map(volunteer).to_vec();
    let slots: Vec<Slot> = (1..4).map(|day| Slot { span: hours(day, 10, 12), ..Slot::default() }).collect();
    let before = plan(&people, &slots, Rules::default()).expect("possible");
    let cancelled = before.shifts[0];
    let after = replan(&people, &slots, Rules::default(), &before, &[cancelled]).expect("possible");
    assert!(after.missing.is_empty() && !after.shifts.contains(&cancelled));
    let kept = before.shifts.iter().filter(|shift| after.shifts.contains(shift)).count();
    assert_eq!(kept, before.shifts.len() - 1);
}

/// Is shown (volunteer, slot) pairs.
type See<'a> = dyn FnMut(&[(usize, usize)]) + 'a;

/// Shows every plan that keeps all rules, for slots with one place each.
fn all_plans(people: &[Volunteer], slots: &[Slot], plan: &mut Vec<(usize, usize)>, see: &mut See<'_>) {
    fn go(
        people: &[Volunteer],
        slots: &[Slot],
        at: usize,
        plan: &mut Vec<(usize, usize)>,
        see: &mut See<'_>,
    ) {
        let Some(slot) = slots.get(at) else { return see(plan) };
        go(people, slots, at + 1, plan, see);
        for (who, person) in people.iter().enumerate() {
            let own = || plan.iter().filter(|shift| shift.0 == who).map(|shift| slots[shift.1].span);
            let week = own().filter(|span| span.week() == slot.span.week()).count();
            let free = own().all(|span| span.day() != slot.span.day());
            if free && week < person.most_shifts_per_week as usize && why_not(person, slot).is_empty() {
                plan.push((who, at));
                go(people, slots, at + 1, plan, see);
                plan.pop();
            }
        }
    }
    go(people, slots, 0, plan, see);
}

/// How unevenly shifts are spread: a person's second costs 1, the third 3 more, the fourth 6 more.
fn unevenness(plan: &[(usize, usize)]) -> usize {
    (0..8)
        .map(|who| plan.iter().filter(|shift| shift.0 == who).count())
        .map(|n| (n + 1) * n * n.saturating_sub(1) / 6)
        .sum()
}

fn people_and_slots() -> impl Strategy<Value = (Vec<Volunteer>, Vec<Slot>)> {
    let person = (0_i64..4, 1_i64..5, any::<bool>(), any::<bool>(), 0_u32..3, any::<bool>());
    let slot = (0_i64..4, any::<bool>(), any::<bool>(), any::<bool>());
    (proptest::collection::vec(person, 1..5), proptest::collection::vec(slot, 1..6)).prop_map(
        |(people, slots)| {
            let named = |flag: bool, name: &str| {
                if flag { [name.to_owned()].into() } else { std::collections::BTreeSet::new() }
            };
            let people =
                people.into_iter().enumerate().map(|(at, (from, days, skilled, minor, cap, blocks))| {
                    Volunteer {
                        name: format!("P{at}"),
                        available: vec![Span { start: from * 1440, end: (from + days) * 1440 }],
                        skills: named(skilled, "first aid"),
                        minor,
                        most_shifts_per_week: cap,
                        blocks: named(blocks, "Lead"),
                        ..Volunteer::default()
                    }
                });
            let slots = slots.into_iter().enumerate().map(|(at, (day, skill, adults, lead))| Slot {
                name: format!("S{at}"),
                span: hours(day, 10, 12),
                skills: named(skill, "first aid"),
                minors: if adults { Minors::No } else { Minors::Yes },
                present: named(lead, "Lead"),
                ..Slot::default()
            });
            (people.collect(), slots.collect())
        },
    )
}

fn rankings() -> impl Strategy<Value = (Vec<Person>, Vec<Person>)> {
    let person = (proptest::collection::vec(proptest::collection::vec(0_usize..5, 0..3), 0..4), 0_usize..3);
    let side = |prefix: &'static str| {
        proptest::collection::vec(person.clone(), 0..5).prop_map(move |people| {
            let named = people.into_iter().enumerate();
            named
                .map(|(at, (ranking, places))| Person { name: format!("{prefix}{at}"), ranking, places })
                .collect()
        })
    };
    (side("a"), side("b"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn plans_break_no_filter_fill_the_most_and_spread_evenly((people, slots) in people_and_slots()) {
        let found = plan(&people, &slots, Rules::default()).expect("possible");
        for &(who, slot) in &found.shifts {
            prop_assert!(why_not(&people[who], &slots[slot]).is_empty());
        }
        for (who, person) in people.iter().enumerate() {
            let days: Vec<i64> = found.shifts.iter().filter(|shift| shift.0 == who).map(|shift| slots[shift.1].span.day()).collect();
            let mut distinct = days.clone();
            distinct.dedup();
            prop_assert_eq!(days.len(), distinct.len());
            prop_assert!(days.len() <= person.most_shifts_per_week as usize);
        }
        let mut best = (0, std::cmp::Reverse(usize::MAX));
        all_plans(&people, &slots, &mut Vec::new(), &mut |plan| {
            best = best.max((plan.len(), std::cmp::Reverse(unevenness(plan))));
        });
        prop_assert_eq!((found.shifts.len(), std::cmp::Reverse(unevenness(&found.shifts))), best);
        prop_assert_eq!(plan(&people, &slots, Rules::default()).expect("possible"), found);
    }

    #[test]
    fn cancelling_moves_as_few_others_as_possible((people, slots) in people_and_slots(), which in any::<prop::sample::Index>()) {
        let before = plan(&people, &slots, Rules::default()).expect("possible");
        if before.shifts.is_empty() { return Ok(()); }
        let gone = before.shifts[which.index(before.shifts.len())];
        let after: Plan = replan(&people, &slots, Rules::default(), &before, &[gone]).expect("possible");
        prop_assert!(!after.shifts.contains(&gone));
        for &(who, slot) in &after.shifts {
            prop_assert!(why_not(&people[who], &slots[slot]).is_empty());
        }
        let kept = |plan: &[(usize, usize)]| plan.iter().filter(|shift| before.shifts.contains(shift)).count();
        let mut best = (0, 0);
        all_plans(&people, &slots, &mut Vec::new(), &mut |plan| {
            if !plan.contains(&gone) {
                best = best.max((plan.len(), kept(plan)));
            }
        });
        prop_assert_eq!((after.shifts.len(), kept(&after.shifts)), best);
    }

    #[test]
    fn pairs_are_stable_and_valid((asking, answering) in rankings(), seed in any::<u64>()) {
        let pairs = match_pairs(&asking, &answering, seed);
        prop_assert!(are_valid(&asking, &answering, &pairs));
        prop_assert_eq!(blocking_pairs(&asking, &answering, &pairs), vec![]);
        prop_assert_eq!(match_pairs(&asking, &answering, seed), pairs);
    }

    #[test]
    fn flows_are_proved_cheapest_by_their_potentials(
        arcs in proptest::collection::vec((0_u32..6, 0_u32..6, 0_i64..3, 0_i64..4, -9_i64..10), 0..20), sent in 0_i64..4,
    ) {
        let arcs: Vec<Arc> = arcs.into_iter().map(|(from, to, lower, more, cost)| Arc { from, to, lower, upper: lower + more, cost }).collect();
        let mut supply = [0; 6];
        (supply[0], supply[5]) = (sent, -sent);
        if let Some(found) = cheapest_flow(&supply, &arcs) {
            let mut balance = supply;
            for (arc, &flow) in arcs.iter().zip(&found.flow) {
                prop_assert!(arc.lower <= flow && flow <= arc.upper);
                balance[arc.from as usize] -= flow;
                balance[arc.to as usize] += flow;
                let left = arc.cost + found.potential[arc.from as usize] - found.potential[arc.to as usize];
                prop_assert!(flow == arc.upper || left >= 0, "could grow and would gain");
                prop_assert!(flow == arc.lower || left <= 0, "could shrink and would gain");
            }
            prop_assert!(balance.iter().all(|&left| left == 0));
        }
    }
}

#[test]
fn a_blocking_pair_is_found() {
    let person = |name: &str, ranking: &[usize]| Person {
        name: name.to_owned(),
        ranking: ranking.iter().map(|&at| vec![at]).collect(),
        places: 1,
    };
    let asking = [person("a", &[0, 1]), person("b", &[0, 1])];
    let answering = [person("x", &[0, 1]), person("y", &[0, 1])];
    assert_eq!(blocking_pairs(&asking, &answering, &[(0, 1), (1, 0)]), vec![(0, 0)]);
    assert_eq!(match_pairs(&asking, &answering, 0), vec![(0, 0), (1, 1)]);
}

#[test]
fn at_the_doorstep_only_the_ring_of_a_drop_out_is_made_anew_and_stays_short() {
    use exchange::repair::repair_result;
    // A ring of three, a swap that nobody leaves, and E, who could stand in for C.
    let lists = b"(A) A1 : B1\n(B) B1 : C1 E1\n(C) C1 : A1\n(E) E1 : A1\n(F) F1 : G1\n(G) G1 : F1\n";
    let options = RunOptions { max_ring: Some(3), fail: 0.0 };
    let (market, result) = run(lists, Form::WantLists, options, 0, &mut |_| {}).expect("valid");
    let at = |name: &str| market.items().iter().position(|item| item.name == name).expect("there");
    let gone = if result.receives.iter().any(|receipt| receipt.item == "C1") { "C1" } else { "E1" };
    let other = if gone == "C1" { "E1" } else { "C1" };
    let after = repair_result(&market, &result, &[at("A1")], &[at(gone)]).expect("consistent");
    assert_eq!(after.gets[at("A1")], Some(at("B1")), "what happened stays");
    assert_eq!(after.gets[at("B1")], Some(at(other)), "whoever gave gets something");
    assert_eq!(after.gets[at(other)], Some(at("A1")));
    assert_eq!((after.gets[at("F1")], after.gets[at("G1")]), (Some(at("G1")), Some(at("F1"))));
    assert_eq!(after.changed, vec![at("B1")]);
    assert!(after.owed.is_empty() && after.lost.is_empty());
    assert!(repair_result(&market, &result, &[at("A1")], &[at("B1")]).is_err(), "already given");
    // Nobody can stand in for both: B gave and is owed.
    let lists = b"(A) A1 : B1\n(B) B1 : C1\n(C) C1 : A1\n";
    let (market, result) = run(lists, Form::WantLists, options, 0, &mut |_| {}).expect("valid");
    let after = repair_result(&market, &result, &[0], &[2]).expect("consistent");
    assert_eq!((after.owed, after.lost), (vec![1], vec![1]));
}

#[test]
fn a_chain_goes_on_from_what_was_handed_over() {
    use exchange::repair::repair_result;
    let options = RunOptions { max_ring: Some(3), fail: 0.0 };
    let lists = PLAIN.replace(
        r#"{ "name": "Ewa", "things": [ { "name": "pot", "wishes": [ "cup" ] } ] } ]"#,
        r#"{ "name": "Ewa", "things": [ { "name": "pot", "wishes": [ "cup" ] } ] },
           { "name": "Filip", "things": [ { "name": "vase", "wishes": [ "cup" ] } ] } ]"#,
    );
    let (market, result) = run(lists.as_bytes(), Form::Json, options, 0, &mut |_| {}).expect("valid");
    let at = |name: &str| market.items().iter().position(|item| item.name == name).expect("there");
    let gets = |item: &str| result.receives.iter().any(|receipt| receipt.item == item);
    let (gone, other) = if gets("pot") { ("pot", "vase") } else { ("vase", "pot") };
    // Darek has the gift already; whoever was to have his cup drops out, the other one steps in.
    let after = repair_result(&market, &result, &[at("cup")], &[at(gone)]).expect("consistent");
    assert_eq!(after.gets[at("cup")], Some(at("rug")));
    assert_eq!(after.gets[at(other)], Some(at("cup")));
    assert_eq!(after.gets[at("bike")], Some(at("lamp")), "the swap is not touched");
}
