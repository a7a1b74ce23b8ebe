//! Files as they come, and files as they should not.

use opinions::Signs;
use opinions::input::{Export, InputError, Problem, StatementInfo, StatementList, read_comments, read_votes};
use opinions::{Random, Standing, Vote};
use proptest::prelude::*;

fn votes(text: &str) -> Result<Export, InputError> {
    read_votes(text.as_bytes(), None, Signs::PlusAgrees)
}

fn cell(export: &Export, voter: &str, statement: &str) -> Option<Vote> {
    let person = export.ids.people().position(|id| id == voter)?;
    let column = export.ids.statements().position(|id| id == statement)?;
    export.table.vote(export.table.everybody().nth(person)?, column)
}

#[test]
fn polis_exports_and_simple_tables_say_the_same() {
    let polis = votes("timestamp,comment-id,voter-id,vote\n5,10,2,1\n6,9,2,-1\n7,9,11,0\n").expect("polis");
    let simple =
        votes("\u{FEFF}Voter;Statement;Vote\r\n2;10;agree\r\n2;9;disagree\r\n\r\n11;9;pass").expect("simple");
    for export in [&polis, &simple] {
        assert_eq!(export.ids.people().collect::<Vec<_>>(), ["2", "11"], "numbers by size");
        assert_eq!(export.ids.statements().collect::<Vec<_>>(), ["9", "10"]);
        assert_eq!(cell(export, "2", "10"), Some(Vote::Agree));
        assert_eq!(cell(export, "11", "9"), Some(Vote::Pass));
        assert_eq!(cell(export, "11", "10"), None);
    }
}

#[test]
fn the_last_vote_counts_and_the_sign_can_be_turned() {
    let text = "voter,statement,vote\na,x,1\nb,x,1\na,x,-1\na,y,0\na,x,0\n";
    let export = votes(text).expect("votes");
    assert_eq!((export.report.rows, export.report.replaced), (5, 2));
    assert_eq!(cell(&export, "a", "x"), Some(Vote::Pass));
    let turned = read_votes(text.as_bytes(), None, Signs::MinusAgrees).expect("votes");
    assert_eq!(cell(&turned, "b", "x"), Some(Vote::Disagree));
}

#[test]
fn quotes_line_breaks_and_unvoted_statements() {
    let list = read_comments(
        "comment-id,agrees,moderated,is-meta,comment-body\n1,9,-1,false,\"Two\nlines, \"\"quoted\"\"\"\n2,9,1,true,Plain\n"
            .as_bytes(),
    )
    .expect("comments");
    assert_eq!(list.get("1").map(|info| info.text.as_str()), Some("Two\nlines, \"quoted\""));
    assert_eq!(list.get("1").map(|info| info.standing), Some(Standing::ModeratedOut));
    assert_eq!(list.get("2").map(|info| info.standing), Some(Standing::Meta));
    let export =
        read_votes("voter,statement,vote\n\"a, b\",1,1\n".as_bytes(), Some(&list), Signs::PlusAgrees);
    let export = export.expect("votes");
    assert_eq!(export.ids.people().collect::<Vec<_>>(), ["a, b"]);
    assert_eq!(export.table.statements(), 2, "a statement without votes is kept");
    assert_eq!(export.table.columns(), 1, "but is no column of the matrix");
}

#[test]
fn refusals_say_where_and_what_to_do() {
    let long = format!("voter,statement,vote\n{},1,1\n", "x".repeat(2_000_000));
    let cases: [(&str, u64, &str); 11] = [
        ("", 1, "empty"),
        ("\n\n  \n", 1, "empty"),
        ("voter,vote\na,1\n", 1, "no column `comment-id`"),
        ("voter,person,statement,vote\n", 1, "two columns"),
        ("voter,statement,vote\na,1\n", 2, "2 fields where the header has 3"),
        ("voter,statement,vote\na,1,1\n\nb,1,yes\n", 4, "column 5 (vote): `yes` is not a vote"),
        ("voter,statement,vote\n ,1,1\n", 2, "column 1 (voter): the id is empty"),
        ("voter,statement,vote\na,1,1\n\"b,1,1\nc,1,1\n", 3, "not closed"),
        ("voter,statement,vote\n\"a\"b,1,1\n", 2, "text follows"),
        ("timestamp,voter,statement,vote\nnoon,a,1,1\n", 2, "column 1 (timestamp): `noon` is not a time"),
        (&long, 2, "longer than"),
    ];
    for (text, line, part) in cases {
        let refusal = votes(text).expect_err("refused");
        assert_eq!(refusal.line, line, "{refusal}");
        assert!(refusal.to_string().contains(part), "{refusal}");
    }
    let broken = read_votes(b"voter,statement,vote\n\xff,1,1\n".as_slice(), None, Signs::PlusAgrees);
    assert!(matches!(broken.expect_err("refused").problem, Problem::NotUtf8));
    let comments = |text: &str| read_comments(text.as_bytes()).expect_err("refused").to_string();
    assert!(comments("comment-id,moderated\n1,1\n1,0\n").contains("line 3, column 1 (comment-id)"));
    assert!(comments("comment-id,moderated\n1,out\n").contains("`out` is not a moderation state"));
    assert!(comments("comment-id,is-meta\n1,maybe\n").contains("neither true nor false"));
}

#[test]
fn the_order_of_lines_never_matters() {
    let mut lines: Vec<String> =
        (0..300).map(|at| format!("p{},{},{}", at % 23, at / 23, i64::from(at % 5 % 3) - 1)).collect();
    let map = |lines: &[String]| {
        let export = votes(&format!("voter,statement,vote\n{}\n", lines.join("\n"))).expect("votes");
        opinions::draw(&export.table, 1).map
    };
    let before = map(&lines);
    Random::new(4).shuffle(&mut lines);
    assert_eq!(before, map(&lines));
}

/// Bytes that look like a file, so that the deeper paths are reached.
fn nearly_a_file(header: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"1".to_vec()),
        Just(b"-1".to_vec()),
        Just(b",".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"a,1,1\n".to_vec()),
        Just(b"7,b,0\r\n".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..5),
    ];
    (any::<bool>(), proptest::collection::vec(piece, 0..40)).prop_map(move |(named, pieces)| {
        let mut bytes = if named { header.as_bytes().to_vec() } else { Vec::new() };
        pieces.iter().for_each(|piece| bytes.extend_from_slice(piece));
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn no_bytes_make_the_votes_reader_panic(bytes in nearly_a_file("voter,statement,vote\n")) {
        if let Ok(export) = read_votes(bytes.as_slice(), None, Signs::PlusAgrees) {
            prop_assert_eq!(export.table.votes() as u64 + export.report.replaced, export.report.rows);
            let _ = opinions::draw(&export.table, 1); // that it ends without a panic is the test
        }
    }

    #[test]
    fn no_bytes_make_the_comments_reader_panic(bytes in nearly_a_file("comment-id,moderated,comment-body\n")) {
        if let Ok(list) = read_comments(bytes.as_slice()) {
            prop_assert_eq!(list.ids().len(), list.len());
        }
    }

    #[test]
    fn what_was_written_is_read(ids in proptest::collection::btree_set("[a-z0-9 \",;\n]{1,8}", 1..12)) {
        let ids: Vec<String> = ids.iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect();
        let mut text = String::from("voter,statement,vote\n");
        for id in &ids {
            text.push_str(&format!("\"{}\",1,1\n", id.replace('"', "\"\"")));
        }
        if let Ok(export) = votes(&text) {
            prop_assert!(ids.iter().all(|id| export.ids.people().any(|known| known == id)));
        } else {
            prop_assert!(false, "refused: {text}");
        }
        let mut list = StatementList::default();
        list.insert("1", StatementInfo::default());
        prop_assert_eq!(list.len(), 1);
    }
}
