//! `mikropolis count` and `mikropolis pb`.

use super::{folder, mikropolis, read, stands_alone, write};
use serde_json::Value;
use std::path::PathBuf;

/// Four projects, nine voters; B and C cost the same, so that equal support leads to a tie.
const FILE: &str = "META\nkey;value\ndescription;Próba\ncountry;Poland\nunit;Mikropolis\ninstance;2027\n\
    num_projects;4\nnum_votes;9\nbudget;1000\nvote_type;approval\nrule;greedy\ndate_begin;2027\ndate_end;2027\n\
    currency;PLN\nPROJECTS\nproject_id;cost;votes;name;selected\nA;600;5;Ławki;1\nB;300;4;Drzewa;1\n\
    C;300;4;Boisko;0\nD;100;2;Zegar;1\nVOTES\nvoter_id;vote;sex;age\n1;A,B;F;30\n2;A,B;M;31\n3;A;F;32\n\
    4;A,D;M;33\n5;A;F;60\n6;B,C;M;61\n7;B,C;F;62\n8;C,D;M;63\n9;C;F;64\n";

fn town(name: &str) -> PathBuf {
    let folder = folder(name);
    write(&folder, "votes.pb", FILE);
    folder
}

#[test]
fn the_result_has_the_stated_shape() {
    let folder = town("shape");
    let result = mikropolis(&folder, &["count", "votes.pb", "--rule", "mes_cost", "--seed", "s", "--json"]);
    let result = result.json();
    assert_eq!(result["rule"], "mes_cost");
    assert_eq!(result["seed"], "s");
    assert_eq!(result["input_sha256"].as_str().map(str::len), Some(64));
    assert_eq!(result["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(result["second_count"], "same");
    let selected: Vec<&str> =
        result["selected"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(!selected.is_empty());
    let projects = result["projects"].as_array().expect("a list");
    assert_eq!(projects.len(), 4);
    for project in projects {
        let id = project["id"].as_str().expect("an id");
        assert_eq!(project["selected"], selected.contains(&id));
        assert!(project["why"]["outcome"].is_string(), "{project}");
    }
    assert!(result["ties"].is_array() && result["total_cost"].is_string());
    assert_eq!(result["endowment"], "1000/9");
}

#[test]
fn every_rule_of_the_reference_set_is_known() {
    let folder = town("rules");
    for rule in [
        "greedy_votes",
        "greedy_votes_per_cost",
        "mes_cost",
        "mes_cardinality",
        "mes_cost_add1u",
        "mes_cost_add1_city",
        "phragmen",
        "maximin_support",
    ] {
        let arguments = ["count", "votes.pb", "--rule", rule, "--ties", "reference", "--json"];
        assert_eq!(mikropolis(&folder, &arguments).json()["rule"], rule);
    }
    let unknown = mikropolis(&folder, &["count", "votes.pb", "--rule", "best"]);
    assert_eq!(unknown.code(), Some(2));
    assert!(unknown.complained().contains("mes_cost_add1_city"), "{}", unknown.complained());
    let completed = ["count", "votes.pb", "--rule", "mes_cost", "--completion", "utilitarian", "--json"];
    assert_eq!(mikropolis(&folder, &completed).json()["rule"], "mes_cost+utilitarian");
}

#[test]
fn a_result_is_verified_and_every_forgery_rejected() {
    let folder = town("verify");
    let arguments = ["count", "votes.pb", "--rule", "mes_cost_add1_city", "--seed", "published", "--json"];
    let result = mikropolis(&folder, &arguments).json();
    let verdict = |name: &str, result: &Value, file: &str| {
        write(&folder, name, &result.to_string());
        mikropolis(&folder, &["count", "verify", name, file, "--seed", "published", "--locale", "en"])
    };
    let accepted = verdict("result.json", &result, "votes.pb");
    assert_eq!(accepted.code(), Some(0), "{}", accepted.said());
    assert!(accepted.said().ends_with("accepted\n"));

    write(&folder, "changed.pb", &FILE.replace("\n9;C;", "\n9;A;"));
    let changed = verdict("result.json", &result, "changed.pb");
    assert_eq!(changed.code(), Some(1), "changed ballot: {}", changed.said());

    let mut swapped = result.clone();
    swapped["selected"][0] = "D".into();
    assert_eq!(verdict("swapped.json", &swapped, "votes.pb").code(), Some(1), "swapped winner");

    let mut dropped = result.clone();
    let log = dropped["log"].as_array_mut().expect("a log");
    let payment = log.iter().position(|line| line["event"] == "funded").expect("a winner");
    log.remove(payment);
    assert_eq!(verdict("dropped.json", &dropped, "votes.pb").code(), Some(1), "dropped payment");

    let mut reseeded = result;
    reseeded["seed"] = "another".into();
    assert_eq!(verdict("reseeded.json", &reseeded, "votes.pb").code(), Some(1), "another seed");
}

#[test]
fn pages_marked_files_and_receipts_are_written() {
    let folder = town("outputs");
    for locale in ["pl", "en", "uk"] {
        let arguments =
            ["count", "votes.pb", "--rule", "mes_cost", "--html", "page.html", "--locale", locale];
        assert_eq!(mikropolis(&folder, &arguments).code(), Some(0));
        let page = read(&folder, "page.html");
        stands_alone(&page);
        assert!(page.contains("Ławki") && page.contains(&format!("lang=\"{locale}\"")));
    }
    let counted = mikropolis(&folder, &["count", "votes.pb", "--pb", "out.pb"]);
    assert_eq!(counted.code(), Some(0), "{}", counted.complained());
    let checked = mikropolis(&folder, &["pb", "check", "out.pb", "--locale", "en"]);
    assert_eq!(checked.code(), Some(0), "{}{}", checked.said(), checked.complained());
    let receipt = mikropolis(&folder, &["count", "votes.pb", "--rule", "mes_cost", "--voter", "6"]);
    assert_eq!(receipt.code(), Some(0));
    assert!(receipt.said().lines().count() >= 3, "{}", receipt.said());
    let nobody = mikropolis(&folder, &["count", "votes.pb", "--rule", "mes_cost", "--voter", "77"]);
    assert_eq!(nobody.code(), Some(2));
}

#[test]
fn all_rules_stand_side_by_side() {
    let folder = town("all");
    let all = mikropolis(&folder, &["count", "votes.pb", "--all-rules", "--json"]).json();
    let rules = all.as_object().expect("an object");
    assert!(rules.len() >= 20, "{}", rules.len());
    for (rule, found) in rules {
        assert!(found["selected"].is_array(), "{rule}");
        let groups = found["figures"]["groups"].as_array().expect("groups of voters");
        // Nine voters: nothing may be said about any group.
        assert!(groups.iter().all(|group| group["voters"].is_null()), "{rule}");
    }
    let arguments = ["count", "votes.pb", "--all-rules", "--html", "all.html", "--locale", "uk"];
    assert_eq!(mikropolis(&folder, &arguments).code(), Some(0));
    stands_alone(&read(&folder, "all.html"));
}

#[test]
fn what_is_wrong_with_a_file_is_said_in_each_language() {
    let folder = town("wrong");
    write(&folder, "unknown.pb", &FILE.replace("\n9;C;", "\n9;X;"));
    for (locale, words) in [("pl", "wiersz 31"), ("en", "line 31"), ("uk", "рядок 31")] {
        for arguments in [
            ["count", "unknown.pb", "--locale", locale].as_slice(),
            ["pb", "check", "unknown.pb", "--locale", locale].as_slice(),
        ] {
            let refused = mikropolis(&folder, arguments);
            assert_eq!(refused.code(), Some(2));
            assert!(refused.complained().contains(words), "{}", refused.complained());
        }
    }
    let absent = mikropolis(&folder, &["count", "nowhere.pb"]);
    assert_eq!(absent.code(), Some(2));
    let findings = mikropolis(&folder, &["pb", "check", "votes.pb", "--json", "--locale", "uk"]);
    for finding in findings.json().as_array().expect("a list") {
        assert!(finding["line"].is_u64() && finding["what"].is_string() && finding["remedy"].is_string());
    }
}
