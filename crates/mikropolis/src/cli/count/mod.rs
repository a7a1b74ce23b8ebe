//! `mikropolis count`.

mod alternatives;
mod edition;
mod input;
mod show;
mod verify;

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use alternatives::all_rules;
use count::rules::equal_shares::Completion;
use count::{Count, Criterion, Election, Rule, Settings, TieChain};
use edition::count_edition;
use input::{read, write_marked};
use reports::counting::{Report, html, receipt};
use show::table;
use text::Locale;
use verify::verify;

/// Count a participatory budget from a Pabulib file, or check a result.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The file of votes; with --plan, the files are named in the plan.
    #[arg(required_unless_present = "plan")]
    file: Option<PathBuf>,
    /// The rule; the file's own where nothing is said. `mikropolis count rules` lists them.
    #[arg(long)]
    rule: Option<String>,
    /// What an Equal Shares rule does with money left: none, add1, add1u, add1_city, utilitarian.
    #[arg(long)]
    completion: Option<String>,
    /// What decides between equal projects: `reference`, or criteria separated by commas
    /// (`lower_cost`, `higher_cost`, `more_votes`, `lot`, `project_id`).
    #[arg(long)]
    ties: Option<String>,
    /// The published seed of the lots.
    #[arg(long, default_value = "")]
    seed: String,
    /// Count a whole edition by a plan.
    #[arg(long, conflicts_with_all = ["rule", "completion", "ties", "seed", "all_rules", "pb", "voter"])]
    plan: Option<PathBuf>,
    /// Count by every rule and compare.
    #[arg(long)]
    all_rules: bool,
    /// Print the result as JSON.
    #[arg(long)]
    json: bool,
    /// Write the result as a page; with --plan of the whole edition, with --all-rules of the comparison.
    #[arg(long)]
    html: Option<PathBuf>,
    /// Write the file of votes again, with the winners marked.
    #[arg(long)]
    pb: Option<PathBuf>,
    /// Print what became of the share of one voter, by id.
    #[arg(long)]
    voter: Option<String>,
    /// Language of sentences and pages: pl, en or uk.
    #[arg(long, default_value = "pl", value_parser = super::language)]
    locale: Locale,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Check a result file without trusting whoever counted.
    Verify {
        /// The result, as printed with --json.
        result: PathBuf,
        /// The file of votes.
        file: PathBuf,
        /// The published seed; without it the seed of the result is taken.
        #[arg(long)]
        seed: Option<String>,
        /// Language of what is said about the file: pl, en or uk.
        #[arg(long, default_value = "pl", value_parser = super::language)]
        locale: Locale,
    },
    /// List the rules.
    Rules,
}

/// Why nothing was counted; the exit code is 2.
struct Refused(String);

impl<E: std::fmt::Display> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Exit code 2 means that the file was refused, 1 that a result did not pass.
#[expect(clippy::print_stderr, reason = "a command talks by printing")]
pub fn run(arguments: &Arguments) -> ExitCode {
    match answer(arguments) {
        Ok(code) => code,
        Err(Refused(reason)) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

fn answer(arguments: &Arguments) -> Result<ExitCode, Refused> {
    match (&arguments.command, &arguments.plan, &arguments.file) {
        (Some(Command::Rules), ..) => {
            say(&format!("{}\n", count::RULE_NAMES.join("\n")))?;
            Ok(ExitCode::SUCCESS)
        }
        (Some(Command::Verify { result, file, seed, locale }), ..) => {
            verify(result, file, seed.as_deref(), *locale)
        }
        (None, Some(plan), _) => count_edition(arguments, plan),
        (None, None, Some(file)) => count_file(arguments, file),
        (None, None, None) => Err(Refused("name a file of votes, or a plan with --plan".to_owned())),
    }
}

fn say(text: &str) -> Result<(), Refused> {
    let mut output = std::io::stdout().lock();
    output.write_all(text.as_bytes())?;
    Ok(output.flush()?)
}

/// Name and settings to count with.
fn settings(arguments: &Arguments, election: &Election) -> Result<(String, Settings), Refused> {
    let (name, mut rule) = match arguments.rule.as_deref() {
        None => {
            let official = count::official(election);
            let name = election.meta.get("rule").unwrap_or("greedy").to_owned();
            (name, official.settings.rule)
        }
        Some(name) => {
            let full = if name == "mes" { "mes_cost_add1_city" } else { name };
            let unknown = || {
                Refused(format!("rule “{name}” is not known; use one of: {}", count::RULE_NAMES.join(", ")))
            };
            (full.to_owned(), Rule::named(full, election).ok_or_else(unknown)?)
        }
    };
    let mut name = name;
    if let Some(completion) = &arguments.completion {
        let Rule::EqualShares(rule) = &mut rule else {
            return Err(Refused("--completion goes with Equal Shares rules (mes_…)".to_owned()));
        };
        let Some(known) = self::completion(completion) else {
            return Err(Refused(format!(
                "completion “{completion}” is not known; use none, add1, add1u, add1_city or utilitarian"
            )));
        };
        rule.completion = known;
        name = format!("{name}+{completion}");
    }
    let ties = match arguments.ties.as_deref() {
        None => TieChain::lots(&arguments.seed),
        Some("reference") => rule.reference_ties(),
        Some(list) => {
            let unknown = |name: &str| {
                Refused(format!(
                    "tie criterion “{name}” is not known; use reference, lower_cost, higher_cost, more_votes, lot or project_id"
                ))
            };
            let criteria: Result<Vec<Criterion>, Refused> =
                list.split(',').map(|name| Criterion::parse(name).ok_or_else(|| unknown(name))).collect();
            TieChain { criteria: criteria?, seed: arguments.seed.clone() }
        }
    };
    if let Rule::EqualShares(rule) = &mut rule {
        rule.threads = std::thread::available_parallelism().map_or(1, usize::from);
    }
    Ok((name, Settings { rule, ties }))
}

/// A way to complete Equal Shares, by its name.
fn completion(name: &str) -> Option<Completion> {
    Some(match name {
        "none" => Completion::None,
        "add1" => Completion::Add1,
        "add1u" => Completion::Add1Utilitarian,
        "add1_city" => Completion::Add1City,
        "utilitarian" => Completion::Utilitarian,
        _ => return None,
    })
}

/// Counts, with a line of progress for people who wait.
fn count_with_progress(election: &Election, settings: &Settings) -> Count {
    let shown = std::io::stderr().is_terminal();
    let (start, mut last) = (Instant::now(), Instant::now());
    let mut progress = |step: u64| {
        if last.elapsed() > Duration::from_secs(1) {
            last = Instant::now();
            let line = format!("{} s: share raised {step} times", start.elapsed().as_secs());
            let end = if shown { "\r" } else { "\n" };
            // Nothing is lost where nobody can read it.
            let _ = write!(std::io::stderr(), "{line}{end}");
        }
    };
    count::count_with(election, &settings.rule, &settings.ties.order(election), &mut progress)
}

fn count_file(arguments: &Arguments, file: &Path) -> Result<ExitCode, Refused> {
    let (election, sha256) = read(file, arguments.locale)?;
    if arguments.all_rules {
        return all_rules(arguments, &election);
    }
    let (name, settings) = settings(arguments, &election)?;
    let count = count_with_progress(&election, &settings);
    let locale = arguments.locale;
    if let Some(id) = &arguments.voter {
        let voter =
            election.voter_ids.find(id).ok_or_else(|| Refused(format!("there is no voter “{id}”")))?;
        let found = count::receipt(&election, &settings.rule, &count, voter);
        let found = found.ok_or_else(|| Refused(format!("there is no voter “{id}”")))?;
        say(&format!("{}\n", receipt(locale, &election, &found).join("\n")))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(path) = &arguments.pb {
        write_marked(file, path, &election, &count)?;
    }
    let explanations = count::explain(&election, &settings.rule, &settings.ties.order(&election), &count);
    let result = count::result_file(
        &election,
        (&name, &settings.rule),
        &settings.ties,
        &count,
        &explanations,
        &sha256,
    );
    if let Some(path) = &arguments.html {
        let report = Report {
            election: &election,
            rule: &settings.rule,
            count: &count,
            explanations: &explanations,
            result: &result,
        };
        std::fs::write(path, html(&report, locale)?)?;
    }
    if arguments.json {
        say(&format!("{}\n", serde_json::to_string_pretty(&result)?))?;
    } else {
        say(&table(&election, &settings.rule, &count, &explanations, &result, locale))?;
    }
    Ok(ExitCode::from(u8::from(result.second_count == "differs")))
}
