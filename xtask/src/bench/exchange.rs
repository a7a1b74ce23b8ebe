//! Figures of the `exchange` engine: every list against its reference, shifts of two sizes.

use anyhow::Context as _;
use exchange::bounded::{self, Bounds};
use exchange::result::{Form, RunOptions, read, run_market};
use exchange::shifts::{Rules, Slot, Span, Volunteer, plan};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;
use std::time::Instant;

/// Prints what was measured.
pub fn run() -> anyhow::Result<()> {
    if cfg!(debug_assertions) {
        println!(
            "unoptimised build: figures count only with `cargo run --release -p xtask -- bench exchange`"
        );
    }
    match super::data_folder() {
        Some(folder) => lists(&folder.join("exchange"))?,
        None => println!("real data absent: only synthetic figures"),
    }
    shifts(200, 400, 400);
    shifts(5_000, 10_000, 20);
    Ok(())
}

fn lists(folder: &Path) -> anyhow::Result<()> {
    let reference: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json"))?)?;
    let lists = reference["lists"].as_object().context("lists")?;
    println!("rings of any length: read, best, fairest, drawn, proved; then reasons and checking");
    println!(
        "{:32} {:>7} {:>7} {:>11} {:>8} {:>8} {:>8}",
        "list", "trades", "cost", "households", "seconds", "/solver", "TM CPU/"
    );
    for (name, entry) in lists.iter().filter(|(name, _)| !name.starts_with("edge/")) {
        any_length(&input(folder, name)?, name, entry)?;
    }
    println!("rings of bounded length (found of proved best, bound, seconds)");
    for (name, entry) in lists {
        if let Some(bars) = entry["max_trades_if_rings_at_most"].as_object() {
            bounded_lengths(&input(folder, name)?, name, bars)?;
        }
    }
    Ok(())
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
    let started = Instant::now();
    let market = read(input, Form::WantLists)?;
    let reading = started.elapsed().as_secs_f64();
    let options = exchange::rings::RingOptions { seed: 1, progress: None };
    let solution = exchange::rings::solve(&market, options);
    let seconds = started.elapsed().as_secs_f64();
    drop(solution);
    let hash = exchange::draw::sha256_hex(input);
    let explaining = Instant::now();
    let result = run_market(&market, hash, RunOptions::default(), 1, &mut |_| {})?;
    let explained = explaining.elapsed().as_secs_f64() - (seconds - reading);
    let checking = Instant::now();
    exchange::verify::verify_market(&result, &market)?;
    let checked = checking.elapsed().as_secs_f64();
    let solver = entry["assignment_solver"]["seconds"].as_f64();
    let trademaximizer = entry["trademaximizer"]["cpu_seconds"].as_f64();
    let ratio = |figure: Option<f64>| figure.filter(|&figure| figure > 0.0);
    let best = entry["most_households_at_max_trades_min_cost"]["value"].as_u64();
    let right = entry["max_trades"].as_u64() == Some(result.trades as u64)
        && entry["min_total_cost"].as_i64() == Some(result.cost);
    println!(
        "{name:32} {:>7} {:>7} {:>5}/{:<5} {seconds:>8.3} {:>8} {:>8}  {} (read {reading:.3}, reasons {explained:.2}, checked {checked:.3})",
        result.trades,
        result.cost,
        result.households,
        best.map_or_else(|| "-".to_owned(), |best| best.to_string()),
        ratio(solver).map_or_else(|| "-".to_owned(), |solver| format!("{:.2}", seconds / solver)),
        ratio(trademaximizer).map_or_else(|| ">600".to_owned(), |tm| format!("{:.0}", tm / seconds)),
        if right { "optimum" } else { "NOT THE OPTIMUM" },
    );
    Ok(())
}

fn bounded_lengths(input: &[u8], name: &str, bars: &serde_json::Map<String, Value>) -> anyhow::Result<()> {
    let market = read(input, Form::WantLists)?;
    let mut line = format!("{name:32}");
    for (length, bar) in bars {
        let started = Instant::now();
        let found = bounded::solve(&market, Bounds { max_ring: length.parse()?, fail: 0.0 }, 1, None)?;
        let proved = if found.proved { "=" } else { "<" };
        let bound = found.bound / bounded::UNIT;
        let seconds = started.elapsed().as_secs_f64();
        line.push_str(&format!(
            "  K{length} {:.0} of {} {proved}{bound} {seconds:.2} s",
            found.value, bar["trades"]
        ));
    }
    println!("{line}");
    Ok(())
}

/// A month of shifts; every volunteer can take about `possible` of them.
fn shifts(people: usize, count: usize, possible: usize) {
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
    let started = Instant::now();
    match plan(&volunteers, &slots, Rules::default()) {
        Ok(found) => println!(
            "{people} volunteers, {count} shifts, {:.1} possible each: {} filled, {} s",
            choices as f64 / people as f64,
            found.shifts.len(),
            started.elapsed().as_secs_f64()
        ),
        Err(error) => println!("shifts: {error}"),
    }
}
