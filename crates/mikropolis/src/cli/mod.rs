//! What can be typed after `mikropolis`: one module per command.

mod ask;
mod backup;
mod bounce;
mod code;
mod copy;
mod count;
mod doctor;
mod exchange;
mod import;
mod init;
mod links;
mod opinions;
mod pb;
mod place;
mod policy;
mod post;
mod restore;
mod secure;
mod serve;
mod setup;
mod upgrade;

use std::process::ExitCode;
use text::Locale;

/// Mikropolis: the power of the local community.
#[derive(clap::Parser)]
#[command(name = "mikropolis", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Setup(setup::Arguments),
    Init(init::Arguments),
    Code(code::Arguments),
    Serve(serve::Arguments),
    Import(import::Arguments),
    Link(links::Arguments),
    Policy(policy::Arguments),
    Bounce(bounce::Arguments),
    Backup(backup::Arguments),
    Copy(copy::Arguments),
    Restore(restore::Arguments),
    Upgrade(upgrade::Arguments),
    Doctor(doctor::Arguments),
    /// Decodes one picture from standard input; started by the program itself.
    #[command(hide = true)]
    Decode,
    Count(count::Arguments),
    Pb(pb::Arguments),
    Opinions(opinions::Arguments),
    Exchange(exchange::Arguments),
}

impl Arguments {
    /// Carries the command out; exit code 2 means that the input was refused.
    pub fn run(self) -> ExitCode {
        match self.command {
            Command::Setup(arguments) => setup::run(&arguments),
            Command::Init(arguments) => init::run(&arguments),
            Command::Code(arguments) => code::run(&arguments),
            Command::Serve(arguments) => serve::run(&arguments),
            Command::Import(arguments) => import::run(&arguments),
            Command::Link(arguments) => links::run(&arguments),
            Command::Policy(arguments) => policy::run(&arguments),
            Command::Bounce(arguments) => bounce::run(&arguments),
            Command::Backup(arguments) => backup::run(&arguments),
            Command::Copy(arguments) => copy::run(&arguments),
            Command::Restore(arguments) => restore::run(&arguments),
            Command::Upgrade(arguments) => upgrade::run(&arguments),
            Command::Doctor(arguments) => doctor::run(&arguments),
            Command::Decode => pictures::child::main(),
            Command::Count(arguments) => count::run(&arguments),
            Command::Pb(arguments) => pb::run(&arguments),
            Command::Opinions(arguments) => opinions::run(&arguments),
            Command::Exchange(arguments) => exchange::run(&arguments),
        }
    }
}

/// A language as an argument.
fn language(code: &str) -> Result<Locale, String> {
    Locale::parse(code).ok_or_else(|| "known are pl, en and uk".to_owned())
}
