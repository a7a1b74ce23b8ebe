//! Sentences and page of a small count, in all languages.

use count::{Rule, Settings, TieChain};
use text::Locale;

use super::{Report, explanation, html, receipt};

const FILE: &str = "META\nkey;value\ndescription;Próba <1>\nbudget;100\nvote_type;approval\nrule;greedy\ncurrency;PLN\n\
    PROJECTS\nproject_id;cost;name\nA;60;Ławki\nB;50;Drzewa\nC;20;Boisko\n\
    VOTES\nvoter_id;vote\n1;A,B\n2;A,B\n3;A,C\n4;B\n5;C\n";

fn count_by(name: &str) -> (count::Election, Rule, count::Count, Vec<count::Explanation>, count::ResultFile) {
    let election = count::pabulib::read(FILE.as_bytes()).expect("a good file").election;
    let rule = Rule::named(name, &election).expect("a rule");
    let ties = TieChain::lots("seed");
    let count = count::count(&election, &Settings { rule: rule.clone(), ties: ties.clone() });
    let explanations = count::explain(&election, &rule, &ties.order(&election), &count);
    let result = count::result_file(&election, (name, &rule), &ties, &count, &explanations, "00");
    (election, rule, count, explanations, result)
}

#[test]
fn losers_read_why_and_what_would_be_enough() {
    let (election, rule, _, explanations, _) = count_by("greedy_votes");
    let trees = explanation(Locale::Pl, &election, &rule, &explanations[0]);
    // A and B are level with three votes; B is cheaper and comes first, then A does not fit.
    assert!(trees.contains("50\u{a0}zł, a\u{a0}projekt kosztuje 60\u{a0}zł"), "{trees}");
    assert!(trees.contains("jeszcze 1 punkt."), "{trees}");
    assert!(trees.contains("taki sam jak projektu „Drzewa”"), "{trees}");
    let english = explanation(Locale::En, &election, &rule, &explanations[0]);
    assert!(english.contains("1 more point would be enough"), "{english}");
}

#[test]
fn a_receipt_adds_up_in_words() {
    let (election, rule, count, _, _) = count_by("mes_cost");
    for locale in Locale::ALL {
        let receipt_of_first = count::receipt(&election, &rule, &count, 0).expect("a voter");
        let sentences = receipt(locale, &election, &receipt_of_first);
        assert!(sentences.len() >= 3, "{sentences:?}");
    }
}

#[test]
fn the_page_stands_alone_in_every_language() {
    let (election, rule, count, explanations, result) = count_by("mes_cost");
    let report = Report {
        election: &election,
        rule: &rule,
        count: &count,
        explanations: &explanations,
        result: &result,
    };
    for locale in Locale::ALL {
        let page = html(&report, locale).expect("a page");
        assert!(page.contains(&format!("lang=\"{}\"", locale.code())));
        assert!(page.contains("Ławki") && page.contains("&#60;1&#62;"), "names shown, markup escaped");
        for outside in ["http://", "https://", "<script", "<link", "<img"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.matches("<table").count() >= page.matches("<figure").count());
    }
}
