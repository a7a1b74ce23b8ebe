//! Bad files: never a panic, always a line.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::io::{BufReader, Read};

use count::pabulib::{Document, Limits, Problem, Reason, Severity, read};
use proptest::prelude::*;

const GOOD: &str = "META\nkey;value\ndescription;a test\nbudget;100\nvote_type;approval\nrule;greedy\n\
    PROJECTS\nproject_id;cost;name\nA;60;First\nB;50;\"Second; with \"\"marks\"\"\"\n\
    VOTES\nvoter_id;vote\n1;A,B\n2;B\n";

fn errors(text: &[u8]) -> Vec<Problem> {
    let refused = read(text).expect_err("the file must be refused");
    refused.problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect()
}

/// The first error, which must have a line within the file.
fn first(text: &str) -> (u64, Reason) {
    let problem = errors(text.as_bytes()).swap_remove(0);
    assert!(problem.line >= 1 && problem.line <= text.lines().count() as u64 + 1, "{problem}");
    (problem.line, problem.reason)
}

fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from));
    GOOD.replacen(from, to, 1)
}

#[test]
fn the_good_file_is_good() {
    let reading = read(GOOD.as_bytes()).unwrap();
    assert_eq!(reading.election.projects[1].name, "Second; with \"marks\"");
    assert_eq!((reading.election.voters, reading.election.budget), (2, 100));
}

#[test]
fn every_mistake_names_its_line() {
    assert_eq!(
        first(&changed("B;50", "A;50")),
        (10, Reason::ProjectRepeated { project: "A".into(), first_line: 9 })
    );
    assert_eq!(first(&changed("2;B", "2;X")), (14, Reason::UnknownProject { project: "X".into() }));
    assert_eq!(first(&changed("A;60", "A;-60")), (9, Reason::NegativeAmount { value: "-60".into() }));
    assert!(matches!(
        first(&changed("A;60", &format!("A;{}", "9".repeat(300)))),
        (9, Reason::AmountTooLarge { .. })
    ));
    assert_eq!(first(&changed("A;60", "A;sixty")), (9, Reason::NotAnAmount { value: "sixty".into() }));
    assert_eq!(first(&changed("budget;100", "budget;0")), (4, Reason::NoBudget));
    assert_eq!(first(&changed("1;A,B\n2;B\n", "")), (12, Reason::NoVoters));
    assert_eq!(first(&changed("approval", "guess")), (5, Reason::VoteTypeUnknown { value: "guess".into() }));
    assert_eq!(first(&changed("First", "Fi\0rst")), (9, Reason::NulCharacter));
    assert_eq!(first(&changed("marks\"\"\"", "marks")), (10, Reason::QuoteNotClosed));
    assert_eq!(
        first(&changed("project_id;", "project;")).1,
        Reason::ColumnMissing { section: "PROJECTS", column: "project_id" }
    );
    assert!(matches!(first(""), (_, Reason::SectionMissing { section: "META" })));
    assert!(matches!(first("hello;you\n").1, Reason::TextBeforeSections { .. }));
}

#[test]
fn all_projects_too_dear_is_an_election_without_winners() {
    let election = read(changed("budget;100", "budget;10").as_bytes()).unwrap().election;
    for name in count::RULE_NAMES {
        let rule = count::Rule::named(name, &election).unwrap();
        let ties = count::TieChain::lots("");
        let count = count::count(&election, &count::Settings { rule, ties });
        assert!(count.selected.is_empty(), "{name}");
    }
}

#[test]
fn byte_order_mark_carriage_returns_and_decimal_commas_are_read() {
    let text = format!("\u{feff}{}", changed("A;60", "A;60,55").replace('\n', "\r\n"));
    let reading = read(text.as_bytes()).unwrap();
    assert_eq!(reading.election.projects[0].cost, 6055);
    assert!(reading.warnings.iter().any(|p| matches!(p.reason, Reason::DecimalComma { .. }) && p.line == 9));
}

#[test]
fn text_after_a_closing_mark_is_kept_and_pointed_at() {
    let reading = read(changed("First", "\"First\" one").as_bytes()).unwrap();
    assert_eq!(reading.election.projects[0].name, "First one");
    let warning = reading.warnings.iter().find(|problem| problem.reason == Reason::TextAfterQuote).unwrap();
    assert_eq!((warning.line, warning.column), (9, 6));
}

#[test]
fn every_cut_of_a_file_is_refused_or_read() {
    for end in 0..GOOD.len() {
        if let Err(refused) = read(&GOOD.as_bytes()[..end]) {
            assert!(
                refused
                    .problems
                    .iter()
                    .any(|problem| problem.severity == Severity::Error && problem.line > 0)
            );
        }
    }
    // Cut before the votes, it is always refused.
    let before_votes = GOOD.find("VOTES").unwrap();
    assert!((0..before_votes).all(|end| read(&GOOD.as_bytes()[..end]).is_err()));
}

/// Repeats one byte without an end.
struct Endless(u8);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        buffer.fill(self.0);
        Ok(buffer.len())
    }
}

#[test]
fn a_gigabyte_on_one_line_is_refused_early() {
    let source = BufReader::new(GOOD.as_bytes().chain(Endless(b'x').take(1 << 30)));
    let refused = read(source).unwrap_err();
    assert!(
        refused.problems.iter().any(|p| matches!(p.reason, Reason::LineTooLong { .. }) && p.line == 15),
        "{refused}"
    );
}

#[test]
fn a_million_columns_are_refused() {
    let text = changed("project_id;cost;name", &format!("project_id;cost;name{}", ";x".repeat(500_000)));
    assert!(matches!(first(&text), (8, Reason::TooManyCells { .. } | Reason::LineTooLong { .. })));
}

#[test]
fn files_come_out_as_they_went_in() {
    let document = Document::read(GOOD.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(document.write(), GOOD);
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zż ;\"\n,]{0,8}", Just("META".to_owned()), Just(" ".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_read_again(rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..4), 0..5)) {
        let mut document = Document::read(GOOD.as_bytes(), &Limits::default()).unwrap();
        document.votes.rows = rows;
        let text = document.write();
        let again = Document::read(text.as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(&again, &document);
        prop_assert_eq!(again.write(), text);
    }

    #[test]
    fn noise_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(noise.as_slice());
        let _ = Document::read(noise.as_slice(), &Limits::default());
    }

    #[test]
    fn changed_files_never_panic_and_what_is_read_can_be_counted(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), prop_oneof![any::<u8>(), Just(b';'), Just(b'"'), Just(b'\n'), Just(b'9')]), 1..6),
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        match read(bytes.as_slice()) {
            Ok(reading) => {
                let _ = count::official(&reading.election);
            }
            Err(refused) => prop_assert!(refused.problems.iter().all(|problem| problem.line > 0)),
        }
    }

    #[test]
    fn plans_never_panic(noise in "[a-z\\[\\]=\" \n0-9.{}]{0,200}") {
        let _ = count::plan::Plan::parse(&noise);
    }
}
