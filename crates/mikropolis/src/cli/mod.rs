//! What can be typed after `mikropolis`: one module per command.

mod count;
mod exchange;
mod opinions;
mod pb;

use std::process::ExitCode;

/// Mikropolis: the power of the local community.
#[derive(clap::Parser)]
#[command(name = "mikropolis", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Count(count::Arguments),
    Pb(pb::Arguments),
    Opinions(opinions::Arguments),
    Exchange(exchange::Arguments),
}

impl Arguments {
    /// Carries the command out; exit code 2 means that the input was refused.
    pub fn run(self) -> ExitCode {
        match self.command {
            Command::Count(arguments) => count::run(&arguments),
            Command::Pb(arguments) => pb::run(&arguments),
            Command::Opinions(arguments) => opinions::run(&arguments),
            Command::Exchange(arguments) => exchange::run(&arguments),
        }
    }
}
