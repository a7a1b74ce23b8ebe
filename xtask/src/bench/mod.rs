//! `cargo xtask bench [NAME]`: each bench is one module that prints its own table.

use std::path::PathBuf;

mod count;
mod exchange;
mod opinions;
mod web;

/// A bench's name and what prints its table.
type Bench = (&'static str, fn() -> anyhow::Result<()>);

/// What to measure.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which bench; all of them when left out.
    #[arg(value_parser = ["web", "count", "opinions", "exchange"])]
    name: Option<String>,
}

/// Runs the named bench, or every bench.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let benches: [Bench; 4] =
        [("web", web::run), ("count", count::run), ("opinions", opinions::run), ("exchange", exchange::run)];
    for (name, bench) in benches {
        if arguments.name.as_deref().is_none_or(|wanted| wanted == name) {
            println!("== {name}");
            bench()?;
        }
    }
    Ok(())
}

/// The folder with the real data beside the checkout, if it lies there.
pub fn data_folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    folder.is_dir().then_some(folder)
}
