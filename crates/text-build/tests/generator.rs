//! The generator on real files: the code it makes of good ones, and what it says of each kind of mistake.
//! After a wanted change, `UPDATE=1 cargo test -p text-build --test generator` writes `good/generated.rs` anew.

use std::fs;
use std::path::Path;

#[test]
fn the_code_of_the_good_files_is_the_code_that_is_tested() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let code = match text_build::compile(&here.join("good/src")) {
        Ok(code) => format!("//! Made from the files in `good`.\n\n{code}"),
        Err(problems) => panic!("{problems:#?}"),
    };
    if std::env::var_os("UPDATE").is_some() {
        fs::write(here.join("good/generated.rs"), &code).expect("the test folder can be written to");
    }
    let kept =
        fs::read_to_string(here.join("good/generated.rs")).expect("good/generated.rs lies below this test");
    assert!(
        kept == code,
        "generated.rs is not what the generator makes: run with UPDATE=1 and read the change"
    );
}

/// What the generator says of three files of one folder, as `pl.ftl:1: …`.
fn said(pl: &str, en: &str, uk: &str) -> Vec<String> {
    let place = tempfile::tempdir().expect("a folder to try in");
    let folder = place.path().join("stories");
    fs::create_dir(&folder).expect("a folder to try in");
    for (name, text) in [("pl.ftl", pl), ("en.ftl", en), ("uk.ftl", uk)] {
        fs::write(folder.join(name), text).expect("a file to try");
    }
    let problems = text_build::compile(place.path()).err().unwrap_or_default();
    let prefix = format!("{}/", folder.display());
    problems.iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
}

/// The same text in all languages.
fn said_of(text: &str) -> Vec<String> {
    said(text, text, text)
}

#[track_caller]
fn assert_says(said: &[String], expected: &str) {
    assert!(said.iter().any(|line| line.contains(expected)), "{expected:?} is not said, but {said:#?}");
}

#[test]
fn a_missing_key_is_told_with_where_it_stands() {
    let said = said("one = Raz\ntwo = Dwa\n", "one = One\n", "one = Раз\ntwo = Два\n");
    assert_eq!(said, ["en.ftl: `two` is missing here; see pl.ftl:2"]);
}

#[test]
fn other_variables_than_in_polish_are_told() {
    let said = said("hi = Cześć, { $name }\n", "\nhi = Hi, { $nane }\n", "hi = Привіт, { $name }\n");
    assert_eq!(said, ["en.ftl:2: `hi` uses $nane, but pl.ftl uses $name"]);
}

#[test]
fn plurals_must_be_whole() {
    let no_few = "n = { $n ->\n    [one] a\n   *[other] b\n}\n";
    let whole = "n = { $n ->\n    [one] a\n    [few] b\n   *[other] c\n}\n";
    assert_eq!(said(no_few, no_few, whole), ["pl.ftl:1: the choice by `$n` needs [few] in pl"]);
    assert_says(&said(whole, whole, whole), "en.ftl:3: en has no plural category [few]");
    assert_says(&said_of("n = { $n ->\n    [one] a\n   *[many] b\n}\n"), "needs a last variant *[other]");
    assert_says(&said_of("n = { $n ->\n   *[other] b\n}\n"), "has one variant only");
    assert_says(&said_of("n = { $n ->\n [0] a\n [0.0] b\n *[other] c\n}\n"), "variant [0.0] stands twice");
    assert_says(&said_of("n = { NUMBER($n) ->\n [red] a\n *[other] c\n}\n"), "`$n` is a number");
    let mixed = "n = { $n ->\n [red] a\n *[other] c\n} { NUMBER($n) }\n";
    assert_says(&said_of(mixed), "is a number in one place and a word in another");
}

#[test]
fn markup_and_straight_quotes_are_told() {
    assert_says(&said_of("a = <b>x</b>\n"), "en.ftl:1: no HTML in messages");
    assert_says(&said_of("a = { \"<b>\" }\n"), "no HTML in messages");
    let quotes = said_of("a = Tak \"zwany\"\n");
    assert_eq!(quotes.len(), 2, "{quotes:#?}");
    assert_says(&quotes, "pl.ftl:1: straight double quotes in pl: write „ ”");
    assert_says(&quotes, "uk.ftl:1: straight double quotes in uk: write « »");
}

#[test]
fn what_is_quoted_must_be_there_and_not_quote_itself() {
    assert_says(&said_of("a = { b }\n"), "pl.ftl:1: there is no message `b`");
    assert_says(&said_of("a = { -b }\n"), "there is no term `-b`");
    assert_says(&said_of("a = { b }\nb = { a }\n"), "quotes itself");
    assert_says(&said_of("-t = { $x }\na = { -t }\n"), "shows `$x`, which is not given");
    assert_says(&said_of("a = { DATETIME($x) }\n"), "there is no DATETIME()");
    assert_says(&said_of("a = { NUMBER($x, digits: 2) }\n"), "NUMBER takes one variable");
}

#[test]
fn broken_files_and_names_are_told() {
    assert_says(&said_of("a = ok\n\nb { x\n"), "pl.ftl:3: not valid Fluent");
    assert_says(&said_of("a = x\na = y\n"), "pl.ftl:2: `a` is written twice, first in line 1");
    assert_says(&said_of("storyCount = x\n"), "in kebab-case");
    assert_says(&said_of("a_b = x\n"), "in kebab-case");
    assert_says(&said_of("type = x\n"), "`type` is a word of Rust");
    assert_says(&said_of("a-b = x\na = y\n    .b = z\n"), "would be one function");
    assert_says(&said_of("a = { $locale }\n"), "and not `locale`");
}

#[test]
fn folders_hold_all_languages_and_have_names_of_their_own() {
    let place = tempfile::tempdir().expect("a folder to try in");
    for folder in ["one/stories", "two/stories", "three/alone"] {
        fs::create_dir_all(place.path().join(folder)).expect("a folder to try in");
    }
    for file in ["one/stories/pl.ftl", "one/stories/en.ftl", "one/stories/uk.ftl", "two/stories/pl.ftl"] {
        fs::write(place.path().join(file), "a = x\n").expect("a file to try");
    }
    fs::write(place.path().join("three/alone/de.ftl"), "a = x\n").expect("a file to try");
    let problems = text_build::compile(place.path()).expect_err("three mistakes");
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_says(&said, "three/alone/de.ftl: texts are written in pl.ftl, en.ftl and uk.ftl");
    assert_says(&said, "three/alone/uk.ftl: every folder with texts has");
    assert_says(&said, "folders with texts have names of their own");
}
