//! Every list with a proved result, read from the folder of data beside the checkout.
#![expect(clippy::print_stderr, reason = "tests tell what they leave out")]

mod support;

use exchange::bounded::{self, Bounds};
use exchange::market::Market;
use exchange::result::{Form, RunError, RunOptions, run};
use exchange::verify::verify;
use exchange::wants::WantFile;
use serde_json::Value;
use support::{data, expected, read_list};

/// Lists that a debug run on a small machine can do quickly; the rest is measured by the bench.
fn is_small(name: &str) -> bool {
    !name.contains("100k")
}

#[test]
fn optimum_households_and_certificate_of_every_list() {
    let Some(folder) = data() else { return };
    for (name, entry) in expected(&folder) {
        if !is_small(&name) {
            continue;
        }
        let input = read_list(&folder, &name);
        let outcome = run(&input, Form::WantLists, RunOptions::default(), 1, &mut |_| {});
        if entry["rejected"] == Value::Bool(true) {
            let Err(RunError::Input(error)) = outcome else { panic!("{name} must be refused") };
            let message = entry["trademaximizer_message"].as_str().unwrap_or_default();
            assert!(
                message.ends_with(&format!("(line {})", error.line())),
                "{name}: {error} against {message}"
            );
            continue;
        }
        let (market, result) = outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(market.real_items() as u64, entry["items"].as_u64().expect("items"), "{name}");
        if entry.get("nontrade_cost").is_none() {
            assert_eq!(result.trades as u64, entry["max_trades"].as_u64().expect("trades"), "{name}");
            assert_eq!(Some(result.cost), entry["min_total_cost"].as_i64(), "{name}");
        } else {
            assert_eq!(Some(result.objective as i64), entry["min_objective"].as_i64(), "{name}");
        }
        assert!(
            result.unserved.iter().all(|entry| entry.help.is_some()),
            "{name}: everybody is told what helps"
        );
        if let Some(best) = entry["most_households_at_max_trades_min_cost"]["value"].as_u64() {
            assert!(result.households as u64 >= best, "{name}: {} of {best} households", result.households);
        }
        let verified =
            verify(&result, &input, Form::WantLists).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(verified.best, "{name}");
    }
}

#[test]
fn bounded_rings_of_two_and_three_are_the_proved_optimum_and_of_four_within_two_per_cent() {
    let Some(folder) = data() else { return };
    for (name, entry) in expected(&folder) {
        let Some(bars) = entry["max_trades_if_rings_at_most"].as_object() else { continue };
        let market =
            Market::from_wants(&WantFile::parse(&read_list(&folder, &name)).expect("valid")).expect("valid");
        for (length, bar) in bars {
            let max_ring: usize = length.parse().expect("a length");
            let best = bar["trades"].as_u64().expect("trades") as f64;
            let found = bounded::solve(&market, Bounds { max_ring, fail: 0.0 }, 1, None).expect("in range");
            let least = if max_ring < 4 { best } else { best * 0.98 };
            assert!(found.value >= least - 1e-6, "{name}, at most {length}: {} of {best}", found.value);
            assert!(
                found.bound as f64 >= best * 1e6 - 1.0,
                "{name}: the bound {} is below {best}",
                found.bound
            );
            assert!(!found.proved || found.value >= best - 1e-6, "{name}: proved, but {best} is possible");
        }
    }
}

#[test]
fn writing_and_reading_again_changes_nothing() {
    let Some(folder) = data() else { return };
    for (name, entry) in expected(&folder) {
        if !is_small(&name) || name.contains("10k") || entry["rejected"] == Value::Bool(true) {
            continue;
        }
        let file = WantFile::parse(&read_list(&folder, &name)).expect("valid");
        let again =
            WantFile::parse(file.write().as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(file.write(), again.write(), "{name}");
        let (first, second) =
            (Market::from_wants(&file).expect("valid"), Market::from_wants(&again).expect("valid"));
        assert_eq!(first.want_count(), second.want_count(), "{name}");
        assert!(first.items().iter().zip(second.items()).all(|(a, b)| a.key == b.key), "{name}");
    }
}
