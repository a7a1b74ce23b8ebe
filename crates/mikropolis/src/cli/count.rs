//! `mikropolis count`.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use count::plan::{Plan, PoolResult, count_plan};
use count::rules::equal_shares::Completion;
use count::{Count, Criterion, Election, ResultFile, Rule, Settings, TieChain};
use reports::counting::{Report, amount, explanation, html, receipt};
use text::Locale;

/// Count a participatory budget from a Pabulib file, or check a result.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The file of votes; with --plan, the files are named in the plan.
    #[arg(required_unless_present = "plan")]
    file: Option<PathBuf>,
    /// The rule; the file's own where nothing is said. See --list-rules.
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
    #[arg(long)]
    plan: Option<PathBuf>,
    /// Count by every rule and compare.
    #[arg(long)]
    all_rules: bool,
    /// Print the result as JSON.
    #[arg(long)]
    json: bool,
    /// Write the result as a page.
    #[arg(long)]
    html: Option<PathBuf>,
    /// Write the file of votes again, with the winners marked.
    #[arg(long)]
    pb: Option<PathBuf>,
    /// Print what became of the share of one voter, by id.
    #[arg(long)]
    voter: Option<String>,
    /// Language of sentences and page: pl, en, uk.
    #[arg(long, default_value = "pl")]
    locale: String,
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
        (Some(Command::Verify { result, file, seed }), ..) => verify(result, file, seed.as_deref()),
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

/// An election, and the bytes it came from.
fn read(file: &Path) -> Result<(Election, Vec<u8>), Refused> {
    let bytes = std::fs::read(file).map_err(|error| Refused(format!("{}: {error}", file.display())))?;
    match count::pabulib::read(bytes.as_slice()) {
        Ok(reading) => Ok((reading.election, bytes)),
        Err(refused) => {
            let errors = refused.problems.iter().filter(|p| p.severity == count::pabulib::Severity::Error);
            let lines: Vec<String> = errors.map(|problem| format!("{}: {problem}", file.display())).collect();
            Err(Refused(lines.join("\n")))
        }
    }
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
        rule.completion = match completion.as_str() {
            "none" => Completion::None,
            "add1" => Completion::Add1,
            "add1u" => Completion::Add1Utilitarian,
            "add1_city" => Completion::Add1City,
            "utilitarian" => Completion::Utilitarian,
            other => {
                return Err(Refused(format!(
                    "completion “{other}” is not known; use none, add1, add1u, add1_city or utilitarian"
                )));
            }
        };
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
    let (election, bytes) = read(file)?;
    if arguments.all_rules {
        return all_rules(arguments, &election);
    }
    let (name, settings) = settings(arguments, &election)?;
    let count = count_with_progress(&election, &settings);
    let locale =
        Locale::parse(&arguments.locale).ok_or_else(|| Refused("--locale is pl, en or uk".to_owned()))?;
    if let Some(id) = &arguments.voter {
        let voter =
            election.voter_ids.find(id).ok_or_else(|| Refused(format!("there is no voter “{id}”")))?;
        let found = count::receipt(&election, &settings.rule, &count, voter);
        let found = found.ok_or_else(|| Refused(format!("there is no voter “{id}”")))?;
        say(&format!("{}\n", receipt(locale, &election, &found).join("\n")))?;
        return Ok(ExitCode::SUCCESS);
    }
    let sha256 = count::sha256(&bytes);
    if let Some(path) = &arguments.pb {
        write_marked(path, &bytes, &election, &count)?;
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

/// The result for reading in a terminal.
fn table(
    election: &Election,
    rule: &Rule,
    count: &Count,
    explanations: &[count::Explanation],
    result: &ResultFile,
    locale: Locale,
) -> String {
    let money = |value| amount(locale, &election.currency, value);
    let mut text = format!("{}: {} / {}\n", result.rule, money(count.total_cost), money(election.budget));
    if let Some(endowment) = &result.endowment {
        text.push_str(&format!("share {endowment}\n"));
    }
    for explained in explanations {
        let project = &election.projects[explained.project];
        let mark = if count.selected.contains(&explained.project) { "+" } else { " " };
        let why = explanation(locale, election, rule, explained);
        text.push_str(&format!(
            "{mark} {}\t{}\t{}\t{}\n",
            project.id,
            explained.support.points,
            money(project.cost),
            why
        ));
    }
    text.push_str(&format!(
        "ties {}, second count {}, log {}\n",
        count.tied_rounds, result.second_count, result.log_sha256
    ));
    text
}

fn write_marked(path: &Path, bytes: &[u8], election: &Election, count: &Count) -> Result<(), Refused> {
    let mut document = count::pabulib::Document::read(bytes, &count::pabulib::Limits::default())?;
    let code = |id: &str| match election.project(id) {
        Some(project) if count.selected.contains(&project) => 1,
        Some(project) if count.topped_up.contains(&project) => 2,
        _ => 0,
    };
    document.set_selected(code);
    Ok(std::fs::write(path, document.write())?)
}

/// All rules side by side; the slow yardsticks are left to be asked for by name.
fn all_rules(arguments: &Arguments, election: &Election) -> Result<ExitCode, Refused> {
    let mut lines = Vec::new();
    let mut json = serde_json::Map::new();
    for name in count::RULE_NAMES.iter().filter(|name| !name.starts_with("ees_")) {
        if *name == "cstv" && election.vote_type.is_approval() {
            continue;
        }
        let Some(rule) = Rule::named(name, election) else { continue };
        let ties = match arguments.ties.as_deref() {
            Some("reference") => rule.reference_ties(),
            _ => TieChain::lots(&arguments.seed),
        };
        let count = count_with_progress(election, &Settings { rule, ties });
        let figures = count::figures(election, &count);
        lines.push(format!(
            "{name:<26} winners {:>4}  spent {:>5.1} %  voters with a winner {:>5.1} %  mean {:>5.2}  Gini {:.3}",
            figures.winners,
            figures.spent_share * 100.0,
            figures.voters_with_winner_share * 100.0,
            figures.mean_winners,
            figures.gini,
        ));
        let value = serde_json::json!({ "selected": election.ids(&count.selected), "figures": figures });
        json.insert((*name).to_owned(), value);
    }
    let text = if arguments.json { serde_json::to_string_pretty(&json)? } else { lines.join("\n") };
    say(&format!("{text}\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn count_edition(arguments: &Arguments, path: &Path) -> Result<ExitCode, Refused> {
    let text =
        std::fs::read_to_string(path).map_err(|error| Refused(format!("{}: {error}", path.display())))?;
    let plan = Plan::parse(&text).map_err(|problem| Refused(format!("{}: {problem}", path.display())))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let elections: Result<Vec<Election>, Refused> =
        plan.pools.iter().map(|pool| read(&folder.join(&pool.file)).map(|read| read.0)).collect();
    let results =
        count_plan(&plan, elections?).map_err(|problem| Refused(format!("{}: {problem}", path.display())))?;
    if arguments.json {
        let pools: Vec<serde_json::Value> =
            plan.pools.iter().zip(&results).map(|(pool, result)| pool_json(pool, result)).collect();
        say(&format!(
            "{}\n",
            serde_json::to_string_pretty(&serde_json::json!({ "edition": plan.edition, "pools": pools }))?
        ))?;
    } else {
        for result in &results {
            let money = |value| result.election.currency.plain(value);
            let ids = |list: &[usize]| result.election.ids(list).join(", ");
            let mut line = format!(
                "{}: {} of {}: {}\n",
                result.name,
                money(result.count.total_cost),
                money(result.election.budget),
                ids(&result.count.selected)
            );
            if !result.reserve.is_empty() {
                line.push_str(&format!("  reserve: {}\n", ids(&result.reserve)));
            }
            if let Some((pool, left)) = &result.passed_on {
                line.push_str(&format!("  {} to {pool}\n", money(*left)));
            }
            say(&line)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn pool_json(pool: &count::plan::Pool, result: &PoolResult) -> serde_json::Value {
    let election = &result.election;
    let money = |value| election.currency.plain(value);
    let received: Vec<_> = result
        .received
        .iter()
        .map(|(from, value)| serde_json::json!({ "from": from, "amount": money(*value) }))
        .collect();
    serde_json::json!({
        "name": result.name,
        "rule": pool.rule,
        "cite": pool.cite,
        "budget": money(election.budget),
        "received": received,
        "selected": election.ids(&result.count.selected),
        "topped_up": election.ids(&result.count.topped_up),
        "reserve": election.ids(&result.reserve),
        "total_cost": money(result.count.total_cost),
        "passed_on": result.passed_on.as_ref().map(|(to, value)| serde_json::json!({ "to": to, "amount": money(*value) })),
        "unspent": money(result.unspent),
        "log": count::log_lines(election, &result.count.events),
    })
}

fn verify(result: &Path, file: &Path, seed: Option<&str>) -> Result<ExitCode, Refused> {
    let text =
        std::fs::read_to_string(result).map_err(|error| Refused(format!("{}: {error}", result.display())))?;
    let result: ResultFile =
        serde_json::from_str(&text).map_err(|error| Refused(format!("{}: {error}", result.display())))?;
    let (election, bytes) = read(file)?;
    let rule = match result.rule.split_once('+') {
        None if Rule::named(&result.rule, &election).is_none() => {
            Some(count::official(&election).settings.rule)
        }
        None => Rule::named(&result.rule, &election),
        Some((name, completion)) => with_completion(Rule::named(name, &election), completion),
    };
    let rule = rule.ok_or_else(|| Refused(format!("rule “{}” is not known", result.rule)))?;
    let verification = count::verify(&result, &election, &rule, &count::sha256(&bytes));
    let seed_holds = seed.is_none_or(|seed| seed == result.seed);
    for check in &verification.checks {
        let mark = match check.holds {
            Some(true) => "holds",
            Some(false) if check.needed => "FAILS",
            Some(false) => "does not hold (not promised by every rule)",
            None => "not applicable",
        };
        say(&format!("{:<11} {mark}: {}\n", check.name, check.detail))?;
    }
    if !seed_holds {
        say("seed        FAILS: the result names another seed\n")?;
    }
    let accepted = verification.accepted() && seed_holds;
    say(if accepted { "accepted\n" } else { "rejected\n" })?;
    Ok(ExitCode::from(u8::from(!accepted)))
}

fn with_completion(rule: Option<Rule>, completion: &str) -> Option<Rule> {
    let Some(Rule::EqualShares(mut rule)) = rule else { return rule };
    rule.completion = match completion {
        "none" => Completion::None,
        "add1" => Completion::Add1,
        "add1u" => Completion::Add1Utilitarian,
        "add1_city" => Completion::Add1City,
        "utilitarian" => Completion::Utilitarian,
        _ => return None,
    };
    Some(Rule::EqualShares(rule))
}
