//! Figures of the `count` engine, against the peers' seconds in the reference set.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;

use count::{Count, Election, Project, Rule, Settings, TieChain, VoteType};
use serde_json::Value;

/// How often a figure is taken; the median is printed.
const RUNS: usize = 5;

/// Rules of the reference set, for the run over all files.
const RULES: [&str; 7] = [
    "greedy_votes",
    "greedy_votes_per_cost",
    "mes_cost",
    "mes_cardinality",
    "mes_cost_add1u",
    "mes_cost_add1_city",
    "phragmen",
];

/// Prints what was measured: processor seconds of one thread, from a release build.
pub fn run() -> anyhow::Result<()> {
    if cfg!(debug_assertions) {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let status = Command::new(cargo)
            .args(["run", "-q", "--release", "-p", "xtask", "--", "bench", "count"])
            .status()?;
        anyhow::ensure!(status.success(), "the release build did not run");
        return Ok(());
    }
    match super::data_folder().map(|folder| folder.join("pabulib")).filter(|folder| folder.is_dir()) {
        Some(folder) => real(&folder)?,
        None => println!("real data absent: only synthetic figures"),
    }
    synthetic();
    println!("most memory: {} MiB", memory());
    Ok(())
}

/// Processor seconds that this thread has used so far (Linux), or seconds on the clock.
pub(super) fn seconds() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let clock = START.get_or_init(std::time::Instant::now).elapsed().as_secs_f64();
    let used = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds =
        used.and_then(|text| text.split_whitespace().next().and_then(|first| first.parse::<f64>().ok()));
    nanoseconds.map_or(clock, |nanoseconds| nanoseconds / 1e9)
}

/// Most memory used so far, in MiB (Linux).
pub(super) fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0)
        / 1024
}

fn median(mut measure: impl FnMut()) -> f64 {
    let mut figures: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = seconds();
            measure();
            seconds() - start
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    figures[RUNS / 2]
}

fn read(path: &Path) -> anyhow::Result<Election> {
    let source = BufReader::with_capacity(1 << 16, File::open(path)?);
    Ok(count::pabulib::read(source)?.election)
}

fn count_by(election: &Election, name: &str) -> Option<Count> {
    let rule = Rule::named(name, election)?;
    let ties = rule.reference_ties();
    Some(count::count(election, &Settings { rule, ties }))
}

fn real(folder: &Path) -> anyhow::Result<()> {
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json"))?)?;
    println!(
        "processor seconds, reading included, median of {RUNS}; bar; peers' seconds (reading not included)"
    );
    let mid = "Poland_Wroclaw_2015_150_-_500.pb";
    let bars = [
        (mid, "greedy_votes", 0.25),
        (mid, "mes_cost", 0.25),
        (mid, "phragmen", 0.25),
        ("Poland_Lodz_2022.pb", "mes_cost_add1_city", 0.7),
        ("Poland_Lodz_2022.pb", "mes_cost_add1u", 0.7),
        ("Poland_Warszawa_2026.pb", "mes_cost_add1_city", 3.0),
        ("Poland_Warszawa_2026.pb", "mes_cost_add1u", 3.0),
        ("Poland_Wieliczka_2023_Green_Budget.pb", "mes_cost_add1_city", 0.05),
        ("Poland_Wieliczka_2023_Green_Budget.pb", "mes_cost_add1u", 0.05),
    ];
    for (file, rule, bar) in bars {
        let path = folder.join(file);
        read(&path)?;
        let figure = median(|| {
            let result = read(&path).ok().and_then(|election| count_by(&election, rule));
            std::hint::black_box(result);
        });
        line(&format!("{file} {rule}"), figure, bar, &expected[file][rule]);
    }
    nowa_huta(folder)?;
    all_files(folder, &expected)
}

fn line(what: &str, figure: f64, bar: f64, peer: &Value) {
    let mark = if figure <= bar { "within" } else { "ABOVE" };
    let ratio = |key: &str, name: &str| {
        peer[key]
            .as_f64()
            .map(|seconds| format!("; {name} {seconds} s, {:.0} times as long", seconds / figure))
    };
    let peers =
        [("seconds", "pabutools"), ("tool_seconds", "cities' tool"), ("cross_check_seconds", "cross-check")];
    let peers: String = peers.iter().filter_map(|(key, name)| ratio(key, name)).collect();
    println!("{what}: {figure:.3} s, {mark} {bar} s{peers}");
}

/// Explanations, receipts of all voters and smallest changes.
fn nowa_huta(folder: &Path) -> anyhow::Result<()> {
    let election = read(&folder.join("Poland_Krakow_2023_Nowa_Huta.pb"))?;
    for name in ["greedy_votes", "mes_cost"] {
        let Some(rule) = Rule::named(name, &election) else { continue };
        let order = rule.reference_ties().order(&election);
        let figure = median(|| {
            let result = count::count_with(&election, &rule, &order, &mut |_| {});
            std::hint::black_box(count::explain(&election, &rule, &order, &result));
            for voter in 0..election.ballot_of_voter.len() {
                std::hint::black_box(count::receipt(&election, &rule, &result, voter));
            }
        });
        line(&format!("Nowa Huta 2023, everything explained, {name}"), figure, 1.0, &Value::Null);
    }
    Ok(())
}

fn all_files(folder: &Path, expected: &Value) -> anyhow::Result<()> {
    let (mut total, mut peers, mut counted) = (0.0, 0.0, 0);
    let mut slowest = [(0.0, String::new()), (0.0, String::new())];
    for (file, outcomes) in expected.as_object().into_iter().flatten() {
        let start = seconds();
        let election = read(&folder.join(file))?;
        let reading = seconds() - start;
        total += reading;
        for rule in RULES.iter().filter(|rule| outcomes.get(**rule).is_some()) {
            let start = seconds();
            std::hint::black_box(count_by(&election, rule));
            let used = seconds() - start;
            total += used;
            counted += 1;
            peers += outcomes[*rule]["cross_check_seconds"].as_f64().unwrap_or(0.0);
            let kind = usize::from(*rule == "phragmen");
            if matches!(*rule, "mes_cost" | "phragmen") && used + reading > slowest[kind].0 {
                slowest[kind] = (used + reading, file.clone());
            }
        }
    }
    println!(
        "all files, {counted} counts, reading once: {total:.1} s (bar 20 s; cross-check in Python {peers:.0} s)"
    );
    for ((figure, file), rule) in slowest.iter().zip(["mes_cost", "phragmen"]) {
        println!("slowest {rule}, reading included: {figure:.3} s (bar 0.3 s), {file}");
    }
    Ok(())
}

/// A made-up election: popularity falls from project to project, ballots differ.
fn made_up(voters: u64, projects: u64) -> Election {
    let mut state = 88_172_645_463_325_252_u64;
    let mut random = move || {
        // Xorshift (Marsaglia, 2003): the same election every time.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let list: Vec<Project> = (0..projects)
        .map(|index| Project {
            id: index.to_string(),
            cost: 10_000 + (random() % 990_000) as i64,
            ..Project::default()
        })
        .collect();
    let ballots: Vec<Vec<(u32, u32)>> = (0..voters)
        .map(|_| {
            (0..1 + random() % 5)
                .map(|_| ((random() % projects).min(random() % projects) as u32, 1))
                .collect()
        })
        .collect();
    Election::new(VoteType::Approval, 30_000_000, list, ballots)
}

fn synthetic() {
    for (voters, bar) in [(250_000, 3.0), (500_000, 3.0), (1_000_000, 3.0)] {
        let election = made_up(voters, 300);
        let Some(rule) = Rule::named("mes_cost", &election) else { return };
        let ties = TieChain::lots("bench");
        let settings = Settings { rule, ties };
        let figure = median(|| {
            std::hint::black_box(count::count(&election, &settings));
        });
        line(
            &format!("made up, {voters} voters × 300 projects, mes_cost, without reading"),
            figure,
            bar,
            &Value::Null,
        );
    }
}
