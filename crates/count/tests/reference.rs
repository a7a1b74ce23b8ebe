//! Every outcome of the reference set, and the official winners of real cities.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

mod common;

use count::{Count, Election, Rule, Settings};
use serde_json::Value;

fn ids(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn count_as_reference(election: &Election, name: &str) -> Count {
    let rule = Rule::named(name, election).unwrap_or_else(|| panic!("rule {name} is not known"));
    let ties = rule.reference_ties();
    count::count(election, &Settings { rule, ties })
}

/// Compares one outcome; returns what differs.
fn difference(election: &Election, name: &str, expected: &Value) -> Option<String> {
    let count = count_as_reference(election, name);
    let (mut found, mut wanted) = (election.ids(&count.selected), ids(&expected["selected"]));
    let ordered = name != "phragmen" && name != "maximin_support";
    if !ordered {
        found.sort();
        wanted.sort();
    }
    if found != wanted {
        return Some(format!("selected {found:?} instead of {wanted:?}"));
    }
    let cost = election.currency.plain(count.total_cost);
    if let Some(wanted) =
        expected["total_cost"].as_str().filter(|wanted| *wanted != cost && !wanted.contains('/'))
    {
        return Some(format!("cost {cost} instead of {wanted}"));
    }
    let tied = expected["tied_rounds"].as_u64().unwrap_or(0);
    if tied > 0 && count.tied_rounds == 0 {
        return Some(format!("{tied} tied rounds, none found"));
    }
    if tied != count.tied_rounds && name.starts_with("mes") {
        return Some(format!("{} tied rounds instead of {tied}", count.tied_rounds));
    }
    if let Some(wanted) = expected["endowment"].as_str() {
        // Shares in the reference are in units of the currency.
        let wanted: f64 = wanted.parse::<count::Ratio>().unwrap().to_f64();
        let found = count.share().unwrap().to_f64() / election.currency.unit() as f64;
        if (found - wanted).abs() > wanted * 1e-12 {
            return Some(format!("share {found} instead of {wanted}"));
        }
    }
    None
}

#[test]
fn every_reference_outcome_is_reproduced() {
    let Some(expected) = common::expected() else { return };
    let only = std::env::var("ONLY_RULE").ok();
    let mut failures = Vec::new();
    for (file, outcomes) in &expected {
        let election = common::read(file).unwrap();
        for (name, outcome) in outcomes.as_object().unwrap() {
            if name == "_info"
                || only.as_ref().is_some_and(|only| only != name)
                || Rule::named(name, &election).is_none()
            {
                continue;
            }
            let difference = difference(&election, name, outcome);
            failures.extend(difference.map(|difference| format!("{file} {name}: {difference}")));
        }
    }
    assert!(failures.is_empty(), "{} outcomes differ:\n{}", failures.len(), failures.join("\n"));
}
