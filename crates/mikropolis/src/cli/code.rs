//! `mikropolis code`.

use super::place::{self, Place};
use crate::founding::{code_for_another, code_if_empty};
use crate::texts::founding as t;
use kernel::Locale;
use print::{Paper, Size};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Print a code with which somebody founds a neighbourhood in the browser: the first one here, or one more.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// For how many days a code for one more neighbourhood is good.
    #[arg(long, default_value_t = 7)]
    days: i64,
    /// The address people type.
    #[arg(long, env = "MIKROPOLIS_ADDRESS", default_value = "http://127.0.0.1:8080")]
    address: String,
    /// Also a paper (PDF) with address, code and QR, to be printed.
    #[arg(long)]
    paper: Option<PathBuf>,
    /// In which language the paper is.
    #[arg(long, default_value = "pl", value_parser = super::language)]
    language: Locale,
    /// Only for the first neighbourhood: says nothing when somebody lives here already.
    #[arg(long)]
    first: bool,
}

/// Prints it.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(print(arguments))
}

async fn print(arguments: &Arguments) -> anyhow::Result<()> {
    let installation = arguments.place.open().await?;
    let address = format!("{}/init", arguments.address.trim_end_matches('/'));
    let (code, good) = match code_if_empty(&installation).await? {
        Some(code) => (code, "It is good until it was used.".to_owned()),
        None if arguments.first => return Ok(()),
        None => {
            let now = installation.store.now();
            let code = code_for_another(&installation.folder, now, now.plus_days(arguments.days))?;
            (code, format!("It works once, within {} days.", arguments.days))
        }
    };
    for line in print::qr_lines(&address)? {
        println!("{line}");
    }
    println!("Open {address} and type the code {code}\n{good}");
    if let Some(path) = &arguments.paper {
        write_paper(path, arguments.language, &address, &code)?;
        println!("{}: for printing", path.display());
    }
    Ok(())
}

fn write_paper(path: &Path, l: Locale, address: &str, code: &str) -> anyhow::Result<()> {
    let steps = [t::paper_open(l, address), t::paper_code(l).to_owned(), t::paper_questions(l).to_owned()];
    let paper = Paper::new(Size::A4, l, t::title(l))
        .qr(address, &t::paper_open(l, address))
        .steps(steps.iter().map(String::as_str))
        .code(t::field_code(l), code)
        .small(t::paper_secret(l))
        .finish()?;
    crate::installation::write_private(path, &paper)
}
