//! Figures of the `opinions` engine: a release build in a process of its own for every size, so that peak memory is
//! that of one conversation. Seconds are processor seconds of one thread.

use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Sizes whose limits were promised: people, statements, seconds, megabytes.
const PROMISED: [(usize, usize, f64, f64); 2] = [(20_000, 500, 0.3, 100.0), (100_000, 1_000, 2.0, 300.0)];
/// About 10^4, 10^5, 10^6 and 10^7 votes at about 38 votes a person.
const GROWTH: [(usize, usize); 4] = [(260, 500), (2_600, 500), (26_000, 500), (260_000, 500)];

/// Prints what was measured.
pub fn run() -> anyhow::Result<()> {
    let program = build()?;
    println!("synthetic votes, three blocs, seed 42, about 38 votes a person; processor seconds, one thread");
    println!();
    for (people, statements, seconds, megabytes) in PROMISED {
        promised(&program, people, statements, seconds, megabytes)?;
    }
    growth(&program)
}

/// Builds the measuring program and gives its path.
fn build() -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let arguments = ["build", "--release", "--quiet", "-p", "mikropolis-opinions", "--example", "measure"];
    let status = Command::new(cargo).args(arguments).current_dir(&root).status().context("cargo")?;
    anyhow::ensure!(status.success(), "the measuring program does not build");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(root.join(target).join("release/examples/measure"))
}

/// One line of figures: the measuring program prints a flat JSON object.
struct Figures(String);

impl Figures {
    fn measure(program: &Path, people: usize, statements: usize) -> anyhow::Result<Self> {
        let output = Command::new(program)
            .args([people.to_string(), statements.to_string()])
            .output()
            .with_context(|| program.display().to_string())?;
        anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(Self(String::from_utf8(output.stdout)?))
    }

    fn number(&self, name: &str) -> f64 {
        number_after(&self.0, name).unwrap_or(f64::NAN)
    }
}

/// The number behind `"name":` in a JSON text.
fn number_after(text: &str, name: &str) -> Option<f64> {
    let rest = text.split(&format!("\"{name}\":")).nth(1)?.trim_start();
    let end = rest.find([',', '}', '\n', ' ']).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

fn promised(
    program: &Path,
    people: usize,
    statements: usize,
    seconds: f64,
    megabytes: f64,
) -> anyhow::Result<()> {
    let figures = Figures::measure(program, people, statements)?;
    let f = |name: &str| figures.number(name);
    println!("{people} people x {statements} statements, {} votes", f("votes"));
    println!("  axes from nothing            {:8.3} s", f("axes_seconds"));
    println!("  everything, groups and gates {:8.3} s   (promised {seconds} s)", f("everything_seconds"));
    println!("  peak memory, one drawing     {:8.1} MB  (promised {megabytes} MB)", f("rebuild_peak_mb"));
    println!("  peak memory, following votes {:8.1} MB", f("live_peak_mb"));
    println!("  one vote, mean of 500        {:8.3} ms  (promised 1 ms)", f("vote_mean_ms"));
    println!("  loadings off after 500 votes {:8.1e}", f("vote_axis_error"));
    println!("  all points anew              {:8.1} ms  (promised 60 ms)", f("points_seconds") * 1e3);
    peers(people, statements, f("everything_seconds"), f("rebuild_peak_mb"));
    println!();
    Ok(())
}

/// Ratios to what others took on votes of the same recipe and size (measured once, on a loaded machine).
fn peers(people: usize, statements: usize, seconds: f64, megabytes: f64) {
    let file = super::data_folder().map(|folder| folder.join("polis/bench.json"));
    let Some(text) = file.and_then(|file| std::fs::read_to_string(file).ok()) else {
        println!("  peers: figures absent, skipped");
        return;
    };
    let Some(part) = text.split(&format!("\"{people}x{statements}\"")).nth(1) else { return };
    let of =
        |block: &str| part.split(&format!("\"{block}\"")).nth(1).and_then(|rest| number_after(rest, "total"));
    match of("reddwarf_seconds").filter(|_| !part.contains("not finished") || people < 100_000) {
        Some(peer) => println!("  red-dwarf {peer} s without gates: {:.0} times ours", peer / seconds),
        None => {
            println!("  red-dwarf did not finish in about 400 s: more than {:.0} times ours", 400.0 / seconds)
        }
    }
    if let Some(peer) = number_after(part, "reddwarf_peak_rss_mb") {
        println!("  red-dwarf {peer} MB: {:.0} times ours", peer / megabytes);
    }
    if let Some(peer) = of("sparse_seconds") {
        println!("  NumPy, O(votes), {peer} s without gates: {:.1} times ours", peer / seconds);
    }
}

fn growth(program: &Path) -> anyhow::Result<()> {
    println!("growth          votes       axes s  per million   everything s  per million     MB");
    for (people, statements) in GROWTH {
        let figures = Figures::measure(program, people, statements)?;
        let f = |name: &str| figures.number(name);
        let millions = f("votes") / 1e6;
        let (axes, all) = (f("axes_seconds"), f("everything_seconds"));
        println!(
            "          {:>11} {axes:12.3} {:12.3} {all:14.3} {:12.3} {:6.0}",
            f("votes"),
            axes / millions,
            all / millions,
            f("rebuild_peak_mb")
        );
    }
    Ok(())
}
