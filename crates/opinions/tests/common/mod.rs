//! Reference conversations beside the checkout.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part")]

use opinions::input::{Export, StatementList, read_comments, read_votes};
use opinions::{Signs, VoteTable};
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;

pub const OPEN: [&str; 6] = [
    "london-youth-policing",
    "bg2050-volunteers",
    "scoop-ubi",
    "brexit-consensus",
    "vtaiwan-uberx",
    "bowling-green",
];
pub const ENGINE: [&str; 3] = ["engine-4cvkai2ctw", "engine-2dhnep37ie", "engine-4asymkcrjf"];

pub struct Reference {
    pub name: &'static str,
    pub export: Export,
    pub comments: StatementList,
    pub truth: Value,
}

/// The conversation and its reference results, or a printed line when the data are not there.
pub fn reference(name: &'static str) -> Option<Reference> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/polis").join(name);
    if !folder.is_dir() {
        println!("{name}: reference data absent, skipped");
        return None;
    }
    let read = |file: &str| std::fs::read(folder.join(file)).expect(file);
    let comments = read_comments(read("comments.csv").as_slice()).expect("comments");
    let export = read_votes(read("votes.csv").as_slice(), Some(&comments), Signs::PlusAgrees).expect("votes");
    let truth = if name.starts_with("engine") { "engine.json" } else { "expected.json" };
    let truth = serde_json::from_slice(&read(truth)).expect("json");
    Some(Reference { name, export, comments, truth })
}

impl Reference {
    pub fn table(&self) -> &VoteTable {
        &self.export.table
    }

    /// Index of a statement by its number.
    pub fn statements(&self) -> HashMap<i64, usize> {
        self.export.ids.statements().enumerate().map(|(at, id)| (id.parse().expect("number"), at)).collect()
    }

    /// Index of a person by number.
    pub fn people(&self) -> HashMap<i64, usize> {
        self.export.ids.people().enumerate().map(|(at, id)| (id.parse().expect("number"), at)).collect()
    }
}

pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("array").iter().map(|v| v.as_f64().expect("number")).collect()
}

pub fn integers(value: &Value) -> Vec<i64> {
    value.as_array().expect("array").iter().map(|v| v.as_i64().expect("integer")).collect()
}

pub fn assert_close(mine: f64, theirs: f64, tolerance: f64, what: &str) {
    assert!((mine - theirs).abs() <= tolerance, "{what}: {mine} instead of {theirs}");
}

/// +1 or -1 so that `mine` times it looks like `theirs`.
pub fn alignment(mine: &[f64], theirs: &[f64]) -> f64 {
    mine.iter().zip(theirs).map(|(a, b)| a * b).sum::<f64>().signum()
}
