//! Findings of broken files in all languages.

use count::pabulib::{Problem, read};
use text::Locale;

use super::{remedy, sentence, what};

const FILE: &str = "META\nkey;value\nbudget;-5\nvote_type;nonsense\n\
    PROJECTS\nproject_id;cost;cost\nA;x\nA;10,5;3\n;1;2\nVOTES\nvoter_id;vote\n1;A,B\n";

fn problems(file: &str) -> Vec<Problem> {
    read(file.as_bytes()).expect_err("a broken file").problems
}

#[test]
fn the_place_comes_first_and_the_remedy_last() {
    let found = problems(FILE);
    let budget = found.iter().find(|problem| problem.line == 3).expect("the budget is below zero");
    assert_eq!(
        sentence(Locale::Pl, budget),
        "wiersz 3, kolumna 8: błąd: Kwota „-5” jest mniejsza od zera. Wpisz zero albo więcej."
    );
    assert_eq!(
        sentence(Locale::En, budget),
        "line 3, column 8: error: The amount “-5” is below zero. Write zero or more."
    );
}

#[test]
fn every_finding_is_said_in_every_language() {
    let mut found = problems(FILE);
    found.extend(problems(
        "META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\nA;\"1\n",
    ));
    assert!(found.len() > 8, "{found:?}");
    for problem in &found {
        let said: Vec<String> = Locale::ALL.iter().map(|&locale| what(locale, &problem.reason)).collect();
        let done: Vec<&str> = Locale::ALL.iter().map(|&locale| remedy(locale, &problem.reason)).collect();
        for place in 0..said.len() {
            assert!(!said[place].is_empty() && !done[place].is_empty());
            assert!(!said[..place].contains(&said[place]), "{}: one language for two", said[place]);
        }
    }
}
