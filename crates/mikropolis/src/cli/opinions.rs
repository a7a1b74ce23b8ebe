//! `mikropolis opinions`.

mod columns;

use opinions::input::{Export, InputError, StatementList, VotesReader, read_comments};
use opinions::polis::PolisResult;
use opinions::{Drawing, Signs, draw};
use reports::opinions::Words;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use text::Locale;

/// Draw an opinion map from votes: what most agree on, what divides, and whether there are groups at all.
///
/// Votes are a Polis export or a table with the columns voter, statement, vote (1 agree, -1 disagree, 0 pass). Where
/// somebody answered twice, the last line counts.
#[derive(clap::Args)]
pub struct Arguments {
    /// The votes: voter-id, comment-id, vote.
    votes: PathBuf,
    /// The statements: comment-id, moderated, is-meta, comment-body.
    #[arg(long)]
    comments: Option<PathBuf>,
    /// Print all figures as JSON, in columns.
    #[arg(long, conflicts_with = "html")]
    json: bool,
    /// Write one self-contained page to this file.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Use the groups, priorities and lists of the Polis engine in the JSON, for comparison.
    #[arg(long, requires = "json")]
    like_polis: bool,
    /// -1 means agree in this file, as in the Polis engine's own database.
    #[arg(long)]
    minus_agrees: bool,
    /// Seed of everything that is drawn; the same seed gives the same result.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Language of the page and of the summary: pl, en or uk.
    #[arg(long, default_value = "pl", value_parser = super::language)]
    locale: Locale,
}

/// Exit code 2 means that a file was refused; why and at which line is told on standard error.
pub fn run(arguments: &Arguments) -> ExitCode {
    match work(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::from(2)
        }
    }
}

fn work(arguments: &Arguments) -> Result<(), String> {
    let comments = match &arguments.comments {
        Some(path) => Some(statements(path)?),
        None => None,
    };
    let export = votes(arguments, comments.as_ref())?;
    let drawing = draw(&export.table, arguments.seed);
    if arguments.json {
        let polis = arguments.like_polis.then(|| {
            let points = drawing.space.people(&export.table);
            PolisResult::of(&export.table, &drawing.space, &points)
        });
        println!("{}", columns::json(&export, &drawing, polis.as_ref(), arguments.seed));
        return Ok(());
    }
    match &arguments.html {
        Some(path) => write_page(arguments, path, &export, comments.as_ref(), &drawing),
        None => {
            print_summary(arguments.locale, &export, comments.as_ref(), &drawing);
            Ok(())
        }
    }
}

fn open(path: &Path) -> Result<(File, u64), String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(told)?;
    let length = file.metadata().map_err(told)?.len();
    Ok((file, length))
}

fn refused(path: &Path) -> impl Fn(InputError) -> String {
    let path = path.display().to_string();
    move |error| format!("{path}: {error}")
}

fn statements(path: &Path) -> Result<StatementList, String> {
    let (file, _) = open(path)?;
    read_comments(BufReader::new(file)).map_err(refused(path))
}

/// Reads the votes; on inputs that take a while a bar on standard error shows how far it is.
fn votes(arguments: &Arguments, comments: Option<&StatementList>) -> Result<Export, String> {
    const LONG: u64 = 16 << 20;
    let path = arguments.votes.as_path();
    let (file, length) = open(path)?;
    let bar =
        if length > LONG { indicatif::ProgressBar::new(length) } else { indicatif::ProgressBar::hidden() };
    let signs = if arguments.minus_agrees { Signs::MinusAgrees } else { Signs::PlusAgrees };
    let input = BufReader::with_capacity(1 << 20, bar.wrap_read(file));
    let mut reader = VotesReader::new(input, signs).map_err(refused(path))?;
    while reader.step().map_err(refused(path))? {}
    bar.finish_and_clear();
    reader.finish(comments).map_err(refused(path))
}

fn text_of<'a>(export: &'a Export, comments: Option<&'a StatementList>, index: usize) -> Option<&'a str> {
    Some(comments?.get(export.ids.statement(index))?.text.as_str())
}

fn write_page(
    arguments: &Arguments,
    path: &Path,
    export: &Export,
    comments: Option<&StatementList>,
    drawing: &Drawing,
) -> Result<(), String> {
    let text = |index: usize| text_of(export, comments, index);
    let id = |index: usize| export.ids.statement(index);
    let page = reports::opinions::page(arguments.locale, "", &drawing.map, text, id)
        .map_err(|error| error.to_string())?;
    std::fs::write(path, page).map_err(|error| format!("{}: {error}", path.display()))
}

fn print_summary(locale: Locale, export: &Export, comments: Option<&StatementList>, drawing: &Drawing) {
    let (summary, words) = (drawing.map.summary(), Words { locale });
    let name = |index: usize| match text_of(export, comments, index) {
        Some(text) if !text.is_empty() => {
            format!("{}. {}", export.ids.statement(index), text.replace('\n', " "))
        }
        _ => export.ids.statement(index).to_owned(),
    };
    println!("{}", words.finding(&summary));
    for view in summary.shared.iter().take(10) {
        println!("  {}\n    {}", name(view.statement), words.shared(view));
    }
    for view in summary.parting.iter().take(10) {
        println!("  {}\n    {}", name(view.statement), words.parting(view, &drawing.map));
    }
}
