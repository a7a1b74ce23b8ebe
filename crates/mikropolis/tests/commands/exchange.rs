//! `mikropolis exchange`.

use super::{folder, mikropolis, read, stands_alone, write};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A ring of three, a swap, somebody whose thing nobody wants and somebody who wishes for nothing.
const LISTS: &str = "#! REQUIRE-COLONS\n(Ala) CUP : LAMP\n(Bolek) LAMP : RUG\n(Cela) RUG : CUP\n(Darek) BIKE : BALL\n\
    (Ewa) BALL : BIKE\n(Filip) SHOE : CUP\n(Gosia) HAT :\n";

fn day(name: &str) -> PathBuf {
    let folder = folder(name);
    write(&folder, "wants.txt", LISTS);
    folder
}

/// Bends a result.
type Change = fn(&mut Value);

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_result_has_the_stated_shape() {
    let folder = day("exchange-shape");
    let result = mikropolis(&folder, &["exchange", "wants.txt", "--seed", "7", "--json"]).json();
    let stated = [
        "trades",
        "cost",
        "objective",
        "households",
        "longest_ring",
        "receives",
        "seed",
        "input_sha256",
        "certificate",
        "unserved",
    ];
    for name in stated {
        assert!(keys(&result).contains(&name), "{name}");
    }
    assert_eq!(
        (&result["trades"], &result["cost"], &result["households"]),
        (&json!(5), &json!(5), &json!(5))
    );
    assert_eq!((&result["longest_ring"], &result["seed"]), (&json!(3), &json!(7)));
    assert_eq!(result["objective"], json!(2_000_000_005_i64));
    assert_eq!(result["input_sha256"].as_str().map(str::len), Some(64));
    assert_eq!(result["version"], env!("CARGO_PKG_VERSION"));
    let receives = result["receives"].as_array().expect("a list");
    assert!(receives.contains(&json!({"item": "CUP", "gets": "LAMP"})), "{receives:?}");
    assert!(receives.iter().all(|entry| keys(entry) == ["item", "gets"]));
    let reason = |household: &str| {
        let entries = result["unserved"].as_array().expect("a list");
        entries.iter().find(|entry| entry["household"] == household).map(|entry| entry["reason"].clone())
    };
    assert_eq!(reason("Filip"), Some(json!("nobody-wanted")));
    assert_eq!(reason("Gosia"), Some(json!("no-wishes")));
    assert_eq!(reason("Ala"), None);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_a_bounded_ring_is_short() {
    let folder = day("exchange-seed");
    let run = |arguments: &[&str]| {
        let answer = mikropolis(&folder, &[&["exchange", "wants.txt", "--json"], arguments].concat());
        (answer.json(), answer.said())
    };
    assert_eq!(run(&["--seed", "3"]).1, run(&["--seed", "3"]).1);
    let (bounded, _) = run(&["--max-ring", "2", "--fail", "0.1"]);
    assert_eq!((&bounded["trades"], &bounded["longest_ring"]), (&json!(2), &json!(2)));
    assert_eq!(bounded["certificate"]["expected"], json!(1_620_000), "two hand-overs of 0.9 each");
    let ala = bounded["unserved"].as_array().into_iter().flatten().find(|entry| entry["household"] == "Ala");
    assert_eq!(ala.map(|entry| &entry["reason"]), Some(&json!("longer-ring-not-allowed")));
}

#[test]
fn a_refused_file_is_refused_with_its_line() {
    let folder = folder("exchange-refused");
    for (name, text, line) in [
        ("two-colons.txt", "(A) X : Y\n(B) Y : X : Z\n", "line 2"),
        ("late-option.txt", "(A) X : Y\n\n#! ALLOW-DUMMIES\n", "line 3"),
        ("broken.json", "{ \"people\": [\n {} ] }", "line 2"),
        ("value.csv", "owner,thing,value\nAla,bike,much\n", "line 2"),
    ] {
        write(&folder, name, text);
        let answer = mikropolis(&folder, &["exchange", name, "--json"]);
        assert_eq!(answer.code(), Some(2), "{name}");
        assert!(answer.complained().contains(line), "{name}: {}", answer.complained());
        assert_eq!(answer.said(), "", "{name}");
    }
    write(&folder, "wants.txt", LISTS);
    for arguments in [["--max-ring", "7"], ["--fail", "0.1"], ["--seed", "x"]] {
        let answer = mikropolis(&folder, &[&["exchange", "wants.txt"], &arguments[..]].concat());
        assert_eq!(answer.code(), Some(2), "{arguments:?}");
        assert!(!answer.complained().is_empty());
    }
    assert_eq!(mikropolis(&folder, &["exchange", "absent.txt"]).code(), Some(2));
}

#[test]
fn verify_accepts_what_was_made_and_rejects_every_change() {
    let folder = day("exchange-verify");
    write(&folder, "other.txt", &LISTS.replace("(Gosia) HAT :", "(Gosia) HAT : CUP"));
    for (round, bounds) in [&[][..], &["--max-ring", "3"]].into_iter().enumerate() {
        let made = mikropolis(&folder, &[&["exchange", "wants.txt", "--json"], bounds].concat());
        let result = made.json();
        write(&folder, "good.json", &made.said());
        let verify = |name: &str, wants: &str| mikropolis(&folder, &["exchange", "verify", name, wants]);
        let good = verify("good.json", "wants.txt");
        assert_eq!(good.code(), Some(0), "{}", good.complained());
        assert!(good.said().contains("valid"), "{}", good.said());
        let changes: [(&str, Change); 4] = [
            ("swapped", |result| {
                let first = result["receives"][0]["gets"].take();
                result["receives"][0]["gets"] = std::mem::replace(&mut result["receives"][1]["gets"], first);
            }),
            ("dropped", |result| {
                result["receives"].as_array_mut().expect("a list").pop();
            }),
            ("cheaper", |result| result["cost"] = json!(4)),
            ("households", |result| result["households"] = json!(6)),
        ];
        for (name, change) in changes {
            let mut bent = result.clone();
            change(&mut bent);
            write(&folder, "bent.json", &bent.to_string());
            let answer = verify("bent.json", "wants.txt");
            assert_eq!(answer.code(), Some(1), "{name}, round {round}");
            assert!(answer.complained().contains("bent.json"), "{name}: {}", answer.complained());
        }
        assert_eq!(verify("good.json", "other.txt").code(), Some(1), "another input");
        write(&folder, "bent.json", "{}");
        assert_eq!(verify("bent.json", "wants.txt").code(), Some(2), "not a result at all");
    }
}

#[test]
fn slips_say_who_gives_what_to_whom_where_and_when() {
    let folder = day("exchange-slips");
    let print = |language: &str| {
        let place = ["--place", "Dom kultury", "--time", "10:00", "--language", language];
        let answer = mikropolis(&folder, &[&["exchange", "wants.txt", "--html"], &place[..]].concat());
        assert_eq!(answer.code(), Some(0), "{}", answer.complained());
        answer.said()
    };
    for language in ["pl", "en", "uk"] {
        let page = print(language);
        stands_alone(&page);
        assert!(page.contains("Dom kultury") && page.contains("10:00"));
        assert_eq!(page.matches("class=\"slip\"").count(), 5);
        write(&folder, "page.html", &page);
        assert!(read(&folder, "page.html").contains(&format!("<html lang=\"{language}\">")));
    }
}

#[test]
fn lists_as_they_come_real_ones() {
    let lists = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/exchange");
    if !lists.exists() {
        return;
    }
    let folder = folder("exchange-real");
    let list = lists.join("real/pl-mathandel-30.txt").display().to_string();
    let answer = mikropolis(&folder, &["exchange", &list, "--json"]);
    let result = answer.json();
    assert_eq!((&result["trades"], &result["cost"]), (&json!(210), &json!(437)));
    assert_eq!(result["households"], json!(102));
    write(&folder, "result.json", &answer.said());
    assert_eq!(mikropolis(&folder, &["exchange", "verify", "result.json", &list]).code(), Some(0));
    let refused = lists.join("edge/13-fatal-colon.txt").display().to_string();
    let answer = mikropolis(&folder, &["exchange", &refused, "--json"]);
    assert_eq!(answer.code(), Some(2));
    assert!(answer.complained().contains("line 2"), "{}", answer.complained());
}

#[test]
fn after_a_drop_out_the_plan_is_repaired() {
    let folder = day("exchange-repair");
    write(
        &folder,
        "wants.txt",
        &format!("{LISTS}(Henia) VASE : CUP\n(Ala) SPOON : VASE\n").replace("RUG\n", "RUG VASE\n"),
    );
    for bounds in [&[][..], &["--max-ring", "3"]] {
        let made = mikropolis(&folder, &[&["exchange", "wants.txt", "--json"], bounds].concat());
        write(&folder, "result.json", &made.said());
        let receives = made.json()["receives"].to_string();
        let gone = if receives.contains("\"RUG\",\"gets\"") || receives.contains("\"item\":\"RUG\"") {
            "RUG"
        } else {
            "VASE"
        };
        let repair = ["exchange", "repair", "result.json", "wants.txt", "--dropped", gone];
        let after = mikropolis(&folder, &[&repair[..], &["--happened", "CUP", "--json"]].concat()).json();
        let after = after["receives"].as_array().expect("a list").clone();
        assert!(after.contains(&json!({"item": "CUP", "gets": "LAMP"})), "what happened stays: {after:?}");
        assert!(after.contains(&json!({"item": "BIKE", "gets": "BALL"})), "others are left alone: {after:?}");
        assert!(!after.iter().any(|receipt| receipt["gets"] == gone || receipt["item"] == gone), "{after:?}");
        assert!(
            after.iter().any(|receipt| receipt["item"] == "LAMP"),
            "whoever gave gets something: {after:?}"
        );
        let wrong =
            mikropolis(&folder, &["exchange", "repair", "result.json", "wants.txt", "--dropped", "SOFA"]);
        assert_eq!(wrong.code(), Some(2));
        assert!(wrong.complained().contains("SOFA"));
    }
}
