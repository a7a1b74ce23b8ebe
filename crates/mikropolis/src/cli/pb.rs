//! `mikropolis pb`: Pabulib files.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;

use count::pabulib::{Problem, Severity};

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
    },
}

/// Exit code 2 means that the file cannot be counted.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks by printing")]
pub fn run(arguments: &Arguments) -> ExitCode {
    let Command::Check { file, json } = &arguments.command;
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
            (reading.warnings, Some(summary))
        }
        Err(refused) => (refused.problems, None),
    };
    if *json {
        println!("{}", serde_json::to_string_pretty(&problems).unwrap_or_default());
    } else {
        for problem in &problems {
            print_problem(file.display(), problem);
        }
        if let Some(summary) = &summary {
            println!("{}: can be counted: {summary}; {} warnings", file.display(), problems.len());
        }
    }
    ExitCode::from(if summary.is_some() { 0 } else { 2 })
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a command talks by printing")]
fn print_problem(file: std::path::Display<'_>, problem: &Problem) {
    match problem.severity {
        Severity::Error => eprintln!("{file}: {problem}"),
        Severity::Warning => println!("{file}: {problem}"),
    }
}
