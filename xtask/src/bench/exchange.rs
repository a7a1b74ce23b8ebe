//! Figures of the `exchange` engine: every list against its reference, shifts of two sizes.

use super::count::{memory, seconds};
use anyhow::Context as _;
use exchange::bounded::{self, Bounds};
use exchange::result::{Form, RunOptions, read, run_market};
use exchange::shifts::{Rules, Slot, Span, Volunteer, plan};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;

/// Prints what was measured.
pub fn run() -> anyhow::Result<()> {
    if cfg!(debug_assertions) {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let status = std::process::Command::new(cargo)
            .args(["run", "-q", "--release", "-p", "xtask", "--", "bench", "exchange"])
            .status()?;
        anyhow::ensure!(status.success(), "the release build did not run");
        return Ok(());
    }
    println!("processor seconds of the one thread that works");
    match super::data_folder() {
        Some(folder) => lists(&folder.join("exchange"))?,
        None => println!("real data absent: only synthetic figures"),
    }
    shifts(200, 400, 400, 0.2);
    shifts(5_000, 10_000, 20, 10.0);
    Ok(())
}

fn lists(folder: &Path) -> anyhow::Result<()> {
    let reference: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json"))?)?;
    let lists = reference["lists"].as_object().context("lists")?;
    println!("rings of any length: read, best, fairest, drawn, proved; then reasons and checking");
    println!(
        "{:32} {:>7} {:>7} {:>11} {:>8} {:>6} {:>8} {:>8}",
        "list", "trades", "cost", "households", "seconds", "bar", "/solver", "TM CPU/"
    );
    for (name, entry) in lists.iter().filter(|(name, _)| !name.starts_with("edge/")) {
        any_length(&input(folder, name)?, name, entry)?;
    }
    let memory = memory();
    println!("most memory so far: {memory} MiB{}", against(memory <= 953, "1 GB"));
    println!("rings of bounded length (found of proved best, bound, seconds)");
    for (name, entry) in lists {
        if let Some(bars) = entry["max_trades_if_rings_at_most"].as_object() {
            bounded_lengths(&input(folder, name)?, name, bars)?;
        }
    }
    Ok(())
}

/// The bar in seconds for a list of any length.
fn bar(name: &str) -> Option<f64> {
    let bars = [("uk-2021", 0.25), ("-10k-", 0.5), ("-100k-", 10.0)];
    bars.into_iter().find(|(part, _)| name.contains(part)).map(|(_, seconds)| seconds)
}

/// What to say of a figure and its bar.
fn against(reached: bool, bar: &str) -> String {
    if reached { format!(" (bar {bar})") } else { format!(" MISSES THE BAR of {bar}") }
}

fn input(folder: &Path, name: &str) -> anyhow::Result<Vec<u8>> {
    let raw = std::fs::read(folder.join(name)).with_context(|| name.to_owned())?;
    if !name.ends_with(".gz") {
        return Ok(raw);
    }
    let mut text = Vec::new();
    GzDecoder::new(&raw[..]).read_to_end(&mut text)?;
    Ok(text)
}

fn any_length(input: &[u8], name: &str, entry: &Value) -> anyhow::Result<()> {
    let started = seconds();
    let market = read(input, Form::WantLists)?;
    let reading = seconds() - started;
    let options = exchange::rings::RingOptions { seed: 1, progress: None };
    let solution = exchange::rings::solve(&market, options);
    let took = seconds() - started;
    drop(solution);
    let hash = exchange::draw::sha256_hex(input);
    let explaining = seconds();
    let result = run_market(&market, hash, RunOptions::default(), 1, &mut |_| {})?;
    let explained = seconds() - explaining - (took - reading);
    let checking = seconds();
    exchange::verify::verify_market(&result, &market)?;
    let checked = seconds() - checking;
    let solver = entry["assignment_solver"]["seconds"].as_f64();
    let trademaximizer = entry["trademaximizer"]["cpu_seconds"].as_f64();
    let ratio = |figure: Option<f64>| figure.filter(|&figure| figure > 0.0);
    let best = entry["most_households_at_max_trades_min_cost"]["value"].as_u64();
    let right = entry["max_trades"].as_u64() == Some(result.trades as u64)
        && entry["min_total_cost"].as_i64() == Some(result.cost);
    let fair = best.is_none_or(|best| result.households as f64 >= 0.99 * best as f64);
    let bar = bar(name);
    let fast = bar.is_none_or(|bar| took <= bar);
    println!(
        "{name:32} {:>7} {:>7} {:>5}/{:<5} {took:>8.3} {:>6} {:>8} {:>8}  {}{}{} (read {reading:.3}, reasons {explained:.2}, checked {checked:.3})",
        result.trades,
        result.cost,
        result.households,
        best.map_or_else(|| "-".to_owned(), |best| best.to_string()),
        bar.map_or_else(|| "-".to_owned(), |bar| bar.to_string()),
        ratio(solver).map_or_else(|| "-".to_owned(), |solver| format!("{:.2}", took / solver)),
        ratio(trademaximizer).map_or_else(|| ">600".to_owned(), |tm| format!("{:.0}", tm / took)),
        if right { "optimum" } else { "NOT THE OPTIMUM" },
        if fair { "" } else { ", TOO FEW HOUSEHOLDS" },
        if fast { "" } else { ", TOO SLOW" },
    );
    Ok(())
}

fn bounded_lengths(input: &[u8], name: &str, bars: &serde_json::Map<String, Value>) -> anyhow::Result<()> {
    let market = read(input, Form::WantLists)?;
    let mut line = format!("{name:32}");
    for (length, bar) in bars {
        let started = seconds();
        let found = bounded::solve(&market, Bounds { max_ring: length.parse()?, fail: 0.0 }, 1, None)?;
        let proved = if found.proved { "=" } else { "<" };
        let bound = found.bound / bounded::UNIT;
        let took = seconds() - started;
        let best = bar["trades"].as_f64().context("trades")?;
        let least = if length == "4" { best * 0.98 } else { best };
        let missed = if found.value + 1e-6 < least { " MISSES THE BAR" } else { "" };
        line.push_str(&format!(
            "  K{length} {:.0} of {best} {proved}{bound} {took:.2} s{missed}",
            found.value
        ));
    }
    println!("{line}");
    Ok(())
}

/// A month of shifts; every volunteer can take about `possible` of them.
fn shifts(people: usize, count: usize, possible: usize, bar: f64) {
    let mut state = 1_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let slots: Vec<Slot> = (0..count)
        .map(|slot| {
            let day = (slot * 28 / count) as i64;
            let start = day * 1440 + 8 * 60 + random(600).cast_signed();
            Slot { name: format!("S{slot}"), span: Span { start, end: start + 120 }, ..Slot::default() }
        })
        .collect();
    let volunteers: Vec<Volunteer> = (0..people)
        .map(|person| {
            // As many whole days as hold about that many shifts.
            let days = (possible * 28).div_ceil(count).clamp(1, 28) as i64;
            let width =
                (possible as f64 * 28.0 * 720.0 / count as f64 / days as f64).clamp(180.0, 720.0) as i64;
            let first = random(29 - days.unsigned_abs().min(28)).cast_signed();
            let available = (first..first + days).map(|day| {
                let start = day * 1440 + 8 * 60 + random((721 - width).unsigned_abs()).cast_signed();
                Span { start, end: start + width }
            });
            Volunteer {
                name: format!("V{person}"),
                available: available.collect(),
                most_shifts_per_week: 3,
                ..Volunteer::default()
            }
        })
        .collect();
    let choices: usize = volunteers
        .iter()
        .map(|person| slots.iter().filter(|slot| exchange::shifts::why_not(person, slot).is_empty()).count())
        .sum();
    let started = seconds();
    let found = plan(&volunteers, &slots, Rules::default());
    let took = seconds() - started;
    match found {
        Ok(found) => println!(
            "{people} volunteers, {count} shifts, {:.1} possible each: {} filled, optimal, {took:.3} s{}",
            choices as f64 / people as f64,
            found.shifts.len(),
            against(took <= bar, &format!("{bar} s"))
        ),
        Err(error) => println!("shifts: {error}"),
    }
}
