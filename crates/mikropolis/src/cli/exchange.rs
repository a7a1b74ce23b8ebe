//! `mikropolis exchange`.

mod repair;

use anyhow::Context as _;
use exchange::market::Market;
use exchange::result::{self, Certificate, Form, Progress, ResultFile, RunOptions};
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Find exchange rings in want lists, check a result that somebody published, or repair it.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    after: Option<After>,
    /// Want lists: TradeMaximizer's format, or the plain form as .json or .csv.
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// The most people in a ring (2, 3 or 4); any number when left out.
    #[arg(long, value_name = "K")]
    max_ring: Option<usize>,
    /// The probability that a hand-over fails, such as 0.03; needs --max-ring.
    #[arg(long, value_name = "P", requires = "max_ring", default_value_t = 0.0)]
    fail: f64,
    /// The published seed that decides between equally good results.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Print the result file, with its proof.
    #[arg(long, conflicts_with = "html")]
    json: bool,
    /// Print a page with one slip per person.
    #[arg(long)]
    html: bool,
    /// The language of the page: pl, en or uk.
    #[arg(long, value_name = "LANGUAGE", default_value = "pl", value_parser = ["pl", "en", "uk"])]
    language: String,
    /// Where things are handed over, for the slips.
    #[arg(long, value_name = "PLACE", default_value = "")]
    place: String,
    /// When things are handed over, for the slips.
    #[arg(long, value_name = "TIME", default_value = "")]
    time: String,
}

#[derive(clap::Subcommand)]
enum After {
    /// Check a result file against its want lists, without solving anything again.
    Verify {
        /// The result file.
        result: PathBuf,
        /// The want lists it was made from.
        wants: PathBuf,
    },
    /// Plan again after drop-outs: what was handed over stays, as few others as possible are disturbed.
    Repair(repair::Arguments),
}

/// Exit code 2 means that the file was refused, 1 that a result does not hold.
pub fn run(arguments: &Arguments) -> ExitCode {
    let done = match (&arguments.after, &arguments.file) {
        (Some(After::Verify { result, wants }), _) => verify(result, wants),
        (Some(After::Repair(arguments)), _) => repair::run(arguments),
        (None, Some(file)) => solve(arguments, file),
        (None, None) => Err(anyhow::anyhow!("name a file with want lists")),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::from(2)
    })
}

/// The form by the file's ending.
fn form(path: &Path) -> Form {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "json" => Form::Json,
        "csv" => Form::Csv,
        _ => Form::WantLists,
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.display().to_string())
}

fn stated(result: &Path) -> anyhow::Result<ResultFile> {
    serde_json::from_slice(&read(result)?).with_context(|| result.display().to_string())
}

fn solve(arguments: &Arguments, file: &Path) -> anyhow::Result<ExitCode> {
    let input = read(file)?;
    let options = RunOptions { max_ring: arguments.max_ring, fail: arguments.fail };
    let mut teller = Teller::new();
    let (market, found) =
        result::run(&input, form(file), options, arguments.seed, &mut |step| teller.tell(step))
            .with_context(|| file.display().to_string())?;
    for note in market.notes().iter().take(20) {
        eprintln!("{}: line {}: {}: {}", file.display(), note.line, note.item, note.kind);
    }
    if market.notes().len() > 20 {
        eprintln!("{}: and {} more remarks", file.display(), market.notes().len() - 20);
    }
    let text = match (arguments.json, arguments.html) {
        (true, _) => serde_json::to_string(&found)? + "\n",
        (_, true) => page(arguments, &market, &found)?,
        _ => summary(&found),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn page(arguments: &Arguments, market: &Market, found: &ResultFile) -> anyhow::Result<String> {
    let locale = text::Locale::parse(&arguments.language).unwrap_or(text::Locale::Pl);
    let meeting = reports::exchange::Meeting { place: arguments.place.clone(), time: arguments.time.clone() };
    Ok(reports::exchange::page(locale, market, found, &meeting)?)
}

fn summary(found: &ResultFile) -> String {
    let mut text = format!(
        "{} trades, cost {}, {} households, longest ring {}\n",
        found.trades, found.cost, found.households, found.longest_ring
    );
    for receipt in &found.receives {
        text.push_str(&format!("{} gets {}\n", receipt.item, receipt.gets));
    }
    for entry in &found.unserved {
        let reason = serde_json::to_value(entry.reason).ok();
        let reason = reason.as_ref().and_then(|reason| reason.as_str()).unwrap_or_default();
        text.push_str(&format!("{} gets nothing: {}\n", entry.household, reason));
    }
    text
}

fn verify(result: &Path, wants: &Path) -> anyhow::Result<ExitCode> {
    let stated = stated(result)?;
    let input = read(wants)?;
    match exchange::verify::verify(&stated, &input, form(wants)) {
        Ok(verified) => {
            match verified.bound {
                None => println!(
                    "valid, proved best, and the draw follows seed {}; {} households get something{}",
                    stated.seed,
                    stated.households,
                    households_at_most(&stated)
                ),
                Some(_) if verified.best => println!("valid and proved best"),
                Some(bound) => {
                    println!(
                        "valid; nobody can do better than {}",
                        bound as f64 / exchange::bounded::UNIT as f64
                    );
                }
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(exchange::verify::VerifyError::Input(error)) => {
            Err(error).with_context(|| wants.display().to_string())
        }
        Err(error) => {
            eprintln!("{}: {error}", result.display());
            Ok(ExitCode::from(1))
        }
    }
}

/// How many households any best solution could serve, where that is more.
fn households_at_most(stated: &ResultFile) -> String {
    match stated.certificate {
        Certificate::Assignment { households_at_most, .. } if households_at_most > stated.households => {
            format!(" (no best result serves more than {households_at_most})")
        }
        _ => String::new(),
    }
}

/// Tells on standard error how far a run is once it takes longer than a moment.
struct Teller {
    started: Instant,
    screen: bool,
}

impl Teller {
    fn new() -> Self {
        Self { started: Instant::now(), screen: std::io::stderr().is_terminal() }
    }

    fn tell(&mut self, step: Progress) {
        use exchange::rings::Step;
        if self.started.elapsed().as_secs_f32() < 1.0 {
            return;
        }
        let text = match step {
            Progress::Read(items) => format!("{items} items read"),
            Progress::Rings(Step::Pruned(items)) => format!("{items} items can be in a ring"),
            Progress::Rings(Step::Optimal(items)) => {
                format!("best trades found; {items} items still have a choice")
            }
            Progress::Rings(Step::Households(count)) => format!("{count} households get something"),
            Progress::Rings(Step::Drawn) => "lots drawn".to_owned(),
            Progress::Bounded(found, bound) => {
                format!("{} trades, at most {}", found as f64 / 1e6, bound as f64 / 1e6)
            }
            Progress::Explaining => "looking for reasons".to_owned(),
        };
        let seconds = self.started.elapsed().as_secs();
        if self.screen {
            eprint!("\r\x1b[K{seconds} s: {text}");
            if matches!(step, Progress::Explaining) {
                eprintln!();
            }
        } else {
            eprintln!("{seconds} s: {text}");
        }
    }
}
