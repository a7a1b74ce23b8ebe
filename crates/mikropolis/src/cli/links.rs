//! `mikropolis link`.

use super::place::{self, Place};
use anyhow::Context as _;
use kernel::Actor;
use std::process::ExitCode;

/// Print one-time links for signing in: for somebody by name, or for the first member of each role.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// The neighbourhood's address, such as `nowa-huta`.
    neighbourhood: String,
    /// Whose; one for each role when left out.
    #[arg(long)]
    name: Option<String>,
    /// The address people type.
    #[arg(long, env = "MIKROPOLIS_ADDRESS", default_value = "http://127.0.0.1:8080")]
    address: String,
    /// For how many hours they are good.
    #[arg(long, default_value_t = 24)]
    hours: i64,
}

/// Prints the links.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(print(arguments))
}

async fn print(arguments: &Arguments) -> anyhow::Result<()> {
    let installation = arguments.place.open().await?;
    let community = installation.community(&arguments.neighbourhood).await?;
    let operator = Actor::operator(community);
    let wanted = arguments.name.clone();
    let whom =
        installation.store.read(operator, move |seen| crate::links::whom(seen, wanted.as_deref())).await?;
    anyhow::ensure!(!whom.is_empty(), "nobody here by that name");
    for (label, member) in whom {
        let token = people::sign_in::print_link(&installation.store, community, member, arguments.hours)
            .await
            .with_context(|| format!("a link for {label}"))?;
        let path = crate::links::path(&arguments.neighbourhood, &token);
        println!("{label}: {}{path}", arguments.address.trim_end_matches('/'));
    }
    Ok(())
}
