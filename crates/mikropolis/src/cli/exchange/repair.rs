//! `mikropolis exchange repair`.

use anyhow::Context as _;
use exchange::market::Market;
use exchange::repair::{Repairs, repair_result};
use exchange::result::Receipt;
use exchange::verify::verify;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `repair` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The result file.
    result: PathBuf,
    /// The want lists it was made from.
    wants: PathBuf,
    /// Things whose owner already received what was planned.
    #[arg(long, value_name = "THING", num_args = 1..)]
    happened: Vec<String>,
    /// Things that are withdrawn.
    #[arg(long, value_name = "THING", num_args = 1.., required = true)]
    dropped: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// The new plan, by the names of things.
#[derive(serde::Serialize)]
struct Report {
    trades: usize,
    receives: Vec<Receipt>,
    /// Given, and nothing found for their owners.
    owed: Vec<String>,
    /// Their owners get something else than promised.
    changed: Vec<String>,
    /// Their owners were promised something and get nothing.
    lost: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let stated = super::stated(&arguments.result)?;
    let input = super::read(&arguments.wants)?;
    let form = super::form(&arguments.wants);
    verify(&stated, &input, form).with_context(|| arguments.result.display().to_string())?;
    let market =
        exchange::result::read(&input, form).with_context(|| arguments.wants.display().to_string())?;
    let happened = numbers(&market, &arguments.happened)?;
    let dropped = numbers(&market, &arguments.dropped)?;
    let repairs =
        repair_result(&market, &stated, &happened, &dropped).map_err(|error| named(&market, error))?;
    let report = report(&market, &repairs);
    let text = if arguments.json { serde_json::to_string(&report)? + "\n" } else { summary(&report) };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Things by name; case matters only where two differ by nothing else.
fn numbers(market: &Market, names: &[String]) -> anyhow::Result<Vec<usize>> {
    let find = |name: &String| {
        let exact = market.items().iter().position(|item| &item.name == name);
        let close = || market.items().iter().position(|item| item.key == name.to_uppercase());
        exact.or_else(close).with_context(|| format!("{name}: no such thing in the lists"))
    };
    names.iter().map(find).collect()
}

fn name(market: &Market, item: usize) -> String {
    market.items().get(item).map_or_else(String::new, |item| item.name.clone())
}

fn named(market: &Market, error: exchange::repair::RepairError) -> anyhow::Error {
    use exchange::repair::RepairError;
    match error {
        RepairError::NotPlanned(item) => {
            anyhow::anyhow!("{}: said to have brought something in, but it was not to", name(market, item))
        }
        RepairError::AlreadyGiven(item) => {
            anyhow::anyhow!("{}: was already given, so it cannot be withdrawn", name(market, item))
        }
        other => other.into(),
    }
}

fn report(market: &Market, repairs: &Repairs) -> Report {
    let names = |items: &[usize]| items.iter().map(|&item| name(market, item)).collect();
    let got = repairs.gets.iter().enumerate().filter_map(|(item, got)| Some((item, (*got)?)));
    let receives: Vec<Receipt> =
        got.map(|(item, gets)| Receipt { item: name(market, item), gets: name(market, gets) }).collect();
    Report {
        trades: receives.len(),
        receives,
        owed: names(&repairs.owed),
        changed: names(&repairs.changed),
        lost: names(&repairs.lost),
    }
}

fn summary(report: &Report) -> String {
    let mut text = format!("{} trades after the drop-outs\n", report.trades);
    for receipt in &report.receives {
        let changed = if report.changed.contains(&receipt.item) { " (changed)" } else { "" };
        text.push_str(&format!("{} gets {}{changed}\n", receipt.item, receipt.gets));
    }
    for item in &report.lost {
        let owed = if report.owed.contains(item) { ", although it was given" } else { "" };
        text.push_str(&format!("{item} gets nothing any more{owed}\n"));
    }
    text
}
