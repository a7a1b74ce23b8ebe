//! `mikropolis opinions`.

use super::{folder, mikropolis, read, stands_alone, write};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Forty people in two blocs who agree on one statement; one statement is moderated out.
fn conversation(name: &str) -> PathBuf {
    let folder = folder(name);
    let mut votes = "voter-id,comment-id,vote\n".to_owned();
    for person in 0..40_usize {
        for statement in 0..12_usize {
            let side = if (person + statement * statement).is_multiple_of(9) { 0 } else { 1 };
            let vote = match statement {
                0 => 1,
                _ if person < 20 => side,
                _ => -side,
            };
            let _ = writeln!(votes, "p{person},{statement},{vote}");
        }
    }
    write(&folder, "votes.csv", &votes);
    let mut comments = "comment-id,moderated,comment-body\n".to_owned();
    for statement in 0..12 {
        let _ =
            writeln!(comments, "{statement},{},Zdanie {statement} <b>", if statement == 11 { -1 } else { 1 });
    }
    write(&folder, "comments.csv", &comments);
    folder
}

fn length(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

#[test]
fn figures_come_in_columns() {
    let folder = conversation("columns");
    let arguments = ["opinions", "votes.csv", "--comments", "comments.csv", "--json", "--seed", "3"];
    let first = mikropolis(&folder, &arguments);
    let result = first.json();
    let people = &result["participants"];
    for column in ["ids", "x", "y", "group"] {
        assert_eq!(length(&people[column]), 40, "{column}");
    }
    assert_eq!(people["ids"][0], "p0");
    let statements = &result["statements"];
    for column in
        ["ids", "agree", "disagree", "pass", "x", "y", "extremity", "priority", "consensus", "divisive"]
    {
        assert_eq!(length(&statements[column]), 11, "{column}: what was moderated out is left out");
    }
    let groups = &result["groups"];
    assert_eq!((groups["clear"].as_bool(), groups["k"].as_u64()), (Some(true), Some(2)), "{groups}");
    assert!(groups["why"].is_string() && groups["gates"].is_object() && groups["sizes"].is_array());
    assert_eq!(first.said(), mikropolis(&folder, &arguments).said(), "the same seed gives the same result");
}

#[test]
fn the_engine_can_be_imitated() {
    let folder = conversation("like-polis");
    let result = mikropolis(&folder, &["opinions", "votes.csv", "--json", "--like-polis"]).json();
    assert_eq!(length(&result["statements"]["ids"]), 12);
    assert!(result.get("polis").is_some() || result["groups"]["k"].is_u64(), "{result}");
}

#[test]
fn the_page_stands_alone_in_every_language() {
    let folder = conversation("page");
    for locale in ["pl", "en", "uk"] {
        let arguments = [
            "opinions",
            "votes.csv",
            "--comments",
            "comments.csv",
            "--html",
            "page.html",
            "--locale",
            locale,
        ];
        assert_eq!(mikropolis(&folder, &arguments).code(), Some(0));
        let page = read(&folder, "page.html");
        stands_alone(&page);
        assert!(page.contains("<svg") && page.contains("Zdanie 0 &#60;b&#62;"));
        assert!(!page.contains("p17"), "a page names nobody");
    }
}

#[test]
fn bad_lines_are_named() {
    let folder = conversation("bad");
    let good = read(&folder, "votes.csv");
    for (text, place) in [
        (good.replace("p0,2,1\n", "p0,2,maybe\n"), "line 4, column 6 (vote)"),
        (good.replace("p0,2,1\n", "p0,2\n"), "line 4"),
        (good.replace("p0,2,1\n", ",2,1\n"), "line 4, column 1"),
        (String::new(), "line 1"),
        ("a,b,c\n1,2,3\n".to_owned(), "line 1"),
    ] {
        write(&folder, "bad.csv", &text);
        let refused = mikropolis(&folder, &["opinions", "bad.csv", "--json"]);
        assert_eq!(refused.code(), Some(2), "{place}");
        assert!(refused.complained().contains(place), "{place}: {}", refused.complained());
        assert!(refused.said().is_empty());
    }
}
