//! `mikropolis pb`: Pabulib files.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;

use count::pabulib::{Problem, Severity};
use text::Locale;

/// Look after Pabulib files.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Say what is wrong with a file: line, column, reason, and what to do.
    Check {
        /// The file.
        file: PathBuf,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
        /// Language of the findings: pl, en or uk.
        #[arg(long, default_value = "pl", value_parser = super::language)]
        locale: Locale,
    },
}

/// Exit code 2 means that the file cannot be counted.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks by printing")]
pub fn run(arguments: &Arguments) -> ExitCode {
    let Command::Check { file, json, locale } = &arguments.command;
    let source = match File::open(file) {
        Ok(source) => BufReader::with_capacity(1 << 16, source),
        Err(error) => {
            eprintln!("{}: {error}", file.display());
            return ExitCode::from(2);
        }
    };
    let (problems, summary) = match count::pabulib::read(source) {
        Ok(reading) => {
            let election = &reading.election;
            let (projects, voters) = (election.projects.len(), election.voters);
            let summary =
                format!("{projects} projects, {voters} voters, {} ballots differ", election.ballots.len());
            let mut problems = reading.warnings;
            problems.extend(count::pabulib::recount(election));
            (problems, Some(summary))
        }
        Err(refused) => (refused.problems, None),
    };
    if *json {
        let values: Vec<serde_json::Value> =
            problems.iter().map(|problem| with_words(problem, *locale)).collect();
        println!("{}", serde_json::to_string_pretty(&values).unwrap_or_default());
    } else {
        for problem in &problems {
            print_problem(file.display(), problem, *locale);
        }
        if let Some(summary) = &summary {
            println!("{}: can be counted: {summary}; {} warnings", file.display(), problems.len());
        }
    }
    ExitCode::from(if summary.is_some() { 0 } else { 2 })
}

/// A finding as data, and in words.
fn with_words(problem: &Problem, locale: Locale) -> serde_json::Value {
    let mut value = serde_json::to_value(problem).unwrap_or_default();
    if let Some(map) = value.as_object_mut() {
        map.insert("what".to_owned(), reports::problems::what(locale, &problem.reason).into());
        map.insert("remedy".to_owned(), reports::problems::remedy(locale, &problem.reason).into());
    }
    value
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks by printing")]
fn print_problem(file: std::path::Display<'_>, problem: &Problem, locale: Locale) {
    let said = reports::problems::sentence(locale, problem);
    match problem.severity {
        Severity::Error => eprintln!("{file}: {said}"),
        Severity::Warning => println!("{file}: {said}"),
    }
}
