//! `mikropolis count --plan`.

use super::{folder, mikropolis, read, stands_alone, write};
use std::path::PathBuf;

const DISTRICT: &str = "META\nkey;value\nbudget;100\nvote_type;approval\ncurrency;PLN\n\
    PROJECTS\nproject_id;cost;name\nA;60;Ławki\nB;30;Kosze\nVOTES\nvoter_id;vote\n1;A\n2;A,B\n3;A\n";
const CITY: &str = "META\nkey;value\nbudget;200\nvote_type;approval\ncurrency;PLN\n\
    PROJECTS\nproject_id;cost;name\nX;210;Most\nY;50;Drzewa\nVOTES\nvoter_id;vote\n1;X\n2;X\n3;Y\n";
const PLAN: &str = "[edition]\nname = \"Budżet 2027\"\nseed = \"s\"\n\n\
    [[pool]]\nname = \"Bałuty\"\nfile = \"district.pb\"\nrule = \"greedy_threshold\"\nthreshold = 2\n\
    leftover = \"pool:Miasto\"\ncite = { threshold = \"§ 14(3)\", leftover = \"§ 15\" }\n\n\
    [[pool]]\nname = \"Miasto\"\nfile = \"city.pb\"\nrule = \"greedy_votes\"\nleftover = \"reserve\"\n";

fn edition(name: &str) -> PathBuf {
    let folder = folder(name);
    write(&folder, "district.pb", DISTRICT);
    write(&folder, "city.pb", CITY);
    write(&folder, "plan.toml", PLAN);
    folder
}

#[test]
fn what_a_pool_leaves_is_spent_in_the_next() {
    let folder = edition("edition");
    let all = mikropolis(&folder, &["count", "--plan", "plan.toml", "--json"]).json();
    let (district, city) = (&all["pools"][0], &all["pools"][1]);
    assert_eq!(all["edition"]["name"], "Budżet 2027");
    assert_eq!(district["selected"], serde_json::json!(["A"]));
    assert_eq!(district["passed_on"], serde_json::json!({ "to": "Miasto", "amount": "40" }));
    assert_eq!(district["cite"]["threshold"], "§ 14(3)");
    // Without the 40 from the district the bridge would not fit.
    assert_eq!(city["selected"], serde_json::json!(["X"]));
    assert_eq!(city["received"], serde_json::json!([{ "from": "Bałuty", "amount": "40" }]));
    assert_eq!(city["second_count"], "same");
    assert_eq!(city["unspent"], "30");
}

#[test]
fn the_page_shows_pools_and_leftovers_in_every_language() {
    let folder = edition("edition-page");
    for locale in ["pl", "en", "uk"] {
        let arguments = ["count", "--plan", "plan.toml", "--html", "page.html", "--locale", locale];
        let counted = mikropolis(&folder, &arguments);
        assert_eq!(counted.code(), Some(0), "{}", counted.complained());
        let page = read(&folder, "page.html");
        stands_alone(&page);
        for shown in ["Bałuty", "Miasto", "Most", "§ 14(3)", "40"] {
            assert!(page.contains(shown), "{shown}");
        }
        let ids: Vec<&str> = page.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for (place, id) in ids.iter().enumerate() {
            assert!(!ids[..place].contains(id), "{id} twice");
        }
    }
}

#[test]
fn mistakes_in_a_plan_name_their_line() {
    let folder = edition("edition-mistakes");
    for (from, to, line) in [
        ("threshold = 2", "treshold = 2", "line 9"),
        ("greedy_threshold", "greedy_treshold", "line 5"),
        ("pool:Miasto", "pool:Miato", "line 5"),
        ("seed = \"s\"", "seed = ", "line 3"),
    ] {
        write(&folder, "wrong.toml", &PLAN.replace(from, to));
        let refused = mikropolis(&folder, &["count", "--plan", "wrong.toml"]);
        assert_eq!(refused.code(), Some(2), "{to}");
        assert!(refused.complained().contains(line), "{to}: {}", refused.complained());
    }
    write(&folder, "city.pb", &CITY.replace("3;Y", "3;Z"));
    let refused = mikropolis(&folder, &["count", "--plan", "plan.toml", "--locale", "en"]);
    assert_eq!(refused.code(), Some(2));
    assert!(refused.complained().contains("city.pb: line 14"), "{}", refused.complained());
}
