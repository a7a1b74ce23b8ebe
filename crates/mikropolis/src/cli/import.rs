//! `mikropolis import`.

use super::place::{self, Place};
use kernel::{Day, Locale};
use participation::budget::acts::{Named, Told};
use std::path::PathBuf;
use std::process::ExitCode;

/// Bring things in from files.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// A whole neighbourhood from a folder.
    Neighbourhood {
        /// The folder with `neighbourhood.toml`.
        from: PathBuf,
    },
    /// A counted vote from a Pabulib file, as a draft that an officer looks at and publishes.
    Budget {
        /// The file, `….pb`.
        file: PathBuf,
        /// The neighbourhood's address; may be left out where there is only one.
        #[arg(long)]
        to: Option<String>,
        /// What to call it; left out: what the file calls itself.
        #[arg(long, default_value = "")]
        title: String,
        /// Open to appeal until this day (`2026-10-15`): no other way of counting is shown before.
        #[arg(long, value_parser = day)]
        appeals_until: Option<Day>,
        /// Publish it at once.
        #[arg(long)]
        publish: bool,
    },
}

fn day(words: &str) -> Result<Day, String> {
    Day::parse(words).ok_or_else(|| "write the day like 2026-10-15".to_owned())
}

/// Imports, saying what was done.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(async {
        let installation = arguments.place.open().await?;
        match &arguments.what {
            What::Neighbourhood { from } => {
                crate::import::neighbourhood(&installation, from, &|step| println!("{step}")).await?;
            }
            What::Budget { file, to, title, appeals_until, publish } => {
                let community = installation.community_or_only(to.as_deref()).await?;
                let named = Named { lang: Locale::Pl, title: title.clone(), about: String::new() };
                let told =
                    Told { named, translated: Vec::new(), appeals_until: *appeals_until, sample: false };
                let said =
                    crate::import::budget::file(&installation, community, file, told, *publish).await?;
                println!("{said}");
            }
        }
        Ok(())
    })
}
