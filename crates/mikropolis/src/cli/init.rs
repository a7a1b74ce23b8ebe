//! `mikropolis init`.

use super::ask::ask;
use super::place::{self, Place};
use crate::founding::{Founding, found};
use anyhow::Context as _;
use kernel::Locale;
use std::path::PathBuf;
use std::process::ExitCode;

/// Found your own neighbourhood; asks for what is left out.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// What the place is called.
    #[arg(long)]
    name: Option<String>,
    /// Languages of its pages, its own first.
    #[arg(long, default_value = "pl,en,uk", value_delimiter = ',')]
    languages: Vec<String>,
    /// Who is responsible: a person or an organisation.
    #[arg(long)]
    responsible: Option<String>,
    /// Their phone.
    #[arg(long)]
    phone: Option<String>,
    /// Their e-mail.
    #[arg(long, default_value = "")]
    email: String,
    /// Where letters go.
    #[arg(long, default_value = "")]
    address: String,
    /// The first administrator's name.
    #[arg(long)]
    administrator: Option<String>,
    /// The second administrator's name.
    #[arg(long)]
    second: Option<String>,
    /// The first place, where neighbours meet.
    #[arg(long, default_value = "")]
    first_place: String,
    /// Its address.
    #[arg(long, default_value = "")]
    first_place_address: String,
    /// A GeoJSON file with the boundary.
    #[arg(long)]
    boundary: Option<PathBuf>,
    /// The address people type in the browser.
    #[arg(long, env = "MIKROPOLIS_ADDRESS", default_value = "http://127.0.0.1:8080")]
    site: String,
}

/// Founds it and prints the two administrators' links.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(init(arguments))
}

async fn init(arguments: &Arguments) -> anyhow::Result<()> {
    let founding = Founding {
        name: ask("Name of the neighbourhood", "--name", &arguments.name)?,
        languages: languages(&arguments.languages)?,
        responsible: ask("Responsible person or organisation", "--responsible", &arguments.responsible)?,
        phone: ask("Phone", "--phone", &arguments.phone)?,
        email: arguments.email.clone(),
        address: arguments.address.clone(),
        administrator: ask("Your name", "--administrator", &arguments.administrator)?,
        second: ask("Name of the second administrator", "--second", &arguments.second)?,
        place: arguments.first_place.clone(),
        place_address: arguments.first_place_address.clone(),
        boundary: match &arguments.boundary {
            None => Vec::new(),
            Some(path) => {
                let file = std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                commons::ground::read(&file)
                    .map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?
            }
        },
    };
    let installation = arguments.place.open().await?;
    let names = [founding.administrator.clone(), founding.second.clone()];
    let founded = found(&installation.store, founding).await?;
    let site = arguments.site.trim_end_matches('/');
    println!("{site}/{}", founded.slug);
    for (name, token) in names.iter().zip(&founded.links) {
        println!("{name}: {site}{}", crate::links::path(&founded.slug, token));
    }
    Ok(())
}

fn languages(codes: &[String]) -> anyhow::Result<Vec<Locale>> {
    codes
        .iter()
        .map(|code| Locale::parse(code).with_context(|| format!("{code} is none of pl, en, uk")))
        .collect()
}
