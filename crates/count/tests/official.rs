//! Real cities: official winners, verification, explanations, plans.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

mod common;

use count::pabulib::{Document, Limits};
use count::plan::{Plan, count_plan};
use count::{Election, ResultFile, Rule, Settings, TieChain};

const WIELICZKA: &str = "Poland_Wieliczka_2023_Green_Budget.pb";
const ASSEN: &str = "Netherlands_Assen_2024.pb";

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

/// Winners the file marks with one of the codes.
fn marked(election: &Election, codes: &[u8]) -> Vec<String> {
    sorted(election.ids(&election.marked(codes)))
}

#[test]
fn cities_with_equal_shares_are_reproduced() {
    for (file, winners) in [(WIELICZKA, 30), (ASSEN, 9)] {
        let Some(election) = common::read(file) else { return };
        let official = count::official(&election);
        assert!(official.rule_is_known);
        assert_eq!(official.count.selected.len(), winners);
        assert_eq!(sorted(election.ids(&official.count.selected)), marked(&election, &[1]), "{file}");
    }
}

#[test]
fn every_rule_said_to_reproduce_a_city_does() {
    let Some(expected) = common::expected() else { return };
    let mut lists = 0;
    for (file, outcomes) in &expected {
        let Some(rules) = outcomes["_info"]["official_reproduced_by"].as_array() else { continue };
        let election = common::read(file).unwrap();
        for rule in rules {
            let (name, codes): (&str, &[u8]) = match rule.as_str().unwrap() {
                "greedy" => ("greedy_votes", &[1]),
                "greedy-threshold" => ("greedy_threshold", &[1]),
                "greedy-no-skip" => ("greedy_no_skip", &[1]),
                "mes_cost_add1_city" => ("mes_cost_add1_city", &[1]),
                other if other.starts_with("greedy-no-skip + first misfit") => ("greedy_poznan_80", &[1, 2]),
                other => panic!("unknown rule {other}"),
            };
            let mut rule = Rule::named(name, &election).unwrap();
            if let Rule::Greedy(greedy) = &mut rule {
                greedy.needs_support = true;
                greedy.stated_points = official_points(&election);
            }
            let ties = rule.reference_ties();
            let count = count::count(&election, &Settings { rule, ties });
            let mut found = election.ids(&count.selected);
            if codes.contains(&2) {
                found.extend(election.ids(&count.topped_up));
            }
            assert_eq!(sorted(found), marked(&election, codes), "{file} {name}");
            lists += 1;
        }
    }
    assert!(lists >= 36, "{lists}");
}

fn official_points(election: &Election) -> Option<Vec<u64>> {
    match count::official(election).settings.rule {
        Rule::Greedy(greedy) => greedy.stated_points,
        _ => None,
    }
}

#[test]
fn conflicts_stated_in_a_file_are_followed() {
    let Some(election) = common::read("Poland_Warszawa_2022_Bemowo.pb") else { return };
    let official = count::official(&election);
    assert_eq!(sorted(election.ids(&official.count.selected)), marked(&election, &[1]));
}

#[test]
fn withdrawn_projects_take_no_part() {
    let Some(election) = common::read("Poland_Krakow_2023_Nowa_Huta.pb") else { return };
    let withdrawn: Vec<usize> =
        (0..election.projects.len()).filter(|&p| election.projects[p].withdrawn).collect();
    assert_eq!(election.ids(&withdrawn), ["BO.D18.9/23"]);
    assert!(!count::official(&election).count.selected.contains(&withdrawn[0]));
}

#[test]
fn every_real_file_goes_through_the_writer_unchanged() {
    let Some(folder) = common::data() else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "pb") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let document = Document::read(text.as_bytes(), &Limits::default()).unwrap();
        let written = document.write();
        assert_eq!(
            Document::read(written.as_bytes(), &Limits::default()).unwrap(),
            document,
            "{}",
            path.display()
        );
        // Normalised: LF, no empty lines, quotes only where needed. Most files differ in nothing else.
        let plain: Vec<&str> =
            text.lines().map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty()).collect();
        if !text.contains('"') {
            assert_eq!(written.lines().collect::<Vec<_>>(), plain, "{}", path.display());
        }
    }
}

/// A result by Equal Shares as cities count it, and what it was counted from.
fn city_result(file: &str, seed: &str) -> Option<(Election, Rule, ResultFile)> {
    let election = common::read(file)?;
    let rule = Rule::named("mes_cost_add1_city", &election).unwrap();
    let ties = TieChain::lots(seed);
    let count = count::count(&election, &Settings { rule: rule.clone(), ties: ties.clone() });
    let explanations = count::explain(&election, &rule, &ties.order(&election), &count);
    let named = ("mes_cost_add1_city", &rule);
    let result = count::result_file(&election, named, &ties, &count, &explanations, "input");
    Some((election, rule, result))
}

#[test]
fn a_true_result_is_accepted_and_every_forgery_rejected() {
    let Some((election, rule, result)) = city_result(WIELICZKA, "seed") else { return };
    assert_eq!((result.second_count.as_str(), result.endowment.as_deref()), ("same", Some("315")));
    assert!(count::verify(&result, &election, &rule, "input").accepted());
    // Assen is small, so that repeating all 845 shares for every forgery takes no time.
    let Some((election, rule, result)) = city_result(ASSEN, "seed") else { return };
    let accepted =
        |result: &ResultFile, election: &Election| count::verify(result, election, &rule, "input").accepted();
    assert!(accepted(&result, &election));
    let forged = |change: &dyn Fn(&mut ResultFile), seal: bool| {
        let mut forged = result.clone();
        change(&mut forged);
        if seal {
            forged.log_sha256 = forged.digest();
        }
        assert!(!accepted(&forged, &election));
    };
    let loser = result.projects.iter().find(|project| !project.selected).unwrap().id.clone();
    for seal in [false, true] {
        // A swapped winner, in the list and in the log.
        forged(&|file| file.selected[3].clone_from(&loser), seal);
        forged(
            &|file| {
                let place = file.log.iter().position(|line| line.event == "funded").unwrap();
                file.log[place].project = Some(loser.clone());
                file.selected[0].clone_from(&loser);
            },
            seal,
        );
        // A dropped payment, and one made smaller.
        forged(
            &|file| {
                let place = file.log.iter().rposition(|line| line.event == "funded").unwrap();
                file.log.remove(place);
                file.selected.pop();
            },
            seal,
        );
        forged(
            &|file| file.log.iter_mut().find(|line| line.event == "funded").unwrap().price = Some("1".into()),
            seal,
        );
        forged(
            &|file| {
                file.log.iter_mut().find(|line| line.event == "shares").unwrap().shares = vec!["400".into()]
            },
            seal,
        );
    }
    // Another seed.
    forged(&|file| file.seed = "another".into(), false);
    // A changed ballot: one voter of the most frequent ballot names another project.
    let mut changed = election.clone();
    let ballot = changed.ballots.iter_mut().max_by_key(|ballot| ballot.count).unwrap();
    let other = (0..election.projects.len() as u32)
        .find(|project| ballot.choices.iter().all(|choice| choice.0 != *project))
        .unwrap();
    ballot.choices[0].0 = other;
    assert!(!accepted(&result, &changed));
    assert!(!count::verify(&result, &election, &rule, "another file").accepted());
}

#[test]
fn results_survive_being_written_and_read() {
    let Some((_, _, result)) = city_result(ASSEN, "seed") else { return };
    let text = serde_json::to_string(&result).unwrap();
    assert_eq!(serde_json::from_str::<ResultFile>(&text).unwrap(), result);
}

#[test]
fn money_of_losers_supporters_is_followed() {
    let Some(election) = common::read(WIELICZKA) else { return };
    let official = count::official(&election);
    let order = official.settings.ties.order(&election);
    let explained = count::explain(&election, &official.settings.rule, &order, &official.count);
    let losers: Vec<_> = explained.iter().filter(|e| !official.count.selected.contains(&e.project)).collect();
    assert_eq!(losers.len(), 34);
    for loser in losers {
        // Shares of all supporters = money spent on winners + money left.
        let spent: f64 = loser.spending.iter().map(|entry| entry.money.to_f64()).sum();
        let left = loser.supporters_left.as_ref().unwrap().to_f64();
        let shares = 315.0 * loser.support.votes as f64;
        assert!((spent + left - shares).abs() < 1e-6, "{spent} + {left} != {shares}");
        assert!(left < election.projects[loser.project].cost as f64);
    }
}

#[test]
fn an_edition_passes_leftovers_on() {
    let Some(district) = common::read("Poland_Lodz_2022_Im._Jozefa_Montwilla-Mireckiego.pb") else { return };
    let city = common::read("Poland_Lodz_2022.pb").unwrap();
    let plan = Plan::parse(
        "[edition]\nname = \"Łódź 2022\"\nseed = \"s\"\n\
         [[pool]]\nname = \"district\"\nfile = \"a.pb\"\nrule = \"greedy_threshold\"\nthreshold = 50\nleftover = \"pool:city\"\n\
         cite = { threshold = \"§ 1\" }\n\
         [[pool]]\nname = \"city\"\nfile = \"b.pb\"\nrule = \"greedy_threshold\"\n",
    )
    .unwrap();
    let budgets = (district.budget, city.budget);
    let results = count_plan(&plan, vec![district, city]).unwrap();
    let moved = budgets.0 - results[0].count.total_cost;
    assert_eq!(results[0].passed_on, Some(("city".to_owned(), moved)));
    assert_eq!(results[1].election.budget, budgets.1 + moved);
    assert_eq!(results[1].received, [("district".to_owned(), moved)]);
}

#[test]
fn shares_can_differ_between_groups_of_voters() {
    let file = "META\nkey;value\nbudget;100\nvote_type;approval\n\
        PROJECTS\nproject_id;cost\nA;60\nB;40\nVOTES\nvoter_id;vote;district\n1;A;N\n2;B;S\n3;B;S\n4;B;S\n";
    let election = count::pabulib::read(file.as_bytes()).unwrap().election;
    let plan = |north: i64| {
        let text = format!(
            "[edition]\nname = \"x\"\n[[pool]]\nname = \"a\"\nfile = \"a\"\nrule = \"mes_cost\"\n\
             shares = {{ attribute = \"district\", budgets = {{ N = {north}, S = {} }} }}\n",
            100 - north
        );
        count_plan(&Plan::parse(&text).unwrap(), vec![election.clone()]).unwrap().remove(0).count
    };
    // With equal shares (25 each) nobody can pay for A alone; with 60 for the north they can.
    assert_eq!(plan(25).selected, [1]);
    assert_eq!(plan(60).selected, [1, 0]);
}

#[test]
fn plans_with_mistakes_say_what_is_wrong() {
    let mistake = |text: &str| Plan::parse(text).unwrap_err();
    assert_eq!(mistake("[edition]\nname = \"x\"\nsead = 1\n").line, Some(3));
    let pool = "[edition]\nname = \"x\"\n[[pool]]\nname = \"a\"\nfile = \"a\"\nrule = \"greedy_votes\"\n";
    assert!(mistake(&format!("{pool}leftover = \"pool:b\"\n")).message.contains("pool:b"));
    assert!(mistake(&format!("{pool}leftover = \"next\"\n")).message.contains("later"));
    assert_eq!(mistake(&format!("{pool}leftover = \"next\"\n")).line, Some(3));
    assert!(
        mistake(&format!("{pool}[[pool]]\nname = \"a\"\nfile = \"b\"\nrule = \"x\"\n"))
            .message
            .contains("two pools")
    );
}
